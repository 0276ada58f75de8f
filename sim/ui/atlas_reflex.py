"""What the model's own arc gives for the tendon reflex of a root: healthy, and with that root ill."""

from __future__ import annotations

from dataclasses import dataclass

from sim import anatomy
from sim.cases.described import described_patient
from sim.evidence import visits
from sim.patient.state import Band, SiteKey
from sim.rng import stream_key

SEED = 1


@dataclass(frozen=True, slots=True)
class Tapped:
    """The answer to one tap: latency, ms, and amplitude, mV; whether it can be seen at all."""

    latency_ms: float
    amplitude_mv: float
    is_seen: bool


@dataclass(frozen=True, slots=True)
class RootReflex:
    """The tendon reflex of one muscle, healthy and with one of its roots ill."""

    muscle: str
    healthy: Tapped
    ill: Tapped


def root_reflex(root: str) -> RootReflex | None:
    """Return the reflex that is tested for a root; None where it is no tendon reflex or there is none.

    Raises
    ------
    ModelInputError
        If the tables name a muscle that cannot be tapped.
    """
    muscle = anatomy.segments()[root].reflex_muscle
    return (
        None
        if muscle is None
        else RootReflex(muscle, _tap(muscle, root, 1.0), _tap(muscle, root, visits.DESCRIBED_ILL_HEALTH.value))
    )


def _tap(muscle: str, root: str, health: float) -> Tapped:
    from sim.reflex import reflex_test

    key = SiteKey(muscle, "right")
    patient = described_patient(key, Band(), root=root, health=health, height_cm=visits.DESCRIBED_HEIGHT_CM.value)
    found = reflex_test(patient, key, "tendon", key=stream_key(SEED, "reflex test"))
    return Tapped(found.latency_ms, found.amplitude_mv, found.is_obtainable)
