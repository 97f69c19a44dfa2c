"""``shengao ledger export``: the ledger as a spreadsheet, as CSV or as JSON."""

import csv
import io
import json
from pathlib import Path
from typing import Annotated

import typer

from shengao import output
from shengao.cli import desk_options, ledger_options
from shengao.cli.desk_options import DeskFolder
from shengao.cli.ledger_list import as_dict
from shengao.cli.ledger_options import First, Last, SchemeName
from shengao.cli.options import ConfigFile, Isolated, here
from shengao.errors import UsageError

ABOUT = (
    "把台账（现在有效的各条）写成 .xlsx、.csv 或 .json，格式看文件的后缀；\n"
    "写出的 .xlsx、.csv 可以再导入。"
)
EXAMPLES = (
    ("shengao ledger export 台账.xlsx", "全部"),
    ("shengao ledger export 一季度.csv --from 2026-01-01 --to 2026-03-31", "一个季度的"),
)


def run(
    target: Annotated[
        Path, typer.Argument(metavar="文件", parser=Path, help="写到这里：.xlsx、.csv 或 .json")
    ],
    first: First = None,
    last: Last = None,
    scheme: SchemeName = None,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Write the entries that stand."""
    from shengao.desk import ledger, sheets

    suffix = target.suffix.lower()
    if suffix not in (".xlsx", ".csv", ".json"):
        raise UsageError(f"写不了 {target}：文件名应以 .xlsx、.csv 或 .json 结尾。")
    settings = here(config, isolated)
    points = ledger_options.scheme(scheme, settings)
    with desk_options.opened(desk, settings).reading() as connection:
        entries = list(ledger.standing(connection, first, last))
    if suffix == ".xlsx":
        data = sheets.ledger(entries, points)
    elif suffix == ".json":
        listed = {"scheme": points.name, "entries": [as_dict(one, points) for one in entries]}
        data = (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()
    else:
        stream = io.StringIO(newline="")
        writer = csv.writer(stream)
        writer.writerow(sheets.LEDGER_HEAD)
        writer.writerows(
            [_harmless(cell) for cell in sheets.ledger_cells(one, points)] for one in entries
        )
        data = stream.getvalue().encode("utf-8-sig")  # without the mark Excel takes it for GBK
    output.write(target, data)
    print(f"{target}：{len(entries)} 条。")
    return 0


def _harmless(cell: str | float) -> str | float:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell
