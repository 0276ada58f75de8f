"""The drawing of the map: the figure, the bellies on it, and room for a finger on each."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations_with_replacement, pairwise
from math import dist
from typing import get_args

import numpy as np
import pytest

from sim import anatomy
from sim.ui.components.body_map_kit import figure_parts
from sim.ui.components.figure import HEIGHT, INSET_U, Line, Points, Sex, View, figure, lines, views_of, warp
from sim.ui.components.shapes import (
    ZOOM_BOXES,
    Belly,
    Layer,
    Shape,
    bellies,
    needle_point,
    outline,
    read_bellies,
    shapes,
    zoom_box,
)

SEXES: tuple[Sex, ...] = get_args(Sex)
NEEDLED_LAYERS = tuple(layer for layer in get_args(Layer) if layer != "bone")
CARD_PX = 310
TARGET_PX = 24
MIDLINE_TOLERANCE = 1.0
INSIDE_SHARE = 0.7
"""The least share of a belly that is drawn: what hugs the contour is cut off at it."""
FIGURE_BYTES = 100_000

LEVELS = tuple(
    f"multifidus_{letter}{number}"
    for letter, first, last in (("c", 2, 8), ("t", 1, 12), ("l", 1, 5), ("s", 1, 2))
    for number in range(first, last + 1)
)

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
    return tuple(shape for shape in shapes(sex) if shape.layer != "bone")


def is_inside(point: tuple[float, float], contour: Points) -> bool:
    """Count the edges that a ray to the side crosses."""
    x, y = point
    ends = np.roll(contour, -1, axis=0)
    crosses = (contour[:, 1] > y) != (ends[:, 1] > y)
    edges, others = contour[crosses], ends[crosses]
    at = edges[:, 0] + (y - edges[:, 1]) / (others[:, 1] - edges[:, 1]) * (others[:, 0] - edges[:, 0])
    return bool((at > x).sum() % 2)


def skin(shape: Shape, sex: Sex) -> Points:
    """Return the contour that a shape lies in: that of the body, or of the part drawn beside it."""
    insets = {line.name: line.points for line in lines() if line.kind == "inset" and line.view == shape.view}
    return insets.get(shape.zoom, figure(sex).outline)


def across(points: Points) -> Points:
    """Return points spread over a belly, between its two edges."""
    half = len(points) // 2
    one, other = points[:half], points[half:][::-1]
    return np.concatenate([one + (other - one) * share for share in np.linspace(0, 1, 7)])


def crosses_itself(points: Points) -> bool:
    """Tell whether the two long edges of a belly cross each other."""
    half = len(points) // 2
    one, other = points[:half], points[half:][::-1]
    return any(_cross(*first, *second) for first in pairwise(one) for second in pairwise(other))


def _cross(a: Points, b: Points, c: Points, d: Points) -> bool:
    def turn(p: Points, q: Points, r: Points) -> float:
        return float((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def test_every_muscle_with_spinal_roots_has_a_shape() -> None:
    drawn = {shape.site for shape in shapes("male")}
    ladders = {f"multifidus_{part}" for part in ("cervical", "thoracic", "lumbar", "sacral")}
    supplied = {muscle.id for muscle in anatomy.muscles().values() if muscle.roots}
    assert supplied - ladders - drawn == set()
    assert len(supplied) > 130


def test_every_shape_that_is_no_bone_is_a_muscle_or_a_level_of_the_multifidus() -> None:
    strangers = {shape.site for shape in needled("male")} - set(anatomy.muscles()) - set(LEVELS)
    assert strangers == set()


@pytest.mark.parametrize("layer", ["superficial", "deepest"])
@pytest.mark.parametrize("sex", SEXES)
def test_ladder_of_the_spine_is_whole_from_top_to_bottom(layer: Layer, sex: Sex) -> None:
    rungs = {shape.site: shape for shape in shapes(sex) if (shape.view, shape.layer) == ("back", layer)}
    heights = [rungs[level].needle[1] for level in LEVELS]
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
def test_every_shape_lies_within_the_skin(sex: Sex) -> None:
    outside = {}
    for shape in shapes(sex):
        contour = skin(shape, sex)
        contour = np.concatenate([contour, [[-MIDLINE_TOLERANCE, contour[-1, 1]], [-MIDLINE_TOLERANCE, contour[0, 1]]]])
        for points in shape.outlines:
            share = np.mean([is_inside((u, y), contour) for u, y in across(points)])
            if share < INSIDE_SHARE:
                outside[shape.site, shape.view, shape.layer] = round(float(share), 2)
    assert outside == {}


@pytest.mark.parametrize("sex", SEXES)
def test_the_edges_of_no_belly_cross(sex: Sex) -> None:
    twisted = [shape.site for shape in shapes(sex) for points in shape.outlines if crosses_itself(points)]
    assert twisted == []


@pytest.mark.parametrize("sex", SEXES)
def test_every_needle_goes_into_the_body_and_into_its_own_shape(sex: Sex) -> None:
    missed = [
        shape.site
        for shape in needled(sex)
        if not is_inside(shape.needle, skin(shape, sex))
        or not any(is_inside(shape.needle, points) for points in shape.outlines)
    ]
    assert missed == []


@pytest.mark.parametrize("sex", SEXES)
@pytest.mark.parametrize("view", get_args(View))
@pytest.mark.parametrize("layer", NEEDLED_LAYERS)
def test_enlarged_view_leaves_room_for_a_finger_on_each_site(sex: Sex, view: View, layer: Layer) -> None:
    """A target of 24 px for each muscle in its own zoom, with the other half of the body where the zoom shows it."""
    shown = [shape for shape in needled(sex) if (shape.view, shape.layer) == (view, layer)]
    crowded = {}
    for one, other in combinations_with_replacement(shown, 2):
        if one.zoom != other.zoom:
            continue
        (u, y), (other_u, other_y) = one.needle, other.needle
        gaps = [] if ZOOM_BOXES[one.zoom][3] else [dist((u, y), (-other_u, other_y))]
        gaps += [] if one is other else [dist(one.needle, other.needle)]
        apart_px = min(gaps, default=np.inf) * CARD_PX / zoom_box(one.zoom, sex)[2]
        if apart_px < TARGET_PX:
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
    assert {shape.site for shape in shapes("male")} == {belly.site for belly in bellies()}


def test_a_sheet_has_straight_edges() -> None:
    points = outline(replace(STRAIGHT, width=None))
    half = len(points) // 2
    widths = np.hypot(*(points[:half] - points[half:][::-1]).T)
    assert widths == pytest.approx(np.linspace(10, 4, half))


def test_a_row_of_both_views_stands_in_each() -> None:
    header = "site,view,layer,zoom,origin_u,origin_y,insertion_u,insertion_y,width,bend,belly_at"
    header += ",origin_width,origin_deg,insertion_width,insertion_deg"
    rows = read_bellies(f"{header}\nheel,both,deep,sole,1,2,3,4,5,0,0.5,1,,1,")
    assert [belly.view for belly in rows] == list(views_of("both")) == ["front", "back"]


@pytest.mark.parametrize("sex", SEXES)
def test_the_drawing_of_a_figure_is_light(sex: Sex) -> None:
    assert len(json.dumps(figure_parts(sex), separators=(",", ":"))) < FIGURE_BYTES


def test_a_line_with_a_width_is_the_outline_of_a_band() -> None:
    rib = next(line for line in lines() if line.name == "rib_5")
    half = len(rib.points) // 2
    widths = np.hypot(*(rib.points[:half] - rib.points[half:][::-1]).T)
    assert widths == pytest.approx([4.5] * half)


@pytest.mark.parametrize("name", ["hip_bone", "femur", "tibia", "calcaneus", "L5"])
def test_bones_are_drawn_in_both_views(name: str) -> None:
    assert {line.view for line in lines() if (line.name, line.kind) == (name, "bone")} == set(get_args(View))


def test_what_is_drawn_beside_the_body_is_clear_of_it_and_the_same_for_both_sexes() -> None:
    insets: list[Line] = [line for line in lines() if line.kind == "inset"]
    assert {line.name for line in insets} == {"foot", "sole"}
    for inset in insets:
        assert inset.points[:, 0].min() > INSET_U > max(figure(sex).outline[:, 0].max() for sex in SEXES)
        assert (warp(inset.points, "female") == inset.points).all()


def test_the_midline_stays_the_midline() -> None:
    midline = np.column_stack([np.zeros(20), np.linspace(20, 480, 20)])
    assert warp(midline, "female")[:, 0] == pytest.approx(np.zeros(20), abs=1e-6)


def test_the_male_figure_is_drawn_as_the_table_says() -> None:
    points = np.array([[100.0, 200.0], [0.0, 110.0]])
    assert (warp(points, "male") == points).all()


def test_the_female_figure_is_met_at_its_landmarks() -> None:
    elbow_and_crown = np.array([[141.5, 319.0], [0.0, 7.0]])
    assert warp(elbow_and_crown, "female") == pytest.approx(np.array([[154.0, 292.0], [0.0, 7.0]]), abs=1e-6)


@pytest.mark.parametrize("sex", ["female", "male"])
def test_the_big_toe_of_each_side_is_where_that_side_has_it_in_both_views(sex: Sex) -> None:
    """Toes down, the back of a right foot has its big toe to the viewer's right and the sole to the left."""
    toe = {(shape.view, shape.zoom): shape.needle[0] for shape in shapes(sex) if shape.site == "flexor_hallucis_brevis"}
    little = {
        (shape.view, shape.zoom): shape.needle[0]
        for shape in shapes(sex)
        if shape.site == "abductor_digiti_minimi_foot"
    }
    # u runs away from the midline: to the viewer's left in front, to the right on the back.
    assert toe["back", "sole"] < little["back", "sole"]
    assert toe["front", "sole"] > little["front", "sole"]
