"""The reflex arc: the patient's graph compiled and run, and the answer read off the trace."""

from sim.reflex.needle import DEPTH_MAX_MM, DEPTH_MIN_MM, needle, needle_graph, onset, warm_up
from sim.reflex.nerve_tests import REFLEX_KINDS, ReflexKind, ReflexTest, reflex_test, reflex_test_graph
from sim.reflex.response import RESPONSE_KINDS, STATIONS, PathStep, Response, ResponseKind, Station, Trace
from sim.reflex.trials import Trials, needle_trials

__all__ = [
    "DEPTH_MAX_MM",
    "DEPTH_MIN_MM",
    "REFLEX_KINDS",
    "RESPONSE_KINDS",
    "STATIONS",
    "PathStep",
    "ReflexKind",
    "ReflexTest",
    "Response",
    "ResponseKind",
    "Station",
    "Trace",
    "Trials",
    "needle",
    "needle_graph",
    "needle_trials",
    "onset",
    "reflex_test",
    "reflex_test_graph",
    "warm_up",
]
