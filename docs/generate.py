"""Write what documents say of themselves: the pages of the rules, the outputs of commands.

``python docs/generate.py`` makes docs/rules/ from the rule files, one page a rule and an index,
docs/signals.md from the signals, the tables of docs/scoring.md from the table of scores, and
runs the commands that other pages show. `tests/test_docs.py` checks that all is current.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import scoring_tables
import sessions
import signals_page

from shengao import rulebook
from shengao.finding import CRITERIA, FAULTS, RELEASE_WORDS, SEVERITY_WORDS
from shengao.rulebook import RuleRow

FOLDER = Path(__file__).parent / "rules"
_NOTICE = "<!-- 由 docs/generate.py 从规则文件生成，请改规则文件，不要改这里。 -->"
_CRITERION_WORDS = {
    "快": "快：及时",
    "实": "实：属实",
    "深": "深：有深度",
    "新": "新：有新意",
    "用": "用：有用",
}
_GENRE_WORDS = {**{str(s): word for s, word in SEVERITY_WORDS.items()}, "off": "不检查"}
_NOTES = {
    "genre": "文种",
    "submitted": "报送日期",
    "hidden": "隐藏文字",
    "earlier": "早先的稿件",
    "above": "上级来文",
}
_SPECIAL = re.compile(r"([\\`*_<>\[\]|#])")


def pages() -> dict[str, str]:
    """The text of every page by file name."""
    book = rulebook.load()
    rows = sorted(book.rules.values(), key=lambda row: row.slug)
    found = {f"{row.slug}.md": _page(row, book.page(row.slug)) for row in rows if row.path}
    return {"index.md": _index(rows), **found}


def stale() -> list[str]:
    """Names of pages in docs/rules/ that are missing, not current, or of no rule."""
    wanted = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    return sorted(
        name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name)
    )


def signals() -> str:
    """The page of the signals of scores."""
    return signals_page.text(_CRITERION_WORDS, _escaped)


def write() -> None:
    """Make docs/rules/, docs/signals.md and the tables of docs/scoring.md current."""
    scoring_tables.PAGE.write_text(scoring_tables.filled(), encoding="utf-8")
    signals_page.PAGE.write_text(signals(), encoding="utf-8")
    FOLDER.mkdir(exist_ok=True)
    wanted = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def _index(rows: list[RuleRow]) -> str:
    checked = [row for row in rows if row.path]
    lines = [
        "# 全部规则",
        "",
        _NOTICE,
        "",
        f"共 {len(checked)} 条，按“快、实、深、新、用”五项要求分组。"
        "级别：必改、建议、提示；平时只报告必改和建议。",
    ]
    for criterion in CRITERIA.values():
        group = [row for row in checked if row.criterion == criterion]
        if group:
            lines += [
                "",
                f"## {_CRITERION_WORDS[criterion]}",
                "",
                "| 规则 | 名称 | 类别 | 级别 |",
                "|---|---|---|---|",
            ]
            lines += [
                f"| [{row.slug}]({row.slug}.md) | {row.title} | {FAULTS[row.fault]} "
                f"| {SEVERITY_WORDS[row.severity]} |"
                for row in group
            ]
    lines += [
        "",
        "## 审稿标记本身",
        "",
        "写在稿件中的“允许”标记也会被检查，这几条没有规则文件。",
        "",
    ]
    lines += [f"- `{row.slug}`：{row.title}" for row in rows if not row.path]
    return "\n".join(lines) + "\n"


def _page(row: RuleRow, page: dict[str, Any]) -> str:
    lines = [
        f"# {row.title}",
        "",
        _NOTICE,
        "",
        "| 规则 | 类别 | 要求 | 级别 | 始于 |",
        "|---|---|---|---|---|",
        f"| `{row.slug}` | {FAULTS[row.fault]}（`{row.fault}`） "
        f"| {_CRITERION_WORDS[row.criterion]} | {SEVERITY_WORDS[row.severity]} | {row.since} |",
        "",
        "## 为什么",
        "",
        _escaped(page["why"].strip()),
        "",
        "## 怎么改",
        "",
        _escaped(page["how"].strip()),
        "",
        "## 会报告",
        "",
        "⟦⟧ 中是被报告的文字，→ 后是首选的改法。",
        "",
        *_examples(page["bad"]),
        "",
        "## 不报告",
        "",
        *_examples(page["good"]),
    ]
    if page["genre"]:
        lines += ["", "## 文种", ""]
        lines += [f"- {genre}：{_GENRE_WORDS[how]}" for genre, how in page["genre"].items()]
    if page["release"]:
        lines += ["", "## 发布范围", ""]
        lines += [
            f"- {RELEASE_WORDS[release]}：{_GENRE_WORDS[how]}"
            for release, how in page["release"].items()
        ]
    if page["scope"] == "document":
        lines += ["", "这条规则看整篇稿件，只有几句话的片段不检查。"]
    if page["sources"]:
        lines += ["", "## 依据", "", *(f"- {_escaped(source)}" for source in page["sources"])]
    lines += [
        "",
        "## 确有理由时",
        "",
        "在这一段前面单独写一行（Word 中写成批注）：",
        "",
        "```text",
        f"<!-- shengao: allow {row.slug} 写明理由 -->",
        f"审稿：允许 {row.slug} 写明理由",
        "```",
    ]
    return "\n".join(lines) + "\n"


def _examples(examples: list[dict[str, Any]]) -> Iterator[str]:
    for example in examples:
        text = _shown(example["text"])
        notes = [
            f"{name}：{_shown(str(example[key]))}"
            for key, name in _NOTES.items()
            if example.get(key)
        ]
        if example["release"] != "internal":
            notes.append(RELEASE_WORDS[example["release"]])
        yield f"- {text}" + (f"（{'，'.join(notes)}）" if notes else "")


def _shown(text: str) -> str:
    return _escaped(text.strip()).replace("\n", "<br>")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def main() -> None:
    """Write everything anew."""
    write()
    for page in sessions.PAGES:
        page.write_text(sessions.replayed(page), encoding="utf-8")


if __name__ == "__main__":
    main()
