"""A number of the model with everything that has to be said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sim.errors import input_error

Standing = Literal["measured", "taught", "assumed"]


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: its value and unit, the range it may take, its source and its standing.

    Parameters
    ----------
    value, low, high
        The value used and the bounds the model is tested at, all in `unit`.
    unit
        Unit of the value; "1" where it has none.
    source
        A key of `sources.csv` or an id of `targets.csv`; `sim.evidence.targets.origin` gives the row.
    standing
        `measured` (a source gives the figure), `taught` (the theory gives it) or `assumed`.
    note
        What it is; for `assumed`, the reason.

    Raises
    ------
    ModelInputError
        If the value lies outside its own range, or an assumption has no reason.
    """

    value: float
    unit: str
    low: float
    high: float
    source: str
    standing: Standing
    note: str

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise input_error("parameter", "value outside its range", self.value, f"{self.low} to {self.high}")
        if self.standing == "assumed" and not self.note:
            raise input_error("parameter", "an assumption needs a reason", self.note, "say why in note")
