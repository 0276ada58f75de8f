"""Any muscle can be needled in any patient, and its nerve tested."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sim import anatomy
from sim.cases import Case, library, make_patient
from sim.cases.load import SCENARIOS
from sim.patient.graph import build_graph
from sim.patient.state import SIDES, Patient, Root, RootKey, SiteKey
from sim.reflex import RESPONSE_KINDS, needle
from sim.reflex.nerve_tests import REFLEX_KINDS, ReflexKind, reflex_test
from sim.rng import stream_key

CASES = library(SCENARIOS)
SEED = 1000
LONGEST_MS = 90.0
"""No reflex of a person of common height takes longer, foot and ill root included."""
FEET = ("abductor_hallucis", "flexor_digitorum_brevis", "dorsal_interossei_foot")


@cache
def patient_of(case_id: str) -> Patient:
    return make_patient(CASES[case_id], SEED)


def healthy(height_cm: float = 170.0) -> Patient:
    return Patient(40, "female", height_cm, "neuropathic", 26.0, {}, {}, {})


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_every_site_of_every_patient_answers_and_a_healthy_one_with_nothing(case: Case) -> None:
    patient, moved = patient_of(case.id), 0
    for key in (SiteKey(site, side) for site in anatomy.sites() for side in SIDES):
        response = needle(patient, key, key=stream_key(SEED, "whole body", *key))
        assert response.kind in RESPONSE_KINDS
        if key not in patient.bands:
            assert response.kind == "nothing", key
        if response.kind in ("twitch", "cramp"):
            moved += 1
            assert response.latency_ms is not None
            assert 1.0 < response.latency_ms < LONGEST_MS, key
    assert (moved > 0) == bool(patient.roots)


@pytest.mark.parametrize("foot", FEET)
def test_a_foot_does_not_answer_for_an_ill_neck(foot: str) -> None:
    patient = patient_of("tennis-elbow-1")
    answers = {
        needle(patient, SiteKey(foot, side), key=stream_key(SEED, "foot", side, k)).kind
        for side in SIDES
        for k in range(10)
    }
    assert answers <= {"nothing", "ache"}


@pytest.mark.parametrize("root", [root for root in anatomy.ROOTS if root not in ("C1", "S3", "S4")])
def test_both_rami_hang_on_the_same_root_at_every_level(root: str) -> None:
    limb = next(site for site in anatomy.sites_of_root(root) if site.ramus is not anatomy.Ramus.POSTERIOR)
    back = anatomy.paraspinal_site(root)
    assert back is not None
    graph = build_graph(healthy(), SiteKey(limb.id, "left"), SiteKey(back.id, "left"))
    rami = {f"{ramus}_ramus:{root}:left" for ramus in ("anterior", "posterior")}
    assert set(graph.predecessors(f"dorsal_root:{root}:left")) == rami
    assert set(graph.successors(f"ventral_root:{root}:left")) == rami


@pytest.mark.parametrize("root", anatomy.ROOTS)
def test_an_ill_root_makes_the_bands_of_all_that_it_feeds(root: str) -> None:
    fed = anatomy.sites_of_root(root, 0.5)
    assert fed or root == "S3"  # which leads in no muscle
    for site in fed:
        graph = build_graph(_with_ill(root), SiteKey(site.id, "right"))
        assert graph.nodes[f"dorsal_root:{root}:right"]["health"] == 0.5
        assert graph.nodes[f"band:{site.id}:right"]["supersensitivity"] > 0.2


def _with_ill(root: str) -> Patient:
    return replace(healthy(), roots={RootKey(root, "right"): Root(0.5, 0.5, 365.0)})


@pytest.mark.parametrize("kind", REFLEX_KINDS)
def test_every_muscle_can_be_tested_and_answers_later_the_longer_its_way(kind: ReflexKind) -> None:
    names = [name for name, muscle in anatomy.muscles().items() if muscle.roots] + list(anatomy.sites())
    found = {
        name: (anatomy.supply(name), reflex_test(healthy(), SiteKey(name, "right"), kind, key=SEED).latency_ms)
        for name in dict.fromkeys(names)
    }
    assert all(1.0 < latency_ms < LONGEST_MS for _, latency_ms in found.values())
    way = [
        place.path_fraction + sum(share * anatomy.root_fraction(root) for root, share in place.roots.items())
        for place, _ in found.values()
    ]
    latencies = [latency_ms for _, latency_ms in found.values()]
    assert float(np.corrcoef(np.argsort(np.argsort(way)), np.argsort(np.argsort(latencies)))[0, 1]) > 0.9


@pytest.mark.parametrize("site", ["multifidus_t8", "longissimus_thoracis_l3", "splenius_capitis_c3", "levator_ani"])
def test_a_taller_person_answers_later_everywhere(site: str) -> None:
    short, tall = (
        reflex_test(healthy(height), SiteKey(site, "right"), "h_reflex", key=SEED).latency_ms
        for height in (150.0, 195.0)
    )
    assert tall > short
