"""What editors decide on drafts: each decision is kept, the last one stands."""

import getpass
import json
from datetime import datetime
from typing import Literal, NamedTuple

from sqlalchemy import Connection, insert, select, update

from shengao.desk.decision_tables import DECISION
from shengao.desk.tables import DRAFT

Kind = Literal["采用", "退改"]
_STATES: dict[Kind, str] = {"采用": "已采用", "退改": "已退改"}


class Decision(NamedTuple):
    """A decision on a draft: `made` is its moment, `entry` the number of the ledger's entry,
    `reasons` codes of 退稿理由."""

    draft: int
    made: str
    who: str
    kind: Kind
    reasons: tuple[str, ...] = ()
    note: str = ""
    entry: int | None = None


def record(connection: Connection, decision: Decision) -> None:
    """Keep a decision, and the state of the draft with it."""
    values = decision._asdict()
    values["reasons"] = json.dumps(decision.reasons)
    connection.execute(insert(DECISION).values(**values))
    state = _STATES[decision.kind]
    connection.execute(update(DRAFT).where(DRAFT.c.number == decision.draft).values(state=state))


def of(connection: Connection, draft: int) -> list[Decision]:
    """The decisions on a draft, the last one last."""
    query = select(DECISION).where(DECISION.c.draft == draft).order_by(DECISION.c.number)
    return [
        Decision(
            row.draft, row.made, row.who, row.kind, tuple(json.loads(row.reasons)), row.note,
            row.entry,
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def moment(at: datetime) -> str:
    """A moment as the desk writes it."""
    return at.isoformat(" ", "seconds")


def whoever(named: str | None) -> str:
    """Who decides: the one that is named, or the user of the computer."""
    if named and named.strip():
        return named.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name
        return "编辑"
