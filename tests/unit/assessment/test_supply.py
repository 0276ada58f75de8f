from __future__ import annotations

from dataclasses import replace

import pytest

from sim import anatomy
from sim.assessment import debrief
from sim.assessment.supply import own_supply
from sim.cases import Play, start
from sim.patient.innervation import muscle_roots
from sim.patient.state import SiteKey
from tests.support.case_texts import case_with
from tests.support.plays import BOTH, SPRAIN, played, weekly

ECRB = SiteKey("extensor_carpi_radialis_brevis", "right")
NOT_NEEDLED = "- {visit: 1, day: 0, action: stop}"


def seed_of(*, more: bool) -> int:
    """Return the first patient whose short wrist extensor has far more, or far less, of C6 than books say."""
    book = anatomy.site(ECRB.site).roots["C6"]
    patients = (start(case_with(), seed).visits[0].before for seed in range(1000, 1100))
    own = {patient.seed: muscle_roots(patient, ECRB).get("C6", 0.0) - book for patient in patients}
    return next(seed for seed, off in own.items() if (off if more else -off) > 0.3)


def textbook(play: Play) -> Play:
    """Return the course of the same patient with the supply of the books."""
    return replace(
        play, visits=tuple(replace(one, before=replace(one.before, innervation_seed=None)) for one in play.visits)
    )


def test_what_is_told_is_what_the_patient_has_and_what_the_books_say() -> None:
    play = played(weekly(BOTH, visits=1), seed=seed_of(more=False))
    found = own_supply(play)
    assert found is not None
    assert found.book == anatomy.site(found.site.site).roots.get(found.root, 0.0)
    assert found.own == muscle_roots(play.visits[0].before, found.site).get(found.root, 0.0)
    assert abs(found.difference) >= 0.3


@pytest.mark.parametrize(
    ("more", "told"), [(True, "so more of this muscle was ill"), (False, "so less of this muscle")]
)
def test_one_sentence_says_where_the_supply_differs(more: bool, told: str) -> None:
    plan = weekly([ECRB.site], visits=1)
    plays = [played(plan, seed=seed) for seed in range(1000, 1030)]
    found = [
        sentence
        for play in plays
        if (one := own_supply(play)) is not None and (one.difference > 0.0) == more
        for sentence in debrief(play).sentences
        if "Books let C6 feed" in sentence
    ]
    assert found
    assert all(told in sentence and "Nobody can know that beforehand" in sentence for sentence in found)


def test_a_patient_as_in_the_books_gets_no_sentence() -> None:
    assert own_supply(textbook(played(weekly(BOTH, visits=1), seed=seed_of(more=True)))) is None


def test_where_no_root_is_ill_there_is_nothing_to_tell() -> None:
    assert own_supply(played(NOT_NEEDLED, *SPRAIN)) is None


def test_points_for_the_segment_go_by_the_books() -> None:
    plan = weekly(BOTH, visits=1)
    shares = {debrief(played(plan, seed=seed)).visits[0].n_astray for seed in range(1000, 1006)}
    assert shares == {0}
