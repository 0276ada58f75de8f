"""Rows say what they are held against; an experiment takes only the state it says it takes."""

from __future__ import annotations

import pytest

from sim.errors import ModelInputError
from sim.evidence.targets import targets
from sim.validation import EXPERIMENTS, STATE_OPTIONS, Experiment, Finding, find_experiment, records
from sim.validation.records import bare_row, law_row, order_row, target_row

ECHO = Experiment("echo", "R0", "?", "?", lambda seed, health=1.0: finding_of(seed * health), uses=("health",))


def finding_of(value: float) -> Finding:
    return Finding(rows=(law_row("R0", "value", value, at_most=5.0),), headline="")


@pytest.fixture(autouse=True)
def one_used_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one published figure be a parameter, whatever the model rests on."""
    monkeypatch.setattr(records, "used_targets", lambda: {"denervation-006": ("reflex.onset",)})


def test_a_figure_that_is_a_parameter_is_used_and_no_prediction() -> None:
    used = order_row("denervation-006", "day", 5.0, holds=True, tolerance="5")
    wrong = order_row("denervation-006", "day", 50.0, holds=False, tolerance="5")
    assert (used.verdict, wrong.verdict) == ("used", "used")
    assert (used.fit, wrong.fit) == ("in", "out")
    assert (used.note, wrong.note) == ("", records.MISSED)


def test_what_reads_a_parameter_back_is_used_and_says_why() -> None:
    row = law_row("R0", "value", 9.0, at_most=5.0, read_back="Set by hand.")
    assert (row.verdict, row.fit, row.note) == ("used", "near", f"Set by hand. {records.MISSED}")


def test_a_figure_printed_without_a_spread_is_judged_by_one_rule() -> None:
    rows = [bare_row("denervation-012", days) for days in (17.5, 21.0, 21.1)]
    assert [row.verdict for row in rows] == ["in", "near", "out"]
    assert rows[0].note == "No spread is printed: within 25 % counts as inside."


def test_a_figure_that_is_none_is_judged_by_its_printed_spread() -> None:
    row = target_row("denervation-013", 7.2)
    assert (row.published, row.simulated, row.verdict) == ("<=7", 7.2, "near")
    assert target_row("denervation-013", None).verdict == "out"


def test_the_verdict_of_a_finding_is_the_worst_of_its_predictions() -> None:
    used = order_row("denervation-006", "day", 50.0, holds=False, tolerance="5")
    assert Finding(rows=(used, *finding_of(1.0).rows), headline="").verdict == "in"
    assert Finding(rows=(*finding_of(1.0).rows, *finding_of(9.0).rows), headline="").verdict == "near"


def test_an_experiment_takes_the_state_it_says() -> None:
    assert ECHO.run(4, health=0.5).rows[0].simulated == 2.0


def test_an_experiment_refuses_any_other_state() -> None:
    with pytest.raises(ModelInputError, match=r"--fibrosis: is not taken by echo, got 0.5; allowed is --health\."):
        ECHO.run(4, fibrosis=0.5)


def test_every_experiment_is_complete_and_cites_figures_of_the_table() -> None:
    for experiment in EXPERIMENTS.values():
        assert all((experiment.law, experiment.question.endswith("?"), experiment.published)), experiment.name
        assert set(experiment.targets) <= set(targets()), experiment.name
        assert set(experiment.uses) <= set(STATE_OPTIONS), experiment.name


def test_an_unknown_experiment_gives_the_nearest_and_all() -> None:
    with pytest.raises(ModelInputError, match=r"got 'invertedu'; nearest: inverted_u; allowed is list, healthy_muscle"):
        find_experiment("invertedu")
