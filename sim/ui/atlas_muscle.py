"""One muscle as HTML: its roots and who lists them, how to find it, its hazards, the same roots beside the spine."""

from __future__ import annotations

from functools import lru_cache

from sim import anatomy
from sim.anatomy import Muscle, Ramus, Site
from sim.anatomy.muscle_table import ON_THE_BACK_YET_ANTERIOR
from sim.ui import text_atlas
from sim.ui.atlas import MUSCLE_PARAM, level_sites, name_in_address, named_by
from sim.ui.atlas_opinions import opinion_matrix
from sim.ui.atlas_parts import (
    badge,
    fact_line,
    fact_list,
    hazard_list,
    muscle_link,
    note_text,
    root_link,
    source_link,
    weight_bar,
)
from sim.ui.atlas_site import site_facts
from sim.ui.markup import esc

RAMUS_WORDS = {
    Ramus.ANTERIOR: "anterior ramus",
    Ramus.POSTERIOR: "posterior ramus",
    Ramus.CRANIAL: "cranial nerve",
}
_ONTOLOGY = {
    "UBERON": "http://purl.obolibrary.org/obo/UBERON_{number}",
    "FMA": "http://purl.org/sig/ont/fma/fma{number}",
}


def head(muscle: Muscle, site: Site | None) -> str:
    """Return the name of the muscle or level, its ramus and standing, and its nerve."""
    name = site.name if site and site.kind != "muscle" else muscle.name
    address = name_in_address(muscle, site)
    fed_by = "roots" if muscle.roots else "nerve"
    standing = badge(f"{fed_by} {text_atlas.STANDING_BADGE[muscle.standing]}", f"is-{muscle.standing}")
    meaning = f'<span class="was">{esc(text_atlas.STANDING[muscle.standing])}</span>'
    plexus = f" · {muscle.plexus}" if muscle.plexus and not muscle.plexus.startswith("none") else ""
    return (
        f'<p class="kicker">{esc(muscle.region.capitalize())}</p>'
        f'<h2 class="name" tabindex="-1" data-atlas="?{MUSCLE_PARAM}={esc(address)}">{esc(name)}</h2>'
        f"<p>{badge(RAMUS_WORDS[muscle.ramus], f'is-{muscle.ramus}')} {standing} {meaning}</p>"
        f'<p class="large">{esc(muscle.nerve[:1].upper() + muscle.nerve[1:] + plexus)}</p>'
    )


def roots(muscle: Muscle, site: Site | None) -> str:
    """Return each root with its weight and how that came about; of one level, the weights there as well."""
    title = f"<h2>{esc(text_atlas.ROOTS_OF)}</h2>"
    if not muscle.roots:
        return f"{title}<p>{esc(text_atlas.NO_ROOTS.format(nerve=muscle.nerve))}</p>"
    at_level = ""
    if site and site.kind != "muscle":
        rows = "".join(f"<li>{root_link(root)}{weight_bar(weight)}</li>" for root, weight in site.roots.items())
        at_level = f'<h3>At {esc(site.segment or "")}</h3><ul class="fed">{rows}</ul><h3>In the whole muscle</h3>'
    cranial = f"<p>{esc(text_atlas.TRAPEZIUS)}</p>" if muscle.ramus is Ramus.CRANIAL else ""
    trap = f"<p>{esc(text_atlas.ON_THE_BACK)}</p>" if muscle.id.startswith(ON_THE_BACK_YET_ANTERIOR) else ""
    return f'{title}{cranial}{trap}{at_level}{_roots(muscle.id)}<p class="near">{esc(text_atlas.WEIGHT_WORDS)}</p>'


@lru_cache(maxsize=256)
def who(muscle_id: str) -> str:
    """Return who lists which roots; empty where no source speaks of it."""
    matrix = opinion_matrix(muscle_id)
    return f"<h2>{esc(text_atlas.WHO)}</h2>{matrix}" if matrix else ""


