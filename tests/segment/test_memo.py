"""A memo calls its function once for an argument, and never holds more than it may."""

import pytest

from shengao.segment import memo


def test_each_result_is_worked_out_once() -> None:
    asked: list[str] = []

    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    lengths = memo.Memo(length)
    assert [lengths["河长"], lengths["河"], lengths["河长"]] == [2, 1, 2]
    assert asked == ["河长", "河"]


def test_it_starts_anew_when_full(monkeypatch: pytest.MonkeyPatch) -> None:
    def square(number: int) -> int:
        return number * number

    monkeypatch.setattr(memo, "KEPT", 4)
    for squares in (memo.Memo(square), memo.Memo(square, 3)):
        for number in range(30):
            assert squares[number] == number * number
            assert len(squares) <= 4


@pytest.mark.parametrize(("length", "kept"), [(memo.LONGEST, 1), (memo.LONGEST + 1, 0)])
def test_long_strings_are_not_kept(length: int, kept: int) -> None:
    lengths: memo.Memo[str, int] = memo.Memo(len)
    assert lengths["河" * length] == length
    assert len(lengths) == kept
