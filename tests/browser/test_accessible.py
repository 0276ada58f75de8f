"""Every page and state is without a fault that axe knows, in both themes, fits a phone, and nothing overlaps."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import Page, expect

from tests.browser.journey import (
    ECRB,
    choose_in_list,
    decide,
    end_visit,
    needle,
    open_case,
    question,
)
from tests.support.streamlit_page import open_page, wait_until_settled

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}

# Streamlit's own; the app cannot change them.
NOT_OURS = ("region", "landmark-one-main", "page-has-heading-one")

WIDER = """() => [...document.querySelectorAll('.stMain, html')].filter(e => e.scrollWidth > innerWidth + 1).length"""
OVERLAPS = """() => {
  const cards = [...document.querySelectorAll('[class*="st-key-card_"]')]
    .map(e => [e.className, e.getBoundingClientRect()]);
  const found = [];
  cards.forEach(([a, r], i) => cards.slice(i + 1).forEach(([b, s]) => {
    const wide = Math.min(r.right, s.right) - Math.max(r.left, s.left);
    const high = Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top);
    if (wide > 1 && high > 1) found.push([a.match(/st-key-\\S+/)[0], b.match(/st-key-\\S+/)[0]]);
  }));
  return found;
}"""
TOPS = """names => names.map(name => document.querySelector(`.st-key-${name}`).getBoundingClientRect().top)"""


def faults(page: Page) -> list[tuple[str, str]]:
    """Return what axe finds wrong, by rule and first place."""
    wait_until_settled(page)
    found = Axe().run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found if fault["id"] not in NOT_OURS]


def wait_until_tables_fit(page: Page) -> None:
    """Streamlit's tables take a new width of the page some frames later; wait for them, not for anything else."""
    for frame in page.get_by_test_id("stDataFrame").all():
        page.wait_for_function("table => table.getBoundingClientRect().right <= innerWidth", arg=frame.element_handle())


def check(page: Page, where: str) -> None:
    """Expect a state of the page to be sound: for axe, and in the light theme in width and card beside card."""
    assert (where, faults(page)) == (where, [])
    if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"):
        return  # the themes differ in colours alone
    for size in (PHONE, LAPTOP):
        page.set_viewport_size(size)  # type: ignore[arg-type] # a dictionary of two numbers
        wait_until_settled(page)
        wait_until_tables_fit(page)
        assert (where, size["width"], page.evaluate(WIDER)) == (where, size["width"], 0)
        assert (where, size["width"], page.evaluate(OVERLAPS)) == (where, size["width"], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_is_sound(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    open_page(page)
    expect(page.get_by_text("The tennis elbow that would not heal")).to_be_visible()
    check(page, "library")
    open_case(page)
    check(page, "first visit")
    decide(page, "Treat with the needle (IMS)")
    expect(question(page, "Where will you needle?")).to_be_visible()
    check(page, "no needle yet")
    choose_in_list(page, ECRB)
    needle(page, "twitch")
    check(page, "needled")
    end_visit(page, 2)
    check(page, "days later")
    decide(page, "Manual therapy")
    expect(question(page, "When is the next visit?")).to_be_visible()
    check(page, "resting")
    end_visit(page, 3)
    decide(page, "Stop")
    expect(page.get_by_text("What was covered")).to_be_attached()
    check(page, "debrief")
    page.get_by_role("button", name="About").click()
    page.get_by_role("link", name="How it works").or_(page.get_by_role("menuitem", name="How it works")).click()
    expect(page.get_by_text("Where the evidence disagrees")).to_be_visible()
    check(page, "about")
    page.get_by_role("button", name="About").click()
    validation = "Evidence and validation"
    page.get_by_role("link", name=validation).or_(page.get_by_role("menuitem", name=validation)).click()
    expect(page.get_by_role("heading", name="Where which answer comes")).to_be_visible()
    check(page, "validation")


@pytest.mark.browser_context_args(viewport=PHONE)
def test_a_phone_stacks_question_answer_next_patient_path(page: Page) -> None:
    open_case(page)
    decide(page, "Treat with the needle (IMS)")
    choose_in_list(page, ECRB)
    needle(page, "twitch")
    names = ["card_question", "card_answer", "card_next", "card_patient", "card_path"]
    tops = page.evaluate(TOPS, names)
    assert tops == sorted(tops)
