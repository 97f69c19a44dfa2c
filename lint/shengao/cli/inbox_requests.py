"""``shengao inbox requests``: what was asked for, and what is still unanswered."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengao.cli import desk_options
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, here, one_of, style_option
from shengao.cli.running import written_to
from shengao.errors import ShengaoError, UsageError

if TYPE_CHECKING:
    from shengao.desk.folder import Desk
    from shengao.desk.requests import Answered, Request

ABOUT = (
    "约稿单和报送要点：import 读入，list 看各项来了哪些稿件、哪些单位还没有报。\n"
    "可以是 .toml，也可以是 Word、Excel、CSV 里的表格（题目、关键词、单位、发出日期、截止时间）。\n"
    "读入时把已收的来稿对上，以后收的随收随对：单位相符、时间相符、题目和正文写到关键词。"
)
EXAMPLES = (
    ("shengao inbox requests import 约稿单.docx 三月要点.toml", "读入"),
    ("shengao inbox requests list", "各项的完成情况"),
    ("shengao inbox requests list --open", "只看还没有完成的"),
)


def run(
    action: Annotated[
        str,
        typer.Argument(
            metavar="动作", parser=one_of("import", "list"), help="import（读入）或 list（列出）"
        ),
    ],
    files: Annotated[
        list[str] | None, typer.Argument(metavar="文件", help="约稿单、报送要点")
    ] = None,
    unanswered: Annotated[bool, typer.Option("--open", help="只列还有单位没报的")] = False,
    style: Annotated[
        str,
        style_option("list 的输出：terminal（默认）或 json", "terminal", "json"),
    ] = "terminal",
    target: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", parser=Path, help="结果写入文件"),
    ] = None,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Import or list."""
    settings = here(config, isolated)
    if action == "import":
        if not files:
            raise UsageError("requests import 后面要写约稿单或报送要点的文件。")
        return _import(desk_options.opened(desk, settings, create=True), files)
    if files:
        raise UsageError("requests list 后面不写文件。")
    from shengao.desk.requests import answered

    with desk_options.opened(desk, settings).reading() as connection:
        found = [one for one in answered(connection) if one.open or not unanswered]
    with written_to(target) as stream:
        if style == "json":
            listed = {"requests": [_as_dict(one) for one in found]}
            json.dump(listed, stream, ensure_ascii=False, indent=2)
            stream.write("\n")
        else:
            print("\n".join(_lines(found)), file=stream)
    return 0


def _import(desk: "Desk", files: list[str]) -> int:
    from shengao.desk import request_files, requests

    code = 0
    given: list[Request] = []
    for file in files:
        try:
            read = request_files.read(Path(file))
        except ShengaoError as error:
            print(f"错误：{error}", file=sys.stderr)
            code = 2
            continue
        for place, why in read.left:
            print(f"{file} {place}：{why}，没有读入", file=sys.stderr)
            code = 2
        given += read.requests
    with desk.writing() as connection:
        new = requests.put(connection, given)
        matched = requests.assign(connection)
    known = f"，{len(given) - new} 项以前读过" if len(given) > new else ""
    print(f"读入 {new} 项{known}；已收的来稿对上 {matched} 篇。")
    return code


def _lines(found: "list[Answered]") -> list[str]:
    from shengao.desk.requests import is_late

    lines: list[str] = []
    for one in found:
        request = one.request
        due = f"，{_moment(request.due)} 截止" if request.due is not None else ""
        lines.append(f"{request.number}  {request.kind}《{request.title}》{due}")
        for draft in one.drafts:
            late = "，逾期" if is_late(request, draft["received"]) else ""
            lines.append(
                f"    第 {draft['number']} 号  {draft['unit'] or '（单位不明）'}  {draft['title']}"
                f"（{draft['received'][:16]} 收到{late}，{draft['state']}）"
            )
        if one.missing:
            lines.append(f"    没有报：{'、'.join(one.missing)}")
        elif one.open:
            lines.append("    还没有来稿")
    left = sum(one.open for one in found)
    return [*lines, f"共 {len(found)} 项，{left} 项还没有完成。"]


def _as_dict(one: "Answered") -> dict[str, Any]:
    request = one.request
    return {
        "number": request.number,
        "kind": request.kind,
        "title": request.title,
        "topics": request.topics,
        "units": request.units,
        "opened": request.opened and request.opened.isoformat(),
        "due": request.due and request.due.isoformat(" "),
        "drafts": [{**draft, "late": draft["number"] in one.late} for draft in one.drafts],
        "missing": one.missing,
        "open": one.open,
    }


def _moment(due: datetime) -> str:
    return due.isoformat(" ", "minutes") if due.second != 59 else due.date().isoformat()
