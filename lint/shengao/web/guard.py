"""Who may speak with the server: the browser of its one user, from the server's own page.

Another site in the same browser is told apart by ``Host`` (a name of its own that it lets lead
to 127.0.0.1) and ``Origin``; other programs and users do not know the token.
"""

import secrets
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PARAMETER = "token"
PAGES = ("/", "/inbox")
"""The addresses of pages, which alone may show the token."""

_STALE = "网址不全或已经失效，请用 shengao app 启动时显示的网址打开。"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Lets only those requests through to `app` that may be answered.

    `port` is that of the server. Who opens the address with the token gets it as a cookie.
    """

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app = app
        self._token = token
        self._hosts = frozenset((f"127.0.0.1:{port}", f"localhost:{port}"))
        self._cookie = f"shengao-{port}"  # cookies are shared by all ports of a host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or refuse it: 421 another host, 403 another origin or no token."""
        if scope["type"] != "http":
            return  # nothing else is spoken here
        shows_token = self._is_token(_parameter(scope))
        status, why = self._refusal(scope, shows_token)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                if shows_token and not why:
                    headers.append(
                        "Set-Cookie",
                        f"{self._cookie}={self._token}; Path=/; HttpOnly; SameSite=Strict",
                    )
            await send(message)

        answer = PlainTextResponse(why, status) if why else self._app
        await answer(scope, receive, guarded)

    def _refusal(self, scope: Scope, shows_token: bool) -> tuple[int, str]:
        """The status and the reason for which a request is refused; no reason if it is not."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._hosts:
            return HTTPStatus.MISDIRECTED_REQUEST, "审稿只在本机使用，请用启动时显示的网址打开。"
        origin = headers.get("origin")
        asks = scope["method"] in ("GET", "HEAD")
        if origin != f"http://{host}" and not (asks and origin is None):
            return HTTPStatus.FORBIDDEN, "审稿不接受别的网页发来的请求。"
        cookies = HTTPConnection(scope).cookies
        if not shows_token and not self._is_token(cookies.get(self._cookie, "")):
            return HTTPStatus.FORBIDDEN, _STALE
        return HTTPStatus.OK, ""

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode("utf-8", "replace"), self._token.encode())


def _parameter(scope: Scope) -> str:
    """The token in the address of a page; that of another address is none."""
    if scope["path"] not in PAGES or scope["method"] != "GET":
        return ""
    query: bytes = scope["query_string"]
    return parse_qs(query.decode("latin-1")).get(PARAMETER, [""])[0]
