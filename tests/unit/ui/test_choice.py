"""The list of sites, its filter, what finds an entry, and the segment in view."""

from __future__ import annotations

from collections import Counter

import pytest

from sim import anatomy
from sim.anatomy.roots import ROOTS
from sim.patient.state import SiteKey
from sim.ui import choice
from sim.ui.components.body_map import map_site
from sim.ui.components.shapes import shapes

ECRB = SiteKey("extensor_carpi_radialis_brevis", "right")


def test_without_a_filter_every_site_is_listed_once() -> None:
    listed = choice.listed(choice.ALL_SITES, None)
    assert len(set(listed)) == len(listed)
    assert {choice.entry_of(site) for site in anatomy.sites()} == set(listed)


def test_a_muscle_of_many_segments_is_one_entry_with_levels() -> None:
    assert "longissimus_thoracis" in choice.entries()
    assert choice.levels("longissimus_thoracis") == anatomy.levels_of("longissimus_thoracis")
    assert choice.entry_of(anatomy.site_at("longissimus_thoracis", "T9").id) == "longissimus_thoracis"
    assert choice.levels("triceps_brachii") == ()


def test_the_level_is_that_in_view_else_the_middle_one() -> None:
    levels = choice.levels("longissimus_thoracis")
    assert choice.first_level("longissimus_thoracis", "T5") == "T5"
    assert choice.first_level("longissimus_thoracis", "C1") == levels[len(levels) // 2]
    assert choice.first_level("longissimus_thoracis", None) == levels[len(levels) // 2]
    assert choice.first_level("triceps_brachii", "C7") is None


def test_every_entry_is_in_one_part_of_the_body() -> None:
    parts = [option for option in choice.show_options() if option.startswith("part:")]
    found = [entry for part in parts for entry in choice.listed(part, None)]
    assert sorted(found) == sorted(choice.entries())


def test_every_root_that_feeds_a_site_is_a_filter() -> None:
    offered = {option.removeprefix("segment:") for option in choice.show_options() if option.startswith("segment:")}
    assert offered == {root for root in ROOTS if anatomy.sites_of_root(root, 0.1)}
    assert offered >= {"C1", "C6", "T9", "L5", "S1", "S3"}


def test_a_segment_lists_its_paraspinals_first() -> None:
    assert choice.listed("segment:C6", None)[0] == "multifidus_c6"
    assert choice.listed("segment:L5", None)[0] == "multifidus_l5"


@pytest.mark.parametrize("root", ["C6", "T9", "L5"])
def test_a_segment_lists_only_what_its_root_feeds(root: str) -> None:
    for entry in choice.listed(f"segment:{root}", None):
        level = choice.first_level(entry, root)
        site = anatomy.site(entry) if level is None else anatomy.site_at(entry, level)
        assert root in site.roots


def test_the_chosen_site_stays_in_the_list() -> None:
    assert "triceps_brachii" in choice.listed("part:Hand", "triceps_brachii")


def test_every_option_of_the_filter_lists_something() -> None:
    assert [option for option in choice.show_options() if not choice.listed(option, None)] == []


def test_labels_are_all_different() -> None:
    labels = [choice.site_label(entry) for entry in choice.entries()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("gluteus", "gluteus_medius"),
        ("buttock", "gluteus_medius"),
        ("l5", "gluteus_medius"),
        ("superior gluteal", "gluteus_medius"),
        ("sciatic", "biceps_femoris_long"),
        ("ecrb", "extensor_carpi_radialis_brevis"),
        ("calf", "soleus"),
        ("t1 to l5", "longissimus_thoracis"),
    ],
)
def test_what_one_would_type_is_in_the_label(words: str, entry: str) -> None:
    assert words in choice.site_label(entry).lower()


def test_the_filter_decides_on_the_segment_in_view_before_the_choice() -> None:
    assert choice.segment_in_view("segment:C5", ECRB) == "C5"
    assert choice.segment_in_view(choice.ALL_SITES, ECRB) == "C6"
    assert choice.segment_in_view(choice.ALL_SITES, None) is None


def test_a_segment_in_view_shows_both_rami_of_one_side() -> None:
    shown = choice.same_segment("C6", "right")
    assert {ECRB, SiteKey("multifidus_c6", "right")} <= shown
    assert {key.side for key in shown} == {"right"}
    assert choice.same_segment(None, "right") == frozenset()


@pytest.mark.parametrize("option", choice.show_options())
def test_a_part_is_enlarged_to_where_most_of_its_muscles_are_drawn(option: str) -> None:
    zoom = choice.zoom_of(option)
    if not option.startswith("part:") or option == "part:Beside the spine":
        assert zoom is None
        return
    sites = [site for site in anatomy.sites().values() if f"part:{choice.part_of(site)}" == option]
    drawn = {map_site(site).shape or site.id for site in sites}
    zooms = Counter(shape.zoom for shape in shapes("female") if shape.site in drawn)
    assert zoom == zooms.most_common(1)[0][0]
