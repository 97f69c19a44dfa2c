"""The parts of a Word document, and how they name each other."""

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from shengao.errors import ReadError
from shengao.read.formats import foreign
from shengao.read.package import Package, within
from shengao.read.word.tags import W

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RATIO = 100
_MAIN = "word/document.xml"
_INCOMPLETE = "Word 文档不完整，缺少 word/document.xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W[1:-1].encode()
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_PROPERTY_NAMES = {
    _DC + "title": "title",
    _DC + "creator": "creator",
    _DCTERMS + "created": "created",
    _DCTERMS + "modified": "modified",
}


class Relation(NamedTuple):
    """One part named by another."""

    kind: str  # the last word of its type
    target: str  # the name of a part


class WordPackage(Package):
    """The parts of a .docx file."""

    def __init__(self, data: bytes, path: str) -> None:
        super().__init__(data, path, "Word 文档", _RATIO)
        self.main = self._find_main(data)

    def _find_main(self, data: bytes) -> str:
        if _MAIN in self:
            return _MAIN
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and relation.target.startswith("word/"):
                return relation.target
        if b"word/" in data:
            raise ReadError(self.path, _INCOMPLETE)
        raise ReadError(self.path, foreign(data) or _INCOMPLETE)

    def relations(self, name: str) -> list[Relation]:
        """The parts that a part names; those that the file holds, each once."""
        folder, _, base = name.rpartition("/")
        root = self.part(posixpath.join(folder, "_rels", base + ".rels"))
        found: dict[Relation, None] = {}
        for element in root if root is not None else ():
            target = within(folder, element.get("Target", ""))
            if element.get("TargetMode") != "External" and target in self:
                found[Relation(element.get("Type", "").rpartition("/")[2], target)] = None
        return list(found)

    def part(self, name: str) -> "Element | None":
        """The root element of a part, None where the file has no such part."""
        data = self.unpacked(name)
        if data is None:
            return None
        if b"<w:styles" in data:
            data = _paragraph_styles(data)
        return self.parsed(name, data.replace(_STRICT, _TRANSITIONAL))

    def properties(self) -> dict[str, str]:
        """What the file says of itself: title, creator, created, modified."""
        root = self.part("docProps/core.xml")
        return {
            _PROPERTY_NAMES[element.tag]: element.text.strip()
            for element in (root if root is not None else ())
            if element.tag in _PROPERTY_NAMES and element.text and element.text.strip()
        }


def _paragraph_styles(data: bytes) -> bytes:
    """A part of styles without those of tables and characters.

    They are most of the part, and parsing them would be most of the time that a draft takes.
    """
    head, *styles = data.split(b"<w:style ")
    latent, _, rest = head.partition(b"<w:latentStyles")
    kept = [latent, rest.partition(b"</w:latentStyles>")[2]] if b"</w:latent" in rest else [head]
    for style in styles:
        tag = style[: style.find(b">")]
        _, end, after = style.rpartition(b"</w:style>")
        if end and (b'w:type="table"' in tag or b'w:type="character"' in tag):
            kept.append(after)
        else:
            kept.append(b"<w:style " + style)
    return b"".join(kept)
