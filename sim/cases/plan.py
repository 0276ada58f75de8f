"""Plan files: a whole course decided beforehand, checked, turned into decisions and played."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sim.cases.attempt import apply, start
from sim.cases.checks import Finding
from sim.cases.decisions import RETURN_DAYS_MAX, Act, Decision, Return
from sim.cases.faults import MAX_FAULTS, in_order, schema_faults
from sim.cases.plan_schema import MAX_INSERTIONS_A_VISIT, PlanVisit
from sim.cases.play import Play
from sim.cases.schema import Case
from sim.cases.yaml_text import Document, place_text, read_file, read_text, shown
from sim.errors import CaseError, Fault

_Visits = tuple[PlanVisit, ...]
_READER: TypeAdapter[_Visits] = TypeAdapter(_Visits)


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole course decided beforehand."""

    visits: tuple[PlanVisit, ...]

    def decisions(self) -> tuple[Decision, ...]:
        """Return the plan as decisions. A plan that ends without `stop` or `refer` ends the course all the same."""
        made: list[Decision] = []
        for index, visit in enumerate(self.visits):
            made.append(Act(visit.action))
            for needle in visit.needles:
                made.extend([needle.decision] * needle.insertions)
            if visit.action in {"stop", "refer"}:
                break
            if index + 1 < len(self.visits):
                made.append(Return(self.visits[index + 1].day - visit.day))
            else:
                made.append(Act("stop"))
        return tuple(made)


def load_plan(path: Path | str, max_visits: int) -> Plan:
    """Return the plan of a file.

    Parameters
    ----------
    max_visits
        Visits the case allows.

    Raises
    ------
    CaseError
        With all faults of the file, by line.
    """
    return _plan(read_file(Path(path)), str(path), max_visits)


def parse_plan(text: str | bytes, max_visits: int, where: str = "plan") -> Plan:
    """Return the plan that a text describes; see `load_plan`."""
    return _plan(read_text(text, where), where, max_visits)


def play_plan(case: Case, plan: Plan, seed: int) -> Play:
    """Return the closed course of a case treated by a plan."""
    play = start(case, seed)
    for decision in plan.decisions():
        play = apply(play, decision)
    return play


def _plan(document: Document, where: str, max_visits: int) -> Plan:
    faults = list(document.faults)
    visits: _Visits = ()
    if document.value is not None or not faults:
        try:
            visits = _READER.validate_python(document.value)
        except ValidationError as error:
            faults.extend(schema_faults(error, _Visits, document, where))
        faults.extend(
            Fault(where, document.line(finding.place), place_text(finding.place), finding.message)
            for finding in _findings(document.value, max_visits)
        )
    if faults:
        raise CaseError(in_order(faults)[:MAX_FAULTS])
    return Plan(visits)


def _findings(content: object, max_visits: int) -> Iterator[Finding]:
    """Yield what is wrong between the visits of a plan, whatever else is wrong with it."""
    if not isinstance(content, tuple):
        return
    if not content:
        yield Finding((), "has no visit, got a list of 0; allowed is at least one.")
    if len(content) > max_visits:
        message = f"is one visit too many, got visit {max_visits + 1}; allowed are {max_visits} in this case."
        yield Finding((max_visits,), message)
    closed_by: str | None = None
    previous_day: int | None = None
    for index, visit in enumerate(content):
        if not isinstance(visit, Mapping):
            continue
        if closed_by is not None:
            yield Finding((index,), f"follows a closed course, got a visit after {closed_by}; allowed is none.")
        yield from _visit_findings(index, visit, previous_day)
        day, action = visit.get("day"), visit.get("action")
        previous_day = day if isinstance(day, int) else previous_day
        closed_by = action if isinstance(action, str) and action in {"stop", "refer"} else closed_by


def _visit_findings(index: int, visit: Mapping[str, object], previous_day: int | None) -> Iterator[Finding]:
    number, day, action = visit.get("visit"), visit.get("day"), visit.get("action")
    if isinstance(number, int) and number != index + 1:
        yield Finding((index, "visit"), f"is out of order, got {number}; allowed is {index + 1}.")
    if isinstance(day, int):
        if index == 0 and day != 0:
            yield Finding((index, "day"), f"is not the first day, got {day}; allowed is 0.")
        if previous_day is not None and not 1 <= day - previous_day <= RETURN_DAYS_MAX:
            allowed = f"{previous_day + 1} to {previous_day + RETURN_DAYS_MAX}"
            yield Finding((index, "day"), f"does not follow the visit before, got {day}; allowed is {allowed}.")
    needles = visit.get("needles")
    if isinstance(needles, tuple) and needles:
        if action != "treat":
            message = f"are given without treating, got {shown(action)}; allowed only with action treat."
            yield Finding((index, "needles"), message)
        counts = [needle.get("insertions", 1) for needle in needles if isinstance(needle, Mapping)]
        total = sum(count for count in counts if isinstance(count, int) and 1 <= count <= 30)
        if total > MAX_INSERTIONS_A_VISIT:
            message = f"are too many insertions for one visit, got {total}; allowed are {MAX_INSERTIONS_A_VISIT}."
            yield Finding((index, "needles"), message)
