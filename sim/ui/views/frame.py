"""What every page shares: its style sheet, the start of the kernel, and that no traceback reaches anyone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache, wraps
from importlib import resources

import streamlit as st

from sim.errors import CaseError, SimError
from sim.ui import text
from sim.ui.markup import bullet_list, esc
from sim.ui.theme import css_variables
from sim.ui.warm import kernel_is_ready

LIBRARY_PAGE = "sim/ui/pages/cases.py"
BENCH_PAGE = "sim/ui/pages/bench.py"

_log = logging.getLogger(__name__)


def page(view: Callable[[], None]) -> Callable[[], None]:
    """Draw a page in the frame of the app, and say in words what goes wrong in it."""

    @wraps(view)
    def drawn() -> None:
        st.html(_style_sheet())
        in_words(view)()
        kernel_is_ready()

    return in_words(drawn)


def in_words(view: Callable[[], None]) -> Callable[[], None]:
    """Let what goes wrong while a part of a page is drawn be told in words in its place."""

    @wraps(view)
    def told() -> None:
        try:
            view()
        except SimError as error:
            show_error(error)
        except Exception:  # noqa: BLE001 - a learner never sees a traceback; the log does
            _log.exception("a page could not be drawn")
            notice("error", text.UNEXPECTED)

    return told


def show_error(error: SimError) -> None:
    """Say what is wrong; all faults of a file, one a line."""
    if isinstance(error, CaseError):
        notice("error", "The case file has faults.", [str(fault) for fault in error.faults])
    else:
        notice("error", str(error))


def notice(kind: str, words: str, lines: list[str] | None = None) -> None:
    """Say something about the last step. The words are shown as they are: they may hold what someone typed."""
    role = "alert" if kind == "error" else "status"
    more = bullet_list(lines) if lines else ""
    st.html(f'<div class="notice is-{esc(kind)}" role="{role}"><p>{esc(words)}</p>{more}</div>')


@lru_cache(maxsize=1)
def _style_sheet() -> str:
    own = resources.files(__package__).joinpath("style.css").read_text(encoding="utf-8")
    return f"<style>{css_variables().replace('.ims', '.stApp')}{own}</style>"
