import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from sim.errors import StorageError
from sim.storage import AttemptRow, Store, open_store

Begin = Callable[..., AttemptRow]


@pytest.fixture
def filled(sqlite_file: Path, begin: Begin) -> AttemptRow:
    """Return an attempt with one decision, in a file that no process has open."""
    store = open_store(f"sqlite:///{sqlite_file}")
    attempt = begin(store)
    store.append(attempt.id, 0, "act", {"action": "treat"}, {"trace": [0.5] * 3000})
    store.dispose()
    return attempt


@pytest.fixture
def opened(sqlite_file: Path, filled: AttemptRow) -> Iterator[Store]:
    del filled
    store = open_store(f"sqlite:///{sqlite_file}", busy_timeout_s=0.05)
    yield store
    store.dispose()


def test_locked_database_says_so_and_loses_nothing(opened: Store, filled: AttemptRow, sqlite_file: Path) -> None:
    with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError) as refusal:
            opened.append(filled.id, 1, "act", {"action": "stop"}, {})
        assert len(opened.read(filled.id, "alice").decisions) == 1  # reading does not wait
    assert str(refusal.value).startswith(f"{sqlite_file}: is locked by another program, got no turn within 0.05 s;")
    assert "Nothing already saved is lost" in str(refusal.value)
    opened.append(filled.id, 1, "act", {"action": "stop"}, {})
    assert len(opened.read(filled.id, "alice").decisions) == 2


def test_locked_database_turns_every_thread_away(opened: Store, filled: AttemptRow, sqlite_file: Path) -> None:
    def decide(index: int) -> str:
        with pytest.raises(StorageError) as refusal:
            opened.append(filled.id, index, "act", {"action": "stop"}, {})
        return str(refusal.value)

    with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(8) as pool:
            assert all("is locked by another program" in said for said in pool.map(decide, [1] * 8))
    opened.append(filled.id, 1, "act", {"action": "stop"}, {})


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_new_database_that_stays_locked_is_not_waited_for_without_end(sqlite_file: Path, lock: str) -> None:
    with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as other:
        other.execute(f"BEGIN {lock}")
        with pytest.raises(StorageError, match="is locked by another program"):
            open_store(f"sqlite:///{sqlite_file}", busy_timeout_s=0.05)


def test_full_disk_says_so_and_loses_nothing(sqlite_file: Path, filled: AttemptRow) -> None:
    def leave_little_room(connection: sqlite3.Connection, record: object) -> None:
        del record
        connection.execute("PRAGMA max_page_count = 24")

    event.listen(Engine, "connect", leave_little_room)
    small = open_store(f"sqlite:///{sqlite_file}")
    event.remove(Engine, "connect", leave_little_room)
    n_acknowledged = 1

    def fill_up() -> None:
        nonlocal n_acknowledged
        while n_acknowledged < 100:
            small.append(filled.id, n_acknowledged, "needle", {}, {"trace": "x" * 5000})
            n_acknowledged += 1

    with pytest.raises(StorageError) as refusal:
        fill_up()
    assert 1 < n_acknowledged < 24
    assert "the last step was not saved because the disk is full" in str(refusal.value)
    assert len(small.read(filled.id, "alice").decisions) == n_acknowledged
    small.dispose()

    roomy = open_store(f"sqlite:///{sqlite_file}")
    roomy.append(filled.id, n_acknowledged, "needle", {}, {"trace": "x" * 5000})
    assert len(roomy.read(filled.id, "alice").decisions) == n_acknowledged + 1
    roomy.dispose()


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """Make a folder whose rights are heeded: root may write anywhere, so the test is somebody else for a while."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(f"sqlite:///{folder / 'attempts.sqlite'}")
        store.dispose()
        (folder / "attempts.sqlite").chmod(0o444)
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        yield folder
        os.seteuid(user)
        folder.chmod(0o755)


@pytest.mark.parametrize("path", ["attempts.sqlite", "new.sqlite", "folder/new.sqlite"])
def test_read_only_folder_says_so(read_only_folder: Path, path: str) -> None:
    with pytest.raises(StorageError, match="cannot be written") as refusal:
        open_store(f"sqlite:///{read_only_folder / path}")
    assert str(refusal.value).startswith(str(read_only_folder / path))
    assert "set IMS_DATA to another folder" in str(refusal.value)


@pytest.mark.parametrize("content", [b"my shopping list\n" * 1000, b"SQLite format 3\x00" + b"\xff" * 20_000])
def test_file_that_is_no_database_says_so_and_is_left_alone(sqlite_file: Path, content: bytes) -> None:
    sqlite_file.write_bytes(content)
    with pytest.raises(StorageError, match="is not a database of this program or is damaged"):
        open_store(f"sqlite:///{sqlite_file}")
    assert sqlite_file.read_bytes() == content


def test_file_damaged_in_the_middle_says_so(sqlite_file: Path, filled: AttemptRow) -> None:
    content = bytearray(sqlite_file.read_bytes())
    content[8192:] = b"\xaa" * (len(content) - 8192)
    sqlite_file.write_bytes(content)
    store = open_store(f"sqlite:///{sqlite_file}")
    with pytest.raises(StorageError, match="is not a database of this program or is damaged"):
        store.read(filled.id, "alice")
    store.dispose()


@pytest.mark.parametrize("change", ["payload = 'treat'", "at = 'yesterday'"])
def test_row_that_was_edited_to_nonsense_says_so(
    opened: Store, filled: AttemptRow, sqlite_file: Path, change: str
) -> None:
    with closing(sqlite3.connect(sqlite_file)) as editor:
        editor.execute(f"UPDATE decision SET {change}")
        editor.commit()
    with pytest.raises(StorageError, match="is not a database of this program or is damaged"):
        opened.read(filled.id, "alice")


def test_newer_schema_is_refused_and_left_alone(sqlite_file: Path, filled: AttemptRow) -> None:
    with closing(sqlite3.connect(sqlite_file)) as future:
        future.execute("UPDATE alembic_version SET version_num = '9999'")
        future.commit()
    with pytest.raises(StorageError, match=r"written by a newer version of the program, got schema '9999'; allowed is"):
        open_store(f"sqlite:///{sqlite_file}")
    with closing(sqlite3.connect(sqlite_file)) as future:
        assert future.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
        assert future.execute("SELECT id FROM attempt").fetchall() == [(filled.id,)]
