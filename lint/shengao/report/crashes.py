"""Checks that failed, and parts of drafts that were not read, in words."""

import re

from shengao.finding import UNREAD, DraftResult


def crashed(words: str) -> tuple[str, str]:
    """The rule and what went wrong, of a crash as `DraftResult` has it (“rule：what”)."""
    rule, what = (*re.split("[:：] ?", words, maxsplit=1), "")[:2]
    return rule, what


def unread(result: DraftResult) -> list[str]:
    """What of a draft could not be read."""
    return [what for rule, what in map(crashed, result.crashes) if rule == UNREAD]


def failures(result: DraftResult) -> list[str]:
    """What of a draft was not checked, in a few words each."""
    parts = unread(result)
    rules = len(result.crashes) - len(parts)
    return [*parts, *([f"{rules} 条规则未能运行"] if rules else [])]


def crash(words: str) -> str:
    """A check that failed, in a Chinese sentence."""
    rule, what = crashed(words)
    if rule == UNREAD:
        return f"{what}，这一部分没有检查。"
    return f"规则 {rule} 未能运行（{what}），其余规则的结果不受影响。"
