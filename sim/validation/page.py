"""The page of the documents that lists every experiment with its figures, made from the report."""

from __future__ import annotations

from collections.abc import Sequence

from sim.validation.records import Experiment, Figure
from sim.validation.registry import EXPERIMENTS
from sim.validation.report import Report, ReportRow, sourced
from sim.validation.unmeasured import LEAD, TITLE, ids_text, unmeasured
from sim.validation.verdict import BARE_SHARE

HEAD = """\
# Virtual experiments

What the model gives beside what was published. This page is written by `python -m sim validate --write`, on seeds
from {seed} on, for model {model_version}; parameters were set on seeds below 100. `python -m sim experiment NAME` does
one of them.

**Verdicts**, one rule for all rows. *in*: inside 2 published standard deviations or the printed interval; where only
an order or a bound is known, on its right side; of a number printed without a spread, within {bare:g} %. *near*: inside
twice that. *out*: else. *used*: the figure went into the model as a parameter, or reads one back, and is no prediction;
{used} rows are. Those of them that the model does not give again are marked *used, but near* or *used, but out*;
{missed} are. Of the others {inside} are in, {near} near and {out} out; {sourced} of these are held against a published
figure ({sourced_in} in, {sourced_near} near, {sourced_out} out), the others against laws of the model. Nothing is left
out because it is red: what the model does not give at all stands at the end, with the reason.
"""
REGIONS = """\
![The commonest answer over health, shortening and fibrosis](pictures/regions.svg)

Each cell is one state, needled 24 times, at the irritability that a root of that health brings by and by; the letter
is its commonest answer, the number that answer's share in percent. `sim/validation/regions.csv` has all four shares;
both are written by `python -m sim experiment regions --write`. The rows above come from a few of these states. From
left to right the band first becomes irritable, then loses its root: the inverted U of R3. Upwards comes the ache of a
stiff band and, where the root is half ill and the band as short as it gets but not fibrous, the cramp. Further down the
page, fibrous tissue has few endings left to excite, and grips the needle.
"""
USED = """\
## Figures that are parameters

These published figures went into the model. They are listed so that nobody takes them for predictions.
"""
UNMEASURED = f"""\
## {TITLE}

{LEAD}
"""


def experiments_page(report: Report) -> str:
    """Return the whole page in Markdown: every experiment by law, its question, its rows, and the figures used."""
    counts, held = report.counts, sourced(report)
    head = HEAD.format(
        sourced=sum(held.values()),
        sourced_in=held["in"],
        sourced_near=held["near"],
        sourced_out=held["out"],
        seed=report.seed,
        model_version=report.model_version,
        used=counts["used"],
        inside=counts["in"],
        near=counts["near"],
        out=counts["out"],
        missed=sum(row.is_missed for row in report.rows),
        bare=100.0 * BARE_SHARE,
    )
    sections = [_section(experiment, report.rows) for experiment in EXPERIMENTS.values()]
    used = [row for row in report.rows if not row.experiment]
    table = _table(
        ("id", "figure", "published", "in the model"),
        [(row.id, row.quantity, row.published, row.simulated) for row in used],
    )
    silent = _table(
        ("figures", "what was published", "why the model says nothing", "where"),
        [(ids_text(one), one.what, one.why, _links(one.urls)) for one in unmeasured()],
    )
    return "\n".join([head, *sections, USED, table, UNMEASURED, silent])


def _section(experiment: Experiment, rows: Sequence[ReportRow]) -> str:
    own = [row for row in rows if row.experiment == experiment.name]
    notes = [f"{row.id}: {row.note}" for row in own if row.note]
    parts = [
        f"## `{experiment.name}` ({experiment.law})\n",
        f"{experiment.question} *Published or required:* {experiment.published}\n",
        _table(
            ("row", "quantity", "published", "simulated", "inside is", "verdict"),
            [(row.id, row.quantity, row.published, row.simulated, row.tolerance, row.judgement) for row in own],
        ),
    ]
    parts += [f"{note}\n" for note in notes]
    if experiment.name == "regions":
        parts.append(REGIONS)
    return "\n".join(parts)


def _links(urls: Sequence[str]) -> str:
    return " ".join(f"[{number}](<{url}>)" for number, url in enumerate(urls, start=1))


def _table(columns: Sequence[str], rows: Sequence[Sequence[Figure]]) -> str:
    lines = [columns, ["---"] * len(columns), *([_cell(value) for value in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: Figure) -> str:
    if value is None:
        return "none"
    return f"{value:g}" if isinstance(value, float) else str(value).replace("|", "\\|")
