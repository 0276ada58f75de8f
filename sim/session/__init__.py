"""One visit: needles in order, and what each does at once."""

from sim.session.insert import InsertionRecord, answered, insert, insertion_onset
from sim.session.numbers import NUMBERS, SessionNumbers

__all__ = ["NUMBERS", "InsertionRecord", "SessionNumbers", "answered", "insert", "insertion_onset"]
