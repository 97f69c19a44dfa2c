"""The server: on 127.0.0.1 alone, for as long as the command runs."""

import os
import secrets
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from shengao.errors import UsageError
from shengao.web.judge import Judge

if TYPE_CHECKING:
    from shengao.web.inbox import Inbox

HOST = "127.0.0.1"


def serve(
    judge: Judge, port: int, ready: Callable[[str], None], inbox: "Inbox | None" = None
) -> None:
    """Serve the page until the process is interrupted, and the editors' desk with an `inbox`.

    `port` 0 is any that is free. `ready` is told the address with its token as soon as it can be
    opened. Raises `UsageError` where the port cannot be had.
    """
    import uvicorn

    from shengao.web.application import application
    from shengao.web.guard import PARAMETER, Guard

    with _listening(port) as listening:
        port = listening.getsockname()[1]
        token = secrets.token_urlsafe(32)
        config = uvicorn.Config(
            Guard(application(judge, inbox), port, token),
            # Of nothing that goes by a log is kept: addresses hold the token.
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=1,
        )
        page = "/" if inbox is None else "/inbox"
        ready(f"http://{HOST}:{port}{page}?{PARAMETER}={token}")
        uvicorn.Server(config).run(sockets=[listening])


def _listening(port: int) -> socket.socket:
    # The protocol is named since asyncio sends at once only where it is: left to itself the system
    # holds the second part of an answer back for 40 milliseconds.
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # on Windows this would let others take the port, too
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((HOST, port))
        made.listen()
    except (OSError, OverflowError) as error:
        made.close()
        raise UsageError(f"端口 {port} 用不了，可能已被占用；不写 --port 会自动选一个。") from error
    return made
