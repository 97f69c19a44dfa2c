"""``shengao bulletin``: the bulletin of a period, as a Word document and a spreadsheet."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shengao import output
from shengao.cli import desk_options, ledger_options
from shengao.cli.desk_options import DeskFolder
from shengao.cli.ledger_options import SchemeName
from shengao.cli.options import ConfigFile, Isolated, book, day, here
from shengao.errors import UsageError

if TYPE_CHECKING:
    from shengao.desk.bulletin import Bulletin
    from shengao.desk.examples import Parse
    from shengao.rulebook import Rulebook

ABOUT = (
    "按收稿库和台账写一个时期信息报送采用情况的通报：分类的报送、采用、采用率、得分、排名，零报送、零采用，\n"
    "约稿完成，稿件常见问题，下期报送要点。写成 .docx 和 .xlsx；单位排名，人不排名。\n"
    "有的采用在计分办法里没有分值，或者有的来稿没有认出单位，都会说明，以 1 退出。"
)
EXAMPLES = (
    ("shengao bulletin --from 2026-01-01 --to 2026-05-31", "写出 通报.docx 和 通报.xlsx"),
    (
        "shengao bulletin --from 2026-05-01 --to 2026-05-31 --office 市府办信息科",
        "一个月的，署名",
    ),
    (
        "shengao bulletin --from 2026-01-01 --to 2026-03-31 --template 模板.docx",
        "用本单位的版式",
    ),
)

_LAST = 2999  # a year that lets months ahead be counted


def run(
    first: Annotated[
        date, typer.Option("--from", metavar="日期", parser=day, help="从哪一天起，含当天")
    ],
    last: Annotated[
        date, typer.Option("--to", metavar="日期", parser=day, help="到哪一天止，含当天")
    ],
    since: Annotated[
        date | None,
        typer.Option(
            "--since", metavar="日期", parser=day, help="累计从哪一天起；默认是那一年的1月1日"
        ),
    ] = None,
    targets: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="文件",
            parser=Path,
            help="写到这里：.docx 或 .xlsx，可重复写；默认 通报.docx 和 通报.xlsx",
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar="文件",
            parser=Path,
            help="Word 模板，其中 {{采用情况}} 这样的地方填好（见 docs/bulletin.md）",
        ),
    ] = None,
    office: Annotated[
        str,
        typer.Option("--office", metavar="单位", help="落款的单位；默认看配置中 [desk] 的 office"),
    ] = "",
    dated: Annotated[
        date | None,
        typer.Option("--date", metavar="日期", parser=day, help="落款的日期；默认今天"),
    ] = None,
    scheme: SchemeName = None,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Make the bulletin and write it."""
    from shengao.desk import bulletin

    if last.year > _LAST:
        raise UsageError(f"--to {last} 太远了。")
    since = since or date(last.year, 1, 1)
    if first > last:
        raise UsageError(f"--from {first} 在 --to {last} 之后。")
    since = min(since, first)
    places = targets or [Path("通报.docx"), Path("通报.xlsx")]
    for place in places:
        if place.suffix.lower() not in (".docx", ".xlsx"):
            raise UsageError(f"写不了 {place}：文件名应以 .docx 或 .xlsx 结尾。")
    settings = here(config, isolated)
    points = ledger_options.scheme(scheme, settings)
    office = office.strip() or settings.desk.get("office", "")
    asked = bulletin.Asked(first, last, since)
    with desk_options.opened(desk, settings).reading() as connection:
        made = bulletin.make(connection, asked, points, settings, _parser(book(settings)))
    for place in places:
        output.write(place, _data(place, made, template, office, dated or date.today()))
        print(f"{place}：报送{made.period.reported}篇，采用{made.period.adopted}篇。")
    for one in made.unscored:
        print(
            f"台账第 {one.number} 号（{one.entry.channel} {one.entry.level}）"
            f"在计分办法“{points.name}”里没有分值，记 0 分。",
            file=sys.stderr,
        )
    if made.unnamed:
        print(
            f"有{made.unnamed}篇来稿没有认出报送单位，没有计入：在名册里补上单位的名称再收。",
            file=sys.stderr,
        )
    return 1 if made.unscored or made.unnamed else 0


def _data(place: Path, made: "Bulletin", template: Path | None, office: str, today: date) -> bytes:
    from shengao.desk import bulletin_words, sheets

    if place.suffix.lower() == ".xlsx":
        return sheets.bulletin(made)
    if template is None:
        from shengao.word.composition import compose

        return compose(bulletin_words.whole(made, office, today))
    from shengao.word.template import fill

    words = bulletin_words.words(made, office, today)
    return fill(template, words, bulletin_words.blocks(made, office, today))


def _parser(rules: "Rulebook") -> "Parse":
    """What makes a document of a passage; the words are loaded when the first one comes."""
    from shengao.document import Document
    from shengao.read import text

    return lambda passage: Document.of(text.parse(passage), rules.words)
