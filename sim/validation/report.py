"""All figures at once: what every experiment finds, and the published figures that are parameters of the model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib import resources
from typing import Any

from sim import MODEL_VERSION
from sim.evidence.inventory import all_parameters, parameters_hash, used_targets
from sim.evidence.targets import targets
from sim.validation.records import Experiment, Figure, Row
from sim.validation.registry import EXPERIMENTS
from sim.validation.verdict import VERDICTS, Verdict

REPORT_SEED = 1000
"""Parameters are set on seeds below 100, and figures are reported from here on."""
REPORT_FILE = "report.json"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line of the report.

    Parameters
    ----------
    id
        Of the published figure, or the law.
    simulated
        What the model gives; for a parameter its value.
    source_url
        Where the figure was published; nothing for a law of the model alone.
    experiment
        What gives the row; nothing for a parameter.
    fit
        The verdict that the figure would have as a prediction; `used` for a parameter itself, which nothing judges.
    """

    id: str
    law: str
    quantity: str
    published: Figure
    simulated: Figure
    tolerance: str
    verdict: Verdict
    source_url: str
    note: str
    experiment: str = ""
    fit: Verdict = "used"

    @property
    def is_missed(self) -> bool:
        """Whether the model does not give again a figure that went into it."""
        return self.verdict == "used" and self.fit in ("near", "out")

    @property
    def judgement(self) -> str:
        """The verdict in words: of a used figure that the model does not give again, that too."""
        return f"used, but {self.fit}" if self.is_missed else self.verdict


@dataclass(frozen=True, slots=True)
class Report:
    """All rows, what they add up to, and which model they are of.

    Parameters
    ----------
    counts
        Verdict → number of rows.
    parameters
        Mark of the values of all parameters; see `sim.evidence.inventory.parameters_hash`.
    """

    model_version: str
    rows: tuple[ReportRow, ...]
    counts: Mapping[str, int]
    parameters: str = ""
    seed: int = REPORT_SEED

    @property
    def is_current(self) -> bool:
        """Whether the report is of the model as it is now."""
        return self.model_version == MODEL_VERSION and self.parameters == parameters_hash()


def validate_rows(
    seed: int = REPORT_SEED,
    *,
    experiments: Iterable[Experiment] = EXPERIMENTS.values(),
    told: Callable[[str], None] = lambda _: None,
) -> tuple[ReportRow, ...]:
    """Return the rows of all experiments, and of the published figures that are parameters and in none of them.

    Parameters
    ----------
    told
        Is told which experiment runs; all of them take minutes.
    """
    found: list[ReportRow] = []
    for experiment in experiments:
        told(f"{experiment.law} {experiment.name}")
        found += [_report_row(experiment, row) for row in experiment.run(seed).rows]
    seen = {row.id for row in found}
    return (*found, *(_used_row(target_id) for target_id in used_targets() if target_id not in seen))


def sourced(report: Report) -> dict[str, int]:
    """Return verdict → number of rows that are predictions and are held against a published figure, and not a law."""
    published = [row.verdict for row in report.rows if row.source_url and row.verdict != "used"]
    return {verdict: published.count(verdict) for verdict in VERDICTS if verdict != "used"}


def report_of(rows: tuple[ReportRow, ...], seed: int = REPORT_SEED) -> Report:
    """Return rows with their counts and the mark of the model they are of."""
    counts: dict[str, int] = {verdict: sum(row.verdict == verdict for row in rows) for verdict in VERDICTS}
    return Report(MODEL_VERSION, rows, counts, parameters_hash(), seed)


def packaged_report() -> Report:
    """Return the report that comes with the code, written by `python -m sim validate --write`."""
    return report_from(resources.files("sim.validation").joinpath(REPORT_FILE).read_text(encoding="utf-8"))


def report_from(text: str) -> Report:
    """Return the report of a text that `report_text` wrote."""
    written: dict[str, Any] = json.loads(text)
    return Report(**{**written, "rows": tuple(ReportRow(**row) for row in written["rows"])})


def report_text(report: Report) -> str:
    """Return a report as JSON, one line a row."""
    head = {name: value for name, value in asdict(report).items() if name != "rows"}
    rows = ",\n  ".join(json.dumps(asdict(row), ensure_ascii=False) for row in report.rows)
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "rows": [\n  {rows}\n]}}\n'


def _report_row(experiment: Experiment, row: Row) -> ReportRow:
    url = targets()[row.id].url if row.id in targets() else ""
    return ReportRow(
        row.id,
        experiment.law,
        row.quantity,
        row.published,
        row.simulated,
        row.tolerance,
        row.verdict,
        url,
        row.note,
        experiment.name,
        row.fit,
    )


def _used_row(target_id: str) -> ReportRow:
    target = targets()[target_id]
    names = used_targets()[target_id]
    found = {name.partition(".")[2]: all_parameters()[name] for name in names}
    values = ", ".join(f"{name.replace('_', ' ')} {param.value:g} {param.unit}" for name, param in found.items())
    return ReportRow(
        id=target_id,
        law="",
        quantity=f"{target.quantity}, {target.unit}",
        published=f"{target.value} {target.spread}".strip(),
        simulated=values,
        tolerance="a parameter of the model",
        verdict="used",
        source_url=target.url,
        note=f"Parameter {', '.join(names)}.",
    )
