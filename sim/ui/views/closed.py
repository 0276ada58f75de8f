"""After the course: the outcome and the first debrief."""

from __future__ import annotations

import streamlit as st

from sim.assessment import Debrief, Score, VisitCoverage, debrief, score
from sim.cases import Play
from sim.reflex.response import RESPONSE_KINDS
from sim.ui import findings, narrative_course, state
from sim.ui.charts.course import Panel, Row, course_chart
from sim.ui.components.body_map import MapState, body_map
from sim.ui.markup import as_text, bar, esc, kicker, paragraphs, sign, table
from sim.ui.reports import PART_NAMES, coverage_lines, root_points
from sim.ui.state import Bench
from sim.ui.views import steps
from sim.ui.views.frame import LIBRARY_PAGE, notice
from sim.ui.views.question import map_sites


def draw(bench: Bench) -> None:
    """Draw outcome, debrief, score, and what can be done next."""
    play = bench.play
    told, points = debrief(play), score(play)
    if bench.message is not None:
        notice(bench.message.kind, bench.message.text)
    with st.container(key="debrief"):
        with st.container(key="debrief_main"):
            with st.container(key="card_outcome", border=True):
                _outcome(play, told)
            with st.container(key="card_debrief", border=True):
                _debrief(told)
            with st.container(key="card_bands", border=True):
                _bands(play)
        with st.container(key="debrief_side"):
            with st.container(key="card_score", border=True):
                _score(points)
                _next()
            with st.container(key="card_course", border=True):
                _course(play, told)


def _outcome(play: Play, told: Debrief) -> None:
    outcome = play.outcome
    assert outcome is not None
    rows = [(esc(name), *(esc(cell) for cell in cells)) for name, *cells in narrative_course.outcome_facts(play)]
    verdict = "right" if told.was_right else "not the best choice"
    st.html(
        f"{kicker(narrative_course.question(play)[0])}"
        f"{paragraphs(told.danger, 'alarm')}"
        f'<h1 class="large">{esc(narrative_course.outcome_headline(outcome))}</h1>'
        f"{paragraphs([narrative_course.ending_sentence(play), narrative_course.outcome_rule(outcome)])}"
        f"{table(('Measure', 'First visit', 'End', 'Week 12'), rows, 'Pain and range of motion')}"
        f"<h2 class='subhead'>Your first decision was {esc(verdict)}</h2><p>{esc(told.right.reason)}</p>"
    )


def _score(points: Score) -> None:
    rows = [
        (
            esc(_part_name(part.name)),
            bar(part.points / part.max if part.max else 0.0, f"{part.points:g} of {part.max:g}"),
        )
        for part in points.parts
    ]
    evidence = [f"{_part_name(part.name)}: {part.evidence}" for part in points.parts]
    st.html(
        f"{kicker('Score')}<p class='large'>{points.total:.0f} of 100</p>"
        f"{table(('Part', 'Points'), rows, 'Parts of the score')}"
        f"{as_text(evidence, 'What it rests on')}"
    )


def _part_name(name: str) -> str:
    return PART_NAMES.get(name, name.replace("_", " ").capitalize())


def _next() -> None:
    st.button("Play it again, another patient", key=state.AGAIN, type="primary", on_click=steps.again, width="stretch")
    if st.button("Choose another case", key=state.OTHER_CASE, width="stretch"):
        st.switch_page(LIBRARY_PAGE)


def _course(play: Play, told: Debrief) -> None:
    panels = [Panel("Pain, 0 to 10", 10.0, "", narrative_course.pain_points(play))]
    panels += [
        Panel(f"Health of {story.root.root} on the {story.root.side}, %", 100.0, " %", root_points(play, story.root))
        for story in told.roots
    ]
    rows = []
    if told.roots and told.visits:
        rows = [
            Row("Posterior ramus: paraspinals of the segment", _marks(told.visits, "posterior")),
            Row("Anterior ramus: muscles of limb and trunk", _marks(told.visits, "anterior")),
        ]
    lines = [narrative_course.pain_text(play), *coverage_lines(told.visits)]
    st.html(kicker("The course"))
    course_chart(panels, rows, key=state.DEBRIEF_CHART, alt=" ".join(lines), is_small=False)
    st.html(as_text(lines))


def _marks(visits: tuple[VisitCoverage, ...], ramus: str) -> tuple[tuple[float, float, str], ...]:
    return tuple((float(visit.day), float(getattr(visit, ramus)), f"visit {visit.visit}") for visit in visits)


def _debrief(told: Debrief) -> None:
    notes = f"<blockquote>{paragraphs(told.case_notes.splitlines())}</blockquote>" if told.case_notes else ""
    # What was dangerous and the first decision stand above.
    rest = told.sentences[len(told.danger) + 1 :]
    st.html(f"{kicker('Debrief')}{notes}{paragraphs(rest)}{_coverage(told.visits)}")


def _bands(play: Play) -> None:
    """Show where the short bands were, and what was needled of them."""
    st.html(f"{kicker('The bands, as they were at the first visit')}")
    body_map(
        map_sites(),
        MapState(
            responses=findings.best_responses(play, is_course=True), findings=findings.hidden(play), is_open=False
        ),
        key=state.DEBRIEF_MAP,
        sex=play.case.patient.sex,
        side=play.case.patient.complaint.side,
        mode="findings",
    )


def _coverage(visits: tuple[VisitCoverage, ...]) -> str:
    if not visits:
        return ""
    rows = [
        (
            f"{visit.visit}, day {visit.day}",
            bar(visit.posterior, f"{100 * visit.posterior:.0f} %"),
            bar(visit.anterior, f"{100 * visit.anterior:.0f} %"),
            " ".join(sign(kind, str(visit.responses[kind])) for kind in RESPONSE_KINDS if visit.responses.get(kind)),
        )
        for visit in visits
    ]
    return table(("Visit", "Posterior ramus", "Anterior ramus", "Responses"), rows, "What was covered at each visit")
