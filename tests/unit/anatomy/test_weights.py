"""The rule from votes to root weights."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.anatomy import ROOTS, weights
from sim.anatomy.weights import muscle_weights, paraspinal_weights
from sim.errors import ModelInputError
from sim.evidence.root_weights import ROOT_WEIGHTS

NAMED = st.dictionaries(st.sampled_from(ROOTS), st.sampled_from([1 / 6, 0.2, 0.25, 1 / 3, 0.5, 0.75, 1.0]), min_size=1)


@st.composite
def votes(draw: st.DrawFn) -> tuple[dict[str, float], tuple[str, ...]]:
    shares = draw(NAMED)
    dominant = draw(st.lists(st.sampled_from(sorted(shares)), unique=True, max_size=3))
    return shares, tuple(dominant)


@pytest.mark.parametrize(
    ("shares", "dominant", "expected"),
    [
        ({"C5": 1.0, "C6": 1.0}, ("C5",), {"C5": 2 / 3, "C6": 1 / 3}),
        ({"C5": 1.0, "C6": 1.0}, (), {"C5": 1 / 2, "C6": 1 / 2}),
        ({"C5": 0.5, "C6": 1.0}, (), {"C6": 2 / 3, "C5": 1 / 3}),
        ({"C7": 1.0, "C8": 1.0}, ("C8", "C7"), {"C8": 2 / 3.6, "C7": 1.6 / 3.6}),
        ({"C6": 0.2, "C7": 0.8, "C8": 0.8}, ("C6", "C7"), {"C6": 1.6 / 2.8, "C7": 0.8 / 2.8, "C8": 0.4 / 2.8}),
        ({"C6": 0.01, "C7": 1.0}, (), {"C7": 1 / 1.05, "C6": 0.05 / 1.05}),
        ({}, (), {}),
    ],
    ids=["one leads", "none leads", "votes decide", "both lead", "clinic before books", "floor", "no supply"],
)
def test_votes_become_weights(shares: dict[str, float], dominant: tuple[str, ...], expected: dict[str, float]) -> None:
    assert dict(muscle_weights(shares, dominant)) == pytest.approx(expected)
    assert list(muscle_weights(shares, dominant)) == list(expected)


def test_levels_inferred_from_the_extent_count_alike() -> None:
    assert dict(muscle_weights({}, inferred=("C4", "C5"))) == pytest.approx({"C4": 0.5, "C5": 0.5})


def test_an_inferred_level_counts_the_floor_beside_numbered_ones() -> None:
    assert muscle_weights({"C5": 1.0}, inferred=("C6",))["C6"] == pytest.approx(0.05 / 1.05)


@given(votes())
def test_weights_never_contradict_the_dominant_roots(named: tuple[dict[str, float], tuple[str, ...]]) -> None:
    shares, dominant = named
    found = muscle_weights(shares, dominant)
    leading = [found[root] for root in dominant]
    assert all(before > after for before, after in pairwise(leading))
    assert all(found[root] < min(leading) for root in found if leading and root not in dominant)


@given(votes())
def test_weights_sum_to_one_heaviest_first_and_lose_no_root(named: tuple[dict[str, float], tuple[str, ...]]) -> None:
    found = muscle_weights(*named)
    assert sum(found.values()) == pytest.approx(1.0)
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert set(found) == set(named[0])
    assert min(found.values()) > 0.0


@pytest.mark.parametrize("name", ROOT_WEIGHTS)
@pytest.mark.parametrize("end", ["low", "high"])
def test_the_short_wrist_extensor_leans_to_c6_at_both_ends_of_every_number(
    name: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    extreme = replace(ROOT_WEIGHTS[name], value=getattr(ROOT_WEIGHTS[name], end))
    monkeypatch.setattr(weights, "ROOT_WEIGHTS", {**ROOT_WEIGHTS, name: extreme})
    assert list(muscle_weights({"C6": 0.2, "C7": 0.8, "C8": 0.8}, ("C6", "C7"))) == ["C6", "C7", "C8"]


def test_weights_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        muscle_weights({"C5": 1.0})["C5"] = 0.0  # type: ignore[index]


def test_a_dominant_root_that_no_one_names_is_refused() -> None:
    with pytest.raises(ModelInputError, match="dominant: is not among the roots of the muscle, got 'C8'"):
        muscle_weights({"C6": 1.0}, ("C8",))


def test_a_paraspinal_level_is_mostly_its_own_root() -> None:
    assert dict(paraspinal_weights("C6", ("C5", "C7"))) == pytest.approx({"C6": 2 / 3, "C5": 1 / 6, "C7": 1 / 6})
    assert dict(paraspinal_weights("C2", ("C3",))) == pytest.approx({"C2": 0.8, "C3": 0.2})
