"""Links from one page of the atlas to another are followed without loading the app anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from sim.ui.components.assets import asset, script

LONGEST = 400


def atlas_links(*, key: str, on_follow: Callable[[dict[str, str]], None]) -> None:
    """Mount it; nothing of it is seen.

    Parameters
    ----------
    on_follow
        Called with what the address of a followed link says, before the run, as any callback of a widget.
    """

    def followed() -> None:
        params = parse_link(st.session_state[key].get("go"))
        if params is not None:
            on_follow(params)

    _component()(key=key, on_go_change=followed, height=1)


def parse_link(value: object) -> dict[str, str] | None:
    """Return what the query of an address says, or None for anything a browser cannot mean.

    Examples
    --------
    >>> parse_link("?root=C6"), parse_link(""), parse_link(7)
    ({'root': 'C6'}, {}, None)
    """
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    return dict(parse_qsl(value.removeprefix("?")))


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    return st.components.v2.component("ims.atlas_links", html=asset("atlas_links.html"), js=script("atlas_links.js"))
