"""The page of the atlas: the address says what is in view, and what is picked goes into the address."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from sim.anatomy import ROOTS, muscles, sites
from sim.evidence import visits
from sim.ui import state, text_atlas
from tests.ui.views.app_page import open_app, words


def opened(**params: str) -> AppTest:
    return open_app("atlas", params=params)


def links(app: AppTest) -> str:
    return " ".join(part.proto.body for part in app.get("html"))


def address(app: AppTest) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value[-1] for name, value in app.query_params.items()}


def test_without_an_address_it_shows_all_roots_and_how_to_go_on() -> None:
    app = opened()
    assert text_atlas.GLANCE_HOW in words(app)
    assert all(f'href="?root={root}"' in links(app) for root in ROOTS)


@pytest.mark.parametrize("params", [{}, {"root": "C6"}, {"muscle": "soleus"}])
def test_what_assumed_means_is_said_on_every_page(params: dict[str, str]) -> None:
    assert "Where it says “assumed”, no source was found." in words(opened(**params))


def test_a_root_in_the_address_is_shown_with_both_rami_and_its_own_reflex() -> None:
    told = words(opened(root="C6"))
    assert "Cervical root" in told
    assert "Anterior ramus 28" in told
    assert "Posterior ramus, at the C6 level 8" in told
    assert text_atlas.DISAGREE in told
    assert f"C6 at health {visits.DESCRIBED_ILL_HEALTH.value:g}" in told
    assert f"in a body {visits.DESCRIBED_HEIGHT_CM.value:.0f} cm tall" in told


def test_lower_case_is_understood_and_the_address_put_right() -> None:
    app = opened(root="c6")
    assert "Cervical root" in words(app)
    assert address(app) == {"root": "C6"}
    assert app.button_group(key=state.ATLAS_ROOT).value == "C6"


def test_a_muscle_in_the_address_is_shown_and_marked_in_the_finder() -> None:
    app = opened(muscle="gluteus_medius")
    assert "named by 5 of 5, leads" in words(app)
    assert app.selectbox(key=state.ATLAS_MUSCLE).value == "gluteus_medius"
    assert address(app) == {"muscle": "gluteus_medius"}


@pytest.mark.parametrize(
    ("params", "told", "link"),
    [
        ({"root": "C9"}, "Nothing in the atlas is called “C9”. Did you mean C7 , C8 ?", "?root=C8"),
        (
            {"muscle": "glutaeus_medius"},
            "Nothing in the atlas is called “glutaeus_medius”. Did you mean Gluteus medius",
            "?muscle=gluteus_medius",
        ),
        ({"root": "<script>"}, "Nothing in the atlas is called “<script>”. Roots run from C1", "?root=C1"),
    ],
)
def test_a_name_that_is_none_gives_the_nearest_as_links(params: dict[str, str], told: str, link: str) -> None:
    app = opened(**params)
    assert told in words(app)
    assert f'href="{link}"' in links(app)
    assert "<script>" not in links(app)


def test_a_picked_root_goes_into_the_address_and_the_muscle_leaves_it() -> None:
    app = opened(muscle="soleus")
    app.button_group(key=state.ATLAS_ROOT).set_value("L5").run()
    assert address(app) == {"root": "L5"}
    assert app.selectbox(key=state.ATLAS_MUSCLE).value is None
    assert "Lumbar root" in words(app)


def test_a_root_picked_again_stays() -> None:
    app = opened(root="L5")
    app.button_group(key=state.ATLAS_ROOT).set_value(None).run()
    assert address(app) == {"root": "L5"}
    assert app.button_group(key=state.ATLAS_ROOT).value == "L5"


def test_a_muscle_found_by_name_goes_into_the_address() -> None:
    app = opened(root="C6")
    app.selectbox(key=state.ATLAS_MUSCLE).select("multifidus_l5").run()
    assert address(app) == {"muscle": "multifidus_l5"}
    assert app.button_group(key=state.ATLAS_ROOT).value is None
    assert "Multifidus at L5" in words(app)


@pytest.mark.parametrize("name", ["masseter", "multifidus_lumbar", "trapezius_upper", "longissimus_thoracis_t9"])
def test_what_is_needled_and_what_is_not_are_both_drawn(name: str) -> None:
    app = opened(muscle=name)
    found = muscles().get(name) or sites()[name]
    assert found.name in words(app)
    assert text_atlas.NOTES in words(app)
