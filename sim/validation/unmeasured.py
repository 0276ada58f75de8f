"""Published figures that the model gives nothing for, by name and with the reason."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

TITLE = "What the model does not say"
LEAD = "Published figures of the reflex that no experiment can be held against, and why."


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """Some published figures that share one reason.

    Parameters
    ----------
    ids
        Of the figures; not all are in the table of those that the model is held against.
    what
        What was published.
    why
        Why the model gives nothing for it.
    urls
        Where it was published.
    """

    ids: tuple[str, ...]
    what: str
    why: str
    urls: tuple[str, ...]


@cache
def unmeasured() -> tuple[Unmeasured, ...]:
    """Return the packaged list, in its own order."""
    text = resources.files("sim.validation").joinpath("unmeasured.csv").read_text(encoding="utf-8")
    return tuple(
        Unmeasured(
            ids=tuple(one for part in row["ids"].split() for one in ids_of(part)),
            what=row["what"],
            why=row["why"],
            urls=tuple(row["url"].split()),
        )
        for row in csv.DictReader(text.splitlines())
    )


def ids_of(part: str) -> Iterator[str]:
    """Yield the ids that one part of a cell stands for: an id, or all from one number to another.

    Examples
    --------
    >>> list(ids_of("denervation-015..017"))
    ['denervation-015', 'denervation-016', 'denervation-017']
    """
    first, _, last = part.partition("..")
    topic, number = first.rsplit("-", 1)
    for k in range(int(number), int(last or number) + 1):
        yield f"{topic}-{k:03d}"


def ids_text(one: Unmeasured) -> str:
    """Return the ids of some figures for reading, those in a row together.

    Examples
    --------
    >>> ids_text(Unmeasured(("LTR-001", "LTR-002", "LTR-003", "cramp-009"), "", "", ()))
    'LTR-001 to LTR-003, cramp-009'
    """
    runs: list[list[str]] = []
    for name in one.ids:
        if runs and name == _next(runs[-1][-1]):
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def _next(name: str) -> str:
    topic, number = name.rsplit("-", 1)
    return f"{topic}-{int(number) + 1:03d}"
