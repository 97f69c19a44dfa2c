"""The five-sided chart of a scorecard: where its lines and words stand."""

import math
from collections.abc import Mapping
from typing import NamedTuple

_WIDTH, _HEIGHT = 340, 290
_CENTRE = 170.0, 150.0
_RADIUS = 96.0
_BEYOND = 24.0  # how far from the end of its axis a name stands
_RINGS = (25, 50, 75, 100)


class Axis(NamedTuple):
    """An axis from the centre to `x`, `y`; its name stands at `name_x`, `name_y`.

    `value` is “91”, or “未评”; `dot` is where the value lies, None if there is none.
    """

    name: str
    value: str
    x: str
    y: str
    name_x: str
    name_y: str
    dot: tuple[str, str] | None


class Radar(NamedTuple):
    """The chart in pixels, as SVG has them. `shape` joins the values that there are."""

    width: int
    height: int
    centre: tuple[str, str]
    rings: tuple[str, ...]
    axes: tuple[Axis, ...]
    shape: str
    said: str


def radar(values: Mapping[str, int | None]) -> Radar:
    """The chart of values from 0 to 100; None is 未评 and leaves its axis empty."""
    names = list(values)
    turn = 2 * math.pi / len(names)

    def point(index: int, radius: float) -> tuple[str, str]:
        angle = index * turn - math.pi / 2
        return (
            f"{_CENTRE[0] + radius * math.cos(angle):.1f}",
            f"{_CENTRE[1] + radius * math.sin(angle):.1f}",
        )

    def polygon(points: list[tuple[str, str]]) -> str:
        return " ".join(",".join(one) for one in points)

    axes = []
    for index, name in enumerate(names):
        value = values[name]
        axes.append(
            Axis(
                name,
                "未评" if value is None else str(value),
                *point(index, _RADIUS),
                *point(index, _RADIUS + _BEYOND),
                None if value is None else point(index, _RADIUS * value / 100),
            )
        )
    return Radar(
        _WIDTH,
        _HEIGHT,
        (f"{_CENTRE[0]:.1f}", f"{_CENTRE[1]:.1f}"),
        tuple(
            polygon([point(index, _RADIUS * ring / 100) for index in range(len(names))])
            for ring in _RINGS
        ),
        tuple(axes),
        polygon([axis.dot for axis in axes if axis.dot is not None]),
        "、".join(f"{axis.name} {axis.value}" for axis in axes),
    )
