"""Muscle shapes from few numbers: a belly between two landmarks, with a width, a bend and how broadly it is attached.

`bodymap.csv` holds one row a belly, on the male figure and in the coordinates of `figure`; a muscle of several heads or
slips has several rows. One side only: the other side is its mirror image. A row of both views stands in each of them.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal, cast

import numpy as np

from sim.ui.components.figure import Points, Sex, View, turned, views_of, warp

Layer = Literal["superficial", "deep", "deepest", "bone"]
Zoom = Literal[
    "whole", "neck", "shoulder", "arm", "forearm", "hand", "chest", "waist", "hip", "thigh", "leg", "foot", "sole"
]

ZOOM_BOXES: Mapping[Zoom, tuple[float, float, float, bool]] = {
    "whole": (-492.0, -14.0, 984.0, False),
    "neck": (-54.0, 84.0, 108.0, False),
    "shoulder": (-14.0, 128.0, 164.0, True),
    "arm": (28.0, 170.0, 190.0, True),
    "forearm": (82.0, 302.0, 148.0, True),
    "hand": (160.0, 426.0, 108.0, True),
    "chest": (-64.0, 190.0, 128.0, False),
    "waist": (-68.0, 308.0, 136.0, False),
    "hip": (-18.0, 362.0, 140.0, True),
    "thigh": (-64.0, 474.0, 232.0, True),
    "leg": (-58.0, 690.0, 222.0, True),
    "foot": (250.0, 434.0, 260.0, True),
    "sole": (250.0, 694.0, 260.0, True),
}
"""Left edge from the midline, top, width (and height), and whether the box shows one side only; male figure units."""

STEPS = 7
SLENDERNESS = 1.25


@dataclass(frozen=True, slots=True)
class Belly:
    """One belly, in figure units; angles in degrees, None where the attachment is square to the belly.

    Parameters
    ----------
    width
        Where it is thickest; None for a sheet, whose edges run straight from attachment to attachment.
    bend
        How far the middle of the belly bows from the straight line; positive to the side for a belly that runs down.
    belly_at
        Where the belly is thickest, 0 at the origin and 1 at the insertion.
    origin_deg, insertion_deg
        Direction of the line of attachment: 0 runs to the side, 90 runs down.
    """

    site: str
    view: View
    layer: Layer
    zoom: Zoom
    origin: tuple[float, float]
    insertion: tuple[float, float]
    width: float | None
    bend: float
    belly_at: float
    origin_width: float
    origin_deg: float | None
    insertion_width: float
    insertion_deg: float | None


@dataclass(frozen=True, slots=True)
class Shape:
    """What is drawn for one site in one view and layer: its outlines (n, 2) and the point where the needle goes in."""

    site: str
    view: View
    layer: Layer
    zoom: Zoom
    outlines: tuple[Points, ...]
    needle: tuple[float, float]


def read_bellies(text: str) -> tuple[Belly, ...]:
    """Return the rows of a table of bellies, in its order, which is the order of drawing."""
    rows = csv.DictReader(text.splitlines())
    return tuple(_belly(row, view) for row in rows for view in views_of(row["view"]))


@lru_cache(maxsize=1)
def bellies() -> tuple[Belly, ...]:
    """Return the packaged bellies."""
    return read_bellies(resources.files(__package__).joinpath("bodymap.csv").read_text(encoding="utf-8"))


@lru_cache(maxsize=2)
def shapes(sex: Sex) -> tuple[Shape, ...]:
    """Return all shapes of one sex's figure in the order of drawing; the two sexes share the table."""
    groups: dict[tuple[str, str, str], list[Belly]] = {}
    for belly in bellies():
        groups.setdefault((belly.site, belly.view, belly.layer), []).append(belly)
    return tuple(_shape(group, sex) for group in groups.values())


