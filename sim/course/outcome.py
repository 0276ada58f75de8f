"""How a course ended, and the rule by which a patient counts as a responder."""

from __future__ import annotations

from dataclasses import dataclass

from sim.evidence import assessment as bar

RESPONDER_SHARE = bar.RESPONDER_SHARE.value
RESPONDER_NRS = bar.RESPONDER_NRS.value


@dataclass(frozen=True, slots=True)
class Outcome:
    """Pain (NRS, 0 to 10) and range of motion (% of normal) at the first visit, at the end, and at 12 weeks."""

    pain_nrs_start: float
    pain_nrs_end: float
    pain_nrs_12wk: float
    rom_percent_start: float
    rom_percent_end: float
    rom_percent_12wk: float

    @property
    def responder(self) -> bool:
        """Whether pain is at least 30 % and 2 points better at 12 weeks than at the start."""
        better = self.pain_nrs_start - self.pain_nrs_12wk
        return better >= RESPONDER_NRS and better >= RESPONDER_SHARE * self.pain_nrs_start
