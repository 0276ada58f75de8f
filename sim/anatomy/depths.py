"""Needle depths from layers: skin of the region, what covers the muscle, its thickness, what lies beyond."""

from __future__ import annotations

from typing import Literal, NamedTuple

from sim.errors import input_error
from sim.evidence.body_depths import BODY_DEPTHS

Build = Literal["slim", "middle", "stout"]
BUILDS: tuple[Build, ...] = ("slim", "middle", "stout")
"""How much fat lies under the skin of a person."""


class Layers(NamedTuple):
    """Classes of what a needle passes and of what lies beyond; figures are in `sim.evidence.body_depths`."""

    skin: str
    cover: str
    thickness: str
    beyond: str


class Depths(NamedTuple):
    """Depths under the skin, mm, surface < depth_min < depth_max < far."""

    surface_mm: float
    depth_min_mm: float
    depth_max_mm: float
    far_mm: float


def depth_range(skin: str, cover: str, thickness: str, beyond: str, build: Build = "middle") -> Depths:
    """Return where a muscle begins and ends and the range that is safe within it.

    Parameters
    ----------
    skin, cover, thickness
        Classes of the layers: `neck`, `belly`, `thick`, …; their figures are in `sim.evidence.body_depths`.
    beyond
        What the margin at the deep border keeps off: `open`, `vessel`, `nerve`, `canal`, `lung`, `kidney`, `abdomen`.
    build
        Of the patient: skin and fat are thinner or thicker, muscles are left as they are.

    Raises
    ------
    ModelInputError
        If a class does not exist, or the margins leave no room in the muscle.

    Examples
    --------
    >>> depth_range("forearm", "slip", "medium", "open")
    Depths(surface_mm=6.0, depth_min_mm=8.0, depth_max_mm=20.0, far_mm=22.0)
    """
    surface_mm = _layer("build", build) * _layer("skin", skin) + _layer("cover", cover)
    far_mm = surface_mm + _layer("thickness", thickness)
    depth_min_mm = surface_mm + _layer("margin", "near")
    depth_max_mm = far_mm - _layer("margin", beyond)
    if depth_min_mm >= depth_max_mm:
        raise input_error("depth", "no room between the margins", thickness, "choose a thicker class")
    return Depths(surface_mm, depth_min_mm, depth_max_mm, far_mm)


def needle_length_mm(depth_max_mm: float) -> float:
    """Return the shortest needle that reaches a depth with part of its shaft outside, mm; the longest where none does.

    Examples
    --------
    >>> needle_length_mm(20.0), needle_length_mm(30.0)
    (25.0, 40.0)
    """
    lengths = sorted(BODY_DEPTHS[name].value for name in BODY_DEPTHS if _is_length(name))
    least_mm = depth_max_mm + BODY_DEPTHS["needle_spare"].value
    return next((length for length in lengths if length >= least_mm), lengths[-1])


def _is_length(name: str) -> bool:
    return name.startswith("needle_") and name != "needle_spare"


def _layer(kind: str, name: str) -> float:
    layer = f"{kind}_{name}"
    if layer not in BODY_DEPTHS:
        known = [key.removeprefix(f"{kind}_") for key in BODY_DEPTHS if key.startswith(f"{kind}_")]
        raise input_error(kind, f"unknown {kind}", name, f"allowed is {', '.join(known)}")
    return BODY_DEPTHS[layer].value
