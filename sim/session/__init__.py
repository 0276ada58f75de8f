"""One visit: needles in order, and what each does at once."""

from sim.session.adverse import BEYOND, HARMFUL, in_reach, probabilities, reach_words
from sim.session.insert import InsertionRecord, answered, depth_of, insert, insertion_onset, tip_at
from sim.session.numbers import NUMBERS, SessionNumbers

__all__ = [
    "BEYOND",
    "HARMFUL",
    "NUMBERS",
    "InsertionRecord",
    "SessionNumbers",
    "answered",
    "depth_of",
    "in_reach",
    "insert",
    "insertion_onset",
    "probabilities",
    "reach_words",
    "tip_at",
]
