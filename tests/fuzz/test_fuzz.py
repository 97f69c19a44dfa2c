"""Harmed files are read or refused with a reason; `make fuzz` tries far more of them."""

import random

import harness
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengao.read import READERS

_SEEDS = st.integers(min_value=0, max_value=2**32)


@pytest.fixture(autouse=True)
def _no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(*harness.PROGRAMS_OFF)


def test_every_reader_has_a_sample_that_it_reads() -> None:
    assert harness.readers() == sorted(set(READERS.values()))
    for reader in harness.readers():
        samples = harness.samples(reader)
        assert samples, f"put a file of {reader} into tests/fuzz/seeds"
        assert all(harness.judge(reader, sample) for sample in samples)


@pytest.mark.parametrize("reader", harness.readers())
def test_harmed_files_are_read_or_refused(reader: str) -> None:
    samples = harness.samples(reader)
    outcomes = set()

    @settings(max_examples=100)
    @given(_SEEDS)
    def law(seed: int) -> None:
        chance = random.Random(seed)
        data = chance.choice(samples)
        for _ in range(chance.choice((1, 1, 2, 5))):
            data = harness.harmed(data, chance)
        outcomes.add(harness.judge(reader, data))

    law()
    assert outcomes == {True, False}


@pytest.mark.parametrize("reader", harness.readers())
def test_the_same_harm_makes_the_same_file(reader: str) -> None:
    (sample, *_) = harness.samples(reader)
    once, again = (harness.harmed(sample, random.Random(7)) for _ in range(2))
    assert once == again
    assert once != sample
