"""What holds for every patient, every plan and every parameter within its range."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.course import NUMBERS, CourseNumbers, advance, begin_visit, manual_therapy, pain_nrs, rom_percent, settle
from sim.course.equations import band_set_point, health_set_point, irritability_set_point, pressure
from sim.evidence.course import COURSE
from sim.evidence.reflex import REFLEX
from sim.evidence.session import SESSION
from sim.patient.state import Patient, SiteKey
from sim.reflex.response import RESPONSE_KINDS, ResponseKind
from sim.session import NUMBERS as SESSION_NUMBERS
from sim.session import SessionNumbers, answered
from tests.support.courses import ECRB, Needles, answer, drawn_visit, gain, ill_patient, key, weekly_pain

PATIENT = ill_patient()
NECK = key("multifidus_c6")
PARAMETERS = {name: {**COURSE, **SESSION, **REFLEX}[name] for name in {**asdict(NUMBERS), **asdict(SESSION_NUMBERS)}}
"""Everything the course or the session runs on."""

SITES = (ECRB, NECK, key("multifidus_t1"), key("first_dorsal_interosseous"))
SHARES = st.floats(0.0, 1.0)
BOTH: Needles = {ECRB: 3, NECK: 2}

NEEDLES = st.lists(st.tuples(st.sampled_from(SITES), st.sampled_from(RESPONSE_KINDS)), max_size=12)
VISITS = st.lists(st.tuples(NEEDLES, st.booleans(), st.integers(1, 40)), max_size=6)
"""Visits: the needles and their answers, whether hands treat as well, and the days until the next."""


def everything(patient: Patient) -> list[float]:
    """Return every value of a patient that is a share."""
    roots = [
        value for root in patient.roots.values() for value in (root.health, root.structural_health, root.stimulation)
    ]
    bands = [
        value
        for band in patient.bands.values()
        for value in (band.shortening, band.fibrosis, band.irritability, band.release_pending)
    ]
    return [
        *roots,
        *bands,
        patient.sensitisation,
        patient.tissue_injury,
        patient.non_specific,
        patient.soreness_nrs / 10.0,
    ]


@given(health=SHARES, weeks=st.floats(0.1, 500.0), injury=SHARES, visits=VISITS, seed=st.integers(0, 2**40))
def test_every_value_stays_in_its_range(
    health: float,
    weeks: float,
    injury: float,
    visits: list[tuple[list[tuple[SiteKey, ResponseKind]], bool, int]],
    seed: int,
) -> None:
    patient = settle(replace(ill_patient(health=health, weeks=weeks), tissue_injury=injury))
    for needles, by_hand, days in visits:
        patient = begin_visit(patient)
        for site, kind in needles:
            patient = answered(patient, site, answer(kind))
        patient = manual_therapy(patient) if by_hand else patient
        patient = advance(patient, days)
        assert min(everything(patient)) >= 0.0
        assert max(everything(patient)) <= 1.0
        assert 0.0 <= pain_nrs(patient, seed=seed, day=patient.day) <= 10.0
        assert 0.0 <= rom_percent(patient) <= 100.0


@given(days=st.integers(1, 60), stop=st.floats(0.0, 1.0), seed=st.integers(0, 1000))
def test_a_stopover_changes_nothing(days: int, stop: float, seed: int) -> None:
    start = drawn_visit(PATIENT, BOTH, seed=seed, visit=1)
    first = round(stop * days)
    there = advance(advance(start, first), days - first)
    straight = advance(start, days)
    assert everything(there) == pytest.approx(everything(straight), abs=1e-6)


@given(low=SHARES, high=SHARES, fibrosis=SHARES)
def test_more_supersensitivity_never_means_a_longer_or_calmer_band(low: float, high: float, fibrosis: float) -> None:
    low, high = sorted((low, high))
    assert float(band_set_point(low, fibrosis)) <= float(band_set_point(high, fibrosis))
    assert float(irritability_set_point(low)) <= float(irritability_set_point(high))


@given(short=SHARES, shorter=SHARES, structural=SHARES)
def test_shorter_paraspinals_never_mean_a_healthier_root(short: float, shorter: float, structural: float) -> None:
    short, shorter = sorted((short, shorter))
    free, pressed = (float(health_set_point(structural, pressure(value))) for value in (short, shorter))
    assert 0.0 <= pressed <= free <= 1.0


@given(released=SHARES, days=st.integers(1, 84))
def test_paraspinals_that_are_let_go_never_leave_the_root_worse(released: float, days: int) -> None:
    band = PATIENT.band(NECK)
    eased = replace(
        PATIENT, bands={**PATIENT.bands, NECK: replace(band, shortening=band.shortening * (1.0 - released))}
    )
    root = next(iter(PATIENT.roots))
    assert advance(eased, days).root(root).health >= advance(PATIENT, days).root(root).health - 1e-9


@given(kinds=st.lists(st.sampled_from(RESPONSE_KINDS), min_size=1, max_size=30))
def test_another_needle_never_shortens_a_band_nor_makes_less_sore(kinds: list[ResponseKind]) -> None:
    patient = PATIENT
    for kind in kinds:
        after = answered(patient, ECRB, answer(kind))
        assert after.band(ECRB).shortening <= patient.band(ECRB).shortening
        assert after.soreness_nrs >= patient.soreness_nrs
        patient = after


@pytest.mark.parametrize("end", ["low", "high"])
@pytest.mark.parametrize("name", PARAMETERS)
def test_the_loop_holds_with_any_one_number_at_the_end_of_its_range(name: str, end: str) -> None:
    """Law C1 does not hang on the exact value of any one parameter."""
    change = {name: getattr(PARAMETERS[name], end)}
    numbers = replace(NUMBERS, **change) if hasattr(NUMBERS, name) else NUMBERS
    session = replace(SESSION_NUMBERS, **change) if hasattr(SESSION_NUMBERS, name) else SESSION_NUMBERS
    patient = ill_patient(numbers=numbers)

    def treated(needles: Needles) -> float:
        def visit(who: Patient, number: int) -> Patient:
            return drawn_visit(who, needles, seed=101, visit=number, numbers=session)

        return gain(weekly_pain(patient, visit, numbers=numbers))

    both, limb, far = treated(BOTH), treated({ECRB: 3}), treated({ECRB: 3, key("multifidus_t1"): 2})
    assert both >= 2.0
    assert both - limb >= 0.7
    assert abs(far) <= 1.0


@pytest.mark.parametrize("numbers", [NUMBERS, SESSION_NUMBERS], ids=["course", "session"])
def test_the_numbers_are_those_of_the_evidence(numbers: CourseNumbers | SessionNumbers) -> None:
    used = asdict(numbers)
    assert used == {name: PARAMETERS[name].value for name in used}
