"""The body map's data, its twin in words, and what it takes for a pick."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sim import anatomy
from sim.patient.state import SIDES, SiteKey
from sim.ui.components.body_map import MapSite, MapState, map_data, map_site, map_text, parse_pick, roots_text, way_text

ECRB = SiteKey("extensor_carpi_radialis_brevis", "right")
C6 = SiteKey("multifidus_c6", "right")
SITES = tuple(map_site(site) for site in anatomy.sites().values())


def data_of(state: MapState) -> Mapping[str, Any]:
    return map_data(SITES, state, sex="female", side="right", view="back", zoom="whole")


def test_every_site_and_side_has_a_line_that_names_roots_ramus_and_nerve() -> None:
    lines = map_text(SITES, MapState())
    assert len(lines) == len(SIDES) * len(anatomy.sites())
    for site, line in zip(SITES, lines[::2], strict=True):
        assert line.startswith(f"{site.name}, left: ")
        assert all(root in line for root in site.roots)
        assert site.nerve in line


def test_line_tells_the_state_that_the_map_colours() -> None:
    state = MapState(selected=ECRB, same_segment=frozenset({ECRB, C6}), segment="C6", responses={ECRB: "cramp"})
    told = {line.split(": ")[0]: line for line in map_text(SITES, state)}
    assert told["Extensor carpi radialis brevis, right"].endswith("; chosen; segment C6; brought cramp")
    assert told[f"{anatomy.site('multifidus_c6').name}, right"].endswith("; segment C6")
    assert "chosen" not in told["Extensor carpi radialis brevis, left"]


def test_data_hold_the_state_and_survive_json() -> None:
    state = MapState(
        selected=ECRB, same_segment=frozenset({C6}), segment="C6", responses={ECRB: "twitch"}, is_open=False
    )
    data = json.loads(json.dumps(data_of(state)))
    assert data["selected"] == "extensor_carpi_radialis_brevis|right"
    assert data["same"] == ["multifidus_c6|right"]
    assert data["responses"] == {"extensor_carpi_radialis_brevis|right": "twitch"}
    assert data["disabled"] is True
    assert data["sites"]["multifidus_c6"]["rung"] == "C6"
    assert {shape["site"] for shape in json.loads(data["figure"])["shapes"]} >= set(data["sites"])


def test_same_state_gives_the_same_data() -> None:
    everywhere = frozenset(SiteKey(site.id, side) for site in SITES for side in SIDES)
    same = data_of(MapState(same_segment=everywhere))["same"]
    assert same == sorted(same)


@pytest.mark.parametrize(
    ("value", "site"),
    [
        ({"site": "multifidus_c6", "side": "right"}, C6),
        ({"site": "multifidus_c6", "side": "both"}, None),
        ({"site": "multifidus_c99", "side": "right"}, None),
        ({"site": ["multifidus_c6"], "side": "right"}, None),
        ({"site": "multifidus_c6", "side": ["right"]}, None),
        ({}, None),
        ("multifidus_c6|right", None),
        (None, None),
    ],
)
def test_only_a_site_of_the_map_is_a_pick(value: object, site: SiteKey | None) -> None:
    assert parse_pick(value, SITES) == site


def test_muscle_without_segmental_supply_says_so() -> None:
    cranial = MapSite("frontalis", "Frontalis", {}, "cranial", "facial nerve")
    assert roots_text(cranial.roots) == "no segmental supply"
    assert way_text(cranial) == "facial nerve"


def draw_map() -> None:
    from sim import anatomy
    from sim.ui.components.body_map import MapState, body_map, map_site

    body_map([map_site(site) for site in anatomy.sites().values()], MapState(), key="map")


def test_map_is_drawn_on_a_page() -> None:
    page = AppTest.from_function(draw_map).run()
    assert not page.exception
    assert page.get("bidi_component")[0].proto.component_name == "ims.body_map"
