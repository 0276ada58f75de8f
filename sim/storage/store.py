"""The store: attempts, their decisions in order, and who may read them."""

from __future__ import annotations

import secrets
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select, update

from sim.errors import StorageError
from sim.storage.checks import (
    attempt_key,
    learner_hash,
    require_json,
    require_mode,
    require_seed,
    require_text,
    share_key,
)
from sim.storage.connection import WRITES, make_engine, use_write_ahead_log
from sim.storage.faults import conflict, damaged, in_words, locked, not_yours
from sim.storage.location import database_url, is_sqlite, shown_name
from sim.storage.records import AttemptRow, DecisionRow, Mode, StoredAttempt
from sim.storage.schema import bring_up_to_date
from sim.storage.tables import ATTEMPT, DECISION

ATTEMPT_COLUMNS = [column for column in ATTEMPT.columns if column.name != "learner"]
DECISION_COLUMNS = [column for column in DECISION.columns if column.name != "attempt_id"]


def utc_now() -> datetime:
    """Return the time of the machine's clock, UTC."""
    return datetime.now(UTC)


def open_store(url: str | None = None, *, now: Callable[[], datetime] = utc_now, busy_timeout_s: float = 5.0) -> Store:
    """Open the database, bring it up to date where it is older, and return the store.

    Parameters
    ----------
    url
        `sqlite:///path/to/file` or `postgresql://user@host/name`; None takes `IMS_DATABASE`, else a file in the folder
        `IMS_DATA`, else in `~/.local/share/ims-reflex-trainer`.
    now
        The clock; gives a time with its zone.
    busy_timeout_s
        How long a step waits while another program holds the database, s.

    Returns
    -------
        One store for the whole process; any thread may use it.

    Raises
    ------
    StorageError
        If the database cannot be opened, is damaged, locked, or was written by a newer version of the program.
    """
    where = database_url(url)
    engine = make_engine(where, busy_timeout_s)
    store = Store(engine, shown_name(where), now, busy_timeout_s)
    try:
        with in_words(shown_name(where), busy_timeout_s):
            if is_sqlite(where):
                use_write_ahead_log(engine, busy_timeout_s)
            bring_up_to_date(engine, shown_name(where))
    except StorageError:
        store.dispose()
        raise
    return store


