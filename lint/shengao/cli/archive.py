"""``shengao archive``: earlier drafts, and what a draft has in common with them."""

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from shengao.archive import originality, place
from shengao.cli.options import (
    Archive,
    ConfigFile,
    Genre,
    Isolated,
    Submitted,
    batch_options,
    here,
    one_of,
    style_option,
)
from shengao.cli.running import written_to
from shengao.errors import UsageError
from shengao.likeness import Likeness

if TYPE_CHECKING:
    from shengao.archive.store import Store
    from shengao.batch import Options
    from shengao.document import Document

ABOUT = (
    "存放早先的稿件，查一篇稿件和它们有没有雷同、是不是换数套稿、有没有照搬上级来文。\n"
    "只有 add 会存入稿件；带密级标志的不存。档案是本机的一个文件，也可以是数据库。"
)
EXAMPLES = (
    ("shengao archive add 已报/", "存入一个文件夹中的稿件"),
    ("shengao archive search 稿件.docx", "与早先的稿件对照，列出雷同的段落"),
    ("shengao archive list", "列出存了哪些"),
    ("shengao archive remove 12 15", "取出两篇（编号见 list）"),
    ("shengao archive export --output 档案.jsonl", "全部导出，一行一篇"),
    ("shengao check 稿件.docx --archive default", "检查时一并比较"),
)


class _Asked(NamedTuple):
    """What a command line asks for."""

    where: str
    things: list[str]
    options: "Options"
    as_json: bool
    output: Path | None


def run(
    action: Annotated[
        str,
        typer.Argument(
            metavar="动作",
            parser=one_of("add", "search", "list", "remove", "export"),
            help="add（存入）、search（查对）、list（列出）、remove（取出）或 export（导出）",
        ),
    ],
    things: Annotated[
        list[str] | None,
        typer.Argument(metavar="稿件", help="稿件或文件夹；remove 后面写编号"),
    ] = None,
    archive: Archive = None,
    genre: Genre = None,
    submitted: Submitted = None,
    style: Annotated[
        str,
        style_option("search 和 list 的输出：terminal（默认）或 json", "terminal", "json"),
    ] = "terminal",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", metavar="文件", parser=Path, help="结果写入文件，全部完成后才替换原文件"
        ),
    ] = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Do one of the five."""
    configured = here(config, isolated).archive
    where = place.resolve(archive or configured or place.DEFAULT)
    given = things or []
    if action in ("add", "search", "remove") and not given:
        raise UsageError(f"archive {action} 后面要写{'编号' if action == 'remove' else '稿件'}。")
    if action in ("list", "export") and given:
        raise UsageError(f"archive {action} 后面不写稿件。")
    if action != "add" and not place.exists(where):
        raise UsageError(f"没有档案 {where}，先用 shengao archive add 存入稿件。")
    options = batch_options(
        paths=given if action in ("add", "search") else None,
        stdin_filename=None,
        select=None,
        ignore=None,
        genre=genre,
        submitted=submitted,
        config=config,
        isolated=isolated,
    )
    return _ACTIONS[action](_Asked(where, given, options, style == "json", output))


def _add(asked: _Asked) -> int:
    from shengao import filing
    from shengao.archive.database import shown
    from shengao.archive.store import Store

    filed = filing.file(asked.options, Store(asked.where, create=True), date.today())
    for path, why in filed.left:
        print(f"{path}：{why}", file=sys.stderr)
    known = f"，{filed.known}篇以前存过" if filed.known else ""
    left = f"，{len(filed.left)}篇没有存" if filed.left else ""
    print(f"{shown(asked.where)}：存入{filed.new}篇{known}{left}。")
    if not (filed.new or filed.known or filed.left):
        print("没有找到稿件（.docx、.txt、.md）。", file=sys.stderr)
    return 2 if filed.left else 0


def _search(asked: _Asked) -> int:
    from shengao import filing

    code = 0
    found: list[tuple[str, Document, Likeness]] = []
    for draft, document, why in filing.documents(asked.options):
        if document is None:
            print(f"{draft.shown}：{why}", file=sys.stderr)
            code = 2
            continue
        settings = draft.settings
        sources = originality.Sources(settings.reference, settings.dictionaries)
        likeness = originality.likeness(document, draft.shown, asked.where, sources)
        found.append((draft.shown, document, likeness or Likeness()))
    with written_to(asked.output) as stream:
        if asked.as_json:
            drafts = [_as_dict(*one) for one in found]
            json.dump({"drafts": drafts}, stream, ensure_ascii=False, indent=2)
            stream.write("\n")
        else:
            from shengao.cli.beside import show

            for path, document, likeness in found:
                show(stream, path, document.source, likeness)
    return code


def _as_dict(path: str, document: "Document", likeness: Likeness) -> dict[str, Any]:
    return {
        "path": path,
        "title": document.title,
        "earlier": likeness.earlier,
        "nearest": likeness.nearest,
        "swapped": likeness.swapped,
        "where": likeness.where,
        "above": likeness.above,
        "above_where": likeness.above_where,
        "title_reused": likeness.title_reused,
        "passages": [
            {
                "start": one.span.start,
                "end": one.span.end,
                "line": document.source.position(one.span.start).line,
                "text": one.text,
                "other": one.other,
                "where": one.where,
                "masked": one.masked,
                "above": one.above,
            }
            for one in likeness.passages
        ],
    }


def _list(asked: _Asked) -> int:
    from shengao.cli.layout import table

    rows = list(_store(asked).listed())
    with written_to(asked.output) as stream:
        if asked.as_json:
            drafts = [row._asdict() for row in rows]
            json.dump({"drafts": drafts}, stream, ensure_ascii=False, indent=2)
            stream.write("\n")
            return 0
        head = ("编号", "存档日期", "报送单位", "文种", "标题", "文件")
        cells = [
            (str(row.number), row.archived, row.unit, row.genre, row.title, row.path)
            for row in rows
        ]
        lines = table([head, *cells]) if cells else []
        print("\n".join([*lines, f"共 {len(rows)} 篇。"]), file=stream)
    return 0


def _remove(asked: _Asked) -> int:
    numbers = []
    for text in asked.things:
        if not text.isdecimal():
            raise UsageError(f"“{text}”不是编号，编号见 shengao archive list。")
        numbers.append(int(text))
    gone = _store(asked).remove(numbers)
    absent = sorted(set(numbers) - set(gone))
    if absent:
        print(f"档案中没有编号{'、'.join(map(str, absent))}。", file=sys.stderr)
    print(f"取出{len(gone)}篇。")
    return 2 if absent else 0


def _export(asked: _Asked) -> int:
    count = 0
    with written_to(asked.output) as stream:
        for entry in _store(asked).entries():
            row = {
                "number": entry.number,
                "title": entry.title,
                "path": entry.path,
                "unit": entry.unit,
                "author": entry.author,
                "genre": entry.genre,
                "archived": entry.archived.isoformat(),
                "submitted": entry.submitted.isoformat() if entry.submitted else None,
                "faults": entry.faults,
                "scores": entry.scores,
                "text": entry.text.text,
            }
            print(json.dumps(row, ensure_ascii=False), file=stream)
            count += 1
    if asked.output is not None:
        print(f"{asked.output}：导出{count}篇。")
    return 0


def _store(asked: _Asked) -> "Store":
    return originality.opened(asked.where)


_ACTIONS: dict[str, Callable[[_Asked], int]] = {
    "add": _add, "search": _search, "list": _list, "remove": _remove, "export": _export,
}  # fmt: skip
