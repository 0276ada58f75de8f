"""What a learner does in the browser, one function a step; each waits for what the page says next."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.support.streamlit_page import open_page, wait_until_settled

TENNIS_ELBOW = "tennis-elbow-1"
ECRB = "Extensor carpi radialis brevis"
MULTIFIDUS = "Multifidus at C6"
PARTS = {ECRB: "Forearm", MULTIFIDUS: "Neck"}
KERNEL_PATIENCE_MS = 60_000

FOCUSED = """() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const label = at.labels?.[0]?.textContent;
  const words = (at.getAttribute('aria-label') ?? label ?? at.textContent ?? '').trim();
  return [at.getAttribute('role') ?? at.type ?? at.tagName.toLowerCase(), words];
}"""


def open_case(page: Page, case_id: str = TENNIS_ELBOW, library: str = "/") -> None:
    """Open a case from the library and wait for its first question."""
    open_page(page, library)
    page.locator(f".st-key-library_open_{case_id}").get_by_role("button").click()
    expect(question(page, "What will you do?")).to_be_visible()


def question(page: Page, words: str) -> Locator:
    """Return the one question that is open."""
    return page.get_by_role("heading", name=words)


def log(page: Page) -> Locator:
    """Return the lines of this visit's log."""
    return page.locator(".st-key-card_visit .log li")


def decide(page: Page, name: str) -> None:
    """Decide what is done at this visit."""
    page.get_by_role("radio", name=name).check(force=True)
    expect(page.get_by_text("You chose:")).to_be_visible()
    page.get_by_role("button", name="Decide").click()


def choose_in_list(page: Page, name: str) -> None:
    """Choose a site by typing into the list."""
    box = page.get_by_role("combobox", name="Site")
    box.click()
    box.fill(name)
    page.get_by_role("option", name=re.compile(f"^{name}")).click()
    expect(page.locator(".map .caption-name, .caption-name").first).to_have_text(re.compile(f"^{name}"))


def enlarge(page: Page, part: str) -> None:
    """Enlarge a part of the body on the map."""
    page.get_by_role("combobox", name="Part of the body").select_option(part)


def pick_on_map(page: Page, name: str) -> None:
    """Choose a site on the map, in the part it lies in, and wait until the list shows it."""
    if name in PARTS:
        enlarge(page, PARTS[name])
    page.get_by_role("button", name=f"{name}, right", exact=True).click()
    expect(page.get_by_role("combobox", name="Site")).to_have_value(re.compile(f"^{name}"))


def needle(page: Page, predicted: str) -> None:
    """Say what is expected, needle once, and wait for the answer."""
    number = log(page).count() + 1
    predict(page, predicted)
    page.get_by_role("button", name="Needle", exact=True).click()
    expect(log(page)).to_have_count(number, timeout=KERNEL_PATIENCE_MS)


def predict(page: Page, predicted: str) -> None:
    """Say what is expected."""
    option = page.get_by_role("radio", name=predicted)
    expect(option).to_have_attribute("aria-checked", "false")
    wait_until_settled(page)
    option.click()
    expect(option).to_have_attribute("aria-checked", "true")


def end_visit(page: Page, next_visit: int) -> None:
    """End the visit and wait for the next."""
    page.get_by_role("button", name="End visit").click()
    expect(page.get_by_role("heading", name=f"Visit {next_visit} of 6")).to_be_visible()


def treat_both_rami(page: Page, choose: Callable[[Page, str], None], *, limb: int, spine: int) -> None:
    """Needle the short radial wrist extensor and the multifidus of its segment."""
    decide(page, "Treat with the needle (IMS)")
    expect(question(page, "Where will you needle?")).to_be_visible()
    for name, times in ((ECRB, limb), (MULTIFIDUS, spine)):
        choose(page, name)
        for _ in range(times):
            needle(page, "twitch")


def focused(page: Page) -> tuple[str, str]:
    """Return role and name of what has the focus."""
    role, words = page.evaluate(FOCUSED)
    return str(role), str(words)


def tab_to(page: Page, name: str, *, role: str | None = None, most: int = 120) -> None:
    """Press Tab until what has the focus is called `name`, and is of that role where one is given."""
    for _ in range(most):
        page.keyboard.press("Tab")
        found, words = focused(page)
        if words.startswith(name) and role in (None, found):
            return
    raise AssertionError(f"{most} times Tab did not reach {name!r}; the focus is on {focused(page)}")
