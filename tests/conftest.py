"""Fixtures of every test: data in a folder of its own, and quick Streamlit runs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import settings

MANIFEST_SCANNER = "streamlit.components.v2.manifest_scanner"

# The same examples in every run, so that a failure is always due to a change; never a time limit.
settings.register_profile("suite", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("suite")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: what is quick to know comes first."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the attempts of a test in a folder of its own, and the library to the cases of the project."""
    folder = tmp_path / "data"
    monkeypatch.setenv("IMS_DATA", str(folder))
    for name in ("IMS_DATABASE", "IMS_SCENARIOS"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(autouse=True)
def no_manifest_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare each AppTest a scan of all installed packages (0.3 s) for component manifests the app has not."""
    if MANIFEST_SCANNER in sys.modules:
        monkeypatch.setattr(f"{MANIFEST_SCANNER}.scan_component_manifests", lambda *_, **__: [])


@pytest.fixture(scope="session")
def warm_kernel() -> None:
    """Compile the kernel into its cache on disk, so that no test or server waits for it later."""
    from sim.reflex import warm_up

    warm_up()
