"""The right column: the next step, the patient, and what was done at this visit."""

from __future__ import annotations

import streamlit as st

from sim import anatomy
from sim.anatomy import Build, Site
from sim.cases import Play
from sim.patient.state import Patient
from sim.reflex.response import RESPONSE_KINDS
from sim.ui import depth_words, narrative_course, state, text
from sim.ui.charts.course import Panel, course_chart
from sim.ui.choice import short_name
from sim.ui.markup import esc, facts, kicker, sign
from sim.ui.narrative import lower_first
from sim.ui.narrative_course import plural
from sim.ui.state import Bench
from sim.ui.theme import SIGNS
from sim.ui.views import steps
from sim.ui.views.frame import notice

ASSUMED = ' <small class="assumed">assumed</small>'
"""The mark of a fact for which no source was found."""


def draw(bench: Bench) -> None:
    """Draw the column."""
    with st.container(key="card_next", border=True):
        _next(bench)
    with st.container(key="card_patient", border=True):
        _patient(bench.play)
    if bench.play.current.needles:
        with st.container(key="card_visit", border=True):
            st.html(visit_log(bench.play))


def _next(bench: Bench) -> None:
    st.html(kicker("Next"))
    if bench.message is not None:
        notice(bench.message.kind, bench.message.text)
    match bench.play.phase:
        case "deciding":
            action = state.action()
            if action is not None or bench.message is None:
                chosen = (
                    text.CHOOSE_AN_ACTION if action is None else f"You chose: {lower_first(text.ACTIONS[action].name)}."
                )
                st.html(f'<p class="muted">{esc(chosen)}</p>')
            st.button("Decide", key=state.DECIDE, type="primary", on_click=steps.act, width="stretch")
        case "needling":
            _needle(bench)
            _end_visit(bench.play)
        case _:
            _end_visit(bench.play, is_main=True)
    saved = plural(bench.sitting.n_decisions, "decision")
    st.html(f'<p class="saved">{esc(saved)} saved. Close the page whenever you like.</p>')


def _needle(bench: Bench) -> None:
    chosen = state.chosen_site()
    if chosen is not None:
        _depth(anatomy.site(chosen.site), bench.play.patient)
    if bench.sitting.is_training:
        st.segmented_control(
            "What do you expect?",
            RESPONSE_KINDS,
            format_func=lambda kind: f"{SIGNS[kind].sign} {SIGNS[kind].word}",
            key=state.PREDICTION,
            width="stretch",
        )
    st.button("Needle", key=state.NEEDLE, type="primary", on_click=steps.needle, width="stretch")


def _depth(site: Site, patient: Patient) -> None:
    """Ask for depth and angle, and say what this place asks for in this patient."""
    st.number_input(
        f"Depth, mm  \n{depth_words.safe_words(site, patient.build, state.angle_deg(), patient.height_cm)}"
        f"{_assumed(site, ', assumed')}",
        value=None,
        key=state.DEPTH,
        step=1.0,
        format="%.1f",
    )
    if depth_words.angle_matters(site):
        st.segmented_control(
            "Angle to the skin",
            depth_words.ANGLES_DEG,
            format_func=depth_words.angle_label,
            key=state.ANGLE,
            required=True,
            on_change=steps.choose_angle,
            width="stretch",
        )
    tip = depth_words.tip_words(site, patient.build, state.depth_mm(), state.angle_deg(), patient.height_cm)
    st.html(f'<p class="tip" role="status">{esc(tip)}</p>{place(site, patient.build, state.angle_deg())}')


def place(site: Site, build: Build, angle_deg: float | None = None) -> str:
    """Return how the patient lies, which needle to take, what lies beyond and near, and which of it is assumed."""
    near = [f"{esc(hazard)}{ASSUMED if hazard in site.hazards_assumed else ''}" for hazard in site.hazards]
    rows = {
        "Patient": f"{esc(site.position)}, {esc(build)} build",
        "Needle": f"{depth_words.needle_words(site, build, angle_deg)}{_assumed(site, ASSUMED)}",
        "Beyond": f"{esc(depth_words.beyond_words(site))}{_assumed(site, ASSUMED)}",
        "Near": "; ".join(near) or esc(text.NOTHING_NEAR),
    }
    if depth_words.angle_matters(site):
        rows["Slant"] = esc(depth_words.slant_words(site))
    lines = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows.items())
    warning = f'<p class="alarm">{esc(site.guidance)}</p>' if site.guidance else ""
    return f'{warning}<dl class="place">{lines}</dl>'


def _assumed(site: Site, mark: str) -> str:
    """Return the mark where the depths of a site are assumed, and with them the needle and what lies beyond."""
    return mark if site.standing == "assumed" else ""


def _end_visit(play: Play, *, is_main: bool = False) -> None:
    is_last = play.visit >= play.case.course.max_visits
    st.number_input(
        "Days to the end of the course" if is_last else "Days until the next visit",
        value=None,
        key=state.DAYS,
        step=1,
    )
    st.button(
        "End the course" if is_last else "End visit",
        key=state.END_VISIT,
        type="primary" if is_main else "secondary",
        on_click=steps.end_visit,
        width="stretch",
    )
    if is_last:
        st.html(f'<p class="muted">{esc(text.LAST_VISIT_HOW)}</p>')


def _patient(play: Play) -> None:
    st.html(f"{kicker(narrative_course.patient_title(play.case))}{facts(narrative_course.patient_facts(play))}")
    course_chart(
        [Panel("Pain", 10.0, "", narrative_course.pain_points(play))],
        key=state.PAIN_CHART,
        alt=narrative_course.pain_text(play),
        is_small=True,
    )


def visit_log(play: Play) -> str:
    """Return what was needled at this visit, one line an insertion."""
    lines = []
    for record in play.current.needles:
        insertion, predicted = record.insertion, record.decision.predicted
        was_right = (
            ""
            if predicted is None
            else ("as predicted" if predicted == insertion.response.kind else f"not {predicted}")
        )
        reached = "" if insertion.met == insertion.site else f", reached {anatomy.site(insertion.met.site).segment}"
        lines.append(
            f"<li><span>{esc(short_name(insertion.site))}, insertion {insertion.number}{esc(reached)}"
            f'<span class="was"> {esc(was_right)}</span></span>{sign(insertion.response.kind)}</li>'
        )
    return f'{kicker("This visit")}<ol class="log">{"".join(lines)}</ol>'
