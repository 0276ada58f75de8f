"""The pictures in a browser: what they say in words, and what axe finds wrong with them."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import Page, expect

from tests.support.streamlit_page import open_page


def test_traces_say_in_words_what_they_show(page: Page) -> None:
    open_page(page, page.url)
    expect(page.get_by_role("img", name="Ache. First motor unit 22 ms after the needle.")).to_be_visible()


def test_browser_keeps_the_learner(page: Page) -> None:
    open_page(page, page.url)
    page.wait_for_function("document.cookie.includes('ims_learner=token-of-a-learner')")
    page.reload()
    expect(page.get_by_text("known as token-of-a-learner")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_have_no_fault_that_axe_knows(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page(page, page.url)
    expect(page.locator(".path .death")).to_be_visible()
    found = Axe().run(page, context=".main, [data-testid='stMain']").response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []
