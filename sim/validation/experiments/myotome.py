"""I1: how often one ill root shows the muscles that books give it, and how far a person's plexus lies off the books."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import mean

from sim.evidence.innervation import INNERVATION
from sim.patient.own_roots import own_roots, plexus_shift
from sim.patient.state import SIDES, Side, SiteKey
from sim.validation.records import Experiment, Finding, Row, bare_row, order_row, target_row

PERSONS = 1000
TEXTBOOK: Mapping[str, tuple[str, ...]] = {
    "C5": ("deltoid_middle", "supraspinatus"),
    "C6": (
        "biceps_brachii",
        "brachialis",
        "brachioradialis",
        "extensor_carpi_radialis_longus",
        "extensor_carpi_radialis_brevis",
    ),
    "C7": ("triceps_brachii",),
    "C8": ("flexor_digitorum_superficialis", "flexor_digitorum_profundus_radial"),
}
"""The movements that charts give each root of the arm, as the muscles that do them: lifting the arm; bending the elbow
and lifting the wrist; stretching the elbow; bending the fingers."""
AXILLARY = ("deltoid_anterior", "deltoid_middle", "deltoid_posterior", "teres_minor")
NERVE_LEAST = 0.05
"""Part of a nerve's axons from which a dissection is taken to tell a root: assumed."""
LEG = ("vastus_medialis", "gluteus_medius", "tibialis_anterior", "biceps_femoris_long", "gastrocnemius_medial")
LEG_ROOTS = ("L3", "L4", "L5", "S1")

Share = Callable[[SiteKey], Mapping[str, float]]
"""The shares of the roots in a muscle of somebody."""


def shows_textbook(root: str, side: Side, shares: Share) -> bool:
    """Return whether, of the sets of muscles that are tested, the one that charts give the ill root is the weakest.

    Notes
    -----
    An ill root weakens a muscle by its share in it, so the weakest set is that with the largest share in the mean.
    """
    return root == max(
        TEXTBOOK, key=lambda one: mean(shares(SiteKey(muscle, side)).get(root, 0.0) for muscle in TEXTBOOK[one])
    )


def myotome(seed: int) -> Finding:
    """Return how many of many persons with one ill root show the textbook myotome, and what their plexuses are like."""
    persons = [_of(seed + number) for number in range(PERSONS)]
    by_root = {root: _percent([shows_textbook(root, "right", one) for one in persons]) for root in TEXTBOOK}
    shown = mean(by_root.values())
    most = min(by_root, key=lambda root: by_root[root])
    severe = (13.0 * by_root["C5"] + 5.0 * by_root["C7"] + 3.0 * by_root["C8"]) / 21.0
    return Finding(
        rows=(
            bare_row(
                "innervation-001",
                shown,
                note="C5 to C8 count alike; the weakest of four sets of muscles is the root's own.",
            ),
            order_row("innervation-002", "root whose myotome varies most", most, holds=most == "C6", tolerance="C6"),
            bare_row("innervation-008", severe, note="How severe a weakness is changes no pattern in the model."),
            *_plexus_rows(seed),
            *_nerve_rows(persons),
            target_row("innervation-005", _asymmetry(persons), note="Muscles that a root feeds on both sides."),
        ),
        headline=f"{shown:.0f} % of {PERSONS} persons show the textbook myotome; "
        + ", ".join(f"{root} {value:.0f} %" for root, value in by_root.items())
        + ".",
        series={"percent": list(by_root.values())},
    )


def _of(seed: int) -> Share:
    return lambda site: own_roots(seed, site)


def _percent(found: Sequence[bool]) -> float:
    return 100.0 * sum(found) / len(found)


def _plexus_rows(seed: int) -> tuple[Row, ...]:
    least = INNERVATION["prefixed_share"].value
    persons = [[plexus_shift(seed + number, "brachial", side) <= -least for side in SIDES] for number in range(PERSONS)]
    sides = [side for person in persons for side in person]
    some = [person for person in persons if any(person)]
    return (
        bare_row("innervation-003", _percent(sides)),
        bare_row("innervation-004", _percent([all(person) for person in some])),
    )


def _nerve_rows(persons: Sequence[Share]) -> tuple[Row, ...]:
    """Return how many axillary nerves have a twentieth and more of their axons from C7, and from C4."""

    def share(person: Share, root: str) -> float:
        return mean(person(SiteKey(muscle, "right")).get(root, 0.0) for muscle in AXILLARY)

    return tuple(
        bare_row(
            row_id,
            _percent([share(person, root) >= NERVE_LEAST for person in persons]),
            note="From a twentieth of its axons on: assumed.",
        )
        for row_id, root in (("innervation-006", "C7"), ("innervation-007", "C4"))
    )


def _asymmetry(persons: Sequence[Share]) -> float:
    """Return the mean difference between the sides over their sum, percent, of all that a root feeds on both."""
    pairs = [
        tuple(person(SiteKey(muscle, side)).get(root, 0.0) for side in SIDES)
        for person in persons
        for muscle in LEG
        for root in LEG_ROOTS
    ]
    return mean(100.0 * abs(left - right) / (left + right) for left, right in pairs if left > 0.0 and right > 0.0)


EXPERIMENTS = (
    Experiment(
        name="myotome",
        law="I1",
        question="How many patients with one ill root of the arm show the muscles that books give that root?",
        published="67 % of 110 whose root was proven by surgery; those with C6 the least often.",
        measure=myotome,
        targets=tuple(f"innervation-{number:03d}" for number in range(1, 9)),
    ),
)
