"""What of a draft counts, and what of it are names, places, dates and figures."""

import pytest

from shengao.archive import formulas
from shengao.archive.formulas import Formulas
from shengao.archive.masks import DATE, FIGURE, NAME, NOTHING, masked

from .texts import OLD, SWAPPED, document, entry

KINDS = {NOTHING: "略", FIGURE: "数", DATE: "时", NAME: "名"}


def seen(text: str, *, known: Formulas | None = None) -> list[tuple[str, str]]:
    draft = document(text)
    return [
        (draft.text[mask.start : mask.end], KINDS[mask.kind])
        for mask in masked(draft, known or Formulas(())).masks
    ]


def test_names_places_dates_and_figures_are_masked() -> None:
    assert seen("3月5日，柳树村58岁的村民张秀英领到补贴340元，占12%。") == [
        ("3月5日", "时"), ("柳树村", "名"), ("58岁", "数"), ("张秀英", "名"), ("340元", "数"),
        ("12%", "数"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("局长赵卫东与城关镇签订责任书。", ["赵卫东", "城关镇"]),
        ("重庆市九龙坡区石桥铺街道和学校签约。", ["重庆市九龙坡区石桥铺街道"]),
        ("全县新农村建设经验交流会召开。", []),
        ("各镇各村逐条登记。", []),
    ],
)
def test_what_is_a_name(text: str, names: list[str]) -> None:
    assert [said for said, kind in seen(text) if kind == "名"] == names


def test_quotations_titles_formulas_and_the_form_do_not_count() -> None:
    known = Formulas(["绿水青山就是金山银山", "“一网通办”"])
    text = (
        "渡口村办夜校\n\n"
        "老师说“字要一笔一笔写”，按《扫盲条例》办，践行绿水青山就是金山银山理念，推行一网通办。"
    )
    assert [said for said, kind in seen(text, known=known) if kind == "略"] == [
        "渡口村办夜校", "“字要一笔一笔写”", "《扫盲条例》", "绿水青山就是金山银山", "一网通办",
    ]  # fmt: skip


def test_formulas_are_found_without_their_marks_and_the_longest_first() -> None:
    known = Formulas(["节水优先", "节水优先、空间均衡", "短"])
    text = "坚持节水优先、空间均衡，短"
    assert [text[a:b] for a, b in known.find(text, 0, len(text))] == ["节水优先、空间均衡"]


def test_our_own_formulas_are_loaded() -> None:
    text = "坚持“四个全面”战略布局。"
    places = formulas.load().find(text, 0, len(text))
    assert [text[a:b] for a, b in places] == ["四个全面”战略布局"]


def test_strands_map_back_to_the_text() -> None:
    own = masked(document("清淤32米，用工9人。"), Formulas(()))
    strand = own.bare
    assert strand.characters == "清淤\ue000用工\ue000\n"
    said = [own.text[a:b] for a, b in zip(strand.starts, strand.ends, strict=True)]
    assert said == ["清", "淤", "32米", "用", "工", "9人", "\n"]
    assert own.plain.characters == "清淤32米用工9人\n"


def test_the_same_draft_with_other_names_and_figures_is_the_same_masked() -> None:
    one, other = entry(OLD).text, entry(SWAPPED).text
    assert one.bare.characters == other.bare.characters
    assert one.plain.characters != other.plain.characters
