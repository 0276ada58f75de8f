"""R7: in a root lesion the H-reflex is smaller and later, while the band itself answers a needle with more."""

from __future__ import annotations

import numpy as np

from sim.evidence.targets import targets
from sim.patient.graph import build_graph
from sim.patient.state import SiteKey
from sim.reflex.arc import read_arc
from sim.rng import stream_key
from sim.validation.nerve_patients import examined
from sim.validation.records import Experiment, Finding, order_row, target_row
from sim.validation.subjects import reading, subject

SOLEUS, ROOT = SiteKey("soleus", "right"), "S1"
HEALTHS = (1.0, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
ASKED = 0.4
CHOSEN = "Assumed: the health at which half of the H is left."
"""Health of the root at which the figures are read, for that of people before surgery on a disc: chosen by the size."""
NEEDLED = 0.5
INSERTIONS = 60


def root_lesion_h_reflex(seed: int) -> Finding:
    """Return size and latency of the soleus H over the health of S1, and what a needle brings in the soleus."""
    series = [examined(SOLEUS.site, "h_reflex", seed, root=ROOT, health=health) for health in HEALTHS]
    height_mv = [float(np.mean([test.amplitude_mv for test in tests])) for tests in series]
    latency_ms = [float(np.mean([test.latency_ms for test in tests])) for tests in series]
    at = HEALTHS.index(ASKED)
    ratio, later_ms = height_mv[at] / height_mv[0], latency_ms[at] - latency_ms[0]
    published_ratio = _value("reflex_latency-004") / _value("reflex_latency-003")
    published_ms = _value("reflex_latency-002") - _value("reflex_latency-001")
    sound, ill = (_discharges(health, seed) for health in (1.0, NEEDLED))
    return Finding(
        rows=(
            order_row(
                "R7",
                f"soleus H with S1 at health {ASKED:g} over that of healthy people",
                round(ratio, 3),
                holds=0.35 <= ratio <= 0.65,
                tolerance="about half: 0.35 to 0.65",
                published=f"{published_ratio:.2f} (reflex_latency-003, -004)",
                read_back=CHOSEN,
            ),
            order_row(
                "R7",
                f"delay of the soleus H with S1 at health {ASKED:g}, ms",
                round(later_ms, 2),
                holds=0.5 <= later_ms <= 2.0,
                tolerance="about 1 ms: 0.5 to 2",
                published=f"{published_ms:.1f} (reflex_latency-001, -002)",
            ),
            target_row(
                "reflex_latency-002",
                latency_ms[at],
                quantity=f"latency of the soleus H with S1 at health {ASKED:g}, ms",
                note="The printed SD is far smaller than that of any other series.",
            ),
            target_row("reflex_latency-003", height_mv[0], quantity="soleus H of healthy people, mV"),
            target_row(
                "reflex_latency-004",
                height_mv[at],
                quantity=f"soleus H with S1 at health {ASKED:g}, mV",
                read_back=CHOSEN,
            ),
            order_row(
                "R7",
                f"discharges of the soleus after a needle: healthy, S1 at health {NEEDLED:g}",
                f"{sound:.1f}, {ill:.1f}",
                holds=ill > sound,
                tolerance="more in the ill one",
            ),
        ),
        headline=f"With S1 at health {ASKED:g} the soleus H is {ratio:.0%} of the healthy one and {later_ms:.1f} ms "
        f"later; a needle brings {ill:.0f} discharges at health {NEEDLED:g}, {sound:.0f} in health.",
        series={
            "health": HEALTHS,
            "h_reflex_mv": [round(one, 3) for one in height_mv],
            "latency_ms": [round(one, 2) for one in latency_ms],
        },
    )


def _value(target_id: str) -> float:
    return float(targets()[target_id].value)


def _discharges(health: float, seed: int) -> float:
    """Return the mean size of the answer to a needle in an irritable band: discharges in the densest 20 ms."""
    patient = subject(health, key=SOLEUS, root=ROOT)
    arc = read_arc(build_graph(patient, SOLEUS), SOLEUS)
    keys = [stream_key(seed, "trial", k) for k in range(INSERTIONS)]
    return float(np.mean([reading(arc, patient.seed, key).n_burst for key in keys]))


EXPERIMENTS = (
    Experiment(
        name="root_lesion_h_reflex",
        law="R7",
        question="What does an ill S1 root do to the H-reflex of the soleus, and to its answer to a needle?",
        published="H 3.59 and 1.78 mV, 27.8 and 29.1 ms on the sound and the ill side of 80 people before surgery.",
        measure=root_lesion_h_reflex,
        targets=("reflex_latency-001", "reflex_latency-002", "reflex_latency-003", "reflex_latency-004"),
    ),
)
