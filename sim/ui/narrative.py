"""What a needle brought, in words: what happened, then why, then what is still open. Pure functions of the state."""

from __future__ import annotations

from dataclasses import dataclass

from sim import anatomy
from sim.anatomy import Ramus, Site
from sim.cases import Case, NeedleRecord, VisitRecord
from sim.patient.state import Band, SiteKey
from sim.reflex.response import PathStep, Response, ResponseKind, Station
from sim.session import HARMFUL, reach_words
from sim.ui.choice import WEIGHT_MIN, site_name
from sim.ui.path_words import figures, short_of
from sim.ui.theme import SIGNS

_SHARES = (
    (0.08, "a little"),
    (0.15, "a tenth"),
    (0.22, "a fifth"),
    (0.29, "a quarter"),
    (0.41, "a third"),
    (0.58, "half"),
    (0.70, "two thirds"),
    (0.85, "three quarters"),
)
_HARDLY = 0.02
_FAR_MM = 2.0
"""The sensitive locus is 1 to 2 mm wide; farther off, the distance is what is worth a word."""

ADVERSE = {
    "bleeding": "It bled a little; pressed for a minute, it stopped.",
    "bruising": "A bruise is coming up.",
    "pain": "The needle itself hurt more than it should.",
    "unwell": "The patient feels faint or unwell; it passes, or the complaint is worse for a day.",
    "major": "A serious adverse event, about once in a thousand treatments: the patient needs medical care.",
    "pneumothorax": (
        "The needle opened the pleura: a pneumothorax. The patient needs a hospital. "
        "Over the chest the risk rises steeply beyond the safe depth."
    ),
    "haematoma": (
        "The needle opened a large vessel: a deep bruise is filling. Press hard and long. In a limb watch pulse and "
        "feeling; at the neck breath, speech and sight are in danger, and the patient needs a hospital."
    ),
    "nerve_injury": (
        "The needle went into a large nerve: a shooting pain, and what it feeds may stay numb or weak for weeks."
    ),
    "canal_puncture": (
        "The needle went in between the laminae, into the spinal canal: cord or dura may be hurt. "
        "The patient needs a hospital."
    ),
    "kidney_injury": "The needle went into the kidney: it bleeds, and the patient needs a hospital.",
    "bowel_puncture": "The needle went into the belly and may have opened the bowel: the patient needs a hospital.",
}


@dataclass(frozen=True, slots=True)
class Headline:
    """The one large sentence: the response with its sign, and what it did."""

    kind: ResponseKind
    sign: str
    word: str
    rest: str


def headline(record: NeedleRecord, band: Band) -> Headline:
    """Return what an insertion brought, in one sentence.

    Parameters
    ----------
    band
        The needled band right after the insertion.
    """
    response, insertion = record.insertion.response, record.insertion
    sign = SIGNS[response.kind]
    before = band.shortening + insertion.released
    match response.kind:
        case "twitch":
            rest = f"The band let go at once: {_of(insertion.released, before)} of its shortening."
            if _share(insertion.released, before) < _HARDLY:
                rest = "The band had hardly anything left to let go."
        case "cramp":
            rest = f"It gripped for {seconds(response.duration_ms)}."
            if _share(insertion.promised, before) >= _HARDLY:
                rest += f" {_of(insertion.promised, before).capitalize()} of the shortening goes over one to two days."
        case "ache":
            rest = "Dull, with the needle gripped. Little let go."
        case _:
            rest = "The muscle stayed quiet." if response.reached else "The tip was not in the muscle."
    return Headline(response.kind, sign.sign, sign.word.capitalize(), rest)


def harm_sentences(record: NeedleRecord) -> tuple[str, ...]:
    """Return what a needle harmed, or that it went where it can; told before all else, empty where it did neither."""
    insertion = record.insertion
    done = tuple(ADVERSE[event] for event in insertion.adverse if event in HARMFUL)
    if done or insertion.tip_mm <= insertion.depths.far_mm:
        return done
    reach = reach_words(anatomy.site(insertion.met.site))
    return (f"Danger: the tip went through the muscle{f', where it can reach {reach}' if reach else ''}.",)


def adverse_sentences(record: NeedleRecord) -> tuple[str, ...]:
    """Return the other adverse events of a needle."""
    return tuple(ADVERSE[event] for event in record.insertion.adverse if event not in HARMFUL)


def insertion_title(record: NeedleRecord) -> str:
    """Return which insertion this was.

    Examples
    --------
    'Insertion 2, extensor carpi radialis brevis, right, 14 mm'
    """
    insertion = record.insertion
    angle = "" if insertion.angle_deg is None else f" at {insertion.angle_deg:g}°"
    return f"Insertion {insertion.number}, {lower_first(site_name(insertion.site))}, {insertion.depth_mm:.3g} mm{angle}"


