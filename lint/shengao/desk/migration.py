"""Bringing the tables of a desk up to this version of the program, with Alembic."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

_SCRIPTS = Path(__file__).parent / "migrations"
_VERSION = "alembic_version"


def newest() -> str:
    """The last step there is: scripts are named by their number."""
    return max(path.name.partition("_")[0] for path in (_SCRIPTS / "versions").glob("0*.py"))


def current(connection: Connection) -> str:
    """The last step that a database has taken; empty where it has taken none."""
    if not inspect(connection).has_table(_VERSION):
        return ""
    return connection.execute(text(f"SELECT version_num FROM {_VERSION}")).scalar() or ""  # noqa: S608


def upgrade(connection: Connection, to: str = "head") -> None:
    """Take the steps that are missing, within the transaction of the connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
