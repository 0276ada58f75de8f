"""What the bench needs is loaded, and the kernel compiled, in the background while the cases are being read."""

from __future__ import annotations

import threading

import streamlit as st

START_AFTER_S = 0.5
"""The page is drawn first: loading and drawing at once would slow both."""


@st.cache_resource(show_spinner=False)
def kernel_is_ready() -> threading.Event:
    """Start the warm-up once a process and return the event of its end."""
    ready = threading.Event()

    def warm_up() -> None:
        try:
            import sim.ui.views.bench  # noqa: F401 - what the bench needs is loaded before it is opened
            from sim.reflex import warm_up as compile_kernel

            compile_kernel()
        finally:
            ready.set()  # if it failed, the needle itself will say why

    timer = threading.Timer(START_AFTER_S, warm_up)
    timer.daemon = True
    timer.start()
    return ready
