"""Patients for tests: one ill root on the right, one band."""

from __future__ import annotations

from sim.patient.state import Band, Patient, Root, RootKey, SiteKey

ECRB = SiteKey("extensor_carpi_radialis_brevis", "right")


def patient_with_band(
    health: float,
    shortening: float = 0.2,
    irritability: float = 0.6,
    *,
    fibrosis: float = 0.1,
    spent: float = 0.0,
    roots: tuple[str, ...] = ("C6",),
    ill_days: float = 182.0,
    seed: int = 0,
    height_cm: float = 170.0,
    site: SiteKey = ECRB,
) -> Patient:
    """Return a patient whose roots have one health and who has one band."""
    return Patient(
        age=47,
        sex="female",
        height_cm=height_cm,
        kind="neuropathic",
        duration_weeks=26.0,
        roots={RootKey(root, site.side): Root(health, health, ill_days) for root in roots},
        bands={site: Band(shortening, fibrosis, irritability, spent=spent)},
        pain_weights={site: 1.0},
        seed=seed,
    )