def zoom_box(zoom: Zoom, sex: Sex) -> tuple[float, float, float, float]:
    """Return the square that a zoom shows of one sex's figure: left, top, width, height; (u, y) of the right half.

    Of a one-sided zoom the centre moves with the body; the size is the same for both sexes.
    """
    u, y, size, is_one_sided = ZOOM_BOXES[zoom]
    if is_one_sided:
        centre = warp(np.array([[u + size / 2, y + size / 2]]), sex)[0]
        u, y = (float(value) for value in centre - size / 2)
    return u, y, size, size


def outline(belly: Belly) -> Points:
    """Return the closed outline of a belly: one edge from origin to insertion, then the other back; (2 * STEPS, 2)."""
    along = np.linspace(0.0, 1.0, STEPS)
    centre, half = _centre_line(belly, along), _half_width(belly, along)
    return np.concatenate([centre + half, (centre - half)[::-1]])


def needle_point(belly: Belly) -> tuple[float, float]:
    """Return the thickest point of a belly, on its centre line."""
    u, y = _centre_line(belly, np.array([belly.belly_at]))[0]
    return float(u), float(y)


def _belly(row: dict[str, str], view: View) -> Belly:
    def number(name: str) -> float:
        return float(row[name])

    def optional(name: str) -> float | None:
        return float(row[name]) if row[name] else None

    return Belly(
        site=row["site"],
        view=view,
        layer=cast(Layer, row["layer"]),
        zoom=cast(Zoom, row["zoom"]),
        origin=(number("origin_u"), number("origin_y")),
        insertion=(number("insertion_u"), number("insertion_y")),
        width=optional("width"),
        bend=number("bend"),
        belly_at=number("belly_at"),
        origin_width=number("origin_width"),
        origin_deg=optional("origin_deg"),
        insertion_width=number("insertion_width"),
        insertion_deg=optional("insertion_deg"),
    )


def _shape(group: list[Belly], sex: Sex) -> Shape:
    middle = group[len(group) // 2]
    u, y = turned(warp(np.array([needle_point(middle)]), sex), middle.view)[0]
    outlines = tuple(turned(warp(outline(belly), sex), belly.view) for belly in group)
    return Shape(middle.site, middle.view, middle.layer, middle.zoom, outlines, (float(u), float(y)))


def _centre_line(belly: Belly, along: Points) -> Points:
    """Return the straight line from origin to insertion, bowed by `bend` where the belly is thickest."""
    origin, insertion = np.array(belly.origin), np.array(belly.insertion)
    straight = origin + np.outer(along, insertion - origin)
    return straight + np.outer(belly.bend * _swell(along, belly.belly_at), _normal(insertion - origin))


def _half_width(belly: Belly, along: Points) -> Points:
    """Return vectors from the centre line to one edge.

    The edges run straight from attachment to attachment and swell (or narrow) to the belly's width between them.
    """
    normal = _normal(np.array(belly.insertion) - np.array(belly.origin))
    near = _attachment(belly.origin_width, belly.origin_deg, normal)
    far = _attachment(belly.insertion_width, belly.insertion_deg, normal)
    straight = np.outer(1 - along, near) + np.outer(along, far)
    if belly.width is None:
        return straight
    at_belly = (1 - belly.belly_at) * near + belly.belly_at * far
    return straight + np.outer(_swell(along, belly.belly_at), normal * belly.width / 2 - at_belly)


def _attachment(width: float, degrees: float | None, normal: Points) -> Points:
    if degrees is None:
        return normal * width / 2
    line = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
    return line * (width / 2 if line @ normal >= 0 else -width / 2)


def _normal(direction: Points) -> Points:
    return np.array([direction[1], -direction[0]]) / (float(np.hypot(*direction)) or 1.0)


def _swell(along: Points, peak: float) -> Points:
    """Return 0 at both ends and 1 at the peak, full in the middle and slender at the ends."""
    share = np.where(along <= peak, along / peak, (1 - along) / (1 - peak))
    return np.sin(np.pi / 2 * share) ** SLENDERNESS
