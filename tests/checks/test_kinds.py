"""Check kinds: what each finds, where its conditions look, what it refuses."""

from collections.abc import Callable, Sequence

import pytest

from shengao.errors import RuleFileError
from shengao.finding import Finding

Check = Callable[..., list[Finding]]

LEXICON = 'use = "lexicon"\ndictionary = "mine"\n'


def places(findings: Sequence[Finding]) -> list[tuple[int, str]]:
    return [(finding.span.start, finding.text) for finding in findings]


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("家里\n", "国家里程碑，家里有人。", [(6, "家里")]),
        ("家里\ttext\n", "国家里程碑，家里有人。", [(1, "家里"), (6, "家里")]),
        ("吧\tend\n", "修好吧。酒吧，吧台。", [(2, "吧")]),
        ("干\ttext\t\t干部|能干\n", "干部能干，干完了。", [(5, "干")]),
        (
            "跑(?:了|过)[一两]趟\tregex\n",
            "他跑了两趟，又跑过一趟。",
            [(1, "跑了两趟"), (7, "跑过一趟")],
        ),
    ],
)
def test_modes_of_entries(
    check: Check, words: str, text: str, found: list[tuple[int, str]]
) -> None:
    assert places(check(LEXICON, text, words)) == found


def test_replacements_are_fixes_in_order(check: Check) -> None:
    [finding] = check(LEXICON, "他捣鼓了三天。", "捣鼓\t\t调试|维修\t\t\t写明次数\n")
    assert finding.message == "“捣鼓”“调试”或“维修”“写明次数”。"
    assert [(fix.applicability, fix.edits) for fix in finding.fixes] == [
        ("suggested", ((1, 3, "调试"),)), ("suggested", ((1, 3, "维修"),)),
    ]  # fmt: skip


def test_replacements_of_expressions_are_inflected(check: Check) -> None:
    [finding] = check(LEXICON, "队里搞过两场演练。", "搞(了|过)(?=[一两]场)\tregex\t组织\\1\n")
    assert (finding.text, finding.fixes[0].edits) == ("搞过", ((2, 4, "组织过"),))


def test_tags_choose_entries(check: Check) -> None:
    words = "乌黑\t\t\t\tcolour\t\n哗啦\t\t\t\tsound\t\n"
    options = LEXICON + 'tags = ["sound"]'
    assert places(check(options, "门是乌黑的，水哗啦地流。", words)) == [(7, "哗啦")]


def test_the_group_at_is_what_is_reported(check: Check) -> None:
    options = "use = \"phrase\"\nmatch = '由于(?P<at>种种)原因'\nbetter = ['资金']"
    [finding] = check(options, "由于种种原因停工。")
    assert (finding.text, finding.fixes[0].edits[0].text) == ("种种", "资金")


def test_placeholders_stand_for_the_words_of_a_tag(check: Check) -> None:
    words = "猛\ttext\t\t\tdegree-x\t\n蹿升\ttext\t\t\tchange-x\t\n飞\ttext\t\t\tdegree-x\t\n"
    found = check(
        'use = "phrase"\nmatch = "{degree-x}地?{change-x}"',
        "气温猛地蹿升，价格飞蹿升，蹿升。",
        words,
    )
    assert places(found) == [(2, "猛地蹿升"), (9, "飞蹿升")]


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        ("", [0, 9, 13]),
        ('unless = [{text = ["丙"], within = "clause"}]', [9, 13]),
        ('unless = [{text = ["丙"], within = "sentence"}]', [13]),
        ('unless = [{text = ["丙"], within = "paragraph"}]', []),
        ('unless = [{text = ["丙"], within = "after"}]', [9, 13]),
        ('unless = [{text = ["乙"], within = "before"}]', [0]),
        ('unless = [{text = ["乙"], within = "rest"}]', [9, 13]),
        ('unless = [{text = ["乙"], within = "next-clause"}]', [9, 13]),
        ('unless = [{entity = ["figure"], within = "next-sentence"}]', [13]),
        ('unless = [{regex = "[丙丁]来"}]', [13]),
        ('require = [{regex = "丙.", within = "sentence"}]', [0, 9]),
        ('require = [{text = ["丁"], within = "document"}]', []),
        ('require = [{text = ["丙", "乙", "丁"], within = "document", least = 2}]', [0, 9, 13]),
        ('require = [{text = ["丙", "乙", "丁"], within = "document", least = 3}]', []),
        ('unless = [{text = ["乙", "丙"], within = "sentence", least = 2}]', [13]),
        ('unless = [{tag = "guest"}]', [13]),
        ('boundary = "both"\nunless = [{tag = "guest"}]', [13]),
    ],
)
def test_conditions_look_where_they_say(check: Check, condition: str, kept: list[int]) -> None:
    text = "咣当响丙来了，乙乙咣当。乙咣当响3台。"
    options = f'use = "phrase"\nmatch = "咣当"\n{condition}'
    assert [f.span.start for f in check(options, text, "丙\t\t\t\tguest\t\n")] == kept


def test_the_rest_of_a_sentence_ends_with_the_item_of_a_list(check: Check) -> None:
    options = 'use = "phrase"\nmatch = "咣当"\nunless = [{text = ["丙"], within = "rest"}]'
    found = check(options, "一是咣当；二是丙来了。咣当；丙来了。")
    assert places(found) == [(2, "咣当")]


