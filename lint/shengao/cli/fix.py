"""``shengao fix``: mend what can be mended without a person."""

import argparse
import sys
from collections.abc import Iterator

from shengao import batch
from shengao.cli.options import add_configuration, add_paths, add_selection, batch_options
from shengao.cli.parser import Parser


def parser() -> Parser:
    """The options of the command."""
    parser = Parser(
        "fix",
        "自动修改稿件中有把握的问题（标点、重复字、明显的错别字），保持原来的编码和换行。\n"
        "标准输入的稿件改好后写到标准输出。Word 文件暂不能直接修改。",
        ("shengao fix 稿件.md --preview", "看看会怎样修改，不动文件"),
        ("shengao fix 稿件.md", "修改"),
        ("shengao fix 通讯/ --suggested", "连建议的用词替换也一并改"),
    )
    add_paths(parser)
    parser.add("--suggested", action="store_true", help="连建议的改法也改，改后请通读一遍")
    parser.add("--preview", action="store_true", help="只显示改动的地方，不动文件")
    add_selection(parser)
    add_configuration(parser)
    return parser


def run(options: argparse.Namespace) -> int:
    """Fix, and say what was done to each draft."""
    todo = batch_options(options)
    code, drafts = 0, 0
    for draft in batch.mend(todo, suggested=options.suggested, write=not options.preview):
        drafts += 1
        if draft.error is not None:
            print(f"{draft.path}：{draft.error}", file=sys.stderr)
            code = 2
        elif options.preview:
            sys.stdout.writelines(_difference(draft))
        else:
            if batch.STANDARD_INPUT in todo.paths and draft.path == _stdin_name(todo):
                sys.stdout.write(draft.after)
            print(_told(draft), file=sys.stderr)
    if not drafts:
        print("没有找到能修改的稿件（.txt、.md）。", file=sys.stderr)
    return code


def _stdin_name(todo: batch.Options) -> str:
    return todo.stdin_name or "<stdin>"


def _told(draft: batch.Mended) -> str:
    done = f"改了 {len(draft.applied)} 处" if draft.applied else "没有可改的地方"
    left = f"，另有 {draft.left} 处互相牵连，没有改" if draft.left else ""
    return f"{draft.path}：{done}{left}。"


def _difference(draft: batch.Mended) -> Iterator[str]:
    """A unified diff; a last line without an end is marked as git does."""
    from difflib import unified_diff

    for line in unified_diff(
        draft.before.splitlines(keepends=True),
        draft.after.splitlines(keepends=True),
        draft.path,
        draft.path,
    ):
        yield line if line.endswith("\n") else f"{line}\n\\ 文件末尾没有换行\n"
