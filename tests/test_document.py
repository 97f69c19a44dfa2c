from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengao import rulebook
from shengao.document import Document, Tagger
from shengao.structure import Block, BlockKind, Period
from shengao.text import Source, Span, View


class Singles:
    """Every character a word, tagged ``x``; remembers what it was asked to cut."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def tag(self, text: str) -> list[tuple[str, str]]:
        self.asked.append(text)
        return [(character, "x") for character in text]


class Pairs:
    """Words of two characters, so that there are places where no word ends."""

    def tag(self, text: str) -> list[tuple[str, str]]:
        return [(text[at : at + 2], "n") for at in range(0, len(text), 2)]


_KINDS: dict[str, BlockKind] = {"#": "heading", ">": "signoff"}


def document(
    text: str, words: Tagger | None = None, properties: Mapping[str, str] | None = None
) -> Document:
    """A document whose lines are blocks; ``#`` opens a heading, ``>`` a sign-off."""
    kinds: list[BlockKind] = []
    pieces = []
    at = 0
    for line in text.split("\n"):
        kinds.append(_KINDS.get(line[:1], "paragraph"))
        pieces.append([Span(at + (line[:1] in _KINDS), at + len(line))])
        at += len(line) + 1
    view, places = View.of(text, pieces)
    blocks = tuple(Block(kind, *place) for kind, place in zip(kinds, places, strict=True))
    return Document(Source(text), view, blocks, words or Singles(), properties=properties)


def test_words_are_cut_when_they_are_asked_for_and_once() -> None:
    words = Singles()
    draft = document("检查泵站12座。整改隐患。", words)
    assert draft.sentences
    assert draft.clauses(0)
    assert draft.has_figure(0, 8)
    assert words.asked == []
    draft.tokens(0)
    draft.tokens(0)
    assert words.asked == ["检查泵站", "。"]


def test_entities_are_tokens() -> None:
    draft = document("5月16日检查12座泵站。")
    shown = [(t.text, t.pos, t.entity) for t in draft.tokens(0)]
    assert shown[0] == ("5月16日", "t", "date")
    assert ("12座", "m", "figure") in shown


@settings(deadline=None)
@given(st.text(st.sampled_from("甲乙，。！？12月日个%《》“” 　\n") | st.characters(), max_size=60))
def test_tokens_tile_their_sentences(text: str) -> None:
    draft = document(text)
    for index, sentence in enumerate(draft.sentences):
        at = sentence.start
        for token in draft.tokens(index):
            assert token.start == at < token.end
            assert token.text == draft.text[token.start : token.end]
            at = token.end
        assert at == sentence.end


def test_boundaries_of_words() -> None:
    draft = document("甲乙丙丁。", Pairs())
    assert draft.on_boundaries(0, 2)
    assert draft.on_boundaries(2, 5)
    assert not draft.on_boundaries(1, 2)
    assert not draft.on_boundaries(0, 3)
    assert draft.is_boundary(0)
    assert draft.is_boundary(5)
    assert not draft.is_boundary(3)


def test_cuts_what_stands_between_the_marks_around_a_place() -> None:
    words = Singles()
    draft = document("检查泵站，整改隐患、消除险情。", words)
    assert draft.is_boundary(6)
    assert draft.on_boundaries(5, 7)
    assert words.asked == ["整改隐患、"]
    assert [token.text for token in draft.tokens_in(8, 11)] == ["患", "、", "消"]
    assert words.asked == ["整改隐患、", "消除险情。"]
    assert draft.tokens_in(0, 1)[0].text == "检"
    assert words.asked == ["整改隐患、", "消除险情。", "检查泵站，"]


def test_an_entity_over_a_mark_is_one_token() -> None:
    draft = document("读《云，山、海》的人。")
    assert [token.text for token in draft.tokens_in(2, 7)] == ["《云，山、海》"]
    assert not draft.is_boundary(4)
    assert draft.on_boundaries(1, 8)


