"""``shengao fix``: mend what can be mended without a person."""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from shengao import batch
from shengao.batch.mending import Mended, mend
from shengao.cli.options import (
    ConfigFile,
    Genre,
    Ignore,
    Isolated,
    Paths,
    ReleaseTo,
    Select,
    StdinFilename,
    Submitted,
    Threshold,
    batch_options,
)

ABOUT = (
    "自动修改稿件中有把握的问题（标点、重复字、明显的错别字），保持原来的编码和换行。\n"
    "标准输入的稿件改好后写到标准输出。Word 原稿不动，另存一份 稿件.审稿.docx，改动用修订标出。"
)
EXAMPLES = (
    ("shengao fix 稿件.md --preview", "看看会怎样修改，不动文件"),
    ("shengao fix 稿件.md", "修改"),
    ("shengao fix 通讯/ --suggested", "连建议的用词替换也一并改"),
)


def run(
    paths: Paths = None,
    stdin_filename: StdinFilename = None,
    suggested: Annotated[
        bool, typer.Option("--suggested", help="连建议的改法也改，改后请通读一遍")
    ] = False,
    preview: Annotated[bool, typer.Option("--preview", help="只显示改动的地方，不动文件")] = False,
    genre: Genre = None,
    submitted: Submitted = None,
    release: ReleaseTo = None,
    select: Select = None,
    ignore: Ignore = None,
    severity: Threshold = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Fix, and say what was done to each draft."""
    todo = batch_options(
        paths=paths,
        stdin_filename=stdin_filename,
        genre=genre,
        submitted=submitted,
        release=release,
        select=select,
        ignore=ignore,
        severity=severity,
        config=config,
        isolated=isolated,
    )
    code, drafts = 0, 0
    for draft in mend(todo, suggested=suggested, write=not preview):
        drafts += 1
        if draft.error is not None:
            print(f"{draft.path}：{draft.error}", file=sys.stderr)
            code = 2
        elif preview:
            sys.stdout.writelines(_difference(draft))
        else:
            if batch.STANDARD_INPUT in todo.paths and draft.path == _stdin_name(todo):
                sys.stdout.write(draft.after)
            print(_told(draft), file=sys.stderr)
    if not drafts:
        print("没有找到稿件（.docx、.doc、.wps、.pdf、.txt、.md 等）。", file=sys.stderr)
    return code


def _stdin_name(todo: batch.Options) -> str:
    return todo.stdin_name or "<stdin>"


def _told(draft: Mended) -> str:
    done = f"改了 {len(draft.applied)} 处" if draft.applied else "没有可改的地方"
    left = f"，另有 {draft.left} 处互相牵连，没有改" if draft.left else ""
    copy = f"，修订稿写在 {draft.copy}" if draft.copy is not None else ""
    return f"{draft.path}：{done}{left}{copy}。"


def _difference(draft: Mended) -> Iterator[str]:
    """A unified diff; a last line without an end is marked as git does."""
    from difflib import unified_diff

    for line in unified_diff(
        draft.before.splitlines(keepends=True),
        draft.after.splitlines(keepends=True),
        draft.path,
        draft.path,
    ):
        yield line if line.endswith("\n") else f"{line}\n\\ 文件末尾没有换行\n"
