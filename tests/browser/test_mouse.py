"""The tennis elbow played to a good end by mouse, sites from the list and from the map."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.journey import (
    choose_in_list,
    decide,
    end_visit,
    open_case,
    pick_on_map,
    question,
    treat_both_rami,
)

VISITS = 5


def test_limb_and_paraspinals_needled_weekly_end_better(page: Page) -> None:
    open_case(page)
    expect(page.get_by_text("Anna is a potter.")).to_be_visible()
    for visit in range(1, VISITS + 1):
        treat_both_rami(page, choose_in_list if visit == 1 else pick_on_map, limb=3, spine=2)
        end_visit(page, visit + 1)
        expect(page.get_by_text("7 days later")).to_be_visible()
    decide(page, "Stop")
    expect(question(page, "at week 12")).to_be_visible()
    expect(page.get_by_text("The ill root was C6 on the right")).to_be_visible()
    expect(page.get_by_text("Your first decision was right")).to_be_visible()
    page.get_by_role("button", name="Play it again, another patient").click()
    expect(page.get_by_role("heading", name="Visit 1 of 6, day 0")).to_be_visible()
