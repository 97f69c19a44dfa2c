#!/usr/bin/env bash
# Install a Linux bundle where there is no network, and drop a draft on its launcher:
#   bundle/try_offline.sh dist/shengao-….zip
# Needs the right to make a network namespace (root has it).
set -euo pipefail
if [ "${2:-}" != inside ]; then
  unshare --net true || {
    echo "这台机器不让建没有网络的命名空间（unshare --net），断网安装没有试成。" >&2
    exit 1
  }
  exec unshare --net bash "$0" "$(realpath "$1")" inside
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
drafts="$work/待报 稿件"
mkdir -p "$work/home/桌面" "$drafts"
export HOME="$work/home" XDG_DATA_HOME="" XDG_CACHE_HOME="" SHENGAO_CACHE="$work/cache"
unset PYTHONPATH PIP_INDEX_URL PIP_FIND_LINKS VIRTUAL_ENV
python3 - <<'PYTHON'
import socket, sys
names = [name for _, name in socket.if_nameindex()]
sys.exit(0 if names == ["lo"] else f"这里有网络：{names}")
PYTHON
python3 -m zipfile --extract "$1" "$work"
cd "$work"/shengao-*
sha256sum --check --quiet SHA256SUMS
sh install.sh </dev/null
cp 示例/差稿.docx "$drafts/水利局 差稿&终稿.docx"
cp 示例/好稿.txt "$drafts/-好稿.txt"
cd "$drafts"
sh "$HOME/.local/share/shengao/审稿.sh" "水利局 差稿&终稿.docx" -好稿.txt </dev/null
for made in "水利局 差稿&终稿.审稿.docx" "水利局 差稿&终稿.审稿.html" "-好稿.审稿.html"; do
  [ -s "$made" ] || { echo "没有写出 $made" >&2; exit 1; }
done
grep -q 评分 "水利局 差稿&终稿.审稿.html"
[ -x "$HOME/桌面/审稿.desktop" ]
"$HOME/.local/bin/shengao" check --format concise "水利局 差稿&终稿.docx" >found || [ "$?" = 1 ]
echo "断网装好，$(wc -l <found) 行结果。"
