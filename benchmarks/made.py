"""Documents made from texts that lie in no file."""

from shengao import read, rulebook
from shengao.document import Document


def document(name: str, text: str, genre: str | None = None) -> Document:
    """The document of a text; `name` says of what format it is."""
    reading = read.read(name, text.encode("utf-8"), name=name)
    return Document.of(reading, rulebook.load().words, genre)
