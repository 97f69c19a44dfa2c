"""Files of all kinds through the commands: mails, zip files, PDF, and the text of drafts."""

import json
import os
import subprocess
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from shengao.cli import git_diff

from .conftest import GOOD, POOR, ROOT, Done, Run

sys.path.append(str(ROOT / "tests" / "read"))
from paper import PICTURE, column, pdf

LETTER = (
    "县水利局组织人员对12个乡镇的36座小型水库开展安全检查，发现隐患18处，已整改15处，其余3处明确责任人和完成时限。"
    "检查中共出动人员86人次，车辆22台次，发放宣传资料1200份，现场培训巡库人员45名，修复水位标尺9处，更换警示牌27块。"
    "群众都说搞得好。"
)  # fmt: skip


@pytest.fixture
def mail(folder: Path) -> Path:
    message = EmailMessage()
    message["Subject"] = "转发：某县检查水库"
    message.set_content(LETTER)
    for name, text in (("差稿.txt", POOR), ("好稿.txt", GOOD)):
        message.add_attachment(
            text.encode("gb18030"), maintype="text", subtype="x-draft", filename=name
        )
    path = folder / "信" / "邮件.eml"
    path.parent.mkdir()
    path.write_bytes(message.as_bytes())
    return path


@pytest.fixture
def packed(folder: Path) -> Path:
    path = folder / "信" / "包.zip"
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("内/稿件.txt", POOR)
        file.writestr("坏.docx", "x")
    return path


def drafts(done: Done) -> dict[str, dict[str, object]]:
    return {draft["path"]: draft for draft in json.loads(done.out)["drafts"]}


def rules(draft: dict[str, object]) -> list[str]:
    found = draft["findings"]
    assert isinstance(found, list)
    return [one["rule"] for one in found]


@pytest.mark.usefixtures("mail", "packed")
def test_mails_are_opened_in_folders_and_zip_files_only_where_named(shengao: Run) -> None:
    found = drafts(shengao("check", "信", "--format", "json"))
    assert list(found) == ["信/邮件.eml/好稿.txt", "信/邮件.eml/差稿.txt", "信/邮件.eml/正文.txt"]
    assert "colloquial-verb" in rules(found["信/邮件.eml/差稿.txt"])
    assert found["信/邮件.eml/正文.txt"]["title"] == "某县检查水库"
    done = shengao("check", "信/包.zip", "--format", "json")
    assert done.code == 2
    assert {path: draft["error"] for path, draft in drafts(done).items()} == {
        "信/包.zip/内/稿件.txt": None,
        "信/包.zip/坏.docx": "不是 Word 文档，内容与扩展名 .docx 不符",
    }


def test_drafts_in_a_mail_are_the_same_in_several_processes_and_from_the_cache(
    shengao: Run, mail: Path
) -> None:
    once = shengao("check", str(mail), "--format", "json")
    assert once.code == 1
    for more in ([], ["--jobs", "2"], ["--no-cache"]):
        assert shengao("check", str(mail), "--format", "json", *more).out == once.out
    again = shengao("check", "-", "--stdin-filename", str(mail), "--format", "json",
                    stdin=mail.read_bytes())  # fmt: skip
    assert again.out == once.out


def test_a_baseline_and_settings_know_drafts_by_the_path_shown(
    shengao: Run, mail: Path, folder: Path
) -> None:
    assert shengao("baseline", str(mail)).code == 0
    (folder / "shengao.toml").write_text(
        '[[paths]]\nmatch = ["信/邮件.eml/差稿.txt"]\nignore = ["all"]\n', encoding="utf-8"
    )
    found = drafts(shengao("check", str(mail), "--format", "json"))
    assert [rules(draft) for path, draft in found.items() if "差稿" in path] == [[]]


@pytest.mark.usefixtures("mail", "packed")
def test_drafts_in_mails_are_not_written(shengao: Run) -> None:
    done = shengao("fix", "信/邮件.eml")
    assert done.code == 2
    assert "信/邮件.eml/差稿.txt：稿件在邮件或压缩包里，请先另存出来再改\n" in done.err
    assert shengao("fix", "信").code == 0  # which names none of them
    done = shengao("annotate", "信/包.zip")
    assert (done.code, done.err.count("稿件在邮件或压缩包里，请先另存出来再加批注")) == (2, 2)


def test_what_cannot_be_opened_is_a_row(shengao: Run, folder: Path) -> None:
    (folder / "坏.zip").write_bytes(b"PK\x03\x04")
    done = shengao("check", "坏.zip", "没有.eml", "--format", "json")
    assert done.code == 2
    assert {path: draft["error"] for path, draft in drafts(done).items()} == {
        "坏.zip": "压缩包已损坏，打不开",
        "没有.eml": "文件不存在，可能已被移动、改名或删除",
    }


