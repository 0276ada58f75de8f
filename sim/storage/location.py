"""Where the attempts are kept."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from sim.errors import StorageError
from sim.storage.faults import not_writable

DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
FILE_NAME = "attempts.sqlite"


def database_url(url: str | None) -> URL:
    """Return the database to use, with its folder made where it is a file.

    Parameters
    ----------
    url
        `sqlite:///folder/file` or `postgresql://user@host/name`. None: the environment says, `IMS_DATABASE` (a URL)
        before `IMS_DATA` (a folder); without either it is `~/.local/share/ims-reflex-trainer/attempts.sqlite`.

    Raises
    ------
    StorageError
        If the URL is none of these, or the folder cannot be made.
    """
    text = url or os.environ.get("IMS_DATABASE")
    if not text:
        folder = Path(os.environ.get("IMS_DATA") or "~/.local/share/ims-reflex-trainer").expanduser()
        return _with_folder(URL.create(DRIVERS["sqlite"], database=str(folder / FILE_NAME)))
    try:
        parsed = make_url(text)
    except ArgumentError:
        raise _unusable("not a URL") from None  # the text may hold a password
    if parsed.drivername not in DRIVERS:
        raise _unusable(parsed.drivername)
    parsed = parsed.set(drivername=DRIVERS[parsed.drivername])
    return _with_folder(parsed) if is_sqlite(parsed) else parsed


def is_sqlite(url: URL) -> bool:
    """Return whether the database is a file."""
    return url.get_backend_name() == "sqlite"


def shown_name(url: URL) -> str:
    """Return how messages call the database: the file, or the URL without its password."""
    return str(url.database) if is_sqlite(url) else url.render_as_string(hide_password=True)


def _with_folder(url: URL) -> URL:
    if not url.database or url.database == ":memory:":
        raise _unusable("sqlite without a file")  # what is in memory is lost with the process
    try:
        # Closed to other users of the machine: attempts are private.
        Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise not_writable(url.database, error) from error
    return url


def _unusable(got: str) -> StorageError:
    return StorageError(
        f"IMS_DATABASE: is not a database this program can use, got {got!r}; allowed is sqlite:///path/to/file or "
        "postgresql://user:password@host/name. Leave it unset to keep attempts in a file of your own."
    )
