"""Values that several parts of a configuration file hold, and how its keys are written."""

from typing import Annotated

from pydantic import AfterValidator, ConfigDict

from shengao.config.settings import canonical
from shengao.errors import suggestion
from shengao.finding import CRITERIA, FAULTS

DASHED = ConfigDict(
    frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-")
)
"""For tables whose keys are written with dashes."""


def _fault(name: str) -> str:
    found = canonical(name)
    if found not in FAULTS:
        guess = suggestion(name, {*FAULTS, *FAULTS.values()})
        raise ValueError(f"“{name}”不是问题类别{guess}")
    return found


def _criterion(name: str) -> str:
    found = canonical(name)
    if found not in CRITERIA.values():
        raise ValueError(f"“{name}”不是要求，应为 快、实、深、新、用 之一")
    return found


Name = Annotated[str, AfterValidator(canonical)]
Fault = Annotated[str, AfterValidator(_fault)]
Criterion = Annotated[str, AfterValidator(_criterion)]
