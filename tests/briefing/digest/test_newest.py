from __future__ import annotations

from datetime import timedelta

from briefing.digest.newest import FEWEST, MOST, newest_numbers
from tests.briefing.support import DAY


def days_of(*sizes: int) -> dict[object, list[int]]:
    """So many articles on each day, the newest day first; the highest numbers came in last."""
    ends = [sum(sizes[n:]) for n in range(len(sizes))]
    return {
        DAY - timedelta(days=n): list(range(end - size, end))
        for n, (end, size) in enumerate(zip(ends, sizes, strict=True))
    }


def taken(*sizes: int) -> list[int]:
    return newest_numbers(days_of(*sizes))  # type: ignore[arg-type]


def test_whole_days_are_taken_until_there_are_enough() -> None:
    assert sorted(taken(FEWEST - 1, 10, 10)) == list(range(10, FEWEST + 19))
    assert sorted(taken(FEWEST, 10)) == list(range(10, FEWEST + 10))


def test_of_a_large_day_those_that_came_in_last_are_taken() -> None:
    assert taken(5 * MOST) == list(range(4 * MOST, 5 * MOST))
    both = taken(10, 5 * MOST)
    assert len(both) == MOST
    assert sorted(both) == list(range(4 * MOST + 10, 5 * MOST + 10))


def test_a_day_of_just_as_many_as_may_be_is_taken_whole() -> None:
    assert taken(MOST, 3) == list(range(3, MOST + 3))


def test_few_articles_are_all_taken() -> None:
    assert taken() == []
    assert taken(1) == [0]
    assert sorted(taken(3, 4, 5)) == list(range(12))
