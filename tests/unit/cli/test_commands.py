from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.cases.load import SCENARIOS
from sim.cli import main
from tests.support.case_texts import CASE, edited
from tests.support.plays import BOTH, weekly

Run = Callable[..., tuple[int, str, str]]
NEEDLE = ("needle", "--site", "extensor_carpi_radialis_brevis", "--side", "right", "--root", "C6", "--trials", "8")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run_command


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(weekly(BOTH, visits=2, insertions=2), encoding="utf-8")
    return path


def test_cases_lists_the_library(run: Run) -> None:
    status, out, _ = run("cases", "--json")
    listed = {row["id"]: row for row in json.loads(out)["cases"]}
    assert status == 0
    assert listed["tennis-elbow-1"].items() >= {"difficulty": 2, "region": "elbow_lateral"}.items()
    assert listed["sprain-1"]["title"] == "Three weeks after a sprain"


def test_cases_does_not_tell_the_truth(run: Run) -> None:
    _, out, _ = run("cases", "--json")
    assert "C6" not in out
    assert "neuropathic" not in out


def test_check_of_sound_files_is_a_success(run: Run) -> None:
    status, out, _ = run("check", str(SCENARIOS), "--json")
    assert status == 0
    assert all(file["ok"] and file["faults"] == [] for file in json.loads(out)["files"])


def test_check_tells_all_faults_by_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "stiff-elbow-1.yaml"
    path.write_text(edited(("age: 50", "age: 7"), ("sex: male", "sex: 1")), encoding="utf-8")
    status, out, _ = run("check", str(path), "--json")
    (file,) = json.loads(out)["files"]
    assert (status, file["path"], file["ok"]) == (1, str(path), False)
    assert [(fault["line"], fault["path"]) for fault in file["faults"]] == [(7, "patient.age"), (8, "patient.sex")]
    status, out, _ = run("check", str(path))
    assert status == 1
    assert out.splitlines()[0].startswith(f"{path}:7: patient.age: is out of range, got 7; allowed is")


def test_play_gives_visits_outcome_and_score(run: Run, plan: Path) -> None:
    status, out, err = run("play", "tennis-elbow-1", "--plan", str(plan), "--seed", "3", "--json")
    played = json.loads(out)
    assert (status, err) == (0, "")
    assert played.keys() >= {"case", "seed", "model_version", "visits", "outcome", "score"}
    visit = played["visits"][0]
    assert visit.keys() >= {"visit", "day", "action", "pain_nrs", "rom_percent", "soreness", "needles", "adverse"}
    needle = visit["needles"][0]
    assert needle.keys() >= {"site", "side", "response", "latency_ms", "duration_ms", "emg_peak", "insertions"}
    assert len(needle["insertions"]) == 2
    assert played["outcome"].keys() >= {"pain_nrs_start", "pain_nrs_end", "pain_nrs_12wk", "responder"}
    assert played["score"].keys() == {"total", "parts"}


def test_the_response_of_a_site_is_the_best_of_its_insertions(run: Run, plan: Path) -> None:
    _, out, _ = run("play", "tennis-elbow-1", "--plan", str(plan), "--json")
    order = ["twitch", "cramp", "ache", "nothing"]
    for visit in json.loads(out)["visits"]:
        for needle in visit["needles"]:
            assert needle["response"] == min((one["response"] for one in needle["insertions"]), key=order.index)


def test_the_same_seed_plays_the_same_course(run: Run, plan: Path) -> None:
    first, second, other = (
        run("play", "tennis-elbow-1", "--plan", str(plan), "--json", "--seed", seed)[1] for seed in ("3", "3", "4")
    )
    assert first == second
    assert first != other


