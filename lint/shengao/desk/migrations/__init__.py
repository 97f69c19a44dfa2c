"""How the tables of a desk came to be, step by step: scripts that Alembic runs."""
