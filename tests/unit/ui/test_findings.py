"""What the map knows of each band: felt by the needle so far, and after the course what was hidden."""

from __future__ import annotations

from sim.reflex.response import RESPONSE_KINDS
from sim.ui import findings
from tests.support.plays import LIMB, played, weekly

ONE_THEN_OTHER = "".join(
    f"- {{visit: {visit}, day: {day}, action: treat, needles: [{{site: {site}, side: right, insertions: 3}}]}}\n"
    for visit, day, site in ((1, 0, LIMB[0]), (2, 7, LIMB[1]))
)


def test_the_best_response_of_a_site_is_that_of_the_visit_or_of_the_course() -> None:
    play = played(ONE_THEN_OTHER)
    course = findings.best_responses(play, is_course=True)
    assert {key.site for key in course} == set(LIMB)
    for key, best in course.items():
        kinds = [
            record.insertion.response.kind
            for visit in play.visits
            for record in visit.needles
            if record.insertion.met == key
        ]
        assert best == min(kinds, key=RESPONSE_KINDS.index)
    assert {key.site for key in findings.best_responses(play)} == {LIMB[1]}


def test_what_was_felt_is_that_of_the_last_needle_and_tells_no_state() -> None:
    play = played(weekly(LIMB, visits=2))
    for key, finding in findings.felt(play).items():
        visit, record = [
            (visit.visit, record) for visit in play.visits for record in visit.needles if record.insertion.met == key
        ][-1]
        assert finding.kind == record.insertion.response.kind
        assert finding.words == f"visit {visit}: {findings.FELT[record.insertion.response.kind]}"
        assert finding.shortness is finding.irritability is None


def test_what_was_hidden_is_every_band_as_it_came() -> None:
    play = played(weekly(LIMB, visits=2))
    bands = play.visits[0].before.bands
    hidden = findings.hidden(play)
    assert set(hidden) == set(bands)
    for key, finding in hidden.items():
        assert (finding.shortness, finding.irritability) == (bands[key].shortening, bands[key].irritability)
        assert f"{100 * bands[key].shortening:.0f} % short" in finding.words


def test_each_response_is_felt_in_its_own_words() -> None:
    assert set(findings.FELT) == set(RESPONSE_KINDS)
    assert len(set(findings.FELT.values())) == len(RESPONSE_KINDS)
