from __future__ import annotations

import json

import pytest

from sim.cases import Act, Decision, Needle, Return, from_json, to_json
from sim.errors import ReplayError

DECISIONS: list[Decision] = [
    Act("treat"),
    Act("manual_therapy"),
    Needle("multifidus_c6", "right"),
    Needle("multifidus_c6", "left", 12.5, "cramp"),
    Needle("multifidus_c6", "left", 12.5, angle_deg=60.0),
    Return(7),
]


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_decision_comes_back_from_json(decision: Decision) -> None:
    assert from_json(json.loads(json.dumps(to_json(decision)))) == decision


def test_a_needle_that_goes_straight_in_is_written_as_it_was_before_there_were_angles() -> None:
    kept = {"kind": "needle", "site": "multifidus_c6", "side": "left", "depth_mm": 12.5, "predicted": None}
    assert to_json(Needle("multifidus_c6", "left", 12.5)) == kept
    assert from_json(kept) == Needle("multifidus_c6", "left", 12.5)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "decision: is not an object"),
        ({}, "decision.kind: is unknown, got None; allowed is act, needle, return"),
        ({"kind": "act", "action": "needle"}, "decision.action: is unknown, got 'needle'; allowed is treat"),
        ({"kind": "act", "action": ["treat"]}, "decision.action: is unknown"),
        ({"kind": "act", "action": "treat", "why": 1}, "decision: has unknown fields, got why"),
        ({"kind": "needle", "site": 3, "side": "left"}, "decision.site: is not a name"),
        ({"kind": "needle", "site": "x", "side": "up"}, "decision.side: is unknown, got 'up'; allowed is left, right"),
        ({"kind": "needle", "site": "x", "side": "left", "depth_mm": "5"}, "decision.depth_mm: is not a number"),
        ({"kind": "needle", "site": "x", "side": "left", "angle_deg": True}, "decision.angle_deg: is not a number"),
        ({"kind": "needle", "site": "x", "side": "left", "predicted": "pop"}, "decision.predicted: is unknown"),
        ({"kind": "return", "days": 1.5}, "decision.days: is not a whole number"),
        ({"kind": "return", "days": True}, "decision.days: is not a whole number"),
    ],
)
def test_what_is_no_decision_says_what_is_wrong(value: object, message: str) -> None:
    with pytest.raises(ReplayError) as caught:
        from_json(value)
    assert str(caught.value).startswith(message)
