"""``shengao inbox scan``: what came in is judged and kept."""

import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from shengao.cli import desk_options
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, here, number
from shengao.cli.running import Jobs
from shengao.errors import UsageError

if TYPE_CHECKING:
    from shengao.desk.scan import Scanned

_STILL = 2.0  # seconds without a change after which a file is whole
_LONG = 1.0  # seconds until progress is shown

ABOUT = (
    "收稿：文件夹（和里面的文件夹）、邮件（.eml、.msg）、邮箱（.mbox、Maildir）、压缩包（.zip）里的稿件，"
    "存下原件、全文、问题和评分。\n"
    "再收一次只加新的；中途断了，接着收就行。带密级标志的只记一行，什么都不存。\n"
    "评分、名册等用当前文件夹的配置。有稿件读不了或者带密级标志时以 2 退出，其余以 0 退出。"
)
EXAMPLES = (
    ("shengao inbox scan 来稿/", "收一个文件夹"),
    ("shengao inbox scan 邮箱.mbox 导出.zip --jobs 2", "收邮箱和压缩包，用两个进程"),
    ("shengao inbox scan 来稿/ --watch --every 30", "每 30 秒看一次，Ctrl+C 停止"),
)


def run(
    sources: Annotated[
        list[str], typer.Argument(metavar="来源", help="文件夹、邮件、邮箱文件、压缩包或稿件")
    ],
    watch: Annotated[
        bool, typer.Option("--watch", help="收完不退出，过一会儿再看，有新的就收；Ctrl+C 停止")
    ] = False,
    every: Annotated[
        int, typer.Option("--every", metavar="秒", parser=number, help="隔多久看一次；默认 10")
    ] = 10,
    jobs: Jobs = 1,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Scan once, or again and again."""
    from shengao.desk.scan import scan

    for source in sources:
        if not os.path.exists(source):  # noqa: PTH110 - a name too long is no error here
            raise UsageError(f"没有 {source} 这个文件或文件夹。")
    settings = here(config, isolated)
    kept = desk_options.opened(desk, settings, create=True)
    shown = sys.stderr.isatty()
    code = 0

    def once(*, quiet: bool) -> None:
        nonlocal code
        began = time.monotonic()

        def progress(how: "Scanned") -> None:
            if shown and time.monotonic() - began > _LONG:
                print(f"\r收稿：新的 {how.new} 篇", end="", file=sys.stderr, flush=True)

        workers = jobs or os.cpu_count() or 1
        found = scan(
            kept,
            sources,
            settings,
            datetime.now(),
            jobs=workers,
            on_progress=progress,
            still=_STILL if watch else 0.0,
        )
        if shown:
            print("\r", end="", file=sys.stderr)
        if found.secret or found.failed:
            code = 2
        if found.new or not quiet:
            _tell(found, kept.folder)

    if not watch:
        once(quiet=False)
        return code
    try:
        once(quiet=False)
        _until_interrupted(max(every, 1), kept.close, lambda: once(quiet=True))
    except KeyboardInterrupt:
        pass
    print("停止收稿，已经收的都在。", file=sys.stderr)
    return code


def _until_interrupted(seconds: int, rest: Callable[[], None], step: Callable[[], None]) -> None:
    """Rest and step in turn until Ctrl+C, which lets what is under way end; a second does not."""
    asked = Event()

    def ask(*_: object) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    before = signal.signal(signal.SIGINT, ask)
    try:
        while not asked.is_set():
            rest()
            if not asked.wait(seconds):
                step()
    finally:
        signal.signal(signal.SIGINT, before)


def _tell(found: "Scanned", folder: Path) -> None:
    for path, why in found.failed:
        print(f"{path}：{why}", file=sys.stderr)
    for path in found.secret:
        print(f"{path}：带有密级标志，没有存：请停止报送，按保密规定处理", file=sys.stderr)
    parts = [f"新收 {found.new} 篇" if found.new else "没有新的稿件"]
    if found.failed:
        parts.append(f"其中 {len(found.failed)} 篇读不了")
    if found.secret:
        parts.append(f"其中 {len(found.secret)} 篇带密级标志")
    if found.known:
        parts.append(f"{found.known} 篇以前收过")
    if found.empty:
        parts.append(f"{found.empty} 封邮件（或压缩包）里没有稿件")
    print(f"{folder}：{'，'.join(parts)}。", flush=True)
