"""Where quotation marks enclose words, whatever their shape, and in bounded time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract.quotes.marks import find_quotations

_MARKS = "\"'“”„«»‘’`‹›"


def _inner(text: str) -> list[str]:
    return [q.inner.of(text) for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('"Go," she said.', ["Go,"]),
        ("“Go,” she said. “Now.”", ["Go,", "Now."]),
        ("''Go,'' she said.", ["Go,"]),
        ("``Go,'' she said.", ["Go,"]),
        ("«Go», she said.", ["Go"]),
        ("»Go«, she said.", ["Go"]),
        ("„Go“, she said.", ["Go"]),
        ("‘Go,’ she said.", ["Go,"]),
        ("'Go,' she said.", ["Go,"]),
        ("‘The boys’ room is cold,’ she said.", ["The boys’ room is cold,"]),
        ("It wasn't the boys' room.", []),
        ("back in the '90s and 'til now", []),
        ('a 12" ruler', []),
        ('no opening mark" here', []),
        ('"He said ‘no’ to me," she said.', ["He said ‘no’ to me,"]),
        ('""', []),
        ('"..."', []),
    ],
)
def test_marks_pair(text: str, inner: list[str]) -> None:
    assert _inner(text) == inner


def test_an_open_mark_reaches_to_the_end_of_its_line() -> None:
    text = "“One.\n“Two,” she said."
    first, second = find_quotations(text)
    assert first.inner.of(text) == "One."
    assert not first.closed
    assert second.inner.of(text) == "Two,"
    assert second.closed


@given(st.text(alphabet=st.sampled_from(_MARKS + " aB.,!?\ns"), max_size=80))
def test_quotations_lie_inside_the_text_in_order_and_hold_words(text: str) -> None:
    quotations = find_quotations(text)
    for q in quotations:
        assert q.outer.contains(q.inner)
        assert q.outer.end <= len(text)
        assert any(c.isalnum() for c in q.inner.of(text))
        assert "\n" not in q.outer.of(text)
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(quotations))


@pytest.mark.parametrize("mark", _MARKS)
def test_a_lot_of_marks_is_read(mark: str) -> None:
    assert find_quotations(mark * 200_000) == []
    many = find_quotations(f"{mark}a{mark} " * 20_000)
    assert all(q.outer.end <= 80_000 for q in many)
