"""The table of the ledger: entries that are added and never changed.

Triggers of revision 0002 refuse to change or delete a row, so a step that builds the table anew
must make them anew.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from shengao.desk.tables import DESK

ENTRY = Table(
    "ledger_entry",
    DESK,
    Column("number", Integer, primary_key=True),
    Column("replaces", Integer, ForeignKey("ledger_entry.number"), nullable=True, unique=True),
    Column("identity", String(32), nullable=True, unique=True),
    Column("made", String(19), nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False, server_default=""),
    Column("source", Text, nullable=False, server_default=""),
    Column("cancelled", Boolean, nullable=False, server_default="0"),
    Column("kind", Text, nullable=False),
    Column("date", String(10), nullable=False),
    Column("units", Text, nullable=False),
    Column("draft", Integer, ForeignKey("draft.number"), nullable=True),
    Column("title", Text, nullable=False, server_default=""),
    Column("channel", Text, nullable=False, server_default=""),
    Column("level", Text, nullable=False, server_default=""),
    Column("form", Text, nullable=False, server_default=""),
    Column("instruction", Text, nullable=False, server_default=""),
    Column("solicited", Boolean, nullable=False, server_default="0"),
    Column("count", Integer, nullable=False, server_default="1"),
    Column("note", Text, nullable=False, server_default=""),
    Index("ledger_entry_by_date", "date"),
)
"""Entries, see `shengao.desk.entries.Entry`.

A correction `replaces` an entry, which stands no more; an entry is replaced once at most.
`identity` is a hash of what an entry says, so that what is imported again is known; a correction
that says what was said before has none. `made`, `who` and `why` are the audit trail, `source` the
file and row of an import. `units` is a list as JSON, the first one leads."""
