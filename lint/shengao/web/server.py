"""The server: on 127.0.0.1 alone, for as long as the command runs."""

import secrets
import socket
from collections.abc import Callable

from shengao.errors import UsageError
from shengao.web.desk import Desk

HOST = "127.0.0.1"


def serve(desk: Desk, port: int, ready: Callable[[str], None]) -> None:
    """Serve the page until the process is interrupted.

    `port` 0 is any that is free. `ready` is told the address with its token as soon as it can be
    opened. Raises `UsageError` where the port cannot be had.
    """
    import uvicorn

    from shengao.web.application import application
    from shengao.web.guard import PARAMETER, Guard

    try:
        listening = socket.create_server((HOST, port))
    except (OSError, OverflowError) as error:
        raise UsageError(f"端口 {port} 用不了，可能已被占用；不写 --port 会自动选一个。") from error
    with listening:
        port = listening.getsockname()[1]
        token = secrets.token_urlsafe(32)
        config = uvicorn.Config(
            Guard(application(desk), port, token),
            # Of nothing that goes by a log is kept: addresses hold the token.
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=1,
        )
        ready(f"http://{HOST}:{port}/?{PARAMETER}={token}")
        uvicorn.Server(config).run(sockets=[listening])
