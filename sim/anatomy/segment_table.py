"""Read and check the table of what each root is known by at the bedside."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sim.anatomy.muscle_table import hazards_of
from sim.anatomy.records import Muscle
from sim.anatomy.roots import ALL_ROOTS, ROOTS
from sim.anatomy.rows import Row, read_table
from sim.errors import CaseError, Fault

TABLE = "segments.csv"
TEXTS = ("reflex", "dermatome", "dermatome_other", "spinous", "caution", "sympathetic", "share", "note")
NEEDED = ("dermatome", "spinous", "sympathetic")
FACTS = ("key_muscles", "hazards", *TEXTS)
"""What each needs a source, or the mark of an assumption."""
COLUMNS = ("root", *FACTS, "reflex_muscle", "sources")


@dataclass(frozen=True, slots=True)
class SegmentFacts:
    """What is known of one root besides the muscles it feeds. A text is empty where nothing is named.

    Parameters
    ----------
    key_muscles
        Ids of the muscles it is tested by.
    reflex
        The reflex that runs through it, in words.
    reflex_muscle
        Id of the muscle whose tendon is tapped; None where the reflex is of the skin or there is none.
    dermatome, dermatome_other
        Point of the skin it is tested at, and what other maps say. Maps conflict: a soft hint.
    spinous
        Bony mark at the back.
    caution
        Why that mark may mislead.
    hazards, hazards_assumed
        What a needle beside the spine must stay clear of; the second are those without a source.
    sympathetic
        What the sympathetic fibres that leave the cord here go to.
    share
        How often this root is the ill one, as published.
    sources
        Fact → keys of `sim.evidence.sources`.
    assumed
        Facts for which no source was found.
    """

    root: str
    key_muscles: tuple[str, ...]
    reflex: str
    reflex_muscle: str | None
    dermatome: str
    dermatome_other: str
    spinous: str
    caution: str
    hazards: tuple[str, ...]
    hazards_assumed: tuple[str, ...]
    sympathetic: str
    share: str
    note: str
    sources: Mapping[str, tuple[str, ...]]
    assumed: frozenset[str]

    @property
    def id(self) -> str:
        """Name in its table."""
        return self.root


def read_segments(text: str, sources: Collection[str], muscles: Mapping[str, Muscle]) -> Mapping[str, SegmentFacts]:
    """Return root → facts of a table that has every root.

    Parameters
    ----------
    text
        The table, as in `segments.csv`. A star ends a text, a muscle or a hazard for which no source was found;
        `sources` has for each other fact its name and the keys of its sources.

    Raises
    ------
    CaseError
        With all faults: unknown roots, muscles, sources; a muscle that the root does not feed; a fact that has neither
        a source nor a star, or both. Where no row has one, with every root that is missing.
    """
    found = read_table(text, TABLE, COLUMNS, lambda row: _segment(row, sources, muscles))
    missing = [root for root in ROOTS if root not in found]
    if missing:
        raise CaseError(
            [
                Fault(TABLE, 1, "root", f"is missing, got no row of {root!r}; allowed is a row for each root.")
                for root in missing
            ]
        )
    return MappingProxyType({root: found[root] for root in ROOTS})


def _segment(row: Row, sources: Collection[str], muscles: Mapping[str, Muscle]) -> SegmentFacts | None:
    root = row.text("root")
    if root not in ROOTS:
        row.fault("root", f"unknown root, got {root!r}; {ALL_ROOTS}.")
        return None
    by_fact = _sources(row, sources)
    hazards, hazards_assumed = hazards_of(row)
    texts, assumed = _texts(row, by_fact)
    _check_lists(row, by_fact, is_all_assumed=len(hazards) == len(hazards_assumed))
    return SegmentFacts(
        root=root,
        key_muscles=_fed(row, "key_muscles", root, muscles),
        reflex_muscle=next(iter(_fed(row, "reflex_muscle", root, muscles)), None),
        hazards=hazards,
        hazards_assumed=hazards_assumed,
        sources=MappingProxyType(by_fact),
        assumed=assumed,
        **texts,
    )


def _fed(row: Row, field: str, root: str, muscles: Mapping[str, Muscle]) -> tuple[str, ...]:
    """Return the muscles of a field, each fed by the root."""
    named = row.known(field, muscles, "muscles are listed by python -m sim muscles")
    for muscle in named:
        if root not in muscles[muscle].roots:
            row.fault(field, f"is not fed by {root}, got {muscle!r}; allowed is a muscle of that root.")
    return named


def _sources(row: Row, sources: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return fact → keys of a row: `reflex 58ab692d 5519e6e8; dermatome 2bb78771`."""
    by_fact: dict[str, tuple[str, ...]] = {}
    for part in row.parts("sources"):
        fact, *keys = part.split()
        if fact not in FACTS or not row.optional(fact):
            row.fault("sources", f"is of no fact of this row, got {part!r}; allowed is {', '.join(FACTS)}.")
        if not keys:
            row.fault("sources", f"names none, got {part!r}; allowed is a fact and its keys.")
        for key in keys:
            if key not in sources:
                row.fault("sources", f"unknown name, got {key!r}; all are listed in sim/evidence/sources.csv.")
        by_fact[fact] = tuple(keys)
    return by_fact


def _texts(row: Row, by_fact: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, str], frozenset[str]]:
    """Return the facts that are sentences, and which of them are assumed."""
    texts: dict[str, str] = {}
    assumed: set[str] = set()
    for fact in TEXTS:
        words = row.text(fact) if fact in NEEDED else row.optional(fact)
        is_assumed = words.endswith("*")
        if words and is_assumed == (fact in by_fact):
            _fault_of_mark(row, fact, is_assumed=is_assumed)
        texts[fact] = words.rstrip("*")
        if is_assumed:
            assumed.add(fact)
    return texts, frozenset(assumed)


def _check_lists(row: Row, by_fact: Mapping[str, tuple[str, ...]], *, is_all_assumed: bool) -> None:
    """Let the facts that are lists have their sources: key muscles always, hazards where one has no star."""
    for fact, is_assumed in (("key_muscles", False), ("hazards", is_all_assumed)):
        row.text(fact)
        if is_assumed == (fact in by_fact):
            _fault_of_mark(row, fact, is_assumed=is_assumed)


def _fault_of_mark(row: Row, fact: str, *, is_assumed: bool) -> None:
    """Add the fault of a fact that has a source and the star of an assumption, or neither."""
    wrong = "has both a source and a star" if is_assumed else "has neither a source nor a star"
    row.fault(fact, f"{wrong}, got {row.optional(fact)!r}; allowed is one of them.")
