"""The command `bench`: how fast an insertion is."""

from __future__ import annotations

from dataclasses import asdict

from sim.cli.options import AsJson
from sim.cli.output import print_json, print_rows


def bench(as_json: AsJson = False) -> None:
    """Time an insertion against a plain C port of the same equations, in one run; it needs a C compiler."""
    from sim.validation.bench import bench_rows

    rows = [asdict(row) for row in bench_rows()]
    if as_json:
        print_json({"rows": rows})
    else:
        print_rows(("name", "value", "unit"), [{**row, "value": f"{row['value']:.3g}"} for row in rows])
