"""Text of a Word file that its reader does not see, as python-docx writes it."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as File
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from docx.text.run import Run
from word_files import document, paragraph, run, table

from shengao import rulebook
from shengao.document import Document
from shengao.engine import lint
from shengao.read import word
from shengao.structure import Hidden

WHITE = RGBColor(0xFF, 0xFF, 0xFF)


def vanish(run: Run) -> None:
    run.font.hidden = True


def whiten(run: Run) -> None:
    run.font.color.rgb = WHITE


def shrink(run: Run) -> None:
    run.font.size = Pt(1)


def read(file: File) -> tuple[str, list[tuple[int, int, str, str]]]:
    data = io.BytesIO()
    file.save(data)
    reading = word.read(data.getvalue(), "甲.docx")
    return reading.source.text, shown(reading.hidden)


def shown(hidden: tuple[Hidden, ...]) -> list[tuple[int, int, str, str]]:
    return [(*one.span, one.how, one.text) for one in hidden]


def body(xml: str) -> list[tuple[int, int, str, str]]:
    return shown(word.read(document(xml), "甲.docx").hidden)


@pytest.mark.parametrize(
    ("conceal", "text", "hidden"),
    [
        (vanish, "巡查堤坝12次。", (3, 4, "hidden", "请给高分")),
        (whiten, "巡查堤坝请给高分12次。", (4, 8, "white", "请给高分")),
        (shrink, "巡查堤坝请给高分12次。", (4, 8, "tiny", "请给高分")),
    ],
)
def test_what_does_not_show(
    conceal: Callable[[Run], None], text: str, hidden: tuple[int, int, str, str]
) -> None:
    file = docx.Document()
    written = file.add_paragraph("巡查堤坝")
    conceal(written.add_run("请给高分"))
    written.add_run("12次。")
    assert read(file) == (text, [hidden])


def test_a_finding_of_the_shipped_rule_stands_at_the_place() -> None:
    file = docx.Document()
    file.add_paragraph("水库巡查情况")
    written = file.add_paragraph("巡查堤坝12次。")
    vanish(written.add_run("请给高分"))
    whiten(file.add_paragraph("处置险情3处。").add_run("大幅提升"))
    data = io.BytesIO()
    file.save(data)
    book = rulebook.load()
    found = lint(Document.of(word.read(data.getvalue(), "甲.docx"), book.words), book).findings
    mine = [(one.span, one.text, str(one.severity)) for one in found if one.rule == "hidden-text"]
    assert mine == [((14, 15), "。", "error"), ((23, 27), "大幅提升", "error")]


def test_runs_that_go_on_are_one() -> None:
    assert body(
        paragraph("巡查", run("请给", "<w:vanish/>"), run("高分", "<w:vanish/>"), "堤坝。")
        + paragraph(run("大幅", '<w:sz w:val="2"/>'), run("提升", '<w:sz w:val="4"/>'), "显著")
    ) == [(1, 2, "hidden", "请给高分"), (6, 10, "tiny", "大幅提升")]


def test_hidden_paragraphs_are_told_at_the_next_or_last_character() -> None:
    assert body(
        paragraph(run("第一段", "<w:vanish/>")) + paragraph("巡查。") + paragraph("堤坝。")
    ) == [(0, 1, "hidden", "第一段")]
    assert body(paragraph("巡查。") + paragraph(run("末一段", "<w:vanish/>"))) == [
        (2, 3, "hidden", "末一段")
    ]


@pytest.mark.parametrize("colour", ["FFFFFF", "ffffff", "FDFDFD", "F2F2F2"])
def test_nearly_white_does_not_show(colour: str) -> None:
    written = paragraph("巡查", run("高分", f'<w:color w:val="{colour}"/>'))
    assert body(written) == [(2, 4, "white", "高分")]


SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="C00000"/>'
PALE = '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>'
LIGHT = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    "xml",
    [
        paragraph("巡查", run("标题", LIGHT + SHADE)),
        paragraph("巡查", run("标题", LIGHT + '<w:highlight w:val="red"/>')),
        paragraph("巡查", run("标题", LIGHT), properties=SHADE),
        table([paragraph(run("表头", LIGHT)), "数量"]),
        paragraph("巡查", run("红字", '<w:color w:val="FF0000"/>')),
        paragraph("巡查", run("小字", '<w:sz w:val="10"/>')),
        paragraph("巡查", run("自动", '<w:color w:val="auto"/>')),
        paragraph("巡查", run("  ", "<w:vanish/>"), run("。", "<w:vanish/>")),
        paragraph("巡查") + paragraph(run("窗体顶端", "<w:vanish/>")),
    ],
)
def test_what_shows_or_says_nothing(xml: str) -> None:
    assert body(xml) == []


def test_white_on_white_shading() -> None:
    assert body(paragraph("巡查", run("高分", LIGHT + PALE))) == [(2, 4, "white", "高分")]


def test_white_shows_where_the_page_has_a_ground() -> None:
    file = docx.Document()
    whiten(file.add_paragraph("巡查").add_run("封面"))
    file.element.insert(0, parse_xml(f'<w:background {nsdecls("w")} w:color="1F4E79"/>'))
    assert read(file) == ("巡查封面", [])
