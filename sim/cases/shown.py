"""What the learner was shown for a decision, kept beside it, and whether a replay shows the same."""

from __future__ import annotations

from collections.abc import Mapping

from sim.cases.play import NeedleRecord, Play
from sim.reflex.response import Response
from sim.session import InsertionRecord


def shown(play_before: Play, play_after: Play) -> dict[str, object]:
    """Return what the learner saw after a decision, as a JSON object.

    Parameters
    ----------
    play_before, play_after
        The play without and with the decision.
    """
    if play_after.is_closed:
        return _outcome(play_after)
    needles = play_after.current.needles
    if play_after.visit == play_before.visit and len(needles) > len(play_before.current.needles):
        return insertion_json(needles[-1])
    return _visit(play_after)


def differences(stored: Mapping[str, object], now: Mapping[str, object]) -> tuple[str, ...]:
    """Return in words where a replay shows something else than was shown then; nothing where it is the same.

    Examples
    --------
    >>> differences({"response": "twitch"}, {"response": "cramp"})
    ("response: was 'twitch', is now 'cramp'",)
    """
    names = [*stored, *(name for name in now if name not in stored)]
    return tuple(
        f"{name}: was {stored.get(name)!r}, is now {now.get(name)!r}"
        for name in names
        if stored.get(name) != now.get(name)
    )


def insertion_json(record: NeedleRecord) -> dict[str, object]:
    """Return what one insertion brought, as a JSON object."""
    insertion = record.insertion
    return {
        "depth_mm": round(insertion.depth_mm, 1),
        **(_slant_json(insertion) if insertion.slant is not None else {}),
        **response_json(insertion.response),
        "released": round(insertion.released, 4),
        "promised": round(insertion.promised, 4),
        "adverse": list(insertion.adverse),
    }


def _slant_json(insertion: InsertionRecord) -> dict[str, object]:
    """Return what is to be said of a slanted needle only, so that what was shown of straight ones stays as it was."""
    return {"angle_deg": insertion.angle_deg, "tip_mm": round(insertion.tip_mm, 1), "reached_site": insertion.met.site}


def response_json(response: Response) -> dict[str, object]:
    """Return an answer as a JSON object: times in ms, EMG in µV, null where there is no latency."""
    return {
        "response": response.kind,
        "latency_ms": None if response.latency_ms is None else round(response.latency_ms, 2),
        "duration_ms": round(response.duration_ms, 1),
        "emg_peak": round(response.emg_peak_uv, 1),
    }


def _visit(play: Play) -> dict[str, object]:
    return {
        "phase": play.phase,
        "visit": play.visit,
        "day": play.day,
        "pain_nrs": round(play.current.pain_nrs, 2),
        "rom_percent": round(play.current.rom_percent, 1),
    }


def _outcome(play: Play) -> dict[str, object]:
    outcome = play.outcome
    assert outcome is not None
    return {
        "phase": play.phase,
        "ending": play.ending,
        "pain_nrs_start": round(outcome.pain_nrs_start, 2),
        "pain_nrs_end": round(outcome.pain_nrs_end, 2),
        "pain_nrs_12wk": round(outcome.pain_nrs_12wk, 2),
        "responder": outcome.responder,
    }
