"""The app without a browser: pages opened by a learner, and what stands on them in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from streamlit.testing.v1 import AppTest

from sim.cases import Decision, find_case
from sim.storage import Store
from sim.ui import attempts, state
from sim.ui.attempts import Sitting
from sim.ui.store import the_store
from tests.support.sources import ROOT

LEARNER = "a-learner-of-the-tests"
TENNIS_ELBOW = "tennis-elbow-1"
PATIENCE_S = 30
_PAGES = {name: f"sim/ui/pages/{name}.py" for name in ("cases", "bench", "atlas", "about", "validation")}


def open_app(
    page: str = "cases",
    *,
    attempt_id: str | None = None,
    learner: str = LEARNER,
    params: Mapping[str, str] | None = None,
) -> AppTest:
    """Open a page as a learner whose browser has a token; `params` is what the address says."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=PATIENCE_S)
    app.session_state["session_learner"] = learner
    for name, value in (params or {}).items():
        app.query_params[name] = value
    if attempt_id is not None:
        app.query_params[state.ATTEMPT_PARAM] = attempt_id
    return app.switch_page(_PAGES[page]).run()


def store() -> Store:
    """Return the store the app uses in this test."""
    return the_store()


def sat(*decisions: Decision, case_id: str = TENNIS_ELBOW, seed: int = 5, learner: str = LEARNER) -> Sitting:
    """Return an attempt of a learner in which these decisions are kept."""
    sitting = attempts.begin(store(), learner, find_case(case_id), seed)
    for decision in decisions:
        sitting = attempts.decide(store(), sitting, decision)
    return sitting


def words(app: AppTest) -> str:
    """Return everything the page says by its own HTML, without the tags."""
    html = " ".join(element.proto.body for element in app.get("html") if "<style>" not in element.proto.body)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def decisions_on_disk(attempt_id: str, learner: str = LEARNER) -> int:
    """Return how many decisions of an attempt are kept."""
    return len(store().read(attempt_id, learner).decisions)
