"""What became of each ill root and of the muscles it feeds, over the course."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sim import anatomy
from sim.assessment.coverage import belongs, ill_roots
from sim.cases.play import Play
from sim.patient.state import Patient, RootKey, SiteKey


@dataclass(frozen=True, slots=True)
class Course:
    """A value at the first visit, at the end of treatment and at week 12."""

    start: float
    end: float
    week_12: float


@dataclass(frozen=True, slots=True)
class RootStory:
    """What became of one ill root.

    Parameters
    ----------
    root
        Which one.
    health
        0 to 1.
    posterior
        Shortening of the paraspinals of its own level, 0 to 1; None where there is no such site.
    anterior
        Shortening of the muscles of the complaint that it feeds in front, weighted by their share in the pain, 0 to 1.
    released_posterior, released_anterior
        What all needles together let go of these shortenings, at once or in the days after.
    """

    root: RootKey
    health: Course
    posterior: Course | None
    anterior: Course
    released_posterior: float
    released_anterior: float


def root_stories(play: Play) -> tuple[RootStory, ...]:
    """Return the story of each ill root of a closed course, worst first."""
    return tuple(_story(play, root) for root in ill_roots(play))


def over_course(play: Play, value: Callable[[Patient], float]) -> Course:
    """Return a value of the patient at the first visit, at the end and at week 12 of a closed course."""
    assert play.end is not None
    assert play.week_12 is not None
    return Course(value(play.visits[0].before), value(play.end.patient), value(play.week_12.patient))


def _story(play: Play, root: RootKey) -> RootStory:
    paraspinal = anatomy.paraspinal_site(root.root)
    own = {} if paraspinal is None else {SiteKey(paraspinal.id, root.side): 1.0}
    weights = _anterior_weights(play, root)
    return RootStory(
        root=root,
        health=over_course(play, lambda patient: patient.root(root).health),
        posterior=over_course(play, lambda patient: _shortening(patient, own)) if own else None,
        anterior=over_course(play, lambda patient: _shortening(patient, weights)),
        released_posterior=_released(play, own),
        released_anterior=_released(play, weights),
    )


def _anterior_weights(play: Play, root: RootKey) -> dict[SiteKey, float]:
    """Return the muscles of the complaint that a root feeds in front, by their share in the pain; shares sum to 1."""
    weights = {
        site: weight
        for site, weight in play.visits[0].before.pain_weights.items()
        if anatomy.site(site.site).ramus is not anatomy.Ramus.POSTERIOR and belongs(site, (root,))
    }
    whole = sum(weights.values())
    return {site: weight / whole for site, weight in weights.items()} if whole > 0 else {}


def _shortening(patient: Patient, weights: Mapping[SiteKey, float]) -> float:
    return sum(weight * patient.band(site).shortening for site, weight in weights.items())


def _released(play: Play, weights: Mapping[SiteKey, float]) -> float:
    return sum(
        weights.get(record.insertion.met, 0.0) * (record.insertion.released + record.insertion.promised)
        for visit in play.visits
        for record in visit.needles
    )
