"""A page of the components alone, so that a fault of a picture is found without the app around it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.server import AppServer

BENCH = Path(__file__).with_name("bench_page.py")


@pytest.fixture(scope="session")
def component_server(
    browser_type_launch_args: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AppServer]:
    """Serve the page of components; it needs no kernel."""
    with AppServer(BENCH, tmp_path_factory.mktemp("components")) as server:
        yield server


@pytest.fixture(scope="session")
def base_url(component_server: AppServer) -> str:
    """Let a path alone name this page, not the app's."""
    return component_server.url
