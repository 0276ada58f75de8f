"""The reflex arc: the patient's graph compiled and run, and the answer read off the trace."""

from sim.reflex.needle import needle, needle_graph, spent_after, warm_up
from sim.reflex.response import RESPONSE_KINDS, PathStep, Response, ResponseKind, Trace

__all__ = [
    "RESPONSE_KINDS",
    "PathStep",
    "Response",
    "ResponseKind",
    "Trace",
    "needle",
    "needle_graph",
    "spent_after",
    "warm_up",
]
