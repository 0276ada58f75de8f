"""R3: as a root loses health the share of twitches rises, then falls."""

from __future__ import annotations

from sim.patient.graph import build_graph
from sim.patient.state import SiteKey
from sim.reflex.trials import responses
from sim.validation.records import Experiment, Finding, law_row, order_row
from sim.validation.subjects import REFERENCE, brought_irritability, percent, place, subject

INSERTIONS = 100
HEALTHS = tuple(tenths / 10.0 for tenths in range(10, -1, -1))
FIXED_IRRITABILITY = 0.6


def inverted_u(
    seed: int,
    *,
    site: str = REFERENCE.site,
    side: str = REFERENCE.side,
    root: str | None = None,
    shortening: float = 0.2,
    fibrosis: float = 0.1,
) -> Finding:
    """Return the share of twitches over the health of the root, 1 to 0.

    Once at the irritability that a root of that health brings (settled after 26 weeks; that of rest when healthy),
    once at a fixed irritability.
    """
    key = place(site, side)
    band = {"shortening": shortening, "fibrosis": fibrosis}
    brought = [brought_irritability(subject(health, key=key, root=root, **band), key) for health in HEALTHS]
    own = [_twitches(seed, key, root, health, at, **band) for health, at in zip(HEALTHS, brought, strict=True)]
    fixed = [_twitches(seed, key, root, health, FIXED_IRRITABILITY, **band) for health in HEALTHS]
    peak, fixed_peak = max(own), max(fixed)
    top = HEALTHS[own.index(peak)]
    return Finding(
        rows=(
            law_row("R3", "twitches with a healthy root, %", own[0], at_most=5.0),
            law_row("R3", "twitches at the peak, %", peak, at_least=40.0),
            law_row("R3", "fall from the peak to a dead root, points", peak - own[-1], at_least=30.0),
            order_row(
                "R3",
                "at fixed irritability: healthy, peak, dead root, %",
                f"{fixed[0]:g}, {fixed_peak:g}, {fixed[-1]:g}",
                holds=fixed[0] < fixed_peak > fixed[-1],
                tolerance="rises, then falls",
            ),
        ),
        headline=f"Twitches rise from {own[0]:g} % to {peak:g} % at health {top:g} and fall to {own[-1]:g} %.",
        series={
            "health": HEALTHS,
            "irritability_brought": [round(at, 3) for at in brought],
            "twitch_percent": own,
            "twitch_percent_at_fixed_irritability": fixed,
        },
    )


def _twitches(
    seed: int, key: SiteKey, root: str | None, health: float, irritability: float, *, shortening: float, fibrosis: float
) -> float:
    patient = subject(health, key=key, root=root, shortening=shortening, fibrosis=fibrosis, irritability=irritability)
    return percent(responses(build_graph(patient, key), key, trials=INSERTIONS, seed=seed), "twitch")


EXPERIMENTS = (
    Experiment(
        name="inverted_u",
        law="R3",
        question="How often does an elastic band twitch as its root loses health?",
        published="Supersensitivity comes first and conduction block last: under 5 %, over 40 %, down by 30 points.",
        measure=inverted_u,
        uses=("site", "side", "root", "shortening", "fibrosis"),
    ),
)
