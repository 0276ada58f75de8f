"""The records of an attempt: what was decided, and what it looks like now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sim.cases.decisions import Action, Decision, Needle
from sim.cases.schema import Case
from sim.course.outcome import Outcome
from sim.patient.state import Patient
from sim.session.insert import InsertionRecord

Phase = Literal["deciding", "needling", "resting", "closed"]
"""deciding: the visit waits for an act; needling: needles or the end of the visit; resting: the end of the visit."""

Ending = Literal["stop", "refer", "last_visit"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt as it is kept: everything else is computed from it.

    Parameters
    ----------
    case_id, case_hash
        The case and the content it had.
    seed
        Seed of every draw of the attempt.
    model_version
        Version of the model the attempt was made with.
    decisions
        What was decided, in order.
    """

    case_id: str
    case_hash: str
    seed: int
    model_version: str
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedleRecord:
    """One insertion: what was decided and what it brought."""

    decision: Needle
    insertion: InsertionRecord


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """One visit as it was seen.

    Parameters
    ----------
    visit, day
        Number of the visit from 1, and days since the first one.
    action
        What was decided; None while it is open.
    pain_nrs, rom_percent
        Pain 0 to 10 and range of motion, % of normal, both before anything was done.
    soreness_nrs
        Soreness of the day after, 0 to 10; None until that day has passed.
    needles
        Insertions in order.
    before, after
        The patient as they came, and as they left (None while the visit is open).
    """

    visit: int
    day: int
    action: Action | None
    pain_nrs: float
    rom_percent: float
    before: Patient
    after: Patient | None = None
    soreness_nrs: float | None = None
    needles: tuple[NeedleRecord, ...] = ()

    @property
    def adverse(self) -> tuple[str, ...]:
        """Adverse events of the visit, in order of their needles."""
        return tuple(event for needle in self.needles for event in needle.insertion.adverse)


@dataclass(frozen=True, slots=True)
class Moment:
    """Pain 0 to 10 and range of motion, % of normal, on one day of the course."""

    day: float
    pain_nrs: float
    rom_percent: float
    patient: Patient


@dataclass(frozen=True, slots=True)
class Play:
    """What an attempt looks like now: its decisions folded over the patient of the case.

    Parameters
    ----------
    patient
        The patient at this moment; on a closed course, when the outcome was known.
    day, visit
        Days since the first visit, and the number of the visit from 1.
    visits
        All visits so far; the last is the open one, if any is.
    week_12, end
        What was found twelve weeks after the first visit, and when the course ended (a week after its last treatment,
        where that ended it); None until then.
    ending
        How the course ended; None while it is open.
    outcome
        None until the course is closed.
    """

    case: Case
    seed: int
    patient: Patient
    day: int
    visit: int
    phase: Phase
    visits: tuple[VisitRecord, ...]
    week_12: Moment | None = None
    end: Moment | None = None
    ending: Ending | None = None
    outcome: Outcome | None = None

    @property
    def current(self) -> VisitRecord:
        """The last visit, open or not."""
        return self.visits[-1]

    @property
    def is_closed(self) -> bool:
        """Whether nothing more can be decided."""
        return self.phase == "closed"
