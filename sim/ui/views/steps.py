"""The callbacks of the bench's buttons: each takes what the widgets say and puts the next bench in its place."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import ParamSpec

from sim.cases import Play
from sim.patient.state import SiteKey
from sim.storage import Store
from sim.ui import chance, moves, needling, state, text
from sim.ui.learner import current_learner
from sim.ui.state import Bench, Message
from sim.ui.store import the_store
from sim.ui.warm import kernel_is_ready

P = ParamSpec("P")

_log = logging.getLogger(__name__)


def callback(step: Callable[P, None]) -> Callable[P, None]:
    """Let what goes wrong in a callback be told on the bench: it runs before the page that would tell it."""

    @wraps(step)
    def told(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            step(*args, **kwargs)
        except Exception:  # noqa: BLE001 - a learner never sees a traceback; the log does
            _log.exception("a callback of the bench failed")
            place = state.place()
            if place.bench is not None:
                place.bench = replace(place.bench, message=Message("error", text.UNEXPECTED))

    return told


@callback
def act() -> None:
    """Decide what is done at this visit."""
    action = state.action()
    _step(lambda store, learner, bench: moves.on_act(store, learner, bench, action))
    bench = state.bench()
    if bench is not None and bench.message is None:
        state.reset_widgets(bench.play)


@callback
def end_visit() -> None:
    """End the visit."""
    days = state.days()
    _step(lambda store, learner, bench: moves.on_return(store, learner, bench, days))


@callback
def needle() -> None:
    """Set the needle on its way to the chosen site."""
    place = state.place()
    if place.bench is not None:
        place.bench = _with_needle(place.bench)
        if place.bench.pending is not None:
            state.forget_prediction()


def compute_ahead() -> None:
    """Begin to compute the answer to the needle that is ready to go in, while the learner moves to the button."""
    place = state.place()
    if place.bench is None or place.bench.play.phase != "needling" or not kernel_is_ready().is_set():
        return
    ready = _with_needle(place.bench).pending
    if ready is not None:
        place.ahead = needling.begin(place.bench.play, ready, place.ahead)


def let_needle_in(compute: Callable[[], Play]) -> None:
    """Let the needle that is on its way go in; `compute` gives what it brings."""
    _step(lambda store, learner, bench: moves.on_pending(store, learner, bench, compute))


@callback
def again() -> None:
    """Begin the case of the bench once more, with another patient of the same illness."""
    seed = chance.new_seed()
    _step(lambda store, learner, bench: moves.on_again(store, learner, bench, seed))
    bench = state.bench()
    if bench is not None:
        state.forget_choice()
        state.put_in_address(bench.sitting.attempt.id)


@callback
def choose_from_list() -> None:
    """Take over what the list says."""
    chosen = state.chosen_site()
    if chosen is not None:
        state.choose(chosen)
    clear_message()


@callback
def choose_entry() -> None:
    """Take another entry of the list, at the level in view where it has several."""
    state.forget_level()
    chosen = state.chosen_site()
    if chosen is not None:
        state.choose(chosen)
    clear_message()


@callback
def choose_on_map(site: SiteKey) -> None:
    """Take over what was picked on the map."""
    state.choose(site)
    clear_message()


@callback
def choose_angle() -> None:
    """Take over another angle: the needle goes as far in as brings its tip to the middle of the safe range again."""
    chosen = state.chosen_site()
    if chosen is not None:
        state.put_default_depth(chosen)
    clear_message()


def _with_needle(bench: Bench) -> Bench:
    """Return the bench with the needle that the widgets describe on its way, or what is still missing."""
    return moves.on_needle(bench, state.chosen_site(), state.depth_mm(), state.prediction(), state.angle_deg())


def _step(move: Callable[[Store, str, Bench], Bench]) -> None:
    place, learner = state.place(), current_learner()
    bench = place.bench
    if bench is not None:
        place.bench = moves.in_words(lambda: move(the_store(), learner, bench), bench)


@callback
def clear_message() -> None:
    """Let what was said about the last step go: something else was chosen."""
    place = state.place()
    if place.bench is not None and place.bench.message is not None:
        place.bench = replace(place.bench, message=None)
