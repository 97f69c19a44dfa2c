"""Files that others made with their programs, see samples/README.md: read whole, or refused."""

from pathlib import Path

import pytest

from shengao import read
from shengao.errors import ReadError
from shengao.read import soffice

SAMPLES = Path(__file__).parent / "samples"
WORD = {
    "mammoth/comments.docx": ["Ouch."],
    "mammoth/endnotes.docx": ["Ouch.", " A tachyon walks into a bar.", " Fin."],
    "mammoth/footnotes.docx": ["Ouch.", " A tachyon walks into a bar.", " Fin."],
    "mammoth/strict-format.docx": ["Test"],
    "mammoth/tables.docx": [
        "Above", "Top left", "Top right", "Bottom left", "Bottom right", "Below",
    ],
    "mammoth/text-box.docx": ["Datum plane"],
    "mammoth/utf8-bom.docx": ["This XML has a byte order mark."],
    "python-docx/hdr-header-footer.docx": [
        "section with header", "section without header of its own.",
        "Header for section-1", "Footer for section 1",
    ],
    "python-docx/par-hyperlinks.docx": [
        "No hyperlinks", "One awesome hyperlink.",
        "Three hyperlinks: the first one here, the second one, and the third.",
    ],
    "python-docx/sct-inner-content.docx": [
        "P1", "T2", "P3", "T4", "P5", "P6", "P7", "P8", "P9",
    ],
}  # fmt: skip
OPEN_DOCUMENT = {
    "odfpy/headerfooter.odt": ["Lorem ipsum", "Header\t1\tTest", "Footer\t1\tBottom"],
    "odfpy/simplelist.odt": ["Line 1", "Item A", "Item B", "Line 4"],
    "odfpy/simpletable.odt": ["Cell 1", "Cell 2", "Cell 3 (bold)", "Cell 4 (italic)"],
    "odfpy/twolevellist.odt": [
        "Line 1", "Item A", "Item B", "Subitem B.1", "Subitem B.2 (bold)", "Item C", "Line 4",
    ],
}  # fmt: skip


def lines(name: str) -> list[str]:
    return read.read(SAMPLES / name).source.text.split("\n")


@pytest.mark.parametrize("name", WORD)
def test_word_documents_are_read_whole(name: str) -> None:
    assert lines(name) == WORD[name]


def test_comments_are_read_beside_the_text() -> None:
    reading = read.read(SAMPLES / "mammoth" / "comments.docx")
    assert [one.text for one in reading.comments] == ["A tachyon walks into a bar.", "Fin."]
    rich = read.read(SAMPLES / "python-docx" / "comments-rich-para.docx")
    assert len(rich.comments) == 4


@pytest.mark.parametrize("name", ["tiny-picture.docx", "external-picture.docx"])
def test_a_document_that_is_a_picture_says_so(name: str) -> None:
    with pytest.raises(ReadError) as caught:
        read.read(SAMPLES / "mammoth" / name)
    assert caught.value.why == "文件里只有图片，没有文字，请转成文字后再检查"


@pytest.mark.slow
@pytest.mark.skipif(soffice.find() is None, reason="LibreOffice 没有安装，不能试真的转换")
@pytest.mark.parametrize("name", [*OPEN_DOCUMENT, "odfpy/nasty.odt"])
def test_open_documents_are_read_whole_or_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHENGAO_CACHE", str(tmp_path))
    if name in OPEN_DOCUMENT:
        assert lines(name) == OPEN_DOCUMENT[name]
        return
    with pytest.raises(ReadError, match="LibreOffice 打不开这个文件"):
        lines(name)
