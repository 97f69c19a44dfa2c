"""Options and arguments: `argparse` with Chinese words and help for double-width characters."""

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NoReturn

from shengao.errors import UsageError, suggestion

_NO_OPTION = "\0"  # before an argument that may begin with a dash; none can hold it
_EXAMPLE = 46  # cells of an example at most, if its meaning is to stand beside it

_COMPLAINTS = (
    (r"argument (.+?): expected one argument", r"\1 后面要写一个值"),
    (r"argument (.+?): expected at least one argument", r"\1 后面至少要写一个值"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 后面不能写值（\2）"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 和 \2 不能同时使用"),
    (r"argument (.+?): (.+)", r"\1：\2"),
    (r"the following arguments are required: (.+)", r"还要写明：\1"),
)
"""What `argparse` says, in Chinese; of values that are wrong the types here say it."""


class Parser(argparse.ArgumentParser):
    """The options of one command: its name, what it is for, and examples with their meaning."""

    def __init__(self, name: str, about: str, *examples: tuple[str, str]) -> None:
        super().__init__(prog=f"shengao {name}", add_help=False, allow_abbrev=False)
        self._name, self._about, self._examples = name, about, examples
        self._rows: list[argparse.Action] = []
        self.add("-h", "--help", action="store_true", help="显示这段说明")

    def add(self, *names: str, **how: Any) -> None:
        """Add an option or argument, as `add_argument` does, and a row of the help."""
        self._rows.append(self.add_argument(*names, **how))

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace | None:
        """The options of a command line; None after showing the help. Raises `UsageError`."""
        end = list(arguments).index("--") if "--" in arguments else len(arguments)
        own, literal = arguments[:end], arguments[end + 1 :]
        if "-h" in own or "--help" in own:
            print(self.format_help())
            return None
        # argparse forgets a “--” between options and paths that alternate.
        options, rest = self.parse_known_intermixed_args([*own, *(_NO_OPTION + a for a in literal)])
        if rest:
            self._unknown([word.removeprefix(_NO_OPTION) for word in rest])
        for name, value in vars(options).items():
            if isinstance(value, str):
                setattr(options, name, value.removeprefix(_NO_OPTION))
            elif isinstance(value, list):
                setattr(options, name, [word.removeprefix(_NO_OPTION) for word in value])
        return options

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` with the Chinese for what `argparse` found wrong."""
        for pattern, words in _COMPLAINTS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                message = found.expand(words)
                break
        end = "" if message.endswith(("。", "？")) else "。"
        raise UsageError(f"{message}{end}“shengao {self._name} --help”显示用法。")

    def format_help(self) -> str:
        """Usage, what the command is for, its arguments and options, examples."""
        from shengao.cli.layout import columns, wrapped

        arguments = [row for row in self._rows if not row.option_strings]
        options = [row for row in self._rows if row.option_strings]
        usage = " ".join(["[选项]", *(_metavar(row) for row in arguments)])
        lines = [f"用法：{self.prog} {usage}", ""]
        lines += wrapped(self._about)
        for title, rows in (("参数", arguments), ("选项", [*options[1:], options[0]])):
            if rows:
                lines += [
                    "",
                    f"{title}：",
                    *columns([(_left(row), row.help or "") for row in rows]),
                ]
        if self._examples:
            lines += ["", "例：", *columns(self._examples, _EXAMPLE)]
        return "\n".join(lines)

    def _unknown(self, rest: Sequence[str]) -> NoReturn:
        known = [name for row in self._rows for name in row.option_strings]
        option = next((one for one in rest if one.startswith("-")), None)
        if option is None:
            self.error(f"多了“{' '.join(rest)}”")
        self.error(f"没有 {option} 这个选项" + suggestion(option.partition("=")[0], known))


def one_of(*allowed: str) -> Callable[[str], str]:
    """The type of an option with few values."""

    def convert(text: str) -> str:
        if text not in allowed:
            raise argparse.ArgumentTypeError(f"“{text}”应为 {'、'.join(allowed)} 之一")
        return text

    return convert


def listed(text: str) -> list[str]:
    """The type of an option whose values are separated by commas."""
    return [word for word in re.split(r"[\s,，、]+", text) if word]


def day(text: str) -> date:
    """The type of an option that is a day."""
    from shengao.batch import day as read

    found = read(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成 2026-03-05")
    return found


def number(text: str) -> int:
    """The type of an option that counts."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}”应为整数，不小于 0")
    return int(text)


def _metavar(row: argparse.Action) -> str:
    name = str(row.metavar or row.dest)
    if row.nargs == "*":
        return f"[{name} …]"
    if row.nargs == "?":
        return f"[{name}]"
    return f"{name} …" if row.nargs == "+" else name


def _left(row: argparse.Action) -> str:
    if not row.option_strings:
        return str(row.metavar or row.dest)
    names = ", ".join(row.option_strings)
    return names if row.nargs == 0 else f"{names} {row.metavar}"
