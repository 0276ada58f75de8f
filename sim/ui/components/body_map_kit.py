"""What the body map is drawn with and never changes: its script, its style, the figure and the facts of the sites.

A page mounts it beside each map. It is the same message at every rerun, so Streamlit sends it to a browser once and
then only its name; a map that has come finds it there by its key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2s
from typing import Any

import numpy as np
import streamlit as st

from sim.anatomy import Site, muscle
from sim.ui.components.assets import script, style
from sim.ui.components.figure import Points, Sex, figure, lines, turned, warp
from sim.ui.components.shapes import ZOOM_BOXES, shapes, zoom_box
from sim.ui.segment_colours import segment_variables

KEY_BYTES = 8
_OF_CLASS = {
    "lung": ("pleura", "lung"),
    "canal": ("canal", "cord", "brainstem"),
    "kidney": ("kidney",),
    "abdomen": ("peritoneum", "bowel"),
    "vessel": ("arter", "vein", "vessel", "carotid"),
    "nerve": ("nerve", "plexus"),
}
"""Class of what lies beyond → beginnings of the words by which hazards name it, the gravest class first."""
SCRIPTS = (
    "body_map_draw.js",
    "body_map_stage.js",
    "body_map_paint.js",
    "body_map_words.js",
    "body_map_keys.js",
    "body_map.js",
)
"""Joined into one module in this order."""


@dataclass(frozen=True, slots=True)
class MapSite:
    """What the map tells of a needle site.

    Parameters
    ----------
    roots
        Weight of each root, 0 to 1, heaviest first.
    segment
        The level of a paraspinal site or of one level of a muscle, e.g. "C6"; None for other muscles.
    shape
        What is drawn for it; sites of one shape are the levels of one muscle. Empty is the site itself.
    hazards
        What lies near, gravest first; what no source names is marked.
    standing
        Of the roots: measured, taught or assumed.
    muscle_name
        Name of the whole muscle, where the site is one level of it; empty is the site's own.
    """

    id: str
    name: str
    roots: Mapping[str, float] = field(hash=False)
    ramus: str
    nerve: str
    segment: str | None = None
    shape: str = ""
    hazards: tuple[str, ...] = ()
    standing: str = ""
    muscle_name: str = ""


@dataclass(frozen=True, slots=True)
class Kit:
    """What a map is drawn with, under the key by which the browser knows it."""

    key: str
    content: bytes


def map_site(site: Site) -> MapSite:
    """Return what the map tells of a site of the anatomy."""
    is_level, whole = site.kind == "level", muscle(site.muscle)
    return MapSite(
        id=site.id,
        name=site.name,
        roots=site.roots,
        ramus=str(site.ramus),
        nerve=site.nerve,
        segment=site.segment,
        shape=site.muscle if is_level else site.id,
        hazards=_gravest_first(site),
        # The shares at one level are made by a rule, whoever gives the roots of the muscle.
        standing=whole.standing if site.kind == "muscle" else site.standing,
        muscle_name=whole.name if is_level else "",
    )


def _gravest_first(site: Site) -> tuple[str, ...]:
    """Return the hazards of a site: lung, canal and organs before vessels and nerves."""

    def rank(hazard: str) -> int:
        return next(
            (i for i, words in enumerate(_OF_CLASS.values()) if any(w in hazard for w in words)), len(_OF_CLASS)
        )

    marked = {hazard: f"{hazard} (assumed)" for hazard in site.hazards_assumed}
    return tuple(marked.get(hazard, hazard) for hazard in sorted(site.hazards, key=rank))


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


@lru_cache(maxsize=4)
def kit_of(sites: tuple[MapSite, ...], sex: Sex) -> Kit:
    """Return what a map of these sites on one sex's figure is drawn with."""
    content = json.dumps(
        {
            "style": style("body_map.css") + segment_variables(),
            "figure": figure_parts(sex),
            "sites": {site.id: _facts(site) for site in sites},
        },
        separators=(",", ":"),
    ).encode()
    key = blake2s(content + script(*SCRIPTS).encode(), digest_size=KEY_BYTES).hexdigest()
    return Kit(key, key.encode() + content)


def draw_kit(kit: Kit, *, key: str) -> None:
    """Mount the kit; nothing of it is seen."""
    _component()(key=key, data=kit.content, height=1)


def figure_parts(sex: Sex) -> dict[str, Any]:
    """Return the drawing of one sex's figure; all coordinates in whole tenths of a figure unit."""
    drawing = figure(sex)
    return {
        "outline": _tenths(drawing.outline),
        "fingers": [_tenths(line) for line in drawing.hand_lines],
        "lines": [
            {"view": line.view, "kind": line.kind, "points": _tenths(turned(warp(line.points, sex), line.view))}
            for line in lines()
        ],
        "shapes": [
            {
                "id": shape.site,
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
    }


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    return st.components.v2.component("ims.body_map_kit", html="<i hidden>\n</i>\n", js=script(*SCRIPTS))


def _facts(site: MapSite) -> dict[str, str]:
    return {
        "name": site.name,
        "family": site.muscle_name or site.name,
        "roots": roots_text(site.roots),
        "root": next(iter(site.roots), ""),
        "way": way_text(site),
        "near": "; ".join(site.hazards),
        "standing": site.standing,
        "level": site.segment or "",
        "shape": site.shape or site.id,
    }


def _tenths(points: Points) -> list[int]:
    return [int(value) for value in np.round(points * 10).ravel()]
