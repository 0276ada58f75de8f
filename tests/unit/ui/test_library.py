"""What a card of the library says."""

from __future__ import annotations

import pytest

from sim.cases import find_case
from sim.ui.library import Entry, facts_line, lead


@pytest.mark.parametrize(
    ("story", "taken"),
    [
        ("One sentence only", "One sentence only"),
        ("First one. " + "x" * 300 + ".", "First one."),
        ("x" * 300 + ". Second one.", "x" * 300 + "."),
        ("Does it hurt?  It\ndoes.", "Does it hurt? It does."),
    ],
)
def test_a_lead_is_whole_sentences_that_fit(story: str, taken: str) -> None:
    assert lead(story) == taken


def test_a_card_tells_the_place_and_the_person() -> None:
    assert facts_line(find_case("night-shoulder-1")) == "Left shoulder, man of 58"


@pytest.mark.parametrize(
    ("entry", "status"),
    [
        ({}, "Not begun"),
        ({"attempt_id": "x", "n_visit": 1}, "Not begun"),
        ({"attempt_id": "x", "n_visit": 3, "is_begun": True}, "At visit 3 of 6"),
        ({"attempt_id": "x", "is_begun": True, "is_closed": True, "responder": True}, "Done: a responder"),
        ({"attempt_id": "x", "is_begun": True, "is_closed": True, "responder": False}, "Done: no responder"),
    ],
)
def test_a_status_says_how_far_it_is(entry: dict[str, object], status: str) -> None:
    assert Entry(find_case("tennis-elbow-1"), **entry).status == status  # type: ignore[arg-type] # a table of cases
