from collections.abc import Callable
from subprocess import Popen

import pytest

from sim.storage import AttemptRow, Store

WRITER = """
import sys
from sim.storage import open_store

store = open_store(sys.argv[1])
for index in range(100_000):
    store.append(sys.argv[2], index, "needle", {"index": index, "site": "multifidus_c6"}, {"trace": [index] * 300})
    print(index, flush=True)
"""


@pytest.mark.parametrize("n_before_the_kill", [1, 10, 60])
def test_what_was_acknowledged_before_a_kill_is_there(
    database: str,
    store: Store,
    begin: Callable[..., AttemptRow],
    python: Callable[..., Popen[str]],
    n_before_the_kill: int,
) -> None:
    attempt = begin(store)
    writer = python(WRITER, database, attempt.id)
    assert writer.stdout is not None
    acknowledged = [int(writer.stdout.readline()) for _ in range(n_before_the_kill)]
    writer.kill()  # SIGKILL, while the writer is at the next appends
    acknowledged += [int(line) for line in writer.communicate()[0].splitlines()]

    indices = [decision.payload["index"] for decision in store.read(attempt.id, "alice").decisions]
    assert indices[: len(acknowledged)] == acknowledged
    assert len(indices) - len(acknowledged) in (0, 1)  # one may be on disk and not yet acknowledged
    assert indices == list(range(len(indices)))
    store.append(attempt.id, len(indices), "act", {"action": "stop"}, {})
