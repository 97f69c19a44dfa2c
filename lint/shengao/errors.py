"""What can go wrong, each with the words that a person is shown."""

from collections.abc import Iterable


class ShengaoError(Exception):
    """Anything that is reported to the user as a Chinese sentence, never as a traceback."""


class UsageError(ShengaoError):
    """The command or call asks for something that cannot be."""


class LocatedError(ShengaoError):
    """An error at a place in a file; `line` counts from 1, 0 where none is known."""

    def __init__(self, path: str, line: int, why: str, shown: str = "") -> None:
        self.path, self.line, self.why, self.shown = path, line, why, shown
        place = f"{path}:{line}" if line else path
        super().__init__(f"{place}：{why}" + (f"\n    {shown}" if shown else ""))


class ConfigError(LocatedError):
    """A configuration file that cannot be used."""


class RuleFileError(LocatedError):
    """A rule file or dictionary that cannot be used."""


class ReadError(ShengaoError):
    """A draft that could not be read; `why` is a Chinese reason."""

    def __init__(self, path: str, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"{path}：{why}")


def suggestion(name: str, known: Iterable[str]) -> str:
    """“，是不是想写 ignore？” where a known name is like `name`, else nothing."""
    from difflib import get_close_matches

    close = get_close_matches(name, sorted(known), 1)
    return f"，是不是想写 {close[0]}？" if close else ""
