import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from sim.errors import StorageError
from sim.storage.connection import make_engine, use_write_ahead_log


def test_commit_reaches_the_disk_and_readers_do_not_wait(tmp_path: Path) -> None:
    engine = make_engine(make_url(f"sqlite:///{tmp_path}/a.db"), busy_timeout_s=2.5)
    use_write_ahead_log(engine, busy_timeout_s=2.5)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 2500
    engine.dispose()


def test_new_file_that_another_process_is_just_opening_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = make_engine(make_url(f"sqlite:///{tmp_path}/a.db"), busy_timeout_s=0.0)
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(time, "sleep", lambda _: other.rollback())
        use_write_ahead_log(engine, busy_timeout_s=60.0)
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    engine.dispose()


def test_missing_driver_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(
        StorageError, match=r"driver of this database is not installed.*pip install 'psycopg\[binary\]'"
    ):
        make_engine(make_url("postgresql+psycopg://ann@localhost/ims"), busy_timeout_s=1.0)
