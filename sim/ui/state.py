"""What the session of one browser tab holds. Every key has its name here, and only this file reads the session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

import streamlit as st

from sim import anatomy
from sim.cases import ACTIONS, Action, Needle, Play
from sim.patient.state import SIDES, Side, SiteKey
from sim.reflex.response import RESPONSE_KINDS, ResponseKind
from sim.session import depth_of
from sim.ui.choice import ALL_SITES, entries, entry_of, first_level, levels, segment_in_view
from sim.ui.depth_words import ANGLES_DEG, STRAIGHT_DEG

if TYPE_CHECKING:  # the store is not loaded before it is needed: the first page comes sooner
    from sim.ui.attempts import Sitting
    from sim.ui.needling import Coming

ATTEMPT_PARAM = "attempt"
"""Name of the attempt in the address of the bench."""
LEARNER_COOKIE = "ims_learner"

# Widgets of the bench
SITE = "bench_site"
SIDE = "bench_side"
LEVEL = "bench_level"
SHOW = "bench_show"
DEPTH = "bench_depth_mm"
ANGLE = "bench_angle_deg"
PREDICTION = "bench_prediction"
DAYS = "bench_days"
ACTION = "bench_action"
DECIDE = "bench_decide"
NEEDLE = "bench_needle"
END_VISIT = "bench_end_visit"
AGAIN = "bench_again"
OTHER_CASE = "bench_other_case"
TO_LIBRARY = "bench_to_library"
BODY_MAP = "bench_body_map"
DEBRIEF_MAP = "bench_debrief_map"
RESPONSE_VIEW = "bench_response_view"
REFLEX_PATH = "bench_reflex_path"
PAIN_CHART = "bench_pain_chart"
DEBRIEF_CHART = "bench_debrief_chart"

# Widgets of the library
PARAMETER_TABLE = "about_parameters"
OPEN_CASE = "library_open_"
BEGIN_AGAIN = "library_begin_again_"

# Widgets of the page of evidence
VERDICTS = "validation_verdicts"
LAW = "validation_law"
DOWNLOAD_ROWS = "validation_download"

# Widgets of the atlas
ATLAS_ROOT = "atlas_root"
ATLAS_MUSCLE = "atlas_muscle"
ATLAS_MAP = "atlas_map"
ATLAS_LINKS = "atlas_links"

# Values of the session
_PLACE = "session_place"
_LEARNER = "session_learner"
_IS_NEW_LEARNER = "session_learner_is_new"
_ATLAS_SIDE = "session_atlas_side"

DAYS_DEFAULT = 7


@dataclass(frozen=True, slots=True)
class Message:
    """What the bench says about the last step."""

    kind: Literal["error", "warning", "info"]
    text: str


@dataclass(frozen=True, slots=True)
class Bench:
    """What the bench shows.

    Parameters
    ----------
    sitting
        The attempt in front of the learner.
    message
        What there is to say about the last step.
    pending
        A needle that is on its way: its first moments can be shown before it has been decided and kept.
    """

    sitting: Sitting
    message: Message | None = None
    pending: Needle | None = None

    @property
    def play(self) -> Play:
        """What the attempt looks like now."""
        return self.sitting.play


@dataclass(slots=True)
class Place:
    """Where the bench of a tab stands.

    It changes in place: Streamlit may break off a run at any access to the session, and a decision that is on disk has
    to be on the bench. `ahead` is the answer to the needle that is ready to go in, computed before it is asked for.
    """

    bench: Bench | None = None
    ahead: Coming | None = None


def place() -> Place:
    """Return the place of this tab's bench."""
    return cast(Place, st.session_state.setdefault(_PLACE, Place()))


def bench() -> Bench | None:
    """Return what the bench of this tab shows; None before an attempt was opened."""
    return place().bench


def learner() -> str | None:
    """Return the token of this tab's learner, once it is known."""
    return cast(str | None, st.session_state.get(_LEARNER))


def put_learner(token: str, *, is_new: bool = False) -> None:
    """Keep the token of this tab's learner; a new one has no attempts yet."""
    st.session_state[_LEARNER] = token
    st.session_state[_IS_NEW_LEARNER] = is_new


def is_new_learner() -> bool:
    """Return whether this tab's learner has begun nothing yet, so that there is nothing of them to read."""
    return bool(st.session_state.get(_IS_NEW_LEARNER, False))


def attempt_in_address() -> str | None:
    """Return the attempt that the address of the page names."""
    return st.query_params.get(ATTEMPT_PARAM) or None


def put_in_address(attempt_id: str) -> None:
    """Let the address of the page name this attempt."""
    st.query_params[ATTEMPT_PARAM] = attempt_id


def chosen_site() -> SiteKey | None:
    """Return the site chosen on the map or in the list; the two are one.

    Of a muscle that spans many segments it is the level beside the list, else the one in view, else the middle one.
    """
    entry, side = st.session_state.get(SITE), st.session_state.get(SIDE)
    if entry not in entries() or side not in SIDES:
        return None
    name = cast(str, entry)
    if not levels(name):
        return SiteKey(name, cast(Side, side))
    level = st.session_state.get(LEVEL)
    if level not in levels(name):
        level = first_level(name, segment_in_view(shown_part(), None))
    return SiteKey(anatomy.site_at(name, cast(str, level)).id, cast(Side, side))


