"""How what several configuration files say becomes one: what adds up, what is replaced."""

from collections.abc import Mapping
from typing import Any

ADDED = ("ignore", "rules", "dictionaries", "names", "terms", "formulas", "reference")
"""Lists to which a nearer file adds; any other setting it replaces."""

WHOLE = ("calendar", "deadlines", "roster")
"""What of a profile a nearer file replaces as a whole: half a list would be a wrong one."""


def merge(values: dict[str, Any], said: Mapping[str, Any]) -> None:
    """Let a nearer layer have its say: lists of `ADDED` grow, the rest is replaced.

    A layer that selects begins anew, without what farther ones ignore.
    """
    if "select" in said:
        values.pop("ignore", None)
    for key, value in said.items():
        if key in ADDED:
            values[key] = tuple(dict.fromkeys((*values.get(key, ()), *value)))
        elif key == "severity":
            values[key] = {**values.get(key, {}), **value}
        elif key == "profile":
            values[key] = _over(values.get(key, {}), value)
        elif key == "desk":
            values[key] = {**values.get(key, {}), **value}
        else:
            values[key] = value


def _over(farther: Mapping[str, Any], nearer: Mapping[str, Any]) -> dict[str, Any]:
    """A profile over another: its tables entry by entry, but for those of `WHOLE`."""
    found = {**farther, **nearer}
    for key in farther.keys() & nearer.keys():
        if key not in WHOLE:
            found[key] = {**farther[key], **nearer[key]}
    return found


def profile(said: Mapping[str, Any]) -> dict[str, Any]:
    """What profiles say, in the shape of `Settings.profile`."""
    thresholds = said.get("thresholds", {})
    scoring = {
        **{key: said[key] for key in ("weights", "gates", "points", "costs") if key in said},
        "bands": {name: least for name, least in thresholds.items() if name != "及时"},
        "lights": {name: least for name, least in thresholds.items() if name == "及时"},
    }
    rest = {key: said[key] for key in (*WHOLE, "lengths") if key in said}
    scoring = {key: value for key, value in scoring.items() if value}
    return {"scoring": scoring, **rest} if scoring else rest
