from collections.abc import Callable, Iterator
from subprocess import Popen

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text

from sim.errors import StorageError
from sim.storage import open_store
from sim.storage.schema import MIGRATIONS
from sim.storage.tables import METADATA, SCHEMA_REVISION

SCRIPTS = ScriptDirectory(str(MIGRATIONS))
REVISIONS = [script.revision for script in SCRIPTS.walk_revisions("base", "heads")]

OPENER = """
import sys
from sim.storage import open_store

print("ready", flush=True)
sys.stdin.readline()
store = open_store(sys.argv[1])
print(len(store.attempts_of("alice")))
"""


@pytest.fixture
def connection(database: str) -> Iterator[Connection]:
    engine = create_engine(database)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def upgrade(connection: Connection, revision: str) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    command.upgrade(config, revision)
    connection.commit()


@pytest.mark.parametrize("revision", ["base", *REVISIONS])
def test_database_of_every_older_version_becomes_the_one_of_the_tables(
    database: str, connection: Connection, revision: str
) -> None:
    upgrade(connection, revision)
    open_store(database).dispose()
    connection.rollback()
    assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    assert connection.scalar(text("SELECT version_num FROM alembic_version")) == SCHEMA_REVISION


def test_named_revision_is_the_only_head() -> None:
    assert SCRIPTS.get_heads() == [SCHEMA_REVISION]


def test_migration_that_fails_leaves_the_database_as_it_was(database: str, connection: Connection) -> None:
    connection.execute(text("CREATE TABLE decision (id INTEGER)"))  # the second table that a new database needs
    connection.commit()
    with pytest.raises(StorageError, match=r"decision.* already exists"):
        open_store(database)
    assert inspect(connection).get_table_names() == ["decision"]


def test_processes_that_open_a_new_database_at_once_do_not_break_each_other(
    database: str, python: Callable[..., Popen[str]]
) -> None:
    openers = [python(OPENER, database) for _ in range(4)]
    for opener in openers:
        assert opener.stdout is not None
        opener.stdout.readline()
    for opener in openers:
        assert opener.stdin is not None
        opener.stdin.write("now\n")
        opener.stdin.flush()
    assert [opener.communicate()[0] for opener in openers] == ["0\n"] * 4
