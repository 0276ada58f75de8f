"""Bring a database to the tables of this version, by alembic, whoever opens it first."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from sim.storage.connection import WRITES
from sim.storage.faults import newer_schema
from sim.storage.tables import SCHEMA_REVISION

MIGRATIONS = Path(__file__).parent / "migrations"
POSTGRESQL_LOCK = 0x1235
"""Any number that every process of this program agrees on."""


def bring_up_to_date(engine: Engine, where: str) -> None:
    """Run the migrations that the database has not had, all or none of them.

    Two processes may open the same new database at once: the second waits for the first and then finds nothing to do.

    Raises
    ------
    StorageError
        If the database was written by a newer version of the program.
    """
    with engine.connect() as connection:
        if _revision(connection) == SCHEMA_REVISION:
            return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    # All that takes time is loaded before the lock is taken: others may be waiting for it.
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": POSTGRESQL_LOCK})
        found = _revision(connection)
        if found is not None and found not in known:
            raise newer_schema(where, found, SCHEMA_REVISION)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    """Return the revision of the database, None for one that is new."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
