"""Electrodiagnostic reflexes of any muscle with a nerve path: H-reflex, tendon reflex, F waves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sim.errors import input_error, require_between
from sim.evidence.reflex import DEFAULTS, Values
from sim.patient.graph import Graph, build_graph, node
from sim.patient.state import HEIGHT_MAX_CM, HEIGHT_MIN_CM, SIDES, Patient, SiteKey
from sim.reflex.arc import Arc, conducting, read_arc
from sim.reflex.f_wave import FWaves, f_waves
from sim.reflex.volley import Answer, expected_ms, h_reflex, tendon_reflex

ReflexKind = Literal["h_reflex", "tendon", "f_wave"]
REFLEX_KINDS: tuple[ReflexKind, ...] = ("h_reflex", "tendon", "f_wave")


@dataclass(frozen=True, slots=True)
class ReflexTest:
    """The outcome of one test.

    Parameters
    ----------
    is_obtainable
        Whether an answer was seen.
    latency_ms
        Stimulus or tap to the first unit of the answer (of F waves the earliest); where none came, what it would be if
        the axons conducted.
    amplitude_mv
        Peak of the compound potential under a surface electrode (of F waves the mean); 0 where none came.
    m_latency_ms, m_max_mv
        Of the direct answer to a stimulus at the same point that excites every motor axon.
    ia_share, m_share
        Shares of the Ia and of the motor axons that the best stimulus excites; 0 for kinds to which they do not apply.
    f_waves
        The series; None for the other kinds.
    """

    muscle: SiteKey
    kind: ReflexKind
    is_obtainable: bool
    latency_ms: float
    amplitude_mv: float
    m_latency_ms: float
    m_max_mv: float
    ia_share: float
    m_share: float
    f_waves: FWaves | None


def reflex_test(
    patient: Patient, muscle: SiteKey, kind: ReflexKind, *, key: int, values: Values = DEFAULTS
) -> ReflexTest:
    """Return what a test of one muscle of a patient brings.

    Parameters
    ----------
    muscle
        Any muscle with a nerve path, or a paraspinal site.
    kind
        `h_reflex`, `tendon` or `f_wave`.
    key
        Seed of what is chance in this test; see `sim.rng.stream_key`.

    Raises
    ------
    ModelInputError
        If the muscle is not known or has no segmental supply or no nerve path, the kind or side is not known, or the
        height is out of range.

    Notes
    -----
    One set of parameters for all muscles; the nerve is stimulated at the last joint before the muscle. The muscle is
    tested whole: a root counts with its share in the muscle, not with that in a band.
    """
    if muscle.side not in SIDES:
        raise input_error("side", "is unknown", muscle.side, f"allowed is {' or '.join(SIDES)}")
    require_between("patient.height_cm", patient.height_cm, HEIGHT_MIN_CM, HEIGHT_MAX_CM, "cm")
    graph = build_graph(patient, muscle, values=values, whole_muscle=True)
    return reflex_test_graph(graph, muscle, kind, key=key, values=values)


def reflex_test_graph(
    graph: Graph, muscle: SiteKey, kind: ReflexKind, *, key: int, values: Values = DEFAULTS
) -> ReflexTest:
    """Return what a test brings in a graph, which may have been edited (lesions); see `reflex_test`.

    Raises
    ------
    GraphError
        If the graph does not hold the arc of the muscle.
    """
    if kind not in REFLEX_KINDS:
        raise input_error("kind", "unknown reflex", kind, f"allowed is {', '.join(REFLEX_KINDS)}")
    arc = read_arc(graph, muscle, values)
    m_latency_ms = float(arc.motor.distal_ms.min()) + values["neuromuscular_ms"]
    m_max_mv = values["m_max_mv"] * _to_band(graph, muscle)
    if kind == "f_wave":
        series = f_waves(arc, key, values)
        seen = series.persistence > 0.0
        return ReflexTest(
            muscle, kind, seen, series.minimum_ms, series.amplitude_mv, m_latency_ms, m_max_mv, 0.0, 0.0, series
        )
    answer = _reflex(arc, kind, graph.graph["seed"], key, values)
    seen = answer.amplitude_mv >= values["visible_potential_mv"]
    return ReflexTest(
        muscle=muscle,
        kind=kind,
        is_obtainable=seen,
        latency_ms=answer.latency_ms if seen else _would_be_ms(arc, kind, graph.graph["seed"], key, values),
        amplitude_mv=answer.amplitude_mv if seen else 0.0,
        m_latency_ms=m_latency_ms,
        m_max_mv=m_max_mv,
        ia_share=answer.ia_share,
        m_share=answer.m_share,
        f_waves=None,
    )


def _reflex(arc: Arc, kind: ReflexKind, seed: int, key: int, values: Values) -> Answer:
    test = h_reflex if kind == "h_reflex" else tendon_reflex
    return test(arc, seed, key, values)


def _would_be_ms(arc: Arc, kind: ReflexKind, seed: int, key: int, values: Values) -> float:
    """Return the latency of the answer if all axons conducted, as late as they are; that of the path if none comes."""
    answer = _reflex(conducting(arc), kind, seed, key, values)
    return answer.latency_ms if answer.latency_ms > 0.0 else expected_ms(arc, kind, values)


def _to_band(graph: Graph, muscle: SiteKey) -> float:
    """Return the conduction of the motor branch beyond the stimulating point, 0 where it is cut."""
    ends = (node("nerve", muscle), node("band", muscle))
    return float(graph.edges[ends]["conduction"]) if graph.has_edge(*ends) else 0.0
