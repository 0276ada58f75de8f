"""The report that comes with the code is of this model; its page says the same."""

from __future__ import annotations

import pytest

from sim import MODEL_VERSION
from sim.evidence import inventory
from sim.evidence.inventory import all_parameters, parameters_hash, used_targets
from sim.evidence.targets import targets
from sim.validation import EXPERIMENTS, REPORT_SEED, VERDICTS, packaged_report, report_of, validate_rows
from sim.validation.page import experiments_page
from sim.validation.records import MISSED
from sim.validation.report import report_from, report_text, sourced
from sim.validation.unmeasured import ids_text, unmeasured
from tests.support.sources import ROOT

REPORT = packaged_report()
REFLEX_TOPICS = (
    "reflex_latency",
    "reflex_gain",
    "reflex_timing",
    "Fwave",
    "cramp",
    "conduction",
    "LTR",
    "LTR_lesion",
    "denervation",
    "denervation_reversal",
    "motor_unit",
    "proprioceptor",
    "needle_sensation",
)
CHEAP = ("healthy_muscle", "mirror", "nerve_studies", "cannon_hops", "cannon_recession", "observing", "time_step")


def test_the_packaged_report_is_of_this_model_and_these_parameters() -> None:
    """A stale report is an error: `python -m sim validate --write` renews it."""
    assert REPORT.model_version == MODEL_VERSION
    assert REPORT.parameters == parameters_hash()
    assert REPORT.is_current


def test_the_mark_of_the_parameters_changes_with_any_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    before = parameters_hash()
    changed = {name: param for name, param in all_parameters().items() if name != "reflex.pic_peak"}
    monkeypatch.setattr(inventory, "all_parameters", lambda: changed)
    assert parameters_hash() != before
    assert not REPORT.is_current


@pytest.mark.parametrize("name", CHEAP)
def test_packaged_rows_come_out_again(name: str) -> None:
    again = [row for row in validate_rows(REPORT_SEED, experiments=[EXPERIMENTS[name]]) if row.experiment]
    assert again == [row for row in REPORT.rows if row.experiment == name]


def test_every_experiment_is_in_the_packaged_report() -> None:
    assert {row.experiment for row in REPORT.rows} == {*EXPERIMENTS, ""}


def test_every_figure_that_is_a_parameter_is_reported_as_used() -> None:
    of_parameters = [row for row in REPORT.rows if row.id in used_targets()]
    assert {row.id for row in of_parameters} == set(used_targets())
    assert {row.verdict for row in of_parameters} == {"used"}


def test_whatever_else_is_used_says_why() -> None:
    read_back = [row for row in REPORT.rows if row.verdict == "used" and row.id not in used_targets()]
    assert read_back
    assert all(row.note for row in read_back)


def test_a_used_figure_that_is_missed_is_said_to_be() -> None:
    judged = [row for row in REPORT.rows if row.verdict == "used" and row.experiment]
    assert {row.id for row in judged if row.is_missed} >= {"cramp-012"}
    assert all((MISSED in row.note) == (row.fit != "in") == row.is_missed for row in judged)
    assert all(row.fit == row.verdict for row in REPORT.rows if row.verdict != "used")
    missed = [row for row in REPORT.rows if row.is_missed]
    page = experiments_page(REPORT)
    assert sum(page.count(f"| used, but {fit} |") for fit in ("near", "out")) == len(missed)


def test_every_figure_an_experiment_is_held_against_has_a_row_of_an_experiment() -> None:
    rows = {row.id for row in REPORT.rows if row.experiment}
    without = {name: set(experiment.targets) - rows for name, experiment in EXPERIMENTS.items()}
    assert {name: ids for name, ids in without.items() if ids} == {}


def test_every_published_figure_of_the_reflex_is_a_row_or_said_to_be_none() -> None:
    """Nothing is left out because it is red: what has no row stands with a reason."""
    rows = {row.id for row in REPORT.rows}
    named = [name for one in unmeasured() for name in one.ids]
    of_reflex = {name for name in targets() if name.rsplit("-", 1)[0] in REFLEX_TOPICS}
    assert of_reflex - rows - set(named) == set()
    assert rows & set(named) == set()
    assert len(named) == len(set(named))


def test_what_the_model_does_not_say_has_a_reason_and_a_place() -> None:
    for one in unmeasured():
        assert all((one.ids, one.what, one.why.endswith("."), one.urls)), one.ids
        assert f"| {ids_text(one)} | {one.what} | {one.why} |" in experiments_page(REPORT)


def test_a_figure_that_an_experiment_reports_is_not_reported_again() -> None:
    rows = validate_rows(50, experiments=[EXPERIMENTS["cannon_recession"]])
    ids = [row.id for row in rows if row.id in used_targets()]
    assert sorted(ids) == sorted(used_targets())


def test_published_figures_lead_to_where_they_were_published() -> None:
    assert all(row.source_url == targets()[row.id].url for row in REPORT.rows if row.id in targets())


def test_counts_are_those_of_the_rows() -> None:
    assert set(REPORT.counts) == set(VERDICTS)
    assert sum(REPORT.counts.values()) == len(REPORT.rows)
    assert report_of(REPORT.rows).counts == REPORT.counts


def test_a_report_survives_its_file() -> None:
    assert report_from(report_text(REPORT)) == REPORT


def test_it_is_told_which_experiment_runs() -> None:
    told: list[str] = []
    validate_rows(50, experiments=[EXPERIMENTS["cannon_hops"]], told=told.append)
    assert told == ["R2 cannon_hops"]


def test_the_page_of_the_documents_is_made_from_the_packaged_report() -> None:
    assert (ROOT / "docs" / "experiments.md").read_text(encoding="utf-8") == experiments_page(REPORT)


def test_rows_with_a_source_are_counted_apart_from_laws_and_from_parameters() -> None:
    report = packaged_report()
    counts = sourced(report)
    assert set(counts) == {"in", "near", "out"}
    assert 0 < sum(counts.values()) < sum(report.counts.values()) - report.counts["used"]
    assert counts["out"] <= report.counts["out"]
