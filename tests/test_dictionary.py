"""Dictionaries: what a line means, and where an error is said to be."""

from pathlib import Path

import pytest

from shengao import dictionary
from shengao.dictionary import Entry
from shengao.errors import RuleFileError

HEADER = "word\tmode\tbetter\tnot_in\ttag\tnote\n"


def write(folder: Path, text: str, name: str = "talk.tsv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_line_is_an_entry(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + "# 说明\n\n捣鼓\t\t调试|维修\t瞎捣鼓\tverb\t写明次数\n")
    assert dictionary.read(path) == [
        Entry("捣鼓", "word", ("调试", "维修"), ("瞎捣鼓",), "verb", "写明次数", str(path), 4)
    ]


def test_columns_may_be_fewer_and_in_another_order(tmp_path: Path) -> None:
    path = write(tmp_path, "tag\tword\nverb\t捣鼓\n")
    assert dictionary.read(path) == [Entry("捣鼓", tag="verb", path=str(path), line=2)]


def test_a_dictionary_of_the_same_name_adds_to_the_first(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    write(first, HEADER + "甲\n")
    write(second, HEADER + "乙\n")
    found = dictionary.load([first, second])
    assert [entry.word for entry in found["talk"]] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("", 0, "词典是空的"),
        ("词\t改\n", 1, "第一行应为表头"),
        (HEADER + "甲\tsubstr\n", 2, "不认识匹配方式“substr”"),
        (HEADER + "甲\n乙\n甲\n", 4, "“甲”与第2行重复"),
        (HEADER + "(甲\tregex\n", 2, "正则表达式有误"),
        (HEADER + "甲\t\t\t\t\t\t\n", 2, "这一行有7格"),
        (HEADER + "\tword\n", 2, "第一格是空的"),
    ],
)
def test_an_error_names_its_line(tmp_path: Path, text: str, line: int, why: str) -> None:
    with pytest.raises(RuleFileError) as caught:
        dictionary.read(write(tmp_path, text))
    assert caught.value.line == line
    assert why in caught.value.why
