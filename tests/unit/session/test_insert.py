"""One insertion: named draws, immediate effects, and clear refusals."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, cast

import numpy as np
import pytest

from sim.anatomy import BUILDS, site
from sim.cases import parse_plan
from sim.errors import CaseError, ModelInputError
from sim.patient.state import Patient, Side, SiteKey
from sim.reflex import DEPTH_MAX_MM, DEPTH_MIN_MM, needle
from sim.reflex.response import RESPONSE_KINDS
from sim.session import InsertionRecord, insert, insertion_onset
from tests.support.courses import ECRB, ill_patient


def needled(patient: Patient, **changes: Any) -> tuple[Patient, InsertionRecord]:
    arguments: dict[str, Any] = {"depth_mm": None, "number_in_visit": 1, "seed": 11, "visit": 1}
    where = changes.pop("site", ECRB)
    return insert(patient, where, **(arguments | changes))


def test_the_same_insertion_gives_the_same_answer_and_the_same_patient() -> None:
    one, other = needled(ill_patient()), needled(ill_patient())
    assert one[0] == other[0]
    assert (one[1].response.kind, one[1].response.latency_ms) == (other[1].response.kind, other[1].response.latency_ms)


def test_another_needle_before_it_does_not_shift_a_draw_elsewhere() -> None:
    patient = ill_patient()
    elsewhere = SiteKey("first_dorsal_interosseous", "right")
    with_other, _ = needled(patient, site=elsewhere)
    alone, after_other = needled(patient)[1], needled(with_other)[1]
    assert alone.response.locus_distance_mm == after_other.response.locus_distance_mm
    assert alone.adverse == after_other.adverse


@pytest.mark.parametrize("change", [{"seed": 12}, {"visit": 2}, {"number_in_visit": 2}])
def test_seed_visit_and_number_each_name_another_draw(change: dict[str, int]) -> None:
    distances = {needled(ill_patient(), **arguments)[1].response.locus_distance_mm for arguments in ({}, change)}
    assert len(distances) == 2


def test_without_a_depth_the_needle_goes_to_the_middle_of_the_safe_range() -> None:
    found = site(ECRB.site)
    assert needled(ill_patient())[1].depth_mm == (found.depth_min_mm + found.depth_max_mm) / 2.0


def test_the_record_says_what_was_let_go() -> None:
    before = ill_patient()
    for seed in range(101, 107):
        after, record = needled(before, seed=seed)
        assert record.released == pytest.approx(before.band(ECRB).shortening - after.band(ECRB).shortening)
        assert record.promised == pytest.approx(after.band(ECRB).release_pending)
        assert after.band(ECRB).spent > 0.0


def test_a_needle_too_shallow_releases_nothing() -> None:
    before = ill_patient()
    after, record = needled(before, depth_mm=site(ECRB.site).surface_mm / 2.0)
    assert not record.response.reached
    assert record.released == record.promised == 0.0
    assert after.bands == before.bands


@pytest.mark.parametrize("depth_mm", [-3.0, 0.0, 0.099, 150.1, 900.0, math.nan, math.inf, True, "deep"])
def test_a_depth_out_of_range_is_named(depth_mm: object) -> None:
    with pytest.raises(
        ModelInputError, match=r"needle\.depth_mm: is out of range, got .*; allowed is 0\.1 to 150 mm\."
    ):
        needled(ill_patient(), depth_mm=depth_mm)


@pytest.mark.parametrize("depth_mm", [DEPTH_MIN_MM, DEPTH_MAX_MM])
def test_what_a_visit_allows_at_its_bounds_a_single_insertion_and_a_plan_allow_too(depth_mm: float) -> None:
    plan = "- {{visit: 1, day: 0, action: treat, needles: [{{site: multifidus_c6, side: right, depth_mm: {}}}]}}"
    assert needled(ill_patient(), depth_mm=depth_mm)[1].depth_mm == depth_mm
    assert needle(ill_patient(), ECRB, depth_mm=depth_mm, key=1).kind in RESPONSE_KINDS
    assert parse_plan(plan.format(depth_mm), 1).visits[0].needles[0].depth_mm == depth_mm


@pytest.mark.parametrize("depth_mm", [math.nextafter(DEPTH_MIN_MM, 0.0), math.nextafter(DEPTH_MAX_MM, 200.0)])
def test_what_a_visit_refuses_beyond_its_bounds_a_single_insertion_and_a_plan_refuse_too(depth_mm: float) -> None:
    plan = "- {{visit: 1, day: 0, action: treat, needles: [{{site: multifidus_c6, side: right, depth_mm: {}}}]}}"
    allowed = r"allowed is 0\.1 to 150"
    with pytest.raises(ModelInputError, match=allowed):
        needled(ill_patient(), depth_mm=depth_mm)
    with pytest.raises(ModelInputError, match=allowed):
        needle(ill_patient(), ECRB, depth_mm=depth_mm, key=1)
    with pytest.raises(CaseError, match=allowed):
        parse_plan(plan.format(depth_mm), 1)


def test_an_unknown_site_gives_the_nearest_and_where_all_are_listed() -> None:
    with pytest.raises(
        ModelInputError, match=r"needle\.site: unknown site, got 'multifidus_c66'; nearest: .*multifidus_c6"
    ):
        needled(ill_patient(), site=SiteKey("multifidus_c66", "right"))


def test_all_faults_come_at_once() -> None:
    with pytest.raises(ModelInputError) as raised:
        needled(
            ill_patient(),
            site=SiteKey("nowhere", cast("Side", "middle")),
            depth_mm=-3,
            angle_deg=91,
            number_in_visit=0,
            visit=1.5,
        )
    lines = str(raised.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "needle.site",
        "needle.side",
        "needle.depth_mm",
        "needle.angle_deg",
        "needle.number_in_visit",
        "needle.visit",
    ]


def test_a_needle_makes_sore_and_counts_as_being_treated_wherever_it_goes() -> None:
    healthy = replace(ill_patient(), roots={}, bands={})
    after, _ = needled(healthy)
    assert after.soreness_nrs > 0.0
    assert after.non_specific > 0.0
    assert not after.roots
    assert not after.bands


@pytest.mark.parametrize("angle_deg", [-1.0, 90.1, math.nan, True, "flat"])
def test_an_angle_out_of_range_is_named(angle_deg: object) -> None:
    with pytest.raises(
        ModelInputError, match=r"needle\.angle_deg: is out of range, got .*; allowed is 0 to 90 degrees"
    ):
        needled(ill_patient(), angle_deg=angle_deg)


@pytest.mark.parametrize("depth_mm", [None, 12.0])
def test_straight_in_is_what_no_angle_is(depth_mm: float | None) -> None:
    one, other = (needled(ill_patient(), depth_mm=depth_mm, angle_deg=angle)[1] for angle in (None, 90.0))
    assert (one.depth_mm, one.angle_deg, one.slant, one.met) == (other.depth_mm, None, None, other.met)
    assert np.array_equal(one.response.trace.emg_uv, other.response.trace.emg_uv)


def test_a_slanted_needle_meets_the_band_of_the_level_that_its_tip_reaches() -> None:
    before = ill_patient("C6")
    entered, reached = SiteKey("multifidus_c6", "right"), SiteKey("multifidus_c7", "right")
    after, record = needled(before, site=entered, depth_mm=30.0, angle_deg=60.0)
    assert (record.site, record.met) == (entered, reached)
    assert record.tip_mm == pytest.approx(30.0 * math.sqrt(3.0) / 2.0)
    assert [key for key in before.bands if before.bands[key] != after.bands[key]] == [reached]


def test_without_a_depth_a_slanted_tip_comes_as_deep_as_a_straight_one() -> None:
    straight, slanted = (needled(ill_patient(), angle_deg=angle)[1] for angle in (None, 40.0))
    assert slanted.tip_mm == pytest.approx(straight.tip_mm)
    assert slanted.depth_mm > straight.depth_mm


def test_the_first_moments_are_those_of_the_slanted_needle() -> None:
    where = {"depth_mm": 30.0, "angle_deg": 60.0, "number_in_visit": 1, "seed": 11, "visit": 1}
    site_key = SiteKey("multifidus_c6", "right")
    trace = insertion_onset(ill_patient(), site_key, **cast("Any", where))
    assert np.array_equal(trace.emg_uv, needled(ill_patient(), site=site_key, **where)[1].response.trace.emg_uv)


def test_a_needle_along_the_skin_reaches_nothing() -> None:
    assert not needled(ill_patient(), angle_deg=0.0)[1].response.reached


def test_depths_go_by_the_build_of_the_patient() -> None:
    found = site(ECRB.site)
    for build in BUILDS:
        patient, depths = replace(ill_patient(), build=build), found.depths(build)
        record = needled(patient)[1]
        assert record.depth_mm == (depths.depth_min_mm + depths.depth_max_mm) / 2.0
        assert record.depths == depths
        assert needled(patient, depth_mm=depths.surface_mm + 0.2)[1].response.reached
        assert not needled(patient, depth_mm=depths.surface_mm - 0.2)[1].response.reached
        assert not needled(patient, depth_mm=depths.far_mm + 0.2)[1].response.reached
