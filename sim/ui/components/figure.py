"""The human figure under the map: half an outline for each sex, and the way from one sex's proportions to the other's.

Coordinates: `u` is the distance from the midline, positive to the side, `y` runs down from the crown; both in units of
a figure 960 high. One half serves left and right, and front and back, because the contour of a body is the same.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal, cast, get_args

import anatomapa
import numpy as np
from numpy.typing import NDArray

Sex = Literal["female", "male"]
View = Literal["front", "back"]
LineKind = Literal["crease", "bone", "inset"]
Points = NDArray[np.float64]

MIDLINE_X = 270.0
HEIGHT = 960.0
CURVE_STEPS = 5
OUTLINE_TOLERANCE = 0.12
INSET_U = 270.0
INSET_CENTRE_U = 375.0
SOLE_Y = 694.0
"""Middle of both insets, and the height between the back of the foot and the sole."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Half a figure.

    Parameters
    ----------
    outline
        Points (u, y) of the contour from the crown, round arm and leg, to the crotch; shape (n, 2).
    hand_lines
        Closed outlines of the creases between the fingers; each of shape (n, 2).
    """

    sex: Sex
    outline: Points
    hand_lines: tuple[Points, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that helps to read the figure, one half of the body, points (n, 2) on the male figure.

    Parameters
    ----------
    kind
        A crease of the skin, an open line; a bone, closed; or the closed outline of a part drawn again beside the body.
    """

    name: str
    view: View
    kind: LineKind
    points: Points


def svg_numbers(points: Points) -> str:
    """Return points as SVG numbers with one decimal, the shortest way."""
    return " ".join(f"{x:g},{y:g}" for x, y in np.round(points, 1) + 0.0)


@lru_cache(maxsize=2)
def figure(sex: Sex) -> Figure:
    """Return half the figure of one sex, from the CC0 outline (front view) of the package `anatomapa`."""
    subpaths = [_flatten(part) for part in re.split(r"(?=M)", _outline_path(sex)) if part.strip()]
    contour = max(subpaths, key=lambda part: float(np.prod(np.ptp(part, axis=0))))
    fingers = tuple(_to_half(part) for part in subpaths if _is_between_fingers(part))
    return Figure(sex=sex, outline=_simplify(_half(contour), OUTLINE_TOLERANCE), hand_lines=fingers)


def views_of(name: str) -> tuple[View, ...]:
    """Return the views that a row of a table belongs to; `both` is each of them."""
    return get_args(View) if name == "both" else (cast(View, name),)


@lru_cache(maxsize=1)
def lines() -> tuple[Line, ...]:
    """Return the packaged lines; one that has a width is returned as the closed outline of a band of that width."""
    text = resources.files(__package__).joinpath("bodylines.csv").read_text(encoding="utf-8")
    return tuple(_line(row, view) for row in csv.DictReader(text.splitlines()) for view in views_of(row["view"]))


def warp(points: Points, sex: Sex) -> Points:
    """Return points of the male figure (n, 2) at the same place of the figure of `sex`.

    Notes
    -----
    A thin-plate spline through the pairs of `landmarks.csv` and their mirror images, so that the midline stays where it
    is: exact at the landmarks, smooth between them. What is drawn beside the body, from `INSET_U` on, is the same for
    both.
    """
    if sex == "male" or points[:, 0].min() > INSET_U:
        return points
    knots, weights = _spline()
    moved: Points = _kernel(points, knots) @ weights[:-3] + np.c_[np.ones(len(points)), points] @ weights[-3:]
    return moved


def turned(points: Points, view: View) -> Points:
    """Return points of a foot drawn beside the body as that view shows the foot of that side.

    Both insets are drawn once, toes down: the back of the foot as one sees it from the front, the sole as one sees it
    from behind. In the other view the same side is the other foot's mirror image.
    """
    if points[:, 0].min() <= INSET_U:
        return points
    is_sole = bool(points[:, 1].mean() > SOLE_Y)
    if is_sole == (view == "back"):
        return points
    return np.column_stack([2.0 * INSET_CENTRE_U - points[:, 0], points[:, 1]])


def _line(row: dict[str, str], view: View) -> Line:
    points = np.array([[float(value) for value in pair.split(",")] for pair in row["points"].split()])
    if row["width"]:
        points = _band(points, float(row["width"]))
    return Line(row["name"], view, cast(LineKind, row["kind"]), points)


