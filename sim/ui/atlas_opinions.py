"""Who lists which roots of a muscle, as a table of sources and roots."""

from __future__ import annotations

from functools import lru_cache

from sim import anatomy
from sim.anatomy import Opinion
from sim.ui import text_atlas
from sim.ui.atlas import named_by
from sim.ui.atlas_parts import source_link
from sim.ui.markup import esc


@lru_cache(maxsize=1024)
def opinion_matrix(muscle_id: str, root: str | None = None) -> str:
    """Return a row a source and a column a root, with the votes below; `root` is the column in view."""
    said, listed = named_by(muscle_id)
    if not listed:
        return _silent_list(muscle_id)
    columns = "".join(f'<th scope="col" class="{_view(column, root)}">{column}</th>' for column in listed)
    votes = "".join(
        f'<td class="{_view(column, root)}">{count} of {len(said)}</td>' for column, count in listed.items()
    )
    caption = f"{text_atlas.WHO}: {anatomy.muscle(muscle_id).name}"
    return (
        f'<div class="scroll"><table class="matrix"><caption class="unseen">{esc(caption)}</caption>'
        f'<thead><tr><th scope="col">Source</th>{columns}</tr></thead>'
        f"<tbody>{''.join(_row(one, tuple(listed), root) for one in said)}{_silent(muscle_id, len(listed))}</tbody>"
        f'<tfoot><tr><th scope="row">Votes</th>{votes}</tr></tfoot></table></div>'
    )


def _row(opinion: Opinion, columns: tuple[str, ...], root: str | None) -> str:
    cells = "".join(_cell(column, is_listed=column in opinion.roots, css=_view(column, root)) for column in columns)
    return f'<tr><th scope="row">{source_link(opinion.source)}</th>{cells}</tr>'


def _cell(column: str, *, is_listed: bool, css: str) -> str:
    sign, word = ("●", f"lists {column}") if is_listed else ("·", f"does not list {column}")
    return f'<td class="{css}"><span aria-hidden="true">{sign}</span><span class="unseen">{word}</span></td>'


def _silent(muscle_id: str, n_columns: int) -> str:
    """Return the sources that name the nerve alone."""
    return "".join(
        f'<tr><th scope="row">{source_link(opinion.source)}</th>'
        f'<td colspan="{n_columns}" class="was">{esc(text_atlas.NO_NUMBERS)}</td></tr>'
        for opinion in anatomy.opinions(muscle_id)
        if not opinion.roots
    )


def _silent_list(muscle_id: str) -> str:
    """Return the sources of a muscle for which none gives numbers."""
    items = "".join(
        f"<li>{source_link(opinion.source)} {esc(text_atlas.NO_NUMBERS)}</li>"
        for opinion in anatomy.opinions(muscle_id)
    )
    return f"<ul>{items}</ul>" if items else ""


def _view(column: str, root: str | None) -> str:
    return "in-view" if column == root else ""
