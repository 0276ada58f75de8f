"""The tennis elbow played to its end by keyboard alone: Tab, arrows, Enter, and typing."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.journey import KERNEL_PATIENCE_MS, focused, log, question, tab_to
from tests.support.streamlit_page import open_page, wait_until_settled

VISITS = 4


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def open_elbow(page: Page) -> None:
    open_page(page)
    expect(page.get_by_text("The tennis elbow that would not heal")).to_be_visible()
    for _ in range(3):
        tab_to(page, "Open the case")
    press(page, "Enter")
    expect(question(page, "What will you do?")).to_be_visible()


def decide(page: Page, down: int) -> None:
    """Choose an action `down` places below the first, and decide."""
    tab_to(page, "Treat with the needle")
    press(page, "Space", *["ArrowDown"] * down)
    expect(page.get_by_text("You chose:")).to_be_visible()
    tab_to(page, "Decide")
    press(page, "Enter")


def choose(page: Page, words: str, label: str) -> None:
    """Find a site by typing, and take it."""
    tab_to(page, "Site")
    page.keyboard.type(words)
    expect(page.get_by_role("option").first).to_contain_text(label)
    press(page, "Enter")
    expect(page.get_by_role("combobox", name="Site")).to_have_value(re.compile(f"^{re.escape(label)}"))
    expect(page.get_by_label("Depth")).to_be_visible()
    wait_until_settled(page)


def needle(page: Page, number: int) -> None:
    tab_to(page, "⚡")
    press(page, "Space")
    expect(page.get_by_role("radio", name="twitch")).to_have_attribute("aria-checked", "true")
    tab_to(page, "Needle")
    press(page, "Enter")
    expect(log(page)).to_have_count(number, timeout=KERNEL_PATIENCE_MS)
    expect(page.get_by_role("radio", name="twitch")).to_have_attribute("aria-checked", "false")


def test_a_case_can_be_played_to_its_end_by_keyboard_alone(page: Page) -> None:
    open_elbow(page)
    for visit in range(1, VISITS + 1):
        decide(page, down=0)
        expect(question(page, "Where will you needle?")).to_be_visible()
        choose(page, "ecrb", "Extensor carpi radialis brevis (ECRB)")
        needle(page, 1)
        choose(page, "multifidus c6", "Multifidus at C6")
        needle(page, 2)
        assert focused(page)[1] == "Needle", "the focus stays where the next step is"
        needle(page, 3)
        tab_to(page, "End visit")
        press(page, "Enter")
        expect(page.get_by_role("heading", name=f"Visit {visit + 1} of 6")).to_be_visible()
    decide(page, down=3)
    # How it goes depends on the patient that chance has made; that the end is told does not.
    expect(question(page, "at week 12")).to_be_visible()