def chosen_entry() -> str | None:
    """Return the entry of the list that the chosen site belongs to."""
    chosen = chosen_site()
    return None if chosen is None else entry_of(chosen.site)


def chosen_side() -> Side:
    """Return the side in view."""
    return cast(Side, st.session_state[SIDE])


def choose(site: SiteKey) -> None:
    """Choose a site: the needle goes straight in, to the middle of this patient's safe range."""
    st.session_state[SITE] = entry_of(site.site)
    st.session_state[LEVEL] = anatomy.site(site.site).segment
    st.session_state[SIDE] = site.side
    st.session_state[ANGLE] = STRAIGHT_DEG
    put_default_depth(site)


def put_default_depth(site: SiteKey) -> None:
    """Let the needle go as far in as brings its tip to the middle of this patient's safe range."""
    shown = bench()
    if shown is not None:
        patient = shown.play.patient
        way_mm = depth_of(anatomy.site(site.site), patient.build, None, angle_deg(), patient.height_cm)
        st.session_state[DEPTH] = round(way_mm, 1)


def forget_level() -> None:
    """Let the level go: another muscle has others."""
    st.session_state[LEVEL] = None


def forget_prediction() -> None:
    """Ask for a prediction anew."""
    st.session_state[PREDICTION] = None


def depth_mm() -> float | None:
    """Return how far the needle is to go in, mm; None brings its tip to the middle of the safe range."""
    value = st.session_state.get(DEPTH)
    return None if value is None else float(value)


def angle_deg() -> float | None:
    """Return the angle to the skin, degrees; None is straight in, also where no other angle is offered."""
    value = st.session_state.get(ANGLE)
    return None if value in (None, STRAIGHT_DEG) else float(cast(int, value))


def prediction() -> ResponseKind | None:
    """Return the response the learner expects; None where nothing was said."""
    value = st.session_state.get(PREDICTION)
    return cast(ResponseKind, value) if value in RESPONSE_KINDS else None


def days() -> int | None:
    """Return the days until the next visit as entered; None where the field is empty."""
    value = st.session_state.get(DAYS)
    return None if value is None else int(value)


def action() -> Action | None:
    """Return what the learner is about to decide for this visit."""
    value = st.session_state.get(ACTION)
    return cast(Action, value) if value in ACTIONS else None


def shown_part() -> str:
    """Return which part of the sites the list shows."""
    return str(st.session_state.get(SHOW, ALL_SITES))


def prepare_widgets(play: Play) -> None:
    """Give every widget of the bench its first value: also after a refresh or another page, when Streamlit lost it."""
    for key, value in _first_values(play).items():
        if key not in st.session_state:
            st.session_state[key] = value


def reset_widgets(play: Play) -> None:
    """Give every widget of the bench its first value anew: a visit begins.

    What was on the page before and is drawn again keeps its value here but not in the browser, unless it is set.
    """
    for key, value in _first_values(play).items():
        st.session_state[key] = value


def _first_values(play: Play) -> dict[str, object]:
    needles = play.current.needles
    last = needles[-1].decision.key if needles else None
    values: dict[str, object] = {
        SITE: entry_of(last.site) if last else None,
        LEVEL: anatomy.site(last.site).segment if last else None,
        SIDE: last.side if last else play.case.patient.complaint.side,
        SHOW: ALL_SITES,
        PREDICTION: None,
        DAYS: DAYS_DEFAULT,
        ACTION: None,
        ANGLE: STRAIGHT_DEG,
    }
    if last is not None:
        insertion = needles[-1].insertion
        angle = STRAIGHT_DEG if insertion.angle_deg is None else insertion.angle_deg
        # A plan may say an angle that the bench does not offer: the length along it is none for another.
        is_offered = angle in ANGLES_DEG
        values[ANGLE] = int(angle) if is_offered else STRAIGHT_DEG
        values[DEPTH] = insertion.depth_mm if is_offered else None
    return values


def forget_choice() -> None:
    """Choose nothing: another attempt begins."""
    for key in (SITE, SIDE, LEVEL, SHOW, DEPTH, ANGLE, PREDICTION, DAYS, ACTION):
        st.session_state.pop(key, None)


def atlas_address() -> dict[str, str]:
    """Return what the address of the atlas says."""
    return st.query_params.to_dict()


def put_atlas_address(params: dict[str, str]) -> None:
    """Let the address of the atlas say this and nothing else; saying it again would be one more step to go back."""
    if st.query_params.to_dict() != params:
        st.query_params.from_dict(params)


def atlas_side() -> Side:
    """Return the side on which the atlas marks a muscle: that of the last one picked on its map, else the right."""
    return cast(Side, st.session_state.get(_ATLAS_SIDE, "right"))


def put_atlas_side(side: Side) -> None:
    """Keep the side of the muscle that was picked on the map of the atlas."""
    st.session_state[_ATLAS_SIDE] = side


def show_in_atlas(root: str | None, muscle: str | None) -> None:
    """Let the two pickers of the atlas show what is in view."""
    st.session_state[ATLAS_ROOT] = root
    st.session_state[ATLAS_MUSCLE] = muscle


def picked_root() -> str | None:
    """Return the root that was picked in the atlas."""
    return cast(str | None, st.session_state.get(ATLAS_ROOT))


def picked_muscle() -> str | None:
    """Return the muscle that was picked in the atlas by name."""
    return cast(str | None, st.session_state.get(ATLAS_MUSCLE))
