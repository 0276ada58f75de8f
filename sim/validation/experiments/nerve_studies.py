"""R6: what else a study of nerves gives in healthy people: conduction, M wave, H against M, side against side."""

from __future__ import annotations

from sim.evidence.body_paths import BODY_PATHS
from sim.evidence.reflex import DEFAULTS
from sim.evidence.targets import targets
from sim.patient.graph import build_graph, node
from sim.patient.state import Patient, RootKey, Side, SiteKey
from sim.reflex import ReflexTest, reflex_test
from sim.reflex.arc import read_arc
from sim.rng import stream_key
from sim.validation.nerve_patients import N_PEOPLE, person
from sim.validation.records import Experiment, Finding, bare_row, order_row, target_row

KNEE, FOOT = SiteKey("soleus", "right"), SiteKey("abductor_hallucis", "right")
"""For the one the tibial nerve is stimulated behind the knee, for the other at the ankle."""
ROOT = RootKey("S1", "right")
NO_AGE = "Published of old people; nothing in the model grows old."
LEG = "What the latency is divided by is not said where it was found; here hip to ankle."


def nerve_studies(seed: int) -> Finding:
    """Return what nerve studies of the leg give, means of healthy people of 170 cm."""
    people = [person(seed + k) for k in range(N_PEOPLE)]
    right, left = ([_h_reflex(one, side) for one in people] for side in ("right", "left"))
    foot = [reflex_test(one, FOOT, "f_wave", key=one.seed) for one in people]
    velocity = _mean([tibial_velocity_m_per_s(one) for one in people])
    h_percent = _mean([100.0 * test.amplitude_mv / test.m_max_mv for test in right])
    ms_per_cm = _mean([test.latency_ms / leg_cm(one) for test, one in zip(right, people, strict=True)])
    apart_ms = max(abs(one.latency_ms - other.latency_ms) for one, other in zip(right, left, strict=True))
    ratio = _mean([_smaller_over_larger(one, other) for one, other in zip(right, left, strict=True)])
    limit_ms = float(targets()["reflex_latency-007"].value)
    return Finding(
        rows=(
            target_row("conduction-001", velocity, quantity="tibial motor velocity, knee to ankle, m/s"),
            target_row("conduction-002", _mean([test.m_latency_ms for test in foot]), quantity="M latency, foot, ms"),
            target_row("conduction-003", _mean([test.m_max_mv for test in foot]), quantity="M wave, foot, mV"),
            bare_row("reflex_gain-001", h_percent, quantity="soleus H, % of the M wave"),
            bare_row("reflex_gain-002", h_percent, quantity="soleus H of old people, % of the M wave", note=NO_AGE),
            target_row("reflex_gain-003", ratio, quantity="soleus H, smaller over larger side"),
            order_row(
                "reflex_latency-007",
                f"largest difference between the sides in {N_PEOPLE} people, soleus H, ms",
                apart_ms,
                holds=apart_ms <= limit_ms,
                tolerance=f"at most {limit_ms:g}",
                note="Both legs of the model are as long; its sides differ by chance alone.",
            ),
            target_row("reflex_latency-008", ms_per_cm, quantity="soleus H, ms a cm of leg", note=LEG),
            target_row(
                "reflex_latency-009",
                ms_per_cm,
                quantity="soleus H of old people, ms a cm of leg",
                note=f"{LEG} {NO_AGE}",
            ),
            target_row(
                "reflex_timing-002",
                1.0 / DEFAULTS["motor_axon_threshold"],
                quantity="threshold of Ia axons over that of motor axons, medians",
                note="Follows from motor_axon_threshold, which was set by the size of the H-reflex.",
            ),
        ),
        headline=f"The tibial nerve conducts at {velocity:.1f} m/s from knee to ankle; the H is {h_percent:.0f} % of "
        f"the M wave, and its sides differ by {apart_ms:.2f} ms at most.",
    )


def tibial_velocity_m_per_s(patient: Patient) -> float:
    """Return the velocity that an examiner finds between two places of stimulation: way over time."""
    (knee_m, knee_ms), (ankle_m, ankle_ms) = (_to_stimulus(patient, muscle) for muscle in (KNEE, FOOT))
    return 1000.0 * (ankle_m - knee_m) / (ankle_ms - knee_ms)


def _to_stimulus(patient: Patient, muscle: SiteKey) -> tuple[float, float]:
    """Return how far from the cord the nerve of a muscle is stimulated: m along its edges, ms of its fastest axon."""
    graph = build_graph(patient, muscle, whole_muscle=True)
    ramus = node("anterior_ramus", ROOT)
    root, nerve = graph.edges[node("ventral_root", ROOT), ramus], graph.edges[ramus, node("nerve", muscle)]
    motor = read_arc(graph, muscle).motor
    to_stimulus_ms = float((motor.delay_ms - motor.distal_ms).min())
    return float(root["length_m"] + nerve["length_m"] - nerve["distal_m"]), to_stimulus_ms


def leg_cm(patient: Patient) -> float:
    """Return the length from hip to ankle, cm."""
    return (BODY_PATHS["thigh"].value + BODY_PATHS["leg"].value) * patient.height_cm


def _h_reflex(patient: Patient, side: Side) -> ReflexTest:
    """Return the soleus H of one side, whose chance is its own."""
    key = stream_key(patient.seed, "nerve_studies", side)
    return reflex_test(patient, KNEE._replace(side=side), "h_reflex", key=key)


def _smaller_over_larger(one: ReflexTest, other: ReflexTest) -> float:
    low, high = sorted((one.amplitude_mv, other.amplitude_mv))
    return low / high


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


EXPERIMENTS = (
    Experiment(
        name="nerve_studies",
        law="R6",
        question="What do conduction, M wave, and H against M and side against side come to in healthy people?",
        published="Tibial nerve 50.7 m/s, 4.3 ms, 7.1 mV; H 30.9 % of M, 0.74 of the larger side.",
        measure=nerve_studies,
        targets=(
            *(f"conduction-00{number}" for number in (1, 2, 3)),
            *(f"reflex_gain-00{number}" for number in (1, 2, 3)),
            *(f"reflex_latency-00{number}" for number in (7, 8, 9)),
            "reflex_timing-002",
        ),
    ),
)
