from collections.abc import Callable
from pathlib import Path

import pytest

from sim.errors import StorageError
from sim.storage import AttemptRow, NotYours, Store

Begin = Callable[..., AttemptRow]


def test_another_learners_attempt_looks_like_one_that_does_not_exist(store: Store, begin: Begin) -> None:
    attempt = begin(store)
    store.append(attempt.id, 0, "act", {"action": "treat"}, {})
    with pytest.raises(NotYours) as of_alice:
        store.read(attempt.id, "bob")
    absent = "0" * 32
    with pytest.raises(NotYours) as of_nobody:
        store.read(absent, "bob")
    assert str(of_alice.value).replace(attempt.id, absent) == str(of_nobody.value)


def test_learners_see_and_delete_only_their_own(store: Store, begin: Begin) -> None:
    of_alice, of_bob = begin(store), begin(store, learner="bob")
    store.append(of_alice.id, 0, "act", {"action": "treat"}, {})
    store.append(of_bob.id, 0, "act", {"action": "stop"}, {})
    assert store.attempts_of("alice") == (of_alice,)
    assert store.latest_open("bob") == of_bob

    assert store.delete_attempts_of("alice") == 1
    assert store.attempts_of("alice") == ()
    with pytest.raises(NotYours):
        store.append(of_alice.id, 1, "act", {"action": "stop"}, {})
    assert len(store.read(of_bob.id, "bob").decisions) == 1


def test_share_link_opens_the_attempt_to_anybody_and_stays_the_same(store: Store, begin: Begin) -> None:
    attempt, other = begin(store), begin(store)
    store.append(attempt.id, 0, "act", {"action": "treat"}, {})
    share_id = store.share(attempt.id)
    assert store.share(attempt.id) == share_id
    assert store.share(other.id) != share_id
    assert share_id not in attempt.id
    assert store.read_shared(share_id) == store.read(attempt.id, "alice")


@pytest.mark.parametrize("guess", ["", "' OR 1=1 --", "\x00", "\ud800", "A" * 22, "0" * 32, "0" * 100_000])
def test_guessed_links_open_nothing(store: Store, begin: Begin, guess: str) -> None:
    begin(store)  # not shared: its empty share_id must not be found
    for open_guess in (
        lambda: store.read(guess, "alice"),
        lambda: store.read_shared(guess),
        lambda: store.append(guess, 0, "act", {}, {}, closes=True),
    ):
        with pytest.raises(NotYours) as refusal:
            open_guess()
        assert len(str(refusal.value)) < 400


def test_token_is_nowhere_in_the_file(store: Store, begin: Begin, sqlite_file: Path) -> None:
    begin(store, learner="token-of-alice-0123456789")
    content = b"".join(path.read_bytes() for path in sqlite_file.parent.glob("*"))
    assert b"token-of-alice" not in content


def test_learner_without_a_token_is_refused(store: Store, begin: Begin) -> None:
    with pytest.raises(StorageError, match="learner: is empty"):
        begin(store, learner="")
    with pytest.raises(StorageError, match="learner: is empty"):
        store.attempts_of("")
