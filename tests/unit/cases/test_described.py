from __future__ import annotations

import pytest

from sim import anatomy
from sim.cases import described_patient
from sim.errors import ModelInputError
from sim.patient.state import Band, RootKey, SiteKey

SITE = SiteKey("multifidus_c6", "left")
BAND = Band(shortening=0.5, fibrosis=0.2, irritability=0.7)


def test_a_described_patient_has_one_band_and_one_ill_root() -> None:
    patient = described_patient(SITE, BAND, root="C6", health=0.4, height_cm=180.0)
    assert dict(patient.bands) == {SITE: BAND}
    assert list(patient.roots) == [RootKey("C6", "left")]
    assert (patient.root(RootKey("C6", "left")).health, patient.height_cm) == (0.4, 180.0)


def test_without_a_root_all_that_feed_the_site_are_ill() -> None:
    patient = described_patient(SITE, BAND, health=0.4, height_cm=180.0)
    assert {key.root for key in patient.roots} == set(anatomy.site(SITE.site).roots)


def test_a_root_that_feeds_nothing_at_the_site_is_refused_with_those_that_do() -> None:
    with pytest.raises(ModelInputError, match="root: feeds nothing at multifidus_c6, got 'S1'; allowed is C6, C5, C7"):
        described_patient(SITE, BAND, root="S1", health=0.4, height_cm=180.0)
