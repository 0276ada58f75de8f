"""The command `needle`: many insertions into one described band."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from sim import anatomy
from sim.anatomy import ANGLE_MAX_DEG, ANGLE_MIN_DEG, BUILDS, Build, Site
from sim.cases.described import described_patient
from sim.cli.options import SEED_MAX, AsJson, Seed, build_named, root_named, side_named, site_named
from sim.cli.output import print_json, print_rows, print_table, rounded
from sim.errors import input_error, require_between
from sim.evidence import visits
from sim.patient.lesions import LESIONS, MINUTES_MAX
from sim.patient.state import HEIGHT_MAX_CM, HEIGHT_MIN_CM, Band, SiteKey
from sim.reflex import DEPTH_MAX_MM, DEPTH_MIN_MM
from sim.reflex.trials import Trials, needle_trials
from sim.session import reach_words, tip_at

TRIALS_MAX = 10_000


def needle(
    site: Annotated[str, typer.Option("--site", help="Site of the anatomy tables.")],
    side: Annotated[str, typer.Option("--side", help="left or right.")],
    level: Annotated[
        str | None,
        typer.Option("--level", help="Of a muscle that spans many segments; default the root's, or its middle."),
    ] = None,
    root: Annotated[str | None, typer.Option("--root", help="The ill root; without it all that feed the site.")] = None,
    health: Annotated[float, typer.Option("--health", help="Health of the root, 0 to 1.")] = 1.0,
    shortening: Annotated[float, typer.Option("--shortening", help="Of the band, 0 to 1.")] = 0.4,
    fibrosis: Annotated[float, typer.Option("--fibrosis", help="Of the band, 0 to 1.")] = 0.1,
    irritability: Annotated[float, typer.Option("--irritability", help="Of the band, 0 to 1.")] = 0.6,
    depth_mm: Annotated[
        float | None, typer.Option("--depth-mm", help="How far it goes in; default to the middle of the safe range.")
    ] = None,
    angle: Annotated[
        float | None, typer.Option("--angle", help="Degrees from the skin, 0 to 90; default straight in.")
    ] = None,
    build: Annotated[str, typer.Option("--build", help=f"Of the patient: {', '.join(BUILDS)}.")] = "middle",
    cut: Annotated[str | None, typer.Option("--cut", help=f"A lesion: {', '.join(LESIONS)}.")] = None,
    minutes_after: Annotated[
        float | None, typer.Option("--minutes-after", help="Minutes since the cord was cut; default 0.")
    ] = None,
    height_cm: Annotated[
        float, typer.Option("--height-cm", help="Standing height, 120 to 220.")
    ] = visits.DESCRIBED_HEIGHT_CM.value,
    trials: Annotated[int, typer.Option("--trials", help="Insertions, each into a fresh copy of the patient.")] = 100,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Needle one band of a patient described by the flags, whose root fell ill 26 weeks ago."""
    require_between("--trials", trials, 1, TRIALS_MAX)
    require_between("--seed", seed, 0, SEED_MAX)
    ill = root_named(root)
    key = SiteKey(site_named(site, root_named(level, "--level"), ill), side_named(side))
    band = Band(
        shortening=require_between("--shortening", shortening, 0, 1),
        fibrosis=require_between("--fibrosis", fibrosis, 0, 1),
        irritability=require_between("--irritability", irritability, 0, 1),
    )
    require_between("--health", health, 0, 1)
    require_between("--height-cm", height_cm, HEIGHT_MIN_CM, HEIGHT_MAX_CM, "cm")
    _check_way(depth_mm, angle)
    body = build_named(build)
    tip = tip_at(anatomy.site(key.site), body, depth_mm, angle, height_cm)
    met = SiteKey(tip.site, key.side)
    _check_root(ill, key, met)
    patient = described_patient(met, band, root=ill, health=health, height_cm=height_cm, build=body)
    if cut is not None and cut not in LESIONS:
        raise input_error("--cut", "is unknown", cut, f"allowed is {', '.join(LESIONS)}")
    after = _minutes_after(minutes_after, cut)
    found = needle_trials(patient, met, trials=trials, seed=seed, depth_mm=tip.depth_mm, cut=cut, minutes_after=after)
    where = {"site": site, "level": anatomy.site(key.site).segment, "side": side, "reached_site": met.site}
    of_what = {**where, "tip_mm": rounded(tip.depth_mm), "trials": found.n, "seed": seed}
    _print(of_what, _warnings(anatomy.site(met.site), tip.depth_mm, body), found, as_json=as_json)


def _print(of_what: Mapping[str, object], warnings: list[str], found: Trials, *, as_json: bool) -> None:
    spreads = {"latency_ms": found.latency_ms, "duration_ms": found.duration_ms, "emg_peak": found.emg_peak_uv}
    shown = {name: {"mean": rounded(spread.mean), "sd": rounded(spread.sd)} for name, spread in spreads.items()}
    if as_json:
        print_json({**of_what, "warnings": warnings, "counts": found.counts, **shown})
        return
    typer.echo(f"The tip is {of_what['tip_mm']} mm deep, at {of_what['reached_site']}.")
    for line in warnings:
        typer.echo(line)
    typer.echo()
    print_table(("response", "n"), list(found.counts.items()))
    typer.echo()
    print_rows(("measure", "mean", "sd"), [{"measure": name, **row} for name, row in shown.items()])


def _warnings(place: Site, tip_mm: float, build: Build) -> list[str]:
    """Return what is dangerous about a tip at a place, in words."""
    depths = place.depths(build)
    found = [place.guidance] if place.guidance else []
    if tip_mm > depths.depth_max_mm:
        reach = reach_words(place)
        through = "through the muscle" if tip_mm > depths.far_mm else "past the safe depth"
        found.append(
            f"Danger: {through}, safe to {depths.depth_max_mm:g} mm{f'; it can reach {reach}' if reach else ''}."
        )
    elif tip_mm < depths.surface_mm:
        found.append(f"The tip is above the muscle, which begins at {depths.surface_mm:g} mm.")
    return found


def _check_root(ill: str | None, entered: SiteKey, met: SiteKey) -> None:
    """Refuse a root that feeds where the needle goes in and not where it comes to."""
    if ill is not None and ill in anatomy.site(entered.site).roots and ill not in anatomy.site(met.site).roots:
        fed = f"allowed there is {', '.join(anatomy.site(met.site).roots)}"
        raise input_error(
            "--root", f"feeds nothing at {met.site}, where a needle so deep and so slanted comes to", ill, fed
        )


def _check_way(depth_mm: float | None, angle: float | None) -> None:
    if depth_mm is not None:
        require_between("--depth-mm", depth_mm, DEPTH_MIN_MM, DEPTH_MAX_MM, "mm")
    if angle is not None:
        require_between("--angle", angle, ANGLE_MIN_DEG, ANGLE_MAX_DEG, "degrees")


def _minutes_after(minutes: float | None, cut: str | None) -> float:
    if minutes is None:
        return 0.0
    require_between("--minutes-after", minutes, 0, MINUTES_MAX, "minutes")
    if cut != "cord_above":
        raise input_error("--minutes-after", "is for a cut cord", minutes, "allowed only with --cut cord_above")
    return minutes
