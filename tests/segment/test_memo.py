"""A memo calls its function once for an argument, and never holds more than it may."""

import pytest

from shengao.segment import memo


def test_each_result_is_worked_out_once():
    asked: list[str] = []
    lengths = memo.Memo(lambda text: asked.append(text) or len(text))
    assert [lengths["河长"], lengths["河"], lengths["河长"]] == [2, 1, 2]
    assert asked == ["河长", "河"]


def test_it_starts_anew_when_full(monkeypatch):
    monkeypatch.setattr(memo, "KEPT", 4)
    squares = memo.Memo(lambda number: number * number)
    for number in range(30):
        assert squares[number] == number * number
        assert len(squares) <= 4


@pytest.mark.parametrize(("length", "kept"), [(memo.LONGEST, 1), (memo.LONGEST + 1, 0)])
def test_long_strings_are_not_kept(length, kept):
    lengths = memo.Memo(len)
    assert lengths["河" * length] == length
    assert len(lengths) == kept
