"""The sample drafts are read as drafts, and the Word ones say what the text ones say."""

from pathlib import Path

import pytest

from shengao import layout
from shengao.read import read
from shengao.text import View

EXAMPLES = Path(__file__).parents[2] / "examples"


def blocks(path: Path) -> list[tuple[str, str]]:
    reading = read(path)
    view, spans = View.of(reading.source.text, (block.pieces for block in reading.blocks))
    return [
        (block.kind, view.text[block.start : block.end])
        for block in layout.classify(view.text, reading.blocks, spans)
    ]


@pytest.mark.parametrize("name", ["好稿", "差稿"])
def test_both_formats_hold_the_same_draft(name: str) -> None:
    plain, word = (blocks(EXAMPLES / f"{name}{suffix}") for suffix in (".txt", ".docx"))
    assert plain == [row for row in word if row[0] != "cell"]
    kinds = [kind for kind, _ in plain]
    assert kinds[:2] == ["title", "lead"]
    assert kinds[-2:] == ["signoff", "signoff"]
    assert 400 <= sum(len(text) for _, text in plain) <= 700


def test_the_good_draft_has_headings_and_a_table_that_adds_up() -> None:
    found = blocks(EXAMPLES / "好稿.docx")
    assert [text[:2] for kind, text in found if kind == "heading"] == ["一、", "二、", "三、"]
    cells = [text for kind, text in found if kind == "cell"]
    rows = [[int(cell) for cell in cells[at + 1 : at + 4]] for at in range(4, len(cells), 4)]
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]


def test_word_drafts_are_made_from_the_texts() -> None:
    import runpy

    module = runpy.run_path(str(EXAMPLES / "make_examples.py"))
    for name in ("好稿", "差稿"):
        text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
        made = module["make"](text, module["datetime"](2024, 6, 4), "单位")
        kept = read(EXAMPLES / f"{name}.docx")
        assert read("-", made, name="x.docx").source.text == kept.source.text