def test_pages_without_text_are_told_and_are_no_success(shengao: Run, folder: Path) -> None:
    (folder / "扫描.pdf").write_bytes(pdf([column([LETTER[:60]]), PICTURE]))
    done = shengao("check", "扫描.pdf")
    assert done.code == 2
    assert "第2页是图片，没有文字，这一部分没有检查。" in done.out
    for style, said in (
        ("github", "::error file=扫描.pdf,title=未能读取::第2页是图片，没有文字"),
        ("concise", "扫描.pdf: 第2页是图片，没有文字"),
        ("json", '"读入：第2页是图片，没有文字"'),
        ("sarif", "第2页是图片，没有文字"),
    ):
        assert said in shengao("check", "扫描.pdf", "--format", style).out
    assert "第2页是图片，没有文字" in shengao("score", "扫描.pdf").out
    (folder / "扫描.pdf").write_bytes(pdf([PICTURE]))
    assert "第1页是图片，没有文字" in shengao("check", "扫描.pdf").out


def test_a_pdf_is_not_written(shengao: Run, folder: Path) -> None:
    (folder / "稿.pdf").write_bytes(pdf([column([POOR.strip()])]))
    before = (folder / "稿.pdf").read_bytes()
    done = shengao("fix", "稿.pdf")
    assert (done.code, done.err) == (
        2, "稿.pdf：只能改 .docx、.txt、.md 和 .html，请另存为 .docx 后再改\n",
    )  # fmt: skip
    assert shengao("allow", "稿.pdf:1", "colloquial-verb", "原话").code == 2
    assert (folder / "稿.pdf").read_bytes() == before


def test_html_is_mended_and_marked_in_its_own_text(shengao: Run, folder: Path) -> None:
    page = "<html>\r\n<p>镇里搞了两次<i>消防</i>演练。</p>\r\n<p>好。。</p>\r\n</html>\r\n"
    path = folder / "页.html"
    path.write_bytes(page.encode("gb18030"))
    found = drafts(shengao("check", "页.html", "--format", "json"))["页.html"]
    assert [one for one in rules(found) if one == "colloquial-verb"] == ["colloquial-verb"]
    assert shengao("fix", "页.html", "--suggested").code == 0
    assert path.read_bytes().decode("gb18030") == page.replace("搞了", "开展了").replace(
        "。。", "。"
    )
    path.write_bytes(page.encode("gb18030"))
    assert shengao("allow", "页.html:2", "colloquial-verb", "原话").code == 0
    again = drafts(shengao("check", "页.html", "--format", "json"))["页.html"]
    assert "colloquial-verb" not in rules(again)
    assert "unused-suppression" not in rules(again)


def test_html_written_in_references_is_checked_but_not_mended(shengao: Run, folder: Path) -> None:
    path = folder / "页.html"
    page = f"<p>{''.join(f'&#{ord(one)};' for one in POOR.strip())}</p>\n".encode()
    path.write_bytes(page)
    found = drafts(shengao("check", "页.html", "--format", "json"))["页.html"]
    assert "colloquial-verb" in rules(found)
    for command in (["fix", "页.html"], ["allow", "页.html:1", "colloquial-verb", "原话"]):
        done = shengao(*command)
        assert done.code == 2
        assert "网页里的汉字写成了编号，不能改" in done.err
    assert path.read_bytes() == page


# text


def test_text(shengao: Run, folder: Path) -> None:
    document = docx.Document()
    document.add_heading("小标题", 2)
    document.add_paragraph("正文一。\n接着。")
    document.save(str(folder / "稿.docx"))
    done = shengao("text", "稿.docx", environment={"PYTHONIOENCODING": "ascii"})
    assert (done.code, done.out, done.err) == (0, "小标题\n正文一。\n接着。\n", "")
    assert shengao("text", "稿.docx", "--blocks").out.split("\n")[0] == "title\t小标题"
    assert shengao("text", "-", "--stdin-filename", "a.md", stdin="# 题\n\n正**文**。").out == (
        "题\n正文。\n"
    )


@pytest.mark.usefixtures("mail")
def test_text_of_what_holds_drafts(shengao: Run, packed: Path) -> None:
    done = shengao("text", "信/邮件.eml")
    assert done.code == 0
    assert (
        f"== 信/邮件.eml/差稿.txt ==\n{POOR}== 信/邮件.eml/正文.txt ==\n某县检查水库\n" in done.out
    )
    done = shengao("text", str(packed.relative_to(packed.parents[1])))
    assert (done.code, done.out) == (2, f"== 信/包.zip/内/稿件.txt ==\n{POOR}")
    assert done.err == "错误：信/包.zip/坏.docx：不是 Word 文档，内容与扩展名 .docx 不符\n"