def test_an_item_ends_with_the_next_semicolon(check: Check) -> None:
    options = 'use = "phrase"\nmatch = "咣当"\nunless = [{text = ["丙"], within = "item"}]'
    assert places(check(options, "丙咣当，乙来；丙来了。咣当，丙来；乙来了。")) == [(1, "咣当")]


def test_modality_is_a_condition(check: Check) -> None:
    options = 'use = "phrase"\nmatch = "扩容"\nmodality = ["realised"]'
    text = "水厂已扩容。明年将扩容。水厂未扩容。"
    assert [f.span.start for f in check(options, text)] == [3]


CLAIM = 'use = "claim"\nmatch = "大为改观"\n'


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("路况大为改观。", 1),
        ("路况大为改观，平整度达92%。", 0),
        ("路况大为改观。平整度达92%。", 0),
        ("路况大为改观。大家满意。平整度达92%。", 1),
        ("路况大为改观。\n平整度达92%。", 1),
        ("路况大为改观：\n平整度达92%。", 0),
        ("5月6日，路况大为改观。", 1),
        ("下一步，要使路况大为改观。", 0),
        ("路况大为改观\n截至目前，修补坑槽312处，投诉由40件降到6件，群众出行时间缩短。", 0),
        ("路况大为改观\n截至目前，修补坑槽，投诉下降，群众出行时间缩短。", 1),
    ],
)
def test_a_claim_wants_a_figure_in_reach(check: Check, text: str, claims: int) -> None:
    assert len(check(CLAIM, text)) == claims


def test_a_figure_within_the_claim_backs_nothing(check: Check) -> None:
    options = "use = \"claim\"\nmatch = '投入\\d+元的?大量资金'\n"
    assert len(check(options, "县里投入5元的大量资金。")) == 1


def test_steps_of_a_pattern(check: Check) -> None:
    options = """use = "pattern"
match = [
  {pos = "n", mark = true},
  {text = ["非常", "很"], optional = true, up_to = 2, mark = true},
  {text = ["完善"], mark = true},
  {text = "了"},
]"""
    found = check(options, "制度非常完善了。制度很很完善了。制度完善了。制度完善。制度更完善了。")
    assert places(found) == [(0, "制度非常完善"), (8, "制度很很完善"), (16, "制度完善")]


def test_a_step_may_be_several_tokens_or_an_entity(check: Check) -> None:
    options = 'use = "pattern"\nmatch = [{entity = ["figure"]}, {text = ["左右吧台"]}]'
    assert places(check(options, "装了3个左右吧台，装了左右吧台。")) == [(2, "3个左右吧台")]


SEQUENCE = """use = "sequence"
marker = ["my-marker"]
action = ["my-action"]
result = ["my-result"]
cause = ["my-cause"]
state = ["是"]
instruction = "流程为"
idle_figure = "\\\\d组"
"""
SEQUENCE_WORDS = "".join(
    f"{word}\ttext\t\t{longer}\t{tag}\t\n"
    for word, longer, tag in (
        ("先", "先进", "my-marker"), ("随后", "", "my-marker"), ("最后", "", "my-marker"),
        ("参观", "", "my-action"), ("合影", "", "my-action"), ("听讲", "", "my-action"),
        ("发现", "", "my-result"), ("因为", "", "my-cause"),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("大家先听讲，随后参观，最后合影。", "大家先听讲，随后参观，最后合影"),
        (
            "天晴。大家先听讲，随后分3组参观，最后合影。天晚。",
            "大家先听讲，随后分3组参观，最后合影",
        ),
        ("大家先听讲，随后参观，发现隐患3处，最后合影。", None),
        ("流程为先听讲，随后参观，最后合影。", None),
        ("他们参观先进村，随后合影。", None),
        ("大家要先听讲，随后参观，最后合影。", None),
        ("他说：“先听讲，随后参观，最后合影。”", None),
    ],
)
def test_a_listing_is_one_finding(check: Check, text: str, found: str | None) -> None:
    assert [f.text for f in check(SEQUENCE, text, SEQUENCE_WORDS)] == ([found] if found else [])


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ('use = "lexicon"\nmatch = "甲"', "lexicon 应写 dictionary"),
        ('use = "lexicon"\ndictionary = "none"', "没有词典 dictionaries/none.tsv"),
        (LEXICON + 'tags = ["none"]', "没有标为 none 的词"),
        ('use = "phrase"\ndictionary = "mine"', "phrase 应写 match"),
        ('use = "phrase"\nmatch = "{no-such-tag}"', "没有词典的词标为“no-such-tag”"),
        ('use = "phrase"\nmatch = "甲"\nunless = [{within = "clause"}]', "一个条件应写"),
        ('use = "pattern"\nmatch = [{pos = "n"}]', "至少一步应写 text 或 tag"),
        ('use = "claim"\nmatch = "甲"\nbetter = ["乙"]', "claim 不能写 better"),
    ],
)
def test_options_that_cannot_be(check: Check, options: str, why: str) -> None:
    with pytest.raises(RuleFileError, match=why):
        check(options, "甲。", "甲\n")
