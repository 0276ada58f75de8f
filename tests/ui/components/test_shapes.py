"""The drawing of the map: the figure, the bellies on it, and room for a finger on each."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import dist
from typing import get_args

import numpy as np
import pytest

from sim import anatomy
from sim.ui.components.figure import HEIGHT, Points, Sex, View, figure, warp
from sim.ui.components.shapes import Belly, Layer, Shape, bellies, needle_point, outline, shapes, zoom_box

SEXES: tuple[Sex, ...] = get_args(Sex)
CARD_PX = 318
TARGET_PX = 24
MIDLINE_TOLERANCE = 1.0

STRAIGHT = Belly(
    site="straight",
    view="back",
    layer="superficial",
    zoom="arm",
    origin=(100.0, 200.0),
    insertion=(100.0, 300.0),
    width=30.0,
    bend=0.0,
    belly_at=0.5,
    origin_width=10.0,
    origin_deg=None,
    insertion_width=4.0,
    insertion_deg=None,
)


def needled(sex: Sex) -> tuple[Shape, ...]:
    return tuple(shape for shape in shapes(sex) if shape.site in anatomy.sites())


def is_inside(point: tuple[float, float], contour: Points) -> bool:
    """Count the edges that a ray to the side crosses."""
    x, y = point
    ends = np.roll(contour, -1, axis=0)
    crosses = (contour[:, 1] > y) != (ends[:, 1] > y)
    edges, others = contour[crosses], ends[crosses]
    at = edges[:, 0] + (y - edges[:, 1]) / (others[:, 1] - edges[:, 1]) * (others[:, 0] - edges[:, 0])
    return bool((at > x).sum() % 2)


@pytest.mark.parametrize("sex", SEXES)
def test_every_needle_site_has_a_shape(sex: Sex) -> None:
    assert set(anatomy.sites()) - {shape.site for shape in shapes(sex)} == set()


@pytest.mark.parametrize("layer", ["superficial", "deep"])
def test_ladder_of_the_spine_is_whole_in_both_layers_from_top_to_bottom(layer: Layer) -> None:
    levels = [site.id for site in anatomy.sites().values() if site.kind == "paraspinal"]
    rungs = {shape.site: shape for shape in shapes("male") if (shape.view, shape.layer) == ("back", layer)}
    heights = [rungs[level].needle[1] for level in levels]
    assert heights == sorted(heights)


@pytest.mark.parametrize("sex", SEXES)
def test_figure_is_one_half_from_crown_to_crotch(sex: Sex) -> None:
    contour = figure(sex).outline
    assert contour[0, 0] == contour[-1, 0] == 0
    assert contour[0, 1] == contour[:, 1].min()
    assert (contour[:, 0] >= 0).all()
    assert contour[:, 1].max() < HEIGHT
    assert figure(sex).hand_lines


@pytest.mark.parametrize("sex", SEXES)
def test_every_shape_lies_within_the_box_of_the_figure(sex: Sex) -> None:
    contour = figure(sex).outline
    outside = [
        shape.site
        for shape in shapes(sex)
        for points in shape.outlines
        if points[:, 0].min() < -MIDLINE_TOLERANCE
        or (points > contour.max(axis=0)).any()
        or points[:, 1].min() < contour[:, 1].min()
    ]
    assert outside == []


@pytest.mark.parametrize("sex", SEXES)
def test_every_needle_goes_into_the_body_and_into_its_own_shape(sex: Sex) -> None:
    contour = figure(sex).outline
    missed = [
        shape.site
        for shape in needled(sex)
        if not is_inside(shape.needle, contour) or not any(is_inside(shape.needle, points) for points in shape.outlines)
    ]
    assert missed == []


@pytest.mark.parametrize("sex", SEXES)
@pytest.mark.parametrize("view", get_args(View))
@pytest.mark.parametrize("layer", ["superficial", "deep"])
def test_enlarged_view_leaves_room_for_a_finger_on_each_site(sex: Sex, view: View, layer: Layer) -> None:
    shown = [shape for shape in needled(sex) if (shape.view, shape.layer) == (view, layer)]
    crowded = {}
    for one, other in combinations(shown, 2):
        width = max(zoom_box(shape.zoom, sex)[2] for shape in (one, other))
        apart_px = dist(one.needle, other.needle) * CARD_PX / width
        if apart_px < TARGET_PX and one.zoom == other.zoom:
            crowded[one.site, other.site] = round(apart_px, 1)
    assert crowded == {}


@pytest.mark.parametrize("sex", SEXES)
def test_every_site_is_in_its_enlarged_view(sex: Sex) -> None:
    hidden = []
    for shape in needled(sex):
        left, top, width, height = zoom_box(shape.zoom, sex)
        u, y = shape.needle
        if not (left < u < left + width and top < y < top + height):
            hidden.append((shape.site, shape.view, shape.zoom))
    assert hidden == []


def test_belly_is_as_wide_as_it_says_at_its_ends_and_in_its_middle() -> None:
    points = outline(STRAIGHT)
    half = len(points) // 2
    widths = np.hypot(*(points[:half] - points[half:][::-1]).T)
    assert widths[[0, half // 2, -1]] == pytest.approx([10, 30, 4])
    assert needle_point(STRAIGHT) == pytest.approx((100, 250))


def test_bend_bows_the_middle_to_the_side_and_leaves_the_ends() -> None:
    bowed, straight = outline(replace(STRAIGHT, bend=8.0)), outline(STRAIGHT)
    shift = bowed - straight
    assert shift[len(shift) // 4] == pytest.approx([8, 0])
    assert shift[[0, -1]] == pytest.approx(np.zeros((2, 2)))


def test_slanting_attachment_follows_its_line() -> None:
    points = outline(replace(STRAIGHT, origin_width=40.0, origin_deg=45.0))
    across = points[0] - points[-1]
    assert abs(across) == pytest.approx([40 / 2**0.5] * 2)
    half = len(points) // 2
    assert across @ (points[half - 1] - points[half]) > 0, "the edges would cross"


def test_the_two_sexes_share_one_table() -> None:
    assert [shape.site for shape in shapes("male")] == [shape.site for shape in shapes("female")]
    assert len({belly.site for belly in bellies()}) >= len(anatomy.sites())


def test_the_male_figure_is_drawn_as_the_table_says() -> None:
    points = np.array([[100.0, 200.0], [0.0, 110.0]])
    assert (warp(points, "male") == points).all()


def test_the_female_figure_is_met_at_its_landmarks() -> None:
    elbow_and_crown = np.array([[141.5, 319.0], [0.0, 7.0]])
    assert warp(elbow_and_crown, "female") == pytest.approx(np.array([[154.0, 292.0], [0.0, 7.0]]), abs=1e-6)