def needling(muscle: Muscle, site: Site | None) -> str:
    """Return how to find it, the depths and what lies near; of a muscle of many segments its levels."""
    levels = _levels(muscle, site)
    near = f"<section><h3>Hazards</h3>{hazard_list(muscle.hazards, muscle.hazards_assumed)}</section>"
    hazards = near if muscle.hazards else ""
    if site is None:
        title = text_atlas.FIND if levels else text_atlas.NEAR
        return f"<h2>{esc(title)}</h2>{levels}{hazards}" if levels or hazards else ""
    if site.kind != "muscle":
        hazards = f"<section><h3>Hazards</h3>{hazard_list(site.hazards, site.hazards_assumed)}</section>"
    careful = f'<p class="alarm">{esc(site.guidance)}</p>' if site.guidance else ""
    below = esc(f"{text_atlas.PLACE_ASSUMED} {site.note}")
    return (
        f"<h2>{esc(text_atlas.FIND)}</h2>{careful}<p>{esc(site.landmark)}</p>"
        f'<div class="pair">{site_facts(site.id)}{hazards}</div><p class="near">{below}</p>{levels}'
    )


def same_segment(muscle: Muscle, site: Site | None) -> str:
    """Return the sites beside the spine of the same roots; empty where there are none."""
    weights = site.roots if site else muscle.roots
    beside = [(root, anatomy.paraspinal_site(root)) for root in weights]
    items = "".join(
        f"<li>{muscle_link(place.id, place.name)}{weight_bar(weights[root])}</li>"
        for root, place in beside
        if place is not None and (site is None or place.id != site.id)
    )
    if not items or (muscle.ramus is Ramus.POSTERIOR and site is None):
        return ""
    title, how = esc(text_atlas.SAME_SEGMENT), esc(text_atlas.SAME_SEGMENT_HOW)
    return f'<h2>{title}</h2><ul class="fed is-short">{items}</ul><p class="near">{how}</p>'


@lru_cache(maxsize=256)
def notes(muscle_id: str) -> str:
    """Return the note of the table, its sources, and identifiers in anatomy ontologies."""
    muscle = anatomy.muscle(muscle_id)
    sources = "".join(f"<li>{source_link(key)}</li>" for key in muscle.sources)
    ids = ", ".join(map(_ontology_link, muscle.ontology)) or "none recorded"
    note = f"<p>{note_text(muscle.note)}</p>" if muscle.note else ""
    return (
        f"<h2>{esc(text_atlas.NOTES)}</h2>{note}"
        f'<details class="minor"><summary>{len(muscle.sources)} sources</summary><ul>{sources}</ul></details>'
        f"{fact_list([fact_line('Identifiers', ids)])}"
    )


@lru_cache(maxsize=256)
def _roots(muscle_id: str) -> str:
    muscle = anatomy.muscle(muscle_id)
    rows = "".join(
        f'<li class="{"leads" if root in muscle.dominant else ""}">{root_link(root)}{weight_bar(weight)}'
        f'<span class="why">{esc(_why(muscle, root))}</span></li>'
        for root, weight in muscle.roots.items()
    )
    return f'<ul class="fed is-why">{rows}</ul>'


def _why(muscle: Muscle, root: str) -> str:
    """Return how the weight of a root came about, in words."""
    said, listed = named_by(muscle.id)
    parts = [f"named by {listed[root]} of {len(said)}" if root in listed else "inferred from the extent of the muscle"]
    if root in muscle.dominant:
        parts.append("leads" if muscle.dominant[0] == root else f"leads after {muscle.dominant[0]}")
    return ", ".join(parts)


def _levels(muscle: Muscle, site: Site | None) -> str:
    sites = level_sites(muscle)
    if not sites:
        return ""
    links = " ".join(
        muscle_link(level.id, level.segment or level.name, "level is-here" if site and level.id == site.id else "level")
        for level in sites
    )
    is_multifidus = muscle.id.startswith("multifidus")
    caveat = f" {text_atlas.SAME_NUMBER[next(iter(muscle.roots))[0]]}" if is_multifidus else ""
    how = f'<p class="near">{esc(text_atlas.LEVELS_HOW + caveat)}</p>'
    return f'<h3>{esc(text_atlas.LEVELS)}</h3>{how}<p class="levels">{links}</p>'


def _ontology_link(identifier: str) -> str:
    shelf, _, number = identifier.partition(":")
    if shelf not in _ONTOLOGY:
        return esc(identifier)
    address = _ONTOLOGY[shelf].format(number=number)
    return f'<a href="{esc(address)}" target="_blank" rel="noopener noreferrer">{esc(identifier)}</a>'
