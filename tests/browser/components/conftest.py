"""A page of the components alone, so that a fault of a picture is found without the app around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.server import AppServer

BENCH = Path(__file__).with_name("bench_page.py")


@pytest.fixture(scope="session")
def component_server(
    browser_type_launch_args: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AppServer]:
    """Serve the page of components; it needs no kernel."""
    with AppServer(BENCH, tmp_path_factory.mktemp("components")) as server:
        yield server


@pytest.fixture
def page(new_page: Callable[[], Page], component_server: AppServer) -> Page:
    """Open the visitor's first tab on this page, not on the app's.

    The base address stays the app's: pytest keeps one for the whole run, whoever asks first.
    """
    tab = new_page()
    tab.goto(component_server.url)
    return tab