def slant_sentence(record: NeedleRecord) -> str:
    """Return where a slanted needle came to, such as `Entered beside L4: reached L5.`; empty for a straight one."""
    insertion = record.insertion
    if insertion.slant is None:
        return ""
    entered, reached = (anatomy.site(key.site).segment for key in (insertion.site, insertion.met))
    deep = f"The tip is {insertion.tip_mm:.0f} mm deep"
    if anatomy.site(insertion.site.site).kind != "paraspinal":
        return f"Slanted: {deep[0].lower()}{deep[1:]}, and the needle lies flatter over what is below."
    came_to = f"reached {reached}" if reached != entered else f"still at {entered}"
    return f"Entered beside {entered}, slanted: {came_to}. {deep} and {insertion.slant.along_mm:.0f} mm further down."


def prediction_sentence(record: NeedleRecord) -> str:
    """Return what the learner expected and whether it came; empty where nothing was asked."""
    predicted, came = record.decision.predicted, record.insertion.response.kind
    if predicted is None:
        return ""
    return f"You predicted {predicted}: {'so it was' if predicted == came else f'it was {came}'}."


def explanation(record: NeedleRecord) -> tuple[str, ...]:
    """Return why: where the stimulus went, and where it died or how it ended."""
    response = record.insertion.response
    if not response.reached:
        return (
            f"{_not_in_muscle(record)} No nerve ending of the band was excited, so the stimulus died at the start.",
        )
    steps = steps_of(response)
    match response.kind:
        case "twitch":
            return (f"{_way(steps, response)}.", f"It was over after {milliseconds(response.duration_ms)}.")
        case "cramp":
            return (
                f"{_way(steps, response)}.",
                "The contraction went on exciting the endings of its own band, so the loop fed itself for "
                f"{seconds(response.duration_ms)}, until the motor neurons slowed and fell silent.",
            )
        case "ache":
            return (_where_it_stayed_small(steps, response), *_what_would_turn_it(record))
        case "nothing":
            return (_where_it_died(response), *_what_would_turn_it(record))


def still_open(visit: VisitRecord, record: NeedleRecord) -> str:
    """Return which ramus of the root that answered is not needled yet in this visit; empty where it did not answer."""
    key = record.insertion.met
    root = root_of(record.insertion.response)
    if record.insertion.response.kind not in ("twitch", "cramp") or root is None:
        return ""
    paraspinal = anatomy.paraspinal_site(root)
    if paraspinal is None:
        return ""
    needled = {needle.insertion.met for needle in visit.needles}
    is_anterior = any(
        anatomy.site(site.site).ramus is Ramus.ANTERIOR and root in anatomy.site(site.site).roots
        for site in needled
        if site.side == key.side
    )
    if SiteKey(paraspinal.id, key.side) not in needled:
        return f"Still open: the {root} paraspinals share this root by the posterior ramus and are not needled yet."
    if not is_anterior:
        return f"Still open: no muscle of {root} on the anterior ramus has been needled in this visit."
    return f"Both rami of {root} have been needled in this visit."


def steps_of(response: Response) -> dict[Station, PathStep]:
    """Return the steps of the path by their station."""
    return {step.station: step for step in response.path}


def root_of(response: Response) -> str | None:
    """Return the root the stimulus went up by, e.g. "C6"; None where the path does not name one."""
    step = steps_of(response).get("root")
    return step.node.split(":")[1] if step is not None else None


def other_ramus(case: Case, record: NeedleRecord) -> Site | None:
    """Return a site on the other ramus of the root the stimulus went up by; the tables say, not what the case hides."""
    root, here = root_of(record.insertion.response), anatomy.site(record.insertion.met.site)
    if root is None:
        return None
    if here.ramus is Ramus.ANTERIOR:
        return anatomy.paraspinal_site(root)
    typical = anatomy.complaint_regions()[case.patient.complaint.region].muscles
    fed = [site for site in anatomy.sites_of_root(root, WEIGHT_MIN) if site.ramus is Ramus.ANTERIOR]
    return next((site for name in typical for site in fed if site.id == name), next(iter(fed), None))


def response_lines(record: NeedleRecord) -> tuple[str, ...]:
    """Return the twin in words of the EMG and force picture."""
    response = record.insertion.response
    first = (
        "no motor unit answered"
        if response.latency_ms is None
        else (
            f"first motor unit {milliseconds(response.latency_ms)} after the needle, "
            f"for {duration(response.duration_ms)}"
        )
    )
    return (
        f"{SIGNS[response.kind].word.capitalize()}: {first}.",
        f"Largest EMG {response.emg_peak_uv:.0f} µV; largest force {100 * response.peak_force:.0f} % of maximum.",
        f"{response.n_burst} discharges in the densest 20 ms.",
    )


