"""What the needles of each visit covered of the ill roots, on which ramus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sim import anatomy
from sim.cases.play import Play, VisitRecord
from sim.evidence.assessment import ILL_SHARE_MIN
from sim.patient.state import Patient, RootKey, SiteKey
from sim.reflex.response import ResponseKind


@dataclass(frozen=True, slots=True)
class VisitCoverage:
    """One visit with needles.

    Parameters
    ----------
    visit, day
        Number of the visit, and days since the first.
    posterior
        How much of the ill roots' posterior rami was needled: 1 where the multifidus of each root's own level was, less
        for a neighbouring level; another muscle of the back counts by its share of the root.
    anterior
        Share of the complaint on the anterior ramus, as far as ill roots feed it, that was needled; 0 to 1.
    n_insertions, n_astray
        Insertions in all, and those that met no muscle of an ill root on its side.
    astray
        Sites of those, each once.
    responses
        Response → number of insertions.
    """

    visit: int
    day: int
    posterior: float
    anterior: float
    n_insertions: int
    n_astray: int
    astray: tuple[SiteKey, ...]
    responses: Mapping[ResponseKind, int]


def ill_roots(play: Play) -> tuple[RootKey, ...]:
    """Return the roots that the case says are ill, worst first."""
    rows = sorted(play.case.truth.roots, key=lambda row: (row.health, row.root))
    return tuple(RootKey(row.root, row.side) for row in rows if row.health < 1.0)


def ill_share(site: SiteKey, roots: tuple[RootKey, ...]) -> float:
    """Return how much of the muscle at a site is fed by `roots`, 0 to 1."""
    supply = anatomy.site(site.site).roots
    return sum(share for root, share in supply.items() if RootKey(root, site.side) in roots)


def belongs(site: SiteKey, roots: tuple[RootKey, ...]) -> bool:
    """Return whether a site belongs to the segment of one of `roots`."""
    return ill_share(site, roots) >= ILL_SHARE_MIN.value


def visit_coverage(play: Play, visit: VisitRecord) -> VisitCoverage:
    """Return what one visit covered; a needle that did not reach its muscle covers nothing."""
    roots = ill_roots(play)
    reached = {record.insertion.met for record in visit.needles if record.insertion.response.reached}
    astray = [record.insertion.met for record in visit.needles if not belongs(record.insertion.met, roots)]
    return VisitCoverage(
        visit=visit.visit,
        day=visit.day,
        posterior=_posterior(reached, roots),
        anterior=_anterior(reached, roots, play.visits[0].before),
        n_insertions=len(visit.needles),
        n_astray=len(astray),
        astray=tuple(dict.fromkeys(astray)),
        responses=Counter(record.insertion.response.kind for record in visit.needles),
    )


def coverages(play: Play) -> tuple[VisitCoverage, ...]:
    """Return the coverage of every visit in which the learner treated."""
    return tuple(visit_coverage(play, visit) for visit in play.visits if visit.action == "treat")


def _posterior(reached: set[SiteKey], roots: tuple[RootKey, ...]) -> float:
    """Return the mean over roots of the best needle in the back."""
    parts = []
    for root in roots:
        own = anatomy.paraspinal_site(root.root)
        if own is not None:
            parts.append(max((_posterior_credit(site, root, own) for site in reached), default=0.0))
    return sum(parts) / len(parts) if parts else 0.0


def _posterior_credit(site: SiteKey, root: RootKey, own: anatomy.Site) -> float:
    """Return what a needle counts for a root's posterior ramus, 0 to 1.

    The multifidus is measured by that of the root's own level, which lies on the lamina and presses on the root. Any
    other muscle of a posterior ramus counts by its share of the root and so never as much.
    """
    found = anatomy.site(site.site)
    if found.ramus is not anatomy.Ramus.POSTERIOR or site.side != root.side:
        return 0.0
    share = found.roots.get(root.root, 0.0)
    return min(share / own.roots[root.root], 1.0) if found.kind == "paraspinal" else share


def _anterior(reached: set[SiteKey], roots: tuple[RootKey, ...], patient: Patient) -> float:
    """Return the needled share of the complaint that muscles of the ill roots' anterior rami make."""
    weights = {
        site: weight * ill_share(site, roots)
        for site, weight in patient.pain_weights.items()
        if anatomy.site(site.site).ramus is not anatomy.Ramus.POSTERIOR
    }
    whole = sum(weights.values())
    return sum(weight for site, weight in weights.items() if site in reached) / whole if whole > 0 else 0.0
