"""The reflex arc: the patient's graph compiled and run, and the answer read off the trace."""

from sim.reflex.needle import needle, needle_graph, onset, warm_up
from sim.reflex.response import RESPONSE_KINDS, PathStep, Response, ResponseKind, Trace
from sim.reflex.trials import Trials, needle_trials

__all__ = [
    "RESPONSE_KINDS",
    "PathStep",
    "Response",
    "ResponseKind",
    "Trace",
    "Trials",
    "needle",
    "needle_graph",
    "needle_trials",
    "onset",
    "warm_up",
]
