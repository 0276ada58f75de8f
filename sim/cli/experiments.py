"""The commands about how well the model meets what was published: `experiment`, `validate`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sim
from sim.cli.options import SEED_MAX, AsJson, arc_named, root_named, side_named
from sim.cli.output import print_json, print_rows, print_table
from sim.errors import input_error, require_between

if TYPE_CHECKING:
    from sim.validation import Experiment, Finding

FRESH_SEED = 1000
"""Parameters of the model were set on seeds below 100."""
PROJECT = Path(sim.__file__).parents[1]
REPORT_PATH = PROJECT / "sim" / "validation" / "report.json"
REGIONS_PATH = PROJECT / "sim" / "validation" / "regions.csv"
PAGE_PATH = PROJECT / "docs" / "experiments.md"
PICTURE_PATH = PROJECT / "docs" / "pictures" / "regions.svg"

FreshSeed = Annotated[int, typer.Option("--seed", help="Seed of every draw; parameters were set on seeds below 100.")]
State = Annotated[float | None, typer.Option(help="0 to 1, for an experiment that takes it.")]


def experiment(
    name: Annotated[str, typer.Argument(metavar="NAME", help="An experiment, or `list`.")],
    seed: FreshSeed = FRESH_SEED,
    site: Annotated[str | None, typer.Option("--site", help="Site, for an experiment that takes one.")] = None,
    side: Annotated[str | None, typer.Option("--side", help="left or right, likewise.")] = None,
    root: Annotated[str | None, typer.Option("--root", help="The ill root, likewise.")] = None,
    health: State = None,
    shortening: State = None,
    fibrosis: State = None,
    irritability: State = None,
    write: Annotated[bool, typer.Option("--write", help="Of `regions`: the fine grid, its table and picture.")] = False,
    as_json: AsJson = False,
) -> None:
    """Do one virtual experiment: what was published, what the model gives, and the verdict."""
    from sim.validation import find_experiment

    require_between("--seed", seed, 0, SEED_MAX)
    state = _state(
        site=site,
        side=side,
        root=root,
        health=health,
        shortening=shortening,
        fibrosis=fibrosis,
        irritability=irritability,
    )
    if write and name != "regions":
        raise input_error("--write", "is not taken by this experiment", name, "allowed is regions")
    if name == "list":
        _print_list(as_json, state)
        return
    found = find_experiment(name)
    finding = _written_regions(seed) if write else found.run(seed, **state)
    if as_json:
        print_json(_finding_object(found, finding, seed))
    else:
        _print_finding(found, finding)


def validate(
    seed: FreshSeed = FRESH_SEED,
    write: Annotated[
        bool, typer.Option("--write", help="Also keep the report that the app and the documents show.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Do all experiments and hold every figure against what was published; red rows are no failure."""
    from sim.validation import report_of, validate_rows
    from sim.validation.page import experiments_page
    from sim.validation.report import report_text

    require_between("--seed", seed, 0, SEED_MAX)
    report = report_of(validate_rows(seed, told=_told), seed)
    if write:
        _write(REPORT_PATH, report_text(report))
        _write(PAGE_PATH, experiments_page(report))
    if as_json:
        print_json(asdict(report))
        return
    columns = ("id", "quantity", "published", "simulated", "tolerance", "verdict")
    print_rows(columns, [asdict(row) for row in report.rows])
    typer.echo(f"\n{', '.join(f'{n} {verdict}' for verdict, n in report.counts.items())}")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    _told(f"written: {path.relative_to(PROJECT)}")


def _told(text: str) -> None:
    """Tell how far a long command is, beside its result."""
    typer.echo(text, err=True)


def _state(**given: float | str | None) -> dict[str, float | str]:
    """Return the parts of the state that are given, each checked."""
    state = {name: value for name, value in given.items() if value is not None}
    for name, value in state.items():
        if isinstance(value, float):
            require_between(f"--{name}", value, 0, 1)
    checks: dict[str, Callable[[str], str | None]] = {"site": arc_named, "side": side_named, "root": root_named}
    for name, check in checks.items():
        if name in state:
            state[name] = check(str(state[name])) or ""
    return state


def _print_list(as_json: bool, state: dict[str, float | str]) -> None:
    from sim.validation import EXPERIMENTS

    if state:
        raise input_error("list", "takes no state", ", ".join(state), "allowed is --json")
    rows = [
        {
            "name": one.name,
            "law": one.law,
            "question": one.question,
            "published": one.published,
            "targets": list(one.targets),
            "uses": list(one.uses),
        }
        for one in EXPERIMENTS.values()
    ]
    if as_json:
        print_json({"experiments": rows})
    else:
        print_rows(("name", "law", "question"), rows)


def _finding_object(found: Experiment, finding: Finding, seed: int) -> dict[str, object]:
    first = finding.rows[0]
    content: dict[str, object] = {
        "name": found.name,
        "law": found.law,
        "question": found.question,
        "seed": seed,
        "published": first.published,
        "simulated": first.simulated,
        "verdict": finding.verdict,
        "headline": finding.headline,
        "rows": [asdict(row) for row in finding.rows],
    }
    if finding.series:
        content["series"] = {name: list(values) for name, values in finding.series.items()}
    return content


def _print_finding(found: Experiment, finding: Finding) -> None:
    typer.echo(f"{found.name} ({found.law}): {found.question}\nPublished: {found.published}\n{finding.headline}\n")
    columns = ("id", "quantity", "published", "simulated", "tolerance", "verdict")
    print_rows(columns, [asdict(row) for row in finding.rows])
    for names, rows in _series_tables(finding):
        typer.echo()
        print_table(names, rows)
    typer.echo(f"\nVerdict: {finding.verdict}")


def _series_tables(finding: Finding) -> Iterator[tuple[list[str], list[tuple[object, ...]]]]:
    """Yield the series as tables: those of one length that follow each other share one."""
    for _, group in groupby(finding.series.items(), key=lambda item: len(item[1])):
        items = list(group)
        columns = [["-" if value is None else f"{value:g}" for value in values] for _, values in items]
        yield [name for name, _ in items], list(zip(*columns, strict=True))


def _written_regions(seed: int) -> Finding:
    """Compute the fine grid of the regions, keep its table and picture, and return what it says."""
    from sim.validation.experiments import regions
    from sim.validation.regions_picture import picture, table

    grid = regions.cells(seed, told=_told)
    _write(REGIONS_PATH, table(grid))
    _write(PICTURE_PATH, picture(grid))
    return regions.finding(grid)
