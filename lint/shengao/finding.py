"""What a check yields and what a run reports."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from shengao.text import Span

if TYPE_CHECKING:
    from shengao.contents import Contents
    from shengao.scorecard import Scorecard

Criterion = Literal["快", "实", "深", "新", "用"]
CRITERIA: dict[str, Criterion] = {
    "timely": "快", "factual": "实", "deep": "深", "original": "新", "useful": "用",
}  # fmt: skip
"""Folder of rules/ to criterion."""


class Severity(StrEnum):
    """How much a finding matters. People see `SEVERITY_WORDS`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the severest."""
        return _RANK[self]


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
SEVERITY_WORDS = {Severity.ERROR: "必改", Severity.WARNING: "建议", Severity.INFO: "提示"}

Release = Literal["internal", "public"]
RELEASE_WORDS: dict[Release, str] = {"internal": "内部报送", "public": "公开发布"}
"""For whom a draft is."""

FAULTS: dict[str, str] = {
    "colloquial": "口语化", "chronicle": "流水账", "missing-figure": "缺数据", "vague": "空泛模糊",
    "vague-time": "时间模糊", "cliche": "套话", "absolute": "绝对化", "redundant": "冗余",
    "typo": "错别字", "grammar": "病句", "figure-error": "数字错误", "punctuation": "标点体例",
    "inconsistent": "前后不一", "title": "标题", "lead": "导语", "structure": "结构",
    "length": "篇幅", "timeliness": "时效", "copy": "雷同", "sensitive": "敏感信息",
    "evasion": "对付检查", "suppression": "审稿标记",
}  # fmt: skip
"""The kinds of fault, of the labelling guide and beside it, with their Chinese names."""


class Applicability(StrEnum):
    """How far a fix may be trusted."""

    SAFE = "safe"  # wording-neutral: applied by `fix`
    SUGGESTED = "suggested"  # applied by `fix --suggested`
    SHOWN = "shown"  # touches facts: shown, never applied


class Edit(NamedTuple):
    """Replace the characters ``start:end`` with `text`."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """One way to mend a finding: edits that belong together."""

    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.SUGGESTED


class Related(NamedTuple):
    """Another place that a reader of the finding needs, and why."""

    span: Span
    message: str = ""


class Match(NamedTuple):
    """What a check yields, in offsets of the running text. `words` fill the message."""

    start: int
    end: int
    words: Mapping[str, str] = {}
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()


class Finding(NamedTuple):
    """A remark on a draft, in offsets of ``Source.text``.

    `fingerprint` knows the rule, the words and their neighbourhood but no position, so that
    it survives edits elsewhere (baseline, inbox, SARIF).
    """

    rule: str
    fault: str
    criterion: Criterion
    severity: Severity
    message: str
    span: Span
    text: str
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    fingerprint: str = ""


class Suppressed(NamedTuple):
    """A finding that a comment in the draft allows, with the reason given there."""

    finding: Finding
    reason: str


class Run(NamedTuple):
    """All that one pass over one draft says.

    `crashes` are checks that failed, ``rule：what``; the findings of the others stand. Under
    `UNREAD` they are parts of the file that could not be read.
    """

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    crashes: tuple[str, ...] = ()


EXCERPT = 60
"""Characters of a line, at most, that go with a finding."""


class Located(NamedTuple):
    """A finding as a report shows it: with line and column from 1 and a stretch of text.

    `byte_column` and `end_byte_column` count the bytes of UTF-8, from 1, as reviewdog does.
    `excerpt` is part of the line; the finding's words are ``excerpt[mark:mark_end]`` (a
    finding over several lines ends with the excerpt).
    """

    finding: Finding
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str
    mark: int
    mark_end: int
    reason: str = ""  # of a suppressed finding
    byte_column: int = 1
    end_byte_column: int = 1

    @property
    def cut_before(self) -> bool:
        """Whether the line begins before the excerpt."""
        return self.column - 1 > self.mark

    @property
    def cut_after(self) -> bool:
        """Whether the line may go on after the excerpt: it is as long as one can be, and ends
        with no sentence."""
        return len(self.excerpt) >= EXCERPT and self.excerpt[-1] not in "。！？；”）"


UNREAD = "读入"
"""What stands for a rule in `DraftResult.crashes` where part of a file was not read."""


class DraftResult(NamedTuple):
    """One row of a report: a draft that was checked, or one that could not be (`error`).

    `kind` is that of the source (those of `shengao.text.MADE` count paragraphs, the others
    lines). `crashes` name checks that failed and, under `UNREAD`, pages without text. A fragment
    and a draft that could not be read have no `score`. `contents` are there only where they
    were asked for. `solicited` says that the draft answers a request (约稿).
    """

    path: str
    kind: str = "text"
    title: str = ""
    genre: str | None = None
    characters: int = 0
    error: str | None = None
    findings: tuple[Located, ...] = ()
    suppressed: tuple[Located, ...] = ()
    crashes: tuple[str, ...] = ()
    score: "Scorecard | None" = None
    contents: "Contents | None" = None
    solicited: bool = False
