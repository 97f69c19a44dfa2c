"""A fact as it is found in the running text."""

from typing import NamedTuple

from shengao.contents import FactKind


class Found(NamedTuple):
    """``text[start:end]`` of the running text, and what is said of it; see `Fact`."""

    kind: FactKind
    start: int
    end: int
    about: str = ""
    when: str = ""
    value: str = ""
    times: int = 1
    doubt: str = ""
