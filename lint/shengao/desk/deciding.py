"""Decisions as the commands and the page make them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from shengao.config import Settings
from shengao.desk import decisions, ledger, reasons, requests, storing
from shengao.desk.decisions import Decision
from shengao.desk.entries import Entry
from shengao.desk.folder import DeskError
from shengao.desk.reasons import Given
from shengao.desk.rows import Row


def accept(connection: Connection, row: Row, entry: Entry, who: str, now: datetime) -> ledger.Added:
    """Put the adoption of a draft into the ledger, and the decision beside the draft.

    Whether the draft was asked for is looked up. A draft of no known unit is from then on that of
    the first unit of the entry. Raises `DeskError`, `LedgerError`.
    """
    if row.values["secret"]:
        raise DeskError(f"第 {row.number} 号带有密级标志，不能在这里采用：请按保密规定处理。")
    request = requests.answers(connection, row.number)
    solicited = request is not None and request.kind == "约稿"
    (added,) = ledger.record(connection, [replace(entry, solicited=solicited)], who, now)
    if not row.values["unit"]:
        storing.assign(connection, row.number, entry.units[0])
    if not added.known:
        made = decisions.moment(now)
        decision = Decision(row.number, made, who, "采用", (), entry.note, added.number)
        decisions.record(connection, decision)
    return added


def given(
    connection: Connection, row: Row, settings: Settings, codes: Iterable[str] = ()
) -> list[Given]:
    """Why a draft may go back, in the words of the office: the reasons that it gives itself, or
    those of `codes`. Raises `ConfigError`, `UsageError` for a code that there is not."""
    known = reasons.load(settings.desk.get("reasons", ""))
    request = requests.answers(connection, row.number)
    late = request is not None and requests.is_late(request, row.values["received"])
    secret = bool(row.values["secret"])
    only = reasons.named(known, codes)
    return reasons.give(known, row.result, late=late, secret=secret, only=only)
