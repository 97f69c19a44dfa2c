"""Commands of several actions, ``shengao inbox scan``: each action is a module of its own.

The module of the command has ``ACTIONS``, each with what it is for, beside ``ABOUT`` and
``EXAMPLES``; ``<command>_<action>`` is the module of an action, which is like that of a command.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Protocol

from shengao.errors import UsageError, suggestion

_HELP = ("-h", "--help", "help")
_EXAMPLE = 46  # cells of an example at most, if its meaning is to stand beside it


class Actions(Protocol):
    """The module of such a command."""

    ABOUT: str
    ACTIONS: Mapping[str, str]
    EXAMPLES: Sequence[tuple[str, str]]


def run(command_name: str, module: Actions, arguments: Sequence[str]) -> int:
    """Run an action with its arguments. Raises `ShengaoError`."""
    if not arguments or arguments[0] in _HELP:
        print(_overview(command_name, module))
        return 0 if arguments else 2
    name = arguments[0]
    if name not in module.ACTIONS:
        guess = suggestion(name, module.ACTIONS) or "。"
        raise UsageError(
            f"{command_name} 没有“{name}”这个动作{guess}“shengao {command_name} --help”列出全部。"
        )
    from shengao.cli import command

    action = import_module(f"shengao.cli.{command_name}_{name}")
    return command.run(
        f"{command_name} {name}", action.run, action.ABOUT, action.EXAMPLES, arguments[1:]
    )


def _overview(command_name: str, module: Actions) -> str:
    from shengao.cli.layout import columns, wrapped

    return "\n".join(
        [
            f"用法：shengao {command_name} 动作 [选项] …",
            "",
            *wrapped(module.ABOUT),
            "",
            "动作：",
            *columns(list(module.ACTIONS.items())),
            "",
            "例：",
            *columns(module.EXAMPLES, _EXAMPLE),
            "",
            f"“shengao {command_name} 动作 --help”显示一个动作的全部选项。",
        ]
    )
