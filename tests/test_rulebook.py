"""Rulebooks: compiled once, found again, and errors of rule files at their place."""

import marshal
import os
from pathlib import Path

import pytest

from shengao import rulebook, sections
from shengao.document import Document
from shengao.engine import lint
from shengao.errors import ConfigError, RuleFileError
from shengao.read import text as text_reader

RULE = """
title = "口头禅"
fault = "colloquial"
message = "“{match}”是口头禅。"
why = "随口的话不写进稿件。"
how = "删去。"
bad = ["⟦嘿哟呵⟧，桥修好了。"]
good = ["桥修好了。"]

[check]
use = "phrase"
match = "嘿哟呵"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules" / "factual").mkdir(parents=True)
    return tmp_path / "rules"


def write(folder: Path, text: str = RULE, name: str = "wow-word") -> Path:
    path = folder / "factual" / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def found(book: rulebook.Rulebook, text: str) -> list[tuple[str, str]]:
    document = Document.of(text_reader.parse(text), book.words)
    return [(f.rule, f.text) for f in lint(document, book).findings]


def test_a_project_rule_is_found_beside_the_built_in_ones(folder: Path) -> None:
    write(folder)
    book = rulebook.load([folder])
    assert book.rules["wow-word"].criterion == "实"
    assert set(rulebook.load().rules) < set(book.rules)
    assert ("wow-word", "嘿哟呵") in found(book, "嘿哟呵，桥修好了。")


def test_a_change_of_a_rule_file_changes_the_rulebook(folder: Path) -> None:
    write(folder)
    first = rulebook.load([folder])
    write(folder, RULE.replace("嘿哟呵", "哎哟喂"))
    second = rulebook.load([folder])
    assert first.key != second.key
    assert ("wow-word", "哎哟喂") in found(second, "哎哟喂，桥修好了。")


def test_names_are_part_of_the_key() -> None:
    assert rulebook.load().key != rulebook.load(names=["搞搞村"]).key


def test_without_a_cache_the_rules_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    book = rulebook.load()
    monkeypatch.setenv("SHENGAO_CACHE", "off")
    again = rulebook.load()
    assert again.key == book.key
    assert list(again.rules) == list(book.rules)


def test_a_damaged_cache_is_made_anew(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHENGAO_CACHE", str(tmp_path / "cache"))
    write(folder)
    key = rulebook.load([folder]).key
    kept = list((tmp_path / "cache").glob("rulebook-*"))
    assert len(kept) == 1
    for damage in (b"", b"\x00", kept[0].read_bytes()[:50], marshal.dumps(3)):
        kept[0].write_bytes(damage)
        assert rulebook.load([folder]).key == key
    assert sections.opened(kept[0]) is not None
    os.utime(kept[0], (1, 1))
    assert rulebook.load([folder]).key == key
    assert kept[0].stat().st_mtime > 1, "what is used is not the first to go"


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (RULE.replace('title = "口头禅"\n', ""), 0, "缺少“title”"),
        (RULE.replace('fault = "colloquial"', 'fault = "talk"'), 3, "不认识问题类别“talk”"),
        (RULE.replace("how =", "hwo ="), 6, "不认识“hwo”"),
        (RULE.replace('use = "phrase"', 'use = "phrases"'), 11, "没有检查方式“phrases”"),
        (RULE.replace('match = "嘿哟呵"', 'match = "(嘿哟呵"'), 10, "正则表达式有误"),
        (RULE.replace('match = "嘿哟呵"', 'match = ".*"'), 10, "应含有固定的文字"),
        (RULE.replace('match = "嘿哟呵"', 'matches = "嘿哟呵"'), 12, "不认识“check.matches”"),
        (RULE.replace('match = "嘿哟呵"', 'match = "嘿哟呵"\nboundary = "all"'), 13, "boundary"),
        (RULE.replace("⟦嘿哟呵⟧", "嘿哟呵"), 7, "反例中应用⟦⟧标出"),
        (RULE.replace("{match}", "{better2}"), 4, "{better2} 不是“phrase”能给出的"),
        (RULE.replace("why =", "why"), 5, "TOML 写法有误"),
        (RULE + 'tags = "x', 13, "TOML 写法有误"),
    ],
)
def test_an_error_names_its_line(folder: Path, text: str, line: int, why: str) -> None:
    path = write(folder, text)
    with pytest.raises(RuleFileError) as caught:
        rulebook.load([folder])
    assert (caught.value.path, caught.value.line) == (str(path), line)
    assert why in caught.value.why


@pytest.mark.parametrize("name", ["colloquial", "Wow", "wow_word", "口头禅"])
def test_a_slug_is_words_with_hyphens_and_no_fault(folder: Path, name: str) -> None:
    write(folder, name=name)
    with pytest.raises(RuleFileError, match="文件名"):
        rulebook.load([folder])


def test_a_second_rule_of_a_slug_must_say_that_it_replaces(folder: Path) -> None:
    slug = rulebook.load().ordered[0].slug
    write(folder, name=slug)
    with pytest.raises(RuleFileError, match="replaces"):
        rulebook.load([folder])
    write(folder, f'replaces = "{slug}"\n' + RULE, name=slug)
    assert rulebook.load([folder]).rules[slug].title == "口头禅"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="不存在"):
        rulebook.load([tmp_path / "没有"])


def test_finds_every_place_of_every_literal() -> None:
    book = rulebook.load()
    drafts = Path(__file__).parent / "golden" / "drafts"
    texts = [path.read_text("utf-8") for path in sorted(drafts.glob("*.txt"))]
    lines = [line for text in texts for line in text.splitlines()]
    literals = {
        word for text in texts for hits in book.search(text).values() for word in hits.literals
    }
    assert len(literals) > 300
    for text in (*texts, *lines):
        found = {
            word: hits.starts(word) for hits in book.search(text).values() for word in hits.literals
        }
        assert found == {
            word: [at for at in range(len(text)) if text.startswith(word, at)]
            for word in literals
            if word in text
        }
