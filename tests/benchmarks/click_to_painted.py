"""Time from a click to the painted answer, ours against an empty Streamlit rerun in the same Chromium.

Run as `python -m tests.benchmarks.click_to_painted [clicks]`; prints one JSON object.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.benchmarks.timing import percentile
from tests.support.chromium import HOW_TO_GET_ONE, QUIET_FLAGS, find_chromium
from tests.support.server import ROOT, AppServer
from tests.support.streamlit_page import wait_until_settled

CLICKS = 50
WARM_UPS = 5
EMPTY_APP = ROOT / "tests" / "benchmarks" / "empty_app.py"
NEEDLES_A_VISIT = 11
"""So that all clicks fit into five visits: the sixth is the last of the case and ends with another button."""
ANSWER_SIGN = "document.querySelector('.st-key-card_answer').innerText"
EMPTY_SIGN = "document.querySelector('[data-testid=stText]').textContent"

# From the press of the pointer to one animation frame after the sign has changed.
STOPWATCH = """
() => {
    const read = () => SIGN;
    const before = read();
    window.stopwatch = new Promise((resolve) => {
        addEventListener("pointerdown", (press) => {
            const look = () => {
                if (read() === before) requestAnimationFrame(look);
                else requestAnimationFrame((now) => resolve(now - press.timeStamp));
            };
            look();
        }, {once: true, capture: true});
    });
}
"""


def click_ms(page: Page, button: Locator, sign: str) -> float:
    """Click and return the time until the sign shows something else on the screen, ms.

    Parameters
    ----------
    button
        What is clicked.
    sign
        A JavaScript expression whose text changes with the answer.
    """
    button.wait_for()
    page.evaluate(STOPWATCH.replace("SIGN", sign))
    button.click()
    spent_ms = float(page.evaluate("() => window.stopwatch"))
    wait_until_settled(page)
    return spent_ms


def empty_rerun_ms(browser: Browser, folder: Path, clicks: int) -> list[float]:
    """Return the times of an empty page with one button, ms."""
    with AppServer(EMPTY_APP, folder) as server:
        page = browser.new_page(base_url=server.url)
        page.goto("/")
        wait_until_settled(page)
        button = page.get_by_role("button", name="Click")
        times = [click_ms(page, button, EMPTY_SIGN) for _ in range(WARM_UPS + clicks)]
        page.close()
    return times[WARM_UPS:]


def needle_ms(browser: Browser, folder: Path, clicks: int) -> list[float]:
    """Return the times from the press of Needle to the answer on the bench, the decision on disk included, ms."""
    with AppServer(ROOT / "app.py", folder) as server:
        page = browser.new_page(base_url=server.url, reduced_motion="reduce")
        page.goto("/")
        page.locator(".st-key-card_case_tennis-elbow-1").get_by_role("button", name="Open the case").click()
        times: list[float] = []
        while len(times) < WARM_UPS + clicks:
            begin_visit(page)
            times += [one_needle_ms(page) for _ in range(min(NEEDLES_A_VISIT, WARM_UPS + clicks - len(times)))]
            page.get_by_role("button", name="End visit").click()
        page.close()
    return times[WARM_UPS:]


def begin_visit(page: Page) -> None:
    """Decide to treat, and choose the short radial wrist extensor."""
    page.get_by_text("Treat with the needle").click()
    wait_until_settled(page)
    page.get_by_role("button", name="Decide").click()
    page.get_by_role("button", name="End visit").wait_for()
    sites = page.get_by_role("combobox").first
    sites.click()
    sites.fill("carpi radialis brevis")
    page.keyboard.press("Enter")
    page.get_by_text("Find it:").wait_for()


def one_needle_ms(page: Page) -> float:
    """Predict, wait until all is still, and time one click on Needle."""
    page.locator(".st-key-bench_prediction button").first.click()
    wait_until_settled(page)
    return click_ms(page, page.get_by_role("button", name="Needle", exact=True), ANSWER_SIGN)


def main(clicks: int) -> dict[str, float]:
    """Return the figures: median and 95th percentile in ms."""
    program = find_chromium()
    if program is None:
        raise SystemExit(HOW_TO_GET_ONE)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET_FLAGS))
        empty = empty_rerun_ms(browser, Path(folder) / "empty", clicks)
        ours = needle_ms(browser, Path(folder) / "ours", clicks)
        browser.close()
    return {
        "empty_p50_ms": percentile(empty, 50),
        "empty_p95_ms": percentile(empty, 95),
        "needle_p50_ms": percentile(ours, 50),
        "needle_p95_ms": percentile(ours, 95),
        "needle_over_empty_p50": percentile(ours, 50) / percentile(empty, 50),
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else CLICKS)))
