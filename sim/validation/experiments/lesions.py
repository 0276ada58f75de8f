"""R4: virtual lesions, each an edit of the patient's graph, and a needle beside the band."""

from __future__ import annotations

from sim.patient.graph import Graph, build_graph
from sim.patient.lesions import lesion
from sim.reflex.arc import read_arc
from sim.reflex.needle import FELT_MS
from sim.reflex.trials import responses
from sim.rng import stream_key
from sim.validation.cannon_kinds import crossing
from sim.validation.records import Experiment, Finding, Row, law_row, order_row, target_row
from sim.validation.subjects import REFERENCE, moves, percent, reading, subject

INSERTIONS = 60
CORD_MINUTES = (0.0, 7.5, 150.0)
"""When the cord is tried after its cut: at once, in the middle of 5 to 10 min, at 150 min."""
BESIDE_MM = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
BESIDE_FROM_MM = 4.0
"""From here on a needle is beside the locus, of 1 to 2 mm, and not at its edge."""


def lesion_motor_nerve(seed: int) -> Finding:
    """Return what is left of the motor answer when the motor branch is cut at the muscle."""
    graph = _irritable()
    intact = percent(responses(graph, REFERENCE, trials=INSERTIONS, seed=seed), "twitch", "cramp")
    left = responses(lesion(graph, REFERENCE, "motor_nerve"), REFERENCE, trials=INSERTIONS, seed=seed)
    moved = percent(left, "twitch", "cramp")
    return Finding(
        rows=(
            order_row(
                "LTR_lesion-004",
                "motor answers with the motor nerve cut, %",
                moved,
                holds=moved == 0.0 < intact,
                tolerance="none",
            ),
            order_row(
                "LTR_lesion-005",
                "motor answers with the motor nerve cut or blocked, %",
                moved,
                holds=moved <= 0.1 * intact and intact > 0.0,
                tolerance="at most a tenth of those before",
            ),
            order_row(
                "R4",
                "insertions that are still felt, %",
                percent(left, "ache"),
                holds=percent(left, "ache") > 0.0,
                tolerance="some: what is felt does not pass the motor nerve",
            ),
        ),
        headline=f"With the motor nerve cut {moved:.0f} % of insertions move the band, {intact:.0f} % before.",
        series={"motor_answers_percent": [intact, moved]},
    )


def lesion_dorsal_root(seed: int) -> Finding:
    """Return what is left of any answer when all dorsal roots of the site are cut."""
    graph = _irritable()
    intact = percent(responses(graph, REFERENCE, trials=INSERTIONS, seed=seed), "twitch", "cramp")
    left = responses(lesion(graph, REFERENCE, "dorsal_root"), REFERENCE, trials=INSERTIONS, seed=seed)
    answered = 100.0 - percent(left, "nothing")
    return Finding(
        rows=(
            law_row(
                "R4",
                "answers with the dorsal roots cut, %",
                answered,
                at_most=0.0,
                note="Assumed: it follows from the arc, and no series was found.",
            ),
            law_row("R4", "motor answers before the cut, %", intact, at_least=50.0),
        ),
        headline=f"With its dorsal roots cut {answered:.0f} % of insertions are answered, {intact:.0f} % moved before.",
        series={"motor_answers_percent": [intact, percent(left, "twitch", "cramp")]},
    )


def lesion_cord(seed: int) -> Finding:
    """Return the share of twitches at times after the cord was cut above the segment."""
    graph = build_graph(subject(0.55), REFERENCE)
    intact = percent(responses(graph, REFERENCE, trials=INSERTIONS, seed=seed), "twitch")
    after = [
        percent(
            responses(
                lesion(graph, REFERENCE, "cord_above", minutes_after=minutes), REFERENCE, trials=INSERTIONS, seed=seed
            ),
            "twitch",
        )
        for minutes in CORD_MINUTES
    ]
    at_once, soon, late = after
    return Finding(
        rows=(
            _cord_row("LTR_lesion-001", "at once", at_once, at_once <= 0.05 * intact, "at most 5 % of those before"),
            _cord_row("LTR_lesion-002", "7.5 min", soon, at_once < soon < late, "more than at once, fewer than later"),
            _cord_row("LTR_lesion-003", "150 min", late, late >= 0.8 * intact, "at least 80 % of those before"),
        ),
        headline=f"Twitches fall from {intact:.0f} % to {at_once:.0f} % and are back at {late:.0f} % after 150 min.",
        series={"minutes_after": CORD_MINUTES, "twitch_percent": after},
    )


