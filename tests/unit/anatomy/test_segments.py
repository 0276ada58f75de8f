"""The tables of the segment atlas: what each root is known by, and what each source says of a muscle's roots."""

from __future__ import annotations

import csv
import io
from collections import Counter
from importlib import resources

import pytest

from sim.anatomy import ROOTS, muscles, opinions, segments
from sim.anatomy.opinion_table import read_opinions
from sim.anatomy.segment_table import COLUMNS, read_segments
from sim.errors import CaseError, ModelInputError

SEGMENT = {
    "root": "C6",
    "key_muscles": "brachioradialis",
    "reflex": "Brachioradialis",
    "reflex_muscle": "brachioradialis",
    "dermatome": "Thumb*",
    "spinous": "Spine of C6*",
    "hazards": "cord;deep vessels*",
    "sympathetic": "None*",
    "sources": "key_muscles gray1918;reflex gray1918;hazards gray1918",
}


def faults_of(**change: str) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerow({**SEGMENT, **change})
    with pytest.raises(CaseError) as raised:
        read_segments(text.getvalue(), {"gray1918"}, muscles())
    return str(raised.value)


def test_every_root_has_its_facts_in_order() -> None:
    assert tuple(segments()) == ROOTS
    assert segments()["C8"].caution == "There is no C8 vertebra to count."


def test_a_fact_without_source_is_assumed_and_one_with_a_source_is_not() -> None:
    for facts in segments().values():
        assert not facts.assumed & set(facts.sources)
    assert "spinous" in segments()["C6"].assumed
    assert segments()["C6"].hazards_assumed == (
        "deep cervical vessels",
        "carotid sheath if the needle comes to lie in front",
    )


def test_a_row_without_fault_leaves_only_the_other_roots_missing() -> None:
    found = faults_of().splitlines()
    assert len(found) == len(ROOTS) - 1
    assert found[0] == "segments.csv:1: root: is missing, got no row of 'C1'; allowed is a row for each root."


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"root": "C9"}, "root: unknown root, got 'C9'; allowed is C1 to C8"),
        ({"key_muscles": "brachioradial"}, "key_muscles: unknown name, got 'brachioradial'; muscles are listed by"),
        ({"key_muscles": "soleus"}, "key_muscles: is not fed by C6, got 'soleus'; allowed is a muscle of that root."),
        ({"key_muscles": ""}, "key_muscles: is empty"),
        ({"reflex_muscle": "soleus"}, "reflex_muscle: is not fed by C6, got 'soleus'"),
        ({"dermatome": "Thumb"}, "dermatome: has neither a source nor a star, got 'Thumb'; allowed is one of them."),
        (
            {"reflex": "Brachioradialis*"},
            "reflex: has both a source and a star, got 'Brachioradialis*'; allowed is one",
        ),
        ({"spinous": ""}, "spinous: is empty"),
        ({"hazards": "cord*"}, "hazards: has both a source and a star, got 'cord*'; allowed is one of them."),
        (
            {"sources": "reflex gray1918"},
            "key_muscles: has neither a source nor a star, got 'brachioradialis'; allowed is one of them.",
        ),
        ({"sources": "reflex gray1919"}, "sources: unknown name, got 'gray1919'; all are listed in"),
        ({"sources": "colour gray1918"}, "sources: is of no fact of this row, got 'colour gray1918'"),
        ({"sources": "share gray1918"}, "sources: is of no fact of this row, got 'share gray1918'"),
        ({"sources": "reflex"}, "sources: names none, got 'reflex'"),
    ],
)
def test_a_fault_of_a_segment_is_named(change: dict[str, str], expected: str) -> None:
    assert f"segments.csv:2: {expected}" in faults_of(**change)


def test_all_faults_of_a_row_come_at_once() -> None:
    found = faults_of(key_muscles="soleus", dermatome="", reflex="Brachioradialis*")
    assert [line.split(": ")[1] for line in found.splitlines()] == ["reflex", "dermatome", "key_muscles"]


def test_opinions_with_unknown_names_are_named_all_at_once() -> None:
    text = "muscle,source,roots\nsoleus,nobody,S1;S9\nsoles,gray1918,S1\nsoleus,gray1918,S1\nsoleus,gray1918,S2\n"
    with pytest.raises(CaseError) as raised:
        read_opinions(text, {"gray1918"}, muscles())
    assert [str(fault).split(",")[0] for fault in raised.value.faults] == [
        "root_opinions.csv:2: source: unknown name",
        "root_opinions.csv:2: roots: unknown name",
        "root_opinions.csv:3: muscle: unknown name",
        "root_opinions.csv:5: id: occurs twice",
    ]


def test_the_opinions_of_an_unknown_muscle_are_refused_with_the_nearest() -> None:
    with pytest.raises(ModelInputError, match="nearest: gluteus_medius"):
        opinions("glutaeus_medius")


def test_the_votes_of_each_muscle_are_those_of_its_opinions() -> None:
    """A source without numbers does not vote; every source of a vote is among those of the muscle."""
    rows = csv.DictReader(
        resources.files("sim.anatomy").joinpath("muscles.csv").read_text(encoding="utf-8").split("\n")
    )
    for row in rows:
        said = [opinion for opinion in opinions(row["id"]) if opinion.roots]
        named = Counter(root for opinion in said for root in opinion.roots)
        votes = dict(vote.split("=") for vote in row["votes"].split(";") if vote)
        assert votes == {root: f"{count}/{len(said)}" for root, count in named.items()}, row["id"]
        assert {opinion.source for opinion in opinions(row["id"])} <= set(muscles()[row["id"]].sources), row["id"]
