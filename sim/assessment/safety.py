"""Danger named as danger: needles that went through the muscle, and those that met what lies beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim import anatomy
from sim.cases.play import Play
from sim.session import BEYOND, HARMFUL, in_reach


@dataclass(frozen=True, slots=True)
class Danger:
    """One dangerous pass.

    Parameters
    ----------
    visit, place
        When, and beside which muscle the tip was.
    depth_mm, safe_mm
        Depth of the tip, and the deepest safe one in this patient, mm.
    could_reach
        What a tip that is too deep there can reach, in words.
    near
        What lies there.
    events
        What it did, if anything.
    """

    visit: int
    place: str
    depth_mm: float
    safe_mm: float
    could_reach: tuple[str, ...]
    near: tuple[str, ...]
    events: tuple[str, ...]


def dangers(play: Play) -> tuple[Danger, ...]:
    """Return every needle whose tip went beyond the deep border of its muscle, or that met what lies there."""
    return tuple(_dangers(play))


def danger_sentences(found: tuple[Danger, ...]) -> Iterator[str]:
    """Yield what was dangerous, where, and what it did."""
    for danger in found:
        reach = f" It could have reached {' and '.join(danger.could_reach)}." if danger.could_reach else ""
        near = f" Near it: {'; '.join(danger.near)}." if danger.near else ""
        done = f" It caused: {', '.join(event.replace('_', ' ') for event in danger.events)}." if danger.events else ""
        yield (
            f"Danger at visit {danger.visit}: {danger.place} at {danger.depth_mm:.3g} mm, "
            f"safe to {danger.safe_mm:.3g} mm."
            f"{reach}{near}{done}"
        )


def _dangers(play: Play) -> Iterator[Danger]:
    for visit in play.visits:
        for record in visit.needles:
            insertion = record.insertion
            site, depths = anatomy.site(insertion.met.site), insertion.depths
            harm = [event for event in insertion.adverse if event in HARMFUL]
            if harm or insertion.tip_mm > depths.far_mm:
                yield Danger(
                    visit.visit,
                    f"{site.name}, {insertion.met.side}",
                    insertion.tip_mm,
                    depths.depth_max_mm,
                    tuple(BEYOND[name].words for name in in_reach(site)),
                    site.hazards,
                    tuple(event for event in insertion.adverse if event in (*HARMFUL, "major")),
                )
