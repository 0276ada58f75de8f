"""Attempts as the pages use them: begin, open by replay, decide. Knows the store and the cases, not Streamlit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from sim import MODEL_VERSION
from sim.cases import (
    Case,
    Decision,
    NeedleRecord,
    Play,
    apply,
    differences,
    from_json,
    parse_case,
    shown,
    start,
    to_json,
)
from sim.reflex.response import Trace
from sim.storage import AttemptRow, Store, StoredAttempt

_NO_TRACE = Trace(
    motor_times_ms=np.empty(0),
    motor_units=np.empty(0, dtype=np.int32),
    force=np.empty(0, dtype=np.float32),
    emg_uv=np.empty(0, dtype=np.float32),
)
_NOTES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt that is open in front of a learner.

    Parameters
    ----------
    attempt
        As the store has it.
    play
        What it looks like now.
    n_decisions
        How many decisions are on disk.
    notes
        What a replay showed otherwise than the learner saw it then, in words.
    """

    attempt: AttemptRow
    play: Play
    n_decisions: int
    notes: tuple[str, ...] = ()

    @property
    def is_training(self) -> bool:
        """Whether a prediction is asked for and each needle is explained."""
        return self.attempt.mode == "training"


def begin(store: Store, learner: str, case: Case, seed: int) -> Sitting:
    """Begin an attempt at a case and return it, nothing decided yet."""
    attempt = store.create_attempt(
        learner,
        case_id=case.id,
        case_hash=case.content_hash,
        case_text=case.canonical_json(),
        seed=seed,
        model_version=MODEL_VERSION,
    )
    return Sitting(attempt, start(case, seed), 0)


def replayed(stored: StoredAttempt) -> Sitting:
    """Return a stored attempt as it looks now, by replay of its decisions.

    Raises
    ------
    CaseError, ReplayError, ModelInputError
        If this version of the program can no longer play what was decided.
    """
    row = stored.attempt
    play = start(parse_case(row.case_text, f"case {row.case_id}"), row.seed)
    changes: list[str] = []
    for decision in stored.decisions:
        after = apply(play, from_json(decision.payload))
        found = differences(decision.shown, shown(play, after))
        changes.extend(f"Decision {decision.index + 1}: {difference}" for difference in found)
        play = without_old_traces(after)
    return Sitting(row, play, len(stored.decisions), _notes(row, changes))


def decide(store: Store, sitting: Sitting, decision: Decision, compute: Callable[[], Play] | None = None) -> Sitting:
    """Return the sitting after one more decision, which is on disk when this returns.

    Parameters
    ----------
    compute
        Gives the play after the decision where that is being computed already.

    Raises
    ------
    ReplayError, ModelInputError
        If the decision is not allowed; nothing was kept.
    Conflict
        If the attempt has moved on elsewhere; nothing was kept.
    StorageError
        If the decision could not be kept.
    """
    after = apply(sitting.play, decision) if compute is None else compute()
    payload = to_json(decision)
    store.append(sitting.attempt.id, sitting.n_decisions, str(payload["kind"]), payload, shown(sitting.play, after))
    if after.is_closed:
        store.close(sitting.attempt.id)
    return replace(sitting, play=without_old_traces(after), n_decisions=sitting.n_decisions + 1)


def without_old_traces(play: Play) -> Play:
    """Return the play without the runs behind all insertions but the last: a minute of force takes 240 kB."""
    kept = play.current.needles[-1] if play.current.needles else None
    visits = tuple(
        replace(visit, needles=tuple(needle if needle is kept else _bare(needle) for needle in visit.needles))
        for visit in play.visits
    )
    return replace(play, visits=visits)


def _bare(record: NeedleRecord) -> NeedleRecord:
    response = record.insertion.response
    if response.trace is _NO_TRACE:
        return record
    return replace(record, insertion=replace(record.insertion, response=replace(response, trace=_NO_TRACE)))


def _notes(row: AttemptRow, changes: list[str]) -> tuple[str, ...]:
    if not changes:
        return ()
    made = f"This attempt was made with model {row.model_version}; now it is model {MODEL_VERSION}."
    same = f"It was made with the same model, {MODEL_VERSION}."
    head = (
        "Played again, this attempt shows something else than you saw then. "
        f"{made if row.model_version != MODEL_VERSION else same}"
    )
    more = [f"And {len(changes) - _NOTES_SHOWN} more."] if len(changes) > _NOTES_SHOWN else []
    return (head, *changes[:_NOTES_SHOWN], *more)
