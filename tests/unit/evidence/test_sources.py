"""Every fact names its source by a key, and every key leads to a source."""

from __future__ import annotations

import re

import pytest

from sim.anatomy import muscles, sites
from sim.errors import CaseError, ModelInputError
from sim.evidence.sources import read_sources, source, sources
from tests.support.sources import ROOT

HEADER = "key,title,used_for,url,kind\n"
ROW = "gray1918,Gray,roots,http://example.org,textbook\n"


def test_every_source_of_the_anatomy_resolves() -> None:
    named = {key for row in muscles().values() for key in row.sources}
    named |= {key for place in sites().values() for key in place.sources}
    assert named - set(sources()) == set()


def test_every_source_named_in_a_note_resolves() -> None:
    keys = r"\b(?=[0-9a-f]*\d)[0-9a-f]{8}\b|\b[a-z]+_[a-z]+\b|\b[a-z]+\d{4}\b"
    named = {key for row in muscles().values() for key in re.findall(keys, row.note)}
    assert named
    assert named - set(sources()) == set()


WITHOUT_ADDRESS = ("own rule", "textbook", "teaching")


def test_every_source_has_an_address_or_is_a_rule_on_a_page_of_the_project() -> None:
    here = {item for item in sources().values() if not item.url.startswith(("http://", "https://"))}
    assert {item.key for item in here if item.kind not in WITHOUT_ADDRESS} == set()
    assert {item.key for item in here if not (ROOT / item.url).is_file()} == set()


def test_a_source_is_found_by_its_key() -> None:
    assert source("bogduk1982").kind == "article"


def test_an_unknown_key_gives_the_nearest() -> None:
    with pytest.raises(ModelInputError, match=r"source: unknown source, got 'bogduk1983'; nearest: bogduk1982"):
        source("bogduk1983")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADER + ROW + ROW, "sources.csv:3: key: occurs twice, got 'gray1918'"),
        (HEADER + ROW.replace("textbook", "hearsay"), "sources.csv:2: kind: unknown kind, got 'hearsay'"),
        (HEADER + ROW.replace("http://example.org", ""), "sources.csv:2: url: is empty"),
        (HEADER + "gray1918\n", "sources.csv:2: title: is empty"),
    ],
)
def test_a_fault_of_the_table_is_named(text: str, expected: str) -> None:
    with pytest.raises(CaseError) as raised:
        read_sources(text)
    assert expected in str(raised.value)


def test_all_faults_of_the_table_come_at_once() -> None:
    with pytest.raises(CaseError) as raised:
        read_sources(HEADER + "a,,,,\n" + ROW + ROW)
    assert [(fault.line, fault.path) for fault in raised.value.faults] == [
        (2, "title"),
        (2, "used_for"),
        (2, "url"),
        (2, "kind"),
        (4, "key"),
    ]
