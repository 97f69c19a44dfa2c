"""A draft as the desk keeps it: what of its result stands in columns, and the whole of it."""

import json
import zlib
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from shengao.desk import suggesting
from shengao.desk.tables import CONTENT, DRAFT, REQUEST, UNIT
from shengao.finding import CRITERIA, DraftResult
from shengao.packing import pack, unpack

_FAST = 1  # of zlib: three times as fast as the usual level, a tenth larger


class Row(NamedTuple):
    """A draft with all that is kept of it.

    `values` are the columns of `tables.DRAFT`, with ``unit`` and ``class`` the names of the unit
    and ``request`` the title of what it answers, or empty. `result` is None, and `text` empty,
    where nothing is kept: secret, unreadable, purged.
    """

    number: int
    values: Mapping[str, Any]
    text: str
    result: DraftResult | None


def load(connection: Connection, number: int) -> Row | None:
    """The draft of a number; None where there is none."""
    columns = [*DRAFT.c, UNIT.c.name, UNIT.c["class"], REQUEST.c.title.label("asked")]
    found = connection.execute(
        select(*columns)
        .select_from(
            DRAFT.outerjoin(UNIT, DRAFT.c.unit == UNIT.c.number).outerjoin(
                REQUEST, DRAFT.c.request == REQUEST.c.number
            )
        )
        .where(DRAFT.c.number == number)
    ).one_or_none()
    if found is None:
        return None
    values = dict(found._mapping)
    values["unit"] = values.pop("name") or ""
    values["class"] = values["class"] or ""
    values["request"] = values.pop("asked") or ""
    content = connection.execute(select(CONTENT).where(CONTENT.c.number == number)).one_or_none()
    if content is None:
        return Row(number, values, "", None)
    return Row(number, values, content.text, unpacked(content.result))


def packed(result: DraftResult) -> bytes:
    """A row of a report as bytes that any later version reads."""
    plain = json.dumps(pack(result), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(plain.encode("utf-8", "surrogatepass"), _FAST)


def unpacked(blob: bytes) -> DraftResult:
    """The row again."""
    return unpack(_tuples(json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass"))))


def values(
    result: DraftResult, desk: Mapping[str, Any], fair: float, *, solicited: bool
) -> dict[str, Any]:
    """The columns that a result fills; `desk` is `Settings.desk`, `fair` where 可 begins."""
    card = result.score
    suggestion, reason = suggesting.of(result, desk, fair)
    faults = Counter(one.finding.fault for one in result.findings)
    return {
        "title": result.title,
        "genre": result.genre or "",
        "submitted": str(card.submission.day or "") if card is not None else "",
        **{
            column: None if card is None else card.criteria[criterion].value
            for column, criterion in CRITERIA.items()
        },
        "total": None if card is None else card.total,
        "band": (card.band if card is not None else None) or "",
        "suggestion": suggestion,
        "reason": reason,
        "faults": json.dumps(faults, separators=(",", ":")),
        "rank": suggesting.rank(
            urgent=result.genre == suggesting.URGENT,
            solicited=solicited,
            pending=card is not None and bool(card.gates),
            total=None if card is None else card.total,
        ),
    }


def _tuples(value: Any) -> Any:
    """What JSON made lists of as the tuples that it was."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
