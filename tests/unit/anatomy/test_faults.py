"""A broken table stops the load with every fault by row and field."""

from __future__ import annotations

import csv
import io

import pytest

from sim.anatomy import muscles, sites
from sim.anatomy.muscle_table import COLUMNS, read_muscles
from sim.anatomy.site_table import (
    PARASPINAL_COLUMNS,
    REGION_COLUMNS,
    SITE_COLUMNS,
    read_muscle_sites,
    read_paraspinal_sites,
    read_regions,
)
from sim.errors import CaseError

MUSCLE = {
    "id": "biceps",
    "name": "Biceps",
    "region": "arm",
    "ramus": "anterior",
    "nerve": "musculocutaneous nerve",
    "plexus": "brachial plexus",
    "votes": "C5=1/1;C6=1/2",
    "dominant": "C5",
    "is_segmental": "no",
    "path": "foramen_axilla + 0.5 axilla_elbow",
    "sources": "gray1918",
    "standing": "measured",
}
SITE = {
    "id": "biceps_brachii",
    "short_name": "Biceps",
    "position": "supine",
    "skin": "arm",
    "cover": "none",
    "thickness": "thick",
    "beyond": "vessel",
    "landmark": "middle of the arm",
}
LEVEL = {
    **SITE,
    "segment": "C5",
    "neighbours": "C4;C6",
    "region": "paraspinal cervical",
    "path": "posterior_ramus",
    "hazards": "spinal canal",
    "deep": "multifidus_cervical;interspinales",
    "sources": "gray1918",
}
SPANNING = {
    **SITE,
    "id": "longissimus_thoracis",
    "levels": "L3-L5",
    "is_shared": "yes",
    "position": "prone",
    "landmark": "beside {spine}",
}
REGION = {"id": "arm", "name": "Upper arm", "movement": "elbow extension", "sites": "biceps_brachii"}


def table(columns: tuple[str, ...], *rows: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def faults_of_muscles(*rows: dict[str, str]) -> list[str]:
    with pytest.raises(CaseError) as raised:
        read_muscles(table(COLUMNS, *rows), {"gray1918"})
    return [str(fault) for fault in raised.value.faults]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"votes": "C9=1/1", "dominant": ""}, "votes: unknown root, got 'C9'; allowed is C1 to C8"),
        ({"votes": "C5=-1/10"}, "votes: is no share of sources, got 'C5=-1/10'; allowed is like C6=1/5"),
        ({"votes": "C5=3/2"}, "votes: is no share of sources, got 'C5=3/2'"),
        ({"votes": "C5=0/0"}, "votes: is no share of sources, got 'C5=0/0'"),
        (
            {"votes": "", "dominant": ""},
            "votes: is empty, got ''; allowed without roots is a muscle of a cranial nerve",
        ),
        ({"dominant": "T1"}, "dominant: dominant: is not among the roots of the muscle, got 'T1'"),
        ({"dominant": "X1"}, "dominant: unknown name, got 'X1'; allowed is C1 to C8"),
        ({"inferred": "X1"}, "inferred: unknown name, got 'X1'; allowed is C1 to C8"),
        ({"ramus": "upper"}, "ramus: unknown, got 'upper'; allowed is posterior, anterior, cranial"),
        (
            {"ramus": "posterior"},
            "ramus: contradicts the nerve 'musculocutaneous nerve', got 'posterior'; allowed is anterior or cranial.",
        ),
        (
            {"nerve": "posterior rami"},
            "ramus: contradicts the nerve 'posterior rami', got 'anterior'; allowed is posterior.",
        ),
        ({"sources": "gray1919"}, "sources: unknown name, got 'gray1919'; all are listed in sim/evidence/sources.csv"),
        ({"sources": ""}, "sources: is empty, got ''"),
        ({"standing": "certain"}, "standing: unknown, got 'certain'; allowed is measured, assumed, taught"),
        ({"name": " "}, "name: is empty, got ''"),
        ({"path": "0.5 wing"}, "path: path: unknown length, got 'wing_c5'"),
        ({"path": "-1 forearm"}, "path: path: bad factor, got '-1'; allowed is a number above 0"),
        ({"path": "a b c"}, "path: path: is no sum of lengths, got 'a b c'"),
        ({"ramus": "cranial", "votes": "", "dominant": ""}, "path: has no root to begin at, got 'foramen_axilla"),
    ],
)
def test_a_fault_of_a_muscle_is_named(change: dict[str, str], expected: str) -> None:
    assert f"muscles.csv:2: {expected}" in "\n".join(faults_of_muscles({**MUSCLE, **change}))


