"""The report for people: what is shown, where the carets stand, and what no stream can break."""

import io
import re
from collections.abc import Callable
from typing import Any
from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_drafts import (
    ALL,
    CLEAN,
    FLOOD,
    UNREAD,
    find,
    flood,
    located,
    write,
    write_bytes,
)
from rich.cells import cell_len

from shengao.finding import FAULTS, Applicability, DraftResult, Edit, Fix, Located, Severity
from shengao.report.screen import Screen
from shengao.report.terminal import WEIGHT
from shengao.text import Source

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def terminal(*results: DraftResult, width: int = 80, **options: Any) -> str:
    return write("terminal", *results, width=width, colour=False, **options)


def test_the_whole_picture() -> None:
    assert terminal(*ALL, statistics=True) == (
        """\
情况/青河 防汛.txt  青河区防汛工作情况  128 字  工作动态

  必改 “6月31日”这一天不存在，请核对。  impossible-date
       第2行  截至6月31日，全区共出动1200人次，巡查河堤“险工险段”38处。
                  ^^^^^^^
       核实后改为：6月30日

  建议 “的”多了一个字。  doubled-word
       第3行  各乡镇搞了三次演练，群众的的避险意识明显提升。
                                        ^^
       删去

  建议 “明显提升”没有数据支撑：有统计的写明前后两个数值，没有的改写为事实或删
       去。  change-without-figure
       第3行  各乡镇搞了三次演练，群众的的避险意识明显提升。
                                                  ^^^^^^^^
       参见：标题没有写演练的效果

  建议 “搞了”是口语，可改为“开展了”“组织了”。  colloquial-word
       第3行  各乡镇搞了三次演练，群众的的避险意识明显提升。
                    ^^^^
       改为：开展了 / 组织了

  建议 “搞了”是口语，可改为“开展了”“组织了”。  colloquial-word
       第4行  水利部门搞了排涝泵站检修，𠮷家湾泵站搞了试车，城东泵站也搞了试车。
                      ^^^^
       改为：开展了 / 组织了
       另有 4 处同类：第4、5行

  其余 1 处：空泛模糊 1。加 --all 全部列出。

  1 处必改、8 处建议、1 处提示；先改：第2行“6月31日”；1 处已标记放行。

a.txt  未发现问题。
坏.docx  未能读取：文件已加密，请先取消密码再检查。

mail.eml!附件.docx  税务局  9 字

  出错 规则 slow-rule 未能运行（ValueError: 步骤为空），其余规则的结果不受影响。

  未发现问题；1 条规则未能运行。

按规则统计
  6  colloquial-word        口语词
  1  change-without-figure  有变化无数据
  1  doubled-word           重字
  1  impossible-date        不存在的日期
  1  vague-actor            主体不明

共 4 篇：1 处必改、8 处建议、1 处提示；1 篇未能读取；1 处已标记放行；规则出错
1 次。
"""
    )


def test_forty_columns() -> None:
    written = terminal(flood(), CLEAN, UNREAD, width=40)
    assert max(map(cell_len, written.splitlines())) <= 40
    assert written.startswith(
        """\
情况/青河 防汛.txt
  青河区防汛工作情况  128 字  工作动态

  必改 “6月31日”这一天不存在，请核对。
       impossible-date
       第2行  截至6月31日，全区共出动12…
                  ^^^^^^^
       核实后改为：6月30日

  建议 “的”多了一个字。  doubled-word
       第3行  …练，群众的的避险意识明…
                         ^^
       删去
"""
    )


# Which findings


def test_every_fault_has_a_weight() -> None:
    assert sorted(WEIGHT) == sorted(FAULTS)


def rules_shown(written: str) -> list[str]:
    return re.findall(r"  ([a-z]+(?:-[a-z]+)+)$", written, re.MULTILINE)


def test_severity_comes_before_weight_and_weight_before_place() -> None:
    findings = (
        find(FLOOD, "截至", "vague-actor"),
        find(FLOOD, "全区", "colloquial-word"),
        find(FLOOD, "巡查", "doubled-word"),
        find(FLOOD, "河堤", "vague-actor", severity=Severity.ERROR),
    )
    result = DraftResult("a.txt", findings=findings)
    assert rules_shown(terminal(result)) == [
        "vague-actor", "vague-actor", "doubled-word", "colloquial-word",
    ]  # fmt: skip
    assert "先改：第2行“河堤”" in terminal(result)


def repeated(number: int, rule: str = "colloquial-word") -> tuple[Located, ...]:
    source = Source("搞了\n" * number)
    return tuple(located(source, 3 * i, 3 * i + 2, rule) for i in range(number))


