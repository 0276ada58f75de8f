"""The command `reflex`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sim.cli import main

SOLEUS = ("reflex", "--muscle", "soleus", "--kind", "h_reflex")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    status = main([*arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_reflex_says_whether_when_and_how_large(capsys: pytest.CaptureFixture[str]) -> None:
    status, found = run(capsys, *SOLEUS)
    assert status == 0
    assert found.keys() >= {"muscle", "kind", "side", "obtainable", "latency_ms", "amplitude_mv"}
    assert (found["muscle"], found["kind"], found["side"]) == ("soleus", "h_reflex", "right")
    assert found["obtainable"] is True
    assert found["amplitude_mv"] > 0.0


def test_a_taller_person_answers_later(capsys: pytest.CaptureFixture[str]) -> None:
    short, tall = (run(capsys, *SOLEUS, "--height-cm", height)[1]["latency_ms"] for height in ("150", "200"))
    assert short < tall


def test_a_dead_root_answers_nothing_and_keeps_the_latency_of_the_path(capsys: pytest.CaptureFixture[str]) -> None:
    found = run(capsys, *SOLEUS, "--health", "0")[1]
    assert (found["obtainable"], found["amplitude_mv"]) == (False, 0.0)
    assert found["latency_ms"] > 20.0


def test_f_waves_come_as_a_series(capsys: pytest.CaptureFixture[str]) -> None:
    found = run(capsys, "reflex", "--muscle", "soleus", "--kind", "f_wave")[1]
    assert found["f_waves"].keys() >= {"persistence", "minimum_ms", "maximum_ms", "chronodispersion_ms"}
    assert found["f_waves"]["minimum_ms"] == found["latency_ms"]
    assert run(capsys, *SOLEUS)[1]["f_waves"] is None


def test_the_seed_decides_what_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    f_wave = ("reflex", "--muscle", "soleus", "--kind", "f_wave", "--seed")
    one, again, other = (run(capsys, *f_wave, seed)[1]["f_waves"] for seed in ("5", "5", "6"))
    assert one == again
    assert one != other


def test_without_json_it_is_for_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(SOLEUS) == 0
    out = capsys.readouterr().out
    assert "latency_ms" in out
    assert not out.startswith("{")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ("--muscle", "soleuss", "--kind", "h_reflex"),
            "--muscle: unknown site, got 'soleuss'; nearest: soleus, ",
        ),
        (
            ("--muscle", "soleus", "--kind", "jerk"),
            "--kind: is unknown, got 'jerk'; allowed is h_reflex, tendon, f_wave.",
        ),
        (("--muscle", "soleus", "--kind", "f_waves"), "got 'f_waves'; nearest: f_wave; allowed is h_reflex"),
        ((*SOLEUS[1:], "--height-cm", "30"), "--height-cm: is out of range, got 30.0; allowed is 120 to 220 cm."),
        ((*SOLEUS[1:], "--health", "1.2"), "--health: is out of range, got 1.2; allowed is 0 to 1."),
        ((*SOLEUS[1:], "--side", "up"), "--side: is unknown, got 'up'; allowed is left or right"),
        ((*SOLEUS[1:], "--root", "C9"), "--root: unknown root, got 'C9'"),
        ((*SOLEUS[1:], "--root", "C6"), "root: feeds nothing at soleus, got 'C6'; allowed is S1"),
        ((*SOLEUS[1:], "--seed", "-1"), "--seed: is out of range, got -1"),
        (("--muscle", "soleus"), "--kind"),
    ],
)
def test_wrong_use_is_told_and_exits_2(
    options: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reflex", *options]) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert told.out == ""
    status, answer = run(capsys, "reflex", *options)
    assert status == 2
    assert message in answer["error"]
