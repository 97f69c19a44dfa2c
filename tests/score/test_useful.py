"""Signals of 用: proposals, concerns, elements and the reporting unit, and what feigns them."""

import pytest
from signal_shares import measured, share

HEAD = "关于增设校门口斑马线的建议\n青溪小学校门口每日过街学生1300人，去年发生剐蹭3起。\n"
GOOD = HEAD + "建议：一是由县交警大队于8月底前增设斑马线2处；二是由县教育局安排12名教师每日护学。"
PROPOSALS = "actionable-proposals"


def proposed(text: str, genre: str = "建议") -> float:
    return share(PROPOSALS, text, genre)


def test_complete_proposals_earn_all() -> None:
    assert proposed(GOOD) == 1


@pytest.mark.parametrize(
    "spoilt",
    [
        GOOD.replace("由县交警大队", "由相关部门").replace("由县教育局", "由有关单位"),
        GOOD.replace("于8月底前", "").replace("2处", "").replace("12名", "").replace("每日", ""),
        GOOD.replace("增设斑马线2处", "高度重视").replace("安排12名教师每日护学", "加强领导"),
    ],
)
def test_a_proposal_without_one_of_the_three_is_worth_little(spoilt: str) -> None:
    assert proposed(spoilt) < 0.35


def test_empty_advice_is_worth_nothing() -> None:
    empty = HEAD + "建议：一是提高认识，加强组织领导；二是加大力度，形成工作合力。"
    assert proposed(empty) == 0
    assert proposed(HEAD) == 0


def test_a_proposal_said_again_is_one_proposal() -> None:
    one = HEAD + "建议由县交警大队于8月底前增设斑马线2处。"
    assert proposed(one) == pytest.approx(0.7)
    assert proposed(one + "\n" + one.rsplit("\n", 1)[1]) == pytest.approx(0.7)


def test_words_without_content_between_proposals_pull_them_down() -> None:
    assert proposed(GOOD + "三是强化措施，狠抓落实，推进校园安全再上新台阶。") < proposed(GOOD)


def test_of_those_above_actor_and_action_are_enough() -> None:
    upward = HEAD + "恳请省教育厅修订校园周边道路设计规范。恳请省公安厅统一校门口标志标线。"
    assert proposed(upward) == 1
    assert (
        proposed(upward.replace("恳请省教育厅", "由镇中心校").replace("恳请省公安厅", "由镇派出所"))
        < 0.35
    )


def test_plans_of_other_genres_count_and_none_are_asked_for() -> None:
    news = "青溪镇疏浚排水沟\n3月6日，青溪镇疏浚排水沟12公里。"
    assert measured(PROPOSALS, news, "工作动态") is None
    plan = news + "下一步，青溪镇水利站将于4月底前完成剩余8公里。"
    assert share(PROPOSALS, plan, "工作动态") == pytest.approx(0.7)


def test_proposals_below_their_heading_are_found() -> None:
    listed = (
        HEAD + "二、对策建议\n（一）由县交警大队于8月底前增设斑马线2处。\n"
        "（二）由县教育局安排12名教师每日护学。\n三、其他情况\n学校有学生1300人。"
    )
    found = measured(PROPOSALS, listed, "建议")
    assert found is not None
    assert found.what == "2条建议中有2条写全了主体、动作和时限或数量。"


DITCH = "青溪镇疏浚排水沟\n"
LOCAL = "青溪镇组织疏浚排水沟12公里，清淤3400立方米。"


@pytest.mark.parametrize(
    ("slug", "words", "expected"),
    [
        ("leaders-concern", "3月2日，县委书记对农田排水作出批示。" + LOCAL, 1),
        ("leaders-concern", "县委书记对农田排水作出批示。" + LOCAL, 0.6),
        ("leaders-concern", "3月2日，县委书记对农田排水作出批示。青溪镇认真落实。", 0),
        ("leaders-concern", "青溪镇贯彻落实县委全会精神。" + LOCAL, 0),
        ("policy-basis", "按照《排灌管护办法》（青政发〔2026〕4号），" + LOCAL, 1),
        ("policy-basis", "按照《排灌管护办法》，" + LOCAL, 0.4),
        ("policy-basis", "按照《排灌管护办法》（青政发[2026]4号），" + LOCAL, 0.4),
        ("policy-basis", "青溪镇学习《排灌管护办法》（青政发〔2026〕4号）。", 0),
        ("public-concern", "1至3月，12345热线受理排水诉求46件，办结44件。", 1),
        ("public-concern", "1至3月，12345热线受理排水诉求46件。", 0.6),
        ("public-concern", "对12345热线诉求，群众满意度达到100%，全部办结。", 0),
        ("public-concern", "群众反映强烈，青溪镇积极回应群众诉求。", 0),
    ],
)
def test_a_concern_counts_with_what_was_done(slug: str, words: str, expected: float) -> None:
    assert share(slug, DITCH + words) == pytest.approx(expected)


