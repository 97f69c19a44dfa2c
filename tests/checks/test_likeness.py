"""The kind `likeness`: what of a comparison each rule reports."""

import pytest

from shengao.checks import likeness
from shengao.checks.options.likeness import Likeness as Options
from shengao.document import Document
from shengao.likeness import Likeness, Passage
from shengao.read import markdown
from shengao.text import Span

from .kinds import lexicons, words

TEXT = "# 清河县清理河道\n\n沿河的**八十六名**河长每天巡查一遍河道，把看到的垃圾拍照上传。\n"
WORDS = "沿河的**八十六名**河长每天巡查一遍河道"
START = TEXT.index(WORDS)
COPY = Passage(
    Span(START, START + len(WORDS)), WORDS.replace("*", ""), "沿河的四十名河长", "《旧稿》"
)


def found(options: str, known: Likeness | None) -> list[tuple[str, dict[str, str]]]:
    of, _, least = options.partition(" ")
    model = Options.model_validate({"of": of, "least": int(least or 10)})
    compiled, literals = model.compile(lexicons())
    document = Document.of(markdown.parse(TEXT), words())
    assert any(literal in document.text for literal in literals)
    document.likeness = known
    places = likeness.run(compiled, document, [])
    return [(document.text[one.start : one.end], dict(one.words)) for one in places]


KINDS = ("passage", "above", "swapped-passage", "swapped", "title")


@pytest.mark.parametrize("of", KINDS)
def test_a_draft_that_was_not_compared_has_none(of: str) -> None:
    assert found(of, None) == []
    assert found(of, Likeness()) == []


@pytest.mark.parametrize(
    ("passage", "of"),
    [
        (COPY, "passage"),
        (COPY._replace(above=True), "above"),
        (COPY._replace(masked=True), "swapped-passage"),
    ],
)
def test_each_passage_is_of_one_rule(passage: Passage, of: str) -> None:
    known = Likeness(1, 0.3, passages=(passage,))
    (place,) = found(of, known)
    assert place == (
        "沿河的八十六名河长每天巡查一遍河道",
        {
            "match": "沿河的八十六名河长每天巡查一遍河道",
            "other": "沿河的四十名河长",
            "where": "《旧稿》",
            "n": "17",
        },
    )
    assert [other for other in KINDS if found(other, known)] == [of]
    assert found(f"{of} 18", known) == []


def test_a_draft_swapped_as_a_whole_is_told_once() -> None:
    whole = Likeness(
        1, 0.87, True, "《旧稿》（2025-03-02存档）", passages=(COPY._replace(masked=True),)
    )
    assert found("swapped-passage", whole) == []
    ((title, said),) = found("swapped", whole)
    assert title == "清河县清理河道"
    assert (said["n"], said["where"]) == ("87", "《旧稿》（2025-03-02存档）")


def test_a_title_that_was_used() -> None:
    known = Likeness(1, title_reused="《清河县清理河道》")
    assert [place for place, _ in found("title", known)] == ["清河县清理河道"]
