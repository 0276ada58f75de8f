"""The components on one page: a map that remembers its pick, one response, its path, the cookie."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from sim import anatomy
from sim.patient.state import SiteKey
from sim.reflex.response import PathStep, Response, Trace
from sim.ui.components.body_map import Finding, MapState, body_map, map_site
from sim.ui.components.learner_cookie import NAME, learner_cookie
from sim.ui.components.reflex_path import reflex_path, reflex_path_of
from sim.ui.components.response_view import response_view

SITES = tuple(map_site(site) for site in anatomy.sites().values())
ECRL = SiteKey("extensor_carpi_radialis_longus", "right")
NEEDLED = MapState(
    responses={ECRL: "cramp"},
    findings={ECRL: Finding("71 % short, 40 % irritable", shortness=0.71, irritability=0.4)},
)
PATH = (
    PathStep("receptor", "free_ending:ecrb:right", "nerve endings of the band", 0.94, 0.6, "of a full stimulus", True),
    PathStep("afferent", "afferent_iv:ecrb:right:C6", "IV afferents in C6", 5.7, 0.13, "spikes a fibre", True),
    PathStep("root", "dorsal_root:C6:right", "C6 dorsal root", 1008.0, 1.0, "spikes to the cord", True),
    PathStep(
        "relay", "propriospinal:ecrb:right", "excitatory interneurons", 0.57, 1.0, "of a healthy threshold", False
    ),
    PathStep("pool", "pool:ecrb:right:C6", "C6 motoneurons", 2.1, 6.25, "nA", False),
    PathStep("efferent", "anterior_ramus:C6:right", "C6 anterior ramus", 0.0, 1.0, "motor axons that conduct", False),
    PathStep("band", "band:ecrb:right", "band in ECRB", 0.0, 12.0, "discharges within 20 ms", False),
)


def response() -> Response:
    """Return an ache without a kernel: a wave for the EMG, a hill for the force."""
    times = np.linspace(0, 40, 4000, dtype=np.float32)
    force, emg_uv = np.sin(times[:400] / 8) / 5, 80 * np.sin(times)
    trace = Trace(np.empty(0), np.empty(0, np.int32), force.astype(np.float32), emg_uv.astype(np.float32))
    return Response("ache", 22.0, 30.0, 80.0, 0.2, 1, 0.5, True, PATH, trace)


def choose(site: SiteKey) -> None:
    """Take a pick, except of the one site that stands for what a page may refuse."""
    if site.site != "anconeus":
        st.session_state["chosen"] = site


def main() -> None:
    """Draw the page."""
    chosen: SiteKey | None = st.session_state.get("chosen")
    left, right = st.columns(2)
    with left:
        body_map(SITES, replace(NEEDLED, selected=chosen), key="map", on_pick=choose)
        st.text(f"chosen: {chosen.site}, {chosen.side}" if chosen else "chosen: none")
        st.button("elsewhere", on_click=choose, args=(SiteKey("supinator", "left"),))
    with right:
        response_view(response(), key="response")
        reflex_path(reflex_path_of(response(), "ECRB, right"), key="path", token="1")
        st.text(f"known as {st.context.cookies.get(NAME)}")
    learner_cookie("token-of-a-learner")


if __name__ == "__main__":
    main()
