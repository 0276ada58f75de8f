"""R5: repeated twitches at one spot die away."""

from __future__ import annotations

import numpy as np

from sim.session import insert
from sim.validation.records import Experiment, Finding, law_row, order_row
from sim.validation.subjects import REFERENCE, place, subject

PEOPLE = 40
INSERTIONS = 12


def repeated_twitches(
    seed: int,
    *,
    site: str = REFERENCE.site,
    side: str = REFERENCE.side,
    root: str | None = None,
    health: float = 0.55,
    shortening: float = 0.3,
    fibrosis: float = 0.1,
    irritability: float = 0.7,
) -> Finding:
    """Return the size of the answers to twelve insertions into one spot in one visit, over 40 patients."""
    key = place(site, side)
    patient = subject(health, key=key, root=root, shortening=shortening, fibrosis=fibrosis, irritability=irritability)
    sizes, twitched = [], []
    for person in range(PEOPLE):
        now = patient
        for number in range(1, INSERTIONS + 1):
            now, record = insert(now, key, depth_mm=None, number_in_visit=number, seed=seed + person, visit=1)
            sizes.append(record.response.n_burst)
            twitched.append(record.response.kind == "twitch")
    mean = np.reshape(sizes, (PEOPLE, INSERTIONS)).mean(axis=0)
    share = 100.0 * np.reshape(twitched, (PEOPLE, INSERTIONS)).mean(axis=0)
    return Finding(
        rows=(
            order_row(
                "LTR-002",
                "size of the third answer over the first",
                float(mean[2] / mean[0]) if mean[0] else None,
                holds=bool(mean[2] < mean[0]),
                tolerance="under 1",
            ),
            law_row("R5", f"twitches at insertion {INSERTIONS}, %", float(share[-1]), at_most=5.0),
        ),
        headline=f"The burst falls from {mean[0]:.0f} discharges to {mean[2]:.0f} at the third insertion; "
        f"{share[-1]:g} % still twitch at the twelfth.",
        series={
            "insertion": list(range(1, INSERTIONS + 1)),
            "burst_discharges": [round(float(size), 2) for size in mean],
            "twitch_percent": [float(part) for part in share],
        },
    )


EXPERIMENTS = (
    Experiment(
        name="repeated_twitches",
        law="R5",
        question="Do twitches at one spot die away as it is needled again and again?",
        published="The third is smaller than the first (seven people, ultrasound).",
        measure=repeated_twitches,
        targets=("LTR-002",),
        uses=("site", "side", "root", "health", "shortening", "fibrosis", "irritability"),
    ),
)
