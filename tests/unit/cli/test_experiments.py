"""The commands `experiment` and `validate`."""

from __future__ import annotations

import json
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import sim.cli.experiments as commands
import sim.validation
from sim.cli import main
from sim.validation import EXPERIMENTS, Experiment, Finding, validate_rows
from sim.validation.experiments import regions
from sim.validation.records import law_row


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any, str]:
    status = main([*arguments, "--json"])
    captured = capsys.readouterr()
    return status, json.loads(captured.out), captured.err


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the commands write into a folder of the test."""
    for name in ("REPORT_PATH", "PAGE_PATH", "REGIONS_PATH", "PICTURE_PATH"):
        monkeypatch.setattr(commands, name, tmp_path / getattr(commands, name).name)
    monkeypatch.setattr(commands, "PROJECT", tmp_path)
    return tmp_path


@pytest.fixture
def two_experiments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `validate` do two quick experiments, one of them red."""
    red = Finding(rows=(law_row("R0", "what is missed", 9.0, at_most=1.0),), headline="It is missed.")
    missed = Experiment("missed", "R0", "Is it missed?", "It is not.", lambda _: red)
    quick = partial(validate_rows, experiments=[EXPERIMENTS["cannon_hops"], missed])
    monkeypatch.setattr(sim.validation, "validate_rows", quick)


def test_list_names_every_experiment(capsys: pytest.CaptureFixture[str]) -> None:
    status, found, _ = run(capsys, "experiment", "list")
    assert status == 0
    assert [row["name"] for row in found["experiments"]] == list(EXPERIMENTS)
    assert all(row.keys() >= {"name", "law", "question", "published"} for row in found["experiments"])


def test_an_experiment_says_published_simulated_and_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    status, found, told = run(capsys, "experiment", "cannon_recession")
    assert (status, told) == (0, "")
    assert found.keys() >= {"name", "law", "published", "simulated", "verdict", "rows", "series"}
    assert (found["name"], found["law"]) == ("cannon_recession", "R2")
    assert found["published"] == found["rows"][0]["published"]
    assert found["rows"][0].keys() >= {"id", "quantity", "published", "simulated", "tolerance", "verdict"}


def test_the_seed_decides_what_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    one, again, other = (
        run(capsys, "experiment", "observing", "--seed", seed)[1]["headline"] for seed in ("50", "50", "51")
    )
    assert one == again
    assert one != other


def test_an_experiment_is_put_to_the_state_that_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    calm = run(capsys, "experiment", "healthy_muscle", "--seed", "50")[1]
    irritable = run(capsys, "experiment", "healthy_muscle", "--seed", "50", "--irritability", "0.9")[1]
    assert (calm["simulated"], calm["verdict"]) == (0.0, "in")
    assert irritable["simulated"] > 10.0
    assert irritable["verdict"] == "out"


@pytest.mark.parametrize(
    "command", [("experiment", "list"), ("experiment", "cannon_hops"), ("experiment", "cannon_recession")]
)
def test_without_json_it_is_for_reading(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command) == 0
    out = capsys.readouterr().out
    assert len(out.splitlines()) > 5
    assert not out.startswith("{")


@pytest.mark.usefixtures("two_experiments")
def test_validate_gives_rows_and_counts_and_red_rows_are_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    status, found, told = run(capsys, "validate")
    assert status == 0
    assert found["counts"]["out"] >= 1
    assert sum(found["counts"].values()) == len(found["rows"])
    keys = {"id", "quantity", "published", "simulated", "tolerance", "verdict", "law"}
    assert all(row.keys() >= keys for row in found["rows"])
    assert told.splitlines() == ["R2 cannon_hops", "R0 missed"]


@pytest.mark.usefixtures("two_experiments")
def test_validate_keeps_nothing_unless_asked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate"]) == 0
    assert list(project.glob("*.*")) == []
    assert "used" in capsys.readouterr().out.splitlines()[-1]


@pytest.mark.usefixtures("two_experiments")
def test_validate_keeps_report_and_page(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found, told = run(capsys, "validate", "--write")
    kept = json.loads((project / "report.json").read_text(encoding="utf-8"))
    assert status == 0
    assert kept == found
    assert "`cannon_hops` (R2)" in (project / "experiments.md").read_text(encoding="utf-8")
    assert "written: report.json" in told


def test_regions_keeps_table_and_picture(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    states = product((1.0, 0.5, 0.0), (0.0, 1.0), (0.0, 0.6))
    few = [regions.Cell(*state, 0.5, 24, (0.0, 0.0, 0.0, 100.0)) for state in states]
    monkeypatch.setattr(regions, "cells", lambda _seed, told: told("few") or few)
    status, found, told = run(capsys, "experiment", "regions", "--write")
    assert status == 0
    assert len((project / "regions.csv").read_text(encoding="utf-8").splitlines()) == len(few) + 1
    assert (project / "regions.svg").read_text(encoding="utf-8").startswith("<svg")
    assert len(found["series"]["health"]) == len(few)
    assert told.startswith("few")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("experiment",), "NAME"),
        (
            ("experiment", "lesion_chord"),
            "NAME: unknown experiment, got 'lesion_chord'; nearest: lesion_cord, lesion_motor_nerve,",
        ),
        (
            ("experiment", "lesion_cord", "--health", "0.5"),
            "--health: is not taken by lesion_cord, got 0.5; allowed is none of the state.",
        ),
        (
            ("experiment", "healthy_muscle", "--shortening", "0.5"),
            "--shortening: is not taken by healthy_muscle, got 0.5; allowed is --site, --side, --irritability.",
        ),
        (
            ("experiment", "repeated_twitches", "--health", "1.2"),
            "--health: is out of range, got 1.2; allowed is 0 to 1",
        ),
        (("experiment", "repeated_twitches", "--health", "ill"), "--health: is not a number, got 'ill'"),
        (("experiment", "repeated_twitches", "--fibrosis", "nan"), "--fibrosis: is out of range, got nan"),
        (("experiment", "healthy_muscle", "--site", "ECRB"), "nearest: extensor_carpi_radialis_brevis"),
        (("experiment", "healthy_muscle", "--side", "up"), "--side: is unknown, got 'up'; allowed is left or right"),
        (("experiment", "inverted_u", "--root", "C9"), "--root: unknown root, got 'C9'"),
        (("experiment", "inverted_u", "--root", "S1"), "root: feeds nothing at extensor_carpi_radialis_brevis"),
        (("experiment", "observing", "--seed", "-1"), "--seed: is out of range, got -1"),
        (("experiment", "observing", "--write"), "--write: is not taken by this experiment, got 'observing'"),
        (("experiment", "list", "--health", "0.5"), "list: takes no state, got 'health'"),
        (("validate", "--seed", "x"), "--seed: is not a whole number, got 'x'"),
    ],
)
def test_wrong_use_is_told_and_exits_2(
    arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert told.out == ""
    status, answer, _ = run(capsys, *arguments)
    assert status == 2
    assert message in answer["error"]
