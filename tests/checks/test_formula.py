"""The kind `formula`: set wordings with a wrong, missing, doubled or displaced character."""

from pathlib import Path

import pytest

from shengao import rulebook
from shengao.checks import formula
from shengao.checks.options.formula import Formula
from shengao.document import Document
from shengao.engine import lint
from shengao.read import text as text_reader

from .conftest import COLUMNS
from .kinds import lexicons, matches

OPTIONS = 'dictionary = "set"\n'
KNOWN = lexicons(
    set="河清海晏安澜利民 护堤固岸、疏浚清淤、蓄水兴渔 河清海晏航运 "
    "第三次全体渔民大会 渔船归港网具上岸渔民上楼鱼市进城"
)


def places(text: str) -> list[tuple[int, str]]:
    _, found = matches(Formula, formula.run, OPTIONS, text, KNOWN)
    return [(one.start, text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("坚持河清海晏安澜利民。", []),
        ("坚持河清海宴安澜利民。", [(5, "宴")]),
        ("坚持河清海晏安兰利民。", [(7, "兰")]),
        ("坚持河清海晏澜利民。", [(5, "晏澜")]),
        ("坚持河清海晏安澜澜利民。", [(7, "澜澜")]),
        ("坚持河清海晏安利澜民。", [(7, "利澜")]),
        ("坚持河清海晏晏安澜利民。", [(5, "晏晏")]),
    ],
)
def test_one_character(text: str, found: list[tuple[int, str]]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "坚持护堤固岸，疏浚清淤，蓄水兴渔。",
        "坚持“护堤固岸”“疏浚清淤”“蓄水兴渔”。",
        "坚持护堤固岸疏浚清淤蓄水兴渔。",
    ],
)
def test_marks_do_not_count(text: str) -> None:
    assert not places(text)


def test_marks_do_not_hide_a_difference() -> None:
    assert places("坚持护堤固岸，疏浚清於，蓄水兴渔。") == [(10, "於")]


def test_a_long_formula_may_differ_twice() -> None:
    assert places("推动渔船归岗网具上岸渔民上搂鱼市进城。") == [(5, "岗"), (13, "搂")]
    assert not places("推动河请海晏安兰利民。")


@pytest.mark.parametrize(
    "text",
    [
        "坚持江清海晏安澜利民。",  # another first character
        "坚持河清海晏安澜利国。",  # another last one
        "坚持河清海晏安澜航运。",  # shares a part only
        "坚持河清海晏航运利民。",  # two characters side by side are another word
        "召开第二次全体渔民大会。",  # another number
        "坚持河清海晏。安兰利民。",  # two sentences
    ],
)
def test_another_wording_is_no_fault(text: str) -> None:
    assert not places(text)


def test_a_formula_of_the_dictionary_stands_over_the_difference() -> None:
    both = lexicons(set="河清海晏安澜利民 海宴安澜")
    _, found = matches(Formula, formula.run, OPTIONS, "坚持河清海宴安澜利民。", both)
    assert not found


def test_the_words_name_wording_and_formula() -> None:
    _, (found,) = matches(Formula, formula.run, OPTIONS, "坚持河清海宴安澜利民。", KNOWN)
    assert found.words == {"found": "河清海宴安澜利民", "formula": "河清海晏安澜利民"}
    assert not found.fixes


def test_short_formulas_are_left_alone() -> None:
    with pytest.raises(ValueError, match="8个字以上"):
        Formula.model_validate({"dictionary": "set"}).compile(lexicons(set="河清海晏"))


def test_a_unit_adds_formulas_of_its_own(tmp_path: Path) -> None:
    word = "护堤固岸、疏浚清淤、不负韶华"
    (tmp_path / "formula.tsv").write_text(
        f"{COLUMNS}{word}\ttext\t\t\tformula-phrase\t\n", encoding="utf-8"
    )
    alone, book = rulebook.load(), rulebook.load([], [tmp_path])

    def rules(found: rulebook.Rulebook, text: str) -> set[str]:
        run = lint(Document.of(text_reader.parse(text), found.words), found)
        assert not run.crashes
        return {one.rule for one in run.findings}

    assert "cliche-closing" in rules(alone, f"渔政站{word}。")
    assert "cliche-closing" not in rules(book, f"渔政站{word}。")
    altered = f"渔政站{word.replace('岸', '案')}。"
    assert "formula-altered" not in rules(alone, altered)
    assert "formula-altered" in rules(book, altered)
    assert "formula-altered" not in rules(
        book, "水利站坚持节水优先、空间均衡、系统治理、两手发力。"
    )
    assert "formula-altered" in rules(book, "水利站坚持节水优先、空均间衡、系统治理、两手发力。")
