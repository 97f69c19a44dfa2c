"""``shengao inbox annotate``: the original of a draft with its findings as comments."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from shengao import output
from shengao.cli import desk_drafts, desk_options
from shengao.cli.desk_drafts import Number
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, here
from shengao.errors import UsageError

ABOUT = "把一篇来稿的问题写成 Word 批注，另存一份；收稿库里的原件不动。"
EXAMPLES = (
    ("shengao inbox annotate 12", "写出 12.批注.审稿.docx"),
    ("shengao inbox annotate 12 --track -o 改稿.docx", "能改的用修订标出"),
)


def run(
    draft: Number,
    target: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", parser=Path, help="写到这个 .docx"),
    ] = None,
    track: Annotated[
        bool, typer.Option("--track", help="有改法的用修订标出，其余仍用批注")
    ] = False,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Write the copy."""
    settings = here(config, isolated)
    kept = desk_options.opened(desk, settings)
    row = desk_drafts.load(kept, draft)
    target = target or desk_drafts.name(draft, "批注", ".docx")
    if target.suffix.lower() != ".docx":
        raise UsageError(f"批注稿应存为 .docx：{target}")
    made = desk_drafts.annotated(kept, row, settings, track=track)
    output.write(target, made.data)
    print(f"第 {draft} 号 → {target}：{made}", file=sys.stderr)
    return 0
