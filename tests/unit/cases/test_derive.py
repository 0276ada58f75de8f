from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from sim import anatomy
from sim.cases import Case, make_patient
from sim.course.advance import advance
from sim.course.pain import fluctuation_nrs, pain_nrs
from sim.evidence.derivation import DERIVATION
from sim.patient.innervation import muscle_roots
from sim.patient.state import Patient, RootKey, SiteKey
from tests.support.case_texts import case_with

CASE = case_with()
ROOT = "root: C6, side: right, health: 0.55"


def pain(patient: Patient, day: float) -> float:
    """Return pain without the person's own ups and downs."""
    return pain_nrs(patient, seed=1, day=day) - float(fluctuation_nrs(1, day))


def sprain(duration: str = "3") -> Case:
    return case_with(
        ("kind: neuropathic", "kind: nociceptive"),
        ("  roots:\n    - {root: C6, side: right, health: 0.55}\n", ""),
        ("duration_weeks: 52", f"duration_weeks: {duration}"),
    )


def test_bands_stand_where_an_ill_root_feeds_on_its_side_and_nowhere_else() -> None:
    patient = make_patient(CASE, 1)
    ill = {key for key, band in patient.bands.items() if band.shortening > 0.3}
    assert {key.side for key in patient.bands} == {"right"}
    assert all(anatomy.site(key.site).roots.get("C6", 0.0) > 0.0 for key in ill)
    main = {SiteKey(site.id, "right") for site in anatomy.sites_of_root("C6", 0.5)}
    assert main <= ill


def test_both_rami_of_the_root_are_ill() -> None:
    bands = make_patient(CASE, 1).bands
    assert bands[SiteKey("multifidus_c6", "right")].shortening > 0.3
    assert bands[SiteKey("extensor_carpi_radialis_brevis", "right")].shortening > 0.3


def test_bands_stand_in_all_layers_of_the_back_at_the_levels_that_the_root_feeds() -> None:
    bands = make_patient(CASE, 1).bands
    levels = {key.site for key in bands if anatomy.site(key.site).kind == "level"}
    least = DERIVATION["weight_min"].value
    assert levels == {
        name for name, site in anatomy.sites().items() if site.kind == "level" and site.roots.get("C6", 0.0) >= least
    }
    assert bands[SiteKey("longissimus_cervicis_c6", "right")].shortening > 0.3


def test_other_layers_of_the_back_change_neither_pain_nor_course() -> None:
    """The multifidus lies on the lamina and presses on the root; nobody complains of the others here."""
    patient = make_patient(CASE, 1)
    without = {key: band for key, band in patient.bands.items() if anatomy.site(key.site).kind != "level"}
    bare = replace(patient, bands=without)
    assert len(without) < len(patient.bands)
    assert pain(bare, 0.0) == pytest.approx(pain(patient, 0.0))
    later, bare_later = advance(patient, 84.0), advance(bare, 84.0)
    for key, root in later.roots.items():
        assert bare_later.roots[key].health == pytest.approx(root.health)
    assert pain(bare_later, 84.0) == pytest.approx(pain(later, 84.0))


def test_a_patient_has_roots_of_their_own_and_hurts_where_these_are_ill() -> None:
    key = SiteKey("extensor_carpi_radialis_brevis", "right")
    by_share = sorted(
        (make_patient(CASE, seed) for seed in range(1, 61)),
        key=lambda patient: muscle_roots(patient, key).get("C6", 0.0),
    )
    little, much = by_share[:20], by_share[-20:]
    hurts = [np.mean([patient.pain_weights[key] for patient in some]) for some in (little, much)]
    short = [np.mean([patient.band(key).shortening for patient in some]) for some in (little, much)]
    assert hurts[1] > 1.5 * hurts[0]
    assert short[1] > short[0] + 0.2


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_chronic_patient_left_alone_stays_level(seed: int) -> None:
    patient = make_patient(CASE, seed)
    assert abs(pain(advance(patient, 84.0), 84.0) - pain(patient, 0.0)) < 0.3


