"""The page on the case format names every field, flag and region, and none that does not exist."""

from __future__ import annotations

import re

from pydantic import BaseModel

from sim import anatomy
from sim.cases import FLAGS, Case
from sim.cases.schema import CasePatient, Complaint, Truth, TruthBand, TruthRoot
from tests.support.sources import ROOT

PAGE = (ROOT / "docs" / "case-format.md").read_text(encoding="utf-8")
SECTIONS = {part.partition("\n")[0]: part for part in PAGE.split("\n## ")}
WORDS = set(re.findall(r"`([^`\n]+)`", PAGE))


def names(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def test_every_field_is_told() -> None:
    top = names(Case) - {"patient", "truth", "course"}
    told = top | {f"patient.{name}" for name in names(CasePatient)} | {f"truth.{name}" for name in names(Truth)}
    assert (told | names(Complaint) | names(TruthRoot) | names(TruthBand) | {"course.max_visits"}) - WORDS == set()


def test_every_told_field_exists() -> None:
    rows = re.findall(r"^\| `([\w.]+)`", SECTIONS["Fields"], re.MULTILINE)
    known = (
        names(Case) | {f"patient.{name}" for name in names(CasePatient)} | {f"truth.{name}" for name in names(Truth)}
    )
    assert set(rows) - known == {"course.max_visits"}


def test_the_flags_told_are_the_closed_list_with_their_effects() -> None:
    rows = [line for line in SECTIONS["Flags"].splitlines() if line.startswith("| `")]
    told = {name: row.split("|")[2].split(":")[0].strip() for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert told == {name: flag.effect.replace("_", " ") for name, flag in FLAGS.items()}


def test_the_regions_told_are_those_of_the_tables() -> None:
    line = next(text for text in SECTIONS["Regions and sites"].splitlines() if text.startswith("Regions:"))
    assert re.findall(r"`(\w+)`", line) == list(anatomy.complaint_regions())