def test_play_takes_a_case_file(run: Run, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "stiff-elbow-1.yaml"
    path.write_text(CASE, encoding="utf-8")
    status, out, _ = run("play", str(path), "--plan", str(plan), "--json")
    assert (status, json.loads(out)["case"]) == (0, "stiff-elbow-1")


def test_needle_counts_what_the_trials_brought(run: Run) -> None:
    status, out, _ = run(*NEEDLE, "--health", "0.5", "--json")
    found = json.loads(out)
    assert status == 0
    assert found["counts"].keys() == {"twitch", "cramp", "ache", "nothing"}
    assert sum(found["counts"].values()) == found["trials"] == 8
    assert all(found[name].keys() == {"mean", "sd"} for name in ("latency_ms", "duration_ms", "emg_peak"))


def test_a_healthy_patient_gives_no_twitch_and_a_cut_nerve_none_either(run: Run) -> None:
    healthy = json.loads(run(*NEEDLE, "--shortening", "0", "--irritability", "0.05", "--json")[1])
    cut = json.loads(run(*NEEDLE, "--health", "0.5", "--cut", "motor_nerve", "--json")[1])
    assert healthy["counts"]["twitch"] == cut["counts"]["twitch"] == 0
    assert cut["latency_ms"] == {"mean": None, "sd": None}


def test_health_without_a_root_is_that_of_every_root_of_the_site(run: Run) -> None:
    one = ("needle", "--site", "multifidus_c6", "--side", "left", "--health", "0.5", "--trials", "8", "--json")
    all_roots, only_c6 = json.loads(run(*one)[1]), json.loads(run(*one, "--root", "C6")[1])
    assert all_roots["counts"] != only_c6["counts"] or all_roots["emg_peak"] != only_c6["emg_peak"]


def test_a_longer_person_answers_later(run: Run) -> None:
    means = [
        json.loads(run(*NEEDLE, "--health", "0.6", "--height-cm", height, "--json")[1])["latency_ms"]["mean"]
        for height in ("140", "210")
    ]
    assert means[0] < means[1]


def test_muscles_lists_the_tables_and_the_sites(run: Run) -> None:
    status, out, _ = run("muscles", "--json")
    found = json.loads(out)
    brevis = next(row for row in found["muscles"] if row["id"] == "extensor_carpi_radialis_brevis")
    assert status == 0
    assert brevis.keys() >= {"id", "name", "ramus", "nerve", "roots", "sources"}
    assert list(brevis["roots"])[:2] == ["C6", "C7"]
    assert {"multifidus_c4", "multifidus_c6"} <= {row["id"] for row in found["sites"]}


def test_muscles_of_a_root_are_those_it_feeds(run: Run) -> None:
    found = json.loads(run("muscles", "--root", "C6", "--json")[1])
    assert found["muscles"]
    assert all("C6" in row["roots"] for row in (*found["muscles"], *found["sites"]))


def test_a_root_may_be_written_small(run: Run) -> None:
    assert run("muscles", "--root", "c6", "--json") == run("muscles", "--root", "C6", "--json")
    assert run(*(part.lower() for part in NEEDLE), "--json") == run(*NEEDLE, "--json")


def test_minutes_after_a_cut_of_the_cord_may_be_none_at_all(run: Run) -> None:
    assert run(*NEEDLE, "--cut", "cord_above", "--minutes-after", "0", "--json") == run(
        *NEEDLE, "--cut", "cord_above", "--json"
    )


@pytest.mark.parametrize("command", [("cases",), ("muscles", "--root", "C5"), (*NEEDLE, "--health", "0.5")])
def test_a_command_without_json_is_for_reading(run: Run, command: tuple[str, ...]) -> None:
    status, out, _ = run(*command)
    assert status == 0
    assert len(out.splitlines()) > 3
    assert not out.startswith("{")


def test_a_played_course_is_for_reading_too(run: Run, plan: Path) -> None:
    status, out, _ = run("play", "tennis-elbow-1", "--plan", str(plan))
    assert status == 0
    assert "The ill root was C6 on the right" in out
    assert "total" in out
