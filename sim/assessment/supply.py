"""Where a patient's own roots fed a muscle otherwise than books say, in a muscle that mattered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim import anatomy
from sim.assessment.coverage import ill_roots
from sim.cases.play import Play
from sim.evidence.assessment import SUPPLY_DIFFERS, SUPPLY_PAIN
from sim.patient.innervation import muscle_roots
from sim.patient.state import SiteKey


@dataclass(frozen=True, slots=True)
class OwnSupply:
    """How much of a muscle an ill root feeds.

    Parameters
    ----------
    book, own
        By the tables and in this patient, 0 to 1.
    """

    site: SiteKey
    root: str
    book: float
    own: float

    @property
    def difference(self) -> float:
        """How much more the patient has of the root there than books say, −1 to 1."""
        return self.own - self.book


def own_supply(play: Play) -> OwnSupply | None:
    """Return the largest difference from the books in a muscle that was needled or makes much of the pain.

    None where this patient is as in the books there, near enough, or where no root is ill.
    """
    found = [one for one in _supplies(play) if abs(one.difference) >= SUPPLY_DIFFERS.value]
    return max(found, key=lambda one: abs(one.difference), default=None)


def supply_sentences(found: OwnSupply | None) -> Iterator[str]:
    """Yield what the books say, what this patient had, and what that did."""
    if found is None:
        return
    muscle = f"{anatomy.site(found.site.site).name}, {found.site.side}"
    book = f"Books let {found.root} feed {_percent(found.book)} of {muscle}"
    own = f"in this patient it fed {_percent(found.own)}"
    less, more = "so less of this muscle was ill than one would expect", "so more of this muscle was ill than they say"
    done = more if found.difference > 0.0 else less
    yield f"{book}; {own}, {done}. Nobody can know that beforehand, and the points go by the books."


def _supplies(play: Play) -> Iterator[OwnSupply]:
    patient = play.visits[0].before
    needled = [record.insertion.met for visit in play.visits for record in visit.needles]
    hurting = [site for site, share in patient.pain_weights.items() if share >= SUPPLY_PAIN.value]
    for site in dict.fromkeys((*needled, *hurting)):
        for root, side in ill_roots(play):
            if side == site.side:
                book = anatomy.site(site.site).roots.get(root, 0.0)
                yield OwnSupply(site, root, book, muscle_roots(patient, site).get(root, 0.0))


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if share > 0.0 else "nothing"
