"""Elements of content that a draft of its genre must hold: reported on the title if missing."""

from collections.abc import Iterator
from typing import Any

from shengao.checks.hits import Hits
from shengao.checks.places import top
from shengao.document import Document
from shengao.expression import compiled as compiled_expression
from shengao.finding import Match
from shengao.structure import PROSE

_Region = tuple[int, int]


def run(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """One match, on the title or else on the first clause, with the names of what is missing."""
    genre = document.genre
    if genre is None or genre not in compiled["genre"]:
        return
    place = top(document)
    if place is None:
        return
    missing = [
        name
        for name, signs in compiled["elements"]
        if not any(_stands(sign, document, hits) for sign in signs)
    ]
    if missing:
        yield Match(*place, {"missing": "、".join(missing), "genre": genre})


def _stands(sign: dict[str, Any], document: Document, hits: Hits) -> bool:
    """Whether what shows an element stands where it should."""
    start, end = _region(sign, document)
    if sign["words"]:
        present = [word for word in hits.literals if word in sign["words"]]
        places = [at for word in present for at in hits.starts(word) if start <= at < end]
        if not (sign["regex"] or sign["entity"]):
            return bool(places)
        around = {document.sentence_at(at) for at in places}
        regions = [document.sentences[index] for index in around if index is not None]
        return any(
            _holds(sign, document, max(start, one.start), min(end, one.end)) for one in regions
        )
    if sign["regex"] and sign["entity"]:
        return any(
            _holds(sign, document, max(start, one.start), min(end, one.end))
            for one in document.sentences
            if start < one.end and one.start < end
        )
    return _holds(sign, document, start, end)


def _holds(sign: dict[str, Any], document: Document, start: int, end: int) -> bool:
    """Whether expression and entity, as far as the sign names them, stand in ``start:end``."""
    if sign["regex"] and not compiled_expression(sign["regex"]).search(document.text, start, end):
        return False
    return not sign["entity"] or bool(document.entities_in(start, end, sign["entity"]))


def _region(sign: dict[str, Any], document: Document) -> _Region:
    """From the title to the end of the lead or of the draft; with `after`, from that word on."""
    start, end = 0, len(document.text)
    for block in document.blocks:
        if block.kind == "title":
            start = block.end
    if sign["within"] == "lead":
        lead = next(
            (b for b in document.blocks if b.start >= start and b.kind in PROSE - {"heading"}), None
        )
        end = end if lead is None else lead.end
    if sign["after"]:
        found = compiled_expression(sign["after"]).search(document.text, start, end)
        start = start if found is None else found.end()
    return start, end
