"""Is needling right here? The rule that is taught, applied to a case; no case is known by name."""

from __future__ import annotations

from dataclasses import dataclass

from sim.cases.decisions import Action
from sim.cases.flags import FLAGS, Flag
from sim.cases.schema import Case
from sim.evidence.indication import CHRONIC_WEEKS


@dataclass(frozen=True, slots=True)
class Indication:
    """What is right at the first visit, and why.

    Parameters
    ----------
    action
        The right decision.
    reason
        Why, as sentences.
    """

    action: Action
    reason: str

    @property
    def is_to_needle(self) -> bool:
        """Whether the needle is the first choice."""
        return self.action == "treat"


def indication(case: Case) -> Indication:
    """Return what is right for a case.

    Notes
    -----
    A red flag goes before everything, a contraindication before the pain; then the kind of pain decides (local
    disease and nociplastic pain do not answer to the needle), then its duration: three months and more.
    """
    flags = [FLAGS[name] for name in case.patient.flags]
    red = [flag for flag in flags if flag.effect == "red_flag"]
    if red:
        return Indication(
            "refer", f"There is a red flag ({_names(red)}): another service has to see the patient first."
        )
    forbidden = [flag for flag in flags if flag.effect == "contraindication"]
    if forbidden:
        return Indication("manual_therapy", f"The needle is contraindicated ({_names(forbidden)}).")
    weeks = case.patient.duration_weeks
    months = CHRONIC_WEEKS.value
    match case.truth.kind:
        case "nociceptive":
            reason = "The pain came from injured tissue, not from an ill root: the needle has nothing to release."
            if weeks < months:
                reason += f" At {weeks:g} weeks it is healing; movement, hands and time are the treatment."
            return Indication("manual_therapy", reason)
        case "nociplastic":
            reason = "The pain is kept up centrally; no band and no root behind it answers to the needle."
            return Indication("manual_therapy", reason)
        case "neuropathic":
            if weeks < months:
                reason = f"The root has been ill for {weeks:g} weeks; under three months hands and time do as well."
                return Indication("manual_therapy", reason)
            reason = f"Neuropathic pain of {weeks:g} weeks, longer than three months, and no contraindication."
            return Indication("treat", reason)


def _names(flags: list[Flag]) -> str:
    return ", ".join(flag.name for flag in flags)
