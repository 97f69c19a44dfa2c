"""HTML: one page a draft that needs nothing but itself, and an index of several drafts.

A page loads nothing from anywhere and can be read without its script. Only its own style and
script may run: a policy in its head names them by their hashes.
"""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from shengao import output
from shengao.finding import CRITERIA, SEVERITY_WORDS, DraftResult, Severity
from shengao.report import scores
from shengao.report.html.draft import view
from shengao.report.places import make_folder, page_name
from shengao.report.summary import Summary, closing

if TYPE_CHECKING:
    from jinja2 import Environment

INDEX = f"目录{output.MARK}.html"
"""The page that leads to the others of a folder; no draft, like everything of this name."""

_TEMPLATES = Path(__file__).parent / "templates"


class _Row(NamedTuple):
    """A draft in the index."""

    path: str
    href: str
    title: str
    genre: str
    total: str
    band: str
    values: tuple[str, ...]
    counts: tuple[int, ...]
    error: str


class HtmlWriter:
    """Writes a page for each draft, to a file or into a folder, and an index of a folder.

    `place` is the page of a `single` draft, or the folder. Raises `UsageError` where it
    cannot be written.
    """

    def __init__(self, place: Path, *, single: bool) -> None:
        self._place = place
        self._single = single
        self._names: set[str] = set()
        self._rows: list[_Row] = []

    def begin(self) -> None:
        """Make the folder, where there is to be one."""
        if not self._single:
            make_folder(self._place)

    def draft(self, result: DraftResult) -> None:
        """Write the page of a draft; one that could not be read has only its row."""
        if self._single:
            if result.error is None:
                output.write(self._place, page(result))
            return
        href = ""
        if result.error is None:
            name = page_name(result.path, ".html", self._names)
            output.write(self._place / name, page(result, index=INDEX))
            href = quote(name)
        self._rows.append(_row(result, href))

    def end(self, summary: Summary) -> None:
        """Write the index of a folder."""
        if not self._single:
            made = _rendered(
                "index.html",
                rows=self._rows,
                closing=closing(summary),
                criteria=tuple(CRITERIA.values()),
                severities=tuple(SEVERITY_WORDS.values()),
            )
            output.write(self._place / INDEX, made)


def page(result: DraftResult, index: str = "") -> bytes:
    """The page of a draft that was read, in UTF-8; `index` is where the index stands, if any."""
    return _rendered("draft.html", draft=view(result), index=index)


def _row(result: DraftResult, href: str) -> _Row:
    score = result.score
    numbers = {} if score is None else scores.numbers(score)
    return _Row(
        result.path,
        href,
        result.title,
        result.genre or "",
        scores.number(score.total if score else None),
        (score and score.band) or "",
        tuple(scores.number(numbers.get(one)) for one in CRITERIA.values()),
        tuple(
            sum(one.finding.severity is severity for one in result.findings)
            for severity in Severity
        ),
        result.error or "",
    )


def _rendered(template: str, **values: Any) -> bytes:
    return _environment().get_template(template).render(**values).encode("utf-8", "replace")


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    own = {
        name: (_TEMPLATES / file).read_text("utf-8")
        for name, file in (("style", "style.css"), ("script", "script.js"))
    }
    environment.globals["policy"] = _policy(own)
    for name, text in own.items():
        environment.globals[name] = Markup(text)  # noqa: S704 - files of our own
    return environment


def _policy(own: Mapping[str, str]) -> str:
    """Nothing may be loaded, sent or run but the page's own style and script."""
    allowed = "; ".join(
        f"{name}-src 'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for name, text in own.items()
    )
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
