"""Small pieces of HTML. Every word of a state or a case goes through `esc`: authored text is never markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from sim.reflex.response import ResponseKind
from sim.ui.narrative_course import Fact
from sim.ui.theme import SIGNS


def esc(words: object) -> str:
    """Return words as HTML text."""
    return escape(str(words), quote=True)


def paragraphs(sentences: Iterable[str], css: str = "") -> str:
    """Return sentences, one paragraph each."""
    return "".join(f'<p class="{css}">{esc(sentence)}</p>' for sentence in sentences)


def bullet_list(items: Iterable[str], css: str = "plain") -> str:
    """Return items as a list."""
    return f'<ul class="{css}">{"".join(f"<li>{esc(item)}</li>" for item in items)}</ul>'


def kicker(words: str) -> str:
    """Return the small heading of a card."""
    return f'<h2 class="kicker">{esc(words)}</h2>'


def sign(kind: ResponseKind, word: str | None = None) -> str:
    """Return the sign and the word of a response in its colour."""
    mark = SIGNS[kind]
    return (
        f'<span class="response is-{kind}"><span class="sign" aria-hidden="true">{mark.sign}</span> '
        f"{esc(word or mark.word)}</span>"
    )


def facts(rows: Iterable[Fact]) -> str:
    """Return lines of figures with what they were."""
    lines = (f"<div><dt>{esc(row.name)}</dt><dd><b>{esc(row.value)}</b>{_was(row.was)}</dd></div>" for row in rows)
    return f'<dl class="facts">{"".join(lines)}</dl>'


def table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """Return a table; its first column names the rows. Cells are HTML already."""
    columns = "".join(f'<th scope="col">{esc(name)}</th>' for name in head)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>' for row in rows
    )
    return (
        f'<div class="scroll"><table><caption class="unseen">{esc(caption)}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def bar(share: float, words: str) -> str:
    """Return a share 0 to 1 as a bar with its figure beside it."""
    percent = max(0.0, min(100.0 * share, 100.0))
    return (
        f'<span class="bar" aria-hidden="true"><span style="width:{percent:.0f}%"></span></span>'
        f'<span class="bar-word">{esc(words)}</span>'
    )


def as_text(lines: Iterable[str], title: str = "As text") -> str:
    """Return the twin in words of a picture, to be opened."""
    return f'<details class="twin"><summary>{esc(title)}</summary>{bullet_list(lines)}</details>'


def _was(value: str) -> str:
    return f' <span class="was">was {esc(value)}</span>' if value else ""
