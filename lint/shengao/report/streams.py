"""Writing to a stream whatever its encoding, and into XML whatever the text."""

import re
from typing import TextIO

_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""Characters that no XML 1.0 document may hold, not even escaped (clause 2.2). A string: it takes
milliseconds to compile, and few formats need it."""


def attribute(text: str) -> str:
    """A value of an XML attribute with its quotes; what XML cannot hold becomes ``\ufffd``."""
    from xml.sax.saxutils import quoteattr

    return quoteattr(re.sub(_NOT_XML, "\ufffd", text))


def write_words(stream: TextIO, text: str) -> None:
    """Write for people: what the stream's encoding cannot hold becomes a question mark."""
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding
        stream.write(text.encode(encoding, "replace").decode(encoding))


def write_data(stream: TextIO, text: str) -> None:
    r"""Write for machines: UTF-8 whatever the stream's encoding, where it lets us.

    Lone surrogates (of undecodable file names) are written as ``\udc80``, which is their
    escape in JSON.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = text.encode(errors="backslashreplace")
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(data.decode())
    else:
        stream.flush()
        buffer.write(data)
