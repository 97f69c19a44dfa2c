"""``shengao inbox``: the editors' desk, one action a module."""

from collections.abc import Sequence
from importlib import import_module

from shengao.errors import UsageError, suggestion

ABOUT = "收稿：来稿一次评完，存下来，排好先后，交编辑处理。"
ACTIONS = {
    "scan": "收稿：文件夹、邮件、压缩包里的稿件，存下并评分",
    "list": "列出来稿，紧急的、约稿在前",
    "show": "显示一篇来稿的评分和问题",
    "purge": "清理过期来稿的原件和全文",
}
"""Every action with what it is for; ``inbox_<action>`` is its module."""
EXAMPLES = (
    ("shengao inbox scan 来稿/ 邮箱.mbox", "收一个文件夹和一个邮箱里的稿件"),
    ("shengao inbox scan 来稿/ --watch", "一直看着，有新的就收"),
    ("shengao inbox list", "按处理的先后列出来稿"),
    ("shengao inbox show 12", "看一篇"),
)

_HELP = ("-h", "--help", "help")


def run_with(arguments: Sequence[str]) -> int:
    """Run an action with its arguments. Raises `ShengaoError`."""
    if not arguments or arguments[0] in _HELP:
        print(_overview())
        return 0 if arguments else 2
    name = arguments[0]
    if name not in ACTIONS:
        guess = suggestion(name, ACTIONS) or "。"
        raise UsageError(f"inbox 没有“{name}”这个动作{guess}“shengao inbox --help”列出全部。")
    from shengao.cli import command

    module = import_module(f"shengao.cli.inbox_{name}")
    return command.run(f"inbox {name}", module.run, module.ABOUT, module.EXAMPLES, arguments[1:])


def _overview() -> str:
    from shengao.cli.layout import columns

    return "\n".join(
        [
            "用法：shengao inbox 动作 [选项] …",
            "",
            ABOUT,
            "",
            "动作：",
            *columns(list(ACTIONS.items())),
            "",
            "例：",
            *columns(EXAMPLES, 46),
            "",
            "“shengao inbox 动作 --help”显示一个动作的全部选项。",
        ]
    )
