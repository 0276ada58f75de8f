"""The tables as they are now. How older files come to this is in `migrations`; a test holds the two together."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import JSON, BigInteger, Column, DateTime, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

SCHEMA_REVISION = "0001"
"""The newest revision in `migrations/versions`, here so that opening an up-to-date database need not load alembic."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, with its zone on every database (SQLite itself keeps none)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn any zone into UTC."""
        del dialect
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

ATTEMPT = Table(
    "attempt",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("learner", String(64), nullable=False),  # sha256 of the learner's token, never the token
    Column("case_id", Text, nullable=False),
    Column("case_hash", Text, nullable=False),
    Column("case_text", Text, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("mode", Text, nullable=False),
    Column("model_version", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("share_id", String(22), unique=True),
    Index(None, "learner", "created_at"),
)

DECISION = Table(
    "decision",
    METADATA,
    Column("attempt_id", String(32), ForeignKey("attempt.id"), primary_key=True),
    Column("index", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("shown", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
