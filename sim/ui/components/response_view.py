"""What the needle brought, drawn: EMG and force after the needle, and for a cramp the force over its whole length."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from sim.reflex.response import Response
from sim.ui.components.assets import asset, script, style
from sim.ui.theme import SIGNS

EMG_STEP_MS = 0.1
FORCE_STEP_MS = 1.0
EARLY_MS = 400
TAIL_POINTS = 1200
EMPTY = "What the needle brings will be drawn here. Choose a site, say what you expect, and needle."


def response_text(response: Response) -> str:
    """Return the twin in words of the traces: the answer and its measures.

    Notes
    -----
    What no unit answered has no latency and no duration; what the needle did not reach says so.
    """
    parts = [f"{SIGNS[response.kind].word.capitalize()}."]
    if not response.reached:
        parts.append("The needle did not reach the band.")
    if response.latency_ms is None:
        parts.append("No motor unit fired.")
    else:
        parts.append(f"First motor unit {response.latency_ms:.0f} ms after the needle.")
        parts.append(f"It lasted {_duration_text(response.duration_ms)}.")
    parts.append(f"EMG up to {response.emg_peak_uv:.0f} µV, force up to {response.peak_force:.0%} of maximum.")
    return " ".join(parts)


def response_view(response: Response | None, *, key: str, is_complete: bool = True) -> None:
    """Draw the traces of a response, or say what will be drawn where there is none yet.

    Parameters
    ----------
    key
        Key of the component, unique on the page.
    is_complete
        False while a cramp's tail is still being computed: the first moments are drawn, and a line says so.
    """
    _component()(key=key, data=response_bytes(response, is_complete=is_complete))


def response_bytes(response: Response | None, *, is_complete: bool = True) -> bytes:
    """Return the traces as the browser reads them.

    Returns
    -------
        Four int32: how many samples of EMG (µV, 0.1 ms), of force (share of maximum, 1 ms, the first 400 ms) and of
        the tail (force over the whole response, for a cramp only) follow as float32, and how many bytes of JSON then.
    """
    nothing = np.empty(0, np.float32)
    if response is None:
        return _packed(nothing, nothing, nothing, {"kind": None, "empty": EMPTY})
    force = response.trace.force
    tail, tail_step_ms = _tail(force) if response.kind == "cramp" and is_complete else (nothing, FORCE_STEP_MS)
    facts = {
        "kind": response.kind,
        "latency_ms": response.latency_ms,
        "emg_step_ms": EMG_STEP_MS,
        "force_step_ms": FORCE_STEP_MS,
        "tail_step_ms": tail_step_ms,
        "is_complete": is_complete,
        "alt": response_text(response),
        "tail_alt": f"Force over {_duration_text(float(len(force)))}: up to {response.peak_force:.0%} of maximum.",
    }
    emg = response.trace.emg_uv[: round(EARLY_MS / EMG_STEP_MS)]
    return _packed(emg, force[: round(EARLY_MS / FORCE_STEP_MS)], tail, facts)


def _packed(
    emg: NDArray[np.float32], force: NDArray[np.float32], tail: NDArray[np.float32], facts: dict[str, Any]
) -> bytes:
    text = json.dumps(facts, ensure_ascii=False).encode()
    header = np.array([emg.size, force.size, tail.size, len(text)], dtype="<i4")
    samples = np.concatenate([emg, force, tail]).astype("<f4")
    return header.tobytes() + samples.tobytes() + text


def _tail(force: NDArray[np.float32]) -> tuple[NDArray[np.float32], float]:
    """Return the whole force in at most `TAIL_POINTS` means of equal length, and that length in ms."""
    block = max(1, -(-force.size // TAIL_POINTS))
    whole = force[: force.size - force.size % block]
    return whole.reshape(-1, block).mean(axis=1), block * FORCE_STEP_MS


def _duration_text(duration_ms: float) -> str:
    return f"{duration_ms:.0f} ms" if duration_ms < 1000 else f"{duration_ms / 1000:.1f} s"


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "ims.response_view",
        html=asset("response_view.html"),
        css=style("response_view.css"),
        js=script("response_view.js"),
    )
