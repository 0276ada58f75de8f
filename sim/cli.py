"""The command line: every command takes `--json` and exits 0 for success, 1 for faults in a file, 2 for wrong use."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from sim import anatomy
from sim.assessment.report import play_report
from sim.cases.described import described_patient
from sim.cases.load import SUFFIXES, check_path, find_case, load_case, read_library
from sim.cases.names import ALLOWED_ROOTS, nearest, nearest_site
from sim.cases.plan import load_plan, play_plan
from sim.cases.schema import Case
from sim.cases.yaml_text import no_file
from sim.errors import CaseError, Fault, SimError, input_error, require_between
from sim.patient.lesions import LESIONS
from sim.patient.state import SIDES, Band, Side, SiteKey
from sim.reflex import DEPTH_MAX_MM, DEPTH_MIN_MM
from sim.reflex.trials import needle_trials

SUCCESS, FAULTS, WRONG_USE, STOPPED, UNREAD = 0, 1, 2, 130, 141
SEED_MAX = 2**63 - 1
TRIALS_MAX = 10_000
MINUTES_MAX = 1_440

app = typer.Typer(
    help="IMS Reflex Trainer on the command line. It teaches choices and reasons; it is not a medical device.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Seed = Annotated[int, typer.Option("--seed", help="Seed of every draw; the same seed gives the same result.")]


@app.command()
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
        _print_json({"cases": rows, "faults": [_fault_row(fault) for fault in found.faults]})
        return
    _print_table(("id", "title", "difficulty", "region", "side"), [tuple(row.values()) for row in rows])
    for fault in found.faults:
        typer.echo(str(fault), err=True)


@app.command()
def check(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Case files, or folders of them.")],
    as_json: AsJson = False,
) -> None:
    """Check case files: all faults at once, each by file, line and field."""
    files = [found for path in paths for found in check_path(path)]
    if as_json:
        rows = [
            {"path": str(path), "ok": not faults, "faults": [_fault_row(fault) for fault in faults]}
            for path, faults in files
        ]
        _print_json({"files": rows})
    else:
        for path, faults in files:
            typer.echo("\n".join(str(fault) for fault in faults) if faults else f"{path}: no faults")
    if any(faults for _, faults in files):
        raise typer.Exit(FAULTS)


@app.command()
def play(
    case: Annotated[str, typer.Argument(metavar="CASE", help="Id of a case, or a case file.")],
    plan: Annotated[Path, typer.Option("--plan", help="Plan file: what is done at each visit.")],
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Play a plan to the end."""
    require_between("--seed", seed, 0, SEED_MAX)
    found = _case(case)
    _require_file("--plan", plan)
    report = play_report(play_plan(found, load_plan(plan, found.course.max_visits), seed))
    if as_json:
        _print_json(report)
    else:
        _print_report(report)


