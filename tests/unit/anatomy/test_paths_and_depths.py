"""Nerve paths are sums of body lengths; depths are sums of layers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sim.anatomy import ROOTS, depths, root_fraction
from sim.anatomy.depths import depth_range
from sim.anatomy.paths import nerve_path, path_fraction
from sim.errors import ModelInputError
from sim.evidence.body_depths import BODY_DEPTHS
from sim.evidence.body_paths import BODY_PATHS
from tests.support.sources import ROOT


def test_a_path_is_the_sum_of_its_lengths() -> None:
    expected = 0.5 * BODY_PATHS["forearm"].value + BODY_PATHS["hand"].value
    assert path_fraction("0.5 forearm + hand", {}) == pytest.approx(expected)


def test_a_length_by_root_is_the_mean_over_the_roots() -> None:
    c5, c6 = BODY_PATHS["foramen_axilla_c5"].value, BODY_PATHS["foramen_axilla_c6"].value
    assert path_fraction("foramen_axilla", {"C5": 0.25, "C6": 0.75}) == pytest.approx(0.25 * c5 + 0.75 * c6)


def test_a_path_keeps_the_length_of_each_root_and_weighs_them_for_the_mean() -> None:
    roots = {"C5": 0.25, "C6": 0.75}
    path = nerve_path("foramen_axilla + 0.5 axilla_elbow", roots)
    assert path.whole["C5"] - path.whole["C6"] == pytest.approx(
        BODY_PATHS["foramen_axilla_c5"].value - BODY_PATHS["foramen_axilla_c6"].value
    )
    assert path.fraction == pytest.approx(path_fraction("foramen_axilla + 0.5 axilla_elbow", roots))


def test_a_nerve_is_stimulated_at_the_last_joint_before_its_muscle_or_at_the_foramen() -> None:
    hand = nerve_path("foramen_axilla + axilla_elbow + forearm + 0.25 hand", {"C8": 1.0})
    assert hand.stimulus_fraction == pytest.approx(path_fraction("foramen_axilla + axilla_elbow + forearm", {"C8": 1}))
    assert nerve_path("0.6 foramen_scapula", {"C4": 1.0}).stimulus_fraction == 0.0


def test_roots_grow_longer_down_the_spine() -> None:
    lengths = [root_fraction(root) for root in ROOTS]
    assert lengths == sorted(lengths)
    assert root_fraction("S1") > 5 * root_fraction("C6")


def test_a_root_that_does_not_exist_has_no_length() -> None:
    with pytest.raises(ModelInputError, match="unknown root, got 'C9'"):
        root_fraction("C9")


def test_to_the_hip_the_roots_of_the_leg_are_about_equally_far_from_the_cord() -> None:
    """A lower root leaves the cord lower by less than its foramen lies lower, and has the shorter way from there."""
    whole = [root_fraction(root) + path_fraction("foramen_hip", {root: 1.0}) for root in ("L3", "L4", "L5", "S1", "S2")]
    assert max(whole) - min(whole) < 0.02


@pytest.mark.parametrize("name", ["foramen_axilla", "foramen_scapula", "foramen_hip"])
def test_a_lower_root_has_the_shorter_way(name: str) -> None:
    lengths = [param.value for key, param in BODY_PATHS.items() if key.startswith(name)]
    assert len(lengths) > 3
    assert lengths == sorted(lengths, reverse=True)


def test_the_upper_arm_is_three_quarters_below_the_axilla() -> None:
    published_upper_arm = 0.186
    assert BODY_PATHS["axilla_elbow"].value == pytest.approx(0.75 * published_upper_arm, abs=0.001)


def test_every_body_length_is_part_of_a_path() -> None:
    written = " ".join((ROOT / "sim" / "anatomy" / f"{name}.csv").read_text() for name in ("muscles", "paraspinals"))
    lengths = [name for name in BODY_PATHS if not name.startswith("root_")]
    assert [name for name in lengths if re.sub(r"_[ctls]\d$", "", name) not in written] == []


@pytest.mark.parametrize("path", ["", "wing", "foramen_axilla + ", "two forearm", "nan forearm", "4 forearm"])
def test_a_path_that_is_no_sum_of_lengths_is_refused(path: str) -> None:
    with pytest.raises(ModelInputError, match="path: "):
        path_fraction(path, {"C5": 1.0})


def test_a_length_that_a_root_does_not_have_is_refused() -> None:
    with pytest.raises(ModelInputError, match="unknown length, got 'foramen_axilla_l5'"):
        path_fraction("foramen_axilla", {"L5": 1.0})


def test_the_short_wrist_extensor_begins_at_6_mm_and_is_safe_from_8_to_20() -> None:
    assert depth_range("forearm", "slip", "medium", "open") == (6, 8, 20, 22)


def test_a_lung_beyond_leaves_less_room_than_bone() -> None:
    over_lung = depth_range("back", "sheet", "medium", "lung")
    over_bone = depth_range("back", "sheet", "medium", "open")
    assert over_lung.depth_max_mm < over_bone.depth_max_mm
    assert over_lung.far_mm == over_bone.far_mm


@pytest.mark.parametrize(
    ("layers", "kind"),
    [
        (("scalp", "none", "thin", "open"), "skin"),
        (("arm", "cloth", "thin", "open"), "cover"),
        (("arm", "none", "huge", "open"), "thickness"),
        (("arm", "none", "thin", "sea"), "margin"),
    ],
)
def test_an_unknown_layer_is_refused(layers: tuple[str, str, str, str], kind: str) -> None:
    with pytest.raises(ModelInputError, match=f"unknown {kind}.*allowed is "):
        depth_range(*layers)


@pytest.mark.parametrize("name", BODY_DEPTHS)
@pytest.mark.parametrize("end", ["low", "high"])
def test_the_thinnest_muscle_over_a_lung_has_room_at_both_ends_of_every_layer(
    name: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    extreme = replace(BODY_DEPTHS[name], value=getattr(BODY_DEPTHS[name], end))
    monkeypatch.setattr(depths, "BODY_DEPTHS", {**BODY_DEPTHS, name: extreme})
    found = depth_range("back", "none", "thin", "lung")
    assert found.surface_mm < found.depth_min_mm < found.depth_max_mm < found.far_mm


def test_margins_that_leave_no_room_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = replace(BODY_DEPTHS["margin_lung"], value=6.0, high=6.0)
    monkeypatch.setattr(depths, "BODY_DEPTHS", {**BODY_DEPTHS, "margin_lung": wide})
    with pytest.raises(ModelInputError, match="no room between the margins"):
        depth_range("back", "none", "thin", "lung")
