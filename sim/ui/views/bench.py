"""The bench: one question at a time, what the needle brought, the patient, the next step."""

from __future__ import annotations

import streamlit as st
from streamlit.errors import StreamlitAPIException

from sim.errors import SimError
from sim.storage import NotYours
from sim.ui import state, text
from sim.ui.attempts import replayed
from sim.ui.learner import current_learner
from sim.ui.markup import esc
from sim.ui.state import Bench
from sim.ui.store import the_store
from sim.ui.views import answer, closed, question, side, steps
from sim.ui.views.answer import Preview
from sim.ui.views.frame import in_words, notice, page, show_error


@page
def render() -> None:
    """Draw the bench with the attempt that the address names, else with the last one of this tab."""
    attempt_id = state.attempt_in_address()
    bench = state.bench()
    if attempt_id is None and bench is None:
        _empty()
        return
    if attempt_id is None and bench is not None:
        state.put_in_address(bench.sitting.attempt.id)
    is_open = bench is not None and attempt_id in (None, bench.sitting.attempt.id)
    if not is_open and not _opened(str(attempt_id)):
        return
    _bench()


def _opened(attempt_id: str) -> bool:
    """Put the attempt of the address on the bench; say why where it cannot be."""
    waiting = st.empty()
    waiting.html(f'<p class="waiting" role="status">{esc(text.REPLAYING)}</p>')
    try:
        sitting = replayed(the_store().read(attempt_id, current_learner()))
    except SimError as error:
        waiting.empty()
        show_error(error)
        if isinstance(error, NotYours):
            st.html(f'<p class="muted">{esc(text.NOT_FOUND_HOW)}</p>')
        question.to_the_library()
        return False
    waiting.empty()
    state.forget_choice()
    state.place().bench = Bench(sitting)
    return True


def _empty() -> None:
    st.html(f'<div class="empty"><h1>{esc(text.NO_ATTEMPT)}</h1><p>{esc(text.NO_ATTEMPT_HOW)}</p></div>')
    question.to_the_library()


@st.fragment
@in_words
def _bench() -> None:
    bench = state.bench()
    if bench is None:
        _empty()
        return
    preview = answer.preview() if bench.pending is not None else None
    if bench.pending is not None and preview is None:
        steps.let_needle_in()
        bench = state.bench() or bench
    _draw(bench, preview)
    if preview is not None:
        steps.let_needle_in()
        _draw_again()


def _draw(bench: Bench, preview: Preview | None) -> None:
    state.prepare_widgets(bench.play)
    if bench.message is not None:
        notice(bench.message.kind, bench.message.text)
    for note in bench.sitting.notes:
        notice("warning", note)
    if bench.play.is_closed:
        closed.draw(bench)
        return
    with st.container(key="bench"):
        with st.container(key="card_question", border=True):
            question.draw(bench)
        with st.container(key="card_answer", border=True):
            answer.draw(bench, preview)
        with st.container(key="side"):
            side.draw(bench)
        if answer.has_path(bench.play):
            with st.container(key="card_path", border=True):
                answer.draw_path(bench)


def _draw_again() -> None:
    """Run the bench once more, now with the whole answer."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:  # this run was one of the whole page
        st.rerun()
