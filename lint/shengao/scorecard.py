"""Where a draft stands on 快 实 深 新 用, with the evidence for every point."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from shengao.finding import Criterion
from shengao.text import Span

Half = Literal["准", "顺"]
"""The halves of 实: figures and claims that hold; plain, well ordered language."""

LightName = Literal["全面", "及时", "准确", "规范"]

Band = Literal["优", "良", "可", "需修改", "待核"]


class Evidence(NamedTuple):
    """Why a criterion stands where it does.

    `points` of the criterion's 100 were earned (above 0) or lost; `spans` are offsets of
    ``Source.text`` and `words` what stands there, one for each, without markup; `source` is the
    slug of a signal, or the fault whose findings cost points.
    """

    criterion: Criterion
    points: float
    what: str
    spans: tuple[Span, ...] = ()
    source: str = ""
    half: Half | None = None
    words: tuple[str, ...] = ()


class Gain(NamedTuple):
    """What would raise the total, by how many points at most."""

    criterion: Criterion
    points: float
    what: str


class Light(NamedTuple):
    """One of the four lights. `on` is None where it cannot be said; `reasons` put it out."""

    name: LightName
    on: bool | None
    reasons: tuple[str, ...] = ()


class Mark(NamedTuple):
    """A criterion from 0 to 100; None is 未评, and `why` says why.

    `weight` is its share of the total, 0 to 1, after those not measured are left out.
    """

    value: int | None
    weight: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    why: str = ""


class Submission(NamedTuple):
    """The day a draft was handed in and where that is known from (``--submitted``, 落款 …)."""

    day: date | None = None
    source: str = ""


class Scorecard(NamedTuple):
    """The scores of one draft.

    `total` is None where the genre has none (讲话, 总结, 公文). `band` is 待核 where `gates`
    says why, and None where there is no total. `halves` are those of 实. `gains` come with the
    largest first.
    """

    criteria: Mapping[Criterion, Mark]
    halves: Mapping[Half, int] = {}
    total: int | None = None
    band: Band | None = None
    gates: tuple[str, ...] = ()
    lights: tuple[Light, ...] = ()
    gains: tuple[Gain, ...] = ()
    submission: Submission = Submission()
