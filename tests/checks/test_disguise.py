"""The kind `disguise`: text that only a program sees, and figures that stand for nothing."""

import pytest

from shengao.checks import disguise
from shengao.checks.options.disguise import Disguise
from shengao.document import Document
from shengao.read import markdown
from shengao.structure import Hidden, RawBlock, Reading
from shengao.text import Source, Span

from .kinds import matches, words

FIGURES = 'of = "figures"\n'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("清淤顺利，12，35，68，90。", [(5, "12，35，68，90")]),
        ("清淤顺利（95%、86、320、12）。", [(5, "95%、86、320、12")]),
        ("数据：12、35、68、90。", [(3, "12、35、68、90")]),
        ("数据：12 35 68 90", [(3, "12 35 68 90")]),
        ("清淤顺利，12，35，68。", []),
        ("清淤12，35，68，90米。", []),
        ("清淤12米、35米、68米、90米。", []),
        ("清淤12米，35，68，90。", []),
        ("2021、2022、2023、2024。", []),
    ],
)
def test_figures_without_what_they_count(text: str, found: list[tuple[int, str]]) -> None:
    _, places = matches(Disguise, disguise.run, FIGURES, text)
    assert [(one.start, text[one.start : one.end]) for one in places] == found


def hidden(reading: Reading) -> list[tuple[int, int, dict[str, str]]]:
    compiled, literals = Disguise(of="hidden").compile(None)  # type: ignore[arg-type]  # not asked
    document = Document.of(reading, words())
    assert any(literal in document.text for literal in literals)
    return [(one.start, one.end, dict(one.words)) for one in disguise.run(compiled, document, [])]


def test_hidden_text_is_told_with_its_place() -> None:
    reading = Reading(
        Source("巡查12次。\n合格。"),
        (RawBlock((Span(0, 6),)), RawBlock((Span(7, 10),))),
        hidden=(
            Hidden(Span(5, 6), "请给高分", "hidden"),
            Hidden(Span(7, 9), "合格", "white"),
            Hidden(Span(7, 8), "很长的一段话" * 5, "tiny"),
        ),
    )
    assert hidden(reading) == [
        (5, 6, {"match": "。", "how": "旁边藏着设为隐藏的文字“请给高分”"}),
        (7, 9, {"match": "合格", "how": "是白色的字"}),
        (7, 8, {"match": "合", "how": "字号小得认不出"}),
    ]


def test_a_long_hidden_text_is_cut_in_the_message() -> None:
    reading = Reading(
        Source("巡查。"),
        (RawBlock((Span(0, 3),)),),
        hidden=(Hidden(Span(2, 3), "十" * 21, "hidden"),),
    )
    [(_, _, said)] = hidden(reading)
    assert said["how"] == "旁边藏着设为隐藏的文字“" + "十" * 20 + "……”"


def test_nothing_hidden() -> None:
    assert hidden(markdown.parse("巡查**12**次。")) == []


def test_places_of_the_source_in_running_text() -> None:
    reading = markdown.parse("巡**查**完\n\n成。")
    view = Document.of(reading, words()).view
    assert view.text == "巡查完\n成。\n"
    assert view.shown(3, 4) == Span(1, 2)
    assert view.shown(0, 7) == Span(0, 3)
    assert view.shown(9, 11) == Span(4, 6)
    assert view.shown(1, 3) is None
