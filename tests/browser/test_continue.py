"""Nothing is lost: the attempt stands where it was left after a refresh, in a new tab, after the server was killed."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.journey import (
    ECRB,
    KERNEL_PATIENCE_MS,
    choose_in_list,
    decide,
    log,
    needle,
    open_case,
    question,
)
from tests.support.server import AppServer
from tests.support.streamlit_page import open_page, wait_until_settled


def begin(page: Page, server: AppServer) -> None:
    """Needle once in an attempt of one's own; the cookie of the learner is there when this returns."""
    open_case(page, library=server.url)
    decide(page, "Treat with the needle (IMS)")
    choose_in_list(page, ECRB)
    needle(page, "twitch")
    page.wait_for_function("document.cookie.includes('ims_learner=')")


def stands(page: Page, n_needles: int) -> None:
    """Expect the attempt where it was left."""
    expect(question(page, "Where will you needle?")).to_be_visible(timeout=KERNEL_PATIENCE_MS)
    expect(page.get_by_role("heading", name="Visit 1 of 6, day 0")).to_be_visible()
    expect(log(page)).to_have_count(n_needles)
    expect(page.get_by_text(f"{n_needles + 1} decisions saved")).to_be_visible()


def test_a_learner_goes_on_where_the_page_was_left(
    page: Page, new_page: Callable[[], Page], own_server: AppServer
) -> None:
    begin(page, own_server)
    said = page.locator(".st-key-card_answer p.large").inner_text()

    page.reload()
    stands(page, 1)
    expect(page.locator(".st-key-card_answer p.large")).to_have_text(said, use_inner_text=True)

    tab = new_page()
    tab.goto(page.url)
    stands(tab, 1)

    needle(tab, "ache")
    page.get_by_role("radio", name="nothing").click()
    expect(page.get_by_role("radio", name="nothing")).to_have_attribute("aria-checked", "true")
    page.get_by_role("button", name="Needle", exact=True).click()
    expect(page.get_by_text("had moved on in another tab")).to_be_visible()
    stands(page, 2)

    own_server.kill()
    own_server.start()
    page.reload()
    stands(page, 2)
    needle(page, "twitch")
    stands(page, 3)

    open_page(page, own_server.url)
    expect(page.locator(".st-key-card_case_tennis-elbow-1")).to_contain_text("At visit 1 of 6")
    page.locator(".st-key-card_case_tennis-elbow-1").get_by_role("button", name="Go on").click()
    stands(page, 3)


def test_another_visitor_does_not_get_in_by_the_link(page: Page, own_server: AppServer) -> None:
    begin(page, own_server)
    address = page.url
    browser = page.context.browser
    assert browser is not None
    stranger = browser.new_page()
    stranger.goto(address)
    expect(stranger.get_by_text("This attempt cannot be opened here.")).to_be_visible()
    expect(stranger.get_by_text("Anna")).to_have_count(0)
    stranger.get_by_role("button", name="Go to the case library").click()
    expect(stranger.get_by_text("The tennis elbow that would not heal")).to_be_visible()
    wait_until_settled(stranger)
    stranger.close()
