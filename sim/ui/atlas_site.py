"""A needle site as the atlas tells it: position, depth by build, needle, layers."""

from __future__ import annotations

from functools import lru_cache

from sim import anatomy
from sim.anatomy import BUILDS, Neighbours, Site
from sim.ui.atlas_parts import assumed_badge, fact_line, fact_list, muscle_link
from sim.ui.depth_words import beyond_words
from sim.ui.markup import esc


@lru_cache(maxsize=512)
def site_facts(site_id: str) -> str:
    """Return position, safe depth and needle for each build, what lies beyond, and the layers beside the spine."""
    site = anatomy.site(site_id)
    is_assumed = site.standing == "assumed"
    return fact_list(
        (
            fact_line("Patient", esc(site.position)),
            fact_line("Safe depth", _depths(site), is_assumed=is_assumed),
            fact_line("Beyond it", esc(beyond_words(site)), is_assumed=is_assumed),
            *((_layers(site.neighbours),) if site.neighbours else ()),
        )
    )


def _depths(site: Site) -> str:
    """Return the safe depths and the needle to take; builds with the same figures are told together."""
    by_figures: dict[str, list[str]] = {}
    for build in BUILDS:
        depths = site.depths(build)
        words = f"{depths.depth_min_mm:g} to {depths.depth_max_mm:g} mm, needle {site.needle_mm(build):g} mm"
        by_figures.setdefault(words, []).append(build)
    if len(by_figures) == 1:
        return esc(next(iter(by_figures)))
    return "<br>".join(
        f"{esc(' and '.join(builds).capitalize())}: {esc(words)}" for words, builds in by_figures.items()
    )


def _layers(neighbours: Neighbours) -> str:
    told = (
        f"{layer.capitalize()}: {', '.join(muscle_link(name, anatomy.muscle(name).name) for name in names)}"
        for layer, names in reversed(list(neighbours._asdict().items()))
        if names
    )
    return fact_line("Layers", f"{'<br>'.join(told)} {assumed_badge()}")
