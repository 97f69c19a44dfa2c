"""The page of signals, docs/signals.md: what earns points, how it is feigned, what stops that."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from shengao import data
from shengao.finding import CRITERIA, Criterion
from shengao.score import signals
from shengao.score.signal import Example, Signal

PAGE = Path(__file__).parent / "signals.md"
_NOTICE = "<!-- 由 docs/generate.py 从信号和 rules/scoring.toml 生成，请改那里，不要改这里。 -->"
_HALVES = {"准": "实：准确", "顺": "实：通顺"}


def text(names: dict[str, str], escaped: Callable[[str], str]) -> str:
    """The page. `names` are those of the criteria; `escaped` guards what Markdown would read."""
    points = tomllib.loads((data.folder("rules") / "scoring.toml").read_text("utf-8"))["signals"]
    found = signals.load()
    lines = [
        "# 评分的信号",
        "",
        _NOTICE,
        "",
        f"稿件从起评分起，靠 {len(found)} 个信号得分：都是文中看得见的事实，"
        "每一分都指得出是哪几个字。分值是这一项 100 分中的分数，"
        "写在 `rules/scoring.toml`，单位可以在配置里改。",
        "",
        "| 要求 | 信号 | 分值 |",
        "|---|---|---|",
    ]
    ordered = [one for name in CRITERIA.values() for one in found if one.criterion == name]
    lines += [
        f"| {_asked(one, names)} | [{one.title}](#{one.slug}) | {points[one.slug]['points']:g} |"
        for one in ordered
    ]
    criterion: Criterion | None = None
    for one in ordered:
        if one.criterion != criterion:
            criterion = one.criterion
            lines += ["", f"## {names[criterion]}"]
        lines += ["", *_section(one, points[one.slug], escaped)]
    return "\n".join(lines) + "\n"


def _asked(one: Signal, names: dict[str, str]) -> str:
    return _HALVES[one.half] if one.half else names[one.criterion]


def _section(
    one: Signal, worth: dict[str, float | str], escaped: Callable[[str], str]
) -> Iterator[str]:
    yield f"### {one.slug}"
    yield ""
    yield f"**{escaped(one.title)}**，{worth['points']:g} 分：{escaped(str(worth['reason']))}。"
    yield ""
    yield f"- 看什么：{escaped(one.measures)}"
    yield f"- 怎样作假：{escaped(one.gaming)}"
    yield f"- 怎样防住：{escaped(one.guard)}"
    yield ""
    yield "例："
    yield ""
    for example in one.examples:
        yield f"- {_share(example)}：{escaped(example.text.strip()).replace(chr(10), '<br>')}"


def _share(example: Example) -> str:
    """What an example earns, in words, with what is known beside its text."""
    if example.least >= 0 and example.most == 0:
        earned = "不得分"
    elif example.most < 0:
        earned = "倒扣"
    elif example.least > 0:
        earned = "得分" if example.most < 1 or example.least < 1 else "满分"
    else:
        earned = "至多得一部分"
    notes = [] if example.genre is None else [example.genre]
    if example.submitted is not None:
        notes.append(f"{example.submitted:%Y-%m-%d} 报送")
    likeness = example.beside.likeness if example.beside is not None else None
    if likeness is not None:
        notes += [f"与往期稿件相同 {likeness.nearest:.0%}"] * bool(likeness.nearest)
        notes += [f"与上级文件相同 {likeness.above:.0%}"] * bool(likeness.above)
        notes += ["标题用过"] * bool(likeness.title_reused)
    return f"{earned}（{'，'.join(notes)}）" if notes else earned
