"""``shengao archive`` and ``check --archive``, as a user runs them."""

import json
import os
from pathlib import Path

import pytest

from .conftest import Done, Run

OLD = """临江县三项举措清理河道垃圾

3月5日，临江县水利局组织86名河长巡查辖区内12条河道，清理漂浮垃圾35吨，整治排污口9个。
局长王建国牵头，与城关镇、沙沟村等23个镇村签订责任书，明确每条河道的巡查次数和整改时限，逾期未改的由纪委约谈。
各镇把发现的问题逐条登记，三天内交办，七天内回头看，已销号118个。
"""
NEW = """清河县三项举措清理河道垃圾

4月18日，清河县水利局组织102名河长巡查辖区内15条河道，清理漂浮垃圾48吨，整治排污口7个。
局长赵卫东牵头，与东关镇、柳树村等19个镇村签订责任书，明确每条河道的巡查次数和整改时限，逾期未改的由纪委约谈。
各镇把发现的问题逐条登记，三天内交办，七天内回头看，已销号93个。
"""


@pytest.fixture
def drafts(folder: Path) -> Path:
    (folder / "旧").mkdir()
    (folder / "旧" / "临江.txt").write_text(OLD, "utf-8")
    (folder / "清河.txt").write_text(NEW, "utf-8")
    return folder


def rules(done: Done) -> list[str]:
    (row,) = json.loads(done.out)["drafts"]
    return [finding["rule"] for finding in row["findings"]]


def test_add_list_search_remove(shengao: Run, drafts: Path) -> None:
    at = ("--archive", "档案.sqlite")
    added = shengao("archive", "add", "旧", *at)
    assert (added.code, added.out, added.err) == (
        0, f"{drafts / '档案.sqlite'}：存入1篇。\n", "",
    )  # fmt: skip
    again = shengao("archive", "add", "旧", *at)
    assert again.out.endswith("：存入0篇，1篇以前存过。\n")
    listed = shengao("archive", "list", *at)
    assert "临江县三项举措清理河道垃圾" in listed.out
    assert listed.out.endswith("共 1 篇。\n")
    found = shengao("archive", "search", "清河.txt", *at)
    assert found.code == 0
    assert "本稿有100%与它相同（换掉名称和数字以后）" in "".join(found.out.split())
    assert "48吨" in found.out
    assert "35吨" in found.out
    row = json.loads(shengao("archive", "search", "清河.txt", *at, "--format", "json").out)
    (draft,) = row["drafts"]
    assert (draft["nearest"], draft["swapped"], draft["earlier"]) == (1.0, True, 1)
    first = draft["passages"][0]
    assert NEW[first["start"] : first["end"]] == first["text"]
    assert first["line"] == 3
    gone = shengao("archive", "remove", "1", "7", *at)
    assert (gone.code, gone.out, gone.err) == (2, "取出1篇。\n", "档案中没有编号7。\n")
    assert shengao("archive", "list", *at).out == "共 0 篇。\n"


def test_export_is_a_line_for_each_draft(shengao: Run, drafts: Path) -> None:
    at = ("--archive", "档案.sqlite")
    shengao("archive", "add", "旧", "清河.txt", *at, "--submitted", "2026-03-05")
    done = shengao("archive", "export", *at, "--output", "全部.jsonl")
    assert (done.code, done.out) == (0, "全部.jsonl：导出2篇。\n")
    rows = [json.loads(line) for line in (drafts / "全部.jsonl").read_text("utf-8").splitlines()]
    assert {row["text"] for row in rows} == {
        "\n".join(line for line in text.splitlines() if line) + "\n" for text in (OLD, NEW)
    }
    assert [row["submitted"] for row in rows] == ["2026-03-05"] * 2
    assert all(isinstance(row["faults"], dict) for row in rows)


