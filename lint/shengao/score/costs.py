"""What findings cost: evidence against a criterion, one piece for each fault.

A finding charges the criterion of its rule, of 实 the half of its fault. Costs are per 1,000
characters; of these only clauses count that are long enough to say something and were not said
before, so that neither repeating a draft nor sprinkling it with words makes them less. Some faults
cost the same however long the draft is: one wrong sum is one too many.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import fsum

from shengao.document import Document
from shengao.expression import Expression
from shengao.finding import FAULTS, Criterion, Finding, Severity
from shengao.score.book import Book
from shengao.scorecard import Evidence
from shengao.structure import PROSE

_CLAUSE = Expression(r"[^，、。；：！？…“”‘’《》（）()\s,.;:!?]{8,}")
"""What says something: slogans, lists of figures and bare headings have no stretch as long."""

_QUOTED = 3  # findings whose words are shown
_SHOWN = 12  # characters of each


def characters(document: Document) -> int:
    """How long a draft is for its costs: the characters of its clauses of eight and more."""
    said: set[str] = set()
    for prose, blocks in groupby(document.blocks, lambda one: one.kind in PROSE):
        if prose:  # blocks beside each other are read at once: no clause goes over a line break
            first, *others = blocks
            last = others[-1] if others else first
            said.update(_CLAUSE.findall(document.text, first.start, last.end))
    return sum(map(len, said))


def of(findings: Iterable[Finding], length: int, book: Book) -> list[Evidence]:
    """The costs of findings in a draft of such a length, those of one fault together."""
    groups: dict[tuple[Criterion, str], list[Finding]] = {}
    for finding in findings:
        if finding.rule not in book.free and finding.fault in book.costs:
            groups.setdefault((finding.criterion, finding.fault), []).append(finding)
    thousands = min(max(length, book.length.least), book.length.most) / book.length.per
    made = []
    for (criterion, fault), group in sorted(groups.items()):
        cost = book.costs[fault]
        sum_of = fsum(
            cost.error if one.severity == Severity.ERROR else cost.warning for one in group
        )
        points = min(sum_of if cost.flat else sum_of / thousands, cost.most)
        if points > 0:
            group.sort(key=lambda one: (one.span, one.rule))
            made.append(
                Evidence(
                    criterion,
                    -points,
                    _what(fault, group),
                    tuple(one.span for one in group),
                    fault,
                    cost.half if criterion == "实" else None,
                    tuple(one.text for one in group),
                )
            )
    return made


def _what(fault: str, group: Sequence[Finding]) -> str:
    texts = list(dict.fromkeys(one.text for one in group if one.text.strip()))
    shown = "".join(
        f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”" for text in texts[:_QUOTED]
    )
    rest = "等" if len(texts) > _QUOTED else ""
    return f"{FAULTS.get(fault, fault)}{len(group)}处" + (f"：{shown}{rest}" if shown else "")
