"""Published figures are read from a table, with all faults at once, and found by their id."""

from __future__ import annotations

import pytest

from sim.errors import CaseError, ModelInputError
from sim.evidence.sources import Source
from sim.evidence.targets import Target, origin, read_targets, targets

HEADER = "id,title,quantity,arm,time,value,spread,unit,n,url,note\n"
ROW = "cramp-1,Minetto,duration,,,55.6,,s,,http://example.org,\n"


def test_a_number_leads_to_a_figure_or_to_a_source() -> None:
    assert isinstance(origin("cramp-003"), Target)
    assert isinstance(origin("gunn_loop"), Source)


def test_an_unknown_source_gives_the_nearest_of_both_tables() -> None:
    with pytest.raises(ModelInputError, match=r"unknown source, got 'cramp-00'; nearest: cramp-0\d\d"):
        origin("cramp-00")


def test_every_figure_has_an_address() -> None:
    assert [item.id for item in targets().values() if not item.url.startswith(("http://", "https://"))] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADER + ROW + ROW, "targets.csv:3: id: occurs twice, got 'cramp-1'"),
        (HEADER + ROW.replace("55.6", ""), "targets.csv:2: value: is empty"),
        (HEADER + ROW.replace("http://example.org", ""), "targets.csv:2: url: is empty"),
    ],
)
def test_a_fault_of_the_table_is_named(text: str, expected: str) -> None:
    with pytest.raises(CaseError) as raised:
        read_targets(text)
    assert expected in str(raised.value)


def test_all_faults_of_the_table_come_at_once() -> None:
    with pytest.raises(CaseError) as raised:
        read_targets(HEADER + ROW.replace("s,,", ",,") + ROW)
    assert [(fault.line, fault.path) for fault in raised.value.faults] == [(2, "unit"), (3, "id")]
