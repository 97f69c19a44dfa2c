"""What an entry of the ledger says."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Kind = Literal["采用", "报送", "迟报", "未报"]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened. An adoption, or `count` drafts reported on paper or by telephone (报送), or
    something that came late (迟报) or never (未报).

    `units` are those that reported, the one that leads first; `draft` is the number of a draft of
    the inbox, None for one that never was in it. `instruction` is the level of the leader who
    wrote a 批示, empty for none. `solicited` says whether it was asked for (约稿).
    """

    kind: Kind
    date: date
    units: tuple[str, ...]
    title: str = ""
    channel: str = ""
    level: str = ""
    form: str = ""
    instruction: str = ""
    solicited: bool = False
    count: int = 1
    draft: int | None = None
    note: str = ""

    def trouble(self) -> str:
        """What keeps it from being recorded, in Chinese; empty where nothing does."""
        if self.kind not in KINDS:
            return f"类别“{self.kind}”应为 {'、'.join(KINDS)} 之一"
        if not self.units:
            return "没有写报送单位"
        if len(set(self.units)) < len(self.units):
            return "同一个单位写了两次"
        if self.kind == "采用" and not self.channel:
            return "没有写刊发的渠道（刊物）"
        if self.kind == "采用" and not self.title and self.draft is None:
            return "没有写题目，也没有写收稿编号"
        if self.count < 1 or (self.count > 1 and self.kind != "报送"):
            return "篇数只有“报送”可以写，不小于 1"
        return ""


def changed(old: Entry, new: Entry) -> list[tuple[str, str, str]]:
    """What a correction changed: the Chinese name of it, what it was, what it is."""
    before, after = _said(old), _said(new)
    return [(name, before[name], after[name]) for name in before if before[name] != after[name]]


def _said(entry: Entry) -> dict[str, str]:
    return {
        "类别": entry.kind,
        "日期": entry.date.isoformat(),
        "单位": "、".join(entry.units),
        "题目": entry.title,
        "渠道": entry.channel,
        "级别": entry.level,
        "形式": entry.form,
        "批示": entry.instruction,
        "约稿": "是" if entry.solicited else "",
        "篇数": str(entry.count),
        "收稿编号": str(entry.draft or ""),
        "备注": entry.note,
    }
