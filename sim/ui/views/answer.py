"""The middle cards: the story, what the days or the needle brought, and the path the stimulus took."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from sim.cases import NeedleRecord, Play
from sim.reflex.response import Response
from sim.ui import narrative, state, text
from sim.ui.components.response_view import response_view
from sim.ui.markup import as_text, bullet_list, esc, kicker, paragraphs, sign
from sim.ui.narrative_course import days_later, known_at_first
from sim.ui.state import Bench
from sim.ui.warm import kernel_is_ready


@dataclass(frozen=True, slots=True)
class Preview:
    """What can be shown of a needle before its answer is whole: a sentence, and its first moments if they are known."""

    title: str
    words: str
    response: Response | None = None


def preview() -> Preview | None:
    """Return what to show while the needle on its way is being computed; None where it will be there at once."""
    if not kernel_is_ready().is_set():
        return Preview(text.KERNEL_WAIT_TITLE, text.KERNEL_WAIT)
    return None


def draw(bench: Bench, preview: Preview | None = None) -> None:
    """Draw what is known now."""
    play = bench.play
    if preview is not None:
        _coming(preview)
        return
    match play.phase:
        case "deciding" if play.visit == 1:
            _story(play)
        case "deciding":
            _days_later(play)
        case "needling" if play.current.needles:
            _brought(play, play.current.needles[-1], is_training=bench.sitting.is_training)
        case "needling":
            st.html(
                f"{kicker('What the needle brings')}<p class='large'>{esc(text.NOTHING_NEEDLED)}</p>"
                f"<p class='muted'>{esc(text.NOTHING_NEEDLED_HOW)}</p>"
            )
        case _:
            st.html(f"{kicker('This visit')}<p class='large'>{esc(text.RESTING)}</p>")


def has_path(play: Play) -> bool:
    """Return whether there is a needle whose path can be shown."""
    return play.phase == "needling" and bool(play.current.needles)


def draw_path(bench: Bench) -> None:
    """Draw the path of the last needle, and the sentences that explain it."""
    play = bench.play
    record = play.current.needles[-1]
    lines = [*narrative.explanation(record)]
    still_open = narrative.still_open(play.current, record)
    st.html(
        f"{kicker('The path it took')}{paragraphs(lines)}"
        f"{f'<p><b>{esc(still_open)}</b></p>' if still_open else ''}"
        f"{as_text(narrative.path_lines(record.insertion.response))}"
    )


def _coming(preview: Preview) -> None:
    st.html(f"{kicker(preview.title)}<p class='large' role='status'>{esc(preview.words)}</p>")
    if preview.response is not None:
        response_view(preview.response, key=state.RESPONSE_VIEW, is_complete=False)


def _story(play: Play) -> None:
    case = play.case
    st.html(
        f"{kicker('The story')}<h2 class='title'>{esc(case.title)}</h2>{paragraphs(case.patient.story.splitlines())}"
        f"<h3>What comes out when asked</h3>{bullet_list(case.patient.history) or '<p>Nothing more.</p>'}"
        f"<h3>What you know</h3>{bullet_list(known_at_first(case))}"
    )


def _days_later(play: Play) -> None:
    heading, lines = days_later(play)
    st.html(f"{kicker('Since the last visit')}<p class='large'>{esc(heading)}</p>{paragraphs(lines)}")


def _brought(play: Play, record: NeedleRecord, *, is_training: bool) -> None:
    head = narrative.headline(record, play.patient.band(record.insertion.site))
    predicted = narrative.prediction_sentence(record)
    adverse = [narrative.ADVERSE[event] for event in record.insertion.adverse]
    st.html(
        f"{kicker(narrative.insertion_title(record))}"
        f"<p class='large' role='status'>{sign(head.kind, head.word + '.')} {esc(head.rest)}</p>"
        f"{paragraphs([predicted], 'muted') if predicted and is_training else ''}{paragraphs(adverse, 'alarm')}"
    )
    response_view(record.insertion.response, key=state.RESPONSE_VIEW)
    st.html(as_text(narrative.response_lines(record)))