def test_a_rule_is_shown_three_times_and_then_counted() -> None:
    result = DraftResult("a.txt", findings=repeated(7))
    assert rules_shown(terminal(result)) == ["colloquial-word"] * 3
    assert "       另有 4 处同类：第4、5、6、7行\n" in terminal(result)
    assert "其余" not in terminal(result)
    word = result._replace(kind="word")
    assert "       另有 4 处同类：第4、5、6、7段\n" in terminal(word)


def test_many_repeats_name_ten_lines() -> None:
    written = terminal(DraftResult("a.txt", findings=repeated(20)))
    assert "另有 17 处同类：第4、5、6、7、8、9、10、11、12、13行等\n" in written


def test_what_is_left_out_is_counted_by_fault() -> None:
    findings = (*repeated(4), *repeated(4, "doubled-word"), *repeated(2, "change-without-figure"))
    written = terminal(DraftResult("a.txt", findings=findings))
    assert rules_shown(written) == ["doubled-word"] * 3 + ["change-without-figure"] * 2
    assert "  其余 4 处：口语化 4。加 --all 全部列出。\n" in written


def test_all_are_shown_in_the_order_of_the_text() -> None:
    written = terminal(flood(), show_all=True)
    assert rules_shown(written) == [f.finding.rule for f in flood().findings]
    assert "同类" not in written
    assert "其余" not in written


def test_verdicts() -> None:
    assert terminal(CLEAN) == "a.txt  未发现问题。\n"
    allowed = CLEAN._replace(suppressed=flood().suppressed)
    assert terminal(allowed) == "a.txt  未发现问题；1 处已标记放行。\n"
    long = find(FLOOD, FLOOD.text[12:60], "vague-actor")
    said = terminal(DraftResult("a.txt", findings=(long,))).splitlines()[-1]
    assert said == "  1 处提示；先改：第2行“截至6月31日，全区共出动1200人次…”。"
    nothing = located(FLOOD, 0, 0, "vague-actor", message="全文没有写主体。")
    said = terminal(DraftResult("a.txt", findings=(nothing,))).splitlines()[-1]
    assert said == "  1 处提示；先改：全文没有写主体。"


def test_quiet_has_a_line_for_each_draft_that_is_not_clean() -> None:
    assert terminal(*ALL, quiet=True) == (
        "情况/青河 防汛.txt\n"
        "  1 处必改、8 处建议、1 处提示；先改：第2行“6月31日”；1 处已标记放行。\n"
        "坏.docx  未能读取：文件已加密，请先取消密码再检查。\n"
        "mail.eml!附件.docx  未发现问题；1 条规则未能运行。\n"
    )
    assert terminal(CLEAN, CLEAN, quiet=True) == ""


def test_no_drafts_and_two_clean_ones() -> None:
    assert terminal() == "共 0 篇：未发现问题。\n"
    assert terminal(CLEAN, CLEAN) == (
        "a.txt  未发现问题。\na.txt  未发现问题。\n\n共 2 篇：未发现问题。\n"
    )


# One finding


def shown(found: Located, width: int = 80, kind: str = "text") -> list[str]:
    written = terminal(DraftResult("a.txt", kind, findings=(found,)), width=width)
    return body(written)


def body(written: str) -> list[str]:
    """The lines between the header and the verdict, a blank line before each."""
    lines = written.splitlines()
    blank = [number for number, line in enumerate(lines) if not line]
    return lines[blank[0] + 1 : blank[-1]]


def test_a_finding_over_several_lines() -> None:
    found = find(FLOOD, "有关方面高度重视，\n积极行动", "vague-actor")
    assert shown(found, kind="word") == [
        "  提示 “有关方面高度重视， 积极行动”说的是谁？  vague-actor",
        "       第6—7段  有关方面高度重视，",
        "                ^^^^^^^^^^^^^^^^^^",
    ]


def test_tabs_and_controls_do_not_move_the_caret() -> None:
    source = Source("粮\t棉\x1b[31m油\u200b\u202e糖\ufe0f搞了\r\n")
    found = find(source, "搞了", "colloquial-word")
    assert shown(found)[1:] == [
        "       第1行  粮    棉 [31m油糖搞了",
        "                               ^^^^",
    ]


def test_a_finding_on_what_cannot_be_seen_has_one_caret() -> None:
    source = Source("县税务局\u200b受理申报")
    assert shown(find(source, "\u200b", "vague-actor"))[1:] == [
        "       第1行  县税务局受理申报",
        "                      ^",
    ]
    assert shown(located(source, 0, 0, "vague-actor"))[2] == "              ^"


