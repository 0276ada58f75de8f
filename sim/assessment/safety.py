"""Danger named as danger: needles that went through the muscle, and events that need a hospital."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim import anatomy
from sim.cases.play import Play

HARMFUL = ("pneumothorax", "major")
"""Adverse events that end a treatment."""


@dataclass(frozen=True, slots=True)
class Danger:
    """One dangerous pass.

    Parameters
    ----------
    visit, place
        When and where.
    depth_mm, safe_mm
        Depth of the tip, and the deepest safe one, mm.
    near
        What lies there.
    events
        What it did, if anything.
    """

    visit: int
    place: str
    depth_mm: float
    safe_mm: float
    near: tuple[str, ...]
    events: tuple[str, ...]


def dangers(play: Play) -> tuple[Danger, ...]:
    """Return every needle whose tip went beyond the deep border of its muscle, or that did serious harm."""
    return tuple(_dangers(play))


def danger_sentences(found: tuple[Danger, ...]) -> Iterator[str]:
    """Yield what was dangerous, where, and what it did."""
    for danger in found:
        near = f" Near it: {'; '.join(danger.near)}." if danger.near else ""
        done = f" It caused: {', '.join(event.replace('_', ' ') for event in danger.events)}." if danger.events else ""
        yield (
            f"Danger at visit {danger.visit}: {danger.place} at {danger.depth_mm:g} mm, safe to {danger.safe_mm:g} mm."
            f"{near}{done}"
        )


def _dangers(play: Play) -> Iterator[Danger]:
    for visit in play.visits:
        for record in visit.needles:
            insertion = record.insertion
            site = anatomy.site(insertion.site.site)
            events = tuple(event for event in insertion.adverse if event in HARMFUL)
            is_through = insertion.depth_mm > site.far_mm
            if is_through or "pneumothorax" in events:
                place = f"{site.name}, {insertion.site.side}"
                yield Danger(visit.visit, place, insertion.depth_mm, site.depth_max_mm, site.hazards, events)
