"""TOML files that people write: parsed, with complaints in Chinese and the lines of keys."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

Key = tuple[str | int, ...]
"""Where a value stands: keys of tables, indexes in arrays of tables."""


class TomlError(ValueError):
    """What is wrong and on which line, from 1."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.why, self.line = why, line


def parse(text: str) -> dict[str, Any]:
    """The table of a file. Raises `TomlError`."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        found = re.search(r"line (\d+), column (\d+)", said)
        lines = text.rstrip().split("\n")
        line = int(found[1]) if found else len(lines)
        at = lines[line - 1][int(found[2]) - 1 :][:1] if found and line <= len(lines) else ""
        why = _FULL_WIDTH.get(at) or next(
            (why for start, why in _COMPLAINTS if said.startswith(start)), said
        )
        raise TomlError(f"TOML 写法有误：{why}", line) from error


_FULL_WIDTH = {
    **dict.fromkeys("“”‘’「」", "用了中文引号，请改为英文引号"),
    **dict.fromkeys("，、；", "用了中文标点，请改为英文逗号"),
    **dict.fromkeys("＝［］｛｝", "用了全角符号，请改为半角"),
}
_COMPLAINTS = (
    ("Invalid value", "等号右边不对，文字要用英文引号括起来"),
    ("Invalid statement", "这一行应为“名称 = 值”，中文的名称要用英文引号括起来"),
    ("Invalid initial character for a key", "等号左边不对，中文的名称要用英文引号括起来"),
    ("Expected '=' after", "名称后面缺少等号"),
    ("Expected newline", "这一行末尾多了内容"),
    ("Expected ']'", "方括号没有配对"),
    ("Unclosed array", "方括号没有配对，或者少了英文逗号"),
    ("Unclosed inline table", "花括号没有配对，或者少了英文逗号"),
    ("Unterminated string", "引号没有配对"),
    ('Expected "\'"', "引号没有配对"),
    ("Illegal character", "文字中有换行等不允许的字符，可能是引号没有配对"),
    ("Cannot overwrite", "同一个名称写了两次"),
    ("Cannot declare", "同一节写了两次"),
    ("Unescaped '\\'", "双引号中的 \\ 要写成两个，或者改用单引号"),
)
"""How the messages of `tomllib` begin, and what they mean to a writer."""


def complaint(kind: str, name: str, given: Mapping[str, Any]) -> str | None:
    """What pydantic says of a value, by the kind of its error and what goes with that."""
    said = _PYDANTIC.get(kind)
    if said is None:
        return None
    expected = re.sub(r" or |, ", "、", str(given.get("expected", ""))).replace("'", "")
    return said.format(**{**given, "name": name, "expected": expected})


_PYDANTIC = {
    "missing": "缺少“{name}”这一项",
    "extra_forbidden": "不认识“{name}”这一项",
    "string_type": "“{name}”应为文字，用引号括起来",
    "tuple_type": "“{name}”应为列表，用方括号括起来",
    "too_short": "“{name}”至少要有{min_length}个",
    "literal_error": "“{name}”应为 {expected} 之一",
    "enum": "“{name}”应为 {expected} 之一",
    "value_error": "“{name}”：{error}",
    "bool_type": "“{name}”应为 true 或 false",
    "int_type": "“{name}”应为整数",
    "float_type": "“{name}”应为数",
    "finite_number": "“{name}”应为数",
    "greater_than": "“{name}”应大于 {gt}",
    "greater_than_equal": "“{name}”不能小于 {ge:g}",
    "less_than_equal": "“{name}”不能大于 {le:g}",
    "string_too_short": "“{name}”中每条至少要有{min_length}个字",
    "dict_type": "“{name}”应为一张表",
    "model_type": "“{name}”应为一张表",
}

_TOKEN = re.compile(
    r"(?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*')"
    r"|\#[^\n]*|(?P<mark>[\[\]{}=\n])|(?P<bare>[^\s\[\]{}=.,\#\"']+)",
    re.DOTALL,
)


def keys(text: str) -> Iterator[tuple[Key, int]]:
    """Every key and header with its line from 1, but for those within inline tables.

    Of a text that is no TOML those are found that stand before what is wrong.
    """
    table: Key = ()
    counts: dict[Key, int] = {}
    words: list[str] = []
    depth = 0  # of brackets in a value
    header = in_value = False
    line, counted = 1, 0
    for found in _TOKEN.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        mark = found["mark"]
        if mark == "\n" and not depth:
            words, header, in_value = [], False, False
        elif in_value:
            depth += (mark in ("[", "{")) - (mark in ("]", "}"))
        elif mark == "[":
            header = True
        elif mark == "]" and header and words:
            table = _table(words, counts)
            if text.startswith("]]", found.start()):
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield table, line
            words = []
        elif mark == "=":
            yield (*table, *words), line
            in_value = True
        elif found["bare"]:
            words.append(found["bare"])
        elif found["string"]:
            words.append(found["string"][1:-1])


def _table(words: list[str], counts: Mapping[Key, int]) -> Key:
    """The key of a header; under an array of tables that of its last element."""
    key: Key = ()
    for word in words[:-1]:
        key = (*key, word)
        key = (*key, counts[key]) if key in counts else key
    return (*key, words[-1])


def value_line(text: str, start: int, value: str) -> int:
    """The line, from `start` to the next key, on which a string stands in quotes; else 0."""
    for line, words in enumerate(text.split("\n")[start - 1 :], start):
        if f'"{value}"' in words or f"'{value}'" in words:
            return line
        if line > start and re.match(r"\s*(\[\[?\w|[\w.\"'-]+\s*=)", words):
            break
    return 0
