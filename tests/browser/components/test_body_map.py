"""The body map in a browser: a click is seen at once, the keyboard reaches all, parts are enlarged and left again."""

from __future__ import annotations

import re

import pytest
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
IN_ORDER = """targets => [...targets.children].filter(({tabIndex}) => tabIndex === 0).length"""
REDUCED = pytest.mark.browser_context_args(reduced_motion="reduce")


def site(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def enlarge(page: Page, part: str) -> None:
    page.get_by_role("combobox", name="Part of the body").select_option(part)


def colour(page: Page, mode: str) -> None:
    page.get_by_role("combobox", name="Colour").select_option(mode)


def test_click_is_seen_before_the_server_answers_and_then_known_to_it(page: Page) -> None:
    open_page(page, page.url)
    enlarge(page, "Upper arm")
    assert site(page, "Triceps brachii, right").evaluate(CLICK_AND_LOOK) == ["true", True]
    expect(page.get_by_text("chosen: triceps_brachii, right")).to_be_visible()


@REDUCED
def test_every_part_and_muscle_can_be_reached_and_picked_by_keyboard_alone(page: Page) -> None:
    open_page(page, page.url)
    expect(site(page, "Neck: enlarge")).to_be_attached()
    page.get_by_role("radio", name="Surface").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Neck: enlarge"
    page.keyboard.press("Enter")
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
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == "Neck: enlarge"
    page.keyboard.press("End")
    assert page.evaluate(FOCUSED) != "Neck: enlarge"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "whole"


def test_the_map_is_one_stop_of_the_tab_key(page: Page) -> None:
    open_page(page, page.url)
    targets = page.locator(".map .targets")
    for part in ("Whole body", "Neck", "Forearm", "Hand"):
        enlarge(page, part)
        assert (part, targets.evaluate(IN_ORDER)) == (part, 1)


@REDUCED
def test_a_click_on_the_whole_figure_enlarges_before_it_picks(page: Page) -> None:
    open_page(page, page.url)
    body = page.locator('.site[data-key="triceps_brachii|right"] .belly')
    body.dispatch_event("click")
    expect(page.get_by_role("combobox", name="Part of the body")).to_have_value("arm")
    expect(page.get_by_text("chosen: none")).to_be_visible()
    body.dispatch_event("click")
    expect(page.get_by_text("chosen: triceps_brachii, right")).to_be_visible()
    page.get_by_role("button", name="Back to the whole body").click()
    expect(page.get_by_role("combobox", name="Part of the body")).to_have_value("whole")


def test_refused_pick_does_not_stay_on_the_map(page: Page) -> None:
    open_page(page, page.url)
    enlarge(page, "Forearm")
    page.get_by_role("radio", name="Left").check(force=True)
    site(page, "Extensor digitorum, left").click()
    expect(page.get_by_text("chosen: extensor_digitorum, left")).to_be_visible()
    site(page, "Anconeus, left").click()
    expect(site(page, "Extensor digitorum, left")).to_have_attribute("aria-pressed", "true")
    expect(site(page, "Anconeus, left")).to_have_attribute("aria-pressed", "false")


def test_map_turns_to_a_site_chosen_elsewhere(page: Page) -> None:
    open_page(page, page.url)
    page.get_by_role("button", name="elsewhere").click()
    expect(page.get_by_role("radio", name="Deep", exact=True)).to_be_checked()
    expect(page.get_by_role("combobox", name="Part of the body")).to_have_value("forearm")
    expect(site(page, "Supinator, left")).to_have_attribute("aria-pressed", "true")


def test_left_is_the_mirror_of_right(page: Page) -> None:
    open_page(page, page.url)
    enlarge(page, "Neck")
    centres = {key: (x, y) for key, x, y in page.locator(".map .targets").evaluate(CENTRES)}
    right = {key.removesuffix("|right"): at for key, at in centres.items() if key.endswith("|right")}
    assert right
    for name, (x, y) in right.items():
        assert centres[f"{name}|left"] == pytest.approx((1 - x, y), abs=0.005)
        assert x > 0.5, "the back view shows the patient's right on the viewer's right"


def test_focus_tells_name_side_roots_ramus_nerve_hazard_and_standing(page: Page) -> None:
    open_page(page, page.url)
    enlarge(page, "Forearm")
    target = site(page, "Extensor carpi radialis brevis, right")
    target.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    target.focus()
    tip = page.get_by_role("tooltip")
    for words in ("Extensor carpi radialis brevis, right", "C6 0.", "anterior ramus", "radial nerve", "Near it:"):
        expect(tip).to_contain_text(words)
    expect(tip).to_contain_text("assumed")


def test_a_muscle_of_many_segments_is_picked_at_a_level(page: Page) -> None:
    open_page(page, page.url)
    page.get_by_role("radio", name="Deep", exact=True).check(force=True)
    page.locator('.site[data-key="longissimus_thoracis|right"] .belly').dispatch_event("click")
    page.locator('.site[data-key="longissimus_thoracis|right"] .belly').dispatch_event("click")
    expect(page.get_by_text("chosen: longissimus_thoracis_t")).to_be_visible()


def test_a_dot_on_a_button_is_told_in_words(page: Page) -> None:
    open_page(page, page.url)
    page.get_by_role("button", name="elsewhere").click()
    page.get_by_role("button", name="Back to the whole body").click()
    page.get_by_role("radio", name="Front").check(force=True)
    dotted = page.locator(".map label:has(.has-more) input")
    expect(dotted.first).to_have_accessible_description("shows more of the segment in view, or of what was found")
    plain = page.locator(".map .choice:not(.over-stage) label:not(:has(.has-more)) input")
    for button in plain.all():
        expect(button).to_have_accessible_description("")


def test_each_colouring_has_a_legend_and_a_twin_in_words(page: Page) -> None:
    open_page(page, page.url)
    page.get_by_text("As text", exact=True).first.click()
    twin, legend = page.locator(".map .twin li"), page.locator(".map .legend")
    expect(twin).to_have_text(["Extensor carpi radialis longus, right: cramp"])
    expect(legend).to_contain_text("cramp")
    muscle = page.locator('.site[data-key="extensor_carpi_radialis_longus|right"]')
    expect(muscle).to_have_class(re.compile("is-cramp"))
    colour(page, "Segment")
    expect(muscle).to_have_attribute("style", re.compile("--root-c6"))
    expect(twin.filter(has_text="C6 leads")).to_contain_text("Extensor carpi radialis longus")
    for words in ("C1–C8", "T1–T12", "L1–L5", "S1–S4"):
        expect(legend).to_contain_text(words)
    enlarge(page, "Forearm")
    expect(page.locator(".map .words text", has_text="C7").first).to_be_attached()
    colour(page, "Findings")
    expect(twin).to_have_text(["Extensor carpi radialis longus, right: 71 % short, 40 % irritable"])
    expect(legend).to_contain_text("very short")
    expect(muscle).to_have_class(re.compile("is-short-3.*is-irritable-2|is-irritable-2.*is-short-3"))
    expect(page.locator(".map .words text", has_text="71 · 40")).to_be_attached()