@pytest.mark.parametrize("slug", ["leaders-concern", "policy-basis", "public-concern"])
def test_concerns_named_often_earn_no_more(slug: str) -> None:
    words = {
        "leaders-concern": "3月2日，县委书记对农田排水作出批示。",
        "policy-basis": "按照《排灌管护办法》（青政发〔2026〕4号）开展。",
        "public-concern": "12345热线受理排水诉求46件，办结44件。",
    }[slug]
    once = DITCH + words + LOCAL
    often = once + words.replace("2", "3") + words.replace("4", "5")
    assert share(slug, often) == share(slug, once) == 1


def test_empty_headings_are_no_elements() -> None:
    empty = (
        "农村快递进村难\n一、存在问题\n问题较多。\n二、原因分析\n原因较多。\n"
        "三、对策建议\n建议重视。"
    )
    assert share("genre-elements", empty, "问题") == 0


def test_figures_of_nothing_are_no_element() -> None:
    text = "农村快递进村难\n快递进村仍有困难。"
    stuffed = text + "\n3184栋，3184栋，3184栋，3184栋，3184栋，3184栋，3184栋，3184栋。"
    assert share("genre-elements", stuffed, "问题") == share("genre-elements", text, "问题") == 0


def test_elements_are_those_of_the_genre() -> None:
    text = (
        "农村快递进村难\n全县126个村中，41个村没有快递点。\n主要原因是件少、路远，单件成本1.8元。"
    )
    found = measured("genre-elements", text, "问题")
    assert found is not None
    assert found.share == pytest.approx(2 / 3)
    assert found.advice == "补写建议或请求。"
    assert measured("genre-elements", text, "公文") is None


def test_practices_without_facts_are_not_to_be_copied() -> None:
    empty = (
        "柳湾社区缓解停车难的做法\n一是加强领导。社区高度重视停车工作。\n"
        "二是强化措施。社区狠抓工作落实。\n做法适用于各类小区，值得推广。"
    )
    assert share("replicable", empty, "经验") == 0
    assert measured("replicable", empty, "工作动态") is None


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("供稿单位：青溪镇人民政府", 1),
        ("青溪镇人民政府\n2026年3月9日", 1),
        ("XX镇人民政府\n2026年3月9日", 0),
        ("2026年3月9日", 0),
    ],
)
def test_the_unit_is_named_in_the_form(form: str, expected: float) -> None:
    assert share("named-unit", DITCH + LOCAL + "\n" + form) == expected


def test_what_is_to_be_done_by_a_day_is_a_plan_wherever_it_stands() -> None:
    text = (
        "青溪镇疏浚排水沟\n3月6日，青溪镇疏浚排水沟12公里。\n仍有2处堵点。"
        "镇水利站于8月15日前完成2处堵点清理；镇城建办于9月10日前拆除违建1处。"
    )
    assert share(PROPOSALS, text, "工作动态") == 1
    stripped = text.replace("镇水利站于8月15日前", "").replace("镇城建办于9月10日前", "")
    assert measured(PROPOSALS, stripped, "工作动态") is None


def test_what_was_done_by_a_day_is_no_plan() -> None:
    text = "青溪镇疏浚排水沟\n青溪镇水利站已于3月15日前完成排水沟疏浚12公里。"
    assert measured(PROPOSALS, text, "工作动态") is None


def test_the_next_heading_ends_a_list_of_proposals() -> None:
    listed = (
        HEAD + "建议：\n由县交警大队于8月底前增设斑马线2处。\n二、有关情况\n该校将有学生1300人。"
    )
    found = measured(PROPOSALS, listed, "建议")
    assert found is not None
    assert found.what == "1条建议中有1条写全了主体、动作和时限或数量。"


def test_the_elements_of_what_was_only_held_are_worth_half() -> None:
    held = (
        "县残联召开季度总结会\n7月8日，县残联召开季度工作总结会，全体干部职工参加会议。"
        "会议总结了各项工作，要求圆满完成全年任务。"
    )
    settled = held + "会议确定8月底前由县残联为212名残疾人换发轮椅。"
    assert share("genre-elements", held, "工作动态") == 0.5
    assert share("genre-elements", settled, "工作动态") == 1
