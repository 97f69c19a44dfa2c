"""``shengao annotate``: a copy of a Word draft with the findings at their words."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from shengao import batch, fix, output
from shengao.cli.options import (
    ConfigFile,
    Genre,
    Ignore,
    Isolated,
    Paths,
    ReleaseTo,
    Select,
    Submitted,
    Threshold,
    batch_options,
    book,
)
from shengao.errors import ReadError, ShengaoError, UsageError
from shengao.read import is_skipped
from shengao.report import scores

ABOUT = (
    "把问题写成 Word 批注：另存一份带批注的 .docx，原稿不动。\n"
    "再次运行会换掉上次的批注，别人的批注和修订都保留。"
)
EXAMPLES = (
    ("shengao annotate 稿件.docx", "写出 稿件.审稿.docx"),
    ("shengao annotate 稿件.docx -o 批注稿.docx", "指定写到哪里"),
    ("shengao annotate 稿件.docx --track", "能改的用修订标出，由人逐处接受或拒绝"),
)


def run(
    paths: Paths = None,
    target: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", parser=Path, help="写到这个 .docx"),
    ] = None,
    track: Annotated[
        bool, typer.Option("--track", help="有改法的用修订标出（建议的改法也在内），其余仍用批注")
    ] = False,
    genre: Genre = None,
    submitted: Submitted = None,
    release: ReleaseTo = None,
    select: Select = None,
    ignore: Ignore = None,
    severity: Threshold = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Annotate drafts, a line about each."""
    todo = batch_options(
        paths=paths,
        stdin_filename=None,
        genre=genre,
        submitted=submitted,
        release=release,
        select=select,
        ignore=ignore,
        severity=severity,
        config=config,
        isolated=isolated,
    )
    if batch.STANDARD_INPUT in todo.paths:
        raise UsageError("annotate 不能从标准输入读取，请写明文件。")
    drafts = [
        draft
        for draft in batch.find(todo, todo.resolver())
        if draft.named
        or (draft.shown.lower().endswith(".docx") and not draft.within)
        or (draft.error and not draft.within)
    ]
    if target is not None and len(drafts) != 1:
        raise UsageError("--output 只能用于一篇稿件。")
    if not drafts:
        print("没有找到 Word 稿件（.docx）。", file=sys.stderr)
    code = 0
    for draft in drafts:
        try:
            if draft.error is not None:
                raise ReadError(draft.shown, draft.error)
            if draft.within:
                raise ReadError(draft.shown, "稿件在邮件或压缩包里，请先另存出来再加批注")
            place = Path(draft.shown)
            print(_annotated(place, target or output.beside(place), todo, track), file=sys.stderr)
        except ShengaoError as error:
            print(f"错误：{error}", file=sys.stderr)
            code = 2
    return code


def _annotated(draft: Path, target: Path, todo: batch.Options, track: bool) -> str:
    """Write the copy; returns the line about it."""

    from shengao.word.annotate import annotate

    if draft.suffix.lower() != ".docx":
        raise ReadError(str(draft), "只能给 .docx 加批注，请先在 Word 或 WPS 中另存为 .docx")
    if is_skipped(draft.name):
        raise ReadError(str(draft), "这是审稿写出的文件或锁定文件，请对原稿运行")
    if target.suffix.lower() != ".docx":
        raise UsageError(f"批注稿应存为 .docx：{target}")
    if target.exists() and target.samefile(draft):
        raise UsageError(f"不能写回原稿 {draft}，请换一个文件名。")
    data = fix.contents(draft)
    alone = todo._replace(paths=(batch.STANDARD_INPUT,), stdin=data, stdin_name=str(draft))
    (result,) = batch.run(alone)
    if result.error is not None:
        raise ReadError(str(draft), result.error)
    made = annotate(
        data,
        str(draft),
        [one.finding for one in result.findings],
        book(todo.resolver().settings(draft)).advice,
        scores.summary(result.score) if result.score is not None else (),
        track=track,
    )
    output.write(target, made.data)
    failed = "".join(f"\n没有检查成：{crash}" for crash in result.crashes)
    return f"{draft} → {target}：{made}{failed}"
