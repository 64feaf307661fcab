from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.contradictions.quantities import Quantity, quantities_in


def read(text: str) -> list[tuple[float, float]]:
    return [(q.least, q.most) for q in quantities_in(text.split())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("49 people", [(49, 49)]),
        ("4,000 people", [(3500, 4500)]),
        ("thirty-four houses", [(34, 34)]),
        ("2.5 percent", [(2.45, 2.55)]),
        ("1.3 million dollars", [(1.25e6, 1.35e6)]),
        ("at least 20 people", [(20 - 5, math.inf)]),
        ("up to 49 people", [(-math.inf, 49)]),
        ("49 or more people", [(49, math.inf)]),
        ("about 50 people", [(40, 60)]),
        ("in 2016", []),
        ("june 12", []),
        ("at 4 in the morning", []),
        ("one of them", []),
        ("7 p.m", []),
    ],
)
def test_numbers_with_their_bounds(text: str, expected: list[tuple[float, float]]) -> None:
    assert read(text) == [pytest.approx(each) for each in expected]


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_numbers_exclude_each_other_alike(one: int, other: int) -> None:
    (first,), (second,) = (quantities_in([str(n), "people"]) or [_none()] for n in (one, other))
    assert first.excludes(second) == second.excludes(first)
    assert not first.excludes(first)


def _none() -> Quantity:
    return Quantity(-math.inf, math.inf, 0, 1)


@given(st.lists(st.sampled_from("two 30 million about the at least 1,000 of -".split())))
def test_no_words_break_the_reading(words: list[str]) -> None:
    for quantity in quantities_in(words):
        assert quantity.least <= quantity.most
        assert 0 <= quantity.at < quantity.end <= len(words)
