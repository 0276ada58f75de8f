"""The bench: one question at a time, what the needle brought, the patient, the next step."""

from __future__ import annotations

import streamlit as st
from streamlit.errors import StreamlitAPIException

from sim.errors import SimError
from sim.storage import NotYours
from sim.ui import needling, state, text
from sim.ui.attempts import replayed
from sim.ui.components.learner_cookie import learner_cookie
from sim.ui.learner import current_learner
from sim.ui.markup import esc, paragraphs
from sim.ui.state import Bench
from sim.ui.store import the_store
from sim.ui.views import answer, closed, question, side, steps
from sim.ui.views.answer import Preview
from sim.ui.views.frame import LIBRARY_PAGE, in_words, notice, page
from sim.ui.warm import kernel_is_ready


@page
def render() -> None:
    """Draw the bench with the attempt that the address names, else with the last one that is open."""
    attempt_id, bench = state.attempt_in_address(), state.bench()
    if attempt_id is None and bench is None:
        row = the_store().latest_open(current_learner())
        if row is None:
            nothing_here(text.NO_ATTEMPT, text.NO_ATTEMPT_HOW)
            return
        attempt_id = row.id
    if bench is None or attempt_id not in (None, bench.sitting.attempt.id):
        bench = _opened(str(attempt_id))
    if bench is not None:
        state.put_in_address(bench.sitting.attempt.id)
        _bench()
        learner_cookie(current_learner())


def _opened(attempt_id: str) -> Bench | None:
    """Put an attempt on the bench; say why where it cannot be."""
    waiting = st.empty()
    waiting.html(f'<p class="waiting" role="status">{esc(text.REPLAYING)}</p>')
    try:
        sitting = replayed(the_store().read(attempt_id, current_learner()))
    except NotYours as error:
        waiting.empty()
        nothing_here(text.NOT_YOURS, str(error), text.NOT_YOURS_HOW)
        return None
    except SimError as error:
        waiting.empty()
        nothing_here(text.NOT_PLAYABLE, str(error), text.NOT_PLAYABLE_HOW)
        return None
    waiting.empty()
    state.forget_choice()
    bench = Bench(sitting)
    state.place().bench = bench
    return bench


def nothing_here(title: str, *lines: str) -> None:
    """Say what is not here and why, and show the way to the case library."""
    st.html(f'<div class="empty" role="status"><h1>{esc(title)}</h1>{paragraphs(lines, "muted")}</div>')
    if st.button(text.TO_THE_LIBRARY, key=state.TO_LIBRARY, type="primary"):
        st.switch_page(LIBRARY_PAGE)


@st.fragment
@in_words
def _bench() -> None:
    bench = state.bench()
    if bench is None:
        return
    if bench.pending is None:
        _draw(bench)
        return
    place = state.place()
    coming = needling.begin(bench.play, bench.pending, place.ahead)
    place.ahead = None
    if kernel_is_ready().is_set() and coming.is_quick():
        steps.let_needle_in(coming.answer.result)
        _draw(state.bench() or bench)
        return
    _draw(bench, answer.preview(bench.play, bench.pending))
    steps.let_needle_in(coming.answer.result)
    _draw_again()


def _draw(bench: Bench, preview: Preview | None = None) -> None:
    state.prepare_widgets(bench.play)
    for note in bench.sitting.notes:
        notice("warning", note)
    if bench.play.is_closed:
        closed.draw(bench)
        return
    has_path = preview is None and answer.has_path(bench)
    with st.container(key="bench"):
        cards = [st.container(key="card_question", border=True), st.container(key="card_answer", border=True)]
        cards.append(st.container(key="side"))
        if has_path:
            cards.append(st.container(key="card_path", border=True))
    # The answer first: the browser paints what has come while the rest is on its way.
    with cards[1]:
        answer.draw(bench, preview)
    with cards[2]:
        side.draw(bench)
    if has_path:
        with cards[3]:
            answer.draw_path(bench)
    with cards[0]:
        question.draw(bench)
    steps.compute_ahead()


def _draw_again() -> None:
    """Run the bench once more, now with the whole answer."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:  # this run was one of the whole page
        st.rerun()
