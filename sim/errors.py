"""The one hierarchy of errors. The model rooms raise; only the command line and the pages catch."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


class SimError(Exception):
    """Anything that is wrong with what the simulation was given or asked to do."""


class ModelInputError(SimError):
    """A value outside what the model allows. The message is `where: what is wrong, got what; allowed what.`"""


class GraphError(SimError):
    """An edit or a reading of the graph that the graph cannot give."""


class ReplayError(SimError):
    """A decision that cannot follow the decisions before it."""


class StorageError(SimError):
    """The store could not keep or give back an attempt; nothing acknowledged is lost."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file: which file and line, which field, what is wrong and what is allowed."""

    where: str
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}:{self.line}: {self.path}: {self.message}"


class CaseError(SimError):
    """All faults of one file at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def input_error(where: str, wrong: str, got: object, allowed: str) -> ModelInputError:
    """Return the error that says where, what is wrong, what came and what is allowed."""
    return ModelInputError(f"{where}: {wrong}, got {got!r}; {allowed}.")


def require_between(where: str, value: float, low: float, high: float, unit: str = "") -> float:
    """Return `value`, or raise `ModelInputError` where it is not a number from `low` to `high`."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
        span = f"allowed is {_whole(low)} to {_whole(high)}{f' {unit}' if unit else ''}"
        raise input_error(where, "is out of range", value, span)
    return value


def _whole(number: float) -> str:
    """Return a bound as it is written: the whole of a large whole number, no needless zeros of another."""
    return str(number) if isinstance(number, int) else f"{number:g}"


def unknown_name(where: str, what: str, got: object, names: Iterable[str], listed: str) -> ModelInputError:
    """Return the error for a name that does not exist, with the nearest ones and where all are listed."""
    near = difflib.get_close_matches(str(got), list(names), n=3, cutoff=0.5)
    hint = f"nearest: {', '.join(near)}; " if near else ""
    return input_error(where, f"unknown {what}", got, f"{hint}all are listed by {listed}")
