"""One command: a function with `typer` parameters, its help and complaints in Chinese."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import typer

# typer exports few of the classes it raises. They say what is wrong without words to be parsed,
# and the version of typer is bounded.
from typer._click import Context, Parameter, exceptions
from typer.core import TyperArgument, TyperCommand, TyperOption
from typer.main import get_command

from shengao.errors import UsageError, suggestion

_HELP = ["-h", "--help"]
_EXAMPLE = 46  # cells of an example at most, if its meaning is to stand beside it


def run(
    name: str,
    function: Callable[..., int],
    about: str,
    examples: Sequence[tuple[str, str]],
    arguments: Sequence[str],
) -> int:
    """Call the function with what its arguments say and return its exit code.

    `about` says what the command is for, `examples` are command lines with their meaning.
    Raises `UsageError`, and what the function raises.
    """
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    settings = {"help_option_names": _HELP, "allow_extra_args": True, "obj": examples}
    app.command(name, cls=_Command, help=about, context_settings=settings)(function)
    command = get_command(app)
    try:
        # `command.main` would take a closed pipe and an interrupt for itself.
        with command.make_context(f"shengao {name}", list(arguments)) as context:
            code: int = command.invoke(context)
    except typer.Exit as end:  # the help was shown
        return end.exit_code
    return code


class _Command(TyperCommand):
    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        given = list(args)  # the parser takes words out of the list
        try:
            self._check_values(ctx, given)
            rest = super().parse_args(ctx, args)
        except exceptions.UsageError as error:
            wrong = self._complaint(ctx, given, error)
        else:
            if not rest:
                return rest
            wrong = f"多了“{' '.join(rest)}”"
        end = "" if wrong.endswith(("。", "？")) else "。"
        raise UsageError(f"{wrong}{end}“{ctx.command_path} --help”显示用法。")

    def get_help(self, ctx: Context) -> str:
        """Usage, what the command is for, its arguments and options, examples."""
        from shengao.cli.layout import columns, wrapped

        arguments = [one for one in self.params if isinstance(one, TyperArgument)]
        options = [one for one in self.params if isinstance(one, TyperOption)]
        usage = " ".join(["[选项]", *map(_usage, arguments)])
        lines = [f"用法：{ctx.command_path} {usage}", "", *wrapped(self.help or "")]
        if arguments:
            rows = [(_named(one), one.help or "") for one in arguments]
            lines += ["", "参数：", *columns(rows)]
        rows = [(_option(one), one.help or "") for one in options]
        rows.append((", ".join(_HELP), "显示这段说明"))
        lines += ["", "选项：", *columns(rows)]
        lines += ["", "例：", *columns(ctx.obj, _EXAMPLE)]
        return "\n".join(lines)

    def _check_values(self, ctx: Context, given: Sequence[str]) -> None:
        """Refuse an option where a value is due: `typer` would take its name for the value."""
        known = self._options(ctx)
        for word, following in pairwise(given):
            if word == "--":
                return
            if known.get(word, False) and (following == "--" or following in known):
                raise exceptions.BadOptionUsage(word, "")

    def _complaint(self, ctx: Context, given: Sequence[str], error: exceptions.UsageError) -> str:
        known = self._options(ctx)
        match error:
            case exceptions.NoSuchOption(option_name=name):
                # Of -all the parser names -a.
                word = next((word for word in given if word.startswith(name)), name)
                return f"没有 {word} 这个选项{suggestion(word.partition('=')[0], known)}"
            case exceptions.BadOptionUsage(option_name=name):
                return f"{name} 后面{'要写一个值' if known[name] else '不能写值'}"
            case exceptions.MissingParameter(param=Parameter() as first):
                left = self.params[self.params.index(first) :]
                return f"还要写明：{', '.join(_named(one) for one in left if one.required)}"
            case exceptions.BadParameter(param=Parameter() as wrong):
                return f"{_named(wrong)}：{error.message}"
        raise error

    def _options(self, ctx: Context) -> dict[str, bool]:
        """The names of all options, each with whether a value follows."""
        return {
            name: not one.is_flag
            for one in self.get_params(ctx)
            if isinstance(one, TyperOption)
            for name in one.opts
        }


def _usage(argument: TyperArgument) -> str:
    name = f"{_named(argument)} …" if argument.nargs < 0 else _named(argument)
    return name if argument.required else f"[{name}]"


def _option(option: TyperOption) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.metavar}"


def _named(parameter: Parameter) -> str:
    """An option by its name, an argument by the word for it."""
    if isinstance(parameter, TyperOption):
        return parameter.opts[0]
    return parameter.metavar or parameter.human_readable_name