def test_text_of_what_cannot_be_read(shengao: Run, folder: Path) -> None:
    (folder / "扫描.pdf").write_bytes(pdf([column([LETTER[:20]]), PICTURE]))
    done = shengao("text", "扫描.pdf")
    assert (done.code, done.out) == (2, f"{LETTER[:20]}\n")
    assert done.err == "扫描.pdf：第2页是图片，没有文字。\n"
    for name, why in (("没有.pdf", "文件不存在"), (".", "这是文件夹，不是稿件")):
        done = shengao("text", name)
        assert (done.code, done.out) == (2, "")
        assert why in done.err


# init --git


def git(folder: Path, *arguments: str, path: str = "") -> str:
    environment = {**os.environ, "PATH": f"{path}{os.pathsep}{os.environ['PATH']}"}
    environment |= {"PYTHONPATH": str(ROOT / "lint"), "PYTHONUTF8": "1", "SHENGAO_CACHE": "off"}
    done = subprocess.run(
        ("git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments),
        cwd=folder, env=environment, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode()


@pytest.fixture
def repository(folder: Path) -> Path:
    (folder / ".git").rmdir()
    git(folder, "init", "-q", ".")
    return folder


def test_git_diff_shows_the_text_of_drafts(
    shengao: Run, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def write(text: str) -> None:
        document = docx.Document()
        document.add_paragraph("不变。")
        document.add_paragraph(text)
        document.save(str(repository / "稿 件.docx"))

    programs = tmp_path_factory.mktemp("programs")
    command = programs / "shengao"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m shengao "$@"\n')
    command.chmod(0o755)
    done = shengao("init", "--git")
    assert done.code == 0
    assert not (repository / "shengao.toml").exists()
    write("改前。")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "x")
    write("改后。")
    shown = git(repository, "diff", path=str(programs))
    assert " 不变。\n-改前。\n+改后。\n" in shown


def test_setting_up_git_twice_changes_nothing(shengao: Run, repository: Path) -> None:
    path = repository / git_diff.ATTRIBUTES
    path.write_bytes(b"*.txt text\r\n*.DOCX -text")
    assert shengao("init", "--git").code == 0
    once = path.read_bytes()
    assert once.startswith(b"*.txt text\r\n*.DOCX -text\r\n*.docx diff=shengao\r\n*.doc diff=")
    done = shengao("init", "--git")
    assert (done.code, path.read_bytes()) == (0, once)
    assert done.out.count("已设好，没有改动") == 2
    assert git(repository, "config", "diff.shengao.textconv") == "shengao text\n"


def test_what_is_set_otherwise_stays(shengao: Run, repository: Path) -> None:
    path = repository / git_diff.ATTRIBUTES
    path.write_text("*.docx diff=word\n*.pdf binary\n", encoding="utf-8")
    git(repository, "config", "diff.shengao.textconv", "other")
    done = shengao("init", "--git")
    assert done.code == 2
    assert "已有“*.docx diff=word”，没有改动" in done.out
    assert "已有“*.pdf binary”，没有改动" in done.out
    assert "已是“other”，没有改动" in done.out
    assert path.read_text(encoding="utf-8").startswith(
        "*.docx diff=word\n*.pdf binary\n*.doc diff=shengao\n"
    )
    assert git(repository, "config", "diff.shengao.textconv") == "other\n"


def test_git_without_a_repository(shengao: Run, folder: Path) -> None:
    done = shengao("init", "--git", environment={"GIT_CEILING_DIRECTORIES": str(folder.parent)})
    assert done.code == 2
    assert "不在 git 仓库中，先运行 git init。" in done.err
    assert not (folder / git_diff.ATTRIBUTES).exists()
    assert "文件夹不存在" in shengao("init", "没有", "--git").err


def test_since_in_a_mail(shengao: Run, repository: Path, mail: Path) -> None:
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "x")
    found = drafts(shengao("check", "信", "--since", "HEAD", "--format", "json"))
    assert len(found) == 3
    assert [rules(draft) for draft in found.values()] == [[], [], []]
    mail.write_bytes(mail.read_bytes() + b"\r\n")
    found = drafts(shengao("check", "信", "--since", "HEAD", "--format", "json"))
    assert "colloquial-verb" in rules(found["信/邮件.eml/差稿.txt"])
