"""What all commands print: one JSON object, or tables for reading."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import typer

from sim.errors import Fault


def print_json(content: Mapping[str, object]) -> None:
    """Print one JSON object on one line, in plain ASCII."""
    typer.echo(json.dumps(content, ensure_ascii=True, allow_nan=False))


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under their columns, each as wide as its widest cell."""
    cells = [[str(cell) for cell in row] for row in (columns, *rows)]
    widths = [max(len(row[index]) for row in cells) for index in range(len(columns))]
    for row in cells:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def print_rows(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> None:
    """Print the named columns of rows."""
    print_table(columns, [[cell(row[name]) for name in columns] for row in rows])


def cell(value: object) -> str:
    """Return a value as a table shows it."""
    if value is None:
        return "-"
    if isinstance(value, Mapping):
        return " ".join(f"{name} {share:.2f}" for name, share in value.items())
    return " to ".join(f"{part:g}" for part in value) if isinstance(value, list) else str(value)


def rounded(value: float | None) -> float | None:
    """Return a measure to two decimals; None stays None."""
    return None if value is None else round(value, 2)


def fault_row(fault: Fault) -> dict[str, object]:
    """Return a fault as JSON shows it."""
    return {"file": fault.where, "line": fault.line, "path": fault.path, "message": fault.message}
