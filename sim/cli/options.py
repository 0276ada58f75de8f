"""Options that several commands take, and how their values are read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim import anatomy
from sim.anatomy import BUILDS, Build
from sim.cases.names import nearest_root
from sim.cases.yaml_text import no_file
from sim.errors import input_error
from sim.patient.state import SIDES, Side

SEED_MAX = 2**63 - 1

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Seed = Annotated[int, typer.Option("--seed", help="Seed of every draw; the same seed gives the same result.")]


def build_named(build: str) -> Build:
    """Return the build of a patient by its name."""
    for known in BUILDS:
        if build == known:
            return known
    raise input_error("--build", "is unknown", build, f"allowed is {', '.join(BUILDS)}")


def root_named(root: str | None, where: str = "--root") -> str | None:
    """Return the root as the tables name it; a small letter will do."""
    name = None if root is None else root.upper()
    if name is not None and name not in anatomy.ROOTS:
        raise input_error(where, "unknown root", root, f"{nearest_root(name)}{anatomy.ALL_ROOTS}")
    return name


def side_named(side: str) -> Side:
    """Return the side, left or right."""
    for known in SIDES:
        if side == known:
            return known
    raise input_error("--side", "is unknown", side, f"allowed is {' or '.join(SIDES)}")


def require_file(where: str, path: Path) -> None:
    """Refuse a path without a file that can be opened: that is wrong use, and no fault of a file."""
    allowed = "allowed is a YAML file that can be read"
    what = no_file(path)
    if what is not None:
        raise input_error(where, what, str(path), allowed)
    try:
        path.open("rb").close()
    except OSError as error:
        raise input_error(where, f"cannot be read ({error.strerror})", str(path), allowed) from error


def site_named(site: str, level: str | None = None, root: str | None = None) -> str:
    """Return the id of a site; of a muscle that spans many segments that of one level.

    It is the level that is named, else that of the ill root where the muscle has it, else the middle one.

    Raises
    ------
    ModelInputError
        If there is no such site or level; with the nearest names.
    """
    levels = anatomy.levels_of(site)
    if level is None and levels:
        level = root if root in levels else levels[len(levels) // 2]
    return anatomy.site_at(site, level, "--site").id


def arc_named(site: str, where: str = "--site") -> str:
    """Return the site or muscle whose arc can be run: a whole muscle will do, whatever it spans."""
    return site if anatomy.levels_of(site) else anatomy.site_at(site, where=where).id
