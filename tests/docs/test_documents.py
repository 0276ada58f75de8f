"""What the documents show is true: commands run, files check, links lead somewhere, every command is told."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.main import get_group

from sim.cli import app
from tests.support.sources import ROOT, label, tracked_files

DOCUMENTS = [path for path in tracked_files() if path.suffix == ".md"]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
FILE_NAME = re.compile(r"# (\S+\.yaml)\n")
INSTALL_LINES = [
    "pip install -r requirements.txt && streamlit run app.py",
    "pip install -r requirements.txt -r tests/requirements.txt && pytest",
]


class Block(NamedTuple):
    """One fenced block of a document."""

    document: Path
    language: str
    text: str


def blocks(language: str) -> list[Block]:
    found = (Block(path, *match.groups()) for path in DOCUMENTS for match in FENCE.finditer(path.read_text("utf-8")))
    return [block for block in found if block.language == language]


COMMANDS = [
    pytest.param(block.document, line, id=f"{label(block.document)}: {line}")
    for block in blocks("sh")
    for line in block.text.splitlines()
    if line.startswith("python -m sim")
]


def lay_out(document: Path, desk: Path) -> None:
    """Put on the desk what a document shows: the cases, and the yaml blocks that begin with the name of their file."""
    (desk / "scenarios").symlink_to(ROOT / "scenarios")
    for block in blocks("yaml"):
        if block.document == document and (name := FILE_NAME.match(block.text)):
            (desk / name[1]).write_text(block.text, encoding="utf-8")


@pytest.mark.parametrize(("document", "line"), COMMANDS)
def test_documented_command_runs(document: Path, line: str, tmp_path: Path) -> None:
    lay_out(document, tmp_path)
    command = [sys.executable, *shlex.split(line, comments=True)[1:]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


def test_readme_starts_the_app_and_the_tests_in_one_line_each() -> None:
    lines = [line for block in blocks("sh") if block.document.name == "README.md" for line in block.text.splitlines()]
    assert [line for line in lines if line.startswith("pip")] == INSTALL_LINES


def test_readme_shows_a_whole_case_and_a_plan() -> None:
    names = {FILE_NAME.match(block.text) for block in blocks("yaml") if block.document == ROOT / "README.md"}
    assert {name[1] for name in names if name} == {"stiff-elbow-1.yaml", "plan.yaml"}


def test_links_lead_to_files() -> None:
    broken = [
        f"{label(path)}: {target}"
        for path in DOCUMENTS
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []


def test_index_lists_every_document() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    listed = {(ROOT / "docs" / target).resolve() for target in LINK.findall(index)}
    assert {label(path) for path in DOCUMENTS if path not in listed} == {"docs/README.md"}


def test_every_command_and_option_is_told() -> None:
    told = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    commands = get_group(app).commands
    options = {option for command in commands.values() for given in command.params for option in given.opts}
    missing = [f"## `{name}" for name in commands if f"## `{name}" not in told]
    missing += [option for option in options if option.startswith("--") and option not in told]
    assert missing == []
