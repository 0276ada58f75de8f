"""What is known of each band, for the map: what the needle felt so far, and after the course what was hidden."""

from __future__ import annotations

from collections.abc import Mapping

from sim.cases import Play
from sim.patient.state import Band, SiteKey
from sim.reflex.response import RESPONSE_KINDS, ResponseKind
from sim.ui.components.body_map import Finding

FELT: Mapping[ResponseKind, str] = {
    "twitch": "the band twitched and let go",
    "cramp": "the band cramped and grasped the needle",
    "ache": "a deep ache, no movement",
    "nothing": "nothing felt",
}


def best_responses(play: Play, *, is_course: bool = False) -> dict[SiteKey, ResponseKind]:
    """Return the strongest response of each site needled in this visit, or in the whole course."""
    best: dict[SiteKey, ResponseKind] = {}
    for visit in play.visits if is_course else (play.current,):
        for record in visit.needles:
            kind, key = record.insertion.response.kind, record.insertion.met
            best[key] = min(kind, best.get(key, kind), key=RESPONSE_KINDS.index)
    return best


def felt(play: Play) -> dict[SiteKey, Finding]:
    """Return what the needle felt last in each band, visit by visit in words; nothing that has not been shown."""
    last: dict[SiteKey, Finding] = {}
    for visit in play.visits:
        for record in visit.needles:
            kind, key = record.insertion.response.kind, record.insertion.met
            last[key] = Finding(f"visit {visit.visit}: {FELT[kind]}", kind)
    return last


def hidden(play: Play) -> dict[SiteKey, Finding]:
    """Return how short and irritable each band was at the first visit; for after the course only."""
    return {key: _told(band) for key, band in play.visits[0].before.bands.items()}


def _told(band: Band) -> Finding:
    words = (
        f"{_percent(band.shortening)} short, {_percent(band.irritability)} irritable, {_percent(band.fibrosis)} fibrous"
    )
    return Finding(words, None, band.shortening, band.irritability)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
