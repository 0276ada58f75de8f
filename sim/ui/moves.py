"""What a learner can do at the bench: plain functions from one bench to the next that never raise at a learner."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from sim.cases import Act, Action, Decision, Needle, Play, Return
from sim.errors import SimError
from sim.patient.state import SiteKey
from sim.reflex.response import ResponseKind
from sim.storage import Conflict, Store
from sim.ui import text
from sim.ui.attempts import begin, decide, replayed
from sim.ui.state import Bench, Message

_log = logging.getLogger(__name__)


def on_act(store: Store, learner: str, bench: Bench, action: Action | None) -> Bench:
    """Decide what is done at this visit."""
    if action is None:
        return replace(bench, message=Message("warning", text.CHOOSE_AN_ACTION))
    return _decided(store, learner, bench, Act(action))


def on_needle(
    bench: Bench,
    site: SiteKey | None,
    depth_mm: float | None,
    predicted: ResponseKind | None,
    angle_deg: float | None = None,
) -> Bench:
    """Set the needle on its way, or say what is still missing."""
    if site is None:
        return replace(bench, message=Message("warning", text.CHOOSE_A_SITE))
    if bench.sitting.is_training and predicted is None:
        return replace(bench, message=Message("warning", text.PREDICT_FIRST))
    return replace(bench, message=None, pending=Needle(site.site, site.side, depth_mm, predicted, angle_deg))


def on_pending(store: Store, learner: str, bench: Bench, compute: Callable[[], Play] | None = None) -> Bench:
    """Let the needle that is on its way go in; `compute` gives what it brings where that is on its way too."""
    if bench.pending is None:
        return bench
    return _decided(store, learner, replace(bench, pending=None), bench.pending, compute)


def on_return(store: Store, learner: str, bench: Bench, days: int | None) -> Bench:
    """End the visit; the patient comes back after some days."""
    if days is None:
        return replace(bench, message=Message("warning", text.SAY_HOW_MANY_DAYS))
    return _decided(store, learner, bench, Return(days))


def on_again(store: Store, learner: str, bench: Bench, seed: int) -> Bench:
    """Begin the same case once more, with another patient of the same illness."""
    return in_words(lambda: Bench(begin(store, learner, bench.play.case, seed)), bench)


def _decided(
    store: Store, learner: str, bench: Bench, decision: Decision, compute: Callable[[], Play] | None = None
) -> Bench:
    def step() -> Bench:
        return Bench(decide(store, bench.sitting, decision, compute))

    try:
        return in_words(step, bench)
    except Conflict:
        return _reloaded(store, learner, bench)


def _reloaded(store: Store, learner: str, bench: Bench) -> Bench:
    """Return the newest state of an attempt that went on elsewhere."""

    def reload() -> Bench:
        newest = replayed(store.read(bench.sitting.attempt.id, learner))
        return Bench(newest, Message("warning", text.MOVED_ON))

    return in_words(reload, bench)


def in_words(step: Callable[[], Bench], before: Bench) -> Bench:
    """Return what a step makes of the bench, or the bench as it was with what went wrong in words.

    Raises
    ------
    Conflict
        If the attempt has moved on elsewhere: that is for the caller to solve.
    """
    try:
        return step()
    except Conflict:
        raise
    except SimError as error:
        return replace(before, message=Message("error", str(error)))
    except Exception:  # noqa: BLE001 - a learner never sees a traceback; the log does
        _log.exception("a step at the bench failed")
        return replace(before, message=Message("error", text.UNEXPECTED))
