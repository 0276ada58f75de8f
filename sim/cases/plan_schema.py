"""What a plan file may say: one entry a visit."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from sim import anatomy
from sim.anatomy import ANGLE_MAX_DEG, ANGLE_MIN_DEG
from sim.cases.decisions import Action, Needle
from sim.cases.names import RootName, SpanningName, level_of
from sim.cases.schema import Line, Part
from sim.patient.state import Side
from sim.reflex import DEPTH_MAX_MM, DEPTH_MIN_MM

MAX_INSERTIONS_A_VISIT = 1000


class PlanNeedle(Part):
    """Insertions at one site."""

    site: SpanningName
    side: Side
    level: RootName | None = Field(
        default=None,
        validate_default=True,
        description="Of a muscle that spans many segments; the site's id says it too.",
    )
    insertions: int = Field(default=1, ge=1, le=30, description="Each is one needle pass.")
    depth_mm: float | None = Field(
        default=None, ge=DEPTH_MIN_MM, le=DEPTH_MAX_MM, description="The middle of the safe range unless given."
    )
    technique: Line | None = None
    angle: float | None = Field(
        default=None, ge=ANGLE_MIN_DEG, le=ANGLE_MAX_DEG, description="Degrees from the skin; straight in unless given."
    )

    @property
    def decision(self) -> Needle:
        """One of its insertions."""
        site = anatomy.site_at(self.site, self.level)
        return Needle(site.id, self.side, self.depth_mm, angle_deg=self.angle)

    @field_validator("level")
    @classmethod
    def _fits_the_site(cls, level: str | None, info: ValidationInfo) -> str | None:
        site = info.data.get("site")
        return level if site is None else level_of(site, level)


class PlanVisit(Part):
    """One visit."""

    visit: int = Field(ge=1, le=12)
    day: int = Field(ge=0, le=1000, description="Days since the first visit, which is day 0.")
    action: Action
    needles: tuple[PlanNeedle, ...] = Field(default=(), max_length=400)
    ask: tuple[Line, ...] = Field(default=(), max_length=40)
    examine: tuple[Line, ...] = Field(default=(), max_length=40)
    suspect: tuple[RootName, ...] = Field(default=(), max_length=12)
    consent: Literal["given"] = "given"
    aftercare: tuple[Line, ...] = Field(default=(), max_length=20)
