"""Formats of other word processors: what is given to LibreOffice, and what comes of it."""

import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import word_files

from shengao import cache, read
from shengao.errors import ReadError
from shengao.read import soffice

MARKERS = {"标题": "关于农村改厕工作的情况报告", "正文": "全县改造户厕3560座。", "单元格": "甲镇",
           "脚注": "数据由农业农村局提供。", "页眉": "信息专报"}  # fmt: skip


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHENGAO_CACHE", str(tmp_path / "cache"))


def why(name: str, data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read.read(name, data)
    assert caught.value.path == name
    return caught.value.why


RTF = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}\uc1\pard %s\par}"


def rtf(text: str) -> bytes:
    return (RTF % "".join(rf"\u{ord(one) - 65536 * (ord(one) > 32767)}?" for one in text)).encode()


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(soffice.PROGRAM, "off")
    for name, data in (("稿.rtf", rtf("正文。")), ("稿.doc", word_files.ole("WordDocument"))):
        assert why(name, data) == (
            f"要装有 LibreOffice 才能读 {name[1:]}，请用 Word 或 WPS 另存为 .docx"
        )


def test_only_what_begins_as_such_a_file_is_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(soffice.PROGRAM, "/bin/false")
    assert why("稿.doc", b"") == "空文件，没有可检查的文字"
    assert why("稿.doc", "文本".encode()) == (
        "内容与扩展名 .doc 不符，可能已损坏，请用 Word 或 WPS 另存为 .docx"
    )
    assert why("稿.doc", b"\xef\xbb\xbf <HTML>") == "这其实是网页，请把扩展名改为 .html"
    assert why("稿.wps", b"%PDF-1.4") == "这其实是 PDF 文件，请把扩展名改为 .pdf"
    assert why("稿.doc", word_files.ole("Workbook")) == (
        "这其实是旧版 Excel 表格（.xls），请把要检查的文字另存为 .docx"
    )
    assert why("稿.doc", word_files.ole("EncryptedPackage", "WordDocument")) == (
        "这是加密的 Office 文档，请去掉打开密码，另存为 .docx"
    )


def test_a_word_document_by_another_name_needs_no_libreoffice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(soffice.PROGRAM, "off")
    data = word_files.document(word_files.paragraph("正文。"))
    assert read.read("稿.doc", data).source.text == "正文。"


def test_a_program_that_writes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(soffice.PROGRAM, "/bin/true")
    assert why("稿.rtf", rtf("正文。")) == (
        "LibreOffice 打不开这个文件，可能已损坏或有密码，请另存为 .docx"
    )
    broken = tmp_path / "soffice"
    broken.write_bytes(b"\x7fELF")
    broken.chmod(0o755)
    monkeypatch.setenv(soffice.PROGRAM, str(broken))
    assert why("稿.rtf", rtf("正文。")) == "LibreOffice 运行不了，请另存为 .docx"


def test_a_program_that_hangs_is_ended_with_what_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "soffice"
    pid = tmp_path / "pid"
    program.write_text(f"#!/bin/sh\nsleep 600 & echo $! > {pid}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv(soffice.PROGRAM, str(program))
    monkeypatch.setattr(soffice, "TIME_LIMIT", 1)
    assert why("稿.rtf", rtf("正文。")) == "LibreOffice 转换超过 1 秒，已停止，请另存为 .docx"
    status = Path(f"/proc/{pid.read_text().strip()}/stat")
    assert not status.exists() or status.read_text().split()[2] == "Z"


needs_libreoffice = pytest.mark.skipif(
    soffice.find() is None, reason="LibreOffice 没有安装，不能试真的转换"
)


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One draft in each format, all made by LibreOffice of a .docx."""
    program = soffice.find()
    assert program is not None
    folder = tmp_path_factory.mktemp("made")
    made = folder / "稿.docx"
    made.write_bytes(_docx())
    found = {}
    for suffix in ("doc", "rtf", "odt", "pdf"):
        subprocess.run(
            [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
             "--convert-to", suffix, "--outdir", str(folder), str(made)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        found[suffix] = (folder / f"稿.{suffix}").read_bytes()
    return found


def _docx() -> bytes:
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = MARKERS["页眉"]
    document.add_heading(MARKERS["标题"], 1)
    document.add_paragraph(MARKERS["正文"] + "甲乙丙丁" * 40 + "。")
    document.add_table(1, 2).cell(0, 0).text = MARKERS["单元格"]
    document.add_paragraph(MARKERS["脚注"])
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize(("suffix", "name"), [
    ("doc", "稿.doc"), ("doc", "稿.wps"), ("rtf", "稿.rtf"), ("odt", "稿.ODT"), ("rtf", "稿.doc"),
])  # fmt: skip
def test_nothing_is_lost(drafts: dict[str, bytes], suffix: str, name: str) -> None:
    found = read.read(name, drafts[suffix])
    assert found.source.kind == "word"
    assert found.source.path == name
    for marker in MARKERS.values():
        assert found.source.text.count(marker) == 1
    kinds = {found.source.text[slice(*one.pieces[0])]: one.kind for one in found.blocks}
    assert kinds[MARKERS["标题"]] == "heading"
    assert kinds[MARKERS["单元格"]] == "cell"


@pytest.mark.slow
@needs_libreoffice
def test_a_pdf_of_libreoffice(drafts: dict[str, bytes]) -> None:
    found = read.read("稿.pdf", drafts["pdf"])
    lines = found.source.text.split("\n")
    assert MARKERS["正文"] + "甲乙丙丁" * 40 + "。" in lines
    assert MARKERS["标题"] in lines
    assert MARKERS["脚注"] in lines


@pytest.mark.slow
@needs_libreoffice
def test_what_was_converted_is_kept_and_private(monkeypatch: pytest.MonkeyPatch) -> None:
    data = rtf("全县改造户厕。")
    assert read.read("稿.rtf", data).source.text == "全县改造户厕。"
    folder = cache.folder()
    assert folder is not None
    (kept,) = folder.glob("office-*.docx")
    assert kept.stat().st_mode & 0o777 == 0o600
    monkeypatch.setattr(soffice, "convert", None)  # not called again
    assert read.read("另.rtf", data).source.text == "全县改造户厕。"


@pytest.mark.slow
@needs_libreoffice
def test_damaged_files_are_a_reason_or_text(drafts: dict[str, bytes]) -> None:
    assert why("稿.doc", word_files.ole("WordDocument")) == (
        "LibreOffice 打不开这个文件，可能已损坏或有密码，请另存为 .docx"
    )
    assert "请" in why("稿.odt", drafts["odt"][:2000])


def test_an_odt_is_known_by_its_first_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(soffice.PROGRAM, "off")
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert why("稿.doc", out.getvalue()) == (
        "要装有 LibreOffice 才能读 .odt，请用 Word 或 WPS 另存为 .docx"
    )
