"""The list of sites, its filter, and the segment in view."""

from __future__ import annotations

from sim import anatomy
from sim.patient.state import SiteKey
from sim.ui import choice

ECRB = SiteKey("extensor_carpi_radialis_brevis", "right")


def test_without_a_filter_every_site_is_listed() -> None:
    assert set(choice.listed(choice.ALL_SITES, None)) == set(anatomy.sites())


def test_every_site_is_in_one_part_of_the_body() -> None:
    parts = [option for option in choice.show_options() if option.startswith("part:")]
    found = [site for part in parts for site in choice.listed(part, None)]
    assert sorted(found) == sorted(anatomy.sites())


def test_a_segment_lists_its_paraspinals_first() -> None:
    assert choice.listed("segment:C6", None)[0] == "multifidus_c6"


def test_a_segment_lists_only_what_its_root_feeds() -> None:
    assert all("C6" in anatomy.site(site).roots for site in choice.listed("segment:C6", None))


def test_the_chosen_site_stays_in_the_list() -> None:
    assert "triceps_brachii" in choice.listed("part:Hand", "triceps_brachii")


def test_every_option_of_the_filter_lists_something() -> None:
    assert [option for option in choice.show_options() if not choice.listed(option, None)] == []


def test_labels_are_all_different() -> None:
    labels = [choice.site_label(site) for site in anatomy.sites()]
    assert len(set(labels)) == len(labels)


def test_the_filter_decides_on_the_segment_in_view_before_the_choice() -> None:
    assert choice.segment_in_view("segment:C5", ECRB) == "C5"
    assert choice.segment_in_view(choice.ALL_SITES, ECRB) == "C6"
    assert choice.segment_in_view(choice.ALL_SITES, None) is None


def test_a_segment_in_view_shows_both_rami_of_one_side() -> None:
    shown = choice.same_segment("C6", "right")
    assert {ECRB, SiteKey("multifidus_c6", "right")} <= shown
    assert {key.side for key in shown} == {"right"}
    assert choice.same_segment(None, "right") == frozenset()
