"""An attempt played again from its inputs. Whoever opens an attempt, the app or a program, opens it here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim import MODEL_VERSION
from sim.cases.attempt import apply, start
from sim.cases.play import Attempt, NeedleRecord, Play
from sim.cases.schema import Case
from sim.cases.shown import differences, shown
from sim.errors import ReplayError
from sim.reflex.response import Trace

_NO_TRACE = Trace(
    motor_times_ms=np.empty(0),
    motor_units=np.empty(0, dtype=np.int32),
    force=np.empty(0, dtype=np.float32),
    emg_uv=np.empty(0, dtype=np.float32),
)


@dataclass(frozen=True, slots=True)
class Replay:
    """An attempt as it looks now, and what of that is not as it was.

    Parameters
    ----------
    play
        The attempt after its last decision.
    made_with
        The version of the model the attempt was made with.
    changes
        What the decisions show otherwise than they did then, in words.
    """

    play: Play
    made_with: str
    changes: tuple[str, ...] = ()

    @property
    def is_other_model(self) -> bool:
        """Whether the attempt was made with another version of the model than this one."""
        return self.made_with != MODEL_VERSION


def new_attempt(case: Case, seed: int) -> Attempt:
    """Return an attempt at a case in which nothing is decided yet."""
    return Attempt(case.id, case.content_hash, seed, MODEL_VERSION)


def replay(case: Case, attempt: Attempt, seen: Sequence[Mapping[str, object]] = ()) -> Replay:
    """Return what an attempt looks like now.

    Parameters
    ----------
    case
        The very revision of the case that the attempt was made with.
    seen
        What was shown for each decision then, in order; nothing asks for no comparison.

    Raises
    ------
    ReplayError
        If the attempt belongs to another case or another revision of it, or a decision cannot follow those before it.
    ModelInputError
        If a decision names what this version of the model does not have.
    """
    _require_same_case(case, attempt)
    play = start(case, attempt.seed)
    changes: list[str] = []
    for index, decision in enumerate(attempt.decisions):
        after = apply(play, decision)
        if index < len(seen):
            found = differences(seen[index], shown(play, after))
            changes.extend(f"Decision {index + 1}: {difference}" for difference in found)
        play = without_old_traces(after)
    return Replay(play, attempt.model_version, tuple(changes))


def without_old_traces(play: Play) -> Play:
    """Return the play without the runs behind all insertions but the last: a minute of force takes 240 kB."""
    kept = play.current.needles[-1] if play.current.needles else None
    visits = tuple(
        replace(visit, needles=tuple(needle if needle is kept else _bare(needle) for needle in visit.needles))
        for visit in play.visits
    )
    return replace(play, visits=visits)


def _require_same_case(case: Case, attempt: Attempt) -> None:
    if attempt.case_id != case.id:
        raise ReplayError(f"attempt: belongs to another case, got {case.id!r}; allowed is {attempt.case_id!r}.")
    if attempt.case_hash != case.content_hash:
        got = f"got the content {case.content_hash!r}; allowed is {attempt.case_hash!r}"
        raise ReplayError(f"attempt: belongs to another revision of the case {case.id!r}, {got}.")


def _bare(record: NeedleRecord) -> NeedleRecord:
    response = record.insertion.response
    if response.trace is _NO_TRACE:
        return record
    return replace(record, insertion=replace(record.insertion, response=replace(response, trace=_NO_TRACE)))
