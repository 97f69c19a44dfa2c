"""Schemes of points: those that we ship, and files that people write."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao.desk import schemes
from shengao.desk.entries import Entry
from shengao.errors import ConfigError

ONE = Entry(
    kind="采用", date=date(2026, 3, 5), units=("甲镇",), title="题目", channel="政务晨讯",
    level="市级",
)  # fmt: skip
MISSED = Entry(kind="未报", date=date(2026, 3, 5), units=("甲镇",), title="约稿", solicited=True)


def test_what_is_shipped() -> None:
    assert sorted(schemes.shipped()) == ["合报均分", "批示加倍", "逐级加分"]
    assert schemes.DEFAULT in schemes.shipped()


@pytest.mark.parametrize(
    ("name", "entry", "points"),
    [
        ("逐级加分", ONE, "2"),
        ("逐级加分", replace(ONE, channel="政务参阅"), "5"),
        ("逐级加分", replace(ONE, level="省级"), "3"),
        ("逐级加分", replace(ONE, level="省级", form="重要"), "5"),
        ("逐级加分", replace(ONE, level="国家级", instruction="国家级"), "30"),
        ("逐级加分", replace(ONE, channel="门户网站", form="图片"), "0.5"),
        ("逐级加分", replace(ONE, solicited=True), "5"),
        ("逐级加分", MISSED, "-10"),
        ("逐级加分", replace(ONE, kind="报送"), "0"),
        ("合报均分", replace(ONE, channel="专报", instruction="市级"), "13"),
        ("合报均分", replace(ONE, level="国家级"), "25"),
        ("合报均分", MISSED, "-5"),
        ("合报均分", replace(MISSED, solicited=False), "0"),
        ("批示加倍", replace(ONE, form="调研", instruction="省级"), "45"),
        ("批示加倍", replace(ONE, level="国家级", instruction="国家级"), "120"),
        ("批示加倍", replace(MISSED, kind="迟报"), "-20"),
    ],
)
def test_points(name: str, entry: Entry, points: str) -> None:
    found = schemes.load(name).points(entry)
    assert found is not None
    assert schemes.shown(found) == points


def test_what_no_line_is_for_has_no_points() -> None:
    scheme = schemes.load("逐级加分")
    assert scheme.points(replace(ONE, level="")) is None
    assert scheme.points(replace(ONE, instruction="区长")) is None


@pytest.mark.parametrize(
    ("shared", "points", "shares"),
    [
        ("split", 500, [167, 167, 167]),
        ("each", 500, [500, 500, 500]),
        ("first", 500, [500, 0, 0]),
        ("split", -1000, [-1000, -1000, -1000]),
        ("first", -1000, [-1000, -1000, -1000]),
    ],
)
def test_shares(shared: str, points: int, shares: list[int]) -> None:
    scheme = schemes.load("逐级加分").model_copy(update={"shared": shared})
    entry = replace(ONE, units=("甲", "乙", "丙"))
    assert scheme.shares(entry, points) == list(zip("甲乙丙", shares, strict=True))


@given(st.integers(-10_000_000, 10_000_000))
def test_points_are_shown_exactly(hundredths: int) -> None:
    text = schemes.shown(hundredths)
    assert round(float(text) * 100) == hundredths
    assert not text.endswith(".")
    assert "." not in text or not text.endswith("0")


def test_a_scheme_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "办法.toml"
    path.write_text(
        'name = "我们的"\n[[adoption]]\nchannel = "晨讯"\npoints = 1.25\n', encoding="utf-8"
    )
    scheme = schemes.load(str(path))
    assert scheme.points(replace(ONE, channel="晨讯")) == 125


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('name = "甲"\n', "缺少“adoption”这一项"),
        ('name = "甲"\n[[adoption]]\npoint = 1\n', "第1段"),
        ('name = "甲"\n[[adoption]]\npoints = -1\n', "adoption 第1段 points"),
        ('name = "甲"\n[[adoption]]\npoints = 1\n[[instruction]]\nlevel = "省级"\n', "要写一样"),
        ("name = “甲”\n", "中文引号"),
        ('name = "甲"\nshared = "均分"\n[[adoption]]\npoints = 1\n', "shared"),
    ],
)
def test_what_is_wrong_with_a_scheme(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "办法.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        schemes.load(str(path))
    assert why in str(caught.value)
    assert "办法.toml" in str(caught.value)
    assert not any(word in str(caught.value) for word in ("Input", "Value error", "Field"))


def test_a_scheme_that_is_not_there() -> None:
    with pytest.raises(ConfigError, match="没有这个记分办法，是不是想写 逐级加分"):
        schemes.load("逐级加")
    with pytest.raises(ConfigError, match="配置文件不存在"):
        schemes.load("没有.toml")
