"""Signals of 新: proof of being first, new facts, titles and practices of one's own, likeness."""

from datetime import date, timedelta

import pytest
from drafts import card
from hypothesis import given
from hypothesis import strategies as st
from signal_shares import handed, measured, share

from shengao.likeness import Likeness, Passage
from shengao.score import Beside
from shengao.text import Span

TITLE = "山口镇发出首张水库管护证\n"
LIKE = ("unlike-earlier", "unlike-above", "title-not-reused")


def beside(**known: float | str | bool | tuple[Passage, ...]) -> Beside:
    return Beside(likeness=Likeness(earlier=9, **known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("nearest", "expected"), [(0.0, 1.0), (0.3, 1.0), (0.4, 0.0), (0.5, -1.0), (1.0, -1.0)]
)
@pytest.mark.parametrize("swapped", [False, True])
def test_likeness_to_earlier_drafts(nearest: float, expected: float, swapped: bool) -> None:
    known = beside(nearest=nearest, swapped=swapped)
    assert share("unlike-earlier", TITLE, beside=known) == pytest.approx(expected)


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_alike_is_never_better(one: float, other: float) -> None:
    less, more = sorted((one, other))
    for slug, key in (("unlike-earlier", "nearest"), ("unlike-above", "above")):
        assert share(slug, TITLE, beside=beside(**{key: more})) <= share(
            slug, TITLE, beside=beside(**{key: less})
        )


def test_what_is_alike_is_shown_in_the_text() -> None:
    text = TITLE + "7月3日，山口镇发出水库管护证12张。"
    span = Span(text.index("水库管护证12张"), len(text) - 1)
    passage = Passage(span, "水库管护证12张", "水库管护证9张", "旧稿", masked=True)
    known = beside(nearest=0.8, swapped=True, where="旧稿", passages=(passage,))
    found = measured("unlike-earlier", text, beside=known)
    assert found is not None
    assert found.what == "80%与往期的旧稿相同，只换了名称和数字"
    assert found.spans == (span,)


def test_a_title_used_before_costs() -> None:
    assert share("title-not-reused", TITLE, beside=beside(title_reused=TITLE.strip())) == -1.0
    assert share("title-not-reused", TITLE, beside=beside()) == 0.0


def test_without_an_archive_newness_is_not_measured() -> None:
    text = TITLE + "7月3日，山口镇发出水库管护证12张。\n5座水库的护坝员持证上岗，每月补贴600元。"
    assert all(measured(slug, text) is None for slug in LIKE)
    assert card(text, beside=Beside()).criteria["新"].value is None
    assert card(text, beside=beside()).criteria["新"].value is not None


CLAIM = "7月3日，山口镇发出全省首张水库管护证，率先实行持证护坝。"


@pytest.mark.parametrize(
    ("proof", "expected"),
    [
        ("7月9日，该做法由省水利厅以水库函〔2026〕18号文件认定为试点。", 1.0),
        ("该做法被省水利厅列为试点。", 1.0),  # with the day of the sentence before
        ("", 0.0),
        ("群众十分满意，反响热烈。", 0.0),
        ("详见山政发〔2026〕3号。", 0.0),
    ],
)
def test_claims_need_proof(proof: str, expected: float) -> None:
    assert share("proved-first", TITLE + CLAIM + proof) == pytest.approx(expected)


def test_an_unproved_claim_beside_a_proved_one_halves_it() -> None:
    proved = "7月9日，该证由省水利厅以水库函〔2026〕18号文件认定为试点。"
    other = "山口镇全国首创“云巡坝”，意义重大。"
    assert share("proved-first", f"{TITLE}{CLAIM}{proved}\n{other}") == 0.5


def test_no_claim_is_no_signal() -> None:
    assert measured("proved-first", "山口镇修水库\n7月，山口镇修水库5座。") is None


@pytest.mark.parametrize(("days", "expected"), [(0, 0.3), (60, 0.3), (61, 0.0), (-1, 0.0)])
def test_figures_are_new_for_sixty_days(days: int, expected: float) -> None:
    text = "山口镇修水库\n2026年5月1日，山口镇水利站清除蚁巢31处。"
    known = handed(date(2026, 5, 1) + timedelta(days))
    assert share("new-facts", text, beside=known) == pytest.approx(expected)


def test_policies_count_where_they_are_put_into_practice() -> None:
    number = "按照《水库管护办法》（水库发〔2026〕7号），"
    done = number + "山口镇水利站组建护坝队5支。"
    idle = number + "山口镇高度重视，抓好落实。"
    old = done.replace("2026", "2019")
    known = handed(date(2026, 7, 10))
    shares = [
        share("new-facts", "山口镇修水库\n" + text, beside=known) for text in (done, idle, old)
    ]
    assert shares == [0.4, 0.0, 0.0]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("山口镇“一库一证”把渗漏点由31处降至4处", 1.0),
        ("山口镇“一库一证”管水库", 0.6),
        ("山口镇水库渗漏治理", 0.2),
        ("山口镇扎实推进水库渗漏治理", 0.0),
        ("山口镇“九九归一”茶叶飘香", 0.0),
    ],
)
def test_titles(title: str, expected: float) -> None:
    body = "\n7月，山口镇推行“一库一证”，5座水库渗漏点由31处降至4处，渗漏水量减少八成。"
    assert share("own-title", title + body) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("推行“一库一证”，即每座水库配1名持证护坝员，证随人走。", 0.6),
        ("推行“一库一证”“三查三报”，成效显著。", 0.0),
        ("推行“放管服”，即简政放权，5个事项下放到村。", 0.0),
    ],
)
def test_practices_are_explained(sentence: str, expected: float) -> None:
    assert share("named-practice", f"山口镇修水库\n7月，山口镇{sentence}") == expected


def test_set_pieces_in_quotations_and_titles_are_not_counted() -> None:
    said = "高度重视、多措并举、狠抓落实、齐抓共管、真抓实干"
    plain = f"山口镇修水库\n山口镇{said}。"
    quoted = f"山口镇修水库\n墙上写着“{said}”，文件名为《{said}》。"
    assert share("stock-phrases", plain) == -1.0
    assert share("stock-phrases", quoted) == 0.0
