"""The list of sites and its filter: all, one segment with both its rami, or one part of the body.

The list has one entry a muscle and one a level of the multifidus. Of another muscle that spans many segments the entry
is the muscle, and the level is chosen beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from sim import anatomy
from sim.anatomy import Ramus, Site
from sim.anatomy.roots import ROOTS
from sim.patient.state import Side, SiteKey

if TYPE_CHECKING:
    from sim.ui.components.shapes import Zoom

ALL_SITES = "all"
_SEGMENT = "segment:"
_PART = "part:"
_PARTS: Mapping[str, tuple[str, ...]] = {
    "Head and neck": ("head", "suboccipital", "neck"),
    "Beside the spine": ("paraspinal",),
    "Shoulder and chest": ("shoulder girdle",),
    "Upper arm": ("arm",),
    "Forearm": ("forearm",),
    "Hand": ("hand",),
    "Trunk": ("trunk",),
    "Hip and buttock": ("pelvis/hip",),
    "Thigh": ("thigh",),
    "Leg": ("leg",),
    "Foot": ("foot",),
}
"""Parts of the body, and what the regions of the tables that belong to each begin with."""
_PART_ZOOMS: Mapping[str, Zoom] = {
    "Head and neck": "neck",
    "Shoulder and chest": "shoulder",
    "Upper arm": "arm",
    "Forearm": "forearm",
    "Hand": "hand",
    "Trunk": "waist",
    "Hip and buttock": "hip",
    "Thigh": "thigh",
    "Leg": "leg",
    "Foot": "sole",
}
"""Where on the map most muscles of a part are; the spine runs through several of its parts."""
_PART_WORDS: Mapping[str, str] = {
    "Head and neck": "head, neck",
    "Beside the spine": "spine, back",
    "Shoulder and chest": "shoulder, chest",
    "Hip and buttock": "hip, buttock",
    "Leg": "leg, calf, shin",
    "Foot": "foot, sole",
}
"""Words one would type to find what lies there, where the name of the part is not enough."""
WEIGHT_MIN = 0.1
"""A root that feeds less than a tenth of a muscle is not what one needles it for."""


@lru_cache(maxsize=1)
def show_options() -> tuple[str, ...]:
    """Return everything the filter offers."""
    roots = [root for root in ROOTS if _of_root(root)]
    return (ALL_SITES, *(_PART + part for part in _PARTS), *(_SEGMENT + root for root in roots))


def show_label(option: str) -> str:
    """Return an option of the filter in words.

    Examples
    --------
    >>> show_label("segment:C6")
    'Segment C6: both rami'
    """
    if option.startswith(_SEGMENT):
        return f"Segment {option.removeprefix(_SEGMENT)}: both rami"
    return option.removeprefix(_PART) if option.startswith(_PART) else "All sites"


@lru_cache(maxsize=1)
def entries() -> tuple[str, ...]:
    """Return every entry of the list, in the order of the tables."""
    return tuple(dict.fromkeys(map(entry_of, anatomy.sites())))


def entry_of(site_id: str) -> str:
    """Return the entry of the list that a site belongs to: itself, or the muscle that it is one level of."""
    site = anatomy.site(site_id)
    return site.muscle if site.kind == "level" else site.id


def levels(entry: str) -> tuple[str, ...]:
    """Return the levels to choose from for an entry; none where the entry is a site."""
    return () if entry in anatomy.sites() else anatomy.levels_of(entry)


def first_level(entry: str, segment: str | None) -> str | None:
    """Return the level an entry is chosen at: that in view where it has it, else the middle one.

    Examples
    --------
    >>> first_level("rectus_abdominis", "T9")
    'T9'
    >>> first_level("triceps_brachii", "C7") is None
    True
    """
    all_levels = levels(entry)
    if not all_levels or segment in all_levels:
        return segment if all_levels else None
    return all_levels[len(all_levels) // 2]


@lru_cache(maxsize=128)
def listed(option: str, chosen: str | None) -> tuple[str, ...]:
    """Return the entries of the list: those of the filter, and always the chosen one."""
    found = _listed(option)
    return found if chosen is None or chosen in found else (chosen, *found)


@lru_cache(maxsize=512)
def site_label(entry: str) -> str:
    """Return an entry as the list names it, with what one may type to find it: short name, roots, nerve, part.

    Examples
    --------
    >>> site_label("extensor_carpi_radialis_brevis").split(" · ")[0]
    'Extensor carpi radialis brevis (ECRB)'
    """
    site = _middle(entry)
    if entry != site.id:
        name, roots = anatomy.muscles()[entry].name, _span(levels(entry))
    else:
        name, roots = _named(site), " ".join(root for root, weight in site.roots.items() if weight >= WEIGHT_MIN)
    part = part_of(site)
    return " · ".join((name, roots, site.nerve, _PART_WORDS.get(part, part.lower())))


def site_name(key: SiteKey) -> str:
    """Return a site and its side in words."""
    return f"{anatomy.site(key.site).name}, {key.side}"


def short_name(key: SiteKey) -> str:
    """Return a site and its side in few words.

    Examples
    --------
    >>> short_name(SiteKey("extensor_carpi_radialis_brevis", "right"))
    'ECRB, right'
    """
    return f"{anatomy.site(key.site).short_name}, {key.side}"


def segment_in_view(option: str, chosen: SiteKey | None) -> str | None:
    """Return the segment the map shows: that of the filter, else the heaviest of the chosen site by the tables."""
    if option.startswith(_SEGMENT):
        return option.removeprefix(_SEGMENT)
    if chosen is None:
        return None
    return next(iter(anatomy.site(chosen.site).roots), None)


@lru_cache(maxsize=64)
def same_segment(segment: str | None, side: Side) -> frozenset[SiteKey]:
    """Return the sites of both rami of a segment on one side."""
    if segment is None:
        return frozenset()
    return frozenset(SiteKey(site.id, side) for site in _of_root(segment))


def zoom_of(option: str) -> Zoom | None:
    """Return the part of the map that an option of the filter shows; None is the whole body.

    Examples
    --------
    >>> zoom_of("part:Forearm"), zoom_of("segment:C6")
    ('forearm', None)
    """
    return _PART_ZOOMS.get(option.removeprefix(_PART)) if option.startswith(_PART) else None


def part_of(site: Site) -> str:
    """Return the part of the body a site lies in."""
    return next(part for part, regions in _PARTS.items() if site.region.startswith(regions))


def is_posterior(site: Site) -> bool:
    """Return whether a site hangs on a posterior ramus."""
    return site.ramus is Ramus.POSTERIOR


def _listed(option: str) -> tuple[str, ...]:
    if option.startswith(_SEGMENT):
        sites = sorted(_of_root(option.removeprefix(_SEGMENT)), key=_nearest_first)
    elif option.startswith(_PART):
        sites = [site for site in anatomy.sites().values() if part_of(site) == option.removeprefix(_PART)]
    else:
        return entries()
    return tuple(dict.fromkeys(entry_of(site.id) for site in sites))


def _nearest_first(site: Site) -> tuple[bool, bool]:
    return site.kind != "paraspinal", not is_posterior(site)


def _of_root(root: str) -> tuple[Site, ...]:
    return tuple(anatomy.sites_of_root(root, WEIGHT_MIN))


def _middle(entry: str) -> Site:
    level = first_level(entry, None)
    return anatomy.site(entry) if level is None else anatomy.site_at(entry, level)


def _named(site: Site) -> str:
    is_new = site.short_name.split()[0].rstrip(".").lower() not in site.name.lower()
    return f"{site.name} ({site.short_name})" if is_new else site.name


def _span(all_levels: tuple[str, ...]) -> str:
    return f"{all_levels[0]} to {all_levels[-1]}"
