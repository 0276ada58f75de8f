"""The body map: needle sites as muscle shapes on a figure, front and back, to point at and to pick.

The map mirrors the list of sites beside it: whatever is picked on either is the one selection of the page.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any, cast

import numpy as np
import streamlit as st

from sim.anatomy import Site
from sim.patient.state import SIDES, Side, SiteKey
from sim.reflex.response import ResponseKind
from sim.ui.components.assets import asset, script, style
from sim.ui.components.figure import Points, Sex, figure, warp
from sim.ui.components.shapes import ZOOM_BOXES, View, Zoom, shapes, zoom_box
from sim.ui.theme import SIGNS


@dataclass(frozen=True, slots=True)
class MapSite:
    """What the map tells of a needle site.

    Parameters
    ----------
    roots
        Weight of each root, 0 to 1, heaviest first.
    segment
        The level of a paraspinal site, e.g. "C6"; None for other muscles.
    """

    id: str
    name: str
    roots: Mapping[str, float]
    ramus: str
    nerve: str
    segment: str | None = None


@dataclass(frozen=True, slots=True)
class MapState:
    """What the map shows: the selection, the segment in view and what each needled site brought.

    Parameters
    ----------
    same_segment
        Sites that share the segment of the selection, of both rami.
    segment
        Name of that segment, e.g. "C6", for the legend.
    responses
        Best response so far of each needled site.
    is_open
        Whether a site can be picked now.
    """

    selected: SiteKey | None = None
    same_segment: frozenset[SiteKey] = frozenset()
    segment: str | None = None
    responses: Mapping[SiteKey, ResponseKind] = field(default_factory=dict)
    is_open: bool = True


def map_site(site: Site) -> MapSite:
    """Return what the map tells of a site of the anatomy."""
    return MapSite(
        site.id, site.name, site.roots, str(site.ramus), site.nerve, site.segment if site.kind == "paraspinal" else None
    )


def roots_text(roots: Mapping[str, float]) -> str:
    """Return root weights in words, heaviest first.

    Examples
    --------
    >>> roots_text({"C6": 0.46, "C7": 0.39})
    'C6 0.46 · C7 0.39'
    """
    return " · ".join(f"{root} {weight:.2f}" for root, weight in roots.items()) or "no segmental supply"


def way_text(site: MapSite) -> str:
    """Return ramus and nerve in words."""
    return " · ".join(part for part in (f"{site.ramus} ramus" if site.ramus != "cranial" else "", site.nerve) if part)


def site_text(site: MapSite, side: Side, state: MapState) -> str:
    """Return the twin in words of one site on the map: name, side, roots, ramus, nerve and its state."""
    key = SiteKey(site.id, side)
    marks = []
    if state.selected == key:
        marks.append("chosen")
    if key in state.same_segment:
        marks.append(f"segment {state.segment}" if state.segment else "same segment")
    if key in state.responses:
        marks.append(f"brought {SIGNS[state.responses[key]].word}")
    facts = f"{site.name}, {side}: {roots_text(site.roots)}; {way_text(site)}"
    return "; ".join([facts, *marks])


def map_text(sites: Sequence[MapSite], state: MapState) -> tuple[str, ...]:
    """Return the twin in words of the whole map, one line a site and side, in the order of `sites`."""
    return tuple(site_text(site, side, state) for site in sites for side in SIDES)


def parse_pick(value: object, sites: Sequence[MapSite]) -> SiteKey | None:
    """Return the site that a browser says was picked, or None for anything that is no site of the map."""
    if not isinstance(value, dict):
        return None
    site, side = value.get("site"), value.get("side")
    if side not in SIDES or not isinstance(site, str) or site not in {known.id for known in sites}:
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
    on_pick: Callable[[SiteKey], None] | None = None,
) -> SiteKey | None:
    """Draw the map; return the site picked in this run, if any.

    Parameters
    ----------
    sites
        The sites that can be picked; those without a shape are left to the list.
    key
        Key of the widget, unique on the page.
    side, view, zoom
        What the map shows first. Afterwards it is the viewer's, and turns to a site that is selected elsewhere.
    on_pick
        Called with the picked site before the run, as any callback of a widget.
    """

    def picked() -> None:
        site = parse_pick(st.session_state[key].get("pick"), sites)
        if site is not None and on_pick is not None and state.is_open:
            on_pick(site)

    before = parse_pick(st.session_state.get(key, {}).get("pick"), sites)
    data = map_data(sites, state, sex=sex, side=side, view=view, zoom=zoom, picked=before)
    result = _component()(key=key, data=data, on_pick_change=picked)
    return parse_pick(result.get("pick"), sites) if state.is_open else None


def map_data(
    sites: Sequence[MapSite],
    state: MapState,
    *,
    sex: Sex,
    side: Side,
    view: View,
    zoom: Zoom,
    picked: SiteKey | None = None,
) -> dict[str, Any]:
    """Return what the browser draws the map from; `picked` tells it that its last pick has arrived."""
    return {
        "figure_key": sex,
        "figure": figure_json(sex),
        "sites": {site.id: _facts(site) for site in sites},
        "selected": _join(state.selected),
        "same": sorted(filter(None, map(_join, state.same_segment))),
        "segment": state.segment,
        "responses": {f"{site}|{side}": kind for (site, side), kind in state.responses.items()},
        "disabled": not state.is_open,
        "picked": _join(picked),
        "side": side,
        "view": view,
        "zoom": zoom,
    }


@lru_cache(maxsize=2)
def figure_json(sex: Sex) -> str:
    """Return the drawing of one sex's figure as JSON; all coordinates in whole tenths of a figure unit."""
    drawing = figure(sex)
    return json.dumps(
        {
            "outline": _tenths(drawing.outline),
            "fingers": [_tenths(line) for line in drawing.hand_lines],
            "lines": [{"view": view, "points": _tenths(warp(points, sex))} for view, points in _body_lines()],
            "shapes": [
                {
                    "site": shape.site,
                    "view": shape.view,
                    "layer": shape.layer,
                    "zoom": shape.zoom,
                    "bellies": [_tenths(outline) for outline in shape.outlines],
                    "needle": [round(value, 1) for value in shape.needle],
                }
                for shape in shapes(sex)
            ],
            "zooms": {
                zoom: {"box": [round(value, 1) for value in zoom_box(zoom, sex)], "one_sided": is_one_sided}
                for zoom, (*_, is_one_sided) in ZOOM_BOXES.items()
            },
        },
        separators=(",", ":"),
    )


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "ims.body_map",
        html=asset("body_map.html"),
        css=style("body_map.css"),
        js=script("body_map_draw.js", "body_map.js"),
    )


def _facts(site: MapSite) -> dict[str, str]:
    return {
        "name": site.name,
        "roots": roots_text(site.roots),
        "way": way_text(site),
        "rung": site.segment or "",
    }


def _join(key: SiteKey | None) -> str | None:
    return f"{key.site}|{key.side}" if key else None


def _tenths(points: Points) -> list[int]:
    return [int(value) for value in np.round(points * 10).ravel()]


@lru_cache(maxsize=1)
def _body_lines() -> tuple[tuple[str, Points], ...]:
    text = resources.files(__package__).joinpath("bodylines.csv").read_text(encoding="utf-8")
    return tuple(
        (row["view"], np.array([[float(value) for value in pair.split(",")] for pair in row["points"].split()]))
        for row in csv.DictReader(text.splitlines())
    )