@pytest.mark.parametrize(
    ("name", "ramus", "nerve"),
    [
        ("latissimus_dorsi", "posterior", "posterior rami"),
        ("levator_scapulae", "cranial", "accessory nerve"),
        ("rhomboid_major", "posterior", "posterior ramus of C5"),
        ("serratus_posterior_inferior", "posterior", "posterior rami"),
        ("quadratus_lumborum", "posterior", "posterior rami"),
        ("trapezius_upper", "posterior", "posterior rami"),
        ("trapezius_upper", "anterior", "cervical plexus"),
        ("splenius_capitis", "anterior", "cervical plexus"),
        ("multifidus_lumbar", "anterior", "lumbar plexus"),
        ("biceps", "posterior", "posterior rami"),
    ],
)
def test_a_muscle_on_the_wrong_ramus_stops_the_load_though_its_nerve_says_the_same(
    name: str, ramus: str, nerve: str
) -> None:
    found = faults_of_muscles({**MUSCLE, "id": name, "ramus": ramus, "nerve": nerve})
    assert any(f"ramus: is wrong for {name}, got {ramus!r}" in fault for fault in found)


def test_all_faults_of_all_rows_come_at_once() -> None:
    found = faults_of_muscles({**MUSCLE, "sources": "nobody", "standing": "sure"}, MUSCLE, {**MUSCLE, "votes": "C5"})
    assert [fault.split(": ")[:2] for fault in found] == [
        ["muscles.csv:2", "sources"],
        ["muscles.csv:2", "standing"],
        ["muscles.csv:3", "id"],
        ["muscles.csv:4", "votes"],
        ["muscles.csv:4", "votes"],
        ["muscles.csv:4", "dominant"],
        ["muscles.csv:4", "id"],
    ]


def test_a_missing_root_a_negative_weight_and_an_unknown_source_are_all_told_by_row() -> None:
    """The three faults that would do the most harm unseen; nothing of the table is used."""
    found = faults_of_muscles(
        {**MUSCLE, "votes": "C5=1/1;C9=1/2"},
        {**MUSCLE, "id": "triceps", "votes": "C5=1/1;C6=-0.1"},
        {**MUSCLE, "id": "brachialis", "sources": "gray1918;hearsay"},
    )
    assert [fault.split(", got")[0] for fault in found] == [
        "muscles.csv:2: votes: unknown root",
        "muscles.csv:3: votes: is no share of sources",
        "muscles.csv:4: sources: unknown name",
    ]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(CaseError, match=r"muscles.csv:1: votes: columns are missing"):
        read_muscles(table(tuple(column for column in COLUMNS if column != "votes"), MUSCLE), {"gray1918"})


def test_a_row_with_a_cell_too_many_is_named() -> None:
    with pytest.raises(CaseError, match=r"muscles.csv:2: row: has cells too many, got \['extra'\]"):
        read_muscles(table(COLUMNS, MUSCLE).rstrip("\n") + ",extra\n", {"gray1918"})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"id": "elbow"}, "id: unknown muscle, got 'elbow'"),
        ({"id": "masseter"}, "id: has no segmental supply, got 'masseter'; allowed is a muscle with roots"),
        (
            {"id": "longissimus_thoracis"},
            "levels: contradicts muscles.csv, got ''; allowed are levels of a muscle in segments",
        ),
        (
            {"levels": "C5", "is_shared": "yes"},
            "levels: contradicts muscles.csv, got 'C5'; allowed are levels of a muscle in",
        ),
        ({"position": "upside down"}, "position: unknown, got 'upside down'; allowed is prone, supine, side-lying"),
        ({"skin": "scalp"}, "depths: skin: unknown skin, got 'scalp'; allowed is neck, back"),
        ({"id": "rhomboid_major"}, "beyond: contradicts the hazards, got 'vessel'; allowed is lung or kidney where"),
        ({"beyond": "lung"}, "beyond: contradicts the hazards, got 'lung'; allowed is lung where they name the"),
        ({"landmark": ""}, "landmark: is empty, got ''"),
    ],
)
def test_a_fault_of_a_site_is_named(change: dict[str, str], expected: str) -> None:
    with pytest.raises(CaseError) as raised:
        read_muscle_sites(table(SITE_COLUMNS, {**SITE, **change}), muscles())
    assert f"sites.csv:2: {expected}" in str(raised.value)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"levels": "L3-L9"}, "levels: unknown root, got 'L3-L9'; allowed is C1 to C8"),
        ({"levels": "L5-L3"}, "levels: runs upwards, got 'L5-L3'; allowed is from the head down"),
        ({"levels": "L5-S1"}, "levels: is no root of the muscle, got 'S1'; allowed is"),
        ({"is_shared": "perhaps"}, "is_shared: unknown, got 'perhaps'; allowed is no, yes"),
        ({"beyond": "kidney"}, "beyond: contradicts the hazards, got 'kidney'"),
        ({"hazards": "pleura"}, "beyond: contradicts the hazards, got 'vessel'; allowed is lung or kidney where"),
    ],
)
def test_a_fault_of_a_level_is_named(change: dict[str, str], expected: str) -> None:
    with pytest.raises(CaseError) as raised:
        read_muscle_sites(table(SITE_COLUMNS, {**SPANNING, **change}), muscles())
    assert f"sites.csv:2: {expected}" in str(raised.value)


