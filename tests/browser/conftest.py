"""The app in a real browser: one server for all tests, a fresh visitor for each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.support.chromium import HOW_TO_GET_ONE, QUIET_FLAGS, find_chromium
from tests.support.server import ROOT, AppServer
from tests.support.streamlit_page import watch_console

APP = ROOT / "app.py"
PATIENCE_MS = 15_000


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the installed Chromium; without one skip, but fail where CI should have installed it."""
    program = find_chromium()
    if program is None:
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up(HOW_TO_GET_ONE)
    return {**browser_type_launch_args, "executable_path": program, "args": list(QUIET_FLAGS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Give the page a laptop's size; `@pytest.mark.browser_context_args(viewport=…)` changes it for one test."""
    return {**browser_context_args, "viewport": {"width": 1280, "height": 800}, "locale": "en-GB"}


@pytest.fixture(scope="session")
def app_server(
    browser_type_launch_args: dict[str, Any], warm_kernel: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AppServer]:
    """Serve `app.py` for all tests that do not disturb the server."""
    with AppServer(APP, tmp_path_factory.mktemp("app")) as server:
        yield server


@pytest.fixture
def own_server(browser_type_launch_args: dict[str, Any], warm_kernel: None, data_folder: Path) -> Iterator[AppServer]:
    """Serve `app.py` for one test, which may stop, kill and restart it on the same data."""
    with AppServer(APP, data_folder) as server:
        yield server


@pytest.fixture(scope="session")
def base_url(app_server: AppServer) -> str:
    """Let a path alone name a page of the app."""
    return app_server.url


@pytest.fixture
def new_page(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Callable[[], Page]]:
    """Open further tabs of the same visitor; no tab may have logged an error by the end of the test.

    Except where the test has a server of its own: stopping it makes the page log lost connections.
    """
    logs: list[list[str]] = []

    def open_tab() -> Page:
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        logs.append(watch_console(page))
        return page

    yield open_tab
    if "own_server" not in request.fixturenames:
        assert [error for log in logs for error in log] == []


@pytest.fixture
def page(new_page: Callable[[], Page]) -> Page:
    """Open the visitor's first tab."""
    return new_page()
