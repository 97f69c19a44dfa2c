"""The command line: a thin front end. Each command is a module, imported when it is used.

A module has ``run``, whose parameters are those of the command and which returns the exit
code; ``ABOUT``, what the command is for; and ``EXAMPLES``, command lines with their meaning.
Commands of several actions: see `shengao.cli.actions`.
"""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from shengao.errors import UsageError, suggestion

COMMANDS = {
    "check": "检查稿件，报告问题",
    "app": "在浏览器里审稿，边改边看",
    "score": "给稿件评分，按编辑处理的先后排列",
    "facts": "列出稿件中的数字、日期、人员、单位，供逐项核对",
    "annotate": "把问题写成 Word 批注，另存一份",
    "finalize": "定稿：另存一份干净的 Word 文件",
    "fix": "自动修改稿件中有把握的问题",
    "text": "显示从稿件中读到的文字",
    "explain": "说明一条规则：为什么报告、怎么改",
    "rules": "列出全部规则",
    "allow": "在稿件中写一个审稿标记，放行一处问题",
    "term": "登记不报告的名称",
    "baseline": "把现有问题记入基线，以后只报告新问题",
    "archive": "存放早先的稿件，查有没有雷同、换数套稿",
    "inbox": "收稿：存下来稿并评分，按处理的先后列出",
    "ledger": "采用台账：登记、导入、更正、导出",
    "bulletin": "写信息报送采用情况的通报",
    "backup": "备份收稿库",
    "restore": "从备份恢复收稿库",
    "init": "新建一个带说明的配置文件",
    "config": "查看对一篇稿件生效的配置",
    "doctor": "检查本机的安装是否完好",
    "version": "显示版本",
}
"""Every command with what it is for."""

_HELP = ("-h", "--help", "help")


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code. Raises `ShengaoError`."""
    if not arguments or arguments[0] in _HELP:
        named = arguments[1] if len(arguments) > 1 else ""
        if named in COMMANDS and named != "version":
            return run([named, "--help"])
        print(_overview())
        return 0 if arguments else 2
    name = arguments[0]
    if name not in COMMANDS or name == "version":
        raise UsageError(_unknown(name))
    module = import_module(f"shengao.cli.{name}")
    if hasattr(module, "ACTIONS"):
        from shengao.cli import actions

        return actions.run(name, module, arguments[1:])
    from shengao.cli import command

    return command.run(name, module.run, module.ABOUT, module.EXAMPLES, arguments[1:])


def _overview() -> str:
    from shengao.cli.layout import columns

    return "\n".join(
        [
            "用法：shengao 命令 [选项] …",
            "",
            "审稿：检查政务信息稿件的文字，全部在本机完成。",
            "",
            "命令：",
            *columns(list(COMMANDS.items())),
            "",
            "例：",
            "  shengao check 稿件.docx          检查一篇稿件",
            "  shengao check 通讯/ --all        检查一个文件夹，列出全部问题",
            "  shengao fix 稿件.md --preview    看看会怎样修改",
            "",
            "“shengao 命令 --help”显示一个命令的全部选项。",
        ]
    )


def _unknown(name: str) -> str:
    if name.startswith("-"):
        return f"选项 {name} 应写在命令后面，例如：shengao check {name} 稿件.docx"
    if Path(name).exists():
        return f"没有“{name}”这个命令。检查这篇稿件请运行：shengao check {name}"
    guess = suggestion(name, COMMANDS) or "。"
    return f"没有“{name}”这个命令{guess}“shengao --help”列出全部命令。"
