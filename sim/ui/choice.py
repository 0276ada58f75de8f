"""The list of sites and its filter: all, one segment with both its rami, or one part of the body."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sim import anatomy
from sim.anatomy import Ramus, Site
from sim.patient.state import Side, SiteKey

ALL_SITES = "all"
_SEGMENT = "segment:"
_PART = "part:"
_PARTS: Mapping[str, tuple[str, ...]] = {
    "Beside the spine": ("paraspinal cervical", "paraspinal thoracic"),
    "Neck": ("suboccipital", "neck"),
    "Shoulder": ("shoulder girdle",),
    "Upper arm": ("arm",),
    "Forearm": ("forearm",),
    "Hand": ("hand",),
}
_WEIGHT_MIN = 0.1
"""A root that feeds less than a tenth of a muscle is not what one needles it for."""


@lru_cache(maxsize=1)
def show_options() -> tuple[str, ...]:
    """Return everything the filter offers."""
    segments = [site.segment for site in anatomy.sites().values() if site.kind == "paraspinal" and site.segment]
    return (ALL_SITES, *(_SEGMENT + segment for segment in segments), *(_PART + part for part in _PARTS))


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


@lru_cache(maxsize=64)
def listed(option: str, chosen: str | None) -> tuple[str, ...]:
    """Return the ids of the sites in the list: those of the filter, and always the chosen one."""
    found = _listed(option)
    return found if chosen is None or chosen in found else (chosen, *found)


@lru_cache(maxsize=256)
def site_label(site_id: str) -> str:
    """Return a site as the list names it, with its short name to type.

    Examples
    --------
    >>> site_label("extensor_carpi_radialis_brevis")
    'Extensor carpi radialis brevis (ECRB)'
    """
    site = anatomy.site(site_id)
    is_new = site.short_name.split()[0].rstrip(".").lower() not in site.name.lower()
    return f"{site.name} ({site.short_name})" if is_new else site.name


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
    return frozenset(SiteKey(site.id, side) for site in anatomy.sites_of_root(segment, _WEIGHT_MIN))


def is_posterior(site: Site) -> bool:
    """Return whether a site hangs on a posterior ramus."""
    return site.ramus is Ramus.POSTERIOR


def _listed(option: str) -> tuple[str, ...]:
    if option.startswith(_SEGMENT):
        sites = anatomy.sites_of_root(option.removeprefix(_SEGMENT), _WEIGHT_MIN)
        return tuple(site.id for site in sorted(sites, key=lambda site: not is_posterior(site)))
    if option.startswith(_PART):
        regions = _PARTS[option.removeprefix(_PART)]
        return tuple(site.id for site in anatomy.sites().values() if site.region in regions)
    return tuple(anatomy.sites())
