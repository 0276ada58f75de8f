"""The rule of indication, as it is taught."""

from __future__ import annotations

from sim.evidence.param import Param

CHRONIC_WEEKS = Param(
    13.0,
    "weeks",
    12.0,
    14.0,
    "taught_ims",
    "taught",
    "Needling is for neuropathic or chronic pain of over three months.",
)
"""Duration from which the needle is the first choice."""

CHANGE_BY_VISIT = Param(
    4.0,
    "visits",
    3.0,
    5.0,
    "taught_ims",
    "taught",
    "No change by the fourth visit: probably not the right treatment.",
)
"""Visit by which a trial shows whether it helps."""

CHANGE_NRS = Param(
    1.0,
    "NRS",
    0.5,
    2.0,
    "assessment_rule",
    "assumed",
    "A change smaller than a point is within the person's own ups and downs.",
)
"""Fall of pain that counts as a change."""
