"""Whether scores fall where quality was taken out, and rank drafts as readers do.

    python benchmarks/score_pairs.py [--shared ../shared] [--order] [--list]

Spoiled twins of the drafts in `drafts/` and of the good drafts among the labelled texts, the twins
of samples.md, finished official documents; with `--order` also the pairs that two readers ranked.
`--list` names the twins that miss. Exit code 1 where a bar is missed.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import likenesses
import made
import measure
import reader_order
import spoil
import twins

from shengao.api import measure as score
from shengao.document import Document
from shengao.scorecard import Scorecard
from shengao.structure import Period

HERE = Path(__file__).resolve().parent
STANDS = 40
"""A criterion that stands lower in the good draft has little to lose: its twin does not count."""
_YEAR = 2025  # of samples and labelled texts, which name none


class Good(NamedTuple):
    """A draft with no faults, ready to be spoiled."""

    name: str
    document: Document
    submitted: date | None


class Fall(NamedTuple):
    """What a twin lost: in the spoiled criterion, the most in any other, and in the total.

    `total` is None where the genre has none or does not weigh the criterion.
    """

    name: str
    twin: spoil.Twin
    own: int
    others: int
    total: int | None


def main() -> None:
    """Measure, print, and exit with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=measure.ROOT.parent / "shared")
    parser.add_argument("--order", action="store_true", help="also the pairs that readers ranked")
    parser.add_argument("--list", action="store_true", help="name the twins that miss")
    arguments = parser.parse_args()
    shared: Path = arguments.shared.resolve()
    budgets = measure.Budgets()
    goods = [*_own(), *_labelled(shared / "bench" / "dev.jsonl", budgets)]
    _spoiled(goods, budgets, listed=arguments.list)
    print()
    _samples(shared / "lexicons" / "samples.md", budgets)
    _official(shared / "corpus" / "official", budgets, listed=arguments.list)
    if arguments.order:
        print()
        reader_order.graded(HERE / "graded" / "drafts.jsonl", budgets)
        reader_order.judge(HERE / "order", budgets, listed=arguments.list)
    sys.exit(0 if budgets.kept else 1)


# Drafts with no faults


def _own() -> Iterator[Good]:
    for path in sorted((HERE / "drafts").glob("*.md")):
        document = made.document(path.name, path.read_text("utf-8"))
        yield Good(path.stem, document, date.fromisoformat(document.properties["submitted"]))


def _labelled(path: Path, budgets: measure.Budgets) -> Iterator[Good]:
    """The texts labelled as having no fault that are long enough to have a score."""
    if not path.is_file():
        budgets.line("labelled drafts without fault", f"{path} is not there: not measured")
        return
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        if row["faults"] or row["genre"] == "句":
            continue
        document = made.document(row["id"] + ".txt", row["text"], row["genre"])
        if not document.fragment:
            yield Good(row["id"], document, _handed_in(document))


def _handed_in(document: Document) -> date | None:
    """The day after the last day on which something is said to have happened."""
    days = [
        _placed(found.value)
        for found in document.entities
        if isinstance(found.value, Period)
        and document.modality(found.start, found.end) == "realised"
    ]
    last = max((day for day in days if day is not None), default=None)
    return last + timedelta(days=1) if last else None


def _placed(period: Period) -> date | None:
    """The last day of a period, in `_YEAR` where it names no year."""
    if period.last is not None or period.month is None:
        return period.last
    if period.day is not None:
        return date(_YEAR, period.month, period.day)
    following = period.month % 12 + 1
    return date(_YEAR + (following == 1), following, 1) - timedelta(days=1)


# Twins


def _spoiled(goods: list[Good], budgets: measure.Budgets, *, listed: bool) -> None:
    falls: list[Fall] = []
    gated = low = 0
    with tempfile.TemporaryDirectory() as folder:
        archive = likenesses.Archive(Path(folder), [one.document for one in goods])
        budgets.line("likeness to earlier drafts", archive.origin)
        for good in goods:
            before = score(
                good.document,
                submitted=good.submitted,
                likeness=archive.of(good.document, copied=False),
            )
            if before is None:
                raise RuntimeError(f"{good.name}: a fragment has no score")
            if before.gates:
                gated += 1
                budgets.line(f"{good.name}: 待核", "；".join(before.gates))
                continue
            for twin in spoil.twins(good.document, good.submitted):
                stands = before.criteria[twin.criterion].value
                if stands is None or stands < STANDS:
                    low += 1
                    continue
                name = f"{good.name}-{len(falls)}{Path(good.document.source.path).suffix}"
                document = made.document(name, twin.text, good.document.genre)
                likeness = archive.of(
                    document if twin.copied else good.document, copied=twin.copied
                )
                after = score(document, submitted=twin.submitted, likeness=likeness)
                if after is not None:
                    falls.append(_fall(good.name, twin, before, after))
    budgets.line(
        "twins",
        f"{len(falls)} of {len(goods) - gated} drafts; {low} whose criterion was below {STANDS}",
    )
    ways: dict[str, Callable[[Fall], bool]] = {
        f"twins: {criterion}, {how}": lambda fall, how=how: fall.twin.how == how  # type: ignore[misc]
        for criterion, how in dict.fromkeys((one.twin.criterion, one.twin.how) for one in falls)
    }
    for name, chosen in ways.items():
        some = [fall for fall in falls if chosen(fall)]
        mean = sum(fall.own for fall in some) / len(some)
        most = sum(fall.own > 0 and fall.own >= fall.others for fall in some)
        budgets.line(name, f"{len(some)}: falls by {mean:.0f}, most in {most}")
    weighed = [fall for fall in falls if fall.total is not None]
    _share(
        budgets, "twins: the spoiled criterion falls", falls, lambda one: one.own > 0, 0.98, listed
    )
    _share(
        budgets, "twins: it falls most", falls,
        lambda one: one.own > 0 and one.own >= one.others, 0.90, listed,
    )  # fmt: skip
    _share(
        budgets, "twins: the total falls", weighed, lambda one: (one.total or 0) > 0, 0.98, listed
    )


def _fall(name: str, twin: spoil.Twin, before: Scorecard, after: Scorecard) -> Fall:
    lost = {
        criterion: (mark.value or 0) - (after.criteria[criterion].value or 0)
        for criterion, mark in before.criteria.items()
        if mark.value is not None
    }
    total = None
    if before.total is not None and before.criteria[twin.criterion].weight:
        total = before.total - (after.total or 0)
    others = max((fall for one, fall in lost.items() if one != twin.criterion), default=0)
    return Fall(name, twin, lost[twin.criterion], others, total)


def _share(
    budgets: measure.Budgets,
    name: str,
    falls: list[Fall],
    holds: Callable[[Fall], bool],
    bar: float,
    listed: bool,
) -> None:
    missed = [fall for fall in falls if not holds(fall)]
    kept = len(falls) - len(missed)
    share = kept / len(falls) if falls else 0.0
    budgets.at_least(name, share, bar, f"{share:.1%} ({kept} of {len(falls)})")
    for one in missed if listed else ():
        budgets.line(
            f"  {one.name}: {one.twin.criterion}, {one.twin.how}",
            f"falls {one.own}, another {one.others}, the total {one.total}",
        )


# Samples and official documents


_HEADED = "情况报告\n\n"
"""A title for both twins where one is a fragment, which would have no score."""


def _samples(path: Path, budgets: measure.Budgets) -> None:
    if not path.is_file():
        budgets.line("samples", f"{path} is not there: not measured")
        return
    for sample in twins.read(path):
        if sample.good is None:
            continue
        title = sample.name.partition("（")[0]
        good = made.document("good.txt", sample.good, sample.genre)
        bad = made.document("bad.txt", sample.bad, sample.genre)
        day = _handed_in(good)
        if good.fragment or bad.fragment:
            good = made.document("good.txt", _HEADED + sample.good, sample.genre)
            bad = made.document("bad.txt", _HEADED + sample.bad, sample.genre)
        ahead, behind = _total(good, day), _total(bad, day)
        if ahead is None or behind is None:
            short = "good" if ahead is None else "bad"
            budgets.line(f"{title}: good leads bad", f"the {short} one is too short for a total")
            continue
        budgets.at_least(
            f"{title}: good leads bad", ahead - behind, 15,
            f"{ahead - behind} ({ahead} to {behind})",
        )  # fmt: skip


def _total(document: Document, submitted: date | None) -> int | None:
    card = score(document, submitted=submitted)
    return card.total if card is not None else None


def _official(folder: Path, budgets: measure.Budgets, *, listed: bool) -> None:
    """Finished documents, which are right by definition: 实 must say so."""
    files = sorted(folder.glob("*.txt"))
    if not files:
        budgets.line("official documents", f"{folder} is not there: not measured")
        return
    values = {path.stem: _factual(path) for path in files}
    well = [name for name, value in values.items() if value >= 60]
    budgets.at_least(
        "official documents: 实 of 60 and more", len(well) / len(files), 0.90,
        f"{len(well) / len(files):.1%} ({len(well)} of {len(files)})",
    )  # fmt: skip
    for name, value in values.items() if listed else ():
        if name not in well:
            budgets.line(f"  {name}", f"实 {value}")


def _factual(path: Path) -> int:
    card = score(made.document(path.name, path.read_text("utf-8"), "公文"))
    return (card.criteria["实"].value or 0) if card is not None else 0


if __name__ == "__main__":
    main()
