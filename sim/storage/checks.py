"""What may go into the store, checked before a connection is taken."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

from sim.errors import StorageError
from sim.storage.faults import not_yours
from sim.storage.records import MODES

SEED_MAX = 2**63 - 1


def learner_hash(learner: str) -> str:
    """Return what the database knows a learner by; the token cannot be had back from it."""
    if not learner:
        # An empty token would make one learner of everybody whose browser sends none.
        raise _refused("learner", "is empty", learner, "a token of at least one character")
    return hashlib.sha256(learner.encode("utf-8", "surrogatepass")).hexdigest()


def attempt_key(attempt_id: str) -> str:
    """Return `attempt_id`, or raise `NotYours` where it can be none; ids come from links and may be anything."""
    if re.fullmatch(r"[0-9a-f]{32}", attempt_id) is None:
        raise not_yours(attempt_id)
    return attempt_id


def share_key(share_id: str) -> str:
    """Return `share_id`, or raise `NotYours` where it can be none."""
    if re.fullmatch(r"[A-Za-z0-9_-]{22}", share_id) is None:
        raise not_yours(share_id)
    return share_id


def require_text(where: str, value: str) -> str:
    """Return `value`, or raise where it is a text that not every database can hold."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise _refused(where, "is not valid text", value[:40], "text without lone surrogates") from None
    if "\x00" in value:
        raise _refused(where, "is not valid text", value[:40], "text without zero characters")
    return value


def require_mode(value: str) -> str:
    """Return `value`, or raise where it is no mode of an attempt."""
    if value not in MODES:
        raise _refused("mode", "is unknown", value, " or ".join(MODES))
    return value


def require_seed(value: int) -> int:
    """Return `value`, or raise where it does not fit the column."""
    if not 0 <= value <= SEED_MAX:
        raise _refused("seed", "is out of range", value, f"0 to {SEED_MAX}")
    return value


def require_json(where: str, value: Mapping[str, object]) -> dict[str, object]:
    """Return `value` as a dictionary, or raise where reading it back from JSON would give something else.

    A tuple may come back as a list; anything else has to be equal.
    """
    try:
        json.dumps(dict(value), allow_nan=False)
        odd_key = _odd_key(dict(value))
    except (TypeError, ValueError, RecursionError) as error:
        raise _refused(where, "cannot be written as JSON", str(error), "what JSON can hold, no NaN") from None
    if odd_key is not None:
        raise _refused(where, "has a key that JSON would change", odd_key, "text")
    return dict(value)


def _odd_key(value: object) -> object:
    """Return a key that is not text, or None; JSON would make text of it without a word."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                return repr(key)
            if (found := _odd_key(item)) is not None:
                return found
    elif isinstance(value, list | tuple):
        for item in value:
            if (found := _odd_key(item)) is not None:
                return found
    return None


def _refused(where: str, wrong: str, got: object, allowed: str) -> StorageError:
    return StorageError(f"{where}: {wrong}, got {got!r}; allowed is {allowed}. Nothing was saved.")
