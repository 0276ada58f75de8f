"""The body map: needle sites as muscle shapes on a figure, front and back, to point at and to pick.

The map mirrors the list of sites beside it: whatever is picked on either is the one selection of the page. What never
changes, the drawing and the facts of the sites, goes to the browser once (`body_map_kit`); a click costs its state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, cast

import streamlit as st

from sim.patient.state import SIDES, Side, SiteKey
from sim.reflex.response import ResponseKind
from sim.ui.components.assets import asset, script
from sim.ui.components.body_map_kit import MapSite, draw_kit, kit_of, map_site
from sim.ui.components.figure import Sex, View
from sim.ui.components.shapes import Zoom

__all__ = ["Finding", "MapSite", "MapState", "Mode", "body_map", "map_data", "map_site", "parse_pick"]

Mode = Literal["root", "needled", "segment", "findings"]
"""What the colours tell: the root in view, what the needle brought, the leading root, or what is known of a band."""
MODES: tuple[Mode, ...] = ("needled", "segment", "findings")
"""The colours of a patient who is needled."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of the band of one site.

    Parameters
    ----------
    words
        It in words.
    kind
        What the needle felt there, where that is what is known.
    shortness, irritability
        State of the band, 0 to 1, where it has been told.
    """

    words: str
    kind: ResponseKind | None = None
    shortness: float | None = None
    irritability: float | None = None


@dataclass(frozen=True, slots=True)
class MapState:
    """What the map shows: the selection, the segment in view and what each needled site brought.

    Parameters
    ----------
    same_segment
        Sites that share the segment of the selection, of both rami.
    segment
        Name of that segment, e.g. "C6", for the legend; also the level a muscle of many segments is picked at.
    responses
        Best response so far of each needled site.
    findings
        What is known of each band; None where there is nothing to know, and the colours do not offer it.
    is_open
        Whether a site can be picked now.
    zoom
        The part that is shown beside the map; when it changes, the map follows. None is the whole body.
    """

    selected: SiteKey | None = None
    same_segment: frozenset[SiteKey] = frozenset()
    segment: str | None = None
    responses: Mapping[SiteKey, ResponseKind] = field(default_factory=dict)
    findings: Mapping[SiteKey, Finding] | None = None
    is_open: bool = True
    zoom: Zoom | None = None


def parse_pick(value: object, sites: Sequence[MapSite]) -> SiteKey | None:
    """Return the site that a browser says was picked, or None for anything that is no site of the map."""
    if not isinstance(value, dict):
        return None
    site, side = value.get("site"), value.get("side")
    if side not in SIDES or not isinstance(site, str) or not any(known.id == site for known in sites):
        return None
    return SiteKey(site, cast(Side, side))


def body_map(
    sites: Sequence[MapSite],
    state: MapState,
    *,
    key: str,
    sex: Sex = "female",
    side: Side = "right",
    view: View = "back",
    zoom: Zoom = "whole",
    mode: Mode | None = None,
    modes: Sequence[Mode] = MODES,
    on_pick: Callable[[SiteKey], None] | None = None,
) -> SiteKey | None:
    """Draw the map; return the site picked in this run, if any.

    Parameters
    ----------
    sites
        The sites that can be picked; those without a shape are left to the list.
    key
        Key of the widget, unique on the page.
    side, view, zoom, mode
        What the map shows first. Afterwards it is the viewer's, and turns to a site that is selected elsewhere.
    modes
        Which colours are offered, the first unless `mode` says another.
    on_pick
        Called with the picked site before the run, as any callback of a widget.
    """

    def picked() -> None:
        site = parse_pick(st.session_state[key].get("pick"), sites)
        if site is not None and on_pick is not None and state.is_open:
            on_pick(site)

    before = parse_pick(st.session_state.get(key, {}).get("pick"), sites)
    kit = kit_of(tuple(sites), sex)
    data = map_data(state, kit=kit.key, side=side, view=view, zoom=zoom, mode=mode, modes=modes, picked=before)
    with st.container(key=f"{key}_frame", gap=None):
        draw_kit(kit, key=f"{key}_kit")
        result = _component()(key=key, data=data, on_pick_change=picked)
    return parse_pick(result.get("pick"), sites) if state.is_open else None


def map_data(
    state: MapState,
    *,
    kit: str,
    side: Side = "right",
    view: View = "back",
    zoom: Zoom = "whole",
    mode: Mode | None = None,
    modes: Sequence[Mode] = MODES,
    picked: SiteKey | None = None,
) -> dict[str, Any]:
    """Return what a click changes; `kit` names what it is drawn with, `picked` is the last pick that has arrived."""
    return {
        "kit": kit,
        "selected": _join(state.selected),
        "same": sorted(filter(None, map(_join, state.same_segment))),
        "segment": state.segment,
        "responses": {f"{site}|{side}": kind for (site, side), kind in state.responses.items()},
        "findings": None if state.findings is None else _findings(state.findings),
        "disabled": not state.is_open,
        "picked": _join(picked),
        "zoom": state.zoom,
        "modes": list(modes),
        "first": {"side": side, "view": view, "zoom": zoom, "mode": mode or modes[0]},
    }


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    return st.components.v2.component("ims.body_map", html=asset("body_map.html"), js=script("body_map_mount.js"))


def _findings(findings: Mapping[SiteKey, Finding]) -> dict[str, dict[str, object]]:
    return {
        f"{site}|{side}": {
            "words": finding.words,
            "kind": finding.kind,
            "shortness": _hundredths(finding.shortness),
            "irritability": _hundredths(finding.irritability),
        }
        for (site, side), finding in findings.items()
    }


def _hundredths(share: float | None) -> float | None:
    return None if share is None else round(share, 2)


def _join(key: SiteKey | None) -> str | None:
    return f"{key.site}|{key.side}" if key else None