def _cord_row(target_id: str, when: str, twitches: float, holds: bool, tolerance: str) -> Row:
    return order_row(target_id, f"twitches {when} after the cut, %", twitches, holds=holds, tolerance=tolerance)


def neighbouring_band(seed: int) -> Finding:
    """Return the share of twitches by how far the needle lies from the locus, and in a healthy band beside it."""
    graph = _irritable()
    shares = [_moved_beside(graph, off_mm, seed) for off_mm in BESIDE_MM]
    beside = max(share for off_mm, share in zip(BESIDE_MM, shares, strict=True) if off_mm >= BESIDE_FROM_MM)
    healthy = build_graph(subject(0.55, shortening=0.0, fibrosis=0.0, irritability=0.05), REFERENCE)
    half_mm = crossing(BESIDE_MM, [-share for share in shares], -0.5 * shares[0])
    quiet = percent(responses(healthy, REFERENCE, trials=INSERTIONS, seed=seed), "twitch", "cramp")
    return Finding(
        rows=(
            law_row("R4", f"motor answers {BESIDE_FROM_MM:g} mm or more from the locus, %", beside, at_most=5.0),
            law_row("R4", "motor answers of a slack, calm band beside it on the same ill root, %", quiet, at_most=5.0),
            law_row("R4", "motor answers at the locus, %", shares[0], at_least=50.0),
            target_row(
                "LTR-006",
                None if half_mm is None else 2.0 * half_mm,
                quantity="width of the place where at least half as many insertions move as at the locus, mm",
                note="Published of spontaneous activity; here the scatter of the needle widens it.",
            ),
        ),
        headline=f"{shares[0]:.0f} % move at the locus, at most {beside:.0f} % from {BESIDE_FROM_MM:g} mm on, "
        f"{quiet:.0f} % in the band beside it.",
        series={"off_mm": BESIDE_MM, "motor_answers_percent": shares},
    )


def _irritable() -> Graph:
    """Return the graph of a band that twitches or cramps at most insertions."""
    return build_graph(subject(0.55, shortening=0.8, irritability=0.8), REFERENCE)


def _moved_beside(graph: Graph, off_mm: float, seed: int) -> float:
    """Return how many insertions move the band when the aim is that far beside the locus, percent."""
    arc = read_arc(graph, REFERENCE)
    keys = [stream_key(seed, "trial", k) for k in range(INSERTIONS)]
    answers = [reading(arc, graph.graph["seed"], key, off_mm=off_mm, longest_ms=FELT_MS) for key in keys]
    return 100.0 * sum(map(moves, answers)) / INSERTIONS


EXPERIMENTS = (
    Experiment(
        name="lesion_motor_nerve",
        law="R4",
        question="What is left of the twitch when the motor nerve is cut?",
        published="Nothing, for as long as the experiment lasted (rabbits).",
        measure=lesion_motor_nerve,
        targets=("LTR_lesion-004", "LTR_lesion-005"),
    ),
    Experiment(
        name="lesion_dorsal_root",
        law="R4",
        question="What is left of the answer when the dorsal roots of the site are cut?",
        published="No series was found; by the arc, nothing.",
        measure=lesion_dorsal_root,
    ),
    Experiment(
        name="lesion_cord",
        law="R4",
        question="What becomes of the twitch when the cord is cut above the segment?",
        published="Lost at once, partly back after 5 to 10 min, nearly complete after 150 min (5 rabbits).",
        measure=lesion_cord,
        targets=("LTR_lesion-001", "LTR_lesion-002", "LTR_lesion-003"),
    ),
    Experiment(
        name="neighbouring_band",
        law="R4",
        question="Does a needle beside the sensitive locus, or in the band beside it, bring a twitch?",
        published="Only the trigger spot of the responsive band answers; its active locus is 1 to 2 mm wide.",
        measure=neighbouring_band,
        targets=("LTR-006",),
    ),
)
