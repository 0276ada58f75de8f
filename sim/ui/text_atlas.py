"""The words of the segment atlas."""

from __future__ import annotations

from collections.abc import Mapping

TITLE = "Segment atlas"
LEAD = (
    "Pick a root and see what hangs on it, in front and beside the spine. Pick a muscle and see which roots feed it, "
    "who says so, and where the sources disagree. Where it says “assumed”, no source was found."
)
GLANCE = "All roots at a glance"
GLANCE_HOW = "Choose a root above, a muscle by name or on the map, or a line of this table."
UNKNOWN = "Nothing in the atlas is called {name}."
UNKNOWN_NEAREST = "Did you mean"
UNKNOWN_HOW = "Roots run from C1 to C8, T1 to T12, L1 to L5 and S1 to S4; muscles are found by name below the roots."

DERMATOME_HINT = "Maps of the skin conflict and fields overlap: a soft hint, never the proof of a root."
NO_REFLEX = "None in common use"

ANTERIOR = "Anterior ramus"
POSTERIOR = "Posterior ramus, at the {root} level"
CRANIAL = "Cranial nerve, segment by its cervical roots"
NONE_HERE: Mapping[str, str] = {
    "anterior": "No muscle of the table hangs here by the anterior ramus.",
    "posterior": "No muscle of the table hangs here by the posterior ramus.",
}
WEIGHT_WORDS = (
    "Figures are shares of the fibres, 0 to 1, from the votes of the sources and the roots that lead; in bold what the "
    "root leads in. Of a muscle that spans many segments they are those of the level. Nobody has measured them, and "
    "people differ."
)
MINOR = "{n} more with less than a tenth"
TRAPEZIUS = (
    "Trapezius and sternocleidomastoid move by the accessory nerve. Whether their cervical roots are motor or only "
    "sensory is disputed; they are counted here so that segments can be reasoned about."
)

BESIDE = "Beside the spine"
NO_SITE = "There is no needle site beside the spine at this root."
SAME_NUMBER: Mapping[str, str] = {
    "L": "That this level answers to the root of its own number is shown for the lumbar multifidus.",
    "C": "That this level answers to the root of its own number is an analogy: shown for the lumbar multifidus only.",
    "T": "That this level answers to the root of its own number is an analogy: shown for the lumbar multifidus only.",
    "S": "Weak evidence: long bundles from L4 and L5 mix here with branches of the sacral roots.",
}
SLANT = "Beside L4 a needle straight in ended on the lamina of L4, one aimed in and down on that of L5."
NEIGHBOURS = "A needle one level up or down still meets some fibres of {root}."

DISAGREE = "Where the sources disagree"
DISAGREE_HOW = (
    "Each line is a muscle that some sources hang on {root} and others do not, the evenest split first. Open it to see "
    "who lists what. Votes are not independent: most texts descend from the same books."
)
DISAGREE_NONE = "No source that gives numbers contradicts another about {root}."
AGREE = "All sources that give numbers agree on {root} for {n} muscles"

REFLEX = "The model's own reflex"
REFLEX_HOW = (
    "The tendon of {muscle} is tapped in a body {height} cm tall: healthy, and with {root} at health {health:g}. "
    "Computed from the reflex arc of the model, not read from a table."
)

ROOTS_OF = "Roots, and how they came about"
NO_ROOTS = (
    "No spinal root feeds it, so it has no segment, no place in the loop of root and muscle, and no needle site here. "
    "Its motor nerve: {nerve}."
)
ON_THE_BACK = "It lies on the back, yet hangs on the anterior ramus."
WHO = "Who lists which roots"
NO_NUMBERS = "names the nerve, no roots"
FIND = "Find and needle it"
NEAR = "What lies near"
LEVELS = "Its levels"
LEVELS_HOW = "A needle meets one level of it; the roots are then those of that level."
SAME_SEGMENT = "Beside the spine, same roots"
SAME_SEGMENT_HOW = "The same roots reach the back by their posterior rami. If these are short too, suspect the root."
NOTES = "Notes, sources, identifiers"
STANDING: Mapping[str, str] = {
    "measured": "published sources give these roots",
    "taught": "the theory or the clinic that teaches it gives them",
    "assumed": "the order or the numbers are a judgement",
}
STANDING_BADGE: Mapping[str, str] = {"measured": "from the literature", "taught": "taught", "assumed": "assumed"}
ASSUMED_MARK = "assumed"
PLACE_ASSUMED = "How to find it and how the patient lies are assumed: no source was found for either."
