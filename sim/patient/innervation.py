"""Which roots feed a band, and which of them made it."""

from __future__ import annotations

from collections.abc import Mapping

from sim.anatomy import supply
from sim.evidence.reflex import DEFAULTS, Values
from sim.patient.state import Patient, RootKey, SiteKey


def muscle_roots(site: SiteKey) -> Mapping[str, float]:
    """Return the share of each root in a whole muscle or paraspinal level; shares sum to 1."""
    return supply(site.site).roots


def band_roots(patient: Patient, site: SiteKey, values: Values = DEFAULTS) -> dict[str, float]:
    """Return the share of each root in the fibres of the band at a site; shares sum to 1.

    A taut band is a bundle of shortened fibres, and fibres shorten where their own root is ill: the band holds
    more of an ill root than the muscle around it does. In a healthy patient the shares are those of the muscle.

    Notes
    -----
    share ∝ weight · (floor + 1 − health). The floor is `band_healthy_share` (assumed).
    """
    floor = values["band_healthy_share"]
    raw = {
        root: weight * (floor + 1.0 - patient.root(RootKey(root, site.side)).health)
        for root, weight in muscle_roots(site).items()
    }
    total = sum(raw.values())
    return {root: share / total for root, share in raw.items()} if total > 0 else {}
