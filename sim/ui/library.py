"""The case library as a learner sees it: every case, and how far the own attempts have come. Knows no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.cases import Case
from sim.ui.narrative_course import complaint

if TYPE_CHECKING:
    from sim.storage import Store, StoredAttempt

_LEAD_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One case in the library.

    Parameters
    ----------
    attempt_id
        The newest attempt of this learner; None where there is none.
    n_visit
        The visit it is at, from 1.
    responder
        Whether the patient counted as a responder; None while the attempt is open.
    """

    case: Case
    attempt_id: str | None = None
    n_visit: int = 0
    is_begun: bool = False
    is_closed: bool = False
    responder: bool | None = None

    @property
    def status(self) -> str:
        """How far it has come, in words."""
        if self.is_closed:
            return "Done: a responder" if self.responder else "Done: no responder"
        if self.is_begun:
            return f"At visit {self.n_visit} of {self.case.course.max_visits}"
        return "Not begun"


def newest_attempts(store: Store, learner: str) -> Mapping[str, StoredAttempt]:
    """Return the newest attempt of a learner at each case, by the id of the case."""
    newest: dict[str, str] = {}
    for row in store.attempts_of(learner):
        newest.setdefault(row.case_id, row.id)
    return {case_id: store.read(attempt_id, learner) for case_id, attempt_id in newest.items()}


def entries(cases: Mapping[str, Case], newest: Mapping[str, StoredAttempt]) -> tuple[Entry, ...]:
    """Return all cases, the easiest first, with the newest attempt at each."""
    ordered = sorted(cases.values(), key=lambda case: (case.difficulty, case.title))
    return tuple(_entry(case, newest[case.id]) if case.id in newest else Entry(case) for case in ordered)


def lead(story: str) -> str:
    """Return the first sentences of a story, as many as fit a card; at least one.

    Examples
    --------
    >>> lead("She fell. It hurts.")
    'She fell. It hurts.'
    """
    taken = ""
    for sentence in _sentences(story):
        if taken and len(taken) + len(sentence) > _LEAD_CHARACTERS:
            break
        taken = f"{taken} {sentence}".strip()
    return taken


def facts_line(case: Case) -> str:
    """Return who the patient is, for a card."""
    who = {"female": "woman", "male": "man"}[case.patient.sex]
    return f"{complaint(case).capitalize()}, {who} of {case.patient.age}"


def difficulty(case: Case) -> str:
    """Return how hard a case is, in words."""
    return {1: "Easy", 2: "Medium", 3: "Hard"}[case.difficulty]


def _entry(case: Case, stored: StoredAttempt) -> Entry:
    decisions = stored.decisions
    n_returns = sum(decision.kind == "return" for decision in decisions)
    is_closed = stored.attempt.closed_at is not None
    last: Mapping[str, object] = decisions[-1].shown if decisions else {}
    return Entry(
        case=case,
        attempt_id=stored.attempt.id,
        n_visit=min(n_returns + 1, case.course.max_visits),
        is_begun=bool(decisions),
        is_closed=is_closed,
        responder=bool(last.get("responder")) if is_closed else None,
    )


def _sentences(story: str) -> Sequence[str]:
    words = " ".join(story.split())
    parts = words.split(". ")
    return [part if part.endswith((".", "!", "?")) or last else f"{part}." for part, last in _with_last(parts)]


def _with_last(parts: Sequence[str]) -> list[tuple[str, bool]]:
    return [(part, index == len(parts) - 1) for index, part in enumerate(parts)]
