"""The tables of the inbox. Those of the ledger and of decisions join the same `DESK`.

Moments are local times, ``2026-03-05 14:03:11``; days ``2026-03-05``; what is not known is the
empty text. What is large stands in a table of its own, so that a list of drafts reads none of it.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

DESK = MetaData()

UNIT = Table(
    "unit",
    DESK,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("class", Text, nullable=False, server_default=""),
)
"""Units that sent something or stand in the roster, with their class there."""

SOURCE = Table(
    "source",
    DESK,
    Column("key", String(32), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("modified", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Files that were taken in whole: `key` is a hash of the real path, `modified` counts ns."""

DRAFT = Table(
    "draft",
    DESK,
    Column("number", Integer, primary_key=True),
    Column("identity", String(32), nullable=False, unique=True),
    Column("path", Text, nullable=False),
    Column("digest", String(64), nullable=False, server_default=""),
    Column("scanned", String(19), nullable=False),
    Column("received", String(19), nullable=False),
    Column("unit", Integer, ForeignKey("unit.number"), nullable=True),
    Column("author", Text, nullable=False, server_default=""),
    Column("sender", Text, nullable=False, server_default=""),
    Column("subject", Text, nullable=False, server_default=""),
    Column("title", Text, nullable=False, server_default=""),
    Column("genre", Text, nullable=False, server_default=""),
    Column("submitted", String(10), nullable=False, server_default=""),
    Column("request", Integer, ForeignKey("request.number"), nullable=True),
    Column("timely", Integer, nullable=True),
    Column("factual", Integer, nullable=True),
    Column("deep", Integer, nullable=True),
    Column("original", Integer, nullable=True),
    Column("useful", Integer, nullable=True),
    Column("total", Integer, nullable=True),
    Column("band", Text, nullable=False, server_default=""),
    Column("suggestion", Text, nullable=False, server_default=""),
    Column("reason", Text, nullable=False, server_default=""),
    Column("faults", Text, nullable=False, server_default="{}"),
    Column("state", Text, nullable=False, server_default="待处理"),
    Column("error", Text, nullable=False, server_default=""),
    Column("secret", Boolean, nullable=False, server_default="0"),
    Column("purged", Boolean, nullable=False, server_default="0"),
    Column("rank", Integer, nullable=False, server_default="0"),
    Index("draft_by_rank", "state", "rank", "number"),
    Index("draft_by_unit", "unit", "received"),
    Index("draft_by_received", "received"),
)
"""Drafts. `path` is as shown, ``邮件.eml/附件.docx``; `digest` the SHA-256 of the bytes under
originals/, empty where none are kept (unreadable, secret, purged). The five criteria are None
where 未评. `faults` counts findings by fault, as JSON. `state` is 待处理, 已采用 or 已退改. `rank`
is the place in the list, the least first: see `shengao.desk.rows.rank`."""

CONTENT = Table(
    "content",
    DESK,
    Column("number", Integer, ForeignKey("draft.number"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("result", LargeBinary, nullable=False),
)
"""The running text of a draft, one block a line, and its row of a report: see
`shengao.desk.rows`."""

REQUEST = Table(
    "request",
    DESK,
    Column("number", Integer, primary_key=True),
    Column("identity", String(32), nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("topics", Text, nullable=False, server_default="[]"),
    Column("units", Text, nullable=False, server_default="[]"),
    Column("opened", String(10), nullable=False, server_default=""),
    Column("due", String(19), nullable=False, server_default=""),
)
"""What was asked for: `kind` is 约稿 (of named units, `due` a moment) or 要点 (of all, for a
period from `opened` to `due`). `topics` and `units` are lists as JSON."""
