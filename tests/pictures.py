"""Make the pictures of the documents from the running app: `python -m tests.pictures`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from tests.support.chromium import HOW_TO_GET_ONE, QUIET_FLAGS, find_chromium
from tests.support.server import ROOT, AppServer
from tests.support.streamlit_page import open_page, wait_until_settled

PICTURES = ROOT / "docs" / "pictures"
SIZE: ViewportSize = {"width": 1280, "height": 900}
MAX_NEEDLES = 8


def main() -> int:
    chromium = find_chromium()
    if chromium is None:
        sys.stderr.write(f"{HOW_TO_GET_ONE}\n")
        return 1
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        AppServer(ROOT / "app.py", Path(data)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=[*QUIET_FLAGS])
        page = browser.new_page(viewport=SIZE, base_url=server.url, reduced_motion="reduce")
        open_page(page)
        page.screenshot(path=PICTURES / "cases.png")
        needle_until_twitch(page)
        page.screenshot(path=PICTURES / "bench.png")
        browser.close()
    return 0


def needle_until_twitch(page: Page) -> None:
    """Open the tennis elbow and needle the short radial wrist extensor until its band twitches."""
    card = page.locator(".st-key-card_case_tennis-elbow-1")
    card.get_by_role("button", name="Open the case").click()
    page.get_by_text("Treat with the needle").click()
    page.get_by_role("button", name="Decide").click()
    sites = page.get_by_role("combobox").first
    sites.click()
    sites.fill("carpi radialis brevis")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Needle", exact=True)).to_be_enabled()
    for number in range(1, MAX_NEEDLES + 1):
        page.get_by_role("radio", name="twitch").or_(page.get_by_role("button", name="twitch")).first.click()
        wait_until_settled(page)
        page.get_by_role("button", name="Needle", exact=True).click()
        expect(page.get_by_text(f"Insertion {number}, extensor")).to_be_visible(timeout=20_000)
        wait_until_settled(page)
        if page.get_by_text("You predicted twitch: so it was").count():
            return


if __name__ == "__main__":
    sys.exit(main())
