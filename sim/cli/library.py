"""The commands about cases: `cases`, `check`, `play`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from sim.assessment.report import play_report
from sim.cases.load import SUFFIXES, check_path, find_case, load_case, read_library
from sim.cases.plan import load_plan, play_plan
from sim.cases.schema import Case
from sim.cli.options import SEED_MAX, AsJson, Seed, require_file
from sim.cli.output import fault_row, print_json, print_table
from sim.cli.status import FAULTS
from sim.errors import require_between


def cases(as_json: AsJson = False) -> None:
    """List the cases of the library."""
    found = read_library()
    rows = [
        {
            "id": case.id,
            "title": case.title,
            "difficulty": case.difficulty,
            "region": case.patient.complaint.region,
            "side": case.patient.complaint.side,
        }
        for case in found.cases.values()
    ]
    if as_json:
        print_json({"cases": rows, "faults": [fault_row(fault) for fault in found.faults]})
        return
    print_table(("id", "title", "difficulty", "region", "side"), [tuple(row.values()) for row in rows])
    for fault in found.faults:
        typer.echo(str(fault), err=True)


def check(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Case files, or folders of them.")],
    as_json: AsJson = False,
) -> None:
    """Check case files: all faults at once, each by file, line and field."""
    files = [found for path in paths for found in check_path(path)]
    if as_json:
        rows = [
            {"path": str(path), "ok": not faults, "faults": [fault_row(fault) for fault in faults]}
            for path, faults in files
        ]
        print_json({"files": rows})
    else:
        for path, faults in files:
            typer.echo("\n".join(str(fault) for fault in faults) if faults else f"{path}: no faults")
    if any(faults for _, faults in files):
        raise typer.Exit(FAULTS)


def play(
    case: Annotated[str, typer.Argument(metavar="CASE", help="Id of a case, or a case file.")],
    plan: Annotated[Path, typer.Option("--plan", help="Plan file: what is done at each visit.")],
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Play a plan to the end."""
    require_between("--seed", seed, 0, SEED_MAX)
    found = _case(case)
    require_file("--plan", plan)
    report = play_report(play_plan(found, load_plan(plan, found.course.max_visits), seed))
    if as_json:
        print_json(report)
    else:
        _print_report(report)


def _case(name: str) -> Case:
    """Return the case with that id, or of that file."""
    if Path(name).suffix not in SUFFIXES:
        return find_case(name)
    require_file("CASE", Path(name))
    return load_case(Path(name))


def _print_report(report: Mapping[str, object]) -> None:
    """Print a played course for reading."""
    visits, outcome, points, told = (report[name] for name in ("visits", "outcome", "score", "debrief"))
    assert isinstance(visits, list)
    assert isinstance(outcome, dict)
    assert isinstance(points, dict)
    assert isinstance(told, dict)
    typer.echo(f"{report['case']}, seed {report['seed']}, model {report['model_version']}\n")
    columns = ("visit", "day", "action", "pain_nrs", "rom_percent", "soreness", "needles")
    print_table(columns, [(*(visit[name] for name in columns[:-1]), _needles(visit)) for visit in visits])
    typer.echo(
        f"\nPain {outcome['pain_nrs_start']} at the start, {outcome['pain_nrs_end']} at the end, "
        f"{outcome['pain_nrs_12wk']} at week 12; {'a' if outcome['responder'] else 'no'} responder.\n"
    )
    parts = [(part["name"], part["points"], part["max"], part["evidence"]) for part in points["parts"]]
    print_table(("part", "points", "of", "evidence"), [*parts, ("total", points["total"], 100.0, "")])
    typer.echo("\n" + "\n".join(told["sentences"]))


def _needles(visit: Mapping[str, object]) -> str:
    needles = visit["needles"]
    assert isinstance(needles, list)
    return ", ".join(f"{one['site']} {one['side']} x{len(one['insertions'])} {one['response']}" for one in needles)
