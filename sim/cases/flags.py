"""The closed list of facts that bear on whether and how a patient may be needled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sim.evidence.param import Standing

Effect = Literal["contraindication", "precaution", "red_flag"]
"""contraindication: no needle; precaution: needle with care; red_flag: another service has to see the patient first."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One fact of the history.

    Parameters
    ----------
    id, name
        The name in a case file and in plain words.
    effect
        What it does to the decision.
    source, standing
        Where that comes from and how firm it is.
    """

    id: str
    name: str
    effect: Effect
    source: str
    standing: Standing


_CONSENT_FORM = "consent form of a clinic, no guideline"
_RECALL = "common teaching, no source retrieved"

_FLAGS = (
    Flag("pregnancy", "pregnancy", "contraindication", "the clinic's page", "taught"),
    Flag("infection", "infection", "contraindication", "the clinic's page", "taught"),
    Flag("anticoagulant", "takes blood thinners", "precaution", "the clinic's page", "taught"),
    Flag("comorbidity", "many illnesses at once", "precaution", "the clinic's page", "taught"),
    Flag("bleeding_tendency", "bleeds easily", "precaution", _CONSENT_FORM, "taught"),
    Flag("immune_compromise", "weakened immune system", "precaution", _CONSENT_FORM, "taught"),
    Flag("lymphoedema", "lymphoedema of the limb", "contraindication", _CONSENT_FORM, "taught"),
    Flag("epilepsy", "epilepsy", "precaution", _CONSENT_FORM, "taught"),
    Flag("unstable_diabetes", "unstable diabetes", "precaution", _CONSENT_FORM, "taught"),
    Flag("unstable_angina", "unstable angina", "contraindication", _CONSENT_FORM, "taught"),
    Flag("heart_valve_disease", "heart valve disease", "precaution", _CONSENT_FORM, "taught"),
    Flag("arrhythmia", "irregular heartbeat", "precaution", _CONSENT_FORM, "taught"),
    Flag("recent_radiotherapy", "recent radiotherapy", "precaution", _CONSENT_FORM, "taught"),
    Flag("recent_heart_surgery", "recent heart surgery", "contraindication", _CONSENT_FORM, "taught"),
    Flag("metal_allergy", "allergy to metal", "precaution", _CONSENT_FORM, "taught"),
    Flag("blood_borne_virus", "hepatitis or HIV", "precaution", _CONSENT_FORM, "taught"),
    Flag("open_wound", "open wound where the needle would go", "precaution", _CONSENT_FORM, "taught"),
    Flag("implant", "implant near the site", "precaution", _CONSENT_FORM, "taught"),
    Flag("earlier_reaction", "bad reaction to needling before", "precaution", _CONSENT_FORM, "taught"),
    Flag("needle_fear", "fear of needles", "precaution", _CONSENT_FORM, "taught"),
    Flag("no_consent", "does not want to be needled", "contraindication", _RECALL, "taught"),
    Flag("suspected_cancer", "signs that may be cancer", "red_flag", _RECALL, "taught"),
    Flag("cauda_equina", "saddle numbness or loss of bladder control", "red_flag", _RECALL, "taught"),
    Flag("suspected_fracture", "signs that may be a fracture", "red_flag", _RECALL, "taught"),
    Flag("cord_signs", "signs of pressure on the spinal cord", "red_flag", _RECALL, "taught"),
    Flag("progressive_weakness", "weakness that grows from week to week", "red_flag", _RECALL, "taught"),
)

FLAGS: Mapping[str, Flag] = {flag.id: flag for flag in _FLAGS}
