"""Which reader, which files, and what a writer is told of those that cannot be read."""

import os
from pathlib import Path

import pytest
import word_files

from shengao import read
from shengao.errors import ReadError


def why(path: Path | str, data: bytes | None = None, **more: str) -> str:
    with pytest.raises(ReadError) as caught:
        read.read(path, data, **more)
    assert str(caught.value) == f"{caught.value.path}：{caught.value.why}"
    return caught.value.why


def test_the_suffix_chooses_the_reader(tmp_path: Path) -> None:
    for name, kind in (
        ("a.txt", "text"),
        ("b.TEXT", "text"),
        ("c.md", "markdown"),
        ("d.Markdown", "markdown"),
    ):
        path = tmp_path / name
        path.write_text("标题\n\n正文。\n", encoding="utf-8")
        reading = read.read(path)
        assert (reading.source.kind, reading.source.path) == (kind, str(path))
        assert reading.source.text == "标题\n\n正文。\n"
    path = tmp_path / "稿件.DOCX"
    path.write_bytes(word_files.document(word_files.paragraph("正文。")))
    assert read.read(str(path)).source.text == "正文。"


def test_data_are_read_under_their_name() -> None:
    reading = read.read("-", "# 标题\n\n正文。".encode(), name="mail.eml!附件.md")
    assert (reading.source.kind, reading.source.path) == ("markdown", "mail.eml!附件.md")
    assert read.read("-", "正文。".encode()).source.kind == "text"
    assert why("-", b"x", name="表.xlsx") == "暂不支持 .xlsx，请另存为 .docx 或 .txt"


def test_odd_paths(tmp_path: Path) -> None:
    folder = tmp_path / "报送 材料🎉（终稿）" / "第 2 稿"
    folder.mkdir(parents=True)
    path = folder / ("长" * 60 + "🙂.v2.txt")
    path.write_text("正文。", encoding="utf-8")
    assert read.read(path).source.path == str(path)


@pytest.mark.parametrize(
    ("name", "draft"),
    [
        ("稿件.txt", True),
        ("稿件.DOCX", True),
        ("~$稿件.docx", False),
        (".~稿件.docx", False),
        (".~lock.稿件.docx#", False),
        ("._稿件.docx", False),
        ("稿件.审稿.docx", False),
        ("稿件.审稿.html", False),
        ("审稿.docx", True),
        ("关于审稿的通知.docx", True),
        ("稿件.PDF", True),
        ("稿件.wps", True),
        ("稿件.htm", True),
        ("稿件.xlsx", False),
        ("邮件.eml", False),  # it is the drafts in it that are read
        ("包.zip", False),
        ("稿件", False),
    ],
)
def test_what_a_folder_walk_reads(name: str, draft: bool) -> None:
    assert read.is_draft(Path("某处") / name) is draft


def test_only_lock_files_and_outputs_are_skipped() -> None:
    assert read.is_skipped("~$稿件.docx")
    assert read.is_skipped("稿件.审稿.json")
    assert not read.is_skipped("稿件.pdf")


def test_what_is_no_readable_file(tmp_path: Path) -> None:
    assert why(tmp_path / "没有.txt") == "文件不存在，可能已被移动、改名或删除"
    assert why(tmp_path / "没有.pdf") == "文件不存在，可能已被移动、改名或删除"
    assert why(tmp_path) == "这是文件夹，不是稿件"
    (tmp_path / "稿件.txt").write_bytes(b"x")
    assert why(tmp_path / "稿件.txt" / "内.txt") == "文件名或路径有误"
    assert why(tmp_path / ("长" * 300 + ".txt")) == "文件名或路径有误"
    assert why("稿\0件.txt") == "文件名或路径有误"
    os.mkfifo(tmp_path / "管道.txt")
    assert why(tmp_path / "管道.txt") == "这是设备或管道，不是稿件"
    for name, expected in (
        ("稿件.pdf", "不是 PDF 文件，内容与扩展名 .pdf 不符"),
        ("稿件.WPS", "内容与扩展名 .wps 不符，可能已损坏，请用 Word 或 WPS 另存为 .docx"),
        ("稿件.XLSX", "暂不支持 .xlsx，请另存为 .docx 或 .txt"),
        ("稿件.rar", "暂不支持 .rar 压缩包，请先解压"),
        (
            "邮件.eml",
            "邮件和压缩包里可能有几篇稿件，请用 shengao check 检查，或先把稿件另存出来",
        ),
        ("稿件", "没有扩展名，认不出格式，请改名为 .docx、.txt 或 .md"),
    ):
        (tmp_path / name).write_bytes(b"x")
        assert why(tmp_path / name) == expected


def test_a_file_that_disappears_after_it_was_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "稿件.txt"
    path.write_text("正文。", encoding="utf-8")
    look = Path.stat

    def gone(self: Path, **options: bool) -> os.stat_result:
        found = look(self, **options)
        self.unlink()
        return found

    monkeypatch.setattr(Path, "stat", gone)
    assert why(path) == "文件不存在，可能已被移动、改名或删除"


def test_a_file_or_folder_without_permission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "内部"
    folder.mkdir()
    path = folder / "稿件.txt"
    path.write_text("正文。", encoding="utf-8")
    path.chmod(0)
    folder.chmod(0)
    try:
        if os.geteuid() == 0:  # to whom nothing is forbidden

            def forbidden(self: Path, *_: object, **__: object) -> None:
                raise PermissionError(13, "Permission denied", str(self))

            monkeypatch.setattr(Path, "stat", forbidden)
        assert why(path) == "没有权限读取"
    finally:
        monkeypatch.undo()
        folder.chmod(0o700)


def test_too_large_a_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(21 * 2**20)
    assert why(path) == "文本超过 20 MB，请拆分后再检查"
