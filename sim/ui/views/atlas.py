"""The segment atlas: a root or a muscle, what hangs on it, and what the sources say."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import streamlit as st

from sim import anatomy
from sim.anatomy import ROOTS, Muscle, Site
from sim.evidence import visits
from sim.patient.state import SIDES, SiteKey
from sim.ui import atlas, atlas_muscle, atlas_root, choice, state, text_atlas
from sim.ui.atlas import MUSCLE_PARAM, ROOT_PARAM, Chosen
from sim.ui.atlas_parts import atlas_link, muscle_link
from sim.ui.atlas_reflex import RootReflex, Tapped, root_reflex
from sim.ui.components.atlas_links import atlas_links
from sim.ui.components.body_map import MapState, Mode, body_map
from sim.ui.markup import esc, table
from sim.ui.views.frame import page
from sim.ui.views.question import map_sites

MODES: tuple[Mode, ...] = ("root", "segment")
"""Colours of the map: nothing is needled here."""


@page
def render() -> None:
    """Draw the page."""
    address = state.atlas_address()
    chosen = atlas.chosen(address)
    if chosen.params and chosen.params != address:
        state.put_atlas_address(chosen.params)
    st.html(_style_sheet())
    with st.container(key="atlas"):
        st.html(f'<header class="lead"><h1>{esc(text_atlas.TITLE)}</h1><p>{esc(text_atlas.LEAD)}</p></header>')
        with st.container(key="atlas_left"):
            with st.container(key="card_atlas_find", border=True):
                _find(chosen)
            with st.container(key="card_atlas_map", border=True):
                _map(chosen)
        with st.container(key="atlas_main"):
            _main(chosen)
        atlas_links(key=state.ATLAS_LINKS, on_follow=state.put_atlas_address)


def _find(chosen: Chosen) -> None:
    """Let a root or a muscle be picked; both pickers show what is in view."""
    state.show_in_atlas(chosen.root, _entry(chosen))
    st.segmented_control("Root", ROOTS, key=state.ATLAS_ROOT, on_change=_root_picked)
    st.selectbox(
        "Muscle: type to find",
        finder_entries(),
        format_func=finder_label,
        key=state.ATLAS_MUSCLE,
        index=None,
        placeholder="Name, part, root or nerve",
        on_change=_muscle_picked,
    )


def _map(chosen: Chosen) -> None:
    body_map(
        map_sites(),
        _in_view(chosen),
        key=state.ATLAS_MAP,
        side=state.atlas_side(),
        modes=MODES,
        on_pick=_map_picked,
    )


def _main(chosen: Chosen) -> None:
    if chosen.unknown:
        st.html(_unknown(chosen))
    if chosen.root is not None:
        _root(chosen.root)
    elif chosen.muscle is not None:
        _muscle(chosen.muscle, chosen.site)
    else:
        _card("glance", atlas_root.glance())


def _root(root: str) -> None:
    _card("head", atlas_root.head(root) + atlas_root.facts(root))
    _card("feeds", atlas_root.feeds(root))
    _card("beside", atlas_root.beside_spine(root))
    _card("disagree", atlas_root.disagreements(root))
    found = _reflex(root)
    if found is not None:
        _card("reflex", _reflex_table(root, found))


def _muscle(muscle: Muscle, site: Site | None) -> None:
    _card("head", atlas_muscle.head(muscle, site))
    _card("roots", atlas_muscle.roots(muscle, site))
    for name, content in (
        ("who", atlas_muscle.who(muscle.id)),
        ("needling", atlas_muscle.needling(muscle, site)),
        ("same", atlas_muscle.same_segment(muscle, site)),
        ("notes", atlas_muscle.notes(muscle.id)),
    ):
        if content:
            _card(name, content)


def _card(name: str, content: str) -> None:
    with st.container(key=f"card_atlas_{name}", border=True):
        st.html(content)


def _unknown(chosen: Chosen) -> str:
    """Return what is said of a name that is none: the nearest names as links."""
    near = ", ".join(_near_link(param, name) for param, name in chosen.nearest)
    how = f"{esc(text_atlas.UNKNOWN_NEAREST)} {near}?" if near else esc(text_atlas.UNKNOWN_HOW)
    words = text_atlas.UNKNOWN.format(name=f"“{chosen.unknown}”")
    return f'<div class="notice is-error" role="alert"><p>{esc(words)} {how}</p></div>'


def _near_link(param: str, name: str) -> str:
    if param == ROOT_PARAM:
        return atlas_link(param, name, name)
    site = anatomy.sites().get(name)
    return muscle_link(name, site.name if site else anatomy.muscle(name).name)


@lru_cache(maxsize=1)
def finder_entries() -> tuple[str, ...]:
    """Return what can be found by name: every muscle, then the levels of the multifidus."""
    beside_spine = (site.id for site in anatomy.sites().values() if site.kind == "paraspinal")
    return (*anatomy.muscles(), *beside_spine)


@lru_cache(maxsize=256)
def finder_label(entry: str) -> str:
    """Return a muscle with what one may type to find it."""
    if entry in anatomy.sites() or choice.levels(entry):
        return choice.site_label(entry)
    muscle = anatomy.muscle(entry)
    return f"{muscle.name} · {muscle.nerve} · {muscle.region}"


def _entry(chosen: Chosen) -> str | None:
    """Return the entry of the finder that is in view."""
    if chosen.site is not None and chosen.site.kind == "paraspinal":
        return chosen.site.id
    return None if chosen.muscle is None else chosen.muscle.id


def _in_view(chosen: Chosen) -> MapState:
    """Return what the map shows on both sides: the segment in view, the site it marks, or all levels of a muscle."""
    if chosen.muscle is not None and chosen.site is None:
        levels = atlas.level_sites(chosen.muscle)
        return MapState(same_segment=frozenset(SiteKey(level.id, side) for level in levels for side in SIDES))
    segment = chosen.root if chosen.site is None else next(iter(chosen.site.roots))
    selected = None if chosen.site is None else SiteKey(chosen.site.id, state.atlas_side())
    same = frozenset[SiteKey]().union(*(choice.same_segment(segment, side) for side in SIDES))
    return MapState(selected=selected, same_segment=same, segment=segment)


def _map_picked(site: SiteKey) -> None:
    state.put_atlas_side(site.side)
    state.put_atlas_address({MUSCLE_PARAM: site.site})


def _root_picked() -> None:
    root = state.picked_root()
    if root is not None:
        state.put_atlas_address({ROOT_PARAM: root})


def _muscle_picked() -> None:
    muscle = state.picked_muscle()
    if muscle is not None:
        state.put_atlas_address({MUSCLE_PARAM: muscle})


@st.cache_data(max_entries=len(ROOTS), show_spinner=False)
def _reflex(root: str) -> RootReflex | None:
    return root_reflex(root)


def _reflex_table(root: str, found: RootReflex) -> str:
    name = anatomy.muscle(found.muscle).name
    height_cm, health = visits.DESCRIBED_HEIGHT_CM.value, visits.DESCRIBED_ILL_HEALTH.value
    how = text_atlas.REFLEX_HOW.format(muscle=name.lower(), height=f"{height_cm:.0f}", root=root, health=health)
    rows = (("All healthy", *_tapped(found.healthy)), (f"{root} at health {health:g}", *_tapped(found.ill)))
    content = table(("Roots", "Latency", "Size"), rows, text_atlas.REFLEX)
    return f"<h2>{esc(text_atlas.REFLEX)}</h2><p>{esc(how)}</p>{content}"


def _tapped(tapped: Tapped) -> tuple[str, str]:
    if not tapped.is_seen:
        return "no answer", "too small to see"
    return f"{tapped.latency_ms:.1f} ms", f"{tapped.amplitude_mv:.2f} mV"


@lru_cache(maxsize=1)
def _style_sheet() -> str:
    return f"<style>{resources.files(__package__).joinpath('atlas.css').read_text(encoding='utf-8')}</style>"
