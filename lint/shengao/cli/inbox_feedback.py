"""``shengao inbox feedback``: what units are told of their drafts."""

import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shengao import output
from shengao.cli import desk_options
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, day, here, style_option
from shengao.cli.running import written_to
from shengao.errors import UsageError

if TYPE_CHECKING:
    from shengao.desk.feedback import Feedback

ABOUT = (
    "给报送单位的反馈：最常见的问题和变化、各月的情况、两篇可以参考的好稿（从采用的来稿里选）。\n"
    "只说稿件，不给人排名，也不把单位放在一起比。"
)
EXAMPLES = (
    ("shengao inbox feedback 甲镇", "最近一季度（90 天）的"),
    ("shengao inbox feedback 甲镇 -o 甲镇.docx", "写成 Word"),
    ("shengao inbox feedback --from 2026-01-01 --to 2026-03-31 -o 反馈/", "各单位一份，写到文件夹"),
)

_USUAL = 89  # days before the last one
_UNNAMED = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def run(
    unit: Annotated[
        str | None, typer.Argument(metavar="单位", help="哪个单位；不写就是各单位各一份")
    ] = None,
    first: Annotated[
        date | None,
        typer.Option("--from", metavar="日期", parser=day, help="从哪天收到的；默认 90 天"),
    ] = None,
    last: Annotated[
        date | None, typer.Option("--to", metavar="日期", parser=day, help="到哪天；默认今天")
    ] = None,
    style: Annotated[
        str,
        style_option("terminal（默认）或 json", "terminal", "json"),
    ] = "terminal",
    target: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="文件", parser=Path, help="写成 .docx；各单位各一份就写文件夹"
        ),
    ] = None,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Tell one unit, or each."""
    from shengao.desk import feedback

    settings = here(config, isolated)
    end = last or date.today()
    begin = first or end - timedelta(days=_USUAL)
    if begin > end:
        raise UsageError(f"--from {begin} 在 --to {end} 之后。")
    if target is not None and (target.suffix.lower() == ".docx") != (unit is not None):
        raise UsageError("写一个单位的反馈用 -o 文件.docx，各单位的用 -o 文件夹。")
    with desk_options.opened(desk, settings).reading() as connection:
        names = feedback.units(connection, begin, end) if unit is None else [unit]
        found = [
            told
            for name in names
            if (told := feedback.of(connection, name, begin, end)) is not None
        ]
    if unit is not None and not found:
        raise UsageError(f"{begin} 到 {end} 没有收到 {unit} 的来稿。")
    if target is not None:
        _write(target, found, settings.desk.get("office", ""), alone=unit is not None)
        return 0
    with written_to(None) as stream:
        if style == "json":
            listed = {"units": [feedback.as_dict(told) for told in found]}
            json.dump(listed, stream, ensure_ascii=False, indent=2)
            stream.write("\n")
        else:
            from shengao.cli.layout import wrapped

            for told in found:
                for line in feedback.lines(told):
                    indent = " " * (len(line) - len(line.lstrip()))
                    print("\n".join(wrapped(line.strip(), indent)), file=stream)
            if not found:
                print(f"{begin} 到 {end} 没有收到来稿。", file=stream)
    return 0


def _write(target: Path, found: "list[Feedback]", office: str, *, alone: bool) -> None:
    from shengao.desk import feedback

    if not alone:
        try:
            target.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"建不了文件夹 {target}。") from error
    for told in found:
        name = _UNNAMED.sub("_", told.unit)
        place = target if alone else target / f"{name}.反馈{output.MARK}.docx"
        output.write(place, feedback.document(told, date.today(), office))
        print(f"{told.unit} → {place}", file=sys.stderr)
