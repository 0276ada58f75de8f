"""Attempts on disk: each decision is committed before it is acknowledged. Knows JSON, not the model."""

from sim.storage.faults import Conflict, NotYours
from sim.storage.records import AttemptRow, DecisionRow, Mode, StoredAttempt
from sim.storage.store import Store, open_store

__all__ = ["AttemptRow", "Conflict", "DecisionRow", "Mode", "NotYours", "Store", "StoredAttempt", "open_store"]
