"""The body map: what a click costs, what never changes and goes once, and what it takes for a pick."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sim import anatomy
from sim.patient.state import SIDES, SiteKey
from sim.ui.components.body_map import Finding, MapSite, MapState, map_data, map_site, parse_pick
from sim.ui.components.body_map_kit import KEY_BYTES, Kit, kit_of, roots_text, way_text

ECRB = SiteKey("extensor_carpi_radialis_brevis", "right")
C6 = SiteKey("multifidus_c6", "right")
SITES = tuple(map_site(site) for site in anatomy.sites().values())
CLICK_BYTES_MAX = 16_000
"""Of a state with everything in it; the drawing and the facts are ten times that."""


def content_of(kit: Kit) -> Mapping[str, Any]:
    content: Mapping[str, Any] = json.loads(kit.content[2 * KEY_BYTES :])
    return content


def test_the_kit_tells_roots_ramus_and_nerve_of_every_site() -> None:
    told = content_of(kit_of(SITES, "female"))["sites"]
    assert set(told) == set(anatomy.sites())
    for site in anatomy.sites().values():
        facts = told[site.id]
        assert facts["name"] == site.name
        assert all(root in facts["roots"] for root in site.roots)
        assert facts["root"] == next(iter(site.roots))
        assert site.nerve in facts["way"]
        assert len(facts["near"].split("; ")) == max(len("; ".join(site.hazards).split("; ")), 1)
        assert all(hazard in facts["near"] for hazard in site.hazards)


def test_the_gravest_of_what_is_near_is_told_first_and_what_no_source_names_is_marked() -> None:
    told = content_of(kit_of(SITES, "female"))["sites"]
    assert told["scalenus_anterior"]["near"].startswith("pleura (lung apex)")
    assert "carotid sheath (assumed)" in told["scalenus_anterior"]["near"]
    assert told["multifidus_c2"]["near"].split("; ")[0].startswith(("spinal canal", "brainstem"))


@pytest.mark.parametrize(
    ("name", "standing"),
    [("gluteus_medius", "measured"), ("trapezius_upper", "assumed"), ("multifidus_l4", "assumed")],
)
def test_the_standing_beside_the_roots_is_that_of_the_roots(name: str, standing: str) -> None:
    """Those of a muscle have its own; the shares at one level are made by a rule, so they are assumed."""
    assert map_site(anatomy.site(name)).standing == standing


def test_levels_of_one_muscle_share_its_shape_and_its_name() -> None:
    told = content_of(kit_of(SITES, "female"))["sites"]
    site = anatomy.site_at("longissimus_thoracis", "T9")
    assert told[site.id]["shape"] == "longissimus_thoracis"
    assert told[site.id]["family"] == anatomy.muscles()["longissimus_thoracis"].name
    assert told["multifidus_c6"]["shape"] == "multifidus_c6"


def test_every_site_has_a_shape_to_be_drawn() -> None:
    content = content_of(kit_of(SITES, "male"))
    assert {site["shape"] for site in content["sites"].values()} <= {
        shape["id"] for shape in content["figure"]["shapes"]
    }


def test_a_kit_is_known_by_what_is_in_it() -> None:
    female, male = kit_of(SITES, "female"), kit_of(SITES, "male")
    assert female.key != male.key
    assert kit_of(SITES[1:], "female").key != female.key
    assert kit_of(tuple(map_site(site) for site in anatomy.sites().values()), "female") is female
    assert female.content.startswith(female.key.encode())


def test_data_hold_the_state_and_survive_json() -> None:
    state = MapState(
        selected=ECRB,
        same_segment=frozenset({C6}),
        segment="C6",
        responses={ECRB: "twitch"},
        findings={C6: Finding("very short", shortness=0.71234, irritability=0.4)},
        is_open=False,
    )
    data = json.loads(json.dumps(map_data(state, kit="k")))
    assert data["selected"] == "extensor_carpi_radialis_brevis|right"
    assert data["same"] == ["multifidus_c6|right"]
    assert data["responses"] == {"extensor_carpi_radialis_brevis|right": "twitch"}
    assert data["findings"] == {
        "multifidus_c6|right": {"words": "very short", "kind": None, "shortness": 0.71, "irritability": 0.4}
    }
    assert data["disabled"] is True
    assert data["kit"] == "k"


def test_what_is_shown_elsewhere_and_which_colours_are_offered_go_to_the_browser() -> None:
    assert map_data(MapState(), kit="k")["zoom"] is None
    assert map_data(MapState(), kit="k")["modes"] == ["needled", "segment", "findings"]
    data = map_data(MapState(zoom="forearm"), kit="k", modes=("root", "segment"))
    assert (data["zoom"], data["modes"], data["first"]["mode"]) == ("forearm", ["root", "segment"], "root")


def test_a_click_costs_its_state_alone() -> None:
    keys = [SiteKey(site.id, side) for site in SITES for side in SIDES]
    state = MapState(
        selected=ECRB,
        same_segment=frozenset(keys[:80]),
        responses=dict.fromkeys(keys[:30], "twitch"),
        findings={key: Finding("visit 1: the band twitched and let go", "twitch") for key in keys[:30]},
    )
    assert len(json.dumps(map_data(state, kit="k"))) < CLICK_BYTES_MAX < len(kit_of(SITES, "male").content) / 8


def test_same_state_gives_the_same_data() -> None:
    everywhere = frozenset(SiteKey(site.id, side) for site in SITES for side in SIDES)
    same = map_data(MapState(same_segment=everywhere), kit="k")["same"]
    assert same == sorted(same)


@pytest.mark.parametrize(
    ("value", "site"),
    [
        ({"site": "multifidus_c6", "side": "right"}, C6),
        ({"site": "multifidus_c6", "side": "both"}, None),
        ({"site": "multifidus_c99", "side": "right"}, None),
        ({"site": "longissimus_thoracis", "side": "right"}, None),
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


def test_map_is_drawn_on_a_page_beside_its_kit() -> None:
    page = AppTest.from_function(draw_map).run()
    assert not page.exception
    kit, drawn = (element.proto for element in page.get("bidi_component"))
    assert (kit.component_name, drawn.component_name) == ("ims.body_map_kit", "ims.body_map")
    assert json.loads(drawn.json)["kit"] == kit.bytes[: 2 * KEY_BYTES].decode()


def test_the_kit_is_the_same_message_at_every_rerun() -> None:
    page = AppTest.from_function(draw_map).run()
    first = page.get("bidi_component")[0].proto.SerializeToString(deterministic=True)
    again = page.run().get("bidi_component")[0].proto.SerializeToString(deterministic=True)
    assert first == again
