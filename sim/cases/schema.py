"""What a case file may say: fields, types and bounds. `docs/case-format.md` explains them to authors."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sim.anatomy import Build
from sim.cases.names import FlagName, RegionName, RootName, SiteName, Text
from sim.patient.state import PainKind, Side

ID_PATTERN = r"^[a-z0-9-]{3,60}$"
VISITS_DEFAULT = 6

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Line = Annotated[Text, Field(min_length=3, max_length=160)]


class Part(BaseModel):
    """What all parts of a file share: no unknown fields, no silent conversion, no change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False, str_strip_whitespace=True)


class Complaint(Part):
    """Where it hurts."""

    region: RegionName = Field(description="A complaint region of the anatomy tables.")
    side: Side


class CasePatient(Part):
    """What is told of the patient."""

    age: int = Field(ge=16, le=100, description="In years.")
    sex: Literal["female", "male"]
    height_cm: float = Field(ge=120, le=220, description="In cm; latencies follow from it.")
    build: Build = Field(default="middle", description="How deep muscles lie and how thick they are.")
    complaint: Complaint
    story: Text = Field(min_length=10, max_length=4000, description="What the patient tells unasked.")
    duration_weeks: float = Field(ge=0.1, le=3000, description="How long the complaint has lasted.")
    history: tuple[Line, ...] = Field(default=(), max_length=20, description="What comes out when asked.")
    flags: tuple[FlagName, ...] = Field(default=(), max_length=20, description="Facts that bear on needling.")


class TruthRoot(Part):
    """A root that is ill."""

    root: RootName
    side: Side
    health: Share = Field(description="1 is a healthy root.")
    ill_weeks: float | None = Field(default=None, ge=0, le=3000, description="As long as the complaint unless given.")


class TruthBand(Part):
    """A band that is to be other than what follows from the roots."""

    site: SiteName
    side: Side
    shortening: Share | None = Field(default=None, description="0 is slack, 1 as short as a band gets.")
    fibrosis: Share | None = Field(default=None, description="Share of the band that became fibrous.")
    irritability: Share | None = Field(default=None, description="How readily it answers a needle.")


class Truth(Part):
    """What is wrong, never shown before the debrief."""

    kind: PainKind
    roots: tuple[TruthRoot, ...] = Field(default=(), max_length=12)
    bands: tuple[TruthBand, ...] = Field(default=(), max_length=60)
    sensitisation: Share | None = Field(default=None, description="Central amplification of pain.")
    tissue_injury: Share | None = Field(default=None, description="A painful injury that is no band, such as a sprain.")


class CaseCourse(Part):
    """The bounds of the course."""

    max_visits: int = Field(default=VISITS_DEFAULT, ge=1, le=12)


class Case(Part):
    """One case as its file gives it; everything derived is derived elsewhere."""

    schema_version: Literal[1] = Field(alias="schema")
    id: str = Field(pattern=ID_PATTERN, description="3 to 60 of a to z, 0 to 9 and -; the name of the file.")
    title: Text = Field(min_length=3, max_length=100)
    difficulty: int = Field(default=1, ge=1, le=3)
    objectives: tuple[Line, ...] = Field(default=(), max_length=8)
    patient: CasePatient
    truth: Truth
    course: CaseCourse = CaseCourse()
    debrief: Text = Field(default="", max_length=4000)

    def canonical_json(self) -> str:
        """Return the content in one form: fields in order, defaults left out; it reads back as the same case."""
        content = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return json.dumps({"schema": self.schema_version} | content, sort_keys=True, ensure_ascii=False)

    @property
    def content_hash(self) -> str:
        """Hash of the content, 32 hexadecimal digits; comments, order and spacing of the file do not change it."""
        return hashlib.blake2b(self.canonical_json().encode(), digest_size=16).hexdigest()
