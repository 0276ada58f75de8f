"""Who is practising: a token of the browser, kept in a cookie. It tells learners apart; it is no login."""

from __future__ import annotations

import re
import secrets

import streamlit as st

from sim.ui import state

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,128}")


def current_learner() -> str:
    """Return the token of this tab's learner: the browser's own, or a new one."""
    known = state.learner()
    if known is not None:
        return known
    own = valid_token(st.context.cookies.get(state.LEARNER_COOKIE))
    token = own or secrets.token_urlsafe(24)
    state.put_learner(token, is_new=own is None)
    return token


def valid_token(token: str | None) -> str | None:
    """Return a token from a browser, or None for anything that can be none."""
    return token if token is not None and _TOKEN.fullmatch(token) else None
