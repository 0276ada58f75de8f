"""The command `reflex`: one reflex test of one muscle."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cases.described import described_patient
from sim.cases.names import nearest
from sim.cli.options import SEED_MAX, AsJson, Seed, arc_named, root_named, side_named
from sim.cli.output import print_json, print_rows
from sim.errors import input_error, require_between
from sim.evidence import visits
from sim.patient.state import HEIGHT_MAX_CM, HEIGHT_MIN_CM, Band, SiteKey
from sim.rng import stream_key

if TYPE_CHECKING:
    from sim.reflex.nerve_tests import ReflexTest


def reflex(
    muscle: Annotated[str, typer.Option("--muscle", help="Muscle of the anatomy tables.")],
    kind: Annotated[str, typer.Option("--kind", help="h_reflex, tendon or f_wave.")],
    side: Annotated[str, typer.Option("--side", help="left or right.")] = "right",
    height_cm: Annotated[
        float, typer.Option("--height-cm", help="Standing height, 120 to 220.")
    ] = visits.DESCRIBED_HEIGHT_CM.value,
    root: Annotated[
        str | None, typer.Option("--root", help="The ill root; without it all that feed the muscle.")
    ] = None,
    health: Annotated[float, typer.Option("--health", help="Health of the root, 0 to 1.")] = 1.0,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Test one reflex: whether it can be had, how late it comes and how large it is."""
    from sim.reflex.nerve_tests import REFLEX_KINDS, reflex_test

    require_between("--seed", seed, 0, SEED_MAX)
    chosen = next((known for known in REFLEX_KINDS if known == kind), None)
    if chosen is None:
        allowed = f"{nearest(kind, REFLEX_KINDS)}allowed is {', '.join(REFLEX_KINDS)}"
        raise input_error("--kind", "is unknown", kind, allowed)
    key = SiteKey(arc_named(muscle, "--muscle"), side_named(side))
    require_between("--height-cm", height_cm, HEIGHT_MIN_CM, HEIGHT_MAX_CM, "cm")
    require_between("--health", health, 0, 1)
    ill = root_named(root)
    patient = described_patient(key, Band(), root=ill, health=health, height_cm=height_cm)
    found = reflex_test(patient, key, chosen, key=stream_key(seed, "reflex test"))
    content = _content(found)
    of_whom = {"height_cm": height_cm, "root": ill, "health": health, "seed": seed}
    if as_json:
        print_json({**content, **of_whom})
        return
    series = content.pop("f_waves")
    rows = {**of_whom, "root": ill or "all that feed it", **content, **(series if isinstance(series, dict) else {})}
    print_rows(("measure", "value"), [{"measure": name, "value": value} for name, value in rows.items()])


def _content(found: ReflexTest) -> dict[str, object]:
    """Return a test as JSON shows it, to the microsecond and the microvolt."""
    series = None if found.f_waves is None else {name: _short(value) for name, value in asdict(found.f_waves).items()}
    return {
        "muscle": found.muscle.site,
        "side": found.muscle.side,
        "kind": found.kind,
        "obtainable": found.is_obtainable,
        "latency_ms": _short(found.latency_ms),
        "amplitude_mv": _short(found.amplitude_mv),
        "m_latency_ms": _short(found.m_latency_ms),
        "m_max_mv": _short(found.m_max_mv),
        "ia_share": _short(found.ia_share),
        "m_share": _short(found.m_share),
        "f_waves": series,
    }


def _short(value: float) -> float:
    return round(value, 3)
