"""The area under the curve, held against its definition and against published figures."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao.desk.curve import area

NUMBERS = st.lists(st.integers(0, 6), min_size=1, max_size=30)


@given(NUMBERS, NUMBERS)
def test_it_is_the_share_of_pairs_in_order(adopted: list[int], returned: list[int]) -> None:
    pairs = [(a > b) + (a == b) / 2 for a in adopted for b in returned]
    found = area(adopted, returned)
    assert found.value == pytest.approx(sum(pairs) / len(pairs))
    assert 0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1


@given(NUMBERS, NUMBERS)
def test_what_is_turned_round_is_mirrored(adopted: list[int], returned: list[int]) -> None:
    one, other = area(adopted, returned), area(returned, adopted)
    assert one.value == pytest.approx(1 - other.value)
    assert one.low == pytest.approx(1 - other.high)


def test_samples_apart_have_the_interval_of_so_many_trials() -> None:
    assert area([2.0] * 20, [1.0] * 60) == pytest.approx((1.0, 0.025 ** (1 / 20), 1.0))
    assert area([1.0] * 20, [2.0] * 60) == pytest.approx((0.0, 0.0, 1 - 0.025 ** (1 / 20)))


def test_equals_say_nothing() -> None:
    assert area([1.0] * 9, [1.0] * 9) == (0.5, 0.5, 0.5)


def test_the_interval_holds_the_true_area_as_often_as_it_says() -> None:
    random = Random(2)
    true = 0.76025  # of two normal distributions, one deviation apart: Φ(1/√2)
    held = 0
    for _ in range(400):
        adopted = [random.gauss(1, 1) for _ in range(30)]
        found = area(adopted, [random.gauss(0, 1) for _ in range(25)])
        held += found.low <= true <= found.high
    assert 0.92 <= held / 400 <= 0.98
