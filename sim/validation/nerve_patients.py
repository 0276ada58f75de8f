"""Whom nerve tests are made on: healthy people, or ones with a single ill root on the right."""

from __future__ import annotations

from sim.patient.state import Patient, Root, RootKey, SiteKey
from sim.reflex import ReflexKind, ReflexTest, reflex_test

N_PEOPLE = 20
ILL_DAYS = 182.0


def person(seed: int, *, root: str | None = None, health: float = 1.0, height_cm: float = 170.0) -> Patient:
    """Return a person with an anatomy of their own, whose root, if one is named, has been ill for half a year."""
    roots = {} if root is None else {RootKey(root, "right"): Root(health, health, ILL_DAYS)}
    return Patient(40, "female", height_cm, "neuropathic", ILL_DAYS / 7.0, roots, {}, {}, seed=seed)


def examined(
    muscle: str, kind: ReflexKind, seed: int, *, root: str | None = None, health: float = 1.0
) -> list[ReflexTest]:
    """Return the test of one muscle on the right in `N_PEOPLE` people."""
    site = SiteKey(muscle, "right")
    people = (person(seed + k, root=root, health=health) for k in range(N_PEOPLE))
    return [reflex_test(one, site, kind, key=one.seed) for one in people]
