from __future__ import annotations

from pathlib import Path

import pytest

from sim.cases import check_file, find_case, library, load_case, make_patient, parse_case, read_library
from sim.errors import CaseError, ModelInputError
from tests.support.case_texts import CASE, case_with, edited


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_becomes_a_case(tmp_path: Path) -> None:
    case = load_case(put(tmp_path, "stiff-elbow-1.yaml", CASE))
    assert (case.id, case.patient.complaint.region, case.truth.roots[0].root) == (
        "stiff-elbow-1",
        "elbow_lateral",
        "C6",
    )
    assert case.course.max_visits == 6


def test_what_is_left_out_has_its_default() -> None:
    case = parse_case(edited(("course: {max_visits: 6}\n", ""), ("  flags: []\n", ""), ("difficulty: 2\n", "")))
    assert (case.course.max_visits, case.patient.flags, case.difficulty) == (6, (), 1)


def test_checking_a_file_gives_its_faults_by_line(tmp_path: Path) -> None:
    path = put(tmp_path, "stiff-elbow-1.yaml", edited(("age: 50", "age: 7"), ("sex: male", "sex: 1")))
    assert [(fault.where, fault.line, fault.path) for fault in check_file(path)] == [
        (str(path), 7, "patient.age"),
        (str(path), 8, "patient.sex"),
    ]
    assert check_file(put(tmp_path, "stiff-elbow-1.yaml", CASE)) == ()


def test_the_hash_is_of_the_content_only() -> None:
    case = parse_case(CASE)
    same = edited(
        ("age: 50\n  sex: male", "sex: male # a comment\n  age: 50"), ("height_cm: 175", "height_cm: 175.0")
    ).replace("course: {max_visits: 6}", "course:\n  max_visits: 6")
    assert parse_case(same).content_hash == case.content_hash
    assert parse_case(edited(("age: 50", "age: 51"))).content_hash != case.content_hash


def test_a_case_that_does_not_name_a_build_has_the_content_it_had_before_there_were_builds() -> None:
    case = case_with()
    assert case.patient.build == "middle"
    assert "build" not in case.canonical_json()
    slim = case_with(("height_cm: 175", "height_cm: 175\n  build: slim"))
    assert '"build": "slim"' in slim.canonical_json()
    assert make_patient(slim, 1).build == "slim"


def test_the_canonical_text_reads_back_as_the_same_case() -> None:
    case = parse_case(CASE)
    again = parse_case(case.canonical_json())
    assert again == case
    assert again.content_hash == case.content_hash


def test_a_library_holds_the_sound_cases_and_tells_the_faults_of_the_rest(tmp_path: Path) -> None:
    put(tmp_path, "stiff-elbow-1.yaml", CASE)
    put(tmp_path, "broken.yaml", "id: [")
    put(tmp_path, "notes.txt", "not a case")
    (tmp_path / "folder.yaml").mkdir()
    found = read_library((tmp_path, tmp_path / "missing"))
    assert list(found.cases) == ["stiff-elbow-1"]
    assert {Path(fault.where).name for fault in found.faults} == {"broken.yaml"}


def test_an_id_is_in_the_library_once(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        put(tmp_path / folder, "stiff-elbow-1.yaml", CASE)
    found = read_library((tmp_path / "a", tmp_path / "b"))
    assert len(found.cases) == 1
    assert "is the id of another case" in found.faults[0].message


def test_own_cases_come_from_the_folder_the_variable_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "stiff-elbow-1.yaml", CASE)
    monkeypatch.setenv("IMS_SCENARIOS", str(tmp_path))
    assert "stiff-elbow-1" in library()
    assert "tennis-elbow-1" in library()


def test_an_unknown_case_is_told_with_the_nearest() -> None:
    with pytest.raises(ModelInputError, match="unknown case, got 'tenis-elbow-1'; nearest: tennis-elbow-1"):
        find_case("tenis-elbow-1")


@pytest.mark.parametrize("name", ["../tennis-elbow-1", "scenarios/tennis-elbow-1.yaml", "", "\0", "a" * 10_000])
def test_a_name_like_a_path_finds_no_case(name: str) -> None:
    with pytest.raises(ModelInputError, match="unknown case"):
        find_case(name)


def test_faults_of_a_text_are_raised_together() -> None:
    with pytest.raises(CaseError) as caught:
        parse_case(edited(("age: 50", "age: 7"), ("sex: male", "sex: 1")))
    assert len(caught.value.faults) == 2
