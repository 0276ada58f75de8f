"""The command `muscles`: the anatomy tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from sim import anatomy
from sim.cli.options import AsJson, root_named
from sim.cli.output import print_json, print_rows


def muscles(
    root: Annotated[str | None, typer.Option("--root", help="Only what this root feeds, such as C6.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the anatomy tables: muscles, and the sites that can be needled."""
    root = root_named(root)
    muscle_rows = [_muscle_row(row) for row in anatomy.muscles().values() if root is None or root in row.roots]
    site_rows = [_site_row(row) for row in anatomy.sites().values() if root is None or root in row.roots]
    if as_json:
        print_json({"muscles": muscle_rows, "sites": site_rows})
        return
    print_rows(("id", "name", "ramus", "nerve", "roots"), muscle_rows)
    typer.echo("\nSites that can be needled:")
    print_rows(("id", "name", "kind", "ramus", "roots", "depth_mm"), site_rows)


def _muscle_row(row: anatomy.Muscle) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "region": row.region,
        "ramus": row.ramus.value,
        "nerve": row.nerve,
        "plexus": row.plexus,
        "roots": _shares(row.roots),
        "levels": list(anatomy.levels_of(row.id)),
        "path_fraction": None if row.path_fraction is None else round(row.path_fraction, 4),
        "hazards": list(row.hazards),
        "hazards_assumed": list(row.hazards_assumed),
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
        "hazards_assumed": list(row.hazards_assumed),
        "landmark": row.landmark,
        "muscle": row.muscle,
        "position": row.position,
        "layers": row.layers._asdict(),
        "depth_mm": [row.depth_min_mm, row.depth_max_mm],
        "depth_by_build_mm": {build: list(row.depths(build)[1:3]) for build in anatomy.BUILDS},
        "needle_mm": row.needle_mm(),
        "path_fraction": round(row.path_fraction, 4),
        "guidance": row.guidance,
        "standing": row.standing,
    }


def _shares(roots: Mapping[str, float]) -> dict[str, float]:
    return {root: round(share, 3) for root, share in roots.items()}
