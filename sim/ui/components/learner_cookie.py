"""A cookie that lets a browser find its learner again. A convenience for practice, not a proof of who it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import streamlit as st

from sim.ui.components.assets import asset, script

NAME = "ims_learner"
DAYS = 400


def learner_cookie(token: str, *, key: str = "learner_cookie") -> None:
    """Give the browser the learner's token to keep; from the next load on `st.context.cookies` has it under `NAME`."""
    _component()(key=key, data=cookie_data(token), height=1)


def cookie_data(token: str) -> dict[str, str | int]:
    """Return what the browser sets the cookie from; a script sets it, so other scripts of the page can read it."""
    return {"name": NAME, "token": token, "days": DAYS}


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "ims.learner_cookie", html=asset("learner_cookie.html"), js=script("learner_cookie.js")
    )
