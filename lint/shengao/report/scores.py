"""Scores in words and as plain data: what the formats share."""

from typing import Any

from shengao.finding import CRITERIA, Criterion
from shengao.scorecard import Evidence, Half, Mark, Scorecard

NONE = "—"
"""Stands for a number that there is not: 未评, or a genre without a total."""

HALVES: tuple[Half, ...] = ("准", "顺")
_BASE = "base"  # the source of the points that a criterion starts with
_WORDS = 3  # places quoted of one piece of evidence
_QUOTED = 16  # characters quoted of a place


def as_dict(score: Scorecard) -> dict[str, Any]:
    """The ``score`` of a draft in the JSON formats, criteria in the order 快 实 深 新 用."""
    submission = score.submission
    return {
        "total": score.total,
        "band": score.band,
        "gates": list(score.gates),
        "criteria": {criterion: _mark(mark) for criterion, mark in in_order(score)},
        "halves": {half: score.halves[half] for half in HALVES if half in score.halves},
        "lights": {
            light.name: {"on": light.on, "reasons": list(light.reasons)} for light in score.lights
        },
        "gains": [
            {"criterion": gain.criterion, "points": round(gain.points, 2), "what": gain.what}
            for gain in score.gains
        ],
        "submission": {
            "day": submission.day and submission.day.isoformat(),
            "source": submission.source,
        },
    }


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "value": mark.value,
        "weight": round(mark.weight, 4),
        "why": mark.why,
        "evidence": [
            {
                "points": round(one.points, 2),
                "what": one.what,
                "spans": [{"start": start, "end": end} for start, end in one.spans],
                "words": list(one.words),
                "source": one.source,
                "half": one.half,
            }
            for one in mark.evidence
        ],
    }


def numbers(score: Scorecard) -> dict[str, int | None]:
    """The value of each criterion; None is 未评."""
    marks = score.criteria
    return {
        criterion: marks[criterion].value if criterion in marks else None
        for criterion in CRITERIA.values()
    }


def in_order(score: Scorecard) -> list[tuple[Criterion, Mark]]:
    """The criteria that a scorecard has, in the order 快 实 深 新 用."""
    return [(one, score.criteria[one]) for one in CRITERIA.values() if one in score.criteria]


def halves(score: Scorecard) -> list[str]:
    """The halves of 实 with their values: “准 84”, “顺 70”."""
    return [f"{half} {score.halves[half]}" for half in HALVES if half in score.halves]


def number(value: int | None) -> str:
    """A value, or what stands for none."""
    return NONE if value is None else str(value)


def standing(score: Scorecard) -> str:
    """The total and its band: “72 分（良）”."""
    if score.total is None:
        return f"不评总分，{score.band}" if score.band else "不评总分"
    return f"{score.total} 分（{score.band}）" if score.band else f"{score.total} 分"


def brief(score: Scorecard) -> str:
    """A scorecard in a line: “72 分（良）：快 60、实 78、深 55、新 —、用 70”."""
    values = "、".join(f"{name} {number(value)}" for name, value in numbers(score).items())
    return f"{standing(score)}：{values}"


def first_reason(score: Scorecard) -> str:
    """What to look at first: why the draft is 待核, else what would raise its total most."""
    if score.gates:
        return score.gates[0]
    if score.gains:
        gain = score.gains[0]
        return f"{gain.criterion} {points(gain.points)} {gain.what}"
    return ""


def summary(score: Scorecard, gains: int = 3) -> list[str]:
    """A scorecard in a few lines of plain words, with the `gains` that would raise it most."""
    lines = [f"评分 {brief(score)}"]
    if score.gates:
        lines.append(f"待核：{'；'.join(score.gates)}")
    lines += [
        f"{light.name}：{'、'.join(light.reasons)}"
        for light in score.lights
        if light.on is False and light.reasons
    ]
    lines += [
        f"可提升：{gain.criterion} {points(gain.points)} {gain.what}"
        for gain in score.gains[:gains]
    ]
    return lines


def points(value: float) -> str:
    """Points with their sign: “+4”, “-2.5”."""
    return f"{value:+.1f}".removesuffix(".0")


def told(evidence: Evidence) -> str:
    """What was seen, with the words that it stands on where it quotes none itself."""
    words = [] if "“" in evidence.what else [" ".join(one.split()) for one in evidence.words]
    words = [one for one in dict.fromkeys(words) if one]
    quoted = [f"“{one if len(one) <= _QUOTED else one[:_QUOTED] + '…'}”" for one in words[:_WORDS]]
    more = "等" if len(words) > _WORDS else ""
    what = evidence.what.rstrip("。")
    return f"{what}：{''.join(quoted)}{more}" if quoted else what


def account(score: Scorecard) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Each criterion in words, with its evidence: points, what, and the signal or fault.

    The evidence of 实 stands by its halves.
    """
    found = []
    for criterion, mark in in_order(score):
        head = f"{criterion} {number(mark.value)}"
        if mark.value is None:
            head = f"{criterion} 未评" + (f"：{mark.why}" if mark.why else "")
        elif criterion == "实" and score.halves:
            head += f"（{'、'.join(halves(score))}）"
        listed = sorted(mark.evidence, key=lambda one: HALVES.index(one.half) if one.half else 0)
        rows = [
            (
                points(one.points),
                f"（{one.half}）{told(one)}" if one.half else told(one),
                "" if one.source == _BASE else one.source,
            )
            for one in listed
        ]
        found.append((head, rows))
    return found
