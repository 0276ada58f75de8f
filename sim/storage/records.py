"""What the store gives back: plain records, without a connection behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Mode = Literal["training", "exam"]
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One attempt at one case. The learner is not part of it: who owns an attempt stays in the store.

    Parameters
    ----------
    id
        32 hexadecimal digits, unguessable.
    case_id, case_hash, case_text
        The case and the very revision it is played on.
    seed, mode, model_version
        What a replay needs, and whether explanations wait for the debrief.
    created_at, closed_at
        UTC; `closed_at` is None while the attempt can go on.
    share_id
        Unguessable name of the read-only replay; None while the attempt is not shared.
    """

    id: str
    case_id: str
    case_hash: str
    case_text: str
    seed: int
    mode: Mode
    model_version: str
    created_at: datetime
    closed_at: datetime | None
    share_id: str | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision: what was decided, what the learner was shown for it, and when (UTC)."""

    index: int
    kind: str
    payload: dict[str, object]
    shown: dict[str, object]
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredAttempt:
    """An attempt with its decisions in order."""

    attempt: AttemptRow
    decisions: tuple[DecisionRow, ...]
