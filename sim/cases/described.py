"""A patient with a single band, described by a few numbers instead of a case: to try what one needle brings."""

from __future__ import annotations

from sim import anatomy
from sim.anatomy import Build
from sim.errors import input_error, require_between
from sim.evidence import visits
from sim.patient.state import Band, Patient, Root, RootKey, SiteKey


def described_patient(
    key: SiteKey, band: Band, *, health: float, height_cm: float, root: str | None = None, build: Build = "middle"
) -> Patient:
    """Return a patient with one band, whose roots fell ill 26 weeks ago.

    Parameters
    ----------
    key
        The site of the band, or a muscle without one, such as a reflex is tested in.
    health
        What the ill roots can still do, 0 to 1; 1 is healthy.
    height_cm
        Standing height, cm, 120 to 220.
    root
        The ill root; None is all that feed the site.
    build
        By which the depths of muscles go.

    Raises
    ------
    ModelInputError
        If neither exists, the root feeds nothing there, or health is out of range.
    """
    require_between("health", health, 0, 1)
    fed_by = (anatomy.site if key.site in anatomy.sites() else anatomy.muscle)(key.site).roots
    if root is not None and root not in fed_by:
        allowed = f"allowed is {', '.join(fed_by)}" if fed_by else "allowed is none, since no root feeds it"
        raise input_error("root", f"feeds nothing at {key.site}", root, allowed)
    ill_weeks = visits.DESCRIBED_ILL_WEEKS.value
    ill = Root(health=health, structural_health=health, ill_days=7.0 * ill_weeks)
    return Patient(
        age=int(visits.DESCRIBED_AGE_YEARS.value),
        sex="female",
        height_cm=height_cm,
        kind="neuropathic",
        duration_weeks=ill_weeks,
        roots={RootKey(name, key.side): ill for name in (fed_by if root is None else (root,))},
        bands={key: band},
        pain_weights={key: 1.0},
        build=build,
    )