def test_a_worse_root_hurts_more() -> None:
    healths = ("0.9", "0.75", "0.6", "0.45")
    pains = [pain(make_patient(case_with((ROOT, ROOT.replace("0.55", health))), 1), 0.0) for health in healths]
    assert pains == sorted(pains)
    assert pains[-1] > pains[0] + 1.0


def test_fibrosis_grows_with_duration_and_age() -> None:
    key = SiteKey("extensor_carpi_radialis_brevis", "right")
    changes: list[list[tuple[str, str]]] = [
        [("age: 50", "age: 25"), ("duration_weeks: 52", "duration_weeks: 20")],
        [("age: 50", "age: 25")],
        [],
        [("duration_weeks: 52", "duration_weeks: 520")],
    ]
    found = [make_patient(case_with(*change), 1).bands[key].fibrosis for change in changes]
    assert all(less < more for less, more in pairwise(found))
    assert found[-1] > 2 * found[0]


def test_pain_is_shared_out_mostly_in_the_region() -> None:
    weights = make_patient(CASE, 1).pain_weights
    region = set(anatomy.complaint_regions()["elbow_lateral"].muscles)
    assert sum(weights.values()) == pytest.approx(1.0)
    assert sum(weight for key, weight in weights.items() if key.site in region) > 0.85
    assert all(key.side == "right" for key in weights)


def test_a_muscle_that_no_ill_root_feeds_hurts_less_than_a_less_typical_one_that_is_fed() -> None:
    typical = anatomy.complaint_regions()["elbow_lateral"].muscles
    healthy, fed = "extensor_digitorum", "supinator"
    assert typical.index(healthy) < typical.index(fed)
    weights = make_patient(CASE, 1).pain_weights
    assert weights[SiteKey(healthy, "right")] < weights[SiteKey(fed, "right")]


def test_what_the_case_gives_goes_before_what_is_derived() -> None:
    given = "bands: [{site: supinator, side: right, shortening: 0.11, fibrosis: 0.22, irritability: 0.33}]"
    case = case_with(("  roots:", f"  {given}\n  sensitisation: 0.44\n  roots:"))
    band = make_patient(case, 1).bands[SiteKey("supinator", "right")]
    assert (band.shortening, band.fibrosis, band.irritability) == (0.11, 0.22, 0.33)
    assert make_patient(case, 1).sensitisation == 0.44


def test_what_an_override_leaves_out_stays_derived() -> None:
    key = SiteKey("supinator", "right")
    case = case_with(("  roots:", "  bands: [{site: supinator, side: right, fibrosis: 0.6}]\n  roots:"))
    assert make_patient(case, 1).bands[key].fibrosis == 0.6
    assert make_patient(case, 1).bands[key].irritability == make_patient(CASE, 1).bands[key].irritability


def test_a_root_is_ill_as_long_as_the_complaint_unless_said() -> None:
    longer = case_with((ROOT, f"{ROOT}, ill_weeks: 100"))
    key = RootKey("C6", "right")
    assert make_patient(CASE, 1).roots[key].ill_days == 364.0
    assert make_patient(longer, 1).roots[key].ill_days == 700.0


def test_a_sprain_is_an_injury_without_an_ill_root_and_heals() -> None:
    patient = make_patient(sprain(), 1)
    assert patient.tissue_injury > 0.0
    assert patient.roots == {}
    assert pain(advance(patient, 84.0), 84.0) < 0.3 * pain(patient, 0.0)


def test_nociplastic_pain_is_central_and_stays() -> None:
    case = case_with(
        ("kind: neuropathic", "kind: nociplastic"), ("  roots:\n    - {root: C6, side: right, health: 0.55}\n", "")
    )
    patient = make_patient(case, 1)
    assert patient.sensitisation > 0.5
    assert abs(pain(advance(patient, 84.0), 84.0) - pain(patient, 0.0)) < 0.3


def test_a_seed_is_one_patient() -> None:
    assert make_patient(CASE, 7) == make_patient(CASE, 7)
    assert make_patient(CASE, 7).pain_weights != make_patient(CASE, 8).pain_weights
