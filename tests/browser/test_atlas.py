"""The segment atlas by keyboard alone: choose a root, read both rami, follow a link, and go back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import enlarge, tab_to
from tests.browser.test_accessible import check
from tests.support.server import AppServer
from tests.support.streamlit_page import open_page, wait_until_settled


def open_atlas(page: Page, library: str = "/") -> None:
    """Come to the atlas from the library, as the navigation leads."""
    open_page(page, library)
    page.get_by_role("button", name="Refresh").click()
    page.get_by_role("link", name="Segment atlas").or_(page.get_by_role("menuitem", name="Segment atlas")).click()
    expect(page.get_by_role("heading", name="All roots at a glance")).to_be_visible()
    wait_until_settled(page)


def test_a_root_is_chosen_and_both_rami_are_read_by_keyboard_alone(page: Page) -> None:
    open_atlas(page)
    # The overview has a link of the same name.
    tab_to(page, "C1", role="radio")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="C6", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="C6", exact=True)).to_be_visible()
    assert page.url.endswith("?root=C6")
    anterior = page.locator(".ramus").filter(has_text="Anterior ramus")
    posterior = page.locator(".ramus").filter(has_text="Posterior ramus")
    expect(anterior.get_by_role("link", name="Brachioradialis")).to_be_visible()
    expect(posterior.get_by_role("link", name="Multifidus, cervical part")).to_be_visible()
    tab_to(page, "Multifidus, cervical part")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Multifidus at C6")).to_be_focused()
    assert page.url.endswith("?muscle=multifidus_c6")
    page.go_back()
    expect(page.get_by_role("heading", name="C6", exact=True)).to_be_visible()
    assert page.url.endswith("?root=C6")


def test_a_muscle_is_found_by_typing_and_kept_by_a_refresh(page: Page, own_server: AppServer) -> None:
    open_atlas(page, own_server.url)
    tab_to(page, "Muscle: type to find")
    page.keyboard.type("gluteus med")
    expect(page.get_by_role("option").first).to_contain_text("Gluteus medius")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Gluteus medius")).to_be_visible()
    assert page.url.endswith("?muscle=gluteus_medius")
    page.reload()
    expect(page.get_by_role("heading", name="Gluteus medius")).to_be_visible()
    expect(page.get_by_role("combobox", name="Muscle")).to_have_value(re.compile("^Gluteus medius"))


def test_a_muscle_picked_on_the_map_is_shown(page: Page) -> None:
    open_atlas(page)
    enlarge(page, "Forearm")
    page.get_by_role("button", name="Extensor carpi radialis brevis, right", exact=True).click()
    expect(page.get_by_role("heading", name="Extensor carpi radialis brevis")).to_be_visible()
    assert page.url.endswith("?muscle=extensor_carpi_radialis_brevis")


def test_the_map_of_the_atlas_keeps_its_side_and_offers_no_colours_of_a_needling(page: Page) -> None:
    open_atlas(page)
    colours = page.get_by_role("combobox", name="Colour").locator("option")
    expect(colours).to_have_text(["Root", "Segment"])
    enlarge(page, "Forearm")
    page.get_by_role("radio", name="Left").check(force=True)
    page.get_by_role("button", name="Extensor carpi radialis brevis, left", exact=True).click()
    expect(page.get_by_role("heading", name="Extensor carpi radialis brevis")).to_be_visible()
    expect(page.get_by_role("radio", name="Left")).to_be_checked()
    page.get_by_role("link", name="Multifidus at C6").first.click()
    expect(page.locator(".caption-name")).to_have_text("Multifidus at C6, left")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_of_the_atlas_is_sound(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    open_atlas(page)
    check(page, "all roots")
    page.get_by_role("link", name="C6", exact=True).click()
    expect(page.get_by_role("heading", name="C6", exact=True)).to_be_focused()
    page.locator(".split summary").first.click()
    check(page, "a root")
    page.get_by_role("link", name="Brachioradialis").first.click()
    expect(page.get_by_role("heading", name="Brachioradialis")).to_be_focused()
    check(page, "a muscle")
