"""JSON: one object, written a draft at a time. The contract is docs/json.md."""

import json
from typing import TextIO

from shengao.finding import DraftResult
from shengao.report.plain import dumps
from shengao.report.streams import write_data
from shengao.report.summary import Summary


class JsonWriter:
    """Writes ``{"version": 1, "drafts": […], "summary": {…}}``, a draft a line, in UTF-8."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._separator = "\n"

    def begin(self) -> None:
        """Open the object and its list of drafts."""
        write_data(self._stream, '{"version": 1, "drafts": [')

    def draft(self, result: DraftResult) -> None:
        """Add one draft to the list."""
        written = dumps(result)
        write_data(self._stream, self._separator + written)
        self._separator = ",\n"

    def end(self, summary: Summary) -> None:
        """Close the list and the object."""
        written = json.dumps(summary.as_dict(), ensure_ascii=False)
        opening = "" if self._separator == "\n" else "\n"
        write_data(self._stream, f'{opening}], "summary": {written}}}\n')
