"""The tests run on a SQLite file each; with IMS_TEST_POSTGRESQL=postgresql://… the same tests run on that server."""

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from sim.storage import AttemptRow, Store, open_store

ROOT = Path(__file__).parents[2]
Begin = Callable[..., AttemptRow]
Python = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "attempts.sqlite"


@pytest.fixture
def database(sqlite_file: Path) -> Iterator[str]:
    server = os.environ.get("IMS_TEST_POSTGRESQL")
    if server is None:
        yield f"sqlite:///{sqlite_file}"
        return
    schema = f"ims_{uuid.uuid4().hex}"
    with _on(server) as run:
        run(f"CREATE SCHEMA {schema}")
        yield f"{server}?options=-csearch_path%3D{schema}"
        run(f"DROP SCHEMA {schema} CASCADE")


@contextmanager
def _on(server: str) -> Iterator[Callable[[str], object]]:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield lambda sql: connection.execute(text(sql))
    engine.dispose()


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """Return a clock that is a second further on at each look."""
    moments = (datetime(2030, 1, 31, 23, 59, 58, tzinfo=UTC) + timedelta(seconds=n) for n in range(10_000))
    return lambda: next(moments)


@pytest.fixture
def store(database: str, clock: Callable[[], datetime]) -> Iterator[Store]:
    store = open_store(database, now=clock)
    yield store
    store.dispose()


@pytest.fixture
def begin() -> Begin:
    """Begin an attempt, of alice at the elbow unless told otherwise."""

    def begin(store: Store, learner: str = "alice", case_id: str = "tennis-elbow-1", seed: int = 7) -> AttemptRow:
        return store.create_attempt(
            learner, case_id=case_id, case_hash="5f3a", case_text="schema: 1\n", seed=seed, model_version="0.1.0"
        )

    return begin


@pytest.fixture
def python() -> Iterator[Python]:
    """Start a script in a process of its own; whatever still runs at the end of the test is killed."""
    with ExitStack() as started:

        def python(script: str, *arguments: str) -> subprocess.Popen[str]:
            command = [sys.executable, "-c", script, *arguments]
            process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            started.enter_context(process)
            started.callback(process.kill)
            return process

        yield python
