"""``shengao ledger import``: a ledger that was kept in Excel or CSV."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from shengao.cli import desk_options, ledger_options
from shengao.cli.desk_drafts import Who
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, here

ABOUT = (
    "导入 Excel（.xlsx）、CSV 台账。看懂的行都登记，再导入一次不会重复；看不懂的行逐行说明原因，\n"
    "改好以后再导入一次就行。栏目叫法不一样的，用 --mapping 写明对照（见 docs/ledger.md）。\n"
    "有看不懂的行时以 2 退出，否则以 0 退出。"
)
EXAMPLES = (
    ("shengao ledger import 2025年台账.xlsx --preview", "先看看哪些行看不懂"),
    ("shengao ledger import 2025年台账.xlsx", "导入"),
    ("shengao ledger import 台账.csv --mapping 对照.toml", "栏目叫法不一样的"),
)


def run(
    files: Annotated[
        list[Path], typer.Argument(metavar="文件", parser=Path, help="台账，.xlsx 或 .csv")
    ],
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--mapping",
            metavar="文件",
            parser=Path,
            help="栏目对照（.toml）；默认看配置中 [desk] 的 mapping",
        ),
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="只看，不登记")] = False,
    who: Who = None,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Import ledgers, each as a whole."""
    from shengao.desk import decisions, imports, ledger
    from shengao.desk import mapping as mappings

    settings = here(config, isolated)
    named = mapping or settings.desk.get("mapping")
    columns = mappings.load(Path(named) if named else None)
    unit = ledger_options.unit_names(settings)
    read = [(path, imports.read(path, columns, unit)) for path in files]
    kept = desk_options.opened(desk, settings, create=True)
    code = 0
    for path, found in read:
        with kept.reading() as connection:
            absent = set(ledger.absent(connection, found.entries))
        pairs = list(zip(found.entries, found.places, strict=True))
        good = [(entry, place) for entry, place in pairs if entry.draft not in absent]
        left = [
            *found.left,
            *(
                (place, f"收稿库里没有第 {entry.draft} 号稿件")
                for entry, place in pairs
                if entry.draft in absent
            ),
        ]
        for place, why in left:
            print(f"{path.name} {place.removeprefix(path.name + ' ')}：{why}。", file=sys.stderr)
            code = 2
        unread = f"，{len(left)}行没看懂" if left else ""
        sums = f"，{found.sums}行合计略去" if found.sums else ""
        if preview:
            print(f"{path.name}：看懂{len(good)}行{sums}{unread}；没有登记。")
            continue
        with kept.writing() as connection:
            added = ledger.record(
                connection,
                [entry for entry, _ in good],
                decisions.whoever(who),
                datetime.now(),
                [place for _, place in good],
            )
        known = sum(one.known for one in added)
        before = f"，{known}行以前登记过" if known else ""
        print(f"{path.name}：登记{len(added) - known}条{before}{sums}{unread}。")
    return code
