"""The samples of ../shared/lexicons/samples.md: bad drafts, most with a good twin.

    python benchmarks/twins.py [--samples ../shared/lexicons/samples.md]

A bad draft must be found to have every kind of fault that the sample expects, a good one must have
nothing that must be mended (必改).
"""

import argparse
import re
import sys
from pathlib import Path
from typing import NamedTuple

import measure

SAMPLES = measure.ROOT.parent / "shared" / "lexicons" / "samples.md"

_FAULTS: dict[str, tuple[str, ...]] = {
    "ABS": ("absolute",),
    "CLI": ("cliche",),
    "COL": ("colloquial",),
    "CONS": ("inconsistent",),
    "CONS09": (),  # 某河 for a river: a name may be withheld on purpose
    "DATA": ("missing-figure",),
    "DATA009": ("missing-figure", "lead", "structure"),
    "DATA011": ("missing-figure", "absolute"),  # 零投诉、满意度100%: the guide takes one of the two
    "DEEP": ("structure", "vague"),
    "FLOW001": ("chronicle",),
    "FLOW007": ("vague", "chronicle"),
    "GAME001": ("evasion",),
    "GAME002": ("structure",),
    "GRAM": ("grammar",),
    "LEAD": ("lead", "vague-time"),
    "NUM": ("figure-error",),
    "PUNC": ("punctuation",),
    "QUICK002": ("vague-time", "lead", "timeliness"),
    "QUICK004": ("structure", "timeliness"),
    "RED": ("redundant",),
    "RED005": (),  # 进行了…讨论: not labelled
    "SENT002": (),  # a long but sound sentence: not labelled
    "STRU": ("length", "structure"),
    "TIME": ("vague-time",),
    "TIME003": (),  # 目前 as state with no count: not labelled
    "TITL": ("title",),
    "TYP": ("typo",),
    "USE": ("structure", "vague"),
    "VAG": ("vague",),
}
"""The rule numbers of the samples, whole or by their letters: one of the faults will do. None is
expected where the labelling guide, which is younger than the samples, labels nothing."""

_GENRES = {"动态": "工作动态", "经验": "经验", "问题": "问题", "突发信息": "紧急信息"}
"""Words of a sample's heading, and the genre that they name."""

_CODE = re.compile(r"(?<![A-Z])(?:COL(?![A-Z])|[A-Z]{3,5}\d{2,3})(?!\d)")
_NAME_LEFT_OUT = ("XX", "清河")
"""The samples hide a name in a good text, and say that a real one would stand there."""


class Sample(NamedTuple):
    """A bad text, the rule numbers it should meet, and its good twin if it has one."""

    name: str
    bad: str
    codes: tuple[str, ...]
    good: str | None
    genre: str | None


def read(path: Path) -> list[Sample]:
    """The samples of a file, each under a heading ``## S1 …``."""
    sections = re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return [_sample(section) for section in sections]


def _sample(section: str) -> Sample:
    name = section.partition("\n")[0]
    bad, _, good = section.partition("**GOOD**")
    expected = re.search(r"^预期：(.*)$", bad, re.MULTILINE)
    codes = tuple(dict.fromkeys(_CODE.findall(expected[1]))) if expected else ()
    text = _quoted(good).replace(*_NAME_LEFT_OUT) if good else None
    genre = next((genre for word, genre in _GENRES.items() if word in name), None)
    return Sample(name, _quoted(bad), codes, text, genre)


def _quoted(part: str) -> str:
    """The lines of a Markdown quotation."""
    return "\n".join(line[1:].strip() for line in part.splitlines() if line.startswith(">"))


def families(code: str) -> tuple[str, ...]:
    """The faults that answer a rule number. Raises KeyError for one that is not in the table."""
    return _FAULTS[code if code in _FAULTS else code.rstrip("0123456789")]


def judge(path: Path, budgets: measure.Budgets) -> None:
    """A row for each bad text and each good one; says so where the samples are not there."""
    if not path.is_file():
        budgets.line("twins", f"{path} is not there: not measured")
        return
    from shengao import check

    for sample in read(path):
        title = sample.name.partition("（")[0]
        wanted = dict.fromkeys(kinds for code in sample.codes if (kinds := families(code)))
        found = {one.fault for one in check(sample.bad, genre=sample.genre).findings}
        missed = ["/".join(kinds) for kinds in wanted if not found.intersection(kinds)]
        without = f", without {', '.join(missed)}" if missed else ""
        budgets.at_least(
            f"{title}: kinds of fault in the bad text", len(wanted) - len(missed), len(wanted),
            f"{len(wanted) - len(missed)} of {len(wanted)}{without}",
        )  # fmt: skip
        if sample.good is None:
            continue
        findings = check(sample.good, genre=sample.genre).findings
        wrong = [f"{one.rule} “{one.text}”" for one in findings if one.severity == "error"]
        budgets.at_most(
            f"{title}: 必改 in the good twin", len(wrong), 0, " ".join((str(len(wrong)), *wrong))
        )


def main() -> None:
    """Judge, print, and exit with 1 where a kind of fault is missed or a good text blamed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=Path, default=SAMPLES)
    budgets = measure.Budgets()
    judge(parser.parse_args().samples, budgets)
    sys.exit(0 if budgets.kept else 1)


if __name__ == "__main__":
    main()
