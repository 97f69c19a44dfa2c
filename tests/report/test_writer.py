"""Choosing a format, and what that imports."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from report_drafts import ALL, flood

from shengao import report
from shengao.errors import UsageError

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", report.FORMATS)
def test_every_format_has_a_writer(name: str) -> None:
    stream = io.StringIO()
    writer = report.writer(name, stream)
    writer.begin()
    writer.end(report.Summary())
    assert stream.getvalue().endswith("\n")


def test_a_format_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="没有“yaml”这种输出格式，可用：terminal、concise、json"):
        report.writer("yaml", io.StringIO())


def imported(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"
    paths = os.pathsep.join([str(ROOT / "lint"), str(Path(__file__).parent)])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, check=True
    )
    return set(done.stderr.decode().split())


@pytest.mark.parametrize("name", report.FORMATS)
def test_a_format_imports_itself_alone(name: str) -> None:
    names = {one: {"json": "json_report"}.get(one, one) for one in report.FORMATS}
    modules = imported(
        f"from shengao import report; report.writer({name!r}, sys.stdout, colour=False)"
    )
    formats = {one for one, module in names.items() if f"shengao.report.{module}" in modules}
    assert formats == {name}
    assert not modules & {"rich", "pydantic", "typer"}


def test_rich_is_imported_for_colour_alone() -> None:
    code = "from report_drafts import *; write('terminal', {}, colour={})"
    assert "rich" not in imported(code.format("*ALL", False))
    assert "rich" not in imported(
        code.format("CLEAN, CLEAN", True).replace("CLEAN, CLEAN", "CLEAN")
    )
    assert "rich" in imported(code.format("*ALL", True))


def test_sums() -> None:
    summary = report.Summary()
    for result in ALL:
        summary.add(result)
    assert (summary.drafts, summary.unread, summary.faulty, summary.crashes) == (4, 1, 1, 1)
    assert summary.by_rule == {
        "impossible-date": 1,
        "colloquial-word": 6,
        "doubled-word": 1,
        "change-without-figure": 1,
        "vague-actor": 1,
    }


def test_the_dictionary_of_a_draft_is_plain_data() -> None:
    draft = report.as_dict(flood())
    assert json.loads(json.dumps(draft)) == draft
    assert type(draft["findings"][0]["severity"]) is str