def _band(points: Points, width: float) -> Points:
    direction = np.gradient(points, axis=0)
    normal = np.column_stack([direction[:, 1], -direction[:, 0]]) / np.hypot(*direction.T)[:, None]
    return np.concatenate([points + normal * width / 2, (points - normal * width / 2)[::-1]])


@lru_cache(maxsize=1)
def _spline() -> tuple[Points, Points]:
    text = resources.files(__package__).joinpath("landmarks.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    knots = np.array([(float(row["male_u"]), float(row["male_y"])) for row in rows])
    targets = np.array([(float(row["female_u"]), float(row["female_y"])) for row in rows])
    paired = knots[:, 0] > 0
    mirror = np.array([-1.0, 1.0])
    knots = np.concatenate([knots, knots[paired] * mirror])
    targets = np.concatenate([targets, targets[paired] * mirror])
    affine = np.c_[np.ones(len(knots)), knots]
    system = np.block([[_kernel(knots, knots), affine], [affine.T, np.zeros((3, 3))]])
    return knots, np.linalg.solve(system, np.r_[targets, np.zeros((3, 2))])


def _kernel(points: Points, knots: Points) -> Points:
    square: Points = ((points[:, None, :] - knots[None, :, :]) ** 2).sum(axis=2)
    return square * np.log(np.maximum(square, 1e-12))


def _outline_path(sex: Sex) -> str:
    asset = resources.files(anatomapa).joinpath("assets", f"body_{sex}_anterior.svg")
    element = re.search(r"<path[^>]*id=\"body-outline\"[^>]*>", asset.read_text(encoding="utf-8"))
    path = re.search(r"\sd=\"([^\"]*)\"", element.group(0)) if element else None
    if path is None:
        raise LookupError(f"no outline of the {sex} figure in the package anatomapa")
    return path.group(1)


def _flatten(path: str) -> Points:
    """Return the points of one subpath of absolute M, L, C and Z commands, curves cut into short lines."""
    points: list[tuple[float, float]] = []
    for command, body in re.findall(r"([MLC])([^MLCZ]*)", path):
        pairs = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+)[\s,]+(-?[\d.]+)", body)]
        if command == "C":
            for start in range(0, len(pairs), 3):
                points.extend(_bezier(points[-1], *pairs[start : start + 3]))
        else:
            points.extend(pairs)
    return np.array(points)


def _bezier(*controls: Iterable[float]) -> list[tuple[float, float]]:
    a, b, c, d = (np.array(tuple(control)) for control in controls)
    steps = np.linspace(0, 1, CURVE_STEPS + 1)[1:, None]
    curve = (1 - steps) ** 3 * a + 3 * steps * (1 - steps) ** 2 * b + 3 * steps**2 * (1 - steps) * c + steps**3 * d
    return [(float(x), float(y)) for x, y in curve]


def _to_half(points: Points) -> Points:
    half: Points = np.column_stack([MIDLINE_X - points[:, 0], points[:, 1]])
    return half


def _is_between_fingers(points: Points) -> bool:
    u, y = _to_half(points).T
    return bool(u.min() > 190 and y.min() > 430 and y.max() < 530 and np.ptp(y) > 30)


def _half(contour: Points) -> Points:
    """Return the half of a closed contour on the viewer's left, from the highest point on the midline to the lowest."""
    half = _to_half(contour)
    inside = half[:, 0] >= 0
    starts = np.flatnonzero(inside & ~np.roll(inside, 1))
    runs = [_run(half, inside, int(start)) for start in starts]
    longest = max(runs, key=len)
    if longest[0, 1] > longest[-1, 1]:
        longest = longest[::-1]
    longest[[0, -1], 0] = 0.0
    return longest


def _run(points: Points, inside: NDArray[np.bool_], start: int) -> Points:
    rolled, flags = np.roll(points, -start, axis=0), np.roll(inside, -start)
    length = int(np.argmin(flags)) if not flags.all() else len(flags)
    return rolled[:length].copy()


def _simplify(points: Points, tolerance: float) -> Points:
    """Return the points without those that lie within `tolerance` of the line between others (Douglas-Peucker)."""
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        chord = points[last] - points[first]
        offset = points[first + 1 : last] - points[first]
        length = float(np.hypot(*chord)) or 1.0
        distance = np.abs(chord[0] * offset[:, 1] - chord[1] * offset[:, 0]) / length
        farthest = int(distance.argmax())
        if distance[farthest] > tolerance:
            middle = first + 1 + farthest
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return points[keep]
