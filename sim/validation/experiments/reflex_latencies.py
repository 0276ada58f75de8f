"""R6: latencies and sizes of H-reflex, tendon reflex and F waves follow from the path, in every muscle alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.anatomy import muscles
from sim.patient.state import SiteKey
from sim.reflex import ReflexKind, ReflexTest, reflex_test
from sim.validation.nerve_patients import N_PEOPLE, examined, person
from sim.validation.records import Experiment, Finding, law_row, order_row, target_row

SOLEUS, FCR = "soleus", "flexor_carpi_radialis"
ULNAR, MEDIAN, TIBIAL = "abductor_digiti_minimi_hand", "abductor_pollicis_brevis", "abductor_hallucis"
HEIGHTS_CM = (150.0, 160.0, 170.0, 180.0, 190.0)
LIMB = ("shoulder girdle", "arm", "forearm", "hand", "pelvis/hip", "thigh", "leg", "foot")


@dataclass(frozen=True, slots=True)
class Measured:
    """A published figure, and of which muscle, test and measure it is."""

    target: str
    muscle: str
    kind: ReflexKind
    measure: str


MEASURED = (
    Measured("reflex_latency-005", SOLEUS, "h_reflex", "latency_ms"),
    Measured("reflex_latency-006", SOLEUS, "h_reflex", "latency_ms"),
    Measured("reflex_latency-001", SOLEUS, "h_reflex", "latency_ms"),
    Measured("reflex_latency-016", FCR, "h_reflex", "latency_ms"),
    Measured("reflex_latency-020", FCR, "h_reflex", "latency_ms"),
    Measured("reflex_latency-021", FCR, "h_reflex", "h_minus_m_ms"),
    Measured("reflex_latency-022", FCR, "h_reflex", "latency_ms"),
    Measured("reflex_latency-026", FCR, "h_reflex", "latency_ms"),
    Measured("reflex_latency-010", SOLEUS, "tendon", "latency_ms"),
    Measured("reflex_gain-005", SOLEUS, "tendon", "amplitude_mv"),
    Measured("Fwave-002", ULNAR, "f_wave", "minimum_ms"),
    Measured("Fwave-004", ULNAR, "f_wave", "maximum_ms"),
    Measured("Fwave-006", ULNAR, "f_wave", "chronodispersion_ms"),
    Measured("Fwave-022", ULNAR, "f_wave", "mean_ms"),
    Measured("Fwave-024", ULNAR, "f_wave", "chronodispersion_ms"),
    Measured("Fwave-018", MEDIAN, "f_wave", "mean_ms"),
    Measured("Fwave-020", MEDIAN, "f_wave", "chronodispersion_ms"),
    Measured("Fwave-010", TIBIAL, "f_wave", "minimum_ms"),
    Measured("Fwave-012", TIBIAL, "f_wave", "maximum_ms"),
    Measured("Fwave-014", TIBIAL, "f_wave", "chronodispersion_ms"),
)


def reflex_latencies(seed: int) -> Finding:
    """Return the published figures of three reflexes in five muscles, each a mean of people of 170 cm."""
    pairs = dict.fromkeys((one.muscle, one.kind) for one in MEASURED)
    found = {pair: examined(*pair, seed) for pair in pairs}
    rows = tuple(
        target_row(one.target, float(np.mean([_value(test, one.measure) for test in found[one.muscle, one.kind]])))
        for one in MEASURED
    )
    soleus = [_latency_ms(SOLEUS, "h_reflex", seed, height_cm) for height_cm in HEIGHTS_CM]
    rising = order_row(
        "R6",
        "soleus H-reflex of people of 150 to 190 cm, ms",
        ", ".join(f"{one:.1f}" for one in soleus),
        holds=all(np.diff(soleus) > 0.0),
        tolerance="rises with height",
    )
    silent = [
        f"{name} {kind}"
        for name, row in muscles().items()
        if row.region in LIMB and row.path_fraction is not None
        for kind in ("h_reflex", "tendon", "f_wave")
        if not reflex_test(person(seed), SiteKey(name, "right"), kind, key=seed).is_obtainable
    ]
    every = law_row("R6", "limb muscles and tests without an answer in a healthy person", len(silent), at_most=0.0)
    n_in = sum(row.verdict == "in" for row in rows)
    return Finding(
        rows=(*rows, rising, every),
        headline=f"{n_in} of {len(rows)} published figures are inside their spread; no term is of a muscle.",
        series={"height_cm": HEIGHTS_CM, "soleus_h_reflex_ms": [round(one, 2) for one in soleus]},
    )


def _latency_ms(muscle: str, kind: ReflexKind, seed: int, height_cm: float) -> float:
    return reflex_test(person(seed, height_cm=height_cm), SiteKey(muscle, "right"), kind, key=seed).latency_ms


def _value(test: ReflexTest, measure: str) -> float:
    if measure == "h_minus_m_ms":
        return test.latency_ms - test.m_latency_ms
    return float(getattr(test if test.f_waves is None else test.f_waves, measure))


EXPERIMENTS = (
    Experiment(
        name="reflex_latencies",
        law="R6",
        question="Do latencies follow from path length, conduction velocity and synapses in every muscle alike?",
        published=f"H-reflexes, tendon reflexes and F waves of 20 series; here {N_PEOPLE} people of 170 cm.",
        measure=reflex_latencies,
        targets=tuple(one.target for one in MEASURED),
    ),
)