def milliseconds(value: float) -> str:
    """Return a short time in words.

    Examples
    --------
    >>> milliseconds(18.4)
    '18 ms'
    """
    return f"{value:.0f} ms" if value >= 1.0 else "less than 1 ms"


def seconds(duration_ms: float) -> str:
    """Return a long time in seconds.

    Examples
    --------
    >>> seconds(23_400)
    '23 s'
    """
    return f"{duration_ms / 1000.0:.0f} s" if duration_ms >= 9_500 else f"{duration_ms / 1000.0:.1f} s"


def duration(duration_ms: float) -> str:
    """Return a time in the unit that suits it."""
    return seconds(duration_ms) if duration_ms >= 1000.0 else milliseconds(duration_ms)


def lower_first(words: str) -> str:
    """Return a phrase for the middle of a sentence: names that are written in capitals stay so."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _way(steps: dict[Station, PathStep], response: Response) -> str:
    parts = []
    if root := steps.get("root"):
        parts.append(f"The volley went up through the {root.label} ({figures(root).drive} spikes got to the cord)")
    if pool := steps.get("pool"):
        told = figures(pool)
        parts.append(f"drove the {pool.label} to {told.drive} {pool.unit}, where {told.threshold} is enough")
    back = steps.get("efferent")
    if back is not None and response.latency_ms is not None:
        parts.append(f"and came back by the {back.label} {milliseconds(response.latency_ms)} after the needle")
    return ", ".join(parts) or "The stimulus went through the arc"


def _where_it_stayed_small(steps: dict[Station, PathStep], response: Response) -> str:
    root, died = steps.get("root"), response.died_at
    up = "It was felt"
    if root is not None:
        up = f"The needle was felt: {figures(root).drive} spikes got through the {root.label} to the cord"
    if afferent := steps.get("afferent"):
        up += f", most of the weight by the {afferent.label}"
    if died is None:
        return f"{up}, without a contraction."
    if response.duration_ms >= 1000.0:
        up += f". A few motor units smouldered on for {seconds(response.duration_ms)} without force"
    return f"{up}. {_where_it_died(response)}"


_DEATHS: dict[Station, str] = {
    "receptor": "The stimulus died at the start: the {label} were not excited enough",
    "afferent": "The stimulus died in the nerve: the {label} sent no more than at rest",
    "root": "The stimulus died in the {label}: nothing of it got to the cord",
    "relay": "The stimulus died in the cord: the {label} stayed below what they need",
    "pool": "The stimulus died in the cord: the {label} did not fire",
    "efferent": "The stimulus died on the way back, in the {label}: no motor axon that fired conducts",
    "band": "The stimulus died at the muscle: too little came back together for a contraction",
}
_AT_ENDINGS = "What they still sent was too little to be felt."


def _where_it_died(response: Response) -> str:
    """Return where the stimulus died, with its figures; on the way back these would tell the root's health."""
    step = response.died_at
    if step is None:
        return "The stimulus went round, but too little of it came back for a contraction."
    told = _DEATHS[step.station].format(label=step.label)
    if step.station == "efferent":
        return f"{told}."
    told = f"{told} ({short_of(step)})."
    return f"{told} {_AT_ENDINGS}" if step.station == "receptor" else told


def _what_would_turn_it(record: NeedleRecord) -> tuple[str, ...]:
    """Return the one change that may have turned it, where the state gives one."""
    distance_mm = record.insertion.response.locus_distance_mm
    if distance_mm > _FAR_MM:
        return (
            f"The tip was {distance_mm:.1f} mm from the most sensitive spot; nearer to it the band may answer more.",
        )
    return ()


def _not_in_muscle(record: NeedleRecord) -> str:
    place, depths, tip_mm = anatomy.site(record.insertion.met.site), record.insertion.depths, record.insertion.tip_mm
    where = f"the muscle lies {depths.surface_mm:.3g} to {depths.far_mm:.3g} mm under the skin"
    if tip_mm < depths.surface_mm:
        return f"At {tip_mm:.3g} mm the tip had not reached it: {where}."
    reached = reach_words(place)
    beyond = f" Beyond it: {reached}." if reached else ""
    near = f" Near it lie: {', '.join(place.hazards)}." if place.hazards else ""
    return f"At {tip_mm:.3g} mm the tip had gone through it, which is dangerous: {where}.{beyond}{near}"


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0.0 else 0.0


def _of(part: float, whole: float) -> str:
    share = _share(part, whole)
    word = next((word for limit, word in _SHARES if share < limit), "nearly all")
    return word if word in ("a little", "nearly all") else f"about {word}"