class Store:
    """Attempts on disk. What a method has returned from is committed; what it raised from changed nothing.

    Made by `open_store`. A learner is known by a token that only the own browser has; the database keeps its hash.
    """

    def __init__(self, engine: Engine, where: str, now: Callable[[], datetime], busy_timeout_s: float) -> None:
        self._reader = engine
        self._writer = engine.execution_options(**{WRITES: True})
        self._where = where
        self._now = now
        self._busy_timeout_s = busy_timeout_s
        self._turn = threading.Lock()

    def create_attempt(
        self,
        learner: str,
        *,
        case_id: str,
        case_hash: str,
        case_text: str,
        seed: int,
        model_version: str,
        mode: Mode = "training",
    ) -> AttemptRow:
        """Begin an attempt and return it; it has no decisions yet.

        Raises
        ------
        StorageError
            If a value cannot be kept, or the database cannot keep it.
        """
        values = {
            "id": uuid.uuid4().hex,
            "learner": learner_hash(learner),
            "case_id": require_text("case_id", case_id),
            "case_hash": require_text("case_hash", case_hash),
            "case_text": require_text("case_text", case_text),
            "seed": require_seed(seed),
            "mode": require_mode(mode),
            "model_version": require_text("model_version", model_version),
            "created_at": self._now(),
        }
        with self._writing() as connection:
            connection.execute(insert(ATTEMPT), values)
            return _one(connection, ATTEMPT.c.id == values["id"], str(values["id"]))

    def append(
        self,
        attempt_id: str,
        index: int,
        kind: str,
        payload: Mapping[str, object],
        shown: Mapping[str, object],
        *,
        closes: bool = False,
    ) -> None:
        """Put the next decision on disk; it is there when this returns.

        Parameters
        ----------
        attempt_id
            An attempt that the learner was given by `create_attempt` or `read`.
        index
            Number of the decision, counted from 0: how many decisions the writer has seen.
        kind, payload
            The decision.
        shown
            What the learner is shown for it.
        closes
            Whether the attempt is finished with this decision: both are on disk, or neither.

        Raises
        ------
        Conflict
            If the attempt has more or fewer decisions than `index`, or is closed: it moved on in another tab.
        NotYours
            If there is no such attempt.
        StorageError
            If a value is not JSON, or the database cannot keep it.
        """
        values = {
            "attempt_id": attempt_key(attempt_id),
            "index": index,
            "kind": require_text("kind", kind),
            "payload": require_json("payload", payload),
            "shown": require_json("shown", shown),
            "at": self._now(),
        }
        with self._writing() as connection:
            attempt = _hold(connection, attempt_id)
            last = connection.scalar(select(func.max(DECISION.c.index)).where(DECISION.c.attempt_id == attempt_id))
            next_index = 0 if last is None else last + 1
            if attempt.closed_at is not None or index != next_index:
                raise conflict(attempt_id, index, next_index, is_closed=attempt.closed_at is not None)
            connection.execute(insert(DECISION), values)
            if closes:
                finished = update(ATTEMPT).where(ATTEMPT.c.id == attempt_id).values(closed_at=values["at"])
                connection.execute(finished)

    def read(self, attempt_id: str, learner: str) -> StoredAttempt:
        """Return an attempt of this learner with its decisions in order.

        Raises
        ------
        NotYours
            If there is no such attempt, or it is somebody else's: the two look alike.
        """
        mine = (ATTEMPT.c.id == attempt_key(attempt_id)) & (ATTEMPT.c.learner == learner_hash(learner))
        with self._reading() as connection:
            return _with_decisions(connection, _one(connection, mine, attempt_id))

    def attempts_of(self, learner: str) -> tuple[AttemptRow, ...]:
        """Return all attempts of a learner, the newest first."""
        with self._reading() as connection:
            return _newest_first(connection, ATTEMPT.c.learner == learner_hash(learner))

    def latest_open(self, learner: str, case_id: str | None = None) -> AttemptRow | None:
        """Return the newest attempt of a learner that is not finished, of one case or of any; None without one."""
        wanted = (ATTEMPT.c.learner == learner_hash(learner)) & ATTEMPT.c.closed_at.is_(None)
        if case_id is not None:
            wanted &= ATTEMPT.c.case_id == require_text("case_id", case_id)
        with self._reading() as connection:
            return next(iter(_newest_first(connection, wanted, limit=1)), None)

    def share(self, attempt_id: str) -> str:
        """Return the name under which anybody may read an attempt, the same one every time.

        Raises
        ------
        NotYours
            If there is no such attempt.
        """
        with self._writing() as connection:
            share_id = _hold(connection, attempt_id).share_id
            if share_id is None:
                share_id = secrets.token_urlsafe(16)
                connection.execute(update(ATTEMPT).where(ATTEMPT.c.id == attempt_id).values(share_id=share_id))
            return share_id

    def read_shared(self, share_id: str) -> StoredAttempt:
        """Return a shared attempt, whoever asks.

        Raises
        ------
        NotYours
            If nothing is shared under this name.
        """
        with self._reading() as connection:
            shared = _one(connection, ATTEMPT.c.share_id == share_key(share_id), share_id)
            return _with_decisions(connection, shared)

    def delete_attempts_of(self, learner: str) -> int:
        """Delete all attempts of a learner with their decisions and return how many attempts there were."""
        mine = ATTEMPT.c.learner == learner_hash(learner)
        with self._writing() as connection:
            connection.execute(delete(DECISION).where(DECISION.c.attempt_id.in_(select(ATTEMPT.c.id).where(mine))))
            return connection.execute(delete(ATTEMPT).where(mine)).rowcount

    def dispose(self) -> None:
        """Give all connections back; the store opens new ones when it is used again."""
        self._reader.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with in_words(self._where, self._busy_timeout_s), self._reader.connect() as connection:
            try:
                yield connection
            except ValueError as error:  # a time or a JSON text on disk that is none
                raise StorageError(f"{self._where}: {damaged(str(error))}") from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with in_words(self._where, self._busy_timeout_s), self._in_turn(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Let the threads of this process write to a SQLite file one after the other.

        SQLite would let them in one by one too, but by polling: with 60 at once the last waits six times as long.
        """
        if self._writer.dialect.name != "sqlite":
            yield
            return
        if not self._turn.acquire(timeout=self._busy_timeout_s):
            raise locked(self._where, self._busy_timeout_s)
        try:
            yield
        finally:
            self._turn.release()


def _one(connection: Connection, condition: ColumnElement[bool], name: str, *, hold: bool = False) -> AttemptRow:
    wanted = select(*ATTEMPT_COLUMNS).where(condition)
    row = connection.execute(wanted.with_for_update() if hold else wanted).mappings().one_or_none()
    if row is None:
        raise not_yours(name)
    return AttemptRow(**row)


def _hold(connection: Connection, attempt_id: str) -> AttemptRow:
    """Return an attempt that no other connection can change before this transaction ends."""
    return _one(connection, ATTEMPT.c.id == attempt_key(attempt_id), attempt_id, hold=True)


def _newest_first(
    connection: Connection, condition: ColumnElement[bool], limit: int | None = None
) -> tuple[AttemptRow, ...]:
    wanted = select(*ATTEMPT_COLUMNS).where(condition).order_by(ATTEMPT.c.created_at.desc(), ATTEMPT.c.id).limit(limit)
    return tuple(AttemptRow(**row) for row in connection.execute(wanted).mappings())


def _with_decisions(connection: Connection, attempt: AttemptRow) -> StoredAttempt:
    wanted = select(*DECISION_COLUMNS).where(DECISION.c.attempt_id == attempt.id).order_by(DECISION.c.index)
    return StoredAttempt(attempt, tuple(DecisionRow(**row) for row in connection.execute(wanted).mappings()))
