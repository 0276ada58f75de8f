"""The left card: the one question that is open, and the means to answer it."""

from __future__ import annotations

import streamlit as st

from sim import anatomy
from sim.cases import ACTIONS, Play
from sim.patient.state import SIDES, SiteKey
from sim.ui import choice, findings, state, text
from sim.ui.components.body_map import MapSite, MapState, body_map, map_site
from sim.ui.markup import esc, kicker
from sim.ui.narrative_course import question
from sim.ui.state import Bench
from sim.ui.views import steps

BOTH_ASSUMED = '<small class="assumed">Both assumed.</small>'


def draw(bench: Bench) -> None:
    """Draw the question of the phase."""
    where, asked = question(bench.play)
    st.html(f'{kicker(where)}<h1 class="question">{esc(asked)}</h1>')
    match bench.play.phase:
        case "deciding":
            _actions()
        case "needling":
            _sites(bench.play)
        case _:
            st.html(f"<p class='muted'>{esc(text.RESTING_HOW)}</p>")


def _actions() -> None:
    st.radio(
        "What will you do?",
        ACTIONS,
        format_func=lambda action: text.ACTIONS[action].name,
        captions=[text.ACTIONS[action].line for action in ACTIONS],
        key=state.ACTION,
        index=None,
        on_change=steps.clear_message,
        label_visibility="collapsed",
    )


def _sites(play: Play) -> None:
    shown, chosen = state.shown_part(), state.chosen_site()
    st.selectbox(
        "Site: type to find",
        choice.listed(shown, state.chosen_entry()),
        format_func=choice.site_label,
        key=state.SITE,
        index=None,
        placeholder="Name, part, root or nerve",
        on_change=steps.choose_entry,
        label_visibility="collapsed",
    )
    with st.container(key="site_row", horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            "Side",
            SIDES,
            format_func=str.capitalize,
            key=state.SIDE,
            required=True,
            on_change=steps.choose_from_list,
            label_visibility="collapsed",
        )
        _level(state.chosen_entry())
        st.selectbox(
            "Show",
            choice.show_options(),
            format_func=choice.show_label,
            key=state.SHOW,
            label_visibility="collapsed",
        )
    _map(play, chosen)
    if chosen is not None:
        _place(chosen)


def _level(entry: str | None) -> None:
    """Ask for the level of a muscle that spans many segments."""
    all_levels = () if entry is None else choice.levels(entry)
    if all_levels:
        st.selectbox(
            "Level",
            all_levels,
            key=state.LEVEL,
            on_change=steps.choose_from_list,
            label_visibility="collapsed",
        )


def _map(play: Play, chosen: SiteKey | None) -> None:
    segment = choice.segment_in_view(state.shown_part(), chosen)
    side = state.chosen_side()
    body_map(
        map_sites(),
        MapState(
            selected=chosen,
            same_segment=choice.same_segment(segment, side),
            segment=segment,
            responses=findings.best_responses(play),
            findings=findings.felt(play),
            zoom=choice.zoom_of(state.shown_part()),
        ),
        key=state.BODY_MAP,
        sex=play.case.patient.sex,
        side=side,
        on_pick=steps.choose_on_map,
    )


def _place(chosen: SiteKey) -> None:
    """Say how to find the site, and how the patient lies for it."""
    site = anatomy.site(chosen.site)
    st.html(
        f'<p class="near"><b>Find it:</b> {esc(site.landmark)} <b>Patient:</b> {esc(site.position)}. {BOTH_ASSUMED}</p>'
    )


@st.cache_resource(show_spinner=False)
def map_sites() -> tuple[MapSite, ...]:
    """Return every site of the anatomy as the map tells it, made once."""
    return tuple(map_site(site) for site in anatomy.sites().values())
