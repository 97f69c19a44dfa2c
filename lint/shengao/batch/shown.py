"""What of the rows is shown under the options and settings."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from shengao.batch.drafts import Draft
from shengao.batch.options import Options
from shengao.config import Settings
from shengao.finding import DraftResult, Located, Severity

if TYPE_CHECKING:
    from shengao.baseline import Baseline
    from shengao.changed import Changes


class Shown:
    """What of a row is shown: selected, severe enough, changed, not accepted before."""

    def __init__(self, options: Options, distinct: Iterable[Settings]) -> None:
        self._severities: dict[tuple[int, str, Severity], Severity | None] = {}
        self._changes = None if options.since is None else _changes(options.since)
        self._baselines: dict[Path, Baseline] = {}
        if options.use_baseline:
            for settings in distinct:
                if settings.baseline is not None:
                    from shengao import baseline

                    self._baselines[settings.baseline] = baseline.load(settings.baseline)

    def of(self, draft: Draft, result: DraftResult) -> DraftResult:
        """The row with what is to be shown. Its suppressed findings are chosen alike, but
        neither a revision nor a baseline makes them fewer."""
        if result.error is not None:
            return result
        settings = draft.settings
        findings = self._let_through(result.findings, settings)
        suppressed = self._let_through(result.suppressed, settings)
        if findings != result.findings or suppressed != result.suppressed:
            result = result._replace(findings=findings, suppressed=suppressed)
        if self._changes is not None and result.findings:
            lines = self._changes.lines(draft.within or draft.shown, draft.data)
            if lines is not None:
                result = result._replace(
                    findings=tuple(
                        one
                        for one in result.findings
                        if not lines.isdisjoint(range(one.line, one.end_line + 1))
                    ),
                )
        accepted = self._baselines.get(settings.baseline) if settings.baseline else None
        return accepted.filter(result) if accepted is not None else result

    def _let_through(self, found: tuple[Located, ...], settings: Settings) -> tuple[Located, ...]:
        kept = []
        for located in found:
            finding = located.finding
            name = id(settings), finding.rule, finding.severity
            if name not in self._severities:
                severity = settings.severity_of(finding)
                enough = severity.rank <= settings.threshold.rank and settings.selects(finding)
                self._severities[name] = severity if enough else None
            chosen = self._severities[name]
            if chosen is finding.severity:
                kept.append(located)
            elif chosen is not None:
                kept.append(located._replace(finding=finding._replace(severity=chosen)))
        return tuple(kept)


def _changes(rev: str) -> "Changes":
    from shengao.changed import Changes

    return Changes(rev)
