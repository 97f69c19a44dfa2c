#!/bin/sh
# Look for a Python that the wheels are for, and let it install them.
cd "$(dirname "$0")" || exit 1
code=1
if [ ! -f install.py ]; then
  echo "没有找到 install.py。请先把压缩包全部解压，再运行解压出来的 install.sh。" >&2
else
  found=
  for python in python3.14 python3.13 python3.12 python3.11 python3 python; do
    if [ -z "$found" ] && "$python" install.py --suits >/dev/null 2>&1; then
      found=$python
    fi
  done
  if [ -n "$found" ]; then
    "$found" install.py
    code=$?
  else
    echo "没有找到能用的 Python，请先装 Python 3.11 至 3.14。" >&2
    if python3 -c 'import tomllib' 2>/dev/null; then
      python3 install.py --suits >&2
    elif command -v python3 >/dev/null 2>&1; then
      echo "这里的是 $(python3 --version 2>&1)。" >&2
    fi
  fi
fi
if [ -t 0 ]; then
  printf '按回车键结束。'
  read -r _
fi
exit "$code"
