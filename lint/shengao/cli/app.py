"""``shengao app``: the local page."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shengao.cli import desk_options
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, here, number
from shengao.config import Settings
from shengao.errors import UsageError

if TYPE_CHECKING:
    from shengao.web.inbox import Inbox

ABOUT = (
    "在浏览器里审稿：拖入或粘贴稿件，边改边看问题和评分，再下载批注稿、报告和核稿表。\n"
    "--inbox 再加来稿一页：看收到的稿件、同一事件的几篇，采用、退改（收稿用 inbox scan）。\n"
    "只有本机能打开，稿件不外传，也不留存；按 Ctrl+C 停止。"
)
EXAMPLES = (
    ("shengao app", "打开浏览器"),
    ("shengao app --no-browser", "只显示网址，自己打开"),
    ("shengao app --port 8765", "用固定的端口"),
    ("shengao app --inbox", "编辑用：列出收到的稿件，采用、退改"),
)


def run(
    port: Annotated[
        int,
        typer.Option("--port", metavar="端口", parser=number, help="用这个端口；默认随机选一个"),
    ] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="不打开浏览器，只显示网址")
    ] = False,
    inbox: Annotated[
        bool, typer.Option("--inbox", help="加上来稿一页：列出、查看、采用、退改")
    ] = False,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Serve the page until Ctrl+C."""
    from shengao.web.judge import Judge
    from shengao.web.server import serve

    if port > 65535:
        raise UsageError(f"端口 {port} 太大，应在 65535 以内。")
    if desk is not None and not inbox:
        raise UsageError("--desk 说的是来稿在哪里，请同 --inbox 一起写。")

    def ready(address: str) -> None:
        print(f"审稿网页：{address}\n只有本机能打开。按 Ctrl+C 停止。", flush=True)
        if not no_browser:
            _browse(address)

    try:
        opened = _inbox(desk, here(config, isolated)) if inbox else None
        serve(Judge(config, isolated), port, ready, opened)
    except KeyboardInterrupt:
        print("已停止。", file=sys.stderr)
    return 0


def _inbox(desk: Path | None, settings: Settings) -> "Inbox":
    from shengao.web.inbox import Inbox

    return Inbox(desk_options.opened(desk, settings), settings)


def _browse(address: str) -> None:
    """Open the browser, where there is a screen: one in a terminal would take it over."""
    import webbrowser

    if sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    ):
        webbrowser.open(address)
