"""R2: supersensitivity comes over days, sooner near the spine, and recedes once stimulation returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sim import anatomy
from sim.anatomy import Ramus
from sim.cases.described import described_patient
from sim.course import advance
from sim.patient.cannon import stimulated
from sim.patient.graph import build_graph, node
from sim.patient.state import Band, Patient, SiteKey
from sim.validation.cannon_kinds import crossing
from sim.validation.records import Experiment, Finding, bare_row, law_row, order_row, target_row
from sim.validation.subjects import REFERENCE, REFERENCE_ROOT, place

PARASPINAL = SiteKey("multifidus_c6", REFERENCE.side)
DAYS = tuple(quarter / 4.0 for quarter in range(60 * 4 + 1))
"""Days since the root fell ill at which supersensitivity is read."""
EIGHTEEN_HOURS, THREE_MONTHS = 0.75, 90.0
BEGUN_PERCENT = 5.0
LEFT_PERCENT = 10.0
"""Supersensitivity counts as gone when a tenth of it is left."""
STIMULATED_DAYS = 60


def cannon_onset(seed: int) -> Finding:
    """Return how soon supersensitivity comes at the spine, in the limb and at the end of it. Nothing is drawn."""
    del seed
    distal = _most_distal()
    near, limb, far = (_over_days(key) for key in (PARASPINAL, REFERENCE, distal))
    cord = _over_days(PARASPINAL, "pool")
    half_near, half_limb, half_far = (crossing(DAYS, curve, 50.0) for curve in (near, limb, far))
    begun = cord[DAYS.index(EIGHTEEN_HOURS)]
    (lasting,) = _over_days(PARASPINAL, "pool", (THREE_MONTHS,))
    return Finding(
        rows=(
            target_row("denervation-013", half_near, quantity="day half of it is there, paraspinal band, days"),
            target_row("denervation-014", half_far, quantity=f"day half of it is there, {_named(distal)}, days"),
            order_row(
                "denervation-010",
                "supersensitivity of the motoneurons at 18 hours, % of the whole",
                round(begun, 1),
                holds=begun >= BEGUN_PERCENT,
                tolerance=f"has begun: at least {BEGUN_PERCENT:g} %",
            ),
            order_row(
                "denervation-006",
                "supersensitivity of a band near the spine at 5 days, % of the whole",
                round(near[DAYS.index(5.0)], 1),
                holds=near[DAYS.index(5.0)] >= 100.0 - LEFT_PERCENT,
                tolerance="fully there: at least 90 %",
                note="Rat soleus: a nerve of a few centimetres.",
            ),
            order_row(
                "denervation-011",
                "still there in the motoneurons after three months, % of the whole",
                round(lasting, 1),
                holds=lasting >= 100.0 - LEFT_PERCENT,
                tolerance="lasts: at least 90 %",
            ),
            bare_row(
                "denervation-012",
                half_limb,
                quantity="day half of it is there, forearm, days",
                note="Published as typical, of no muscle by name.",
            ),
            order_row(
                "R2",
                f"day half of it is there: paraspinal, forearm, {_named(distal)}",
                ", ".join("not in 60" if day is None else f"{day:.3g}" for day in (half_near, half_limb, half_far)),
                holds=_sooner(half_near, half_limb) and _sooner(half_limb, half_far),
                tolerance="sooner near the spine",
            ),
        ),
        headline=f"Half of the supersensitivity is there after {_days(half_near)} beside the spine and "
        f"{_days(half_far)} in {_named(distal)}.",
        series={"days_ill": DAYS[::8], "paraspinal": near[::8], "forearm": limb[::8], "distal": far[::8]},
    )


def cannon_recession(seed: int) -> Finding:
    """Return what is left of supersensitivity while an old illness is stimulated every day. Nothing is drawn."""
    del seed
    needled = left_alone = _old_illness()
    left = []
    for _ in range(STIMULATED_DAYS + 1):
        left.append(100.0 * _supersensitivity(needled, REFERENCE) / _supersensitivity(left_alone, REFERENCE))
        used = {key: stimulated(root.stimulation, 1.0, 1.0) for key, root in needled.roots.items()}
        needled, left_alone = advance(needled, 1.0), advance(left_alone, 1.0)
        roots = {key: replace(root, stimulation=used[key]) for key, root in needled.roots.items()}
        needled = replace(needled, roots=roots)
    gone = next((float(day) for day, part in enumerate(left) if part <= LEFT_PERCENT), None)
    at_three_weeks = left[21]
    return Finding(
        rows=(
            target_row("denervation_reversal-001", gone, quantity="day at which a tenth of it is left, days"),
            order_row(
                "denervation_reversal-002",
                "supersensitivity of before over that after three weeks, fold",
                100.0 / at_three_weeks if at_three_weeks > 0.0 else None,
                holds=at_three_weeks <= LEFT_PERCENT,
                tolerance="at least 10 fold",
                note="Far more stimuli a day than needles give.",
            ),
            law_row("R2", "supersensitivity left after 5 days, %", left[5], at_most=100.0 - LEFT_PERCENT),
        ),
        headline=f"{left[5]:.0f} % is left after 5 days of stimulation, {at_three_weeks:.0f} % after 21.",
        series={"days_stimulated": list(range(STIMULATED_DAYS + 1)), "left_percent": [round(part, 2) for part in left]},
    )


def _most_distal() -> SiteKey:
    """Return the site whose nerve is the longest."""
    limb = [site for site in anatomy.sites().values() if site.ramus is Ramus.ANTERIOR]
    return place(max(limb, key=lambda site: site.path_fraction).id)


def _named(key: SiteKey) -> str:
    return anatomy.site(key.site).name.lower()


def _over_days(key: SiteKey, kind: str = "band", at_days: Sequence[float] = DAYS) -> list[float]:
    """Return supersensitivity at some days since all roots of a site died, percent of what it comes to."""
    dead = described_patient(key, Band(), health=0.0, height_cm=170.0)

    def after(days: float) -> float:
        roots = {name: replace(root, ill_days=days) for name, root in dead.roots.items()}
        return _supersensitivity(replace(dead, roots=roots), key, kind)

    whole = after(10.0 * DAYS[-1])
    return [100.0 * after(days) / whole for days in at_days]


def _supersensitivity(patient: Patient, key: SiteKey, kind: str = "band") -> float:
    name = node("band", key) if kind == "band" else node("pool", key, REFERENCE_ROOT)
    return float(build_graph(patient, key).nodes[name]["supersensitivity"])


def _sooner(one: float | None, other: float | None) -> bool:
    return one is not None and (other is None or one < other)


def _days(day: float | None) -> str:
    return f"more than {DAYS[-1]:g} days" if day is None else f"{day:.1f} days"


def _old_illness() -> Patient:
    """Return a patient whose root has been half ill for half a year, and who has one slack band."""
    return described_patient(REFERENCE, Band(), root=REFERENCE_ROOT, health=0.5, height_cm=170.0)


EXPERIMENTS = (
    Experiment(
        name="cannon_onset",
        law="R2",
        question="How soon does supersensitivity come, and where first?",
        published="Begun at 18 hours in the cord of cats; signs of denervation by 7 days beside the spine and 21 to 42 "
        "days in distal limb muscles; fully there at 5 days in the rat.",
        measure=cannon_onset,
        targets=tuple(f"denervation-{number}" for number in ("006", "010", "011", "012", "013", "014")),
    ),
    Experiment(
        name="cannon_recession",
        law="R2",
        question="Does supersensitivity recede once stimulation returns?",
        published="Gone after 5 to 21 days of direct stimulation (rat soleus).",
        measure=cannon_recession,
        targets=("denervation_reversal-001", "denervation_reversal-002"),
    ),
)
