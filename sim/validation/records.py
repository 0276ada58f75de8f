"""What an experiment is and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sim.errors import input_error
from sim.evidence.inventory import used_targets
from sim.evidence.targets import Target, targets
from sim.validation.verdict import BARE_SHARE, Span, Verdict, around, directed, judged, span_of, worst

STATE_OPTIONS = ("site", "side", "root", "health", "shortening", "fibrosis", "irritability")
"""The state of a patient that an experiment may let itself be given."""

Figure = float | str | None
Series = Mapping[str, Sequence[float | None]]
MISSED = "Outside its span although it was set by it."
"""What the note of a used figure says that the model does not give again."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure held against what was published, or against a law.

    Parameters
    ----------
    id
        Id of the published figure, or the law.
    tolerance
        What counts as inside.
    note
        What has to be known to read the row, or nothing.
    fit
        The verdict that the figure would have as a prediction; of one that is a prediction, its verdict.
    """

    id: str
    quantity: str
    published: Figure
    simulated: Figure
    tolerance: str
    verdict: Verdict
    note: str
    fit: Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """What one run of an experiment gave.

    Parameters
    ----------
    rows
        The figure the experiment is about comes first.
    headline
        The result in one sentence.
    series
        Name → numbers, where the experiment gives a curve.
    """

    rows: tuple[Row, ...]
    headline: str
    series: Series = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of the rows that are predictions."""
        return worst(row.verdict for row in self.rows)


@dataclass(frozen=True, slots=True)
class Experiment:
    """One virtual experiment.

    Parameters
    ----------
    law
        The law of the model it measures, e.g. R4.
    question
        What is asked, in plain words.
    published
        What was published, in plain words.
    targets
        Ids of the published figures it is held against.
    measure
        Gives the finding of a seed; takes the options in `uses` by name.
    uses
        Those of `STATE_OPTIONS` that may be given.
    """

    name: str
    law: str
    question: str
    published: str
    measure: Callable[..., Finding]
    targets: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()

    def run(self, seed: int, **state: float | str) -> Finding:
        """Return what the experiment finds under a seed, in the state that is given.

        Raises
        ------
        ModelInputError
            If a part of the state is given that the experiment does not take.
        """
        for name, value in state.items():
            if name not in self.uses:
                taken = ", ".join(f"--{option}" for option in self.uses)
                allowed = f"allowed is {taken}" if taken else "allowed is none of the state"
                raise input_error(f"--{name}", f"is not taken by {self.name}", value, allowed)
        return self.measure(seed, **state)


def target_row(
    target_id: str, simulated: float | None, *, quantity: str = "", note: str = "", read_back: str = ""
) -> Row:
    """Return the row of a published figure that has a spread; see `order_row` for `read_back`."""
    target = targets()[target_id]
    return _number_row(target, simulated, span_of(target), quantity=quantity, note=note, read_back=read_back)


def bare_row(target_id: str, simulated: float | None, *, quantity: str = "", note: str = "") -> Row:
    """Return the row of a published figure that was printed without a spread."""
    target = targets()[target_id]
    how = f"No spread is printed: within {100.0 * BARE_SHARE:g} % counts as inside."
    return _number_row(target, simulated, around(float(target.value)), quantity=quantity, note=_joined(how, note))


def order_row(
    row_id: str,
    quantity: str,
    simulated: Figure,
    *,
    holds: bool,
    tolerance: str,
    published: str = "",
    note: str = "",
    read_back: str = "",
) -> Row:
    """Return the row of an order, such as third smaller than first, that holds or not.

    Parameters
    ----------
    read_back
        Why the figure is no prediction though no parameter names it as its source, or nothing.
    """
    said = published or (_printed(targets()[row_id]) if row_id in targets() else tolerance)
    shown = _shown(simulated) if isinstance(simulated, float) else simulated
    return _row(row_id, quantity, said, shown, tolerance, directed(holds), note, read_back)


def law_row(
    law: str,
    quantity: str,
    simulated: float | None,
    *,
    at_least: float | None = None,
    at_most: float | None = None,
    note: str = "",
    read_back: str = "",
) -> Row:
    """Return the row of a bound that a law sets; see `order_row` for `read_back`."""
    span = Span(at_least, at_most)
    return _row(law, quantity, str(span), _shown(simulated), str(span), judged(simulated, span), note, read_back)


def _number_row(
    target: Target, simulated: float | None, span: Span, *, quantity: str, note: str, read_back: str = ""
) -> Row:
    return _row(
        target.id,
        quantity or f"{target.quantity}, {target.unit}",
        f"{target.value} {target.spread}".strip(),
        _shown(simulated),
        f"{span} {target.unit}",
        judged(simulated, span),
        note,
        read_back,
    )


def _row(
    row_id: str, quantity: str, published: Figure, simulated: Figure, tolerance: str, fit: Verdict, note: str,
    read_back: str,
) -> Row:  # fmt: skip
    """Return a row: of what is a parameter or read back the verdict is `used`, and the note says where it is missed."""
    is_used = bool(read_back) or row_id in used_targets()
    told = _joined(read_back, note, MISSED if is_used and fit in ("near", "out") else "")
    return Row(row_id, quantity, published, simulated, tolerance, "used" if is_used else fit, told, fit)


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _printed(target: Target) -> str:
    """Return a figure as printed, with its unit where it has one."""
    return target.value if target.unit in ("ordinal", "qualitative") else f"{target.value} {target.unit}"


def _shown(value: float | None) -> float | None:
    """Return a figure to four significant digits."""
    return None if value is None else float(f"{value:.4g}")
