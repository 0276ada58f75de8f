"""The packaged HTML, CSS and JavaScript of the components, read once."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from sim.ui.theme import css_variables


@lru_cache(maxsize=32)
def asset(name: str) -> str:
    """Return the text of a packaged file of this folder.

    It ends in a line break: Streamlit takes text without one for the path of a file.
    """
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8").rstrip() + "\n"


def script(*names: str) -> str:
    """Return packaged scripts joined into one module; only the last exports."""
    return "\n".join(asset(name) for name in names)


def style(*names: str) -> str:
    """Return the colours of both themes, what all components share, and the packaged style sheets."""
    return "\n".join((css_variables(), asset("shared.css"), *(asset(name) for name in names)))
