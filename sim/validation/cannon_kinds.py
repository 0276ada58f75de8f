"""One kind of supersensitivity alone, or all four, at any strength, on an arc that conducts as in health."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sim.cases.described import described_patient
from sim.evidence.reflex import DEFAULTS, Values
from sim.patient.graph import Graph, build_graph
from sim.patient.state import Band, Patient, SiteKey
from sim.reflex.arc import read_arc
from sim.reflex.reading import Reading
from sim.rng import stream_key
from sim.validation.subjects import REFERENCE, moves, reading

GAINS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "superduration": ("superduration_gain", "pic_superduration_gain"),
        "hyperexcitability": ("hyperexcitability_gain",),
        "susceptibility": ("susceptibility_gain",),
        "superreactivity": ("superreactivity_gain",),
    }
)
"""The parameters of each kind."""
KINDS = (*GAINS_OF, "all")
LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Supersensitivity at which each kind is measured."""
DOSES = (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 1.0, 2.0)
"""Strengths of the stimulus at the locus, before the threshold of the endings, in its own unit.

A needle at the locus of a fully irritable band has 1.4.
"""
WEAK, STRONG, MAXIMAL = 0.55, 1.0, 2.0
"""Of these, one that a healthy arc does not answer, one that it always answers, and the largest."""
INSERTIONS = 24
LONGEST_MS = 2000
"""Runs end here, so that no duration is longer."""
AT_THE_LOCUS_MM = 1e-9


@dataclass(frozen=True, slots=True)
class Curve:
    """Dose and answer of one kind at one strength; one entry a dose, each over the same insertions.

    Parameters
    ----------
    doses
        Strength of the stimulus, rising.
    answering
        Share of insertions that twitch or cramp, 0 to 1.
    discharges
        Motor-unit discharges in the densest 20 ms, mean.
    duration_ms
        Length of the burst of those that answer, ms, mean; None where none does.
    """

    doses: tuple[float, ...]
    answering: tuple[float, ...]
    discharges: tuple[float, ...]
    duration_ms: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """The four signatures of one kind at one strength.

    Parameters
    ----------
    duration_ms
        Length of the answer to a strong stimulus.
    threshold
        Strength that half of the insertions answer, not below the weakest tried; None where no strength does.
    weak_percent
        Insertions that answer a weak stimulus.
    maximal
        Discharges in answer to the largest stimulus.
    """

    duration_ms: float | None
    threshold: float | None
    weak_percent: float
    maximal: float


def only(kind: str, values: Values = DEFAULTS) -> dict[str, float]:
    """Return the parameters with the gains of one kind kept and those of the others at nothing; `all` keeps them."""
    off = [gain for name, gains in GAINS_OF.items() if kind not in (name, "all") for gain in gains]
    return {**values, **dict.fromkeys(off, 0.0)}


def supersensitive(level: float, key: SiteKey = REFERENCE) -> Graph:
    """Return a graph that conducts as in health, with a part of the supersensitivity that dead roots bring, 0 to 1.

    Every node has that part of what it would have behind dead roots, so what is lost from node to node stays.
    """
    dead, graph = (build_graph(_irritable(health, key), key) for health in (0.0, 1.0))
    for name, data in graph.nodes(data=True):
        if "supersensitivity" in data:
            data["supersensitivity"] = level * dead.nodes[name]["supersensitivity"]
    return graph


def _irritable(health: float, key: SiteKey) -> Patient:
    """Return a patient all of whose roots at a site have one health, with an elastic band that is all irritable."""
    band = Band(shortening=0.2, fibrosis=0.0, irritability=1.0)
    return described_patient(key, band, health=health, height_cm=170.0)


def curve(graph: Graph, kind: str, *, seed: int, doses: Sequence[float] = DOSES, key: SiteKey = REFERENCE) -> Curve:
    """Return dose and answer: needles at the locus itself, of rising strength, with the same draws at each strength."""
    found = [_answers(graph, kind, dose, seed, key) for dose in doses]
    return Curve(
        doses=tuple(doses),
        answering=tuple(sum(map(moves, answers)) / INSERTIONS for answers in found),
        discharges=tuple(sum(answer.n_burst for answer in answers) / INSERTIONS for answers in found),
        duration_ms=tuple(_duration_ms(answers) for answers in found),
    )


def signatures(found: Curve) -> Signatures:
    """Return what a curve over all doses shows of each kind."""
    at = found.doses.index
    return Signatures(
        duration_ms=found.duration_ms[at(STRONG)],
        threshold=threshold(found),
        weak_percent=100.0 * found.answering[at(WEAK)],
        maximal=found.discharges[at(MAXIMAL)],
    )


def _answers(graph: Graph, kind: str, dose: float, seed: int, key: SiteKey) -> list[Reading]:
    aimed = {"locus_spread_mm": AT_THE_LOCUS_MM, "needle_base": 0.0, "needle_gain": dose}
    values = {**only(kind), **aimed}
    arc = read_arc(graph, key, values)
    keys = [stream_key(seed, "trial", k) for k in range(INSERTIONS)]
    return [reading(arc, graph.graph["seed"], k, values=values, longest_ms=LONGEST_MS) for k in keys]


def _duration_ms(answers: Sequence[Reading]) -> float | None:
    seen = [answer.duration_ms for answer in answers if moves(answer)]
    return sum(seen) / len(seen) if seen else None


def threshold(found: Curve) -> float | None:
    """Return the strength that half of the insertions answer, between doses by a straight line; None if none does."""
    return crossing(found.doses, found.answering, 0.5)


def crossing(places: Sequence[float], values: Sequence[float], level: float) -> float | None:
    """Return where values first come to a level, between places by a straight line; None where they never do.

    Examples
    --------
    >>> crossing((1.0, 2.0), (0.0, 4.0), 1.0)
    1.25
    """
    above = next((k for k, value in enumerate(values) if value >= level), None)
    if above is None or above == 0:
        return None if above is None else places[0]
    low, high = values[above - 1], values[above]
    return places[above - 1] + (places[above] - places[above - 1]) * (level - low) / (high - low)
