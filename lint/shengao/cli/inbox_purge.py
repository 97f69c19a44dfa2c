"""``shengao inbox purge``: drafts that were kept long enough."""

from datetime import date, timedelta
from typing import Annotated

import typer

from shengao.cli import desk_options
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, day, here
from shengao.errors import UsageError

ABOUT = (
    "清理过期的来稿：删去原件、全文、标题、作者、发件人和文件名，留下单位、文种、评分、各类问题的处数和"
    "处理结果，台账和通报不变。\n"
    "哪天以前收到的算过期，看 --before，或者配置中 [desk] 的 retention（留多少天）。\n"
    "不加 --yes 只说有几篇。"
)
EXAMPLES = (
    ("shengao inbox purge --before 2025-01-01", "看看 2025 年以前收到的有几篇"),
    ("shengao inbox purge --before 2025-01-01 --yes", "清理"),
    ("shengao inbox purge --yes", "按配置中的 retention 清理"),
)


def run(
    before: Annotated[
        date | None,
        typer.Option("--before", metavar="日期", parser=day, help="清理这一天以前收到的"),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="真的清理；清理了就找不回来")] = False,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Purge, or say what would be."""
    from shengao.desk import purging

    settings = here(config, isolated)
    days = settings.desk.get("retention", 0)
    if before is None and not days:
        raise UsageError("请用 --before 写明清理哪一天以前的，或者在配置中写 [desk] retention。")
    limit = before or date.today() - timedelta(days=days)
    kept = desk_options.opened(desk, settings)
    if not yes:
        count = purging.count(kept, limit.isoformat())
        print(f"{limit} 以前收到的有 {count} 篇，加上 --yes 就清理，清理了找不回来。")
        return 0
    found = purging.purge(kept, limit.isoformat())
    print(f"{limit} 以前收到的，清理了 {found.drafts} 篇，删去原件 {found.files} 个。")
    return 0
