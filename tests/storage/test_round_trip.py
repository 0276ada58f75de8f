from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.errors import StorageError
from sim.storage import AttemptRow, DecisionRow, Mode, Store, open_store

Begin = Callable[..., AttemptRow]

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=()))  # lone surrogates and zero characters too
)
JSON_VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=12
)


def test_attempt_and_decisions_come_back_as_they_were_stored(database: str, store: Store) -> None:
    begun = store.create_attempt(
        "alice",
        case_id="tennis-elbow-1",
        case_hash="5f3a",
        case_text="title: Schulter – µ 😀\n  # kept\n",
        seed=2**63 - 1,
        model_version="0.1.0",
        mode="exam",
    )
    store.append(begun.id, 0, "act", {"action": "treat"}, {"pain_nrs": 6.1})
    store.append(begun.id, 1, "needle", {"site": "multifidus_c6", "depth_mm": None}, {"trace": [0.1, -0.0, 1e-300]})
    store.dispose()

    again = open_store(database)
    stored = again.read(begun.id, "alice")
    again.dispose()

    start = datetime(2030, 1, 31, 23, 59, 58, tzinfo=UTC)
    assert stored.attempt == begun
    assert begun == AttemptRow(
        id=begun.id,
        case_id="tennis-elbow-1",
        case_hash="5f3a",
        case_text="title: Schulter – µ 😀\n  # kept\n",
        seed=2**63 - 1,
        mode="exam",
        model_version="0.1.0",
        created_at=start,
        closed_at=None,
        share_id=None,
    )
    assert stored.decisions == (
        DecisionRow(0, "act", {"action": "treat"}, {"pain_nrs": 6.1}, start + timedelta(seconds=1)),
        DecisionRow(
            1,
            "needle",
            {"site": "multifidus_c6", "depth_mm": None},
            {"trace": [0.1, -0.0, 1e-300]},
            start + timedelta(seconds=2),
        ),
    )
    assert stored.decisions[0].at.tzinfo == UTC


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(payload=st.dictionaries(st.text(), JSON_VALUES), shown=st.dictionaries(st.text(), JSON_VALUES))
def test_any_json_survives(store: Store, begin: Begin, payload: dict[str, object], shown: dict[str, object]) -> None:
    attempt = begin(store)
    store.append(attempt.id, 0, "any", payload, shown)
    (decision,) = store.read(attempt.id, "alice").decisions
    assert (decision.payload, decision.shown) == (payload, shown)


def test_clock_of_another_zone_is_stored_as_utc(database: str, begin: Begin) -> None:
    noon_in_vancouver = datetime(2030, 7, 1, 12, tzinfo=timezone(timedelta(hours=-7)))
    store = open_store(database, now=lambda: noon_in_vancouver)
    created_at = begin(store).created_at
    store.dispose()
    assert (created_at, created_at.tzinfo) == (datetime(2030, 7, 1, 19, tzinfo=UTC), UTC)


def test_latest_open_is_the_newest_that_is_not_closed(store: Store, begin: Begin) -> None:
    older = begin(store)
    shoulder = begin(store, case_id="night-shoulder-1")
    newest = begin(store)
    assert store.latest_open("alice") == newest
    assert store.latest_open("alice", "night-shoulder-1") == shoulder

    store.append(newest.id, 0, "act", {"action": "stop"}, {}, closes=True)
    assert store.latest_open("alice", "tennis-elbow-1") == older
    assert store.latest_open("alice", "sprain-1") is None
    assert [row.id for row in store.attempts_of("alice")] == [newest.id, shoulder.id, older.id]


def test_the_decision_that_closes_an_attempt_and_its_end_are_kept_at_once(store: Store, begin: Begin) -> None:
    attempt = begin(store)
    store.append(attempt.id, 0, "act", {"action": "stop"}, {}, closes=True)
    kept = store.read(attempt.id, "alice")
    assert kept.attempt.closed_at == kept.decisions[0].at


def test_an_attempt_that_cannot_be_closed_keeps_no_decision_either(
    store: Store, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = begin(store)

    def fails(*_: object) -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr("sim.storage.store.update", fails)
    with pytest.raises(StorageError, match="the disk is full"):
        store.append(attempt.id, 0, "act", {"action": "stop"}, {}, closes=True)
    monkeypatch.undo()
    kept = store.read(attempt.id, "alice")
    assert (kept.attempt.closed_at, kept.decisions) == (None, ())


@pytest.mark.parametrize(
    ("payload", "message"),
    [
        ({"pain": float("nan")}, "payload: cannot be written as JSON"),
        ({"when": datetime(2030, 1, 1, tzinfo=UTC)}, "payload: cannot be written as JSON"),
        ({"needles": [{1: "twitch"}]}, "payload: has a key that JSON would change, got '1'"),
    ],
)
def test_what_json_would_not_give_back_is_refused(
    store: Store, begin: Begin, payload: dict[str, object], message: str
) -> None:
    attempt = begin(store)
    with pytest.raises(StorageError, match=message):
        store.append(attempt.id, 0, "any", payload, {})
    assert store.read(attempt.id, "alice").decisions == ()


@pytest.mark.parametrize(
    ("case_text", "seed", "mode", "message"),
    [
        ("\ud800", 1, "training", "case_text: is not valid text"),
        ("a\x00b", 1, "training", "case_text: is not valid text"),
        ("", 2**63, "training", "seed: is out of range"),
        ("", -1, "training", "seed: is out of range"),
        ("", 1, "free", "mode: is unknown, got 'free'; allowed is training or exam"),
    ],
)
def test_attempt_that_cannot_be_kept_is_refused(
    store: Store, case_text: str, seed: int, mode: Mode, message: str
) -> None:
    with pytest.raises(StorageError, match=message):
        store.create_attempt(
            "alice", case_id="c", case_hash="h", case_text=case_text, seed=seed, model_version="0.1.0", mode=mode
        )
    assert store.attempts_of("alice") == ()
