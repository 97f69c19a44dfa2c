"""The kind `identifier`: numbers of persons and marks of secrecy, masked for the message."""

import pytest
from pydantic import ValidationError

from shengao.checks import identifier
from shengao.checks.options.identifier import Identifier
from shengao.finding import Match

from .kinds import matches

IDENTITY = 'of = "identity"\nnear = ["身份证"]\n'
CARD = 'of = "bank-card"\nnear = ["卡号"]\n'
PHONE = 'of = "phone"\n'
SECRECY = 'of = "secrecy"\n'
RIGHT = "110101199003070003"
LAST_X = "42011119680203000X"
WRONG = "110101199003070004"


def found(options: str, text: str) -> list[Match]:
    return matches(Identifier, identifier.run, options, text)[1]


def places(options: str, text: str) -> list[tuple[int, str]]:
    return [(one.start, text[one.start : one.end]) for one in found(options, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"渔民赵某（{RIGHT}）领取补贴。", [(5, RIGHT)]),
        (f"号码为{LAST_X}。", [(3, LAST_X)]),
        (f"号码为{LAST_X.lower()}。", [(3, LAST_X.lower())]),
        ("号码为110101 19900307 0003。", [(3, "110101 19900307 0003")]),
        (
            "号码为１１０１０１１９９００３０７０００３。",
            [(3, "１１０１０１１９９００３０７０００３")],
        ),
        (f"甲{RIGHT}，乙{LAST_X}。", [(1, RIGHT), (21, LAST_X)]),
        # No check digit, no day, no province, part of a longer code: no number of a person.
        (f"项目编号{WRONG}。", []),
        ("编号110101199002300006。", []),
        ("编号990101199003070007。", []),
        (f"编号{RIGHT}7。", []),
        (f"编号A{RIGHT}。", []),
        # A word says what it is: the check digit may be mistyped, the old form has none.
        (f"身份证号{WRONG}。", [(4, WRONG)]),
        ("身份证号220102751106000。", [(4, "220102751106000")]),
        ("水表编号220102751106000。", []),
        (f"需交身份证。项目编号{WRONG}。", []),
    ],
)
def test_identity_numbers(text: str, expected: list[tuple[int, str]]) -> None:
    assert places(IDENTITY, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("卡号6222021602001234568。", [(2, "6222021602001234568")]),
        ("卡号6217 0073 0012 3456 783。", [(2, "6217 0073 0012 3456 783")]),
        ("卡号4367421234567896。", [(2, "4367421234567896")]),
        ("卡号6222021602001234567。", []),  # not right by Luhn
        ("编号6222021602001234568。", []),
        ("报送卡号。编号6222021602001234568。", []),
        ("卡号622202160200123。", []),  # too short
    ],
)
def test_bank_cards(text: str, expected: list[tuple[int, str]]) -> None:
    assert places(CARD, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("居民方某13812345678来电。", [(4, "13812345678")]),
        ("居民方某138 1234 5678来电。", [(4, "138 1234 5678")]),
        ("水泵编号213812345678。", []),
        ("热线12345，座机0371-65551234。", []),
        ("居民方某138****5678来电。", []),
    ],
)
def test_phones(text: str, expected: list[tuple[int, str]]) -> None:
    assert places(PHONE, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("机密★1年\n关于防汛的报告", [(0, "机密★1年")]),
        ("绝　密★长期\n关于防汛的报告", [(0, "绝　密★长期")]),
        ("关于防汛的报告\n密级：秘密", [(8, "密级：秘密")]),
        ("机　密\n关于防汛的报告", [(0, "机　密")]),
        ("（机密）\n关于防汛的报告", [(0, "（机密）")]),
        ("关于防汛的报告\n保护商业秘密，清点机密文件3份。", []),
        ("内部资料　注意保存\n关于防汛的报告", []),
    ],
)
def test_marks_of_secrecy(text: str, expected: list[tuple[int, str]]) -> None:
    assert places(SECRECY, text) == expected


@pytest.mark.parametrize(
    ("options", "text", "masked"),
    [
        (IDENTITY, f"渔民赵某（{RIGHT}）。", "110101********0003"),
        (IDENTITY, "身份证220102751106000。", "220102*****6000"),
        (CARD, "卡号6217 0073 0012 3456 783。", "6217***********6783"),
        (PHONE, "方某138 1234 5678来电。", "138****5678"),
    ],
)
def test_what_is_private_is_masked(options: str, text: str, masked: str) -> None:
    [match] = found(options, text)
    assert match.words["match"] == masked


def test_conditions_hold() -> None:
    options = PHONE + 'unless = [{text = ["值班"]}]\n'
    assert places(options, "值班13812345678。方某13912345678。") == [(16, "13912345678")]


def test_a_bank_card_needs_a_word() -> None:
    with pytest.raises(ValueError, match="near"):
        found('of = "bank-card"\n', "卡号6222021602001234568。")
    with pytest.raises(ValidationError):
        found('of = "passport"\n', "。")
