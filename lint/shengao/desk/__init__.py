"""The editors' desk: drafts as they come in, judged and kept, until somebody decides on them.

Only this package and the archive know SQLAlchemy; only `migration` knows Alembic.
"""