def test_an_empty_excerpt_is_left_out() -> None:
    found = located(Source("\n"), 0, 0, "vague-actor", message="没有标题。")
    assert shown(found) == ["  提示 没有标题。  vague-actor"]


def fixed(*fixes: Fix) -> list[str]:
    source = Source("执法队共共检查商户，发现隐患")
    return shown(find(source, "共共检查", "doubled-word", fixes=fixes, message="重字。"))[3:]


def test_fixes_in_words() -> None:
    shown_only = Applicability.SHOWN
    assert fixed() == []
    assert fixed(Fix((Edit(3, 7, "检查"),)), Fix((Edit(3, 7, "共检查"),))) == [
        "       改为：检查 / 共检查"
    ]
    assert fixed(Fix((Edit(3, 4, ""), Edit(5, 7, "抽查")))) == ["       改为：共抽查"]
    assert fixed(Fix((Edit(3, 7, ""),))) == ["       删去"]
    assert fixed(Fix((Edit(3, 7, "查"),)), Fix((Edit(3, 7, "核"),), shown_only)) == [
        "       改为：查",
        "       核实后改为：核",
    ]
    assert fixed(Fix((Edit(7, 9, "店铺"),))) == ["       “商户”改为“店铺”"]
    assert fixed(Fix((Edit(3, 5, "共"), Edit(9, 10, "")))) == ["       “共共”改为“共”，删去“，”"]
    assert fixed(Fix((Edit(9, 9, "86户"),))) == ["       补“86户”"]
    assert fixed(Fix((Edit(40, 42, "。"),))) == ["       改为“。”"]


def test_words_with_markup_between_them_are_replaced_as_a_whole_or_told_by_edits() -> None:
    source = Source("收**缴税**款")
    found = located(source, 0, 6, "colloquial-word", "征收", message="口语。")
    found = found._replace(finding=found.finding._replace(text="收缴税"))
    assert shown(found)[3:] == ["       改为：征收"]
    part = found.finding._replace(fixes=(Fix((Edit(0, 1, "征"),)),))
    assert shown(found._replace(finding=part))[3:] == ["       “收”改为“征”"]


# Cells

AROUND = (
    "中文稿件，。；：（）Ａ１　 abc123.,!?~^한글😀👨👩🇨🇳🏽𠮷“”…—·①"
    "\t\r\x00\x1b\x7f\u200b\u200d\u202e\ufeff\ufe0f\u2028"
)
MARKED = "甲乙丙丁戊《》XYZ789\u0301\u3099ガ🎉𪚥±×"
WORDS = st.text(st.sampled_from(MARKED), max_size=40)
CONTEXT = st.text(st.sampled_from(AROUND), max_size=60)
GBK_WORDS = st.text(st.sampled_from(MARKED.encode("gbk", "ignore").decode("gbk")), max_size=40)


def alignment(lines: list[str], cells: Callable[[str], int]) -> None:
    """The carets stand exactly under the characters of `MARKED`, or one where there is none."""
    excerpt, carets = lines
    marks = [index for index, character in enumerate(excerpt) if character in MARKED]
    indent = len(carets) - len(carets.lstrip())
    assert carets[indent:] == "^" * len(carets[indent:])
    if marks and cells(excerpt[marks[0] : marks[-1] + 1]):
        assert indent == cells(excerpt[: marks[0]])
        assert len(carets) == cells(excerpt[: marks[-1] + 1])
    else:
        assert len(carets) - indent == 1
        assert indent <= cells(excerpt)


@given(CONTEXT, WORDS, CONTEXT, st.integers(24, 120), st.booleans())
def test_the_carets_stand_under_the_words(
    before: str, words: str, after: str, width: int, over_lines: bool
) -> None:
    source = Source(f"{before}{words}\n{after}" if over_lines else before + words + after)
    end = len(source.text) if over_lines else len(before + words)
    found = located(source, len(before), end, "vague-actor", message="改。")
    _, *lines = shown(found, width)
    if lines and lines[0].strip() == "vague-actor":  # did not fit beside the message
        del lines[0]
    if lines:
        alignment(lines, cell_len)
        assert cell_len(lines[0]) <= width
    else:
        assert not Screen().clean(before + words + (after if not over_lines else "")).strip()


