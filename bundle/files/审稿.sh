#!/bin/sh
# Check the drafts that are dropped on the launcher; the window stays until they are read about.
place=$(dirname "$0")
if [ -x "$place/venv/bin/python" ]; then
  "$place/venv/bin/python" "$place/drop.py" "$@"
  code=$?
else
  echo "审稿还没有装好，请先运行安装包里的 install.sh。" >&2
  code=2
fi
if [ -t 0 ]; then
  printf '\n按回车键关闭这个窗口。'
  read -r _
fi
exit "$code"
