"""Genres by title and form; what is not certain has none."""

import pytest

from shengao import genre, layout
from shengao.read import text as text_reader
from shengao.text import View

BODY = "\n全县各中小学认真组织实施，于6月底前完成。\n第二段写做法。"


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("关于做好中小学防溺水工作的通知", "公文"),
        ("县人民政府办公室关于印发《小区物业管理办法》的通知", "公文"),
        ("2025年县政府工作报告", "公文"),
        ("河道采砂管理办法（试行）", "公文"),
        ("县教育局2025年工作总结", "总结"),
        ("在全县教师节座谈会上的讲话", "讲话"),
        ("守渠人老秦的故事", "通讯稿"),
        ("区卫健局出台家庭医生签约考核办法", None),
        ("县水利局制定山塘巡查细则", None),
        ("石桥镇贯彻落实《退役军人保障法》办法多", None),
        ("县教育局开展中小学防溺水宣传", None),
        ("关于山区教师住房紧张的情况反映", None),
        ("关于缓解乡村医生短缺的建议", None),
    ],
)
def test_the_title_tells(title: str, named: str | None) -> None:
    assert recognised(title + BODY) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("山塘除险三年行动\n云政办发〔2025〕12号\n各镇人民政府：" + BODY, "公文"),
        ("谈谈作风建设\n同志们：" + BODY, "讲话"),
        ("政府工作报告\n各位代表：" + BODY, "公文"),
        ("桥修好了。", None),
    ],
)
def test_the_form_tells(text: str, named: str | None) -> None:
    assert recognised(text) == named


def recognised(text: str) -> str | None:
    reading = text_reader.parse(text)
    view, spans = View.of(text, (block.pieces for block in reading.blocks))
    return genre.recognise(view.text, layout.classify(view.text, reading.blocks, spans))
