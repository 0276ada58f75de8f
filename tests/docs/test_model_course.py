"""The page of the course tells every number as the code has it."""

from __future__ import annotations

import csv

import pytest

from tests.support.sources import ROOT

PAGE = (ROOT / "docs" / "model-course.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", ["course", "session"])
def test_every_number_is_on_the_page_as_it_is_used(table: str) -> None:
    text = (ROOT / "sim" / "evidence" / f"{table}.csv").read_text(encoding="utf-8")
    wanted = [
        f"| `{row['name']}` | {row['value']} | {row['low']}–{row['high']} | {row['unit']} "
        f"| {row['standing']} | {row['source']} | {row['note']} |"
        for row in csv.DictReader(text.splitlines())
    ]
    assert [line for line in wanted if line not in PAGE] == []


def test_no_number_is_on_the_page_that_is_not_used() -> None:
    told = [line.split("`")[1] for line in PAGE.splitlines() if line.startswith("| `")]
    names = [
        row["name"]
        for table in ("course", "session")
        for row in csv.DictReader((ROOT / "sim" / "evidence" / f"{table}.csv").read_text(encoding="utf-8").splitlines())
    ]
    assert told == names
