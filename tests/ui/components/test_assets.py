"""The packaged scripts, and the one set of colours that pages and components share."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields

import pytest
from streamlit.testing.v1 import AppTest

from sim.reflex.response import RESPONSE_KINDS
from sim.ui.components.assets import asset, script, style
from sim.ui.components.body_map_kit import SCRIPTS as BODY_MAP_SCRIPTS
from sim.ui.components.learner_cookie import NAME, cookie_data
from sim.ui.theme import DARK, LIGHT, SIGNS, Tokens, contrast_ratio, css_variables
from tests.support.sources import ROOT

FOLDER = ROOT / "sim" / "ui" / "components"
SCRIPTS = sorted(path.name for path in FOLDER.glob("*.js"))
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
THEME_OF = {
    "primaryColor": "accent",
    "backgroundColor": "paper",
    "secondaryBackgroundColor": "card",
    "textColor": "ink",
    "borderColor": "line",
    "linkColor": "accent",
    "orangeColor": "twitch",
    "orangeTextColor": "twitch_text",
    "violetColor": "cramp",
    "violetTextColor": "cramp",
    "yellowColor": "ache",
    "yellowTextColor": "ache",
    "grayColor": "nothing",
    "grayTextColor": "muted",
    "greenColor": "accent",
    "greenTextColor": "accent",
    "greenBackgroundColor": "accent_soft",
    "redColor": "alarm",
    "redTextColor": "alarm",
}
WORDS = ("ink", "muted", "accent", "twitch_text", "cramp", "ache", "nothing", "alarm")


@pytest.mark.parametrize(("name", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_pages_take_the_same_colours_as_components(name: str, tokens: Tokens) -> None:
    assert SETTINGS["theme"][name] == {option: getattr(tokens, token) for option, token in THEME_OF.items()}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
@pytest.mark.parametrize("word", WORDS)
def test_words_stand_out_from_both_grounds(tokens: Tokens, ground: str, word: str) -> None:
    assert contrast_ratio(getattr(tokens, word), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_on_the_accent(tokens: Tokens) -> None:
    assert contrast_ratio(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast_ratio(tokens.ink, tokens.accent_soft) >= 4.5
    assert contrast_ratio(tokens.twitch, tokens.card) >= 3


def test_each_response_has_a_sign_a_pattern_and_a_word_of_its_own() -> None:
    assert set(SIGNS) == set(RESPONSE_KINDS)
    for part in ("sign", "pattern", "word"):
        assert len({getattr(sign, part) for sign in SIGNS.values()}) == len(SIGNS)


def test_every_token_is_a_variable_in_both_themes() -> None:
    variables = dict(re.findall(r"--([a-z-]+): light-dark\((.*?)\);", css_variables()))
    assert variables == {
        field.name.replace("_", "-"): f"{getattr(LIGHT, field.name)}, {getattr(DARK, field.name)}"
        for field in fields(Tokens)
    }


def test_style_sheets_use_only_variables_that_exist() -> None:
    own = {"way", "way-text", "fill", "short-1", "short-2", "short-3"}
    sheets = [path.name for path in FOLDER.glob("*.css")]
    used = set(re.findall(r"var\(--([a-z0-9-]+)", style(*sheets)))
    assert {name for name in used if not name.startswith("st-")} - own <= {
        field.name.replace("_", "-") for field in fields(Tokens)
    }


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_write_words_as_words(name: str) -> None:
    assert not re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", asset(name))


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_fetch_nothing(name: str) -> None:
    assert re.findall(r"\bfetch\(|import\(|https?://(?!www\.w3\.org/2000/svg)", asset(name)) == []


@pytest.mark.parametrize(
    "name", sorted(path.name for path in FOLDER.iterdir() if path.suffix in {".js", ".css", ".html"})
)
def test_assets_are_not_taken_for_paths(name: str) -> None:
    assert "\n" in asset(name).rstrip("\n")


@pytest.mark.parametrize(
    "names",
    [
        BODY_MAP_SCRIPTS,
        ("body_map_mount.js",),
        ("reflex_path_draw.js", "reflex_path.js"),
        ("response_view.js",),
        ("learner_cookie.js",),
    ],
)
def test_joined_scripts_export_once_and_name_nothing_twice(names: tuple[str, ...]) -> None:
    joined = script(*names)
    assert joined.count("export default") == 1
    defined = re.findall(r"^(?:const|let|function) (\w+)", joined, flags=re.MULTILINE)
    assert len(defined) == len(set(defined))


def test_cookie_lasts_400_days() -> None:
    assert cookie_data("abc") == {"name": NAME, "token": "abc", "days": 400}


def draw_all() -> None:
    from sim.ui.components.learner_cookie import learner_cookie
    from sim.ui.components.reflex_path import reflex_path
    from sim.ui.components.response_view import response_view

    response_view(None, key="response")
    reflex_path(None, key="path")
    learner_cookie("abc")


def test_empty_pictures_are_drawn_on_a_page() -> None:
    page = AppTest.from_function(draw_all).run()
    assert not page.exception
    assert [element.proto.component_name for element in page.get("bidi_component")] == [
        "ims.response_view",
        "ims.reflex_path",
        "ims.learner_cookie",
    ]
