"""``shengao allow``: write into a draft that a finding may stay."""

from pathlib import Path
from typing import Annotated

import typer

from shengao.cli.options import book
from shengao.config import Resolver
from shengao.errors import UsageError

ABOUT = (
    "在稿件（.txt、.md）的一段前面写一个审稿标记，放行一条规则。\n"
    "Word 文件请在 Word 中插入批注，命令会给出批注的内容。"
)
EXAMPLES = (("shengao allow 稿件.md:12 colloquial-verb 引用村民原话", "放行第 12 行的口语"),)


def run(
    place: Annotated[str, typer.Argument(metavar="文件:行", help="稿件和行号，行号照抄检查结果")],
    rule: Annotated[str, typer.Argument(metavar="规则", help="规则名，照抄检查结果")],
    reason: Annotated[
        list[str], typer.Argument(metavar="理由", help="为什么可以不改，会和稿件一起留存")
    ],
) -> int:
    """Write the mark."""
    from shengao import suppress

    file, _, line = place.rpartition(":")
    if not file or not line.isdecimal():
        raise UsageError(f"“{place}”应写成“文件:行”，例如 稿件.md:12。")
    path = Path(file)
    known = book(Resolver().settings(path)).rules
    if rule not in known:
        raise UsageError(suppress.unknown(rule, known))
    written = suppress.allow(path, int(line), rule, " ".join(reason))
    print(f"已在 {path} 第 {written} 行写入审稿标记。")
    return 0
