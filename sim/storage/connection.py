"""Connections that keep what was acknowledged: one engine a process, one writer at a time."""

from __future__ import annotations

import json
import sqlite3
import time
from functools import partial

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from sim.errors import StorageError
from sim.storage.faults import is_busy
from sim.storage.location import is_sqlite, shown_name

WRITES = "ims_writes"
"""Execution option of a connection that is going to write."""


def make_engine(url: URL, busy_timeout_s: float) -> Engine:
    """Return the engine for a SQLite file or a PostgreSQL server; nothing is opened yet.

    Parameters
    ----------
    url
        As `sim.storage.location.database_url` gives it.
    busy_timeout_s
        How long a connection waits for its turn before it gives up, s.

    Raises
    ------
    StorageError
        If the driver of the database is not installed.
    """
    as_json = partial(json.dumps, allow_nan=False)
    if is_sqlite(url):
        engine = create_engine(url, json_serializer=as_json, connect_args={"timeout": busy_timeout_s})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        engine = create_engine(url, json_serializer=as_json, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StorageError(
            f"{shown_name(url)}: the driver of this database is not installed, got {error.name!r} missing; "
            "allowed is psycopg 3. Install it: pip install 'psycopg[binary]'."
        ) from error
    event.listen(engine, "connect", partial(_set_up_postgresql, busy_timeout_s))
    return engine


def use_write_ahead_log(engine: Engine, busy_timeout_s: float) -> None:
    """Let readers of a SQLite file go on while one writes; a setting that stays with the file."""
    deadline = time.monotonic() + busy_timeout_s
    while True:
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            # SQLite does not wait here by itself when two processes open a new file at the same moment.
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return
        finally:
            connection.close()


def _set_up_sqlite(connection: DBAPIConnection, record: object) -> None:
    """Put a commit on the disk itself before it returns, and leave transactions to `_begin_sqlite`.

    Foreign keys stay unchecked, SQLite's default: with them on, a migration that rebuilds `attempt` would first have to
    empty it. Every write goes through `Store`, which looks for the attempt itself.
    """
    del record
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once where something will be written: a lock taken midway cannot be waited for."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _set_up_postgresql(busy_timeout_s: float, connection: DBAPIConnection, record: object) -> None:
    del record
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = {round(1000 * busy_timeout_s)}")
    cursor.execute("SET synchronous_commit = on")
    cursor.close()
    connection.commit()
