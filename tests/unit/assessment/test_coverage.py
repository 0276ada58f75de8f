from __future__ import annotations

import pytest

from sim import anatomy
from sim.assessment import coverages
from tests.support.plays import BOTH, LIMB, played, weekly


def test_limb_and_paraspinal_of_the_segment_cover_both_rami() -> None:
    (visit,) = coverages(played(weekly(BOTH, visits=1)))
    assert visit.posterior == 1.0
    assert visit.anterior > 0.5
    assert (visit.n_insertions, visit.n_astray) == (9, 0)


def test_the_limb_alone_leaves_the_posterior_ramus() -> None:
    (visit,) = coverages(played(weekly(LIMB, visits=1)))
    assert visit.posterior == 0.0
    assert visit.anterior > 0.5


def test_a_neighbouring_level_covers_in_part_and_a_far_one_not_at_all() -> None:
    neighbour, far = (coverages(played(weekly([site], visits=1)))[0] for site in ("multifidus_c5", "multifidus_c8"))
    assert 0.0 < neighbour.posterior < 0.5
    assert neighbour.n_astray == 0
    assert far.posterior == 0.0
    assert (far.n_astray, far.astray[0].site) == (3, "multifidus_c8")


@pytest.mark.parametrize("site", ["longissimus_cervicis_c6", "semispinalis_cervicis_c6", "iliocostalis_cervicis_c5"])
def test_another_muscle_of_the_back_counts_by_its_share_of_the_root_and_is_not_astray(site: str) -> None:
    (visit,) = coverages(played(weekly([site], visits=1)))
    assert visit.posterior == pytest.approx(anatomy.site(site).roots["C6"])
    assert visit.posterior < 0.7
    assert (visit.anterior, visit.n_astray) == (0.0, 0)


def test_the_other_side_is_astray() -> None:
    (visit,) = coverages(played(weekly(BOTH, visits=1, side="left")))
    assert (visit.posterior, visit.anterior, visit.n_astray) == (0.0, 0.0, 9)


def test_a_needle_that_stays_under_the_skin_covers_nothing() -> None:
    shallow = weekly(["multifidus_c6"], visits=1).replace("insertions: 3", "depth_mm: 2")
    (visit,) = coverages(played(shallow))
    assert (visit.posterior, visit.n_insertions, visit.n_astray) == (0.0, 1, 0)


def test_responses_are_counted() -> None:
    (visit,) = coverages(played(weekly(BOTH, visits=1)))
    assert sum(visit.responses.values()) == 9


def test_a_slanted_needle_covers_the_level_that_its_tip_reached() -> None:
    slanted = weekly(["multifidus_c5"], visits=1).replace("insertions: 3", "depth_mm: 30, angle: 60")
    (visit,) = coverages(played(slanted))
    assert (visit.posterior, visit.n_astray) == (1.0, 0)
