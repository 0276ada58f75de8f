"""Every root has a colour of its own that words can be read on."""

from __future__ import annotations

import pytest

from sim.anatomy.roots import ROOTS
from sim.ui.segment_colours import oklch, segment_colours, segment_variables
from sim.ui.theme import DARK, LIGHT, contrast_ratio


def test_every_root_has_a_colour_of_its_own_in_each_theme() -> None:
    colours = segment_colours()
    assert tuple(colours) == ROOTS
    for theme in (0, 1):
        assert len({pair[theme] for pair in colours.values()}) == len(ROOTS)


@pytest.mark.parametrize("root", ROOTS)
def test_words_can_be_read_on_the_colour_of_a_root(root: str) -> None:
    light, dark = segment_colours()[root]
    assert contrast_ratio(LIGHT.ink, light) >= 4.5
    assert contrast_ratio(DARK.ink, dark) >= 4.5


def test_every_colour_is_a_variable() -> None:
    assert all(f"--root-{root.lower()}: light-dark(" in segment_variables() for root in ROOTS)


@pytest.mark.parametrize(
    ("lightness", "chroma", "hue_deg", "colour"),
    [
        (0.0, 0.0, 0.0, "#000000"),
        (0.6279554, 0.2576833, 29.2338812, "#FF0000"),
        (0.4520137, 0.3132144, 264.0520206, "#0000FF"),
    ],
)
def test_known_colours_of_the_space_come_out(lightness: float, chroma: float, hue_deg: float, colour: str) -> None:
    assert oklch(lightness, chroma, hue_deg) == colour