@app.command()
def needle(
    site: Annotated[str, typer.Option("--site", help="Site of the anatomy tables.")],
    side: Annotated[str, typer.Option("--side", help="left or right.")],
    root: Annotated[str | None, typer.Option("--root", help="The ill root; without it all that feed the site.")] = None,
    health: Annotated[float, typer.Option("--health", help="Health of the root, 0 to 1.")] = 1.0,
    shortening: Annotated[float, typer.Option("--shortening", help="Of the band, 0 to 1.")] = 0.4,
    fibrosis: Annotated[float, typer.Option("--fibrosis", help="Of the band, 0 to 1.")] = 0.1,
    irritability: Annotated[float, typer.Option("--irritability", help="Of the band, 0 to 1.")] = 0.6,
    depth_mm: Annotated[
        float | None, typer.Option("--depth-mm", help="Depth of the tip; default mid safe range.")
    ] = None,
    cut: Annotated[str | None, typer.Option("--cut", help=f"A lesion: {', '.join(LESIONS)}.")] = None,
    minutes_after: Annotated[
        float | None, typer.Option("--minutes-after", help="Minutes since the cord was cut; default 0.")
    ] = None,
    height_cm: Annotated[float, typer.Option("--height-cm", help="Standing height, 120 to 220.")] = 170.0,
    trials: Annotated[int, typer.Option("--trials", help="Insertions, each into a fresh copy of the patient.")] = 100,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Needle one band of a patient described by the flags, whose root fell ill 26 weeks ago."""
    require_between("--trials", trials, 1, TRIALS_MAX)
    require_between("--seed", seed, 0, SEED_MAX)
    if site not in anatomy.sites():
        listed = f"{nearest_site(site)}all are listed by `python -m sim muscles`"
        raise input_error("--site", "unknown site", site, listed)
    key = SiteKey(site, _side(side))
    band = Band(
        shortening=require_between("--shortening", shortening, 0, 1),
        fibrosis=require_between("--fibrosis", fibrosis, 0, 1),
        irritability=require_between("--irritability", irritability, 0, 1),
    )
    require_between("--health", health, 0, 1)
    require_between("--height-cm", height_cm, 120, 220, "cm")
    patient = described_patient(key, band, root=_root(root), health=health, height_cm=height_cm)
    if depth_mm is not None:
        require_between("--depth-mm", depth_mm, DEPTH_MIN_MM, DEPTH_MAX_MM, "mm")
    if cut is not None and cut not in LESIONS:
        raise input_error("--cut", "is unknown", cut, f"allowed is {', '.join(LESIONS)}")
    after = _minutes_after(minutes_after, cut)
    found = needle_trials(patient, key, trials=trials, seed=seed, depth_mm=depth_mm, cut=cut, minutes_after=after)
    spreads = {"latency_ms": found.latency_ms, "duration_ms": found.duration_ms, "emg_peak": found.emg_peak_uv}
    rounded = {name: {"mean": _rounded(spread.mean), "sd": _rounded(spread.sd)} for name, spread in spreads.items()}
    if as_json:
        _print_json({"site": site, "side": side, "trials": found.n, "seed": seed, "counts": found.counts, **rounded})
        return
    _print_table(("response", "n"), list(found.counts.items()))
    typer.echo()
    _print_rows(("measure", "mean", "sd"), [{"measure": name, **row} for name, row in rounded.items()])


@app.command()
def muscles(
    root: Annotated[str | None, typer.Option("--root", help="Only what this root feeds, such as C6.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the anatomy tables: muscles, and the sites that can be needled."""
    root = _root(root)
    muscle_rows = [_muscle_row(row) for row in anatomy.muscles().values() if root is None or root in row.roots]
    site_rows = [_site_row(row) for row in anatomy.sites().values() if root is None or root in row.roots]
    if as_json:
        _print_json({"muscles": muscle_rows, "sites": site_rows})
        return
    _print_rows(("id", "name", "ramus", "nerve", "roots"), muscle_rows)
    typer.echo("\nSites that can be needled:")
    _print_rows(("id", "name", "kind", "ramus", "roots", "depth_mm"), site_rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; a bad input gives a message, never a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        status = _run(given)
        if sys.__stdout__ is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has had enough of it. What is still to be flushed at the end goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREAD
    return status


def _run(given: Sequence[str]) -> int:
    as_json = "--json" in given
    try:
        _require_command(given)
        status = app(list(given), prog_name="python -m sim", standalone_mode=False)
    except CaseError as error:
        return _fail(str(error), FAULTS, as_json, error.faults)
    except SimError as error:
        return _fail(str(error), WRONG_USE, as_json)
    except typer.TyperException as error:
        return _fail(_in_words(error), WRONG_USE, as_json)
    except BrokenPipeError:
        raise
    except OSError as error:
        return _fail(f"{error.filename or 'file'}: {error.strerror}.", WRONG_USE, as_json)
    except (KeyboardInterrupt, typer.Abort):
        return _fail("stopped.", STOPPED, as_json)
    except SystemExit:  # what typer makes of a reader that has had enough
        return UNREAD
    return status if isinstance(status, int) else SUCCESS


def _require_command(given: Sequence[str]) -> None:
    known = [command.__name__ for command in (cases, check, play, needle, muscles)]
    if given and not given[0].startswith("-") and given[0] not in known:
        allowed = f"{nearest(given[0], known)}allowed is {', '.join(known)}"
        raise input_error("command", "is unknown", given[0], allowed)


def _in_words(error: typer.TyperException) -> str:
    """Return what is wrong with the options, in the form of all messages where a value is no number."""
    cause = error.__cause__
    if not isinstance(error, typer.BadParameter) or not isinstance(cause, ValidationError) or error.param is None:
        return error.format_message()
    fault = cause.errors()[0]
    kind = "a whole number" if fault["type"].startswith("int") else "a number"
    return str(input_error(error.param.opts[-1], f"is not {kind}", fault["input"], f"allowed is {kind}"))


def _fail(message: str, status: int, as_json: bool, faults: Sequence[Fault] = ()) -> int:
    """Tell what went wrong, on stdout as JSON where JSON was asked for, else on stderr."""
    if as_json:
        _print_json({"error": message, "faults": [_fault_row(fault) for fault in faults]})
    else:
        typer.echo(message, err=True)
    return status


def _case(name: str) -> Case:
    """Return the case with that id, or of that file."""
    if Path(name).suffix not in SUFFIXES:
        return find_case(name)
    _require_file("CASE", Path(name))
    return load_case(Path(name))


def _require_file(where: str, path: Path) -> None:
    """Refuse a path without a file that can be opened: that is wrong use, and no fault of a file."""
    allowed = "allowed is a YAML file that can be read"
    what = no_file(path)
    if what is not None:
        raise input_error(where, what, str(path), allowed)
    try:
        path.open("rb").close()
    except OSError as error:
        raise input_error(where, f"cannot be read ({error.strerror})", str(path), allowed) from error


def _root(root: str | None) -> str | None:
    """Return the root as the tables name it; a small letter will do."""
    name = None if root is None else root.upper()
    if name is not None and name not in anatomy.ROOTS:
        raise input_error("--root", "unknown root", root, ALLOWED_ROOTS)
    return name


def _minutes_after(minutes: float | None, cut: str | None) -> float:
    if minutes is None:
        return 0.0
    require_between("--minutes-after", minutes, 0, MINUTES_MAX, "minutes")
    if cut != "cord_above":
        raise input_error("--minutes-after", "is for a cut cord", minutes, "allowed only with --cut cord_above")
    return minutes


def _side(side: str) -> Side:
    for known in SIDES:
        if side == known:
            return known
    raise input_error("--side", "is unknown", side, f"allowed is {' or '.join(SIDES)}")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _fault_row(fault: Fault) -> dict[str, object]:
    return {"file": fault.where, "line": fault.line, "path": fault.path, "message": fault.message}


def _print_json(content: Mapping[str, object]) -> None:
    typer.echo(json.dumps(content, ensure_ascii=True, allow_nan=False))


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under their columns, each as wide as its widest cell."""
    cells = [[str(cell) for cell in row] for row in (columns, *rows)]
    widths = [max(len(row[index]) for row in cells) for index in range(len(columns))]
    for row in cells:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _print_report(report: Mapping[str, object]) -> None:
    """Print a played course for reading."""
    visits, outcome, points, told = (report[name] for name in ("visits", "outcome", "score", "debrief"))
    assert isinstance(visits, list)
    assert isinstance(outcome, dict)
    assert isinstance(points, dict)
    assert isinstance(told, dict)
    typer.echo(f"{report['case']}, seed {report['seed']}, model {report['model_version']}\n")
    columns = ("visit", "day", "action", "pain_nrs", "rom_percent", "soreness", "needles")
    _print_table(columns, [(*(visit[name] for name in columns[:-1]), _needles(visit)) for visit in visits])
    typer.echo(
        f"\nPain {outcome['pain_nrs_start']} at the start, {outcome['pain_nrs_end']} at the end, "
        f"{outcome['pain_nrs_12wk']} at week 12; {'a' if outcome['responder'] else 'no'} responder.\n"
    )
    parts = [(part["name"], part["points"], part["max"], part["evidence"]) for part in points["parts"]]
    _print_table(("part", "points", "of", "evidence"), [*parts, ("total", points["total"], 100.0, "")])
    typer.echo("\n" + "\n".join(told["sentences"]))


def _needles(visit: Mapping[str, object]) -> str:
    needles = visit["needles"]
    assert isinstance(needles, list)
    return ", ".join(f"{one['site']} {one['side']} x{len(one['insertions'])} {one['response']}" for one in needles)


def _muscle_row(row: anatomy.Muscle) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "region": row.region,
        "ramus": row.ramus.value,
        "nerve": row.nerve,
        "plexus": row.plexus,
        "roots": _shares(row.roots),
        "hazards": list(row.hazards),
        "ontology": list(row.ontology),
        "sources": list(row.sources),
        "standing": row.standing,
    }


def _site_row(row: anatomy.Site) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "segment": row.segment,
        "region": row.region,
        "ramus": row.ramus.value,
        "nerve": row.nerve,
        "roots": _shares(row.roots),
        "hazards": list(row.hazards),
        "landmark": row.landmark,
        "depth_mm": [row.depth_min_mm, row.depth_max_mm],
        "standing": row.standing,
    }


def _shares(roots: Mapping[str, float]) -> dict[str, float]:
    return {root: round(share, 3) for root, share in roots.items()}


def _print_rows(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> None:
    _print_table(columns, [[_cell(row[name]) for name in columns] for row in rows])


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, Mapping):
        return " ".join(f"{name} {share:.2f}" for name, share in value.items())
    return " to ".join(f"{part:g}" for part in value) if isinstance(value, list) else str(value)
