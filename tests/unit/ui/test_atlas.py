"""What the atlas says of every root, muscle and site: nothing is left out, and every link within it leads somewhere."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl

import pytest

from sim import anatomy
from sim.anatomy import ROOTS, Ramus
from sim.evidence.sources import source
from sim.ui import atlas, atlas_muscle, atlas_root, text_atlas
from sim.ui.atlas import Chosen, agreed, chosen, disputed, fed_by, named_by
from sim.ui.atlas_opinions import opinion_matrix
from sim.ui.atlas_parts import note_text
from sim.ui.atlas_reflex import root_reflex
from sim.ui.components.atlas_links import LONGEST, parse_link
from sim.ui.depth_words import beyond_words

HOSTILE = "<script>alert(1)</script>"


def root_page(root: str) -> str:
    return "".join(
        part(root)
        for part in (
            atlas_root.head,
            atlas_root.facts,
            atlas_root.feeds,
            atlas_root.beside_spine,
            atlas_root.disagreements,
        )
    )


def muscle_page(found: Chosen) -> str:
    assert found.muscle is not None
    parts = (atlas_muscle.head, atlas_muscle.roots, atlas_muscle.needling, atlas_muscle.same_segment)
    return (
        "".join(part(found.muscle, found.site) for part in parts)
        + atlas_muscle.who(found.muscle.id)
        + atlas_muscle.notes(found.muscle.id)
    )


@pytest.mark.parametrize(
    ("params", "root", "muscle", "site"),
    [
        ({}, None, None, None),
        ({"root": "C6"}, "C6", None, None),
        ({"root": " c6 "}, "C6", None, None),
        ({"muscle": "gluteus_medius"}, None, "gluteus_medius", "gluteus_medius"),
        ({"muscle": "Gluteus medius"}, None, "gluteus_medius", "gluteus_medius"),
        ({"muscle": "multifidus_c6"}, None, "multifidus_cervical", "multifidus_c6"),
        ({"muscle": "longissimus_thoracis"}, None, "longissimus_thoracis", None),
        ({"muscle": "masseter"}, None, "masseter", None),
        ({"muscle": "soleus", "root": "C6"}, None, "soleus", "soleus"),
        ({"other": "C6"}, None, None, None),
    ],
)
def test_an_address_names_a_root_or_a_muscle(
    params: dict[str, str], root: str | None, muscle: str | None, site: str | None
) -> None:
    found = chosen(params)
    assert found.unknown == ""
    assert (found.root, found.muscle and found.muscle.id, found.site and found.site.id) == (root, muscle, site)
    assert chosen(found.params) == found


@pytest.mark.parametrize(
    ("params", "nearest"),
    [
        ({"root": "C9"}, ["C7", "C8"]),
        ({"root": "l0"}, ["L1", "L2"]),
        ({"root": "7"}, ["C7", "T7"]),
        ({"root": HOSTILE}, []),
        ({"root": "C" + "9" * 5000}, ["C7", "C8"]),
        ({"muscle": "glutaeus_medius"}, ["gluteus_medius", "gluteus_minimus", "gluteus_maximus"]),
        ({"muscle": HOSTILE}, []),
        ({"muscle": "x" * 5000}, []),
    ],
)
def test_an_address_that_names_nothing_gives_the_nearest(params: dict[str, str], nearest: list[str]) -> None:
    found = chosen(params)
    assert found.unknown
    assert len(found.unknown) <= 60
    assert found.params == {}
    assert [name for _, name in found.nearest] == nearest


@pytest.mark.parametrize("root", ROOTS)
def test_a_root_shows_every_muscle_it_feeds_by_the_ramus_of_the_tables(root: str) -> None:
    fed = [muscle for muscle in anatomy.muscles().values() if root in muscle.roots]
    shown = fed_by(root)
    assert sorted(one.name for one in shown) == sorted(muscle.name for muscle in fed)
    assert {one.name: one.ramus for one in shown} == {muscle.name: muscle.ramus for muscle in fed}
    page = atlas_root.feeds(root)
    assert all(f'href="?muscle={one.id}"' in page for one in shown)


def test_c6_lights_up_both_rami() -> None:
    by_ramus = {ramus: [one.id for one in fed_by("C6") if one.ramus is ramus] for ramus in Ramus}
    assert "brachioradialis" in by_ramus[Ramus.ANTERIOR]
    assert by_ramus[Ramus.POSTERIOR][0] == "multifidus_c6"
    assert by_ramus[Ramus.CRANIAL] == []


def test_trapezius_stands_under_its_cranial_nerve_and_says_why_it_counts() -> None:
    assert "trapezius_upper" in [one.id for one in fed_by("C3") if one.ramus is Ramus.CRANIAL]
    assert "accessory nerve" in atlas_root.feeds("C3")
    assert "accessory nerve" not in atlas_root.feeds("L3")


@pytest.mark.parametrize("root", ROOTS)
def test_sources_either_dispute_a_root_or_agree_on_it(root: str) -> None:
    for muscle, n, total in disputed(root):
        assert 0 < n < total == len(named_by(muscle.id)[0])
    both = {muscle.id for muscle, _, _ in disputed(root)} & {muscle.id for muscle, _ in agreed(root)}
    assert both == set()


def test_who_lists_what_is_a_table_of_sources_and_roots() -> None:
    page = opinion_matrix("extensor_carpi_radialis_brevis", "C6")
    assert (page.count(">lists C6<"), page.count(">does not list C6<")) == (1, 4)
    assert "1 of 5" in page
    assert "4 of 5" in page
    assert '<th scope="col" class="in-view">C6</th>' in page


def test_a_source_without_numbers_is_told_apart() -> None:
    assert "names the nerve, no roots" in opinion_matrix("masseter")
    assert "<table" not in opinion_matrix("masseter")


def every_page() -> list[str]:
    names = [*anatomy.muscles(), *anatomy.sites()]
    muscles = [muscle_page(chosen({"muscle": name})) for name in names]
    return [atlas_root.glance(), *map(root_page, ROOTS), *muscles]


def test_every_link_within_the_atlas_leads_to_a_page_of_it() -> None:
    targets = {unescape(href) for page in every_page() for href in re.findall(r'href="(\?[^"]*)"', page)}
    assert len(targets) > len(anatomy.muscles()) + len(ROOTS)
    for href in targets:
        params = dict(parse_qsl(href[1:]))
        assert chosen(params).params == params, href


def test_a_muscle_says_how_its_weights_came_about() -> None:
    page = muscle_page(chosen({"muscle": "gluteus_medius"}))
    assert "named by 5 of 5, leads" in page
    assert "named by 4 of 5" in page
    assert "inferred from the extent of the muscle" in muscle_page(chosen({"muscle": "longissimus_thoracis"}))


def test_a_level_shows_its_own_weights_beside_those_of_the_muscle() -> None:
    page = muscle_page(chosen({"muscle": "multifidus_c6"}))
    assert "At C6" in page
    assert ">0.67<" in page
    assert "In the whole muscle" in page
    assert ">0.14<" in page


def test_a_muscle_of_a_cranial_nerve_has_no_segment_and_no_needle_site() -> None:
    page = muscle_page(chosen({"muscle": "masseter"}))
    assert "No spinal root feeds it" in page
    assert "Safe depth" not in page
    assert "What lies near" in page


@pytest.mark.parametrize("name", ["trapezius_upper", "multifidus_c6", "extensor_carpi_radialis_brevis"])
def test_what_lies_beyond_a_site_is_told_as_on_the_bench(name: str) -> None:
    assert f"<dt>Beyond it</dt><dd>{beyond_words(anatomy.site(name))}" in muscle_page(chosen({"muscle": name}))


@pytest.mark.parametrize("told", [muscle_page(chosen({"muscle": "soleus"})), root_page("C6")], ids=["muscle", "root"])
def test_that_landmarks_and_positions_are_assumed_is_said_once(told: str) -> None:
    assert told.count(text_atlas.PLACE_ASSUMED) == 1


@pytest.mark.parametrize(("name", "standing"), [("gluteus_medius", "measured"), ("trapezius_upper", "assumed")])
def test_what_a_standing_means_is_said_in_words_that_can_be_read(name: str, standing: str) -> None:
    page = muscle_page(chosen({"muscle": name}))
    assert (
        f'roots {text_atlas.STANDING_BADGE[standing]}</span> <span class="was">{text_atlas.STANDING[standing]}</span>'
        in page
    )


def test_what_is_assumed_is_marked() -> None:
    assert "deep cervical vessels <span" in atlas_root.beside_spine("C6")
    assert "vertebral artery (lateral)</li>" in atlas_root.beside_spine("C6")
    assert "same" not in atlas_root.beside_spine("C1")
    assert "no needle site" in atlas_root.beside_spine("C1")


@pytest.mark.parametrize(("root", "words"), [("T7", "no acceptable mark"), ("L4", "crosses higher in women")])
def test_a_landmark_that_misleads_says_so(root: str, words: str) -> None:
    assert words in atlas_root.facts(root)


@pytest.mark.parametrize("root", ROOTS)
def test_every_dermatome_is_called_a_soft_hint(root: str) -> None:
    assert "soft hint" in atlas_root.facts(root)


def test_keys_of_sources_in_a_note_become_links_and_nothing_of_it_is_markup() -> None:
    told = note_text(f"Main C8 (ba15fd0b, nobody_1). {HOSTILE}")
    assert f">{source('ba15fd0b').title}</a>, nobody_1)" in told
    assert "<script>" not in told
    assert "</script>" not in told


@pytest.mark.parametrize("root", [root for root in ROOTS if anatomy.segments()[root].reflex_muscle])
def test_the_reflex_of_an_ill_root_is_weaker_and_later(root: str) -> None:
    """Radiculopathy lowers a reflex and delays it; it never makes it brisker."""
    found = root_reflex(root)
    assert found is not None
    assert found.ill.amplitude_mv < found.healthy.amplitude_mv
    assert found.ill.latency_ms >= found.healthy.latency_ms


def test_a_root_without_a_tendon_reflex_has_none() -> None:
    assert root_reflex("T9") is None


@pytest.mark.parametrize("value", [None, 7, {"root": "C6"}, "?" + "a" * LONGEST])
def test_a_link_that_no_browser_sends_is_dropped(value: object) -> None:
    assert parse_link(value) is None


def test_neighbours_end_with_the_spine() -> None:
    assert (atlas.beside("C1", -1), atlas.beside("C8", 1), atlas.beside("S4", 1)) == (None, "T1", None)


@pytest.mark.parametrize(
    "name",
    [
        "latissimus_dorsi",
        "levator_scapulae",
        "quadratus_lumborum",
        "rhomboid_major",
        "rhomboid_minor",
        "serratus_posterior_inferior",
        "serratus_posterior_superior",
    ],
)
def test_a_muscle_on_the_back_that_hangs_on_the_anterior_ramus_says_so(name: str) -> None:
    found = chosen({"muscle": name})
    assert found.muscle is not None
    assert found.muscle.ramus is Ramus.ANTERIOR
    assert "yet hangs on the anterior ramus" in muscle_page(found)


def test_the_same_number_rule_is_called_an_analogy_above_the_loin() -> None:
    assert "is an analogy" in muscle_page(chosen({"muscle": "multifidus_cervical"}))
    assert "is shown for the lumbar multifidus." in muscle_page(chosen({"muscle": "multifidus_lumbar"}))
    assert "is an analogy" in atlas_root.beside_spine("T7")
    assert "is an analogy" not in atlas_root.beside_spine("L4")
