"""The four lights beside the score: 全面 及时 准确 规范, each with what puts it out."""

from collections.abc import Mapping, Sequence

from shengao.finding import Finding, Severity
from shengao.score.book import Book
from shengao.score.signal import Measure
from shengao.scorecard import Light, LightName, Mark

_SHOWN = 3  # reasons


def of(
    genre: str | None,
    findings: Sequence[Finding],
    timely: Mark,
    measured: Mapping[str, Measure],
    book: Book,
) -> tuple[Light, ...]:
    """The lights of a draft; `measured` is by the slug of the signal."""
    rules = book.lights
    return (
        _complete(measured.get(rules.elements)),
        _timely(genre, timely, book),
        _clear("准确", [one for one in findings if one.fault in rules.accurate]),
        _clear(
            "规范",
            [
                one
                for one in findings
                if one.fault in rules.regular and one.severity == Severity.ERROR
            ],
        ),
    )


def _complete(elements: Measure | None) -> Light:
    if elements is None:
        return Light("全面", None, ("这一文种没有要素表",))
    if elements.share >= 1:
        return Light("全面", True)
    return Light("全面", False, (_phrase(elements.advice or elements.what),))


def _timely(genre: str | None, mark: Mark, book: Book) -> Light:
    if genre in book.lights.undated:
        return Light("及时", True)
    if mark.value is None:
        return Light("及时", None, (mark.why,))
    if mark.value >= book.lights.timely:
        return Light("及时", True)
    return Light("及时", False, (f"快{mark.value}分，不到{book.lights.timely:g}分",))


def _clear(name: LightName, findings: Sequence[Finding]) -> Light:
    reasons = tuple(dict.fromkeys(_phrase(one.message) for one in findings))
    if not reasons:
        return Light(name, True)
    shown = reasons[:_SHOWN]
    if len(reasons) > _SHOWN:
        shown = (*shown, f"等{len(reasons)}处")
    return Light(name, False, shown)


def _phrase(sentence: str) -> str:
    return sentence.rstrip("。")
