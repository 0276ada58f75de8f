"""Attempts as the pages use them: begin, open by replay, decide. Knows the store and the cases, not Streamlit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sim import MODEL_VERSION
from sim.cases import (
    Attempt,
    Case,
    Decision,
    Play,
    Replay,
    apply,
    from_json,
    new_attempt,
    parse_case,
    replay,
    shown,
    start,
    to_json,
    without_old_traces,
)
from sim.storage import AttemptRow, Store, StoredAttempt

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
    made = new_attempt(case, seed)
    row = store.create_attempt(
        learner,
        case_id=made.case_id,
        case_hash=made.case_hash,
        case_text=case.canonical_json(),
        seed=made.seed,
        model_version=made.model_version,
    )
    return Sitting(row, start(case, seed), 0)


def replayed(stored: StoredAttempt) -> Sitting:
    """Return a stored attempt as it looks now, by replay of its decisions.

    Raises
    ------
    CaseError, ReplayError, ModelInputError
        If this version of the program can no longer play what was decided.
    """
    row = stored.attempt
    decisions = tuple(from_json(decision.payload) for decision in stored.decisions)
    attempt = Attempt(row.case_id, row.case_hash, row.seed, row.model_version, decisions)
    case = parse_case(row.case_text, f"case {row.case_id}")
    found = replay(case, attempt, [decision.shown for decision in stored.decisions])
    return Sitting(row, found.play, len(decisions), _notes(found))


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
    seen = shown(sitting.play, after)
    kind = str(payload["kind"])
    store.append(sitting.attempt.id, sitting.n_decisions, kind, payload, seen, closes=after.is_closed)
    return replace(sitting, play=without_old_traces(after), n_decisions=sitting.n_decisions + 1)


def _notes(found: Replay) -> tuple[str, ...]:
    made = f"This attempt was made with model {found.made_with}; now it is model {MODEL_VERSION}."
    if not found.changes:
        return (f"{made} Played again, it shows what you saw then.",) if found.is_other_model else ()
    same = f"It was made with the same model, {MODEL_VERSION}."
    head = (
        f"Played again, this attempt shows something else than you saw then. {made if found.is_other_model else same}"
    )
    n_more = len(found.changes) - _NOTES_SHOWN
    return (head, *found.changes[:_NOTES_SHOWN], *([f"And {n_more} more."] if n_more > 0 else []))
