"""Sites, muscles and roots by their names: what finds them, and what an unknown name is answered with."""

from __future__ import annotations

import pytest

from sim.anatomy import muscle, nearest_sites, paraspinal_site, site, site_at, sites_of_root
from sim.errors import ModelInputError


def test_a_level_is_found_by_muscle_and_root() -> None:
    assert site_at("longissimus_thoracis", "T9").id == "longissimus_thoracis_t9"
    assert site_at("multifidus_lumbar", "L5").id == "multifidus_l5"
    assert site_at("gluteus_medius").id == "gluteus_medius"


@pytest.mark.parametrize(
    ("name", "level", "expected"),
    [
        ("longissimus_thoracis", None, "spans many segments, got 'longissimus_thoracis'; choose a level, such as"),
        ("longissimus_thoracis", "C2", "has no such level, got 'C2'; allowed is T1, "),
        ("soleus", "S1", "has no levels to choose from, got 'S1'; allowed with soleus is none"),
        ("masseter", None, "has no segmental supply, got 'masseter'"),
        ("soless", "S1", "unknown site, got 'soless'; nearest: soleus"),
    ],
)
def test_a_level_that_cannot_be_says_why(name: str, level: str | None, expected: str) -> None:
    with pytest.raises(ModelInputError, match=expected):
        site_at(name, level)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ECRB", "extensor_carpi_radialis_brevis"),
        ("Gluteus medius", "gluteus_medius"),
        ("glut med", "gluteus_medius"),
        ("glutaeus_medius", "gluteus_medius"),
        ("multifidus L5", "multifidus_l5"),
        ("tib ant", "tibialis_anterior"),
        ("TFL", "tensor_fasciae_latae"),
        ("trapz", "trapezius_upper"),
        ("bicepz", "biceps_brachii"),
        ("gastrok", "gastrocnemius_medial"),
        ("longissimus_thoracis_t99", "longissimus_thoracis_t9"),
    ],
)
def test_a_name_as_people_write_it_finds_its_site(said: str, meant: str) -> None:
    assert nearest_sites(said)[0] == meant


@pytest.mark.parametrize("said", ["", "???", "qqqq", "x" * 5000])
def test_a_name_like_nothing_finds_nothing(said: str) -> None:
    assert nearest_sites(said) == ()


@pytest.mark.parametrize("find", [muscle, site])
def test_an_unknown_name_gives_the_nearest(find: object) -> None:
    assert callable(find)
    with pytest.raises(ModelInputError, match=r"nearest: supraspinatus.*python -m sim muscles"):
        find("supraspinatos")


@pytest.mark.parametrize("find", [paraspinal_site, sites_of_root])
def test_an_unknown_root_is_refused(find: object) -> None:
    assert callable(find)
    with pytest.raises(ModelInputError, match="root: unknown root, got 'C9'; allowed is C1 to C8"):
        find("C9")
