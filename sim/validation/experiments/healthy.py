"""R1: a healthy root and muscle do not twitch."""

from __future__ import annotations

from sim.patient.graph import build_graph
from sim.reflex.trials import responses
from sim.validation.records import Experiment, Finding, law_row
from sim.validation.subjects import REFERENCE, percent, place, subject

INSERTIONS = 100


def healthy_muscle(
    seed: int, *, site: str = REFERENCE.site, side: str = REFERENCE.side, irritability: float = 0.05
) -> Finding:
    """Return how many insertions into a healthy, slack band on a healthy root bring a motor answer."""
    key = place(site, side)
    patient = subject(1.0, key=key, shortening=0.0, fibrosis=0.0, irritability=irritability)
    answers = responses(build_graph(patient, key), key, trials=INSERTIONS, seed=seed)
    twitches, moved = percent(answers, "twitch"), percent(answers, "twitch", "cramp")
    return Finding(
        rows=(
            law_row("R1", f"twitches in {INSERTIONS} insertions into healthy muscle, %", twitches, at_most=5.0),
            law_row("R1", "twitches and cramps together, %", moved, at_most=5.0),
        ),
        headline=f"{moved:g} % of {INSERTIONS} insertions into healthy muscle brought a motor answer.",
    )


EXPERIMENTS = (
    Experiment(
        name="healthy_muscle",
        law="R1",
        question="Does healthy muscle on a healthy root twitch when it is needled?",
        published="It is quiet: no twitch in at least 95 of 100 insertions.",
        measure=healthy_muscle,
        uses=("site", "side", "irritability"),
    ),
)
