"""What can go wrong with a database, in words. No exception of SQLAlchemy or of a driver leaves this room."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from sim.errors import StorageError


class Conflict(StorageError):  # noqa: N818 - says what it is
    """The attempt is further on than the one who wrote to it knew."""


class NotYours(StorageError):  # noqa: N818 - says what it is
    """There is no such attempt for this learner; whether there is one for another learner is not told."""


def conflict(attempt_id: str, index: int, next_index: int, *, is_closed: bool) -> Conflict:
    """Return the error for a decision that does not follow the last one on disk."""
    allowed = "an attempt that is still open" if is_closed else f"decision {next_index}, the next one"
    return Conflict(
        f"attempt {attempt_id}: has moved on in another tab, got decision {index}; allowed is {allowed}. "
        "Nothing was lost: reload the page to go on from where the other tab is."
    )


def not_yours(attempt_id: str) -> NotYours:
    """Return the one error for an attempt that does not exist and for one of somebody else."""
    return NotYours(
        f"attempt: is not among yours, got {attempt_id[:40]!r}; allowed is an attempt that this browser started. "
        "Open it where it was started, or ask its owner for a share link."
    )


def newer_schema(where: str, found: str, newest: str) -> StorageError:
    """Return the error for a database that a later version of the program has written."""
    return StorageError(
        f"{where}: was written by a newer version of the program, got schema {found!r}; "
        f"allowed is up to {newest!r}. Update the program; the attempts are untouched."
    )


def is_busy(error: BaseException) -> bool:
    """Return whether another program holds the database just now."""
    return _code(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40P01"))


@contextmanager
def in_words(where: str, busy_timeout_s: float) -> Iterator[None]:
    """Turn whatever a database throws in this block into a `StorageError` about `where`."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise StorageError(f"{where}: {_sentence(error, busy_timeout_s)}") from error


def _sentence(error: Exception, busy_timeout_s: float) -> str:
    code = _code(error)
    got = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
    if is_busy(error) or isinstance(error, PoolTimeoutError):
        return _locked(busy_timeout_s)
    if code.startswith(("SQLITE_FULL", "53100")):
        return (
            "the last step was not saved because the disk is full, got no room for it; allowed is a disk with free "
            "space. Nothing already saved is lost: free some space and repeat the last step."
        )
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "25006")):
        return _not_writable(got)
    if code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return damaged(got)
    return (
        f"the database cannot do what it is asked, got {got!r}; allowed is a database of this program that can be "
        "reached and written. Nothing already saved is lost: check the disk or the server and repeat the last step."
    )


def locked(where: str, busy_timeout_s: float) -> StorageError:
    """Return the error for a database that somebody else has held for longer than one may wait."""
    return StorageError(f"{where}: {_locked(busy_timeout_s)}")


def _locked(busy_timeout_s: float) -> str:
    return (
        f"is locked by another program, got no turn within {busy_timeout_s:g} s; allowed is one writer at a time. "
        "Nothing already saved is lost: repeat the last step, and close other programs that hold the database open."
    )


def not_writable(where: str, error: OSError) -> StorageError:
    """Return the error for a data folder that cannot be made."""
    return StorageError(f"{where}: {_not_writable(error.strerror or type(error).__name__)}")


def _not_writable(got: str) -> str:
    return (
        f"cannot be written, got {got!r}; allowed is a file in a folder that this user may write to. "
        "Change its permissions, or set IMS_DATA to another folder; nothing already saved is lost."
    )


def damaged(got: str) -> str:
    """Return what to say of a file that is no database, or no longer one."""
    return (
        f"is not a database of this program or is damaged, got {got!r}; allowed is a database that this program made. "
        "It was left as it is: put a copy of it back, or move it away to start with an empty one."
    )


def _code(error: BaseException) -> str:
    """Return SQLite's error name or PostgreSQL's SQLSTATE, or nothing where there is neither."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or "")
