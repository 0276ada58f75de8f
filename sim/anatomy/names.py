"""Names as people write them: which muscle, site or level is meant, or which names are nearest."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping

from sim.anatomy.levels import level_id
from sim.anatomy.records import Muscle, Site
from sim.anatomy.roots import ROOTS
from sim.errors import ModelInputError, input_error

N_NEAREST = 3
_LIKENESS = 0.6
_LIKENESS_OF_BEGINNING = 0.75
_LONGEST = 80


def nearest_names(name: str, sites: Mapping[str, Site], muscles: Mapping[str, Muscle]) -> tuple[str, ...]:
    """Return up to three ids that a name may mean, best first.

    A name or short name in full comes first, then ids in which every word begins as one of the name's words does
    (`glut med`), then ids that are spelt alike, then those in which words begin nearly so (`trapz`).
    """
    words = _words(name[:_LONGEST])
    if not words:
        return ()
    candidates = [site for site in sites.values() if site.kind != "level"]
    whole = [site.id for site in candidates if words in (_words(site.short_name), _words(site.name))]
    begun = [site.id for site in candidates if _begin(words, _names_of(site), _fits)]
    nearly = [site.id for site in candidates if _begin(words, _names_of(site), _nearly_fits)]
    ids = dict.fromkeys([*(site.id for site in candidates), *muscles])
    alike = difflib.get_close_matches("_".join(words), list(ids), n=N_NEAREST, cutoff=_LIKENESS)
    levels = difflib.get_close_matches("_".join(words), list(sites), n=1, cutoff=0.9)
    return tuple(dict.fromkeys([*whole, *levels, *begun, *alike, *nearly]))[:N_NEAREST]


def unknown_site(
    where: str, name: str, sites: Mapping[str, Site], muscles: Mapping[str, Muscle], listed: str
) -> ModelInputError:
    """Return the error for a name that is no needle site: one of many levels, one of none, or nothing."""
    wrong, allowed = site_fault(name, sites, muscles, listed)
    return input_error(where, wrong, name, allowed)


def site_fault(name: str, sites: Mapping[str, Site], muscles: Mapping[str, Muscle], listed: str) -> tuple[str, str]:
    """Return what is wrong with a name that is no site, and what is allowed, in words."""
    levels = levels_of(name, sites, muscles)
    if levels:
        example = site_id_at(name, levels[len(levels) // 2], sites)
        return "spans many segments", f"choose a level, such as {example}; levels are {', '.join(levels)}"
    if name in muscles:
        nerve = muscles[name].nerve
        return "has no segmental supply", f"allowed is a muscle that spinal roots feed; this one is fed by {nerve}"
    near = nearest_names(name, sites, muscles)
    hint = f"nearest: {', '.join(near)}; " if near else ""
    return "unknown site", f"{hint}all are listed by {listed}"


def levels_of(muscle: str, sites: Mapping[str, Site], muscles: Mapping[str, Muscle]) -> tuple[str, ...]:
    """Return the levels at which a muscle that spans many segments can be needled, from the head down; else none."""
    if muscle not in muscles or not muscles[muscle].is_segmental:
        return ()
    return tuple(root for root in ROOTS if site_id_at(muscle, root, sites) is not None)


def site_id_at(muscle: str, root: str, sites: Mapping[str, Site]) -> str | None:
    """Return the id of the site at a level of a muscle; None where it has no such level."""
    own, beside_spine = level_id(muscle, root), f"multifidus_{root.lower()}"
    if own in sites:
        return own
    return beside_spine if beside_spine in sites and sites[beside_spine].muscle == muscle else None


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", text.casefold()))


def _names_of(site: Site) -> tuple[str, ...]:
    return (*_words(site.name), *_words(site.short_name))


def _begin(words: Iterable[str], full: tuple[str, ...], fits: Callable[[str, str], bool]) -> bool:
    """Return whether each word fits the beginning of one of the full words."""
    return all(any(fits(word, whole) for whole in full) for word in words)


def _fits(word: str, whole: str) -> bool:
    """Return whether a word is the beginning of another, three letters at least."""
    return whole == word or (len(word) >= 3 and whole.startswith(word))


def _nearly_fits(word: str, whole: str) -> bool:
    """Return whether a word is spelt like the beginning of another, from the same first letter, four at least."""
    if len(word) < 4 or word[0] != whole[0]:
        return False
    return difflib.SequenceMatcher(None, word, whole[: len(word)]).ratio() >= _LIKENESS_OF_BEGINNING
