"""Case files in, cases out; or every fault at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from sim.cases.checks import cross_findings, whole_findings
from sim.cases.faults import MAX_FAULTS, in_order, schema_faults
from sim.cases.schema import Case
from sim.cases.yaml_text import Document, place_text, read_file, read_text, shown
from sim.errors import CaseError, Fault, unknown_name

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
SCENARIOS_VARIABLE = "IMS_SCENARIOS"
SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Library:
    """The cases of some folders, and the faults of the files that are none."""

    cases: Mapping[str, Case]
    faults: tuple[Fault, ...]


def load_case(path: Path | str) -> Case:
    """Return the case of a file.

    Raises
    ------
    CaseError
        With all faults of the file, by line.
    """
    path = Path(path)
    return _case(read_file(path), str(path), path.stem)


def parse_case(text: str | bytes, where: str = "case", stem: str | None = None) -> Case:
    """Return the case that a text describes.

    Parameters
    ----------
    text
        The content of a case file.
    where
        What the faults call the file.
    stem
        Name of the file without its ending, which must be the id; None asks for no such match.

    Raises
    ------
    CaseError
        With all faults of the text, by line.
    """
    return _case(read_text(text, where), where, stem)


def check_file(path: Path | str) -> tuple[Fault, ...]:
    """Return all faults of a case file by line; none where it is sound."""
    try:
        load_case(path)
    except CaseError as error:
        return error.faults
    return ()


def check_path(path: Path | str) -> tuple[tuple[Path, tuple[Fault, ...]], ...]:
    """Return each case file of a folder with its faults; of a file, that file alone."""
    path = Path(path)
    if not path.is_dir():
        return ((path, check_file(path)),)
    allowed = f"allowed is a folder with files that end in {' or '.join(SUFFIXES)}"
    empty = Fault(str(path), 1, "folder", f"holds no case file, got {shown(path.name)}; {allowed}.")
    return tuple((file, check_file(file)) for file in case_files(path)) or ((path, (empty,)),)


def read_library(folders: tuple[Path, ...] | None = None) -> Library:
    """Return all sound cases of the folders by id, and the faults of the rest.

    Parameters
    ----------
    folders
        Where to look; None is the packaged folder and the one that the variable IMS_SCENARIOS names.
    """
    cases: dict[str, Case] = {}
    faults = [] if folders is not None else _faults_of_own_folder()
    for folder in default_folders() if folders is None else folders:
        for path in case_files(folder):
            try:
                case = load_case(path)
            except CaseError as error:
                faults.extend(error.faults)
                continue
            if case.id in cases:
                message = f"is the id of another case, got {shown(case.id)}; allowed is an id of its own."
                faults.append(Fault(str(path), 1, "id", message))
            else:
                cases[case.id] = case
    return Library(cases, tuple(faults))


def library(folder: Path | None = None) -> Mapping[str, Case]:
    """Return the sound cases by id, of one folder or of the whole library."""
    return read_library(None if folder is None else (folder,)).cases


def find_case(name: str, cases: Mapping[str, Case] | None = None) -> Case:
    """Return the case with the id `name`.

    Raises
    ------
    ModelInputError
        If there is none; the text gives the nearest.
    """
    known = library() if cases is None else cases
    if name not in known:
        raise unknown_name("case", "case", name, known, "`python -m sim cases`")
    return known[name]


def default_folders() -> tuple[Path, ...]:
    """Return the packaged folder of cases and, where it is set, that of IMS_SCENARIOS."""
    own = os.environ.get(SCENARIOS_VARIABLE)
    return (SCENARIOS, Path(own)) if own else (SCENARIOS,)


def _faults_of_own_folder() -> list[Fault]:
    own = os.environ.get(SCENARIOS_VARIABLE)
    if not own or Path(own).is_dir():
        return []
    what = "is no folder" if Path(own).exists() else "does not exist"
    return [Fault(own, 1, SCENARIOS_VARIABLE, f"{what}, got {shown(own)}; allowed is a folder of case files.")]


def case_files(folder: Path) -> tuple[Path, ...]:
    """Return the case files of a folder by name; none where there is no such folder."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and path.is_file()))


def _case(document: Document, where: str, stem: str | None) -> Case:
    faults = list(document.faults)
    unread = bool(faults) and document.value is None
    case: Case | None = None
    if not unread:
        findings = list(cross_findings(document.value, stem))
        try:
            case = Case.model_validate(document.value)
        except ValidationError as error:
            faults.extend(schema_faults(error, Case, document, where))
        else:
            findings.extend(whole_findings(case))
        faults.extend(
            Fault(where, document.line(finding.place), place_text(finding.place), finding.message)
            for finding in findings
        )
    if faults or case is None:
        raise CaseError(in_order(faults)[:MAX_FAULTS])
    return case
