"""Own root weights at both ends of every parameter, and in every person."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import anatomy
from sim.evidence.innervation import INNERVATION
from sim.patient.own_roots import NUMBERS, own_roots, plexus_shift
from sim.patient.state import SIDES, SiteKey

KEYS = st.builds(SiteKey, st.sampled_from(sorted(anatomy.sites())), st.sampled_from(SIDES))
SEEDS = st.integers(min_value=0, max_value=2**53)
ENDS = [(name, end) for name in NUMBERS._fields for end in ("low", "high")]


@pytest.mark.parametrize(("name", "end"), ENDS)
def test_every_parameter_at_its_ends_gives_shares(name: str, end: str) -> None:
    numbers = NUMBERS._replace(**{name: getattr(INNERVATION[name], end)})
    for site in anatomy.sites():
        found = own_roots(1000, SiteKey(site, "right"), numbers)
        assert sum(found.values()) == pytest.approx(1.0)
        assert all(0.0 < value <= 1.0 for value in found.values())


@given(seed=SEEDS, key=KEYS)
def test_anybody_has_shares_of_roots_near_those_of_the_tables(seed: int, key: SiteKey) -> None:
    found, book = own_roots(seed, key), anatomy.site(key.site).roots
    assert math.isclose(sum(found.values()), 1.0)
    assert all(min(anatomy.levels_apart(root, other) for other in book) <= 1 for root in found)


@given(seed=SEEDS, side=st.sampled_from(SIDES))
def test_a_plexus_is_at_most_a_level_off(seed: int, side: str) -> None:
    assert -1.0 <= plexus_shift(seed, "lumbosacral", "left" if side == "left" else "right") <= 1.0
