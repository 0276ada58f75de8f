"""Steps at the bench as plain functions: kept before they count, and never a raise at a learner."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.cases import Needle, apply, find_case
from sim.errors import StorageError
from sim.patient.state import SiteKey
from sim.storage import Store, open_store
from sim.ui import attempts, moves, text
from sim.ui.state import Bench, Message

LEARNER = "a-learner-of-the-tests"
ECRB = SiteKey("extensor_carpi_radialis_brevis", "right")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path / 'attempts.sqlite'}")


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(attempts.begin(store, LEARNER, find_case("tennis-elbow-1"), 5))


def kept(store: Store, bench: Bench) -> int:
    return len(store.read(bench.sitting.attempt.id, LEARNER).decisions)


def treated(store: Store, bench: Bench) -> Bench:
    return moves.on_act(store, LEARNER, bench, "treat")


def needled(store: Store, bench: Bench) -> Bench:
    return moves.on_pending(store, LEARNER, moves.on_needle(bench, ECRB, None, "twitch"))


def test_a_step_is_kept_and_shown(store: Store, bench: Bench) -> None:
    after = treated(store, bench)
    assert after.play.phase == "needling"
    assert kept(store, after) == after.sitting.n_decisions == 1


def test_a_needle_is_on_its_way_before_it_is_kept(store: Store, bench: Bench) -> None:
    on_its_way = moves.on_needle(treated(store, bench), ECRB, 14.0, "twitch")
    assert on_its_way.pending == Needle(ECRB.site, ECRB.side, 14.0, "twitch")
    assert kept(store, on_its_way) == 1
    after = moves.on_pending(store, LEARNER, on_its_way)
    assert after.pending is None
    assert kept(store, after) == 2


def test_what_is_computed_already_is_not_computed_again(store: Store, bench: Bench) -> None:
    on_its_way = moves.on_needle(treated(store, bench), ECRB, 14.0, "twitch")
    assert on_its_way.pending is not None
    ready = apply(on_its_way.play, on_its_way.pending)
    after = moves.on_pending(store, LEARNER, on_its_way, lambda: ready)
    assert after.play.current.needles[-1] is ready.current.needles[-1]


def test_nothing_on_its_way_changes_nothing(store: Store, bench: Bench) -> None:
    assert moves.on_pending(store, LEARNER, bench) is bench


@pytest.mark.parametrize(
    ("site", "predicted", "words"), [(None, "twitch", text.CHOOSE_A_SITE), (ECRB, None, text.PREDICT_FIRST)]
)
def test_an_unready_needle_is_answered(
    store: Store, bench: Bench, site: SiteKey | None, predicted: None, words: str
) -> None:
    after = moves.on_needle(treated(store, bench), site, None, predicted)
    assert after.message == Message("warning", words)
    assert after.pending is None


def test_a_step_that_is_not_allowed_is_answered_and_not_kept(store: Store, bench: Bench) -> None:
    after = moves.on_pending(store, LEARNER, moves.on_needle(bench, ECRB, None, "twitch"))
    assert after.message is not None
    assert after.message.kind == "error"
    assert "cannot follow" in after.message.text
    assert after.sitting == bench.sitting
    assert kept(store, bench) == 0


def test_an_unknown_site_is_answered_with_the_nearest(store: Store, bench: Bench) -> None:
    on_its_way = moves.on_needle(treated(store, bench), SiteKey("multifidus_c66", "right"), None, "twitch")
    after = moves.on_pending(store, LEARNER, on_its_way)
    assert after.message is not None
    assert "multifidus_c6" in after.message.text
    assert kept(store, bench) == 1


def test_days_out_of_range_are_answered(store: Store, bench: Bench) -> None:
    after = moves.on_return(store, LEARNER, treated(store, bench), 900)
    assert after.message is not None
    assert "allowed is 1 to 84 days" in after.message.text
    assert kept(store, bench) == 1


def test_a_second_tab_sees_the_newest_state_and_its_own_step_is_not_taken(store: Store, bench: Bench) -> None:
    here = treated(store, bench)
    there = needled(store, here)
    after = needled(store, here)
    assert after.message == Message("warning", text.MOVED_ON)
    assert after.sitting.n_decisions == there.sitting.n_decisions == kept(store, bench) == 2


def test_a_step_that_cannot_be_kept_leaves_the_bench_as_it_was(
    store: Store, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise StorageError("attempts.sqlite: is locked by another program")

    monkeypatch.setattr(Store, "append", locked)
    after = treated(store, bench)
    assert after.message == Message("error", "attempts.sqlite: is locked by another program")
    assert after.sitting == bench.sitting


def test_closing_marks_the_attempt_as_finished(store: Store, bench: Bench) -> None:
    after = moves.on_act(store, LEARNER, bench, "stop")
    assert after.play.is_closed
    assert store.read(after.sitting.attempt.id, LEARNER).attempt.closed_at is not None


def test_again_is_another_attempt_at_the_same_case(store: Store, bench: Bench) -> None:
    after = moves.on_again(store, LEARNER, bench, 77)
    assert after.sitting.attempt.id != bench.sitting.attempt.id
    assert after.play.case == bench.play.case
    assert after.play.seed == 77
    assert after.sitting.n_decisions == 0
