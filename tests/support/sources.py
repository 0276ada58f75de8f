"""The project's own files, read as text and as syntax trees."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def product_files() -> tuple[Path, ...]:
    """Return every Python file of the product: `sim/` and the entry file."""
    return (ROOT / "app.py", *sorted((ROOT / "sim").rglob("*.py")))


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return every file under version control; without git, every file that is not hidden."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = [name for name in listed.stdout.decode().split("\0") if name]
    if listed.returncode != 0:
        names = [str(path.relative_to(ROOT)) for path in ROOT.glob("[!.]*/**/*")]
    return tuple(path for name in names if (path := ROOT / name).is_file())


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported_modules(path: Path) -> Iterator[str]:
    """Yield the full name of every module a file imports, also inside functions."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def called_names(path: Path) -> Iterator[str]:
    """Yield the dotted name of every call in a file, e.g. `np.random.default_rng`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def label(path: Path) -> str:
    """Return a file's path as seen from the project folder."""
    return path.relative_to(ROOT).as_posix()