def test_the_same_level_twice_is_named() -> None:
    with pytest.raises(CaseError, match=r"sites.csv:3: id: occurs twice, got 'longissimus_thoracis_l4'"):
        read_muscle_sites(table(SITE_COLUMNS, SPANNING, {**SPANNING, "levels": "L4"}), muscles())


def test_an_unknown_muscle_does_not_hide_the_faults_of_later_rows() -> None:
    with pytest.raises(CaseError) as raised:
        read_muscle_sites(table(SITE_COLUMNS, {**SITE, "id": "elbow"}, {**SITE, "landmark": ""}), muscles())
    assert [fault.line for fault in raised.value.faults] == [2, 3]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"segment": "C9"}, "segment: unknown root, got 'C9'"),
        ({"neighbours": "C4;D6"}, "neighbours: unknown name, got 'D6'"),
        ({"sources": "nobody"}, "sources: unknown name, got 'nobody'"),
        ({"hazards": "pleura"}, "beyond: contradicts the hazards"),
        ({"path": ""}, "path: is empty"),
        ({"path": "0.5 wing"}, "path: path: unknown length, got 'wing_c5'"),
        ({"deep": "multifidi"}, "deep: unknown name, got 'multifidi'; all are listed in muscles.csv"),
        ({"region": "tail"}, "region: has no multifidus, got 'tail'"),
    ],
)
def test_a_fault_of_a_paraspinal_level_is_named(change: dict[str, str], expected: str) -> None:
    with pytest.raises(CaseError) as raised:
        read_paraspinal_sites(table(PARASPINAL_COLUMNS, {**LEVEL, **change}), {"gray1918"}, muscles())
    assert f"paraspinals.csv:2: {expected}" in str(raised.value)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"sites": "biceps"}, "sites: unknown name, got 'biceps'"),
        ({"sites": ""}, "sites: is empty, got ''"),
        ({"movement": ""}, "movement: is empty, got ''"),
    ],
)
def test_a_fault_of_a_region_is_named(change: dict[str, str], expected: str) -> None:
    with pytest.raises(CaseError) as raised:
        read_regions(table(REGION_COLUMNS, {**REGION, **change}), sites())
    assert f"complaint_regions.csv:2: {expected}" in str(raised.value)


def test_rows_without_faults_are_read() -> None:
    assert list(read_muscles(table(COLUMNS, MUSCLE), {"gray1918"})["biceps"].roots) == ["C5", "C6"]
    assert list(read_muscle_sites(table(SITE_COLUMNS, SITE), muscles())) == ["biceps_brachii"]
    found = read_muscle_sites(table(SITE_COLUMNS, SPANNING), muscles())
    assert list(found) == [f"longissimus_thoracis_{level}" for level in ("l3", "l4", "l5")]
    assert found["longissimus_thoracis_l4"].landmark == "beside the spine of L4"
    paraspinal = read_paraspinal_sites(table(PARASPINAL_COLUMNS, LEVEL), {"gray1918"}, muscles())
    assert list(paraspinal) == ["multifidus_c5"]


def test_a_star_marks_a_hazard_without_a_source() -> None:
    row = read_muscles(table(COLUMNS, {**MUSCLE, "hazards": "brachial artery;median nerve*"}), {"gray1918"})["biceps"]
    assert row.hazards == ("brachial artery", "median nerve")
    assert row.hazards_assumed == ("median nerve",)
