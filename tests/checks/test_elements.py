"""The kind ``elements``: what a genre must hold, where it may stand, where it is reported."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shengao import rulebook
from shengao.document import Document
from shengao.engine import lint
from shengao.errors import RuleFileError
from shengao.finding import Finding
from shengao.read import text as text_reader

Check = Callable[..., list[Finding]]

RULE = """
title = "甲"
fault = "structure"
message = "{genre}没有{missing}"
why = "因"
how = "改"
scope = "document"
quotes = "include"
bad = ["⟦甲⟧"]
good = ["乙"]
[check]
use = "elements"
"""
HOLDS = """
genre = ["情况反映"]
[[check.elements]]
name = "原因"
signs = [{ words = ["由于", "原因"] }]
[[check.elements]]
name = "办法"
signs = [{ regex = "由.{1,6}局", after = ["建议"] }, { words = ["牵头"], entity = ["date"] }]
[[check.elements]]
name = "钟点"
signs = [{ entity = ["time"], within = "lead" }]
"""
WHOLE = "9时，三处水管爆裂，原因是老化。\n建议由住建局更换。"


@pytest.fixture
def check(tmp_path: Path, request: pytest.FixtureRequest) -> Check:
    """``check(text, genre)``: the findings of a rule with the options of `HOLDS`."""
    folder = tmp_path / "rules" / "useful"
    folder.mkdir(parents=True)
    options = getattr(request, "param", HOLDS)
    (folder / "my-rule.toml").write_text(RULE + options, encoding="utf-8")

    def run(text: str, genre: str | None = "问题") -> list[Finding]:
        book = rulebook.load([tmp_path / "rules"])
        found = lint(Document.of(text_reader.parse(text), book.words, genre), book)
        assert not found.crashes
        return [finding for finding in found.findings if finding.rule == "my-rule"]

    return run


def said(findings: list[Finding]) -> list[tuple[int, int, str]]:
    return [(*finding.span, finding.message) for finding in findings]


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        (WHOLE, ""),
        ("三处水管爆裂，由于老化。\n建议由住建局更换。", "钟点"),
        ("三处水管爆裂，漏水。\n9时，建议由住建局更换。", "原因、钟点"),
        ("9时，三处水管爆裂，原因是老化。\n由住建局更换，建议加快。", "办法"),
        ("9时，三处水管爆裂，原因是老化。\n街道牵头。6月3日前完成。", "办法"),
        ("9时，三处水管爆裂，原因是老化。\n街道牵头，6月3日前完成。", ""),
        ("水管爆裂。\n水漫街面。", "原因、办法、钟点"),
    ],
)
def test_what_is_missing(check: Check, body: str, missing: str) -> None:
    title = "城东水管老化失管的原因"
    expected = [(0, len(title), f"问题没有{missing}")] if missing else []
    assert said(check(f"{title}\n{body}")) == expected


def test_only_drafts_of_the_genre_are_asked(check: Check) -> None:
    text = "城东水管老化\n水管爆裂。\n水漫街面。"
    found = {genre: len(check(text, genre)) for genre in ("问题", "情况反映", "公文", "建议")}
    assert found == {"问题": 1, "情况反映": 1, "公文": 0, "建议": 0}


def test_a_draft_without_title_is_told_on_its_first_clause(check: Check) -> None:
    text = "水管爆裂。水漫街面。住户断水。商户停业。"
    assert said(check(text)) == [(0, 4, "问题没有原因、办法、钟点")]


def test_a_title_of_two_lines_is_told_on_the_first(check: Check) -> None:
    text = "关于城东片区水管老化和\n供水安全情况的反映\n水管爆裂。\n水漫街面。"
    assert [(f.span.start, f.text) for f in check(text)] == [(0, "关于城东片区水管老化和")]


@pytest.mark.parametrize(
    ("check", "why"),
    [
        (
            'genre = []\n[[check.elements]]\nname = "甲"\nsigns = [{ words = ["乙"] }]',
            "至少要有1个",
        ),
        (
            'genre = ["问题"]\n[[check.elements]]\nname = "甲"\nsigns = [{ after = ["乙"] }]',
            "应写 words",
        ),
        (
            'genre = ["问题"]\n[[check.elements]]\nname = "甲"\nsigns = [{ regex = "(" }]',
            "正则表达式有误",
        ),
    ],
    indirect=["check"],
)
def test_options_that_cannot_be(check: Check, why: str) -> None:
    with pytest.raises(RuleFileError, match=why):
        check("甲")
