"""What one answered needle does at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.course import NUMBERS as COURSE_NUMBERS
from sim.patient.state import Band, RootKey
from sim.reflex.response import RESPONSE_KINDS
from sim.session import NUMBERS, answered
from sim.session.effects import needled_band, release_of, spent_by, stimulated_roots
from tests.support.courses import ECRB, answer, ill_patient, key

BAND = Band(shortening=0.7, irritability=0.7)
C6 = RootKey("C6", "right")


def test_a_first_twitch_releases_its_part_at_once() -> None:
    after = needled_band(BAND, answer("twitch"))
    assert after.shortening == pytest.approx(0.7 * (1.0 - NUMBERS.release_twitch))
    assert after.release_pending == 0.0


def test_a_cramp_releases_nothing_at_once_and_promises_its_part() -> None:
    after = needled_band(BAND, answer("cramp"))
    assert after.shortening == 0.7
    assert after.release_pending == pytest.approx(0.7 * NUMBERS.release_cramp)


def test_what_is_promised_cannot_be_promised_again() -> None:
    band = BAND
    for _ in range(40):
        band = replace(needled_band(band, answer("cramp")), spent=0.0)
    assert band.release_pending <= band.shortening


def test_fibrous_shortening_is_not_released() -> None:
    band = replace(BAND, fibrosis=1.0, shortening=COURSE_NUMBERS.fibrosis_shortening)
    assert release_of(band, answer("twitch")) == 0.0


def test_a_spent_locus_releases_less() -> None:
    fresh, spent = (release_of(replace(BAND, spent=used), answer("twitch")) for used in (0.0, 1.0))
    assert 0.0 < spent < fresh


def test_a_needle_that_missed_the_muscle_changes_no_band_and_no_root_and_is_felt() -> None:
    patient = ill_patient()
    after = answered(patient, ECRB, answer("nothing", reached=False))
    assert after.bands == patient.bands
    assert after.roots == patient.roots
    assert after.soreness_nrs > 0.0


def test_a_burst_uses_up_more_than_a_silent_needle() -> None:
    assert spent_by(answer("twitch")) > spent_by(answer("nothing")) > spent_by(answer("nothing", reached=False)) == 0.0


def test_any_answer_stimulates_the_roots_of_the_band_alike() -> None:
    stimulation = [answered(ill_patient(), ECRB, answer(kind)).root(C6).stimulation for kind in RESPONSE_KINDS]
    assert stimulation[0] > 0.0
    assert len(set(stimulation)) == 1


def test_a_needle_of_another_segment_does_not_stimulate_the_ill_root() -> None:
    after = answered(ill_patient(), key("first_dorsal_interosseous"), answer("nothing"))
    assert after.root(C6).stimulation == 0.0


def test_stimulation_of_a_root_is_bounded() -> None:
    patient = ill_patient()
    for _ in range(500):
        patient = answered(patient, ECRB, answer("ache"))
    assert patient.root(C6).stimulation <= NUMBERS.stimulation_max


def test_five_needles_make_as_sore_as_was_measured() -> None:
    sore = {}
    for sex in ("female", "male"):
        patient = replace(ill_patient(), sex=sex)
        for _ in range(5):
            patient = answered(patient, ECRB, answer("twitch"))
        sore[sex] = patient.soreness_nrs
    assert sum(sore.values()) / 2 == pytest.approx(3.48, abs=0.36)
    assert sore["female"] > sore["male"]


def test_being_treated_has_an_effect_that_needles_alone_do_not_take_to_its_end() -> None:
    patient = ill_patient()
    for _ in range(100):
        patient = answered(patient, key("first_dorsal_interosseous"), answer("nothing"))
    assert 0.9 * NUMBERS.non_specific_max < patient.non_specific <= NUMBERS.non_specific_max


def test_a_stronger_effect_of_being_treated_is_not_lost_by_a_needle() -> None:
    patient = replace(ill_patient(), non_specific=0.9)
    assert answered(patient, ECRB, answer("ache")).non_specific == 0.9


def test_a_needle_beside_any_band_makes_no_band() -> None:
    elsewhere = key("first_dorsal_interosseous")
    assert elsewhere not in answered(ill_patient(), elsewhere, answer("nothing")).bands


def test_a_burst_spends_by_the_number_of_discharges_that_the_evidence_names() -> None:
    burst = replace(answer("twitch"), n_burst=30)
    fewer = replace(NUMBERS, burst_discharges=30.0)
    assert spent_by(burst, numbers=fewer) == pytest.approx(fewer.spent_per_insertion + fewer.spent_per_burst)


def test_the_roots_of_a_band_are_stimulated_by_the_fibres_that_the_given_numbers_deal() -> None:
    patient = ill_patient()
    even = replace(NUMBERS, band_healthy_share=1e6)
    of_fibres, of_muscle = (
        stimulated_roots(patient, ECRB, answer("twitch"), numbers=numbers)[C6].stimulation
        for numbers in (NUMBERS, even)
    )
    assert of_muscle < of_fibres
