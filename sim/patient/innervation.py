"""Which roots feed a muscle in this person, which of them a band is made of."""

from __future__ import annotations

from collections.abc import Mapping

from sim.anatomy import supply
from sim.evidence.reflex import DEFAULTS, Values
from sim.patient.own_roots import own_roots
from sim.patient.state import Patient, RootKey, SiteKey


def muscle_roots(patient: Patient, site: SiteKey) -> Mapping[str, float]:
    """Return the share of each root in a whole muscle or paraspinal level of this patient; shares sum to 1.

    Raises
    ------
    ModelInputError
        If there is no such site or muscle, or it has no segmental supply or no nerve path.
    """
    if patient.innervation_seed is None:
        return supply(site.site).roots
    return own_roots(patient.innervation_seed, site)


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
        for root, weight in muscle_roots(patient, site).items()
    }
    total = sum(raw.values())
    return {root: share / total for root, share in raw.items()} if total > 0 else {}
