"""A mail server of the tests' own, plain or with TLS."""

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BufferedRWPair
from pathlib import Path


class Server:
    """A mail server that says what it is told to, and keeps what it is sent.

    `answers` are what it says to a verb instead of what is usual. With `context` it speaks TLS:
    at once, or with `starttls` when it is asked to.
    """

    def __init__(
        self,
        answers: Mapping[str, str] | None = None,
        context: ssl.SSLContext | None = None,
        *,
        starttls: bool = False,
    ) -> None:
        self.said: list[str] = []
        self.encrypted_from: int | None = None
        """How much of `said` was plain; None where all of it was."""
        self.data = b""
        self._answers = {"EHLO": "250-test\r\n250 STARTTLS"} if starttls else {}
        self._answers |= answers or {}
        self._context = context
        self._starttls = starttls
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._socket.close()
        self._thread.join(10)

    def _serve(self) -> None:
        try:
            connection, _ = self._socket.accept()
        except OSError:
            return
        try:
            with connection:
                self._greet(connection)
        except OSError:  # the other side is gone, or does not trust us
            return

    def _greet(self, connection: socket.socket) -> None:
        if self._context is None or self._starttls:
            with connection.makefile("rwb") as stream:
                stream.write(b"220 test\r\n")
                asked = self._talk(stream)
            if not asked:
                return
        assert self._context is not None
        with self._context.wrap_socket(connection, server_side=True) as secret:
            self.encrypted_from = len(self.said)
            with secret.makefile("rwb") as stream:
                if not self._starttls:
                    stream.write(b"220 test\r\n")
                self._talk(stream)

    def _talk(self, stream: BufferedRWPair) -> bool:
        """Answer until the other side goes, or asks for TLS: whether it does."""

        def answer(text: str) -> None:
            stream.write(f"{text}\r\n".encode())
            stream.flush()

        stream.flush()
        for line in stream:
            said = line.decode(errors="replace").strip()
            self.said.append(said)
            verb = said.split(" ")[0].upper()
            if verb == "STARTTLS" and self._context is not None:
                answer("220 go")
                return True
            usual = {"DATA": "354 go", "QUIT": "221 bye"}.get(verb, "250 OK")
            answer(self._answers.get(verb, usual))
            if verb == "DATA" and "DATA" not in self._answers:
                self.data = b"".join(iter(stream.readline, b".\r\n"))
                answer("250 OK")
            if verb == "QUIT":
                break
        return False


@contextmanager
def serving(
    answers: Mapping[str, str] | None = None,
    context: ssl.SSLContext | None = None,
    *,
    starttls: bool = False,
) -> Iterator[Server]:
    """A `Server` that is closed afterwards."""
    made = Server(answers, context, starttls=starttls)
    try:
        yield made
    finally:
        made.close()


def certificate(folder: Path, name: str) -> Path:
    """A file with a key and a certificate for it, of a server of that ``IP:`` or ``DNS:`` name."""
    target = folder / "server.pem"
    key = folder / "server.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=test", "-addext", f"subjectAltName={name}",
         "-keyout", str(key), "-out", str(target)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    target.write_bytes(key.read_bytes() + target.read_bytes())
    return target


def speaking(certified: Path) -> ssl.SSLContext:
    """The TLS of a server with that `certificate`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certified)
    return context
