"""Field types for names that must exist: regions, roots, sites, flags; unknown ones come with the nearest."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from sim import anatomy
from sim.cases.flags import FLAGS

NAMED = "named"
"""Type of the errors raised here; their message is already in the form of a fault."""


def nearest(name: str, names: Iterable[str]) -> str:
    """Return `nearest: a, b; ` for the names most like `name`, or nothing where none is.

    Examples
    --------
    >>> nearest("elbow_lateral_", ["elbow_lateral", "wrist"])
    'nearest: elbow_lateral; '
    """
    return _told(difflib.get_close_matches(name[:80], list(names), n=3, cutoff=0.6))


def nearest_root(name: str) -> str:
    """Return `nearest: C7, C8; ` for the roots that a name may mean, or nothing where it means none.

    Examples
    --------
    >>> nearest_root("C9")
    'nearest: C7, C8; '
    """
    return _told(anatomy.nearest_roots(name))


def _told(near: Sequence[str]) -> str:
    return f"nearest: {', '.join(near)}; " if near else ""


def _unknown(what: str, near: str, listed: str) -> PydanticCustomError:
    return PydanticCustomError(NAMED, "{wrong}", {"wrong": f"unknown {what}", "allowed": f"{near}{listed}"})


def _require(what: str, name: str, names: Iterable[str], listed: str) -> str:
    known = list(names)
    if name not in known:
        raise _unknown(what, nearest(name, known), listed.format(", ".join(known)))
    return name


def _region(name: str) -> str:
    return _require("region", name, anatomy.complaint_regions(), "allowed is {}")


def _root(name: str) -> str:
    if name not in anatomy.ROOTS:
        raise _unknown("root", nearest_root(name), anatomy.ALL_ROOTS)
    return name


def _site(name: str) -> str:
    if name not in anatomy.sites():
        raise _no_site(name)
    return name


def _site_or_spanning(name: str) -> str:
    if name not in anatomy.sites() and not anatomy.levels_of(name):
        raise _no_site(name)
    return name


def _no_site(name: str) -> PydanticCustomError:
    wrong, allowed = anatomy.site_fault(name)
    return PydanticCustomError(NAMED, "{wrong}", {"wrong": wrong, "allowed": allowed})


def level_of(site: str, level: str | None) -> str | None:
    """Return the level, or refuse one where a site has none to choose, and none where a muscle spans many segments.

    Raises
    ------
    PydanticCustomError
        With the levels that are allowed.
    """
    levels = anatomy.levels_of(site)
    if level is not None and not levels:
        context = {"wrong": "has nothing to choose here", "allowed": f"{site} is one place; leave the level out"}
        raise PydanticCustomError(NAMED, "{wrong}", context)
    if levels and level not in levels:
        context = {"wrong": f"is no level of {site}", "allowed": f"allowed is {', '.join(levels)}"}
        raise PydanticCustomError(NAMED, "{wrong}", context)
    return level


def _flag(name: str) -> str:
    return _require("flag", name, FLAGS, "allowed is {}")


def _plain(text: str) -> str:
    """Return the text, or refuse characters that no writing needs: controls, lone surrogates, turns of direction."""
    for character in text:
        category = unicodedata.category(character)
        if category in {"Cc", "Cs", "Cn", "Co"} and character not in "\n\t":
            raise _bad_character(character)
        if character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
            raise _bad_character(character)
    return text


def _bad_character(character: str) -> PydanticCustomError:
    wrong = f"holds the character U+{ord(character):04X}"
    return PydanticCustomError(NAMED, "{wrong}", {"wrong": wrong, "allowed": "allowed is printable text"})


RegionName = Annotated[str, AfterValidator(_region)]
RootName = Annotated[str, AfterValidator(_root)]
SiteName = Annotated[str, AfterValidator(_site)]
SpanningName = Annotated[str, AfterValidator(_site_or_spanning)]
"""A site, or a muscle of which a level has to be given too."""
FlagName = Annotated[str, AfterValidator(_flag)]
Text = Annotated[str, AfterValidator(_plain)]
