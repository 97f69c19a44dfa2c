"""JUnit: XML in which a draft is a test suite and a finding a failed test, for build servers.

The format is that of Jenkins (``junit-10.xsd`` of its xUnit plug-in).
"""

from typing import TextIO

from shengao.finding import FAULTS, SEVERITY_WORDS, DraftResult, Located
from shengao.report.crashes import crash
from shengao.report.streams import attribute, write_data
from shengao.report.summary import Summary
from shengao.report.words import place


class JunitWriter:
    """Writes a ``testsuite`` a draft, in UTF-8; a clean draft is one test that passed."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def begin(self) -> None:
        """Open the document."""
        write_data(self._stream, '<?xml version="1.0" encoding="UTF-8"?>\n')
        write_data(self._stream, '<testsuites name="shengao">\n')

    def draft(self, result: DraftResult) -> None:
        """Write one draft; an unread one and a check that failed are errors."""
        errors = [] if result.error is None else [("读取稿件", f"未能读取：{result.error}")]
        errors += [("运行规则", crash(words)) for words in result.crashes]
        path = attribute(result.path)
        cases = [
            f"  <testcase classname={path} name={attribute(name)}>"
            f"<error message={attribute(why)}/></testcase>\n"
            for name, why in errors
        ]
        cases += [_failed(path, result.kind, located) for located in result.findings]
        if not cases:
            cases.append(f'  <testcase classname={path} name="检查"/>\n')
        counts = f'failures="{len(result.findings)}" errors="{len(errors)}"'
        suite = f'<testsuite name={path} tests="{len(cases)}" {counts}>\n'
        write_data(self._stream, "".join([suite, *cases, "</testsuite>\n"]))

    def end(self, summary: Summary) -> None:
        """Close the document."""
        write_data(self._stream, "</testsuites>\n")


def _failed(path: str, kind: str, located: Located) -> str:
    finding = located.finding
    fault = FAULTS.get(finding.fault, finding.fault)
    name = f"{finding.rule} {place(kind, located.line)}第{located.column}字"
    said = f"{SEVERITY_WORDS[finding.severity]} {fault}：{finding.message}"
    failure = f"<failure type={attribute(finding.rule)} message={attribute(said)}/>"
    return f"  <testcase classname={path} name={attribute(name)}>{failure}</testcase>\n"
