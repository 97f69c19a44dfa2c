"""What requests are answered with: files of the page, plain data, files to be saved."""

import json
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi.responses import Response
from starlette.exceptions import HTTPException

from shengao.web.judge import Made

_STATIC = Path(__file__).parent / "static"
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
"""Not asked of the system: on Windows any program may change what it says of ``.js``."""
_MADE_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".html": "text/html; charset=utf-8",
}


def static(name: str) -> Response:
    """A file that the page is made of. Raises `HTTPException` for any other."""
    path = _STATIC / name
    kind = _TYPES.get(path.suffix)
    if path.parent != _STATIC or kind is None or not path.is_file():
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return Response(path.read_bytes(), media_type=kind)


def plain(content: Any, status: int = HTTPStatus.OK) -> Response:
    """JSON in UTF-8; lone surrogates of damaged texts are escaped."""
    data = json.dumps(content, ensure_ascii=False).encode(errors="backslashreplace")
    return Response(data, status, media_type="application/json")


def saved(made: Made) -> Response:
    """A file that the browser saves."""
    name = quote(made.name, safe="", errors="replace")
    return Response(
        made.data,
        media_type=_MADE_TYPES[Path(made.name).suffix],
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )
