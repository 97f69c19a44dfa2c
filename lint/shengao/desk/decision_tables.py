"""The table of what editors decided on drafts."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from shengao.desk.tables import DESK

DECISION = Table(
    "decision",
    DESK,
    Column("number", Integer, primary_key=True),
    Column("draft", Integer, ForeignKey("draft.number"), nullable=False),
    Column("made", String(19), nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reasons", Text, nullable=False, server_default="[]"),
    Column("note", Text, nullable=False, server_default=""),
    Column("entry", Integer, ForeignKey("ledger_entry.number"), nullable=True),
    Index("decision_by_draft", "draft", "number"),
)
"""Decisions, the last one on a draft stands. `kind` is 采用, whose `entry` is that of the ledger,
or 退改, whose `reasons` are codes as JSON."""
