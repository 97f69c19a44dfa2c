"""``shengao inbox clusters``: drafts of several units on one event, side by side."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengao import output
from shengao.cli import desk_options
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, book, day, here, number, style_option
from shengao.cli.running import written_to
from shengao.errors import UsageError

if TYPE_CHECKING:
    from shengao.desk.beside import Told
    from shengao.desk.clusters import Cluster

ABOUT = (
    "几个单位报的同一件事：写的内容相近，事情的日期相差不过几天。可以据此编综合稿。\n"
    "后面写一篇来稿的编号，就把同一件事的几篇并排列出：各有哪些数字、做法、成效；-o 写成 .docx。"
)
EXAMPLES = (
    ("shengao inbox clusters", "最近 14 天的"),
    ("shengao inbox clusters 12", "第 12 号和同一件事的几篇并排"),
    ("shengao inbox clusters 12 -o 综合.docx", "写成 Word"),
    ("shengao inbox clusters --from 2026-06-01 --to 2026-07-31", "一段时间的"),
)

_USUAL = 13  # days before the last one


def run(
    draft: Annotated[
        int | None, typer.Argument(metavar="编号", parser=number, help="来稿的编号")
    ] = None,
    first: Annotated[
        date | None,
        typer.Option("--from", metavar="日期", parser=day, help="从哪天收到的；默认最近 14 天"),
    ] = None,
    last: Annotated[
        date | None,
        typer.Option("--to", metavar="日期", parser=day, help="到哪天收到的；默认到最近一篇"),
    ] = None,
    within: Annotated[
        int,
        typer.Option(
            "--within", metavar="天数", parser=number, help="事情的日期最多相差几天；默认 2"
        ),
    ] = 2,
    style: Annotated[
        str,
        style_option("terminal（默认）或 json（各篇的数字、做法、成效都在内）", "terminal", "json"),
    ] = "terminal",
    target: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", parser=Path, help="并排的写成这个 .docx"),
    ] = None,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """List the events, or show the drafts on one."""
    from shengao.desk import beside, briefs, clusters

    if target is not None and (draft is None or target.suffix.lower() != ".docx"):
        raise UsageError("-o 写的是并排的几篇，请写明来稿的编号和一个 .docx。")
    settings = here(config, isolated)
    kept = desk_options.opened(desk, settings)
    words = book(settings).words
    with kept.reading() as connection:
        end = last or briefs.newest(connection) or date.today()
        begin = first or end - timedelta(days=_USUAL)
        found = clusters.find(briefs.load(connection, begin, end, words), within)
        if draft is not None:
            found = [one for one in found if draft in [own.number for own in one.drafts]]
            if not found:
                raise UsageError(
                    f"{begin} 到 {end} 收到的来稿里，没有和第 {draft} 号写同一件事的别的单位。"
                )
        shown = []
        if draft is not None or style == "json":
            shown = [
                [beside.tell(briefs.document(text, words)) for text in texts]
                for texts in (clusters.texts(connection, one) for one in found)
            ]
    if target is not None:
        output.write(target, _document(found[0], shown[0]))
        return 0
    with written_to(None) as stream:
        if style == "json":
            listed = [_as_dict(*one) for one in zip(found, shown, strict=True)]
            json.dump({"clusters": listed}, stream, ensure_ascii=False, indent=2)
            stream.write("\n")
        elif draft is not None:
            print("\n".join(_beside(found[0], shown[0])), file=stream)
        else:
            print("\n".join(_lines(found, begin, end)), file=stream)
    return 0


def _lines(found: "Sequence[Cluster]", begin: date, end: date) -> list[str]:
    lines: list[str] = []
    for one in found:
        days = "、".join(map(str, one.days))
        lines.append(f"{'、'.join(one.words)}{f'（{days}）' if days else ''}")
        lines += [
            f"    第 {own.number} 号  {own.unit or '（单位不明）'}  {own.title}"
            for own in one.drafts
        ]
    return [*lines, f"{begin} 到 {end}：{len(found)} 件事有几个单位报。"]


def _beside(cluster: "Cluster", told: "Sequence[Told]") -> list[str]:
    from shengao.cli.layout import side_by_side

    lines = []
    for title, rows in _sections(cluster, told):
        heads = [f"{one.unit or '单位不明'}（第 {one.number} 号）" for one in cluster.drafts]
        lines += [title, *side_by_side(("", *heads), rows), ""]
    return lines[:-1]


def _sections(
    cluster: "Cluster", told: "Sequence[Told]"
) -> list[tuple[str, list[tuple[str, ...]]]]:
    """What stands side by side: figures by indicator, practices, results."""
    from shengao.desk import beside

    none = ("",) * len(cluster.drafts)
    figures: list[tuple[str, ...]] = [
        (f"{row.indicator}{' ≠' if row.differs else ''}", *row.values) for row in beside.rows(told)
    ]
    practices = zip_longest(*(one.practices for one in told), fillvalue="")
    results = zip_longest(*(one.results for one in told), fillvalue="")
    return [
        ("数字（≠ 是各篇写得不一样的）", figures or [("", *none)]),
        ("做法", [("", *row) for row in practices] or [("", *none)]),
        ("成效", [("", *row) for row in results] or [("", *none)]),
    ]


def _document(cluster: "Cluster", told: "Sequence[Told]") -> bytes:
    from shengao.word.composition import Heading, Paragraph, Part, Table, compose

    parts: list[Part] = [Heading("同一事项来稿对照", 0)]
    parts += [
        Paragraph(f"{one.unit or '单位不明'}：《{one.title}》（收稿第 {one.number} 号）。")
        for one in cluster.drafts
    ]
    heads = tuple(one.unit or "单位不明" for one in cluster.drafts)
    first = 3.0
    widths = (first, *((15.6 - first) / len(heads),) * len(heads))
    left = tuple(range(1, len(heads) + 1))
    for title, rows in _sections(cluster, told):
        parts += [Heading(title), Table((("项目", *heads),), tuple(rows), widths, left)]
    return compose(parts)


def _as_dict(cluster: "Cluster", told: "Sequence[Told]") -> dict[str, Any]:
    return {
        "words": cluster.words,
        "days": [day.isoformat() for day in cluster.days],
        "drafts": [
            {
                "number": one.number,
                "unit": one.unit,
                "title": one.title,
                "received": one.received.isoformat(),
                "figures": own.figures,
                "practices": own.practices,
                "results": own.results,
            }
            for one, own in zip(cluster.drafts, told, strict=True)
        ],
    }
