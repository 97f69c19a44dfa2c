"""``shengao explain``: why a rule reports what it does, and what to write instead."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from shengao.cli.layout import columns, wrapped
from shengao.cli.options import ConfigFile, Isolated, book, here
from shengao.config import canonical
from shengao.errors import UsageError, suggestion
from shengao.finding import CRITERIA, FAULTS, RELEASE_WORDS, SEVERITY_WORDS
from shengao.rulebook import Rulebook, RuleRow

ABOUT = "说明一条规则：为什么报告、怎么改、例句和依据。写问题类别或要求，则列出其中的规则。"
EXAMPLES = (
    ("shengao explain colloquial-verb", "一条规则"),
    ("shengao explain 口语化", "一类问题的全部规则"),
    ("shengao explain 实", "一项要求的全部规则"),
)


def run(
    name: Annotated[
        str, typer.Argument(metavar="名称", help="规则名、问题类别或要求（快、实、深、新、用）")
    ],
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Print what there is to know."""
    rules = book(here(config, isolated))
    asked = name
    name = canonical(asked)
    if name in rules.rules:
        lines = list(_explained(rules, rules.rules[name]))
    elif name in FAULTS or name in CRITERIA.values():
        found = sorted(row for row in rules.rules.values() if name in (row.fault, row.criterion))
        title = f"{FAULTS[name]}（{name}）" if name in FAULTS else f"“{name}”"
        lines = [
            f"{title}共 {len(found)} 条规则：",
            "",
            *columns([(r.slug, r.title) for r in found]),
        ]
    else:
        known = [*rules.rules, *FAULTS, *FAULTS.values(), *CRITERIA]
        guess = suggestion(asked, known) or "。"
        raise UsageError(f"没有名为“{asked}”的规则、问题类别或要求{guess}")
    print("\n".join(lines))
    return 0


def _explained(rules: Rulebook, row: RuleRow) -> Iterator[str]:
    yield f"{row.title}（{row.slug}）"
    yield (
        f"类别：{FAULTS.get(row.fault, row.fault)}（{row.fault}）  要求：{row.criterion}  "
        f"级别：{SEVERITY_WORDS[row.severity]}（{row.severity}）  始于：{row.since}"
    )
    if not row.path:
        yield from ("", *wrapped(row.message, "  "))
        return
    page = rules.page(row.slug)
    yield from _part("为什么", page["why"].split("\n"))
    yield from _part("怎么改", page["how"].split("\n"))
    yield from _part("会报告（⟦⟧ 中是报告的文字，→ 后是改法）", _examples(page["bad"]))
    yield from _part("不报告", _examples(page["good"]))
    levels = {**{str(one): word for one, word in SEVERITY_WORDS.items()}, "off": "不检查"}
    yield from _part("文种", [f"{genre}：{levels[how]}" for genre, how in page["genre"].items()])
    yield from _part(
        "发布范围",
        [f"{RELEASE_WORDS[one]}：{levels[how]}" for one, how in page["release"].items()],
    )
    yield from _part("依据", page["sources"])
    yield from _part(
        "确有理由时，在这一段前面单独写一行（Word 中写成批注）",
        [f"<!-- shengao: allow {row.slug} 写明理由 -->"],
    )


def _part(title: str, paragraphs: list[str]) -> Iterator[str]:
    if paragraphs:
        yield from ("", title)
        for paragraph in paragraphs:
            yield from wrapped(paragraph.strip(), "  ")


def _examples(examples: list[dict[str, Any]]) -> list[str]:
    return ["\n".join([one["text"].strip(), *notes(one)]) for one in examples]


def notes(example: dict[str, Any]) -> Iterator[str]:
    """What an example depends on beside its text."""
    told = {
        "文种": example["genre"],
        "报送日期": example["submitted"],
        "发布范围": RELEASE_WORDS[example["release"]] if example["release"] == "public" else "",
        "隐藏的文字": example["hidden"],
        "早先的稿件": example["earlier"].strip(),
        "上级来文": example["above"].strip(),
    }
    yield from (f"（{name}：{value}）" for name, value in told.items() if value)
