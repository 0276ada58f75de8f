"""Read and check the table of muscles."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from sim.anatomy.paths import NO_PATH, NervePath, nerve_path
from sim.anatomy.records import Muscle
from sim.anatomy.roots import ALL_ROOTS, ROOTS, Ramus
from sim.anatomy.rows import Row, read_table
from sim.anatomy.weights import muscle_weights
from sim.evidence.param import Standing

COLUMNS = (
    "id",
    "name",
    "region",
    "ramus",
    "nerve",
    "plexus",
    "votes",
    "inferred",
    "dominant",
    "is_segmental",
    "path",
    "hazards",
    "ontology",
    "sources",
    "standing",
    "note",
)
RAMI: Mapping[str, Ramus] = MappingProxyType({ramus.value: ramus for ramus in Ramus})
STANDINGS: Mapping[str, Standing] = MappingProxyType({"measured": "measured", "assumed": "assumed", "taught": "taught"})
YES_NO: Mapping[str, bool] = MappingProxyType({"no": False, "yes": True})
ON_THE_BACK_YET_ANTERIOR = (
    "latissimus_dorsi",
    "levator_scapulae",
    "rhomboid",
    "serratus_posterior",
    "quadratus_lumborum",
)
"""Beginnings of the names of muscles that lie on the back and came there from the front: never a posterior ramus."""
OF_THE_BACK_PROPER = (
    "splenius",
    "semispinalis",
    "multifidus",
    "rotatores",
    "interspinales",
    "longissimus",
    "iliocostalis",
    "spinalis",
    "rectus_capitis_posterior",
    "obliquus_capitis",
    "intertransversarii_mediales",
)
"""Beginnings of the names of muscles that hang on posterior rami, and no others do."""
_VOTE = re.compile(r"(?P<root>\w+)=(?P<named>\d+)/(?P<asked>\d+)")
_NO_ROOTS: Mapping[str, float] = MappingProxyType({})


def read_muscles(text: str, sources: Collection[str]) -> Mapping[str, Muscle]:
    """Return id → muscle of a table.

    Parameters
    ----------
    text
        The table, as in `muscles.csv`.
    sources
        Keys that a row may name.

    Raises
    ------
    CaseError
        With all faults: unknown roots, sources, rami, body lengths; votes that are no share; a dominant root that no
        one names; a ramus that the nerve contradicts; a muscle without roots that is not cranial or has a nerve path.
    """
    return read_table(text, "muscles.csv", COLUMNS, lambda row: _muscle(row, sources))


def hazards_of(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the hazards of a row, and those of them that have no source (marked by a star in the table)."""
    marked = row.parts("hazards")
    assumed = tuple(hazard.rstrip("*") for hazard in marked if hazard.endswith("*"))
    return tuple(hazard.rstrip("*") for hazard in marked), assumed


def _muscle(row: Row, sources: Collection[str]) -> Muscle:
    hazards, hazards_assumed = hazards_of(row)
    ramus, nerve = row.one_of("ramus", RAMI), row.text("nerve")
    if nerve and ("posterior ram" in nerve) != (ramus is Ramus.POSTERIOR):
        allowed = "anterior or cranial" if ramus is Ramus.POSTERIOR else "posterior"
        row.fault("ramus", f"contradicts the nerve {nerve!r}, got {ramus.value!r}; allowed is {allowed}.")
    _check_ramus(row, ramus)
    dominant = row.known("dominant", ROOTS, ALL_ROOTS)
    named_sources = row.known("sources", sources, "all are listed in sim/evidence/sources.csv")
    row.text("sources")
    roots = _roots(row, ramus, dominant)
    return Muscle(
        id=row.text("id"),
        name=row.text("name"),
        region=row.text("region"),
        ramus=ramus,
        nerve=nerve,
        plexus=row.text("plexus"),
        roots=roots,
        dominant=dominant,
        is_segmental=row.one_of("is_segmental", YES_NO),
        path=_path(row, roots),
        hazards=hazards,
        hazards_assumed=hazards_assumed,
        ontology=row.parts("ontology"),
        sources=named_sources,
        standing=row.one_of("standing", STANDINGS),
        note=row.optional("note"),
    )


def _check_ramus(row: Row, ramus: Ramus) -> None:
    """Add a fault where a muscle that is easily taken for one of the other ramus is taken so."""
    name = row.optional("id")
    if name.startswith((*ON_THE_BACK_YET_ANTERIOR, "serratus_anterior")) and ramus is not Ramus.ANTERIOR:
        row.fault(
            "ramus", f"is wrong for {name}, got {ramus.value!r}; allowed is anterior, though it lies on the back."
        )
    if name.startswith("trapezius") and ramus is not Ramus.CRANIAL:
        row.fault("ramus", f"is wrong for {name}, got {ramus.value!r}; allowed is cranial, though it lies on the back.")
    if name.startswith(OF_THE_BACK_PROPER) != (ramus is Ramus.POSTERIOR):
        row.fault("ramus", f"is wrong for {name}, got {ramus.value!r}; posterior are the muscles of the back proper.")


def _roots(row: Row, ramus: Ramus, dominant: tuple[str, ...]) -> Mapping[str, float]:
    shares = _shares(row)
    inferred = row.known("inferred", ROOTS, ALL_ROOTS)
    if not shares and not inferred and ramus is not Ramus.CRANIAL:
        row.fault("votes", "is empty, got ''; allowed without roots is a muscle of a cranial nerve alone.")
    if row.optional("is_segmental") == "yes":
        # Of a muscle with a part for each segment, a level is as sure where no source numbers it as where one does.
        shares = dict.fromkeys(inferred, 1.0) | shares
    return row.attempt("dominant", lambda: muscle_weights(shares, dominant, inferred), _NO_ROOTS)


def _path(row: Row, roots: Mapping[str, float]) -> NervePath | None:
    path = row.optional("path")
    if not path:
        return None
    if not roots and not row.parts("votes") + row.parts("inferred"):
        row.fault("path", f"has no root to begin at, got {path!r}; allowed is a path where there are roots.")
    return row.attempt("path", lambda: nerve_path(path, roots), NO_PATH)


def _shares(row: Row) -> dict[str, float]:
    shares: dict[str, float] = {}
    for vote in row.parts("votes"):
        match = _VOTE.fullmatch(vote)
        if not match or not 0 < int(match["named"]) <= int(match["asked"]):
            row.fault("votes", f"is no share of sources, got {vote!r}; allowed is like C6=1/5, above 0 to 1.")
        elif match["root"] not in ROOTS:
            row.fault("votes", f"unknown root, got {match['root']!r}; {ALL_ROOTS}.")
        else:
            shares[match["root"]] = int(match["named"]) / int(match["asked"])
    return shares
