"""What a learner can decide, one value a decision, and its form in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from sim.errors import ReplayError
from sim.evidence import visits
from sim.patient.state import SIDES, Side, SiteKey
from sim.reflex.response import RESPONSE_KINDS, ResponseKind

Action = Literal["treat", "manual_therapy", "refer", "stop"]
ACTIONS: tuple[Action, ...] = get_args(Action)

RETURN_DAYS_MIN = int(visits.RETURN_DAYS_MIN.value)
RETURN_DAYS_MAX = int(visits.RETURN_DAYS_MAX.value)


@dataclass(frozen=True, slots=True)
class Act:
    """What is done at this visit; the first decision of a visit. `stop` and `refer` also end a visit already begun."""

    action: Action


@dataclass(frozen=True, slots=True)
class Needle:
    """One insertion.

    Parameters
    ----------
    site, side
        A site of the anatomy tables and the side of the body.
    depth_mm
        How far the needle goes in, mm; None brings its tip to the middle of the safe range of the site.
    predicted
        The response the learner expected; None where none was asked for.
    angle_deg
        Angle of the needle to the skin, 0 to 90; None is straight in.
    """

    site: str
    side: Side
    depth_mm: float | None = None
    predicted: ResponseKind | None = None
    angle_deg: float | None = None

    @property
    def key(self) -> SiteKey:
        """The needled site and side as one key."""
        return SiteKey(self.site, self.side)


@dataclass(frozen=True, slots=True)
class Return:
    """The end of a visit: the patient comes back after `days`, 1 to 84."""

    days: int


Decision = Act | Needle | Return


def to_json(decision: Decision) -> dict[str, object]:
    """Return the decision as a JSON object; `kind` says which one it is."""
    match decision:
        case Act(action):
            return {"kind": "act", "action": action}
        case Needle(site, side, depth_mm, predicted, angle_deg):
            straight: dict[str, object] = {
                "kind": "needle",
                "site": site,
                "side": side,
                "depth_mm": depth_mm,
                "predicted": predicted,
            }
            return straight if angle_deg is None else straight | {"angle_deg": angle_deg}
        case Return(days):
            return {"kind": "return", "days": days}


def from_json(value: object) -> Decision:
    """Return the decision a JSON object stands for.

    Raises
    ------
    ReplayError
        If the object is no decision; whether it is allowed now is for `attempt.apply` to say.
    """
    if not isinstance(value, Mapping):
        raise ReplayError(f"decision: is not an object, got {value!r}; allowed is an object with a kind.")
    fields = {str(name): content for name, content in value.items()}
    kind = fields.pop("kind", None)
    match kind:
        case "act":
            action = _one_of("action", fields.pop("action", None), ACTIONS)
            decision: Decision = Act(cast(Action, action))
        case "needle":
            decision = _needle(fields)
        case "return":
            decision = Return(_whole_number("days", fields.pop("days", None)))
        case _:
            raise ReplayError(f"decision.kind: is unknown, got {kind!r}; allowed is act, needle, return.")
    if fields:
        raise ReplayError(f"decision: has unknown fields, got {', '.join(sorted(fields))}; none of them is known.")
    return decision


def _needle(fields: dict[str, object]) -> Needle:
    site = fields.pop("site", None)
    if not isinstance(site, str):
        raise ReplayError(f"decision.site: is not a name, got {site!r}; allowed is the id of a site.")
    side = _one_of("side", fields.pop("side", None), SIDES)
    depth_mm = _number_or_none("depth_mm", fields.pop("depth_mm", None), "a depth in mm")
    angle_deg = _number_or_none("angle_deg", fields.pop("angle_deg", None), "an angle in degrees")
    predicted = fields.pop("predicted", None)
    if predicted is not None:
        predicted = _one_of("predicted", predicted, RESPONSE_KINDS)
    return Needle(site, cast(Side, side), depth_mm, cast(ResponseKind | None, predicted), angle_deg)


def _number_or_none(field: str, value: object, allowed: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ReplayError(f"decision.{field}: is not a number, got {value!r}; allowed is {allowed} or null.")
    return float(value)


def _one_of(field: str, value: object, allowed: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise ReplayError(f"decision.{field}: is unknown, got {value!r}; allowed is {', '.join(allowed)}.")
    return value


def _whole_number(field: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ReplayError(f"decision.{field}: is not a whole number, got {value!r}; allowed is a whole number.")
    return value
