"""A person's own root weights: around the tables, shared by a plexus and by both sides, and nobody else's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim import anatomy
from sim.errors import ModelInputError
from sim.patient.graph import build_graph, node
from sim.patient.innervation import band_roots, muscle_roots
from sim.patient.own_roots import (
    NUMBERS,
    is_straight_from_segment,
    own_roots,
    plexus_of,
    plexus_shift,
    roots_in_reach,
    shifted,
)
from sim.patient.state import Patient, SiteKey
from tests.support.patients import patient_with_band

PERSONS = range(1000, 1300)
EXACT = NUMBERS._replace(plexus_shift_levels=0.0, muscle_spread=0.0, segmental_spread=0.0, least_share=0.0)
DELTOID, CALF = SiteKey("deltoid_middle", "right"), SiteKey("gastrocnemius_medial", "right")


def person(innervation_seed: int | None) -> Patient:
    return Patient(40, "female", 170.0, "neuropathic", 26.0, {}, {}, {}, innervation_seed=innervation_seed)


def share(seed: int, key: SiteKey, root: str) -> float:
    return own_roots(seed, key).get(root, 0.0)


@pytest.mark.parametrize("site", anatomy.sites())
def test_shares_of_every_site_are_shares_of_roots_that_can_reach_it(site: str) -> None:
    for seed in range(1000, 1005):
        found = own_roots(seed, SiteKey(site, "left"))
        assert sum(found.values()) == pytest.approx(1.0)
        assert list(found.values()) == sorted(found.values(), reverse=True)
        assert min(found.values()) >= NUMBERS.least_share
        assert set(found) <= roots_in_reach(site)


@pytest.mark.parametrize(
    "site", ["deltoid_middle", "trapezius_upper", "multifidus_l5", "rectus_abdominis_t10", "soleus"]
)
def test_without_shift_and_spread_the_weights_are_those_of_the_tables(site: str) -> None:
    assert own_roots(1000, SiteKey(site, "right"), EXACT) == pytest.approx(dict(anatomy.site(site).roots))


def test_a_patient_without_a_seed_of_their_own_has_the_weights_of_the_tables() -> None:
    assert muscle_roots(person(None), DELTOID) == anatomy.site("deltoid_middle").roots
    assert muscle_roots(person(1000), DELTOID) == own_roots(1000, DELTOID)
    assert muscle_roots(person(1000), DELTOID) != anatomy.site("deltoid_middle").roots


def test_no_muscle_shifts_the_draw_of_another() -> None:
    alone = dict(own_roots(1000, DELTOID))
    own_roots.cache_clear()
    plexus_shift.cache_clear()
    for site in anatomy.sites():
        own_roots(1000, SiteKey(site, "left"))
    assert dict(own_roots(1000, DELTOID)) == alone


@pytest.mark.parametrize("site", ["deltoid_middle", "levator_scapulae", "multifidus_c6"])
def test_two_persons_differ(site: str) -> None:
    found = {tuple(own_roots(seed, SiteKey(site, "right")).items()) for seed in PERSONS}
    assert len(found) > 0.9 * len(PERSONS)


def test_two_muscles_of_a_person_differ_though_the_tables_say_the_same_of_them() -> None:
    one, other = "longissimus_cervicis_c6", "iliocostalis_cervicis_c6"
    assert anatomy.site(one).roots == anatomy.site(other).roots
    assert own_roots(1000, SiteKey(one, "right")) != own_roots(1000, SiteKey(other, "right"))


def test_a_whole_level_makes_of_each_root_the_next() -> None:
    weights = np.array([0.0, 0.7, 0.3, 0.0])
    assert shifted(weights, 1.0).tolist() == [0.0, 0.0, 0.7, 0.3]
    assert shifted(weights, -1.0).tolist() == [0.7, 0.3, 0.0, 0.0]
    assert shifted(weights, 0.0).tolist() == weights.tolist()


@pytest.mark.parametrize("seed", range(1000, 1020))
def test_all_muscles_of_a_plexus_go_with_its_shift(seed: int) -> None:
    only_shift = EXACT._replace(plexus_shift_levels=NUMBERS.plexus_shift_levels)
    part = plexus_shift(seed, "brachial", "right", only_shift)
    for name, above in (("deltoid_middle", "C4"), ("first_dorsal_interosseous", "C7")):
        book = anatomy.site(name).roots
        upper = max(book, key=lambda root: -anatomy.ROOTS.index(root))
        found = own_roots(seed, SiteKey(name, "right"), only_shift)
        assert found.get(above, 0.0) == pytest.approx(max(-part, 0.0) * book[upper])


def test_arm_and_leg_have_plexuses_of_their_own() -> None:
    arm, leg = ([plexus_shift(seed, plexus, "right") for seed in PERSONS] for plexus in ("brachial", "lumbosacral"))
    assert abs(float(np.corrcoef(arm, leg)[0, 1])) < 0.2
    assert abs(float(np.mean(arm))) < 0.05


@pytest.mark.parametrize(("key", "root"), [(DELTOID, "C5"), (CALF, "S1")])
def test_the_sides_of_a_person_are_alike_and_not_the_same(key: SiteKey, root: str) -> None:
    other = key._replace(side="left")
    right, left = ([share(seed, one, root) for seed in PERSONS] for one in (key, other))
    assert 0.3 < float(np.corrcoef(right, left)[0, 1]) < 0.9


@pytest.mark.parametrize("level", ["C6", "T8", "L5"])
def test_a_level_of_the_back_stays_with_its_own_root(level: str) -> None:
    key = SiteKey(f"multifidus_{level.lower()}", "right")
    own = [share(seed, key, level) for seed in PERSONS]
    limb = [share(seed, DELTOID, "C5") for seed in PERSONS]
    assert all(next(iter(own_roots(seed, key))) == level for seed in PERSONS)
    assert float(np.std(own)) < 0.4 * float(np.std(limb))


def test_the_graph_has_the_persons_own_roots_and_a_way_for_each() -> None:
    seed = next(seed for seed in PERSONS if share(seed, DELTOID, "C4") > 0.05)
    graph = build_graph(person(seed), DELTOID)
    own = own_roots(seed, DELTOID)
    pools = {data["root"]: data for _, data in graph.nodes(data=True) if data["kind"] == "pool"}
    assert {root: pool["share"] for root, pool in pools.items()} == pytest.approx(dict(own))
    assert sum(pool["n_units"] for pool in pools.values()) == 100
    ways = {root: graph.edges[f"anterior_ramus:{root}:right", node("nerve", DELTOID)]["length_m"] for root in own}
    assert ways["C4"] == ways["C5"] > 0.0


def test_a_band_holds_more_of_an_ill_root_of_the_persons_own() -> None:
    ill = replace(patient_with_band(0.4, roots=("C6",)), innervation_seed=1003)
    wrist = SiteKey("extensor_carpi_radialis_brevis", "right")
    assert muscle_roots(ill, wrist) != anatomy.supply(wrist.site).roots
    own = muscle_roots(ill, SiteKey("extensor_carpi_radialis_brevis", "right"))
    assert band_roots(ill, SiteKey("extensor_carpi_radialis_brevis", "right"))["C6"] > own["C6"]


def test_an_unknown_muscle_is_told() -> None:
    with pytest.raises(ModelInputError, match="unknown site, got 'deltoid'"):
        own_roots(1000, SiteKey("deltoid", "right"))


@pytest.mark.parametrize("name", ["external_intercostals_t1", "rectus_abdominis_t10", "multifidus_l5"])
def test_nerves_that_come_straight_from_the_segment_follow_no_plexus(name: str) -> None:
    assert plexus_of(name) is None
    assert is_straight_from_segment(name)
