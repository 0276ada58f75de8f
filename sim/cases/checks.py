"""Checks of a case that concern more than one field. They read raw content, so that they run beside field faults."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sim import anatomy
from sim.cases.schema import Case
from sim.cases.yaml_text import Place, shown


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault before it has a file: where in the content, and the message."""

    place: Place
    message: str


def cross_findings(content: object, stem: str | None) -> Iterator[Finding]:
    """Yield what is wrong between fields of a case.

    Parameters
    ----------
    content
        The document as read, whatever it holds.
    stem
        Name of the file without its ending; None where there is no file.
    """
    if not isinstance(content, Mapping):
        return
    yield from _name_of_file(content, stem)
    yield from _given_away(content)
    truth = content.get("truth")
    if isinstance(truth, Mapping):
        yield from _source_of_pain(truth)
        yield from _twice(truth, "roots", ("root", "side"))
        yield from _twice(truth, "bands", ("site", "side"))
    patient = content.get("patient")
    if isinstance(patient, Mapping):
        yield from _flags_twice(patient)


def whole_findings(case: Case) -> Iterator[Finding]:
    """Yield what is wrong with a case whose fields are all sound."""
    yield from _without_paraspinals(case)
    if case.truth.kind != "neuropathic":
        return
    ill = [root for root in case.truth.roots if root.health < 1.0]
    if not ill:
        message = "has no ill root, got health 1 in all; allowed is a health below 1 in at least one."
        yield Finding(("truth", "roots"), message)
        return
    complaint = case.patient.complaint
    fed = {root for name in anatomy.complaint_regions()[complaint.region].muscles for root in anatomy.site(name).roots}
    if not any(root.side == complaint.side and root.root in fed for root in ill):
        allowed = f"allowed is at least one of {', '.join(sorted(fed))} on the {complaint.side}"
        got = ", ".join(f"{root.root} {root.side}" for root in ill)
        yield Finding(("truth", "roots"), f"feeds no muscle of the complaint, got {got}; {allowed}.")


def _without_paraspinals(case: Case) -> Iterator[Finding]:
    """Yield each root of the truth beside which no needle can be put: such a case cannot be solved."""
    allowed = ", ".join(root for root in anatomy.ROOTS if anatomy.paraspinal_site(root) is not None)
    for index, given in enumerate(case.truth.roots):
        if anatomy.paraspinal_site(given.root) is None:
            message = f"has no paraspinal site to needle, got {given.root!r}; allowed is {allowed}."
            yield Finding(("truth", "roots", index, "root"), message)


def _name_of_file(content: Mapping[str, object], stem: str | None) -> Iterator[Finding]:
    case_id = content.get("id")
    if stem is not None and isinstance(case_id, str) and case_id.strip() != stem:
        yield Finding(("id",), f"differs from the name of the file, got {shown(case_id)}; allowed is {shown(stem)}.")


def _given_away(content: Mapping[str, object]) -> Iterator[Finding]:
    """Yield each text read before the debrief that names an ill root."""
    patterns = {root: _root_pattern(root) for root in _truth_roots(content)}
    for place, text in _open_texts(content):
        for root, pattern in patterns.items():
            if pattern.search(text):
                message = f"gives the root away, got {shown(text)}; allowed is a text that does not name {root}."
                yield Finding(place, message)


def _truth_roots(content: Mapping[str, object]) -> list[str]:
    truth = content.get("truth")
    roots = truth.get("roots") if isinstance(truth, Mapping) else None
    names = [row.get("root") for row in roots if isinstance(row, Mapping)] if isinstance(roots, tuple) else []
    return sorted({name for name in names if isinstance(name, str) and re.fullmatch(r"[CTLS]\d{1,2}", name)})


def _root_pattern(root: str) -> re.Pattern[str]:
    """Return the pattern of a root's name in running text: C6, c-6, C 6, C5/6, C5-C6."""
    letter, number = root[0], root[1:]
    before = rf"{letter}[\s_-]?\d{{1,2}}\s?[/–-]\s?{letter}?"
    return re.compile(rf"(?<![A-Za-z0-9])(?:{letter}[\s_-]?0?|{before}){number}(?!\d)", re.IGNORECASE)


def _open_texts(content: Mapping[str, object]) -> Iterator[tuple[Place, str]]:
    patient = content.get("patient")
    of_patient: Mapping[str, object] = patient if isinstance(patient, Mapping) else {}
    texts: list[tuple[Place, object]] = [(("id",), content.get("id")), (("title",), content.get("title"))]
    texts.append((("patient", "story"), of_patient.get("story")))
    for place, lines in (
        (("patient", "history"), of_patient.get("history")),
        (("objectives",), content.get("objectives")),
    ):
        if isinstance(lines, tuple):
            texts.extend(((*place, index), line) for index, line in enumerate(lines))
    yield from ((place, text) for place, text in texts if isinstance(text, str))


def _source_of_pain(truth: Mapping[str, object]) -> Iterator[Finding]:
    kind, roots = truth.get("kind"), truth.get("roots", ())
    if kind == "neuropathic" and roots == ():
        place: Place = ("truth", "roots") if "roots" in truth else ("truth",)
        yield Finding(place, "has no ill root, got nothing; allowed is at least one where the kind is neuropathic.")


def _twice(truth: Mapping[str, object], name: str, fields: tuple[str, str]) -> Iterator[Finding]:
    rows = truth.get(name)
    seen: set[tuple[str, str]] = set()
    for index, row in enumerate(rows if isinstance(rows, tuple) else ()):
        if not isinstance(row, Mapping):
            continue
        key = (str(row.get(fields[0])), str(row.get(fields[1])))
        if key in seen:
            yield Finding(("truth", name, index), f"is given twice, got {' '.join(key)}; allowed is once.")
        seen.add(key)


def _flags_twice(patient: Mapping[str, object]) -> Iterator[Finding]:
    flags = patient.get("flags")
    seen: set[str] = set()
    for index, flag in enumerate(flags if isinstance(flags, tuple) else ()):
        if isinstance(flag, str) and flag in seen:
            yield Finding(("patient", "flags", index), f"is given twice, got {shown(flag)}; allowed is once.")
        seen.add(str(flag))
