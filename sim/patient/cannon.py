"""Cannon's law: what an unhealthy root makes of everything it supplies."""

from __future__ import annotations

import math
from collections.abc import Mapping

from sim.anatomy import supply
from sim.evidence.reflex import DEFAULTS, Values
from sim.patient.innervation import band_roots
from sim.patient.state import Patient, Root, RootKey, SiteKey


def supersensitivity(root: Root, values: Values = DEFAULTS, *, nerve_m: float = 0.0) -> float:
    """Return the supersensitivity of what a root supplies, 0 to 1.

    It grows with the loss of health, develops over days, and recedes with use or stimulation.

    Parameters
    ----------
    nerve_m
        Nerve between the root and what it supplies, m; 0 is the cord. The longer, the later it comes.

    Notes
    -----
    (1 − health) · (1 − exp(−ill_days / onset)) · (1 − recession · stimulation), onset growing with `nerve_m`.

    Examples
    --------
    >>> supersensitivity(Root())
    0.0
    """
    onset_days = values["supersensitivity_onset_days"] + values["supersensitivity_onset_days_per_m"] * nerve_m
    onset = -math.expm1(-root.ill_days / onset_days)
    recession = 1.0 - values["supersensitivity_recession"] * root.stimulation
    return (1.0 - root.health) * onset * recession


def stimulated(stimulation: float, strength: float, days: float, values: Values = DEFAULTS) -> float:
    """Return the stimulation of a root after `days` of steady use, 0 to 1.

    Parameters
    ----------
    stimulation
        Before, 0 to 1.
    strength
        What it comes to by and by, 0 to 1; 1 is as many stimuli a day as animals were given.
    """
    return strength + (stimulation - strength) * math.exp(-days / values["supersensitivity_recession_days"])


def band_supersensitivity(patient: Patient, site: SiteKey, values: Values = DEFAULTS) -> float:
    """Return the supersensitivity of the band at a site: that of its roots, by their share in its fibres."""
    return fibre_supersensitivity(patient, site, band_roots(patient, site, values), values)


def fibre_supersensitivity(
    patient: Patient, site: SiteKey, shares: Mapping[str, float], values: Values = DEFAULTS
) -> float:
    """Return the supersensitivity of a bundle of fibres, of which each root holds its share."""
    nerve_m = supply(site.site).path_fraction * patient.height_cm / 100.0
    return sum(
        share * supersensitivity(patient.root(RootKey(root, site.side)), values, nerve_m=nerve_m)
        for root, share in shares.items()
    )
