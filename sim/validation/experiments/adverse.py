"""S6: what goes wrong in many treatments, and how the risk over the lung depends on depth."""

from __future__ import annotations

from collections import Counter

from sim.anatomy import Site, sites
from sim.rng import stream
from sim.session import NUMBERS, probabilities
from sim.session.adverse import adverse_events
from sim.validation.records import Experiment, Finding, bare_row, law_row, target_row

TREATMENTS = 20_000
MINOR = ("bleeding", "bruising", "pain", "unwell")
PAST_MM = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 7.5, 10.0)
UPPER_BACK = ("trapezius_upper", "trapezius_middle", "levator_scapulae", "rhomboid_minor", "rhomboid_major")
SAFE_DEPTH = "At the middle of the safe range; all sites of the tables in turn."
BY_PROBABILITY = "By the probabilities themselves: an event this rare is not counted in a simulated population."
SET_BY_RISE = "The rise is a parameter: a factor e for each `pleura_depth_mm`."
BY_LAYERS = "Where the deep border of the muscle lies in slim patients, by assumed layers of tissue."


def adverse_rates(seed: int) -> Finding:
    """Return the share of treatments with each event, and the risk of a pneumothorax by depth."""
    seen = _seen(seed)
    percent = {event: 100.0 * n / TREATMENTS for event, n in seen.items()}
    over_lung = [place for place in sites().values() if place.beyond == "lung"]
    elsewhere = [place for place in sites().values() if not any("pleura" in hazard for hazard in place.hazards)]
    risks = [_per_million(over_lung, past_mm) for past_mm in PAST_MM]
    rise = risks[PAST_MM.index(5.0)] / risks[0]
    reach_mm = [sites()[name].depths("slim").far_mm for name in UPPER_BACK]
    return Finding(
        rows=(
            bare_row("adverse-016", percent["any minor"], quantity="treatments with any minor event, %"),
            bare_row("adverse-017", percent["bleeding"], quantity="treatments with bleeding, %", note=SAFE_DEPTH),
            bare_row("adverse-018", percent["bruising"], quantity="treatments with a bruise, %"),
            bare_row("adverse-019", percent["pain"], quantity="treatments with pain of the needle, %"),
            bare_row("adverse-022", percent["major"], quantity="treatments with a major event, %"),
            bare_row(
                "adverse_pneumothorax-002",
                risks[0],
                quantity="pneumothorax over the lung at a safe depth, per million treatments",
                note=BY_PROBABILITY,
            ),
            law_row(
                "S6",
                "pneumothorax anywhere else, at any depth, per million treatments",
                _per_million(elsewhere, max(PAST_MM)),
                at_most=0.0,
            ),
            law_row(
                "S6",
                "risk of a pneumothorax 5 mm past the safe depth over that within it",
                rise,
                at_least=100.0,
                read_back=SET_BY_RISE,
            ),
            target_row(
                "adverse_pneumothorax-012",
                sum(reach_mm) / len(reach_mm),
                quantity="depth at which the lung begins under shoulder and upper back of slim patients, mm",
                note=BY_LAYERS,
            ),
        ),
        headline=f"{percent['any minor']:.1f} % of treatments have a minor event and {percent['major']:.2f} % a major "
        f"one; over the lung {risks[0]:.2f} in a million a pneumothorax, {rise:.0f} times that 5 mm too deep.",
        series={"past_safe_mm": PAST_MM, "pneumothorax_per_million": [float(f"{risk:.4g}") for risk in risks]},
    )


def _seen(seed: int) -> Counter[str]:
    """Return event → treatments that had it, of treatments with the usual number of needles at a safe depth."""
    places = list(sites().values())
    needles = range(int(NUMBERS.insertions_per_treatment))
    seen: Counter[str] = Counter(major=0)
    for treatment in range(TREATMENTS):
        place = places[treatment % len(places)]
        depth_mm = (place.depth_min_mm + place.depth_max_mm) / 2.0
        draw = stream(seed, "treatment", treatment)
        events = {event for _ in needles for event in adverse_events(place, depth_mm, draw)}
        seen.update(events)
        seen["any minor"] += not events.isdisjoint(MINOR)
    return seen


def _per_million(places: list[Site], past_mm: float) -> float:
    """Return the mean risk of a pneumothorax of treatments at some places, so far past the safe depth, per million."""
    risks = [probabilities(place, place.depth_max_mm + past_mm)["pneumothorax"] for place in places]
    kept = [float((1.0 - risk) ** NUMBERS.insertions_per_treatment) for risk in risks]
    return 1e6 * (1.0 - sum(kept) / len(kept))


EXPERIMENTS = (
    Experiment(
        name="adverse_rates",
        law="S6",
        question="How often does a treatment harm, and how does the risk over the lung depend on depth?",
        published="A minor event in 36.7 % and a major one in 1 of 1,024 of 20,494 treatments; a pneumothorax in 1.75 "
        "per million over the chest (acupuncture, hospitalised cases only, so a lower bound).",
        measure=adverse_rates,
        targets=(
            "adverse-016",
            "adverse-017",
            "adverse-018",
            "adverse-019",
            "adverse-022",
            "adverse_pneumothorax-002",
            "adverse_pneumothorax-012",
        ),
    ),
)
