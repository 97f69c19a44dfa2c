import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengao.segment.sentences import clauses, quotations, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("巡查12处。整改3处！", ["巡查12处。", "整改3处！"]),
        ("一是排查；二是整改。", ["一是排查；二是整改。"]),
        ("老人说：“水通了。”大家鼓掌。", ["老人说：“水通了。”", "大家鼓掌。"]),
        ("完成整改（见附件。）下一步巩固。", ["完成整改（见附件。）", "下一步巩固。"]),
        ("还有很多……问题在哪？", ["还有很多……", "问题在哪？"]),
        ("增长3.5%。", ["增长3.5%。"]),
        ("真的吗？！是真的。", ["真的吗？！", "是真的。"]),
        ("见http://a.cn/?b=1。完", ["见http://a.cn/?b=1。", "完"]),
        ("真的吗?是真的", ["真的吗?", "是真的"]),
        ("上行\n下行", ["上行\n", "下行"]),
        ("　　首行缩进。 后句。", ["首行缩进。 ", "后句。"]),
        ('他说:"好。"然后走了。"一窗通"上线。', ['他说:"好。"', "然后走了。", '"一窗通"上线。']),
        ("   ", []),
        ("", []),
    ],
)
def test_sentences_end_with_their_marks(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_sentences_of_a_block_only() -> None:
    text = "标题。\n  甲。乙\n丙。"
    assert [text[a:b] for a, b in sentences(text, 4, 9)] == ["甲。", "乙"]


@settings(deadline=None)
@given(
    st.text(st.sampled_from("甲乙，。！？…；“”\"'（） 　\n1a?!.") | st.characters(), max_size=40)
)
def test_sentences_tile_the_block_but_for_space_at_its_head(text: str) -> None:
    spans = list(sentences(text, 0, len(text)))
    at = len(text) - len(text.lstrip())
    for start, end in spans:
        assert start == at < end
        at = end
    assert at == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("天晴，路干；车通：人来。", ["天晴", "路干", "车通", "人来"]),
        ("检查泵站、水闸，共12,000米。", ["检查泵站、水闸", "共12,000米"]),
        ("14:30开会，时间：3月。", ["14:30开会", "时间", "3月"]),
        ("14：30开会", ["14：30开会"]),
        ("见https://a.cn, 完", ["见https://a.cn", "完"]),
        ("他说：“好，去。”", ["他说", "“好", "去"]),
        ("，，", []),
    ],
)
def test_clauses_have_no_marks(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text, 0, len(text))] == expected


@settings(deadline=None)
@given(st.text(st.sampled_from("甲，。；：:,.1 “”"), max_size=40))
def test_clauses_ascend_and_are_not_empty(text: str) -> None:
    at = 0
    for start, end in clauses(text, 0, len(text)):
        assert at <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        at = end


def quoted(text: str) -> list[tuple[str, str]]:
    return [(found.kind, text[found.start : found.end]) for found in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("老张说：“水真清。”", [("speech", "“水真清。”")]),
        ("老张说：“真方便”", [("speech", "“真方便”")]),
        ("“路修好了，出门方便”，老张说", [("speech", "“路修好了，出门方便”")]),
        ("村民们纷纷点赞：“咱村变样了”", [("speech", "“咱村变样了”")]),
        ("群众反映，“窗口排队时间太长办不成事”", [("speech", "“窗口排队时间太长办不成事”")]),
        ("推行“三查三改”工作法", [("term", "“三查三改”")]),
        ("开展“我为群众办实事”活动", [("term", "“我为群众办实事”")]),
        ("会议强调，“三农”工作是重点", [("term", "“三农”")]),
        ("提出：“一窗通”模式", [("term", "“一窗通”")]),
        ("「一网通办」上线", [("term", "「一网通办」")]),
        ('建成"一窗通"平台', [("term", '"一窗通"')]),
        ("宣传《关于“三夏”的通知》", [("title", "《关于“三夏”的通知》")]),
        ("他说：“开展‘清四乱’，见效快。”", [("speech", "“开展‘清四乱’，见效快。”")]),
        ("他说：“没有结束\n“三查三改”结束", [("term", "“三查三改”")]),
        ("《未完的书名\n《通知》", [("title", "《通知》")]),
        ("没有引号", []),
    ],
)
def test_speech_terms_and_titles(text: str, expected: list[tuple[str, str]]) -> None:
    assert quoted(text) == expected


@settings(deadline=None)
@given(st.text(st.sampled_from('甲说：“”‘’「」《》"，。\n'), max_size=40))
def test_quotations_ascend_apart_within_a_line(text: str) -> None:
    at = 0
    for found in quotations(text):
        assert at <= found.start < found.end <= len(text)
        assert "\n" not in text[found.start : found.end]
        at = found.end
