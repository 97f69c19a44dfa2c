"""Units, sources, drafts with their contents, requests."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of the inbox."""
    op.create_table(
        "unit",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("class", sa.Text, nullable=False, server_default=""),
    )
    op.create_table(
        "source",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("modified", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "request",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("identity", sa.String(32), nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("topics", sa.Text, nullable=False, server_default="[]"),
        sa.Column("units", sa.Text, nullable=False, server_default="[]"),
        sa.Column("opened", sa.String(10), nullable=False, server_default=""),
        sa.Column("due", sa.String(19), nullable=False, server_default=""),
    )
    op.create_table(
        "draft",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("identity", sa.String(32), nullable=False, unique=True),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, server_default=""),
        sa.Column("scanned", sa.String(19), nullable=False),
        sa.Column("received", sa.String(19), nullable=False),
        sa.Column("unit", sa.Integer, sa.ForeignKey("unit.number"), nullable=True),
        sa.Column("author", sa.Text, nullable=False, server_default=""),
        sa.Column("sender", sa.Text, nullable=False, server_default=""),
        sa.Column("subject", sa.Text, nullable=False, server_default=""),
        sa.Column("title", sa.Text, nullable=False, server_default=""),
        sa.Column("genre", sa.Text, nullable=False, server_default=""),
        sa.Column("submitted", sa.String(10), nullable=False, server_default=""),
        sa.Column("request", sa.Integer, sa.ForeignKey("request.number"), nullable=True),
        sa.Column("timely", sa.Integer, nullable=True),
        sa.Column("factual", sa.Integer, nullable=True),
        sa.Column("deep", sa.Integer, nullable=True),
        sa.Column("original", sa.Integer, nullable=True),
        sa.Column("useful", sa.Integer, nullable=True),
        sa.Column("total", sa.Integer, nullable=True),
        sa.Column("band", sa.Text, nullable=False, server_default=""),
        sa.Column("suggestion", sa.Text, nullable=False, server_default=""),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("faults", sa.Text, nullable=False, server_default="{}"),
        sa.Column("state", sa.Text, nullable=False, server_default="待处理"),
        sa.Column("error", sa.Text, nullable=False, server_default=""),
        sa.Column("secret", sa.Boolean, nullable=False, server_default="0"),
        sa.Column("purged", sa.Boolean, nullable=False, server_default="0"),
        sa.Column("rank", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_index("draft_by_rank", "draft", ["state", "rank", "number"])
    op.create_index("draft_by_unit", "draft", ["unit", "received"])
    op.create_index("draft_by_received", "draft", ["received"])
    op.create_table(
        "content",
        sa.Column("number", sa.Integer, sa.ForeignKey("draft.number"), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("result", sa.LargeBinary, nullable=False),
    )
