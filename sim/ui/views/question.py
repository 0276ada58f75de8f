"""The left card: the one question that is open, and the means to answer it."""

from __future__ import annotations

import streamlit as st

from sim import anatomy
from sim.cases import ACTIONS, Play
from sim.patient.state import SIDES, SiteKey
from sim.reflex.response import RESPONSE_KINDS, ResponseKind
from sim.ui import choice, state, text
from sim.ui.components.body_map import MapSite, MapState, body_map, map_site
from sim.ui.markup import esc, kicker
from sim.ui.narrative_course import question
from sim.ui.state import Bench
from sim.ui.views import steps


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
        choice.listed(shown, chosen.site if chosen else None),
        format_func=choice.site_label,
        key=state.SITE,
        index=None,
        placeholder="Choose a site, or type to find it",
        on_change=steps.choose_from_list,
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


def _map(play: Play, chosen: SiteKey | None) -> None:
    segment = choice.segment_in_view(state.shown_part(), chosen)
    side = state.chosen_side()
    body_map(
        _map_sites(),
        MapState(
            selected=chosen,
            same_segment=choice.same_segment(segment, side),
            segment=segment,
            responses=best_responses(play),
        ),
        key=state.BODY_MAP,
        sex=play.case.patient.sex,
        side=side,
        on_pick=steps.choose_on_map,
    )


def best_responses(play: Play) -> dict[SiteKey, ResponseKind]:
    """Return the strongest response of each site needled in this visit."""
    best: dict[SiteKey, ResponseKind] = {}
    for record in play.current.needles:
        kind, key = record.insertion.response.kind, record.insertion.met
        best[key] = min(kind, best.get(key, kind), key=RESPONSE_KINDS.index)
    return best


def _place(chosen: SiteKey) -> None:
    """Say how to find the site."""
    st.html(f'<p class="near"><b>Find it:</b> {esc(anatomy.site(chosen.site).landmark)}</p>')


@st.cache_resource(show_spinner=False)
def _map_sites() -> tuple[MapSite, ...]:
    return tuple(map_site(site) for site in anatomy.sites().values())
