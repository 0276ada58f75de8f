"""How it works: the model in brief, what it rests on, and where the evidence disagrees."""

from __future__ import annotations

import streamlit as st

from sim import MODEL_VERSION
from sim.ui import state, text, text_about
from sim.ui.markup import bullet_list, esc, paragraphs, sign, table
from sim.ui.parameters import by_standing, parameter_table
from sim.ui.views.frame import page


@page
def render() -> None:
    """Draw the page."""
    with st.container(key="about"):
        st.html(f'<header class="lead"><h1>How it works</h1><p>{esc(text_about.LEAD)}</p></header>')
        with st.container(key="card_model", border=True):
            st.html(_model())
        with st.container(key="card_evidence", border=True):
            st.html(_evidence())
        with st.container(key="card_standing", border=True):
            st.html(_standing())
            st.dataframe(parameter_table(), hide_index=True, key=state.PARAMETER_TABLE, height=320)
        with st.container(key="card_words", border=True):
            st.html(_words())


def _model() -> str:
    responses = "".join(f"<li>{sign(kind)}: {esc(line)}</li>" for kind, line in text.RESPONSES.items())
    return (
        f"<h2>One needle, in milliseconds</h2>{paragraphs(text_about.MILLISECONDS)}<ul>{responses}</ul>"
        f"<h2>One course, in weeks</h2>{paragraphs(text_about.WEEKS)}"
        f"<h2>Limits</h2>{bullet_list(text_about.LIMITS)}"
    )


def _evidence() -> str:
    points = "".join(
        f'<li>{esc(point.claim)} <span class="was">{esc(point.source)}</span></li>'
        for point in text_about.DISAGREEMENTS
    )
    return (
        "<h2>Where the evidence disagrees</h2>"
        f"<p>The theory taught here is Gunn's. These findings do not fit it, or leave it open.</p><ol>{points}</ol>"
    )


def _standing() -> str:
    counts = by_standing()
    rows = [
        (f"<b>{esc(name)}</b>", str(counts.get(name, 0)), esc(meaning))
        for name, meaning in text_about.STANDINGS.items()
    ]
    return (
        f"<h2>What the numbers rest on</h2><p>Model {esc(MODEL_VERSION)} has {sum(counts.values())} numbers.</p>"
        f"{table(('Standing', 'How many', 'Meaning'), rows, 'Standing of the numbers')}"
    )


def _words() -> str:
    words = "".join(f"<dt>{esc(word)}</dt><dd>{esc(meaning)}</dd>" for word, meaning in text.GLOSSARY.items())
    return f'<h2>Words</h2><dl class="words">{words}</dl><h2>Your data</h2><p>{esc(text_about.DATA)}</p>'
