"""Drafts into the tables, within a transaction of the caller."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from shengao.container import Letter
from shengao.desk import suggesting
from shengao.desk.judging import Judged
from shengao.desk.sources import Incoming, Item
from shengao.desk.tables import CONTENT, DRAFT, SOURCE, UNIT

_UNSCORED = suggesting.rank(urgent=False, solicited=False, pending=False, total=None, failed=True)
_BLANK: dict[str, Any] = {
    "author": "", "title": "", "genre": "", "submitted": "", "request": None, "timely": None,
    "factual": None, "deep": None, "original": None, "useful": None, "total": None, "band": "",
    "suggestion": "", "reason": "", "faults": "{}", "error": "", "secret": False,
    "rank": _UNSCORED,
}  # fmt: skip


def put(
    connection: Connection,
    new: Mapping[str, tuple[Incoming, Judged]],
    digests: Mapping[str, str],
    now: str,
    classes: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Add drafts by their identity, but for those that are there; returns the rows added.

    `digests` are those of the bytes that are kept, by identity; `classes` those of the roster, by
    unit.
    """
    known = select(DRAFT.c.identity).where(DRAFT.c.identity.in_(list(new)))
    there = set(connection.execute(known).scalars())  # another process may have been faster
    added = {identity: one for identity, one in new.items() if identity not in there}
    units = _units(connection, {judged.unit for _, judged in added.values()}, classes)
    last = connection.execute(select(func.max(DRAFT.c.number))).scalar() or 0
    drafts: list[dict[str, Any]] = []
    contents = []
    for number, (identity, (incoming, judged)) in enumerate(added.items(), last + 1):
        drafts.append(
            {
                **_BLANK,
                "number": number,
                "identity": identity,
                "path": _storable(incoming.shown),
                "digest": digests.get(identity, ""),
                "scanned": now,
                "received": incoming.received.isoformat(" ", "seconds"),
                "unit": units.get(judged.unit),
                **_letter(incoming.letter, secret=bool(judged.columns.get("secret"))),
                **judged.columns,
            }
        )
        if judged.result:
            contents.append({"number": number, "text": judged.text, "result": judged.result})
    if drafts:
        connection.execute(insert(DRAFT), drafts)
    if contents:
        connection.execute(insert(CONTENT), contents)
    _hide_subjects(connection, drafts)
    return drafts


def end(connection: Connection, items: Iterable[Item]) -> None:
    """Note that files were taken in whole as they are; those that could not be opened are not."""
    states = [
        {"key": item.key, "size": item.size, "modified": item.modified}
        for item in items
        if not item.error
    ]
    if states:
        added = upsert(SOURCE)
        sizes = {"size": added.excluded.size, "modified": added.excluded.modified}
        connection.execute(
            added.on_conflict_do_update(index_elements=[SOURCE.c.key], set_=sizes), states
        )


def assign(connection: Connection, number: int, unit: str) -> None:
    """Say whose draft it is, by the number of the draft and the name of the unit."""
    known = _units(connection, {unit}, {})
    connection.execute(update(DRAFT).where(DRAFT.c.number == number).values(unit=known[unit]))


def _units(connection: Connection, names: set[str], classes: Mapping[str, str]) -> dict[str, int]:
    """The numbers of units; those not known yet are added, and classes are as in the roster."""
    wanted = {name for name in names if name}
    rows = connection.execute(select(UNIT).where(UNIT.c.name.in_(wanted))).all()
    found: dict[str, int] = {row.name: row.number for row in rows}
    for row in rows:
        kind = classes.get(row.name)
        if kind is not None and kind != row._mapping["class"]:
            changed = update(UNIT).where(UNIT.c.number == row.number)
            connection.execute(changed.values({"class": kind}))
    for name in sorted(wanted - found.keys()):
        values = {"name": name, "class": classes.get(name, "")}
        key = connection.execute(insert(UNIT).values(values)).inserted_primary_key
        assert key is not None
        found[name] = key[0]
    return found


def _hide_subjects(connection: Connection, drafts: Iterable[Mapping[str, Any]]) -> None:
    """Forget the subjects of mails that carry a secret draft, on the rows of their other drafts."""
    mails = {(row["sender"], row["received"]) for row in drafts if row["sender"]}
    if not mails:
        return
    moments = {received for _, received in mails}
    secret = select(DRAFT.c.sender, DRAFT.c.received).where(
        DRAFT.c.received.in_(moments), DRAFT.c.secret
    )
    for sender, received in mails & {tuple(row) for row in connection.execute(secret)}:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        same = update(DRAFT).where(DRAFT.c.received == received, DRAFT.c.sender == sender)
        connection.execute(same.values(subject=""))


def _letter(letter: Letter | None, *, secret: bool) -> dict[str, str]:
    """What a mail says of itself; not its subject, where the draft is secret."""
    if letter is None:
        return {"sender": "", "subject": ""}
    return {
        "sender": _storable(letter.address),
        "subject": "" if secret else _storable(letter.subject),
    }


def _storable(text: str) -> str:
    """A text without what databases refuse: halves of characters, NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", " ")
