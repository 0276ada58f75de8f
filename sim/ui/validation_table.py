"""The rows of the literature report as the page shows them: ordered, filtered, in words, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sim.ui.markup import esc, table
from sim.validation.report import Report, ReportRow
from sim.validation.unmeasured import Unmeasured, ids_text

ALL_LAWS = "All laws"
NO_LAW = "Parameters of the model"


@dataclass(frozen=True, slots=True)
class Mark:
    """How a verdict is shown: a sign besides its word and colour, and what it means."""

    sign: str
    meaning: str


MARKS: Mapping[str, Mark] = {
    "in": Mark(
        "✓", "inside two published standard deviations, inside the printed interval, or in the printed direction."
    ),
    "near": Mark("≈", "outside that, yet inside twice as much."),
    "out": Mark("✕", "farther off. These rows stay in, and come first."),
    "used": Mark("=", "the published figure went into the model, so that agreeing proves nothing."),
}
MISSED_SIGN, MISSED_MEANING = "≠", "of these, figures that went into the model and that it still does not give again."
WORST_FIRST = ("out", "near", "in", "used")

COLUMNS = (
    "Verdict",
    "As a prediction",
    "Law",
    "Quantity",
    "Published",
    "Model",
    "Allowed",
    "Note",
    "Source",
    "Id",
    "Experiment",
)


def laws_of(rows: Iterable[ReportRow]) -> tuple[str, ...]:
    """Return what the filter of laws offers: all, each law in the order of its number, and what belongs to none."""
    found = {row.law for row in rows}
    named = sorted(found - {""}, key=lambda law: (law[:1], int(law[1:]) if law[1:].isdigit() else 0, law))
    return (ALL_LAWS, *named, *((NO_LAW,) if "" in found else ()))


def chosen_rows(rows: Iterable[ReportRow], verdicts: Collection[str], law: str) -> list[ReportRow]:
    """Return the rows of some verdicts and one law; what is out first, and within a verdict in their own order.

    A figure that went into the model and is not given again stands with what is as far off, behind it.

    Parameters
    ----------
    verdicts
        None of them means all.
    """
    kept = [row for row in rows if (not verdicts or row.verdict in verdicts) and law in (ALL_LAWS, row.law or NO_LAW)]
    return sorted(kept, key=lambda row: (WORST_FIRST.index(row.fit if row.is_missed else row.verdict), row.is_missed))


def figure_text(figure: float | str | None) -> str:
    """Return a figure as people write it.

    Examples
    --------
    >>> figure_text(28.1234), figure_text(0.0), figure_text("at most 5"), figure_text(None)
    ('28.1', '0', 'at most 5', 'none')
    """
    if figure is None:
        return "none"
    if isinstance(figure, str):
        return figure
    return f"{figure:.0f}" if abs(figure) >= 100 else f"{figure:.3g}"


def csv_text(rows: Iterable[ReportRow]) -> str:
    """Return rows as CSV with a head, figures in full."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (row.verdict, row.fit, row.law, row.quantity, row.published, row.simulated, row.tolerance, row.note)
        writer.writerow((*cells, row.source_url, row.id, row.experiment))
    return text.getvalue()


def verdict_mark(verdict: str) -> str:
    """Return the sign and the word of a verdict in its colour."""
    return _mark(verdict, MARKS[verdict].sign, verdict)


def row_mark(row: ReportRow) -> str:
    """Return the sign and the words of a row's verdict; a used figure that is missed has both of its own."""
    return _mark(row.fit, MISSED_SIGN, row.judgement) if row.is_missed else verdict_mark(row.verdict)


def _mark(colour: str, sign: str, words: str) -> str:
    return f'<span class="verdict is-{esc(colour)}"><span aria-hidden="true">{sign}</span> {esc(words)}</span>'


def counts_list(report: Report) -> str:
    """Return how many rows have each verdict, and what it means; last those used figures that are missed."""
    lines = [(verdict_mark(verdict), report.counts.get(verdict, 0), mark.meaning) for verdict, mark in MARKS.items()]
    n_missed = sum(row.is_missed for row in report.rows)
    lines.append((_mark("near", MISSED_SIGN, "missed"), n_missed, MISSED_MEANING))
    told = (f"<div><dt>{mark} <b>{n}</b></dt><dd>{esc(meaning)}</dd></div>" for mark, n, meaning in lines)
    return f'<dl class="verdicts">{"".join(told)}</dl>'


def report_table(rows: Iterable[ReportRow]) -> str:
    """Return rows as a table; on a phone each row becomes a small card, with the roles of a table kept."""
    head = "".join(
        f'<th role="columnheader" scope="col">{name}</th>'
        for name in ("Verdict", "Quantity", "Published or required", "Model", "Allowed")
    )
    return (
        '<table class="report" role="table"><caption class="unseen">Published and simulated figures</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(map(_row, rows))}</tbody></table>'
    )


def unmeasured_table(silent: Iterable[Unmeasured], caption: str) -> str:
    """Return what the model does not say as a table: what was published, why nothing is given, where, and the ids."""
    rows = (
        (f'{esc(one.what)}<br><span class="was">{esc(ids_text(one))} · {_links(one.urls)}</span>', esc(one.why))
        for one in silent
    )
    return table(("Published", "Why the model says nothing"), rows, caption)


def _links(urls: Iterable[str]) -> str:
    return " ".join(
        f'<a href="{esc(url)}" target="_blank" rel="noopener noreferrer">source {number}</a>'
        for number, url in enumerate(urls, start=1)
    )


def _row(row: ReportRow) -> str:
    figures = (("Published", row.published), ("Model", row.simulated), ("Allowed", row.tolerance))
    cells = "".join(
        f'<td role="cell"><span class="label">{name}</span> <span>{esc(figure_text(figure))}</span></td>'
        for name, figure in figures
    )
    return (
        f'<tr role="row" class="is-{esc(row.verdict)}"><td role="cell">{row_mark(row)}</td>'
        f'<th role="rowheader" scope="row">{esc(row.quantity[:1].upper() + row.quantity[1:])}'
        f'<span class="was">{_below(row)}</span></th>{cells}</tr>'
    )


def _below(row: ReportRow) -> str:
    """Return the small line below a quantity: its law and experiment, its source, its note."""
    name = esc(row.id)
    if row.source_url.startswith(("https://", "http://")):
        name = f'<a href="{esc(row.source_url)}" target="_blank" rel="noopener noreferrer">{name}</a>'
    law = f"Law {esc(row.law)}, {esc(row.experiment.replace('_', ' '))}" if row.law else "Parameter"
    parts = [law, *([] if row.id == row.law else [name]), *([esc(row.note)] if row.note else [])]
    return " · ".join(parts)
