"""``shengao ledger list``: the entries that stand, or all that was ever said of one."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengao.cli import desk_options, ledger_options
from shengao.cli.desk_options import DeskFolder
from shengao.cli.ledger_options import First, Last, SchemeName
from shengao.cli.options import ConfigFile, Isolated, here, number, style_option
from shengao.cli.running import written_to

if TYPE_CHECKING:
    from shengao.desk.ledger import Recorded
    from shengao.desk.schemes import Scheme

ABOUT = "列出台账：现在有效的各条，按日期；--history 列出一条从登记到每次更正的经过。"
EXAMPLES = (
    ("shengao ledger list --from 2026-01-01 --unit 甲镇", "一个单位今年的"),
    ("shengao ledger list --history 12", "第 12 号是怎么改来的"),
    ("shengao ledger list --format json", "给程序用"),
)
_HEAD = ("编号", "日期", "类别", "单位", "题目", "渠道", "级别", "批示", "得分")


def run(
    first: First = None,
    last: Last = None,
    unit: Annotated[
        str, typer.Option("--unit", metavar="单位", help="只列这个单位的，合报的也算")
    ] = "",
    history: Annotated[
        int, typer.Option("--history", metavar="编号", parser=number, help="列出这一条的经过")
    ] = 0,
    style: Annotated[
        str,
        style_option("terminal（默认）或 json；要表格用 shengao ledger export", "terminal", "json"),
    ] = "terminal",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", parser=Path, help="结果写入文件"),
    ] = None,
    scheme: SchemeName = None,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """List what stands, or the history of one entry."""
    from shengao.desk import ledger

    settings = here(config, isolated)
    points = ledger_options.scheme(scheme, settings)
    named = ledger_options.unit_names(settings)(unit) if unit else ""
    with desk_options.opened(desk, settings).reading() as connection:
        if history:
            found = ledger.history(connection, history)
        else:
            standing = ledger.standing(connection, first, last)
            found = [one for one in standing if not named or named in one.entry.units]
    with written_to(output) as stream:
        if style == "json":
            entries = [as_dict(one, points) for one in found]
            json.dump({"scheme": points.name, "entries": entries}, stream, ensure_ascii=False)
            stream.write("\n")
            return 0
        lines = _history(found) if history else _table(found, points)
        print("\n".join(lines), file=stream)
    return 0


def as_dict(recorded: "Recorded", scheme: "Scheme") -> dict[str, Any]:
    """An entry as JSON has it; `points` is null where the scheme has no line for it."""
    entry = recorded.entry
    points = scheme.points(entry)
    return {
        "number": recorded.number,
        "kind": entry.kind,
        "date": entry.date.isoformat(),
        "units": entry.units,
        "title": entry.title,
        "channel": entry.channel,
        "level": entry.level,
        "form": entry.form,
        "instruction": entry.instruction,
        "solicited": entry.solicited,
        "count": entry.count,
        "draft": entry.draft,
        "note": entry.note,
        "points": None if points is None else points / 100,
        "cancelled": recorded.cancelled,
        "made": recorded.made,
        "who": recorded.who,
        "why": recorded.why,
        "source": recorded.source,
    }


def _table(found: "list[Recorded]", scheme: "Scheme") -> list[str]:
    from shengao.cli.layout import table
    from shengao.desk.schemes import shown

    rows = []
    for one in found:
        entry = one.entry
        points = scheme.points(entry)
        count = f"（{entry.count}篇）" if entry.count > 1 else ""
        rows.append(
            (
                str(one.number), entry.date.isoformat(), entry.kind + count,
                "、".join(entry.units), entry.title, entry.channel, entry.level,
                entry.instruction, "没有分值" if points is None else shown(points),
            )
        )  # fmt: skip
    lines = table([_HEAD, *rows]) if rows else []
    return [*lines, f"共 {len(rows)} 条，得分按“{scheme.name}”。"]


def _history(found: "list[Recorded]") -> list[str]:
    """Each entry with what it changed of the one before."""
    from shengao.desk.entries import changed

    lines = []
    before = None
    for one in found:
        deed = "登记" if before is None else "撤销" if one.cancelled else "更正"
        if before is not None and before.cancelled and not one.cancelled:
            deed = "恢复"
        why = f"，{one.why}" if one.why else f"，{one.source}" if one.source else ""
        lines.append(f"第 {one.number} 号  {one.made}  {one.who} {deed}{why}")
        if before is not None:
            changes = changed(before.entry, one.entry)
            lines += [f"    {name}：{old or '空'} → {new or '空'}" for name, old, new in changes]
        else:
            entry = one.entry
            said = (entry.kind, entry.date.isoformat(), "、".join(entry.units), entry.title,
                    entry.channel, entry.level)  # fmt: skip
            lines.append("    " + "  ".join(filter(None, said)))
        before = one
    return lines
