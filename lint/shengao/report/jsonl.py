"""JSON Lines: one draft a line as soon as it is checked, the summary last."""

import json
from typing import TextIO

from shengao.finding import DraftResult
from shengao.report.plain import dumps
from shengao.report.streams import write_data
from shengao.report.summary import Summary


class JsonLinesWriter:
    """Writes each draft as one line of JSON, then ``{"summary": {…}}``, in UTF-8."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def begin(self) -> None:
        """Nothing stands before the first draft."""

    def draft(self, result: DraftResult) -> None:
        """Write one line, and let a reader at the other end of a pipe have it."""
        write_data(self._stream, dumps(result) + "\n")
        self._stream.flush()

    def end(self, summary: Summary) -> None:
        """Write the last line."""
        written = json.dumps({"summary": summary.as_dict()}, ensure_ascii=False)
        write_data(self._stream, written + "\n")
