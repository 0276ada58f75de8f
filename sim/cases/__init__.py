"""Cases: their files, the patients they describe, and attempts at them."""

from sim.cases.attempt import apply, onset, start
from sim.cases.decisions import ACTIONS, Act, Action, Decision, Needle, Return, from_json, to_json
from sim.cases.derive import make_patient
from sim.cases.described import described_patient
from sim.cases.flags import FLAGS, Flag
from sim.cases.indication import Indication, indication
from sim.cases.load import Library, check_file, find_case, library, load_case, parse_case, read_library
from sim.cases.plan import Plan, load_plan, parse_plan, play_plan
from sim.cases.play import Attempt, Moment, NeedleRecord, Phase, Play, VisitRecord
from sim.cases.replay import Replay, new_attempt, replay, without_old_traces
from sim.cases.schema import Case
from sim.cases.shown import differences, shown

__all__ = [
    "ACTIONS",
    "FLAGS",
    "Act",
    "Action",
    "Attempt",
    "Case",
    "Decision",
    "Flag",
    "Indication",
    "Library",
    "Moment",
    "Needle",
    "NeedleRecord",
    "Phase",
    "Plan",
    "Play",
    "Replay",
    "Return",
    "VisitRecord",
    "apply",
    "check_file",
    "described_patient",
    "differences",
    "find_case",
    "from_json",
    "indication",
    "library",
    "load_case",
    "load_plan",
    "make_patient",
    "new_attempt",
    "onset",
    "parse_case",
    "parse_plan",
    "play_plan",
    "read_library",
    "replay",
    "shown",
    "start",
    "to_json",
    "without_old_traces",
]
