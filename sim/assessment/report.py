"""A closed course as one JSON object: what the command line prints and the app keeps."""

from __future__ import annotations

from collections.abc import Sequence

from sim import MODEL_VERSION
from sim.assessment.debrief import Debrief, debrief
from sim.assessment.score import Score, score
from sim.assessment.supply import OwnSupply
from sim.cases.play import NeedleRecord, Play, VisitRecord
from sim.cases.shown import insertion_json, response_json
from sim.patient.state import SiteKey
from sim.reflex.response import RESPONSE_KINDS, Response


def play_report(play: Play) -> dict[str, object]:
    """Return visits, outcome, score and debrief of a closed course.

    Raises
    ------
    ReplayError
        If the course is still open.
    """
    points, told = score(play), debrief(play)
    return {
        "case": play.case.id,
        "seed": play.seed,
        "model_version": MODEL_VERSION,
        "ending": play.ending,
        "visits": [_visit(visit) for visit in play.visits],
        "outcome": _outcome(play),
        "score": score_json(points),
        "debrief": debrief_json(told),
    }


def score_json(points: Score) -> dict[str, object]:
    """Return a score as a JSON object."""
    parts = [
        {"name": part.name, "points": part.points, "max": part.max, "evidence": part.evidence} for part in points.parts
    ]
    return {"total": points.total, "parts": parts}


def debrief_json(told: Debrief) -> dict[str, object]:
    """Return a debrief as a JSON object."""
    return {
        "decision": told.decision,
        "right": told.right.action,
        "was_right": told.was_right,
        "roots": [{"root": story.root.root, "side": story.root.side} for story in told.roots],
        "coverage": [
            {
                "visit": visit.visit,
                "posterior": round(visit.posterior, 3),
                "anterior": round(visit.anterior, 3),
                "insertions": visit.n_insertions,
                "astray": visit.n_astray,
            }
            for visit in told.visits
        ],
        "own_supply": _own_supply(told.supply),
        "sentences": list(told.sentences),
        "case_notes": told.case_notes,
    }


def _own_supply(found: OwnSupply | None) -> dict[str, object] | None:
    if found is None:
        return None
    share = {"book": round(found.book, 3), "own": round(found.own, 3)}
    return {"site": found.site.site, "side": found.site.side, "root": found.root, **share}


def best_response(responses: Sequence[Response]) -> Response:
    """Return the strongest of a site's responses: twitch before cramp, ache and nothing; the largest EMG of those."""
    return min(responses, key=lambda response: (RESPONSE_KINDS.index(response.kind), -response.emg_peak_uv))


def _visit(visit: VisitRecord) -> dict[str, object]:
    by_site: dict[SiteKey, list[NeedleRecord]] = {}
    for record in visit.needles:
        by_site.setdefault(record.decision.key, []).append(record)
    return {
        "visit": visit.visit,
        "day": visit.day,
        "action": visit.action,
        "pain_nrs": round(visit.pain_nrs, 2),
        "rom_percent": round(visit.rom_percent, 1),
        "soreness": round(visit.soreness_nrs or 0.0, 2),
        "needles": [_site(key, records) for key, records in by_site.items()],
        "adverse": list(visit.adverse),
    }


def _site(key: SiteKey, records: list[NeedleRecord]) -> dict[str, object]:
    best = best_response([record.insertion.response for record in records])
    return {
        "site": key.site,
        "side": key.side,
        **response_json(best),
        "insertions": [insertion_json(one) for one in records],
    }


def _outcome(play: Play) -> dict[str, object]:
    outcome = play.outcome
    assert outcome is not None
    return {
        "pain_nrs_start": round(outcome.pain_nrs_start, 2),
        "pain_nrs_end": round(outcome.pain_nrs_end, 2),
        "pain_nrs_12wk": round(outcome.pain_nrs_12wk, 2),
        "rom_percent_start": round(outcome.rom_percent_start, 1),
        "rom_percent_end": round(outcome.rom_percent_end, 1),
        "rom_percent_12wk": round(outcome.rom_percent_12wk, 1),
        "responder": outcome.responder,
    }
