import pytest
from report_drafts import ALL, CLEAN, SCORED, flood, write, write_bytes

from shengao.finding import DraftResult


def test_one_finding_a_line_then_the_counts() -> None:
    assert write("concise", *ALL) == (
        "情况/青河 防汛.txt:2:5: 必改 impossible-date “6月31日”这一天不存在，请核对。\n"
        "情况/青河 防汛.txt:3:6: 建议 colloquial-word “搞了”是口语，可改为“开展了”“组织了”。\n"
        "情况/青河 防汛.txt:3:16: 建议 doubled-word “的”多了一个字。\n"
        "情况/青河 防汛.txt:3:21: 建议 change-without-figure "
        "“明显提升”没有数据支撑：有统计的写明前后两个数值，没有的改写为事实或删去。\n"
        "情况/青河 防汛.txt:4:6: 建议 colloquial-word “搞了”是口语，可改为“开展了”“组织了”。\n"
        "情况/青河 防汛.txt:4:20: 建议 colloquial-word “搞了”是口语，可改为“开展了”“组织了”。\n"
        "情况/青河 防汛.txt:4:30: 建议 colloquial-word “搞了”是口语，可改为“开展了”“组织了”。\n"
        "情况/青河 防汛.txt:5:6: 建议 colloquial-word “搞了”是口语，可改为“开展了”“组织了”。\n"
        "情况/青河 防汛.txt:5:16: 建议 colloquial-word “搞了”是口语，可改为“开展了”“组织了”。\n"
        "情况/青河 防汛.txt:6:3: 提示 vague-actor “有关方面高度重视， 积极行动”说的是谁？\n"
        "坏.docx: 未能读取：文件已加密，请先取消密码再检查。\n"
        "mail.eml!附件.docx: 规则 slow-rule 未能运行（ValueError: 步骤为空），"
        "其余规则的结果不受影响。\n"
        "共 4 篇：1 处必改、8 处建议、1 处提示；1 篇未能读取；1 处已标记放行；规则出错 1 次。\n"
    )


def test_nothing_found() -> None:
    assert write("concise", CLEAN) == "共 1 篇：未发现问题。\n"
    assert write("concise", CLEAN, quiet=True) == ""


def test_statistics() -> None:
    assert write("concise", flood(), statistics=True, quiet=True).splitlines()[-5:] == [
        "    6 colloquial-word 口语词",
        "    1 change-without-figure 有变化无数据",
        "    1 doubled-word 重字",
        "    1 impossible-date 不存在的日期",
        "    1 vague-actor 主体不明",
    ]


@pytest.mark.parametrize(
    ("encoding", "path"), [("cp936", "岗?.txt:2:5: 必改"), ("ascii", "??.txt:2:5: ??")]
)
def test_what_the_stream_cannot_hold_becomes_question_marks(encoding: str, path: str) -> None:
    result = flood()._replace(path="岗😀.txt")
    first = write_bytes("concise", result, encoding=encoding).decode(encoding).splitlines()[0]
    assert first.startswith(path)


def test_an_undecodable_file_name_does_not_stop_the_report() -> None:
    broken = DraftResult("\udcb8.txt", error="读不了。")
    written = write_bytes("concise", broken, encoding="utf-8").decode("utf-8")
    assert written.startswith("?.txt: 未能读取：读不了。\n")


def test_a_scored_draft_has_a_line_more() -> None:
    line = "a.txt: 评分 76 分（良）：快 91、实 76、深 55、新 —、用 0\n"
    assert write("concise", SCORED) == f"{line}共 1 篇：未发现问题。\n"
    assert write("concise", SCORED, quiet=True) == "a.txt: 评分 76 分（良）\n"


def test_all_evidence() -> None:
    assert write("concise", SCORED, quiet=True, explain_score=True) == (
        "a.txt: 评分 76 分（良）\n"
        "a.txt: 快 91\n"
        "a.txt: 快 +50 起评分\n"
        "a.txt: 快 +41 导语写明日期“6月30日” lead-date\n"
        "a.txt: 实 76（准 84、顺 70）\n"
        "a.txt: 实 +60 起评分\n"
        "a.txt: 实 +20 （准）三处数字有出处：“1200人次”“38处”"
        "“全市防汛工作会议确定的三十八处险…”等 figure-source\n"
        "a.txt: 实 -4.5 （顺）口语化 1 处：“搞了” colloquial\n"
        "a.txt: 深 55\n"
        "a.txt: 新 未评：没有往期稿件可比\n"
        "a.txt: 用 0\n"
    )
