"""All findings of whole drafts, so that a change of the rulebook shows what it does to them.

After a change that is meant, ``SHENGAO_UPDATE_GOLDEN=1 pytest tests/test_golden.py`` writes the
listings anew; their difference is what to review.
"""

import difflib
import os
from pathlib import Path

import pytest

from shengao import Document, check, rulebook
from shengao.read import read

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
UPDATE = os.environ.get("SHENGAO_UPDATE_GOLDEN") == "1"
WRITTEN = sorted(path for path in (GOLDEN / "drafts").iterdir() if path.is_file())
EXAMPLES = sorted(
    path for path in (ROOT / "examples").iterdir() if path.suffix in (".txt", ".md", ".docx")
)
DRAFTS = [*WRITTEN, *EXAMPLES]


@pytest.fixture(scope="module")
def book() -> rulebook.Rulebook:
    return rulebook.load()


def listing(path: Path, book: rulebook.Rulebook) -> str:
    """The genre that a draft is taken for, then ``line:column severity rule “text”`` a finding."""
    document = Document.of(read(path, name=path.name), book.words)
    run = check(document)
    assert not run.crashes
    lines = [f"文种 {document.genre or '不定'}"]
    for one in run.findings:
        line, column = document.source.position(one.span.start)
        text = one.text.replace("\n", "⏎")
        lines.append(f"{line}:{column} {one.severity} {one.rule} “{text}”")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.name)
def test_findings_are_those_listed(path: Path, book: rulebook.Rulebook) -> None:
    found = listing(path, book)
    kept = GOLDEN / f"{path.name}.findings"
    if UPDATE:
        kept.write_text(found, "utf-8")
    listed = kept.read_text("utf-8") if kept.exists() else ""
    changes = difflib.unified_diff(
        listed.splitlines(), found.splitlines(), "所列", "所见", lineterm="", n=0
    )
    if found != listed:
        why = f"{path.name}：若是有意的改动，用 SHENGAO_UPDATE_GOLDEN=1 重写清单"
        pytest.fail("\n".join((why, *changes)), pytrace=False)


def test_every_listing_has_its_draft() -> None:
    listings = {path.name.removesuffix(".findings") for path in GOLDEN.glob("*.findings")}
    assert listings == {path.name for path in DRAFTS}


@pytest.mark.parametrize(
    "path", [path for path in DRAFTS if path.name.startswith("好")], ids=lambda path: path.name
)
def test_a_good_draft_is_left_alone(path: Path, book: rulebook.Rulebook) -> None:
    loud = [line for line in listing(path, book).splitlines()[1:] if " info " not in line]
    assert not loud, "\n".join(loud)
