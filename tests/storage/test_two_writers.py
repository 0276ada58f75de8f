from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from sim.storage import AttemptRow, Conflict, Store, open_store

Begin = Callable[..., AttemptRow]


def test_of_two_tabs_that_decide_at_once_exactly_one_wins(database: str, store: Store, begin: Begin) -> None:
    """Two stores are two engines: to the database the same as two processes."""
    attempt = begin(store)
    tabs = {"left": store, "right": open_store(database)}
    barrier = Barrier(2)

    def decide(name: str, index: int) -> str:
        barrier.wait()
        try:
            tabs[name].append(attempt.id, index, "act", {"by": name}, {})
        except Conflict as conflict:
            return str(conflict)
        return name

    winners = []
    with ThreadPoolExecutor(2) as pool:
        for index in range(20):
            said = list(pool.map(decide, tabs, [index, index]))
            winners += [name for name in said if name in tabs]
            assert len(winners) == index + 1
            assert any("has moved on in another tab" in text and "Nothing was lost" in text for text in said)
    tabs["right"].dispose()
    assert [decision.payload["by"] for decision in store.read(attempt.id, "alice").decisions] == winners


@pytest.mark.parametrize("index", [-1, 0, 2, 99])
def test_only_the_next_decision_is_taken(store: Store, begin: Begin, index: int) -> None:
    attempt = begin(store)
    store.append(attempt.id, 0, "act", {"action": "treat"}, {})
    with pytest.raises(Conflict, match=f"got decision {index}; allowed is decision 1, the next one"):
        store.append(attempt.id, index, "act", {"action": "stop"}, {})
    assert len(store.read(attempt.id, "alice").decisions) == 1


def test_attempt_finished_in_another_tab_takes_no_more(store: Store, begin: Begin) -> None:
    attempt = begin(store)
    store.append(attempt.id, 0, "act", {"action": "stop"}, {}, closes=True)
    with pytest.raises(Conflict, match="allowed is an attempt that is still open"):
        store.append(attempt.id, 1, "act", {"action": "treat"}, {})


def test_one_store_serves_many_threads(store: Store, begin: Begin) -> None:
    def learn(learner: str) -> int:
        attempt = begin(store, learner=learner)
        for index in range(5):
            store.append(attempt.id, index, "needle", {"index": index}, {})
        return len(store.read(attempt.id, learner).decisions)

    with ThreadPoolExecutor(30) as pool:
        assert list(pool.map(learn, [f"learner {n}" for n in range(30)])) == [5] * 30