def test_check_compares_where_it_is_told_to(shengao: Run, drafts: Path) -> None:
    shengao("archive", "add", "旧", "--archive", "档案.sqlite")
    json_of = ("check", "清河.txt", "--format", "json")
    assert "number-swap" not in rules(shengao(*json_of))
    assert "number-swap" in rules(shengao(*json_of, "--archive", "档案.sqlite"))
    (drafts / "shengao.toml").write_text('archive = "档案.sqlite"\n', "utf-8")
    assert "number-swap" in rules(shengao(*json_of))
    own = shengao("check", "旧/临江.txt", "--format", "json")
    assert "number-swap" not in rules(own)


def test_what_is_archived_later_is_seen_by_the_next_check(shengao: Run, drafts: Path) -> None:
    """Kept results would say what the archive held before."""
    (drafts / "shengao.toml").write_text('archive = "档案.sqlite"\n', "utf-8")
    many = ("check", "清河.txt", "差 稿.txt", "好稿.md", "--format", "concise")
    assert "number-swap" not in shengao(*many).out
    shengao("archive", "add", "旧")
    assert "number-swap" in shengao(*many).out
    assert "number-swap" in shengao(*many, "--jobs", "2").out


def test_documents_from_above(shengao: Run, drafts: Path) -> None:
    (drafts / "来文").mkdir()
    (drafts / "来文" / "通知.txt").write_text("各地要" + NEW.split("，", 3)[3], "utf-8")
    (drafts / "shengao.toml").write_text('reference = ["来文"]\n', "utf-8")
    assert "copied-from-above" in rules(shengao("check", "清河.txt", "--format", "json"))


def test_the_users_own_archive(shengao: Run, drafts: Path) -> None:
    home = {"XDG_DATA_HOME": str(drafts / "数据")}
    done = shengao("archive", "add", "旧", environment=home)
    path = drafts / "数据" / "shengao" / "archive.sqlite"
    assert done.out == f"{path}：存入1篇。\n"
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    json_of = ("check", "清河.txt", "--format", "json")
    assert "number-swap" not in rules(shengao(*json_of, environment=home))
    found = shengao(*json_of, "--archive", "default", environment=home)
    assert "number-swap" in rules(found)


def test_what_is_not_archived(shengao: Run, drafts: Path) -> None:
    (drafts / "旧" / "密.txt").write_text(f"机密★1年\n\n{OLD}", "utf-8")
    (drafts / "旧" / "短.txt").write_text("修渠32米。\n", "utf-8")
    (drafts / "旧" / "坏.docx").write_bytes(b"no zip")
    done = shengao("archive", "add", "旧", "--archive", "档案.sqlite")
    assert done.code == 2
    assert done.out.endswith("：存入1篇，3篇没有存。\n")
    assert "旧/密.txt：带有密级标志，不存档：请停止报送，按保密规定处理\n" in done.err
    assert "旧/短.txt：正文不到20个字，不存档\n" in done.err
    assert "旧/坏.docx：" in done.err
    text = (drafts / "档案.sqlite").read_bytes()
    assert "机密".encode() not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("archive", "list", "--archive", "没有.sqlite"), "先用 shengao archive add 存入稿件"),
        (("check", "清河.txt", "--archive", "没有.sqlite"), "先用 shengao archive add 存入稿件"),
        (("check", "清河.txt", "--archive", "差 稿.txt"), "不是审稿的档案，或者已经损坏"),
        (("check", "清河.txt", "--archive", "mysql+none://库"), "档案的地址写法有误"),
        (("archive", "remove", "--archive", "差 稿.txt"), "archive remove 后面要写编号"),
        (("archive", "list", "旧"), "archive list 后面不写稿件"),
        (("archive", "put", "旧"), "应为 add、search、list、remove、export 之一"),
    ],
)
def test_what_cannot_be(shengao: Run, drafts: Path, arguments: tuple[str, ...], said: str) -> None:
    done = shengao(*arguments)
    assert done.code == 2
    assert said in done.err


def test_a_check_without_an_archive_needs_no_database(shengao: Run, drafts: Path) -> None:
    done = shengao("check", "清河.txt", environment={"PYTHONPROFILEIMPORTTIME": "1"})
    assert "shengao.engine" in done.err
    assert "sqlalchemy" not in done.err
    assert "shengao.archive" not in done.err
