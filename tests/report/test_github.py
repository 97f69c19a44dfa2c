import pytest
from report_drafts import ALL, CLEAN, FLOOD, SCORED, find, flood, write, write_bytes

from shengao.finding import DraftResult


def test_commands_of_a_run() -> None:
    lines = write("github", *ALL).splitlines()
    assert len(lines) == 13
    assert lines[0] == (
        "::error file=情况/青河 防汛.txt,line=2,col=5,endLine=2,endColumn=10,"
        "title=必改 数字错误 impossible-date::“6月31日”这一天不存在，请核对。"
    )
    assert lines[2] == (
        "::warning file=情况/青河 防汛.txt,line=3,col=16,endLine=3,endColumn=17,"
        "title=建议 错别字 doubled-word::“的”多了一个字。"
    )
    assert lines[-3:] == [
        "::error file=坏.docx,title=未能读取::文件已加密，请先取消密码再检查。",
        "::error file=mail.eml!附件.docx,title=规则出错::规则 slow-rule 未能运行"
        "（ValueError: 步骤为空），其余规则的结果不受影响。",
        "共 4 篇：1 处必改、8 处建议、1 处提示；1 篇未能读取；1 处已标记放行；规则出错 1 次。",
    ]


def test_several_lines_have_no_end_column() -> None:
    assert write("github", flood()).splitlines()[-2] == (
        "::notice file=情况/青河 防汛.txt,line=6,col=3,endLine=7,title=提示 空泛模糊 vague-actor::"
        "“有关方面高度重视，%0A积极行动”说的是谁？"
    )


def test_properties_and_messages_are_escaped_as_github_asks() -> None:
    found = find(FLOOD, "38处", "vague-actor", message="占100%：\r\n甲,乙::丙")
    result = DraftResult("C:\\稿件,一\n100%.txt", findings=(found,))
    assert write("github", result).splitlines()[0] == (
        "::notice file=C%3A\\稿件%2C一%0A100%25.txt,line=2,col=33,endLine=2,endColumn=36,"
        "title=提示 空泛模糊 vague-actor::占100%25：%0D%0A甲,乙::丙"
    )


def test_a_word_file_says_which_paragraph_is_meant() -> None:
    first = write("github", flood("word")).splitlines()[0]
    assert first.endswith("::第2段：“6月31日”这一天不存在，请核对。")


def test_a_clean_draft_makes_no_annotation() -> None:
    assert write("github", CLEAN) == "共 1 篇：未发现问题。\n"


@pytest.mark.parametrize("encoding", ["cp936", "ascii"])
def test_the_runner_gets_utf_8(encoding: str) -> None:
    result = flood()._replace(path="岗😀\udcff.txt")
    written = write_bytes("github", result, encoding=encoding).decode("utf-8")
    assert written.startswith("::error file=岗😀\\udcff.txt,line=2,")


def test_scores_are_no_annotations() -> None:
    assert write("github", SCORED) == write("github", CLEAN)
