"""``shengao text``: what was read of a file, for people who wonder and for ``git diff``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shengao import batch
from shengao.cli.options import StdinFilename
from shengao.config import Resolver
from shengao.errors import ReadError

if TYPE_CHECKING:
    from shengao.structure import Reading

ABOUT = (
    "显示从稿件中读到的文字，一段一行，UTF-8 编码。邮件和压缩包里的稿件逐篇列出。\n"
    "全部读到时以 0 退出；有稿件或有的页读不了时以 2 退出。"
)
EXAMPLES = (
    ("shengao text 稿件.pdf", "看看读到了什么"),
    ("shengao text 稿件.docx --blocks", "每段前面写明是标题、导语还是正文"),
)


def run(
    path: Annotated[str, typer.Argument(metavar="稿件", help="稿件、邮件或压缩包；- 为标准输入")],
    blocks: Annotated[
        bool, typer.Option("--blocks", help="每段前面写明是什么：title、lead、paragraph 等")
    ] = False,
    stdin_filename: StdinFilename = None,
) -> int:
    """Print the text of each draft in the file."""
    data = sys.stdin.buffer.read() if path == batch.STANDARD_INPUT else None
    todo = batch.Options(paths=(path,), stdin_name=stdin_filename, stdin=data, isolated=True)
    if data is None and Path(path).is_dir():
        raise ReadError(path, "这是文件夹，不是稿件")
    contents = batch.Contents()
    drafts = batch.find(todo, Resolver(isolated=True))
    code = 0
    for draft in drafts:
        try:
            code |= _print(draft, contents.of(draft), blocks=blocks)
        except ReadError as error:
            sys.stdout.flush()
            print(f"错误：{error}", file=sys.stderr)
            code = 2
    return code


def _print(draft: batch.Draft, data: bytes | None, *, blocks: bool) -> int:
    from shengao import read

    if draft.error is not None:
        raise ReadError(draft.shown, draft.error)
    reading = read.read(draft.shown, data, name=draft.shown)
    lines = [f"== {draft.shown} =="] if draft.within else []
    lines += _named(reading) if blocks else _lines(reading)
    # Not in the encoding of the screen: git reads this, and takes it for UTF-8.
    sys.stdout.flush()
    sys.stdout.buffer.write(("\n".join(lines) + "\n").encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    for why in reading.unread:
        print(f"{draft.shown}：{why}。", file=sys.stderr)
    return 2 if reading.unread else 0


def _lines(reading: "Reading") -> list[str]:
    text = reading.source.text
    return [
        block.label + " ".join("".join(text[a:z] for a, z in block.pieces).splitlines())
        for block in reading.blocks
    ]


def _named(reading: "Reading") -> list[str]:
    """The blocks, each behind its kind and a tab."""
    from shengao import layout
    from shengao.text import View

    view, spans = View.of(reading.source.text, (block.pieces for block in reading.blocks))
    blocks = layout.classify(view.text, reading.blocks, spans)
    return [f"{block.kind}\t{line}" for block, line in zip(blocks, _lines(reading), strict=True)]
