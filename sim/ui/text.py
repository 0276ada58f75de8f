"""The fixed words of the interface. Sentences made from a state are in `narrative`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.cases import Action
from sim.reflex.response import ResponseKind

PRODUCT = "IMS Reflex Trainer"
NOT_ADVICE = "A training simulation, not advice: it says nothing about any real patient."

CHOOSE_AN_ACTION = "Choose what you will do at this visit, then decide."
NOTHING_NEAR = "nothing is listed"
CHOOSE_A_SITE = "Choose a site first, on the map or in the list."
PREDICT_FIRST = "Say first what you expect. A guess that can be wrong is what one learns from."
SAY_HOW_MANY_DAYS = "Say after how many days the patient comes back."
MOVED_ON = (
    "This attempt had moved on in another tab, so your last step was not taken. "
    "You now see the newest state; go on from here."
)
UNEXPECTED = (
    "Something went wrong that should not have. Your attempt is safe at its last decision: reload the page to go on. "
    "If it happens again, tell whoever runs this server; the log has the details."
)
NO_ATTEMPT = "No case is open on the bench yet."
NO_ATTEMPT_HOW = "Choose one in the case library; the bench then opens on its first visit."
NOT_YOURS = "This attempt cannot be opened here."
NOT_YOURS_HOW = "Nothing of it is shown. Your own attempts are in the case library."
NOT_PLAYABLE = "This attempt can no longer be played."
NOT_PLAYABLE_HOW = "Nothing of it was changed or lost. You can begin its case anew in the case library."
TO_THE_LIBRARY = "Go to the case library"

KERNEL_WAIT = "The nerve model is being prepared. This happens once after a start and takes some seconds."
NEEDLE_GOES_IN = "The needle goes in"
NEEDLE_IN = "The needle is in…"
GRIPPING = "The muscle is gripping…"
REPLAYING = "Playing your decisions again…"
NOTHING_NEEDLED = "Nothing has been needled in this visit."
NOTHING_NEEDLED_HOW = (
    "Choose a site, say what you expect, and needle. Here you will see what it brought: the electrical activity and "
    "the force of the band, and why."
)
RESTING = "Hands, movement and time: no needle at this visit."
RESTING_HOW = "Choose in how many days the patient comes back, and end the visit."
LAST_VISIT_HOW = "This is the last visit of the course. After it the patient is followed to week 12."

LIBRARY_LEAD = (
    "Simulated patients. Read the story, decide whether a needle is right at all, find the segment, treat both its "
    "rami, and follow the patient to week 12."
)
LIBRARY_EMPTY = "There are no cases yet."
LIBRARY_EMPTY_HOW = "Put a case file into the folder `scenarios`, or name a folder of your own in `IMS_SCENARIOS`."
FAULTY_FILES = "Case files that cannot be played"
FAULTY_FILES_HOW = "All faults of each file, by line. The other cases are not affected."


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice in words: its name and one plain line."""

    name: str
    line: str


ACTIONS: Mapping[Action, Choice] = {
    "treat": Choice("Treat with the needle (IMS)", "Needle short muscles, and the paraspinals of their segment."),
    "manual_therapy": Choice("Manual therapy", "Hands, movement and time; no needle at this visit."),
    "refer": Choice("Refer", "Another service has to see the patient; the course ends here."),
    "stop": Choice("Stop", "End the course; the patient is followed to week 12."),
}

RESPONSES: Mapping[ResponseKind, str] = {
    "twitch": "A brief, synchronous contraction of the band: it lets go at once.",
    "cramp": "A long, deep contraction that grips the needle: it lets go over one to two days.",
    "ache": "A dull ache, the needle may be gripped: little lets go.",
    "nothing": "No motor answer: the muscle is healthy, was missed, or is cut off.",
}

GLOSSARY: Mapping[str, str] = {
    "segment": "the level of the spinal cord from which a nerve root comes, such as C6",
    "root": "the nerve where it leaves the spine; it feeds muscles beside the spine, in the limbs and in the trunk",
    "ramus": "a branch of the root: the posterior one to muscles beside the spine, the anterior one to limb and trunk",
    "paraspinals": "the short deep muscles beside the spine; here the multifidus of each level",
    "taut band": "a bundle of muscle fibres that stays short and can be felt",
    "EMG": "the electrical activity of the muscle at the needle, in µV",
    "supersensitivity": "what a nerve that is ill makes of everything it feeds: it answers to less, and for longer",
}
