"""The file of the model: found, whole, of this format, small, and read by need."""

from pathlib import Path

import pytest

from shengao.spelling import model
from shengao.spelling.model import Model, ModelError, pack, shipped
from shengao.spelling.reading import FEATURES
from shengao.spelling.table import SCALE, Table, table

CONTENT = Path(model.__file__).with_name("model.bin").read_bytes()


def test_ships_a_small_model_with_a_weight_for_every_feature() -> None:
    assert len(CONTENT) <= 6 * 2**19
    assert [len(weights) for weights in shipped().weights] == [len(FEATURES)] * 2
    assert shipped() is shipped()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "不是本程序的文件"),
        (CONTENT[:10], "不是本程序的文件"),
        (b"x" + CONTENT[1:], "不是本程序的文件"),
        (CONTENT[:8] + b"\x09" + CONTENT[9:], "第 9 版，本程序要第 4 版"),
        (CONTENT[:-1], "已损坏"),
        (CONTENT[:5000] + b"\0\0\0" + CONTENT[5003:], "已损坏"),
        (CONTENT + b"\0", "已损坏"),
    ],
    ids=["empty", "short", "other", "version", "cut", "changed", "longer"],
)
def test_says_what_is_wrong_with_a_file(content: bytes, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        Model(content)


def test_says_that_there_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_MODEL", tmp_path / "model.bin")
    shipped.cache_clear()
    try:
        with pytest.raises(ModelError, match="读不到错字模型"):
            shipped()
    finally:
        shipped.cache_clear()


def test_tables_give_back_what_they_hold() -> None:
    counted = Table(table({"水利局": 9, "水利厅": 0, "水务局": 0, "税务局": 99}), 3)
    assert dict(counted.begun("水利")) == {"局": round(2.302585 * SCALE), "厅": 0}
    assert (counted.row("税"), counted.seconds("水")) == ("务局", "利利务")
    assert (counted.row("火"), counted.seconds("火")) == ("", "")
    assert not list(counted.begun("火务"))
    assert not list(counted.begun("水火"))
    assert Table(table(["甲乙", "甲丙"]), 2).row("甲") == "丙乙"
    assert Table(table([]), 2).row("甲") == ""


def test_tables_give_single_numbers() -> None:
    counted = Table(table({"水利局": 9, "水务水": 0, "水水利": 99, "税务局": 4}), 3)
    assert counted.number("水利局") == round(2.302585 * SCALE)
    assert counted.number("水务水") == 0
    assert counted.number("水水利") == round(4.60517 * SCALE)
    assert counted.number("水局水") is None  # stands across two strings
    assert counted.number("火利局") is None
    single = Table(table({"水": 9}), 1)
    assert (single.number("水"), single.number("火")) == (round(2.302585 * SCALE), None)
    pairs = Table(table({"水利": 9, "水务": 0, "水厂": 99}), 2)
    assert sorted(pairs.frequent("水", round(2.302585 * SCALE))) == ["利", "厂"]
    assert pairs.frequent("火", 0) == ""


def test_packs_the_same_bytes() -> None:
    tables = {"total": 1, "weights": ((1.5,), (2.0,)), "known": table(["甲乙"])}
    assert pack(tables) == pack(dict(tables))


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [
        ("题", "提", model.SAME_TONE),
        ("志", "治", model.SAME_TONE),
        ("制", "植", model.SAME_SOUND),
        ("英", "因", model.NEAR_SOUND),
        ("己", "已", model.SHAPE),
        ("贝", "员", model.SHAPE),
    ],
)
def test_knows_what_may_be_taken_for_what(wrong: str, right: str, kind: int) -> None:
    assert shipped().likeness(wrong, right) == kind
    assert right in shipped().taken[wrong]


def test_knows_what_looks_alike_though_it_sounds_alike_too() -> None:
    assert shipped().looks_like("疹", "诊")
    assert not shipped().looks_like("题", "提") or shipped().likeness("题", "提") == model.SAME_TONE


def test_knows_of_rare_words_that_they_are_words() -> None:
    assert shipped().is_listed("泥足")
    assert not shipped().is_listed("足泥")


def test_nothing_is_taken_for_itself_and_marks_for_nothing() -> None:
    assert "题" not in shipped().taken["题"]
    assert shipped().likeness("题", "题") == model.UNLIKE
    assert shipped().taken["，"] == ""
    assert shipped().known["，"] == ""


def test_knows_what_is_inside_longer_words() -> None:
    assert "局" in shipped().inside("水", "利", "，")
    assert "利" in shipped().inside("，", "水", "局")
    assert shipped().inside("水", "，", "局") == shipped().inside("，", "水", "，") == ""
    assert shipped().is_inside("水", "利", "局")
    assert not shipped().is_inside("水", "局", "利")


def test_sees_three_characters_on_end_as_the_numbers_say() -> None:
    for five in ("水利局，。", "，水利局。", "，。水利局"):
        assert shipped().is_seen(five) == (shipped().seen("水利局") > 0) is True
    assert not shipped().is_seen("水局利局，")


def test_finds_words_of_the_same_sounds() -> None:
    assert "提升" in shipped().sounding["蹄声"]
    assert "提升" not in shipped().sounding["提声"]  # shares one of the two
    assert shipped().sounding["，。"] == ()
