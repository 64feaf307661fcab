from __future__ import annotations

from datetime import timedelta

import pytest

from briefing.digest import first_screen
from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from briefing.ports import Counts
from tests.briefing.support import DAY, article, deadline, entry, quote, talk


def busy(speakers: int) -> Briefing:
    made = [
        entry(
            article(f"a{n:03}"),
            quotes=tuple(quote(f"Speaker {n}") for _ in range(50)),
            talks=(talk(f"Town {n}", "2022-01-14", parties=(f"A{n}", f"B{n}")),),
            deadlines=(deadline(f"vote number {n}", "2022-01-20"),),
        )
        for n in range(speakers)
    ]
    return make_briefing(made, AsOf(DAY, "asked for"))


def test_a_front_comes_back_as_it_was_written() -> None:
    whole = busy(3)
    made = first_screen.first_screen_of(whole, Counts(articles=3), DAY, DAY, 14)
    again = first_screen.decode(first_screen.encode(made))
    assert again == made
    assert again is not None
    assert [r.name for r in again.briefing.speakers] == [r.name for r in whole.speakers]


def test_a_front_is_small_however_much_there_is() -> None:
    small = first_screen.first_screen_of(busy(100), Counts(), DAY, None, 14)
    large = first_screen.first_screen_of(busy(400), Counts(), DAY, None, 14)
    assert len(large.briefing.speakers) == len(large.briefing.talks) == first_screen.ROWS
    assert len(large.briefing.speakers[0].statements) == first_screen.EVIDENCE
    assert len(first_screen.encode(large)) < 1.1 * len(first_screen.encode(small))


def test_a_front_answers_the_same_question_on_the_same_day_only() -> None:
    made = first_screen.first_screen_of(busy(1), Counts(), DAY, None, 14)
    assert made.answers(DAY, None, 14)
    assert not made.answers(DAY + timedelta(days=1), None, 14)
    assert not made.answers(DAY, DAY, 14)
    assert not made.answers(DAY, None, 7)


@pytest.mark.parametrize("data", [b"", b"{}", b"[" * 9999, b'{"today": 3}', b"\xff\x00"])
def test_what_is_no_front_is_none(data: bytes) -> None:
    assert first_screen.decode(data) is None
