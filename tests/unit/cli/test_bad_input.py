from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sim.cli import main
from tests.support.plays import BOTH, weekly
from tests.support.sources import ROOT

SITE = ("needle", "--site", "multifidus_c6", "--side", "right")
PLAY = ("play", "tennis-elbow-1", "--plan")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("trials",), "command: is unknown, got 'trials'; allowed is cases, check, play, needle, muscles, reflex"),
        (("chek",), "command: is unknown, got 'chek'; nearest: check; allowed is cases, check, play, needle, muscles,"),
        (("cases", "--loud"), "--loud"),
        (("check",), "PATH"),
        (("play", "tennis-elbow-1"), "--plan"),
        (("play", "tenis-elbow-1", "--plan", "x.yaml"), "unknown case, got 'tenis-elbow-1'; nearest: tennis-elbow-1"),
        (("play", "../secret", "--plan", "x.yaml"), "unknown case, got '../secret'"),
        ((*PLAY, "x.yaml", "--seed", "-1"), "--seed: is out of range, got -1; allowed is 0 to"),
        ((*PLAY, "x.yaml", "--seed", "9" * 20), f"got {'9' * 20}; allowed is 0 to 9223372036854775807."),
        (
            (*PLAY, "x.yaml", "--seed", "one"),
            "--seed: is not a whole number, got 'one'; allowed is a whole number.",
        ),
        ((*PLAY, "x.yaml", "--seed", "1.5"), "--seed: is not a whole number, got '1.5'; allowed is a whole number."),
        ((*PLAY, "missing.yaml"), "--plan: does not exist, got 'missing.yaml'; allowed is a YAML file"),
        ((*PLAY, "."), "--plan: is a folder, got '.'; allowed is a YAML file that can be read."),
        ((*PLAY, "/dev/null"), "--plan: is no regular file, got '/dev/null'; allowed is a YAML file"),
        (("play", "missing.yaml", "--plan", "x.yaml"), "CASE: does not exist, got 'missing.yaml'; allowed is"),
        (("needle", "--site", "ECRB", "--side", "right"), "got 'ECRB'; nearest: extensor_carpi_radialis_brevis"),
        (
            ("needle", "--site", "multifidus_c6", "--side", "up"),
            "--side: is unknown, got 'up'; allowed is left or right",
        ),
        (
            (*SITE, "--root", "C9"),
            "--root: unknown root, got 'C9'; nearest: C7, C8; allowed is C1 to C8, T1 to T12, L1 to L5, S1 to S4.",
        ),
        ((*SITE, "--root", "S1"), "root: feeds nothing at multifidus_c6, got 'S1'; allowed is C6, C5, C7."),
        ((*SITE, "--health", "ill"), "--health: is not a number, got 'ill'; allowed is a number."),
        ((*SITE, "--health", "1.5"), "--health: is out of range, got 1.5; allowed is 0 to 1"),
        ((*SITE, "--health", "nan"), "--health: is out of range, got nan"),
        ((*SITE, "--shortening", "-0.1"), "--shortening: is out of range"),
        ((*SITE, "--fibrosis", "inf"), "--fibrosis: is out of range"),
        ((*SITE, "--irritability", "2"), "--irritability: is out of range"),
        ((*SITE, "--depth-mm", "-3"), "--depth-mm: is out of range, got -3.0; allowed is 0.1 to 150 mm"),
        ((*SITE, "--depth-mm", "900"), "--depth-mm: is out of range, got 900.0"),
        ((*SITE, "--angle", "-1"), "--angle: is out of range, got -1.0; allowed is 0 to 90 degrees"),
        ((*SITE, "--angle", "91"), "--angle: is out of range, got 91.0; allowed is 0 to 90 degrees"),
        ((*SITE, "--angle", "flat"), "--angle: is not a number, got 'flat'; allowed is a number."),
        ((*SITE, "--build", "fat"), "--build: is unknown, got 'fat'; allowed is slim, middle, stout."),
        ((*SITE, "--height-cm", "30"), "--height-cm: is out of range, got 30.0; allowed is 120 to 220 cm"),
        ((*SITE, "--height-cm", "90"), "--height-cm: is out of range, got 90.0; allowed is 120 to 220 cm"),
        ((*SITE, "--cut", "head"), "--cut: is unknown, got 'head'; allowed is dorsal_root, motor_nerve, cord_above"),
        ((*SITE, "--minutes-after", "-1"), "--minutes-after: is out of range"),
        (
            (*SITE, "--minutes-after", "5"),
            "--minutes-after: is for a cut cord, got 5.0; allowed only with --cut cord_above",
        ),
        (
            (*SITE, "--minutes-after", "0"),
            "--minutes-after: is for a cut cord, got 0.0; allowed only with --cut cord_above",
        ),
        ((*SITE, "--trials", "0"), "--trials: is out of range, got 0; allowed is 1 to 10000"),
        ((*SITE, "--trials", "1000000000"), "--trials: is out of range, got 1000000000"),
        ((*SITE, "--trials", "many"), "--trials"),
        (("muscles", "--root", "C"), "--root: unknown root, got 'C'; allowed is C1 to C8"),
        (("muscles", "--root", "L6"), "--root: unknown root, got 'L6'; nearest: L4, L5; allowed is C1 to C8"),
        (("muscles", "--root", "D5"), "--root: unknown root, got 'D5'; nearest: T5; allowed is C1 to C8"),
        (("needle", "--site", "trapz", "--side", "right"), "got 'trapz'; nearest: trapezius_upper, trapezius_middle,"),
    ],
)
def test_wrong_use_is_told_and_exits_2(
    arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert told.out == ""
    assert main([*arguments, "--json"]) == 2
    assert message in json.loads(capsys.readouterr().out)["error"]


def test_no_command_is_answered_with_the_list_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Commands:" in capsys.readouterr().err


def faulty_plans() -> list[tuple[str, str]]:
    sound = weekly(BOTH, visits=2)
    third = sound.splitlines()[1].replace("visit: 2", "visit: 3").replace("day: 7", "day: 14")
    return [
        (sound.replace("multifidus_c6", "multifidus_c66"), "unknown site, got 'multifidus_c66'; nearest:"),
        (sound.replace("side: right", "side: behind"), "side: is unknown, got 'behind'"),
        (sound.replace("insertions: 3", "insertions: -3"), "insertions: is out of range, got -3"),
        (sound.replace("insertions: 3", "insertions: 1000000000"), "insertions: is out of range, got 1000000000"),
        (sound.replace("insertions: 3", "depth_mm: -3"), "depth_mm: is out of range, got -3"),
        (sound.replace("insertions: 3", "depth_mm: 900"), "depth_mm: is out of range, got 900"),
        (sound.replace("insertions: 3", "angle: 120"), "angle: is out of range, got 120"),
        (
            sound.replace("visit: 2, day: 7, action: treat", "visit: 2, day: 7, action: stop"),
            "without treating, got 'stop'",
        ),
        (f"- {{visit: 1, day: 0, action: stop}}\n{third.replace('visit: 3', 'visit: 2')}", "follows a closed course"),
        ("", "is not a list, got nothing"),
        ("[", "is not YAML"),
        ("- &a [*a]", "is an alias"),
    ]


@pytest.mark.parametrize(("text", "message"), faulty_plans())
def test_a_faulty_plan_is_told_by_line_and_exits_1(
    text: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    assert main([*PLAY, str(path)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"{path}:")
    assert message in told.err
    assert main([*PLAY, str(path), "--json"]) == 1
    faults = json.loads(capsys.readouterr().out)["faults"]
    assert any(message in f"{fault['path']}: {fault['message']}" for fault in faults)


def test_a_file_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    binary = tmp_path / "b.yaml"
    binary.write_bytes(bytes(range(256)) * 10)
    (tmp_path / "folder").mkdir()
    for path, status in ((tmp_path / "folder", 2), (tmp_path / "none.yaml", 2), (binary, 1)):
        assert main(["check", str(path)]) == 1
        assert main([*PLAY, str(path)]) == status
        assert main(["play", str(binary), "--plan", str(path)]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_a_broken_case_does_not_hide_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.yaml").write_text("id: [", encoding="utf-8")
    monkeypatch.setenv("IMS_SCENARIOS", str(tmp_path))
    assert main(["cases"]) == 0
    told = capsys.readouterr()
    assert "tennis-elbow-1" in told.out
    assert "broken.yaml:1: file: is not YAML" in told.err


def test_a_plan_that_cannot_be_opened_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(weekly(BOTH), encoding="utf-8")
    opened = Path.open

    def refuse_the_plan(self: Path, *arguments: Any, **options: Any) -> Any:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse_the_plan)
    assert main([*PLAY, str(path)]) == 2
    assert f"--plan: cannot be read (Permission denied), got {str(path)!r}" in capsys.readouterr().err


def test_what_is_no_regular_file_is_named_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    for path in ("/dev/null", str(pipe)):
        assert main(["check", path]) == 1
        assert f"{path}:1: file: is no regular file, got '{Path(path).name}'" in capsys.readouterr().out


def test_a_folder_without_a_case_file_is_named_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().out == (
        f"{tmp_path}:1: folder: holds no case file, got {tmp_path.name!r}; "
        "allowed is a folder with files that end in .yaml or .yml.\n"
    )


@pytest.mark.parametrize(("name", "wrong"), [("missing", "does not exist"), ("file.yaml", "is no folder")])
def test_a_folder_of_cases_that_is_none_is_told(
    name: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file.yaml").write_text("id: [", encoding="utf-8")
    monkeypatch.setenv("IMS_SCENARIOS", str(tmp_path / name))
    assert main(["cases"]) == 0
    told = capsys.readouterr()
    assert "tennis-elbow-1" in told.out
    assert f"{name}:1: IMS_SCENARIOS: {wrong}, got " in told.err


@pytest.mark.parametrize("command", [["muscles"], ["muscles", "--json"], ["cases"]])
def test_a_reader_that_has_had_enough_ends_a_command_without_a_word(command: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "sim", *command], cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(
    "arguments", [["check", "\udcff.yaml"], ["play", "\x1b[31m", "--plan", "x"], ["cases", "--json"]]
)
def test_the_command_line_has_no_traceback_and_one_status(arguments: list[str]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "sim", *arguments], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert done.returncode in {0, 1, 2}
    assert b"Traceback" not in done.stderr
