"""The ledger, whose rows can be neither changed nor deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of the ledger with its triggers."""
    op.create_table(
        "ledger_entry",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column(
            "replaces", sa.Integer, sa.ForeignKey("ledger_entry.number"), nullable=True, unique=True
        ),
        sa.Column("identity", sa.String(32), nullable=True, unique=True),
        sa.Column("made", sa.String(19), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False, server_default=""),
        sa.Column("source", sa.Text, nullable=False, server_default=""),
        sa.Column("cancelled", sa.Boolean, nullable=False, server_default="0"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("date", sa.String(10), nullable=False),
        sa.Column("units", sa.Text, nullable=False),
        sa.Column("draft", sa.Integer, sa.ForeignKey("draft.number"), nullable=True),
        sa.Column("title", sa.Text, nullable=False, server_default=""),
        sa.Column("channel", sa.Text, nullable=False, server_default=""),
        sa.Column("level", sa.Text, nullable=False, server_default=""),
        sa.Column("form", sa.Text, nullable=False, server_default=""),
        sa.Column("instruction", sa.Text, nullable=False, server_default=""),
        sa.Column("solicited", sa.Boolean, nullable=False, server_default="0"),
        sa.Column("count", sa.Integer, nullable=False, server_default="1"),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
    )
    op.create_index("ledger_entry_by_date", "ledger_entry", ["date"])
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER ledger_entry_no_{deed.lower()} BEFORE {deed} ON ledger_entry "
            "BEGIN SELECT RAISE(ABORT, 'entries of the ledger stay as they are'); END"
        )