def test_no_tokens_stand_outside_prose() -> None:
    assert document(">联系人：王五\n检查泵站。").tokens_in(0, 3) == []


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from("，、；：。！？ 　“”《》A8研究生命起源的和尚未来中国人民"), max_size=40
    )
)
def test_the_words_between_marks_are_those_of_the_whole(characters: list[str]) -> None:
    text = "".join(characters)
    segmenter = rulebook.load().words
    draft = document(text, segmenter)
    for index, (start, end, _) in enumerate(draft.sentences):
        if not draft.entities_in(start, end):
            shown = [(token.text, token.pos) for token in draft.tokens(index)]
            assert shown == segmenter.tag(draft.text[start:end])


def test_a_span_over_two_sentences_is_on_no_boundaries() -> None:
    draft = document("甲。乙。")
    assert draft.on_boundaries(0, 2)
    assert not draft.on_boundaries(0, 4)


def test_boundaries_do_not_cut_entities() -> None:
    draft = document("共12座。")
    assert draft.on_boundaries(1, 4)
    assert not draft.on_boundaries(1, 3)


def test_sentences_know_their_blocks() -> None:
    draft = document("#标题\n甲。乙。\n丙。")
    shown = [(draft.text[s.start : s.end], s.block) for s in draft.sentences]
    assert shown == [("标题", 0), ("甲。", 1), ("乙。", 1), ("丙。", 2)]
    assert list(draft.sentences_of(1)) == [1, 2]
    assert draft.sentence_at(draft.text.index("丙")) == 3
    assert draft.block_at(draft.text.index("乙")) == 1


def test_what_stands_outside_prose_has_no_sentence() -> None:
    draft = document("甲。\n>2024年5月16日")
    at = draft.text.index("2024")
    assert draft.sentence_at(at) is None
    assert draft.modality(at, at + 4) == "realised"
    assert draft.is_boundary(at)


def test_clauses_hold_their_characters() -> None:
    draft = document("甲乙，丙丁。")
    clause = draft.clause_at(3)
    assert clause is not None
    assert draft.text[clause.start : clause.end] == "丙丁"
    assert draft.clause_at(2) is None


def test_entities_that_touch_a_span() -> None:
    draft = document("检查12座，整改率88%，5月完成。")
    assert [draft.text[e.start : e.end] for e in draft.entities_in(3, 5)] == ["12座"]
    assert [e.kind for e in draft.entities_in(0, 20)] == ["figure", "percent", "date"]
    assert [e.kind for e in draft.entities_in(0, 20, ("date",))] == ["date"]
    assert draft.entities_in(5, 6) == []
    assert not draft.has_figure(5, 9)


def test_quotations_that_hold_a_span() -> None:
    draft = document("他说：“好，就这样办。”散会。")
    quotation = draft.quotation_at(4, 5)
    assert quotation is not None
    assert quotation.kind == "speech"
    assert draft.quotation_at(0, 1) is None
    assert draft.quotation_at(4, 14) is None


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("水质明显改善。", "realised"),
        ("要推动水质明显改善。", "planned"),
        ("水质未明显改善。", "negated"),
        ("下一步，加强巡查。水质明显改善。", "planned"),
        ("上一段讲下一步，打算建厂。\n水质明显改善。", "realised"),
    ],
)
def test_modality_of_a_claim(text: str, modality: str) -> None:
    draft = document(text)
    start = draft.text.index("明显改善")
    assert draft.modality(start, start + 4) == modality


@pytest.mark.parametrize(
    ("text", "properties"),
    [
        ("5月16日检查。\n>2024年5月20日", {}),
        ("5月16日检查。\n>二〇二四年五月二十日", {}),
        ("5月16日检查。", {"submitted": "2024-05-20"}),
        ("5月16日检查。\n>2023年5月20日", {"submitted": "2024-05-20"}),
    ],
)
def test_the_draft_gives_its_year(text: str, properties: dict[str, str]) -> None:
    draft = document(text, properties=properties)
    assert draft.year == 2024
    value = draft.entities[0].value
    assert isinstance(value, Period)
    assert value.first == date(2024, 5, 16)


def test_a_draft_without_a_date_has_no_year() -> None:
    draft = document("5月16日检查。")
    assert draft.year is None
    assert draft.entities[0].value == Period("day", None, 5, 16)


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("搞了一次检查。", True),
        ("甲。乙。丙。", False),
        ("#标题\n甲。", False),
        ("甲" * 130, False),
    ],
)
def test_fragments(text: str, fragment: bool) -> None:
    assert document(text).fragment is fragment
