"""The case library: what can be played, and how far the own attempts have come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from sim.cases import Library, read_library
from sim.errors import Fault, SimError
from sim.ui import chance, state, text
from sim.ui.learner import current_learner
from sim.ui.library import Entry, difficulty, entries, facts_line, lead, newest_attempts
from sim.ui.markup import bullet_list, esc
from sim.ui.store import the_store
from sim.ui.views.frame import BENCH_PAGE, page, show_error

if TYPE_CHECKING:
    from sim.storage import StoredAttempt


@page
def render() -> None:
    """Draw the library."""
    library: Library = read_library()
    st.html(f'<header class="lead"><h1>Cases</h1><p>{esc(text.LIBRARY_LEAD)}</p></header>')
    if not library.cases:
        st.html(f'<div class="empty"><h2>{esc(text.LIBRARY_EMPTY)}</h2><p>{esc(text.LIBRARY_EMPTY_HOW)}</p></div>')
    with st.container(key="library"):
        for number, entry in enumerate(entries(library.cases, _newest())):
            with st.container(key=f"card_case_{entry.case.id}", border=True):
                _card(entry, is_first=number == 0)
    _faults(library.faults)
    st.html(f'<p class="foot">{esc(text.NOT_ADVICE)}</p>')


def _newest() -> Mapping[str, StoredAttempt]:
    """Return the own attempts; where they cannot be read, say so and show the cases all the same."""
    learner = current_learner()
    if state.is_new_learner():
        return {}
    try:
        return newest_attempts(the_store(), learner)
    except SimError as error:
        show_error(error)
        return {}


def _card(entry: Entry, *, is_first: bool) -> None:
    case = entry.case
    st.html(
        f'<div class="case"><p class="kicker">{esc(facts_line(case))} · {esc(difficulty(case))}</p>'
        f'<h2 class="title">{esc(case.title)}</h2><p>{esc(lead(case.patient.story))}</p>'
        f"{bullet_list(case.objectives, 'aims')}"
        f'<p class="status{" is-open" if entry.is_begun and not entry.is_closed else ""}">{esc(entry.status)}</p></div>'
    )
    with st.container(horizontal=True, key=f"row_{case.id}"):
        word = "See the debrief" if entry.is_closed else "Go on" if entry.is_begun else "Open the case"
        is_main = is_first or (entry.is_begun and not entry.is_closed)
        if st.button(word, key=state.OPEN_CASE + case.id, type="primary" if is_main else "secondary"):
            _open(entry)
        if entry.is_begun and st.button("Begin anew", key=state.BEGIN_AGAIN + case.id, type="tertiary"):
            _open(entry, anew=True)


def _open(entry: Entry, *, anew: bool = False) -> None:
    attempt_id = entry.attempt_id
    if attempt_id is None or anew:
        from sim.ui.attempts import begin

        learner = current_learner()
        sitting = begin(the_store(), learner, entry.case, chance.new_seed())
        attempt_id = sitting.attempt.id
        state.put_learner(learner)
        state.forget_choice()
        state.place().bench = state.Bench(sitting)
    st.switch_page(BENCH_PAGE, query_params={state.ATTEMPT_PARAM: attempt_id})


def _faults(faults: tuple[Fault, ...]) -> None:
    if not faults:
        return
    st.html(
        f'<section class="faults"><h2>{esc(text.FAULTY_FILES)}</h2><p class="muted">{esc(text.FAULTY_FILES_HOW)}</p>'
        f"{bullet_list(str(fault) for fault in faults)}</section>"
    )
