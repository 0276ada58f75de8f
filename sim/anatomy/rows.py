"""Rows of a table as text, and the faults found in them: all are gathered, then raised once."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol, TypeVar

from sim.errors import CaseError, Fault, ModelInputError


class HasId(Protocol):
    """A record that has a name of its own in its table."""

    @property
    def id(self) -> str:
        """Return the name."""
        ...


Item = TypeVar("Item", bound=HasId)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; what is wrong with it is added to `faults`, and reading goes on."""

    table: str
    line: int
    cells: Mapping[str, str]
    faults: list[Fault]

    def fault(self, field: str, message: str) -> None:
        """Add a fault of a field."""
        self.faults.append(Fault(self.table, self.line, field, message))

    def text(self, field: str) -> str:
        """Return a field that must not be empty."""
        value = self.cells[field].strip()
        if not value:
            self.fault(field, "is empty, got ''; allowed is text.")
        return value

    def optional(self, field: str) -> str:
        """Return a field that may be empty."""
        return self.cells[field].strip()

    def parts(self, field: str) -> tuple[str, ...]:
        """Return the parts of a field that are separated by semicolons; none where it is empty."""
        return tuple(part.strip() for part in self.cells[field].split(";") if part.strip())

    def known(self, field: str, names: Collection[str], listed: str) -> tuple[str, ...]:
        """Return the parts of a field that are among `names`; a fault for each that is not."""
        parts = self.parts(field)
        for part in parts:
            if part not in names:
                self.fault(field, f"unknown name, got {part!r}; {listed}.")
        return tuple(part for part in parts if part in names)

    def one_of(self, field: str, allowed: Mapping[str, Value]) -> Value:
        """Return what the text of a field stands for; where it stands for nothing, the first that is allowed."""
        value = self.text(field)
        if value and value not in allowed:
            self.fault(field, f"unknown, got {value!r}; allowed is {', '.join(allowed)}.")
        return allowed.get(value, next(iter(allowed.values())))

    def attempt(self, field: str, make: Callable[[], Value], otherwise: Value) -> Value:
        """Return what `make` gives; where it cannot, its message becomes a fault of the field."""
        try:
            return make()
        except ModelInputError as error:
            self.fault(field, str(error))
            return otherwise


def read_table(text: str, table: str, columns: Sequence[str], make: Callable[[Row], Item | None]) -> Mapping[str, Item]:
    """Return id → record in the order of the rows.

    Parameters
    ----------
    text
        The table, comma-separated, with a line of column names.
    table
        Its name, for faults.
    make
        Makes a record of a row and adds what is wrong to the row's faults; None where a record cannot be made at all.

    Raises
    ------
    CaseError
        With every fault of every row.
    """

    def one(row: Row) -> tuple[Item, ...]:
        item = make(row)
        return () if item is None else (item,)

    return read_groups(text, table, columns, one)


def read_groups(
    text: str, table: str, columns: Sequence[str], make: Callable[[Row], Sequence[Item]]
) -> Mapping[str, Item]:
    """Return id → record of a table whose rows may each stand for several records; see `read_table`."""
    faults: list[Fault] = []
    reader = csv.DictReader(text.splitlines(), restval="", restkey="more")
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        message = f"columns are missing, got {list(reader.fieldnames or ())}; allowed is all of {list(columns)}."
        raise CaseError([Fault(table, 1, missing[0], message)])
    found: dict[str, Item] = {}
    for cells in reader:
        row = Row(table, reader.line_num, cells, faults)
        if "more" in cells:
            row.fault("row", f"has cells too many, got {cells['more']!r}; allowed is one a column.")
        for item in make(row):
            if item.id in found:
                row.fault("id", f"occurs twice, got {item.id!r}; allowed is each id once.")
            found[item.id] = item
    if faults:
        raise CaseError(faults)
    return MappingProxyType(found)
