"""The pictures in a browser: a click is seen at once, the keyboard reaches all, motion stops when asked to."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import Locator, Page, expect

from tests.support.streamlit_page import open_page

CLICK_AND_LOOK = """button => {
  button.dispatchEvent(new MouseEvent('click', {bubbles: true}));
  const belly = button.getRootNode().querySelector(`.site[data-key="${button.dataset.key}"]`);
  return [button.getAttribute('aria-pressed'), belly.classList.contains('is-chosen')];
}"""
FOCUSED = """() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at.getAttribute('aria-label') ?? at.value ?? at.textContent;
}"""
CENTRES = """targets => [...targets.children].map(({dataset, offsetLeft, offsetTop, offsetWidth}) =>
  [dataset.key, (offsetLeft + offsetWidth / 2) / targets.offsetWidth, offsetTop])"""


def site(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_click_is_seen_before_the_server_answers_and_then_known_to_it(page: Page) -> None:
    open_page(page, page.url)
    assert site(page, "Triceps brachii, right").evaluate(CLICK_AND_LOOK) == ["true", True]
    expect(page.get_by_text("chosen: triceps_brachii, right")).to_be_visible()


def test_every_site_can_be_reached_and_picked_by_keyboard_alone(page: Page) -> None:
    open_page(page, page.url)
    page.get_by_role("radio", name="Deep").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Multifidus at C2, left"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED) == "Multifidus at C3, right"
    page.keyboard.press("Enter")
    expect(page.get_by_text("chosen: multifidus_c3, right")).to_be_visible()
    assert page.evaluate(FOCUSED) == "Multifidus at C3, right"
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    expect(page.get_by_text("chosen: multifidus_c2, left")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "whole"


def test_refused_pick_does_not_stay_on_the_map(page: Page) -> None:
    open_page(page, page.url)
    site(page, "Triceps brachii, left").click()
    expect(page.get_by_text("chosen: triceps_brachii, left")).to_be_visible()
    site(page, "Anconeus, left").click()
    expect(site(page, "Triceps brachii, left")).to_have_attribute("aria-pressed", "true")
    expect(site(page, "Anconeus, left")).to_have_attribute("aria-pressed", "false")


def test_map_turns_to_a_site_chosen_elsewhere(page: Page) -> None:
    open_page(page, page.url)
    page.get_by_role("button", name="elsewhere").click()
    expect(page.get_by_role("radio", name="Deep")).to_be_checked()
    expect(site(page, "Supinator, left")).to_have_attribute("aria-pressed", "true")


def test_left_is_the_mirror_of_right(page: Page) -> None:
    open_page(page, page.url)
    centres = {key: (x, y) for key, x, y in page.locator(".map .targets").evaluate(CENTRES)}
    right = {key.removesuffix("|right"): at for key, at in centres.items() if key.endswith("|right")}
    assert right
    for name, (x, y) in right.items():
        assert centres[f"{name}|left"] == pytest.approx((1 - x, y), abs=0.005)
        assert x > 0.5, "the back view shows the patient's right on the viewer's right"


def test_traces_say_in_words_what_they_show(page: Page) -> None:
    open_page(page, page.url)
    expect(page.get_by_role("img", name="Ache. First motor unit 22 ms after the needle.")).to_be_visible()


def test_browser_keeps_the_learner(page: Page) -> None:
    open_page(page, page.url)
    page.wait_for_function("document.cookie.includes('ims_learner=token-of-a-learner')")
    page.reload()
    expect(page.get_by_text("known as token-of-a-learner")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_have_no_fault_that_axe_knows(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page(page, page.url)
    expect(page.locator(".path .death")).to_be_visible()
    found = Axe().run(page, context=".main, [data-testid='stMain']").response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []
