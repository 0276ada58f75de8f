"""Small pieces of HTML of the segment atlas: links within it, bars, badges, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from sim.evidence.sources import Source, source, sources
from sim.ui import text_atlas
from sim.ui.atlas import MUSCLE_PARAM, ROOT_PARAM
from sim.ui.markup import bar, esc

_SHELF = " of an open medical text collection"
_KEY = re.compile(r"\b\w*[\d_]\w*\b")


def atlas_link(param: str, name: str, words: str, css: str = "") -> str:
    """Return a link to a page of the atlas, which the browser follows without loading anew."""
    return f'<a class="{esc(css)}" href="?{esc(urlencode({param: name}))}">{esc(words)}</a>'


def root_link(root: str, css: str = "") -> str:
    """Return a link to a root."""
    return atlas_link(ROOT_PARAM, root, root, css)


def muscle_link(muscle_id: str, words: str, css: str = "") -> str:
    """Return a link to a muscle or to one level of it."""
    return atlas_link(MUSCLE_PARAM, muscle_id, words, css)


def weight_bar(weight: float) -> str:
    """Return a share as a bar and its figure."""
    return f'<span class="weight">{bar(weight, f"{weight:.2f}")}</span>'


def badge(words: str, css: str) -> str:
    """Return one word in a small frame."""
    return f'<span class="badge {esc(css)}">{esc(words)}</span>'


def assumed_badge() -> str:
    """Return the mark of a fact for which no source was found; what it means is said once, at the top of the page."""
    return badge(text_atlas.ASSUMED_MARK, "is-assumed")


def short_title(one: Source) -> str:
    """Return the title of a source in few words.

    Examples
    --------
    >>> short_title(source("2bb78771")), short_title(source("gray1918"))
    ('Dermatomes, anatomy chapter 2bb78771', 'Gray, Anatomy of the Human Body, 1918, p. 474')
    """
    return one.title.removesuffix(_SHELF)


def source_link(key: str) -> str:
    """Return the title of a source as a link to it; one without an address stands as it is."""
    one = source(key)
    if not one.url.startswith(("https://", "http://")):
        return esc(short_title(one))
    return f'<a href="{esc(one.url)}" target="_blank" rel="noopener noreferrer">{esc(short_title(one))}</a>'


def source_marks(keys: Iterable[str], order: Sequence[str]) -> str:
    """Return sources as the small numbers they have in an order, each named for those who hover or listen."""
    marks = (
        f'<a class="cite" href="{esc(source(key).url)}" title="{esc(source(key).title)}" target="_blank"'
        f' rel="noopener noreferrer" aria-label="Source {order.index(key) + 1}: {esc(short_title(source(key)))}">'
        f"{order.index(key) + 1}</a>"
        for key in sorted(keys, key=order.index)
    )
    return f' <span class="cites">{" ".join(marks)}</span>'


def source_list(order: Sequence[str]) -> str:
    """Return the sources under the numbers of an order, with what kind each is, to be opened."""
    items = "".join(f'<li>{source_link(key)} <span class="was">{esc(source(key).kind)}</span></li>' for key in order)
    return f'<details class="minor"><summary>{len(order)} sources of these facts</summary><ol>{items}</ol></details>'


def fact_line(name: str, words: str, *, is_assumed: bool = False, marks: str = "", below: str = "") -> str:
    """Return one fact with the mark of an assumption or of its sources; all but its name are HTML already."""
    assumed = f" {assumed_badge()}" if is_assumed else ""
    more = f'<span class="below">{below}</span>' if below else ""
    return f"<div><dt>{esc(name)}</dt><dd>{words}{assumed}{marks}{more}</dd></div>"


def fact_list(lines: Iterable[str]) -> str:
    """Return facts as a list of names and values."""
    return f'<dl class="known">{"".join(lines)}</dl>'


def hazard_list(hazards: Iterable[str], assumed: Iterable[str]) -> str:
    """Return hazards, those without a source marked."""
    unsourced = frozenset(assumed)
    items = (f"<li>{esc(hazard)}{f' {assumed_badge()}' if hazard in unsourced else ''}</li>" for hazard in hazards)
    return f'<ul class="hazards">{"".join(items)}</ul>'


def note_text(note: str) -> str:
    """Return a note of the tables with the keys of its sources as links."""

    def linked(found: re.Match[str]) -> str:
        return source_link(found.group()) if found.group() in sources() else esc(found.group())

    parts, last = [], 0
    for found in _KEY.finditer(note):
        parts += [esc(note[last : found.start()]), linked(found)]
        last = found.end()
    return "".join((*parts, esc(note[last:])))
