"""An attempt is its inputs: it opens by replay, at the same place and with the same bits."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.cases import Act, Decision, Needle, Return, find_case, without_old_traces
from sim.errors import ReplayError
from sim.storage import AttemptRow, Store, open_store
from sim.ui import attempts
from sim.ui.attempts import Sitting

LEARNER = "a-learner-of-the-tests"
ECRB = "extensor_carpi_radialis_brevis"
DECISIONS: tuple[Decision, ...] = (
    Act("treat"),
    Needle(ECRB, "right"),
    Needle("multifidus_c6", "right"),
    Return(7),
    Act("treat"),
    Needle(ECRB, "right", 12.0, "ache"),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path / 'attempts.sqlite'}")


def decided(store: Store, *decisions: Decision) -> Sitting:
    sitting = attempts.begin(store, LEARNER, find_case("tennis-elbow-1"), 5)
    for decision in decisions:
        sitting = attempts.decide(store, sitting, decision)
    return sitting


def test_a_replay_stands_where_the_learner_stood(store: Store) -> None:
    sitting = decided(store, *DECISIONS)
    again = attempts.replayed(store.read(sitting.attempt.id, LEARNER))
    assert again.n_decisions == len(DECISIONS)
    assert again.notes == ()
    assert again.play.patient == sitting.play.patient
    last, last_again = (one.play.current.needles[-1].insertion.response for one in (sitting, again))
    assert last.trace.emg_uv.tobytes() == last_again.trace.emg_uv.tobytes()
    assert last.trace.force.tobytes() == last_again.trace.force.tobytes()


def test_a_replay_goes_by_the_revision_of_the_case_it_was_made_with(store: Store) -> None:
    case = find_case("tennis-elbow-1").model_copy(update={"title": "An older title"})
    sitting = attempts.begin(store, LEARNER, case, 5)
    assert attempts.replayed(store.read(sitting.attempt.id, LEARNER)).play.case.title == "An older title"


def test_only_the_last_insertion_keeps_its_run(store: Store) -> None:
    play = decided(store, *DECISIONS).play
    sizes = [needle.insertion.response.trace.emg_uv.size for visit in play.visits for needle in visit.needles]
    assert sizes[:-1] == [0] * (len(sizes) - 1)
    assert sizes[-1] > 0


def test_dropping_runs_changes_nothing_else(store: Store) -> None:
    play = decided(store, *DECISIONS).play
    assert without_old_traces(play).patient is play.patient
    kinds = [needle.insertion.response.kind for visit in play.visits for needle in visit.needles]
    assert len(kinds) == 3


def old_attempt(store: Store, **changes: str) -> AttemptRow:
    case = find_case("tennis-elbow-1")
    kept = {"case_hash": case.content_hash, "case_text": case.canonical_json(), "model_version": "0.0.1", **changes}
    return store.create_attempt(
        LEARNER,
        case_id=case.id,
        case_hash=kept["case_hash"],
        case_text=kept["case_text"],
        seed=5,
        model_version=kept["model_version"],
    )


def test_a_replay_names_what_it_shows_otherwise_and_both_models(store: Store) -> None:
    row = old_attempt(store)
    store.append(row.id, 0, "act", {"kind": "act", "action": "treat"}, {"phase": "a dance"})
    notes = attempts.replayed(store.read(row.id, LEARNER)).notes
    assert "model 0.0.1" in notes[0]
    assert notes[1] == "Decision 1: phase: was 'a dance', is now 'needling'"


def test_another_model_that_shows_the_same_is_named_too(store: Store) -> None:
    (note,) = attempts.replayed(store.read(old_attempt(store).id, LEARNER)).notes
    assert note.startswith("This attempt was made with model 0.0.1; now it is model ")
    assert note.endswith("it shows what you saw then.")


def test_an_attempt_is_not_opened_on_a_text_that_is_not_its_case(store: Store) -> None:
    row = old_attempt(store, case_hash="0" * 32)
    with pytest.raises(ReplayError, match="belongs to another revision of the case 'tennis-elbow-1', got the content"):
        attempts.replayed(store.read(row.id, LEARNER))
