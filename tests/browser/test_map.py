"""Any muscle is found and needled: by keyboard alone, and on the map by mouse; a finger has room on each."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import (
    KERNEL_PATIENCE_MS,
    decide,
    enlarge,
    focused,
    log,
    needle,
    open_case,
    pick_on_map,
    question,
    tab_to,
)
from tests.browser.test_keyboard import choose, open_elbow
from tests.browser.test_keyboard import decide as decide_by_keys
from tests.browser.test_keyboard import needle as needle_by_keys
from tests.support.streamlit_page import wait_until_settled

REDUCED = pytest.mark.browser_context_args(reduced_motion="reduce")
WIDTHS = [(1280, 800), (390, 844)]
SMALL_TARGETS = """root => {
  const map = root.bodyMap;
  const small = [];
  const set = (name, value) => {
    const menu = root.querySelector(`[data-choice=${name}]`);
    const input = menu.querySelector(`input[value=${value}]`);
    if (input) { if (!input.checked) input.click(); } else { menu.value = value; menu.onchange(); }
  };
  for (const view of ['back', 'front']) {
    set('view', view);
    for (const {value: zoom} of [...root.querySelectorAll('select[data-choice=zoom] option')]) {
      set('zoom', zoom);
      for (const layer of ['superficial', 'deep', 'deepest']) {
        if (root.querySelector(`input[value=${layer}]`).disabled) continue;
        set('layer', layer);
        const isOneSided = map.kit.figure.zooms[zoom].one_sided;
        for (const {key, part, target} of map.stops) {
          const isOwn = part || (map.drawn.get(key).shape.zoom === zoom && (key.endsWith(map.side) || !isOneSided));
          const {width, height} = target.getBoundingClientRect();
          if (isOwn && Math.min(width, height) < 23.99) small.push([view, zoom, layer, key, width]);
        }
      }
    }
  }
  return small;
}"""


def to_needling(page: Page) -> None:
    """Open the case and decide to treat."""
    open_case(page)
    decide(page, "Treat with the needle (IMS)")
    expect(question(page, "Where will you needle?")).to_be_visible()


def show(page: Page, words: str) -> None:
    """Let the list show one part of the body or one segment."""
    box = page.get_by_role("combobox", name="Show")
    box.click()
    box.fill(words)
    page.get_by_role("option", name=words, exact=True).click()
    wait_until_settled(page)


def walk_to(page: Page, name: str, key: str = "ArrowDown", *, most: int = 12) -> None:
    """Press an arrow until what has the focus begins with `name`."""
    for _ in range(most):
        if focused(page)[1].startswith(name):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{most} times {key} did not reach {name!r}; the focus is on {focused(page)}")


@REDUCED
def test_gluteus_medius_and_multifidus_are_found_and_needled_by_keyboard_alone(page: Page) -> None:
    """From opening the case to the response shown: the one on the map, the other in the list."""
    open_elbow(page)
    decide_by_keys(page, down=0)
    expect(question(page, "Where will you needle?")).to_be_visible()
    tab_to(page, "Neck: enlarge")
    walk_to(page, "Buttock, left: enlarge")
    walk_to(page, "Buttock, right: enlarge", "ArrowRight")
    page.keyboard.press("Enter")
    walk_to(page, "Gluteus medius, right")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Site")).to_have_value(re.compile("^Gluteus medius"))
    wait_until_settled(page)
    needle_by_keys(page, 1)
    expect(page.locator(".st-key-card_answer")).to_contain_text("gluteus medius, right")
    choose(page, "multifidus l5", "Multifidus at L5")
    needle_by_keys(page, 2)
    expect(page.locator(".st-key-card_answer")).to_contain_text("multifidus at L5, right")


@REDUCED
@pytest.mark.parametrize(
    ("view", "layer", "part", "muscle"),
    [("Back", "Deep", "Buttock", "Piriformis"), ("Back", "Surface", "Sole", "Abductor hallucis")],
)
def test_a_deep_muscle_and_one_of_the_foot_are_needled_by_mouse(
    page: Page, view: str, layer: str, part: str, muscle: str
) -> None:
    to_needling(page)
    page.get_by_role("radio", name=view, exact=True).check(force=True)
    page.get_by_role("radio", name=layer, exact=True).check(force=True)
    enlarge(page, part)
    pick_on_map(page, muscle)
    needle(page, "twitch")
    expect(log(page)).to_have_count(1, timeout=KERNEL_PATIENCE_MS)
    expect(page.locator(".st-key-card_answer")).to_contain_text(f"{muscle.lower()}, right")


@REDUCED
def test_the_part_that_the_list_shows_is_enlarged_on_the_map(page: Page) -> None:
    to_needling(page)
    part = page.get_by_role("combobox", name="Part of the body")
    show(page, "Forearm")
    expect(part).to_have_value("forearm")
    expect(page.get_by_role("button", name="Anconeus, right", exact=True)).to_be_attached()
    enlarge(page, "Upper arm")
    pick_on_map(page, "Triceps brachii")
    wait_until_settled(page)
    expect(part).to_have_value("arm")
    show(page, "Segment C6: both rami")
    expect(part).to_have_value("whole")
    page.get_by_role("combobox", name="Site").click()
    expect(page.get_by_role("option").first).to_contain_text("Multifidus at C6")


def test_a_muscle_of_many_segments_asks_for_its_level(page: Page) -> None:
    to_needling(page)
    choose(page, "longissimus thoracis", "Longissimus thoracis")
    level = page.get_by_role("combobox", name="Level")
    expect(page.locator(".caption-name").first).to_contain_text(level.input_value())
    level.click()
    page.get_by_role("option", name="T5", exact=True).click()
    expect(page.locator(".caption-name").first).to_contain_text("T5")


@REDUCED
@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_every_target_is_large_enough_in_its_part(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    to_needling(page)
    expect(page.get_by_role("button", name="Neck: enlarge")).to_be_attached()
    assert page.locator(".map").evaluate(SMALL_TARGETS) == []
