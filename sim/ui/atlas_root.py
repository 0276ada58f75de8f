"""One root as HTML: its facts, what hangs on it in front and behind, its place beside the spine, the disagreements."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sim import anatomy
from sim.anatomy import ROOTS, Ramus, SegmentFacts
from sim.ui import text_atlas
from sim.ui.atlas import GROUPS, ROOT_PARAM, Fed, agreed, beside, disputed, fed_by
from sim.ui.atlas_opinions import opinion_matrix
from sim.ui.atlas_parts import (
    atlas_link,
    fact_line,
    fact_list,
    hazard_list,
    muscle_link,
    root_link,
    source_list,
    source_marks,
    weight_bar,
)
from sim.ui.atlas_site import site_facts
from sim.ui.choice import WEIGHT_MIN
from sim.ui.markup import bar, esc

_SHOWN = (
    "key_muscles",
    "reflex",
    "dermatome",
    "dermatome_other",
    "spinous",
    "caution",
    "sympathetic",
    "share",
    "note",
    "hazards",
)
"""Facts in the order of the page: their sources are numbered in it."""
_MANY = 12
"""A longer list stands in two columns."""


@lru_cache(maxsize=len(ROOTS))
def head(root: str) -> str:
    """Return the name of the root, its neighbours and one sentence about it."""
    steps = "".join(_step(beside(root, step), sign) for step, sign in ((-1, "↑"), (1, "↓")))
    return (
        f'<div class="atlas-head"><div><p class="kicker">{esc(GROUPS[root[0]])} root</p>'
        f'<h2 class="name" tabindex="-1" data-atlas="?root={esc(root)}">{esc(root)}</h2></div>'
        f'<nav class="steps" aria-label="One level up or down">{steps}</nav></div>'
        f'<p class="large">{esc(_sentence(fed_by(root)))}</p>'
    )


@lru_cache(maxsize=len(ROOTS))
def facts(root: str) -> str:
    """Return what the root is known by at the bedside, each fact with its sources."""
    known = anatomy.segments()[root]
    lines = (
        fact_line("Key muscles", _muscle_links(known.key_muscles), marks=_marks(known, "key_muscles")),
        _line(known, "reflex", "Reflex", otherwise=text_atlas.NO_REFLEX),
        _dermatome(known),
        _line(known, "spinous", "Landmark", below=_caution(known)),
        _line(known, "sympathetic", "Sympathetic"),
        _line(known, "share", "How often ill"),
        _line(known, "note", "Note"),
    )
    return fact_list(lines) + source_list(_order(known))


@lru_cache(maxsize=len(ROOTS))
def feeds(root: str) -> str:
    """Return both rami side by side, with a bar for the share of each muscle, and what a cranial nerve moves."""
    by_ramus = {ramus: tuple(one for one in fed_by(root) if one.ramus is ramus) for ramus in Ramus}
    columns = (
        _ramus("anterior", text_atlas.ANTERIOR, by_ramus[Ramus.ANTERIOR]),
        _ramus("posterior", text_atlas.POSTERIOR.format(root=root), by_ramus[Ramus.POSTERIOR]),
    )
    cranial = by_ramus[Ramus.CRANIAL]
    more = f"<h3>{esc(text_atlas.CRANIAL)}</h3><p>{esc(text_atlas.TRAPEZIUS)}</p>{_rows(cranial)}" if cranial else ""
    return f'<div class="rami">{"".join(columns)}</div>{more}<p class="near">{esc(text_atlas.WEIGHT_WORDS)}</p>'


@lru_cache(maxsize=len(ROOTS))
def beside_spine(root: str) -> str:
    """Return the needle site beside the spine at this root, or that there is none, with what a needle must avoid."""
    known, site = anatomy.segments()[root], anatomy.paraspinal_site(root)
    title = f"<h2>{esc(text_atlas.BESIDE)}</h2>"
    hazards = (
        f"<section><h3>Hazards{_marks(known, 'hazards')}</h3>"
        f"{hazard_list(known.hazards, known.hazards_assumed)}</section>"
    )
    if site is None:
        return f"{title}<p>{esc(text_atlas.NO_SITE)}</p>{hazards}"
    caveats = [text_atlas.SAME_NUMBER[root[0]], text_atlas.NEIGHBOURS.format(root=root)]
    if root in ("L4", "L5"):
        caveats.insert(1, text_atlas.SLANT)
    caveats.append(text_atlas.PLACE_ASSUMED)
    return (
        f"{title}<p>{muscle_link(site.id, site.name)}: {esc(site.landmark)}</p>"
        f'<div class="pair">{site_facts(site.id)}{hazards}</div>'
        f'<p class="near">{esc(" ".join(caveats))}</p>'
    )


@lru_cache(maxsize=len(ROOTS))
def disagreements(root: str) -> str:
    """Return the muscles about which the sources disagree at this root, each with who lists what, to be opened."""
    found = disputed(root)
    title = f"<h2>{esc(text_atlas.DISAGREE)}</h2>"
    how = text_atlas.DISAGREE_HOW if found else text_atlas.DISAGREE_NONE
    lines = "".join(
        f'<details class="split"><summary><span>{esc(muscle.name)}</span>{bar(n / total, f"{n} of {total}")}</summary>'
        f"<p>{muscle_link(muscle.id, 'Open in the atlas')}</p>{opinion_matrix(muscle.id, root)}</details>"
        for muscle, n, total in found
    )
    return f"{title}<p>{esc(how.format(root=root))}</p>{lines}{_agreed(root)}"


@lru_cache(maxsize=1)
def glance() -> str:
    """Return all roots with what each is known by, as a table of links."""
    rows = "".join(
        f'<tr><th scope="row">{root_link(known.root)}</th><td>{_names(known.key_muscles)}</td>'
        f"<td>{esc(known.reflex or '–')}</td><td>{esc(known.dermatome)}</td></tr>"
        for known in anatomy.segments().values()
    )
    names = "".join(f'<th scope="col">{name}</th>' for name in ("Root", "Key muscles", "Reflex", "Skin"))
    return (
        f'<h2 tabindex="-1" data-atlas="">{esc(text_atlas.GLANCE)}</h2><p>{esc(text_atlas.GLANCE_HOW)}</p>'
        f'<div class="scroll"><table class="glance"><caption class="unseen">{esc(text_atlas.GLANCE)}</caption>'
        f"<thead><tr>{names}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _step(root: str | None, sign: str) -> str:
    return "" if root is None else atlas_link(ROOT_PARAM, root, f"{sign} {root}", "step")


def _sentence(fed: Sequence[Fed]) -> str:
    counts = {ramus: sum(one.ramus is ramus for one in fed) for ramus in Ramus}
    before, behind, shared = counts[Ramus.ANTERIOR], counts[Ramus.POSTERIOR], counts[Ramus.CRANIAL]
    first = f"{before} muscle{'' if before == 1 else 's'} by its anterior ramus"
    also = f", and {shared} together with a cranial nerve" if shared else ""
    return f"Feeds {first}, {behind or 'none'} by its posterior ramus{also}."


def _line(known: SegmentFacts, fact: str, name: str, *, otherwise: str = "", below: str = "") -> str:
    words = getattr(known, fact) or otherwise
    if not words:
        return ""
    return fact_line(name, esc(words), is_assumed=fact in known.assumed, marks=_marks(known, fact), below=below)


def _order(known: SegmentFacts) -> tuple[str, ...]:
    """Return the sources of a root in the order in which its facts stand on the page."""
    return tuple(dict.fromkeys(key for fact in _SHOWN for key in known.sources.get(fact, ())))


def _marks(known: SegmentFacts, fact: str) -> str:
    return source_marks(known.sources[fact], _order(known)) if fact in known.sources else ""


def _dermatome(known: SegmentFacts) -> str:
    other = (
        f"Other maps: {esc(known.dermatome_other)}.{_marks(known, 'dermatome_other')} " if known.dermatome_other else ""
    )
    return fact_line(
        "Skin",
        esc(known.dermatome),
        is_assumed="dermatome" in known.assumed,
        marks=_marks(known, "dermatome"),
        below=f"{other}{esc(text_atlas.DERMATOME_HINT)}",
    )


def _caution(known: SegmentFacts) -> str:
    return f'<b class="careful">Careful:</b> {esc(known.caution)}{_marks(known, "caution")}' if known.caution else ""


def _muscle_links(ids: Sequence[str]) -> str:
    return ", ".join(muscle_link(name, anatomy.muscle(name).name) for name in ids)


def _names(ids: Sequence[str]) -> str:
    return esc(", ".join(anatomy.muscle(name).name for name in ids))


def _ramus(ramus: str, title: str, fed: Sequence[Fed]) -> str:
    inside = _rows(fed) if fed else f"<p>{esc(text_atlas.NONE_HERE[ramus])}</p>"
    many = " is-many" if len(fed) > _MANY else ""
    return f'<section class="ramus{many}"><h3>{esc(title)} <span class="was">{len(fed)}</span></h3>{inside}</section>'


def _rows(fed: Sequence[Fed]) -> str:
    """Return rows of muscles; those the root hardly feeds are folded away."""
    main = [one for one in fed if one.weight >= WEIGHT_MIN]
    minor = [one for one in fed if one.weight < WEIGHT_MIN]
    if not minor:
        return _list(main)
    title = esc(text_atlas.MINOR.format(n=len(minor)))
    return f'{_list(main)}<details class="minor"><summary>{title}</summary>{_list(minor)}</details>'


def _list(fed: Sequence[Fed]) -> str:
    rows = "".join(
        f'<li class="{"leads" if one.is_leading else ""}">{muscle_link(one.id, one.name)}{weight_bar(one.weight)}</li>'
        for one in fed
    )
    return f'<ul class="fed">{rows}</ul>' if rows else ""


def _agreed(root: str) -> str:
    found = agreed(root)
    if not found:
        return ""
    items = "".join(
        f'<li>{muscle_link(muscle.id, muscle.name)} <span class="was">{n} of {n}</span></li>' for muscle, n in found
    )
    title = text_atlas.AGREE.format(root=root, n=len(found))
    return f'<details class="minor"><summary>{esc(title)}</summary><ul class="agreed">{items}</ul></details>'