@given(CONTEXT, GBK_WORDS, CONTEXT, st.integers(24, 120))
def test_in_a_chinese_console_quotation_marks_take_two_cells(
    before: str, words: str, after: str, width: int
) -> None:
    source = Source(before + words + after)
    found = located(source, len(before), len(before + words), "vague-actor", message="改。")
    result = DraftResult("a.txt", findings=(found,))
    written = write_bytes("terminal", result, encoding="cp936", width=width, colour=False)
    _, *lines = body(written.decode("cp936"))
    if lines and lines[0].strip() == "vague-actor":
        del lines[0]
    if lines:
        alignment(lines, cells_of_a_chinese_console)
        assert cells_of_a_chinese_console(lines[0]) <= width


def cells_of_a_chinese_console(text: str) -> int:
    return sum(1 + (east_asian_width(character) in "WFA") for character in text)


@given(CONTEXT, st.integers(2, 60))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    screen = Screen()
    text = screen.clean(text)
    lines = screen.wrap(text, width)
    assert all(line and screen.cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_no_line_begins_with_a_closing_mark_or_parts_a_figure_from_its_unit() -> None:
    text = "检查餐饮单位，发现隐患 12 处。整改（已完成）"
    assert Screen().wrap(text, 12) == ["检查餐饮单", "位，发现隐患", "12 处。整改", "（已完成）"]
    assert Screen().wrap("受理“12345”热线", 10) == ["受理", "“12345”热", "线"]
    assert Screen().wrap("abcdefghijkl", 5) == ["abcde", "fghij", "kl"]
    assert Screen().wrap("", 5) == []


# Streams


@pytest.mark.parametrize("encoding", ["utf-8", "cp936", "gb18030", "ascii", "latin-1", "utf-16"])
@pytest.mark.parametrize("colour", [False, True])
def test_no_encoding_breaks_the_report(encoding: str, colour: bool) -> None:
    odd = flood()._replace(path="岗😀\udcff\ud83d.txt", title="𠮷家湾😀\udc80")
    written = write_bytes(
        "terminal", odd, *ALL, encoding=encoding, colour=colour, statistics=True, show_all=True
    )
    text = written.decode(encoding)
    assert "impossible-date" in text
    assert ("\x1b[" in text) is colour
    if encoding in ("cp936", "gb18030"):
        assert "先改：第2行“6月31日”" in text


def test_colour_adds_nothing_but_colour() -> None:
    painted = write("terminal", *ALL, width=60, colour=True, statistics=True)
    assert ANSI.sub("", painted) == terminal(*ALL, width=60, statistics=True)
    assert "\x1b[1;31m必改\x1b[0m" in painted
    assert "\x1b[1;33m搞了\x1b[0m" in painted
    assert "\x1b[32m改为：开展了 / 组织了\x1b[0m" in painted


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "painted"),
    [
        (Terminal, {}, True),
        (Terminal, {"NO_COLOR": "1"}, False),
        (Terminal, {"NO_COLOR": ""}, True),
        (Terminal, {"TERM": "dumb"}, False),
        (io.StringIO, {}, False),
        (io.StringIO, {"FORCE_COLOR": "1"}, True),
        (io.StringIO, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_who_gets_colour(
    stream: type[io.StringIO],
    environment: dict[str, str],
    painted: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    target = stream()
    write("terminal", flood(), stream=target)
    assert ("\x1b[" in target.getvalue()) is painted


def test_the_width_is_that_of_the_environment_or_eighty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert write("terminal", flood(), colour=False) == terminal(flood(), width=50)
    monkeypatch.setenv("COLUMNS", "300")
    assert write("terminal", flood(), colour=False) == terminal(flood(), width=100)
    monkeypatch.delenv("COLUMNS")
    assert write("terminal", flood(), colour=False) == terminal(flood(), width=80)


def test_windows_terminal_draws_quotation_marks_narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    found = find(Source("“三查”搞了"), "搞了", "colloquial-word")
    result = DraftResult("a.txt", findings=(found,))

    def carets() -> str:
        written = write_bytes("terminal", result, encoding="cp936", width=80, colour=False)
        return written.decode("cp936").splitlines()[4]

    monkeypatch.delenv("WT_SESSION", raising=False)
    assert carets() == " " * 22 + "^^^^"
    monkeypatch.setenv("WT_SESSION", "1")
    assert carets() == " " * 20 + "^^^^"


def test_escape_sequences_of_a_draft_do_not_reach_the_terminal() -> None:
    found = find(FLOOD, "38处", "vague-actor", message="\x1b]0;标题\x07坏\x9b31m")
    odd = DraftResult("a\x1b[2J.txt", "text", "\u202e标题", findings=(found,))
    written = terminal(odd, odd._replace(error="\x1b[2J", findings=()), quiet=False)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", written)
