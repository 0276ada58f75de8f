"""The middle cards: the story, what the days or the needle brought, and the path the stimulus took."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from sim.cases import Needle, NeedleRecord, Play
from sim.patient.state import SiteKey
from sim.reflex.response import Response, Station
from sim.ui import narrative, needling, state, text
from sim.ui.choice import short_name
from sim.ui.components.reflex_path import Neighbour, reflex_path, reflex_path_of
from sim.ui.components.response_view import response_view
from sim.ui.markup import as_text, bullet_list, esc, kicker, paragraphs, sign
from sim.ui.narrative_course import action_name, days_later, known_at_first
from sim.ui.state import Bench
from sim.ui.warm import kernel_is_ready

KEPT_FOR_THE_DEBRIEF: frozenset[Station] = frozenset({"efferent"})
"""Stations whose figures are not shown during a case: of the axons that fired, how many conduct is the root's health.

What the fibres sent and what reached the cord may be shown side by side: one is of a single class and for each fibre,
the other of all classes together. Thresholds are shown: how easily a node answers is what a needle finds out.
"""


@dataclass(frozen=True, slots=True)
class Preview:
    """What can be shown of a needle before its answer is whole: a sentence, and its first moments if they are known."""

    title: str
    words: str
    response: Response | None = None


def preview(play: Play, needle: Needle) -> Preview:
    """Return what to show while the needle on its way is being computed."""
    if not kernel_is_ready().is_set():
        return Preview(text.NEEDLE_GOES_IN, text.KERNEL_WAIT)
    response = needling.first_moments(play, needle)
    return Preview(text.NEEDLE_GOES_IN, text.NEEDLE_IN if response is None else text.GRIPPING, response)


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


def has_path(bench: Bench) -> bool:
    """Return whether there is a needle whose path can be shown; an examination explains nothing before its end."""
    return bench.play.phase == "needling" and bool(bench.play.current.needles) and bench.sitting.is_training


def draw_path(bench: Bench) -> None:
    """Draw the path of the last needle, and the sentences that explain it."""
    record = bench.play.current.needles[-1]
    key, response = record.insertion.met, record.insertion.response
    still_open = narrative.still_open(bench.play.current, record)
    st.html(
        f"{kicker('The path it took')}{paragraphs([' '.join(narrative.explanation(record))])}"
        f"{f'<p><b>{esc(still_open)}</b></p>' if still_open else ''}"
    )
    other = narrative.other_ramus(bench.play.case, record)
    neighbour = None if other is None else Neighbour(other.short_name, f"{other.ramus} ramus")
    reflex_path(
        reflex_path_of(response, short_name(key), neighbour, hidden=KEPT_FOR_THE_DEBRIEF),
        key=state.REFLEX_PATH,
        token=f"{bench.sitting.attempt.id}-{bench.sitting.n_decisions}",
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
    st.html(
        f"{kicker('Since the last visit')}<p class='large'>{esc(heading)}</p>{paragraphs(lines)}"
        f"<h3>So far</h3>{_history(play)}"
    )


def _brought(play: Play, record: NeedleRecord, *, is_training: bool) -> None:
    head = narrative.headline(record, play.patient.band(record.insertion.met))
    predicted, slant = narrative.prediction_sentence(record), narrative.slant_sentence(record)
    harmed, adverse = narrative.harm_sentences(record), narrative.adverse_sentences(record)
    if harmed:
        predicted = ""
    st.html(
        f"{kicker(narrative.insertion_title(record))}"
        f"{paragraphs(harmed, 'large alarm')}"
        f"<p class='large' role='status'>{sign(head.kind, head.word + '.')} {esc(head.rest)}</p>"
        f"{paragraphs([slant]) if slant else ''}"
        f"{paragraphs([predicted], 'muted') if predicted and is_training else ''}{paragraphs(adverse, 'alarm')}"
    )
    response_view(record.insertion.response, key=state.RESPONSE_VIEW)
    st.html(as_text(narrative.response_lines(record)))


def _history(play: Play) -> str:
    """Return what was done at each visit so far."""
    lines = []
    for visit in play.visits[:-1]:
        sites: dict[SiteKey, list[str]] = {}
        for record in visit.needles:
            sites.setdefault(record.decision.key, []).append(sign(record.insertion.response.kind))
        done = "; ".join(f"{esc(short_name(key))} {', '.join(signs)}" for key, signs in sites.items())
        head = f"Visit {visit.visit}, day {visit.day}, pain {visit.pain_nrs:.1f}"
        harm = paragraphs([line for record in visit.needles for line in narrative.harm_sentences(record)], "alarm")
        lines.append(f'<li><span class="was">{esc(head)}</span><br>{done or esc(action_name(visit))}{harm}</li>')
    return f'<ol class="history">{"".join(lines)}</ol>'
