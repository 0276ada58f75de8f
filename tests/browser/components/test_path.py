"""The path in a browser: it plays, pauses, goes on, steps both ways, by keyboard too; no motion where it is off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.streamlit_page import open_page

REDUCED = pytest.mark.browser_context_args(reduced_motion="reduce")
STEPS = 4
LIT = "path => path.querySelectorAll('.node.is-lit, .node.is-dead').length"
SHOWN = "path => path.reflexPath.shown"
THREE_FRAMES = """() => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)));
})"""
MOVING = """() => {
  globalThis.frames = 0;
  const ask = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = (f) => { globalThis.frames += 1; return ask(f); };
}"""
FOCUSED = """() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at.textContent.replace(/[^A-Za-z ]/g, '').trim();
}"""
TWIN = (
    "path => [...path.querySelectorAll('.twin li')].findIndex((item) => item.getAttribute('aria-current') === 'step')"
)


@pytest.fixture
def path(page: Page) -> Locator:
    """Return the path once the way it took has been shown by itself."""
    open_page(page, page.url)
    path = page.locator(".path")
    expect(path.locator(".now")).to_contain_text(f"{STEPS} of {STEPS}.")
    return path


def press(path: Locator, name: str) -> None:
    path.get_by_role("button", name=name).click()


def expect_step(path: Locator, step: int) -> None:
    """Expect a step to be told, lit, and marked in the graph and in the list."""
    expect(path.locator(".now")).to_contain_text(f"{step} of {STEPS}.")
    assert path.evaluate(LIT) == step + 1
    assert path.evaluate(TWIN) == step
    expect(path.locator(".twin .here:not([hidden])")).to_have_count(1)
    expect(path.locator(".node[aria-current='step']")).to_have_count(1)


def test_it_steps_back_and_forth_and_begins_again(path: Locator) -> None:
    expect_step(path, 4)
    press(path, "Back")
    expect_step(path, 3)
    expect(path.locator(".now")).to_contain_text("C6 dorsal root: 1008 spikes to the cord, needs 1, 1007 above")
    press(path, "Restart")
    expect_step(path, 0)
    press(path, "Step")
    press(path, "Step")
    expect_step(path, 2)
    press(path, "Show all")
    expect_step(path, 4)


def test_buttons_that_have_nothing_to_do_say_so(path: Locator) -> None:
    for name in ("Step", "Show all"):
        expect(path.get_by_role("button", name=name)).to_have_attribute("aria-disabled", "true")
    press(path, "Restart")
    for name in ("Back", "Restart"):
        expect(path.get_by_role("button", name=name)).to_have_attribute("aria-disabled", "true")
    expect(path.get_by_role("button", name="Step")).to_have_attribute("aria-disabled", "false")


def test_it_plays_pauses_where_it_is_and_resumes_from_there(path: Locator) -> None:
    press(path, "Play")
    press(path, "Pause")
    held = path.evaluate(SHOWN)
    assert 0 <= held < STEPS
    press(path, "Step")
    expect_step(path, int(held) + 1)
    press(path, "Resume")
    expect(path.get_by_role("button", name="Pause")).to_be_visible()
    expect_step(path, int(held) + 2)
    press(path, "Pause")
    stopped = path.evaluate(SHOWN)
    path.page.evaluate(THREE_FRAMES)
    assert path.evaluate(SHOWN) == stopped
    press(path, "Resume")
    expect(path.locator(".now")).to_contain_text(f"{STEPS} of {STEPS}.", timeout=10_000)
    expect(path.get_by_role("button", name="Play")).to_be_visible()


def test_the_row_is_one_stop_of_the_tab_key_and_arrows_walk_it(path: Locator, page: Page) -> None:
    expect(path.get_by_role("toolbar", name="The path, step by step")).to_be_visible()
    path.get_by_role("button", name="Play").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(FOCUSED) == "Back"
    page.keyboard.press("Enter")
    expect_step(path, 3)
    page.keyboard.press("Home")
    assert page.evaluate(FOCUSED) == "Restart"
    page.keyboard.press("Space")
    expect_step(path, 0)
    page.keyboard.press("End")
    assert page.evaluate(FOCUSED) == "Show all"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED) == "Restart"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "As text"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED) == "Restart"


def test_where_it_died_is_marked_in_the_graph_and_said(path: Locator) -> None:
    box = path.locator(".node", has=path.page.get_by_text("Excitatory interneurons"))
    expect(box.get_by_text("✕ died here")).to_be_visible()
    expect(box).to_contain_text("0.57, needs 1.00")
    expect(box).to_contain_text("−0.43")
    expect(path.locator(".now")).to_contain_text("0.43 short; it died here.")


@REDUCED
def test_nothing_moves_where_motion_is_off(path: Locator, page: Page) -> None:
    press(path, "Restart")
    page.evaluate(MOVING)
    press(path, "Play")
    assert path.evaluate(LIT) == STEPS + 1
    press(path, "Back")
    press(path, "Restart")
    press(path, "Step")
    expect_step(path, 1)
    assert path.evaluate(SHOWN) == 1
    assert page.evaluate("frames") == 0


def test_motion_that_is_switched_off_on_the_way_stops_at_the_next_node(path: Locator, page: Page) -> None:
    press(path, "Play")
    page.emulate_media(reduced_motion="reduce")
    expect(path.get_by_role("button", name="Play").or_(path.get_by_role("button", name="Resume"))).to_be_visible()
    at = path.evaluate(SHOWN)
    assert at == int(at)


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844})
def test_a_phone_has_two_columns_and_no_box_on_another(path: Locator) -> None:
    assert path.locator(".board").get_attribute("data-cells") == "narrow"
    overlaps = path.evaluate("""path => {
      const boxes = [...path.querySelectorAll('.node')].map((box) => box.getBoundingClientRect());
      return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)).length;
    }""")
    assert overlaps == 0
