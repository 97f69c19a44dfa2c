"""``shengao explain``: why a rule reports what it does, or a signal earns points."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengao.cli.layout import columns, wrapped
from shengao.cli.options import ConfigFile, Isolated, book, here
from shengao.config import canonical
from shengao.errors import UsageError, suggestion
from shengao.finding import CRITERIA, FAULTS, RELEASE_WORDS, SEVERITY_WORDS
from shengao.rulebook import Rulebook, RuleRow

if TYPE_CHECKING:
    from shengao.score.signal import Signal

ABOUT = (
    "说明一条规则：为什么报告、怎么改、例句和依据。写评分依据中的信号，则说明它看什么、值多少分。\n"
    "写问题类别或要求，则列出其中的规则和信号。"
)
EXAMPLES = (
    ("shengao explain colloquial-verb", "一条规则"),
    ("shengao explain 口语化", "一类问题的全部规则"),
    ("shengao explain 实", "一项要求的全部规则和信号"),
)


def run(
    name: Annotated[
        str,
        typer.Argument(metavar="名称", help="规则名、信号名、问题类别或要求（快、实、深、新、用）"),
    ],
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Print what there is to know."""
    settings = here(config, isolated)
    rules = book(settings)
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
        earning = [(one.slug, one.title) for one in _signals() if one.criterion == name]
        if earning:
            lines += ["", f"评分看 {len(earning)} 个信号：", "", *columns(earning)]
    else:
        from shengao.score.book import Book

        known = {one.slug: one for one in _signals()}
        if name not in known:
            names = [*rules.rules, *known, *FAULTS, *FAULTS.values(), *CRITERIA]
            guess = suggestion(asked, names) or "。"
            raise UsageError(f"没有名为“{asked}”的规则、信号、问题类别或要求{guess}")
        own = Book.of(rules.scoring, settings.profile.get("scoring", {}))
        lines = list(_signal(known[name], own.points[name]))
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


def _signals() -> "tuple[Signal, ...]":
    from shengao.score import signals

    return signals.load()


def _signal(signal: "Signal", points: float) -> Iterator[str]:
    half = f"（{signal.half}）" if signal.half else ""
    yield f"{signal.title}（{signal.slug}）"
    yield f"要求：{signal.criterion}{half}  最多 {points:g} 分"
    yield from _part("看什么", [signal.measures])
    yield from _part("可能怎样凑分", [signal.gaming])
    yield from _part("这样防", [signal.guard])


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
