"""The kind `structure`: titles, leads and headings."""

import pytest
from pydantic import ValidationError

from shengao.checks import structure
from shengao.checks.options.structure import Structure
from shengao.finding import Applicability

from .conftest import Check
from .kinds import lexicons, matches

WORDS = lexicons(soon="近日 日前")
DATE = "lacks = [{entity = ['date']}, {tag = 'soon'}]"


def places(rule: str, text: str) -> list[tuple[int, str]]:
    document, found = matches(Structure, structure.run, rule, text, WORDS)
    return [(one.start, document.text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        ("match = '^茶园'", "茶园开采\n6月采茶。", [(0, "茶园开采")]),
        ("match = '(?P<at>采)$'", "茶园开采\n6月采茶。", [(3, "采")]),
        ("match = '^开采'", "茶园开采\n6月采茶。", []),
        ("match = '茶园'\nover = 4", "茶园开采\n6月采茶。", []),
        ("match = '茶园'\nover = 3", "茶园开采\n6月采茶。", [(0, "茶园开采")]),
        ("match = '茶园'\nlacks = [{regex = '采'}]", "茶园开采\n6月采茶。", []),
        ("match = '茶园'\nlacks = [{regex = '县'}]", "茶园开采\n县里采茶。", [(0, "茶园开采")]),
        ("match = '茶园'", "茶园6月采茶，茶农很忙。", []),
    ],
)
def test_title(rule: str, text: str, found: list[tuple[int, str]]) -> None:
    assert places(f"of = 'title'\n{rule}", text) == found


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        (DATE, "茶园开采\n茶农上山采摘明前茶。", [(5, "茶农上山采摘明前茶")]),
        (DATE, "茶园开采\n3月5日，茶农上山采摘明前茶。", []),
        (DATE, "茶园开采\n近日，茶农上山采摘明前茶。", []),
        (DATE, "茶园开采\n茶农上山采摘明前茶。\n3月5日下雨。", [(5, "茶农上山采摘明前茶")]),
        (DATE, "茶园3月5日开采\n茶农上山采摘明前茶。", [(9, "茶农上山采摘明前茶")]),
        (f"{DATE}\nwith_title = true", "茶园3月5日开采\n茶农上山采摘明前茶。", []),
        (f"{DATE}\ntitled = '举办'", "茶园开采\n茶农上山采摘明前茶。", []),
        (f"{DATE}\nuntitled = '开采'", "茶园开采\n茶农上山采摘明前茶。", []),
        (DATE, "茶农上山采摘明前茶。", []),
    ],
)
def test_lead(rule: str, text: str, found: list[tuple[int, str]]) -> None:
    assert places(f"of = 'lead'\n{rule}", text) == found


def test_lead_is_reported_on_what_follows_its_date() -> None:
    rule = "of = 'lead'\nlacks = [{regex = '局'}]"
    text = "茶园开采\n3月5日，茶农上山采摘明前茶。"
    assert places(rule, text) == [(10, "茶农上山采摘明前茶")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、统一思想\n茶农签约。\n二、统一思想\n茶农采茶。", [(2, "统一思想"), (15, "统一思想")]),
        ("一、统一思想\n茶农签约。\n二、采摘鲜叶\n茶农采茶。", []),
        ("（一）统一思想。茶农签约。\n（二）统一思想。采茶。", [(3, "统一思想"), (17, "统一思想")]),
        ("茶农统一思想。茶农签约。\n茶农统一思想。茶农采茶。", []),
    ],
)
def test_headings_in_company(text: str, found: list[tuple[int, str]]) -> None:
    assert places("of = 'headings'\nmatch = '^统一思想$'\nleast = 2", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、采茶\n茶农采茶。\n二、制茶\n三、卖茶\n茶商来收。", [(13, "制茶")]),
        ("一、采茶\n茶农采茶。\n二、制茶\n（一）杀青\n铁锅炒叶。", []),
        ("一、采茶\n茶农采茶。\n二、制茶", [(13, "制茶")]),
        ("一、采茶\n茶农采茶。\n二、制茶，用铁锅。", []),
        ("茶事三项：\n一、采茶\n二、制茶\n三、卖茶\n每项一天。", []),
        ("1.采茶\n茶农带齐下列用具。\n1.竹篓\n2.草帽\n3.雨衣", []),
    ],
)
def test_bare_headings(text: str, found: list[tuple[int, str]]) -> None:
    assert places("of = 'bare-heading'", text) == found


def test_bare_headings_of_a_style(check: Check) -> None:
    text = "# 茶园开采\n\n## 采茶\n\n茶农采茶。\n\n## 制茶\n\n## 卖茶\n\n茶商来收。\n"
    (found,) = check("use = 'structure'\nof = 'bare-heading'", text, is_markdown=True)
    assert (text[slice(*found.span)], found.span.start) == ("制茶", text.index("制茶"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、采茶\n采茶两天。\n二、制茶\n炒茶两天。", [(2, "采茶"), (13, "制茶")]),
        ("一、采茶\n采茶两天。\n二、制茶\n铁锅炒茶两天，竹席晾茶一天。", []),
    ],
)
def test_thin_sections(text: str, found: list[tuple[int, str]]) -> None:
    assert places("of = 'thin-section'\nunder = 8\nleast = 2", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("茶园开采\n茶农上山采摘明前茶，采了两天。", [(5, "茶农上山采摘明前茶")]),
        ("茶园开采\n茶农上山采摘明前茶。\n采了整整两天才收工。", []),
        ("茶园开采\n茶农上山。", []),
    ],
)
def test_lone_paragraph(text: str, found: list[tuple[int, str]]) -> None:
    assert places("of = 'lone-paragraph'\nover = 12", text) == found


def test_first_line_and_its_fix() -> None:
    rule = "of = 'first-line'\nmatch = '(?P<at>。)$'\ndrop = '。'\nfix = 'safe'"
    _, (found,) = matches(Structure, structure.run, rule, "茶园开采。\n茶农上山。\n采茶。")
    assert (found.start, found.end) == (4, 5)
    (fix,) = found.fixes
    assert (fix.edits[0], fix.applicability) == ((4, 5, ""), Applicability.SAFE)


def test_the_size_and_the_number_of_places_fill_the_message() -> None:
    rule = "of = 'lone-paragraph'\nover = 5"
    _, (found,) = matches(Structure, structure.run, rule, "茶园开采\n茶农上山采茶。")
    assert found.words["n"] == "7"


@pytest.mark.parametrize("options", [{"of": "title"}, {"of": "lead", "least": 2}, {"of": "茶"}])
def test_options_that_say_nothing(options: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Structure.model_validate(options)


@pytest.mark.parametrize(
    ("options", "gate"),
    [
        ({"of": "title", "match": "召开.*会$"}, {"召开"}),
        ({"of": "title", "match": "^采?茶$"}, {"\n"}),
        ({"of": "bare-heading"}, {"\n"}),
        ({"of": "bare-heading", "gate": ["一、"]}, {"一、"}),
    ],
)
def test_gate(options: dict[str, object], gate: set[str]) -> None:
    assert Structure.model_validate(options).compile(lexicons())[1] == gate
