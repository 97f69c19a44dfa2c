"""``shengao check`` with a file for each draft: web pages and 审签单."""

from pathlib import Path

import docx

from .conftest import POOR, Run


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_page_of_one_draft_goes_beside_it(shengao: Run, folder: Path) -> None:
    done = shengao("check", "差 稿.txt", "--format", "html")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("已写入 差 稿.审稿.html。共 1 篇：")
    text = (folder / "差 稿.审稿.html").read_text("utf-8")
    assert "搞了" in text
    assert "消防演练" in text
    again = shengao("check", ".", "--format", "concise")
    assert "审稿.html" not in again.out


def test_pages_of_several_drafts_go_to_a_folder(shengao: Run, folder: Path) -> None:
    (folder / "坏.docx").write_bytes(b"no")
    done = shengao("check", ".", "--format", "html", "-o", "网页")
    assert done.code == 2
    assert "错误：坏.docx：" in done.err
    assert names(folder / "网页") == ["好稿.审稿.html", "差 稿.审稿.html", "目录.审稿.html"]
    assert "未能读取" in (folder / "网页" / "目录.审稿.html").read_text("utf-8")


def test_pages_do_not_depend_on_the_number_of_processes(shengao: Run, folder: Path) -> None:
    for jobs in ("1", "2"):
        shengao("check", ".", "--format", "html", "-o", jobs, "--jobs", jobs)
    for name in names(folder / "1"):
        assert (folder / "1" / name).read_bytes() == (folder / "2" / name).read_bytes()
    assert names(folder / "1") == names(folder / "2")


def test_sign_off_sheets(shengao: Run, folder: Path) -> None:
    done = shengao("check", "差 稿.txt", "--format", "docx")
    assert (done.code, done.out) == (1, "")
    table = docx.Document(str(folder / "差 稿.审签单.审稿.docx")).tables[0]
    assert table.rows[-1].cells[0].text == "审签人"
    assert "审签单" not in shengao("check", ".", "--format", "concise").out
    shengao("check", "差 稿.txt", "--format", "docx", "-o", "签.docx")
    assert (folder / "签.docx").is_file()


def test_what_cannot_be_done_is_told_before_anything_is_checked(shengao: Run, folder: Path) -> None:
    (folder / "题.docx").write_bytes(b"no")
    before = names(folder)
    for arguments, words in (
        ((".", "--format", "html"), "有 3 篇稿件，请用 --output 写明一个文件夹。"),
        ((".", "--format", "html", "-o", "a.html"), "有 3 篇稿件，请用 --output 写明一个文件夹。"),
        (("-", "--format", "html"), "请用 --output 写明存到哪里。"),
        (("题.docx", "--format", "docx", "-o", "题.docx"), "不能写到原稿 题.docx 上"),
        (
            ("好稿.md", "--format", "html", "-o", "差 稿.txt"),
            "建不了文件夹 差 稿.txt：已有同名的文件",
        ),
        (("好稿.md", "--format", "html", "-o", "无/a.html"), "写不了 无/a.html：文件夹不存在"),
    ):
        done = shengao("check", *arguments, stdin=POOR)
        assert (done.code, done.out) == (2, "")
        assert words in done.err
    assert names(folder) == before


def test_no_draft_makes_no_page(shengao: Run, folder: Path) -> None:
    (folder / "空").mkdir()
    done = shengao("check", "空", "--format", "html", "-o", "网页")
    assert "没有找到稿件" in done.err
