"""``shengao app``: the local page."""

import os
import sys
from typing import Annotated

import typer

from shengao.cli.options import ConfigFile, Isolated, number
from shengao.errors import UsageError

ABOUT = (
    "在浏览器里审稿：拖入或粘贴稿件，边改边看问题和评分，再下载批注稿、报告和核稿表。\n"
    "只有本机能打开，稿件不外传，也不留存；按 Ctrl+C 停止。"
)
EXAMPLES = (
    ("shengao app", "打开浏览器"),
    ("shengao app --no-browser", "只显示网址，自己打开"),
    ("shengao app --port 8765", "用固定的端口"),
)


def run(
    port: Annotated[
        int,
        typer.Option("--port", metavar="端口", parser=number, help="用这个端口；默认随机选一个"),
    ] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="不打开浏览器，只显示网址")
    ] = False,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Serve the page until Ctrl+C."""
    from shengao.web.desk import Desk
    from shengao.web.server import serve

    if port > 65535:
        raise UsageError(f"端口 {port} 太大，应在 65535 以内。")

    def ready(address: str) -> None:
        print(f"审稿网页：{address}\n只有本机能打开。按 Ctrl+C 停止。", flush=True)
        if not no_browser:
            _browse(address)

    try:
        serve(Desk(config, isolated), port, ready)
    except KeyboardInterrupt:
        print("已停止。", file=sys.stderr)
    return 0


def _browse(address: str) -> None:
    """Open the browser, where there is a screen: one in a terminal would take it over."""
    import webbrowser

    if sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    ):
        webbrowser.open(address)
