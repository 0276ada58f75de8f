"""The words of the page about the model: what is simulated, what it rests on, where the evidence disagrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEAD = (
    "This is a training simulation, not advice and not a medical device. It says nothing about any real patient, and "
    "it makes no claim that a patient would benefit. It teaches choices and reasons; where a needle may go in a "
    "living body is learnt under supervision."
)

MILLISECONDS = (
    "Each patient is a graph: nerve endings, roots, branches, motor neurons and taut bands, joined by paths whose "
    "length follows from the body's height. A needle excites the endings of a band near its tip. The spikes travel up "
    "through the root into the cord, excite or fail to excite motor neurons, and travel back. Nothing is looked up: "
    "twitch, cramp, ache or nothing is read off the simulated EMG and force by one rule.",
    "A root that is ill does two things at once. Less gets through it, and what lies behind it becomes "
    "supersensitive: it answers to less, for longer, and more strongly. So a needle in a half-ill root's muscle may "
    "twitch where a healthy muscle stays quiet, and a dead root's muscle answers no reflex at all.",
)

WEEKS = (
    "Between visits the simulation runs in days. An ill root lets its muscles shorten, beside the spine by its "
    "posterior branch, in limbs and trunk by its anterior one. Short muscles beside the spine press on the root and "
    "keep it ill. That is the loop the theory is about: needle only the muscles away from the spine and it comes "
    "back; free both and the root can recover.",
    "Pain is made of short bands, the root's own irritation, amplification in the nervous system, soreness from "
    "needles, and each person's own ups and downs of about a point. Being treated at all helps a little and fades, as "
    "it does in the sham arms of trials.",
)

STANDINGS: Mapping[str, str] = {
    "measured": "a published source gives the figure",
    "taught": "the theory or the clinic that teaches it gives it, without a measurement",
    "assumed": "nobody gives it; it was chosen, for a reason that stands beside it",
}

LIMITS = (
    "It knows the muscles with a spinal nerve, from the neck to the foot; not those of the face, which have none, and "
    "of the pelvic floor only the largest. Small neighbours share one site.",
    "There is no physical examination yet: you choose by the story, by anatomy and by what the needle brings.",
    "How deep a muscle lies is assumed for slim, middle and stout persons. Do not take a depth from here to a patient.",
    "Simulated patients do too well: nearly every typical one who is treated on both rami loses most of the pain.",
    "Needling beside the spine alone comes close to needling both ends here, more slowly. The theory asks for both.",
    "Most numbers are assumed, so a pain score here is an illustration of the theory and no forecast.",
)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One point where the evidence does not support the theory: what it says, and where that was found."""

    claim: str
    source: str


DISAGREEMENTS = (
    Disagreement(
        "Worn spines are mostly painless. Nearly everyone over forty has a badly worn level in the neck, so wear alone "
        "cannot be why someone hurts.",
        "BMJ Best Practice, epidemiology of degenerative cervical spine disease",
    ),
    Disagreement(
        "In real nerve-root disease reflexes get weaker and later, while supersensitivity predicts a stronger answer. "
        "The simulation needs both, a block and a gain, and the balance between them is assumed.",
        "H-reflex series in S1 radiculopathy, PMC5920342",
    ),
    Disagreement(
        "About half of the people with a proven root problem in the neck had no active trigger point at all.",
        "Sari 2012, 244 patients",
    ),
    Disagreement(
        "Two weeks of a pure nerve block made muscle no more sensitive. The law behind the theory was found on nerves "
        "that were cut; whether a half-ill nerve obeys it is contested.",
        "Denervation studies in rabbit and rat; results differ",
    ),
    Disagreement(
        "A twitch goes with relief on the same day, but a pooled analysis of six trials found no difference some days "
        "later.",
        "Meta-analysis, doi 10.1177/09645284211056346",
    ),
    Disagreement(
        "Several trials found needling no better than a sham needle once everyone also got exercise or hands-on care.",
        "Gattie 2021, Young 2022, Almushahhim 2022",
    ),
    Disagreement(
        "Examiners agree fairly on how many bands there are but hardly on which muscle they are in, and the skin "
        "signs of the theory have not been tested for reliability as far as was found.",
        "Lau 2010",
    ),
    Disagreement(
        "The founding trial had no sham and nobody was blinded. That needling beside the spine adds something rests on "
        "small trials.",
        "Gunn 1980, Spine 5:279; Ga 2007, doi 10.1089/acm.2006.6371",
    ),
    Disagreement(
        "Whether trigger points exist as a disease of muscle is itself disputed.",
        "Quintner 2015, doi 10.1093/rheumatology/keu471",
    ),
)

DATA = (
    "Your browser keeps a random token in a cookie, so that it finds your attempts again. It is no login and holds no "
    "name. Every decision is written to a database on the machine that runs this app before the page shows it. "
    "Nothing is sent anywhere else."
)
