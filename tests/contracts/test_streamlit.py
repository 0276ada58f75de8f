"""What the app relies on in Streamlit: its settings, and the one inner name that the tests replace."""

from __future__ import annotations

import re
import tomllib

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from tests.conftest import MANIFEST_SCANNER
from tests.support.sources import ROOT

SETTINGS = ROOT / ".streamlit" / "config.toml"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("runner.postScriptGC", False),  # 70 ms a rerun otherwise
        ("browser.gatherUsageStats", False),  # no network at run time
        ("client.toolbarMode", "minimal"),
    ],
)
def test_setting_reaches_streamlit(option: str, value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    config.get_config_options(force_reparse=True)
    assert config.get_option(option) == value


def test_settings_name_no_host() -> None:
    text = SETTINGS.read_text(encoding="utf-8")
    assert tomllib.loads(text)
    assert re.findall(r"\w+://[^\s\"']+", text) == []


def test_an_app_run_asks_for_the_manifests_that_the_tests_spare_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def no_manifests(*_: object, **__: object) -> list[object]:
        asked.append(True)
        return []

    monkeypatch.setattr(f"{MANIFEST_SCANNER}.scan_component_manifests", no_manifests)
    assert not AppTest.from_string("import streamlit as st; st.write('here')").run().exception
    assert asked
