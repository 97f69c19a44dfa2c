"""Every signal proves itself by its examples, and is worth points that the table gives."""

import pytest

from shengao import rulebook
from shengao.document import Document
from shengao.finding import FAULTS
from shengao.read import text as text_reader
from shengao.score import Beside, signals, submission
from shengao.score.draft import Draft
from shengao.score.signal import Example, Measure, Signal

BOOK = rulebook.load()
CASES = [
    pytest.param(signal, example, id=f"{signal.slug}-{number}")
    for signal in signals.load()
    for number, example in enumerate(signal.examples, 1)
]


def seen(signal: Signal, example: Example) -> Measure | None:
    document = Document.of(text_reader.parse(example.text), BOOK.words, example.genre)
    beside = example.beside or Beside(submission.of(document, example.submitted))
    return signal.measure(Draft(document, beside, BOOK.scoring["tables"]))


@pytest.mark.parametrize(("signal", "example"), CASES)
def test_an_example_earns_what_it_says(signal: Signal, example: Example) -> None:
    found = seen(signal, example)
    share = found.share if found is not None else 0.0
    assert example.least <= share <= example.most, found


@pytest.mark.parametrize(("signal", "example"), CASES)
def test_what_was_seen_stands_in_the_text(signal: Signal, example: Example) -> None:
    found = seen(signal, example)
    if found is not None:
        assert -1 <= found.share <= 1
        assert found.what
        assert all(0 <= start < end <= len(example.text) for start, end in found.spans)


@pytest.mark.parametrize("signal", signals.load(), ids=lambda one: one.slug)
def test_a_signal_is_told_from_what_feigns_it(signal: Signal) -> None:
    assert any(example.least > 0 for example in signal.examples) or any(
        example.most < 0 for example in signal.examples
    )
    assert any(example.most < 1 for example in signal.examples)
    assert signal.measures
    assert signal.gaming
    assert signal.guard
    assert (signal.half is not None) == (signal.criterion == "实")


def test_each_signal_has_points_and_no_name_of_a_fault() -> None:
    slugs = {signal.slug for signal in signals.load()}
    assert slugs == set(BOOK.scoring["points"])
    assert not slugs & {*FAULTS, "base"}
