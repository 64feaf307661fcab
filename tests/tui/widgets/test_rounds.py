"""The rounds of a series: one a line, running on, or those around the one that is shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from briefing.article_refs import ArticleRef
from briefing.merge.talks import merge_talks
from briefing.rows import TalkRow
from tests.briefing.support import article, talk
from tui.text.look import Look
from tui.widgets.rounds import LABEL, round_lines

LOOK = Look()
DAY = date(2024, 3, 14)
FIRST = date(2024, 1, 8)


def series_of(count: int) -> list[TalkRow]:
    """Rounds a week apart, in towns of several lengths, every other one with an outcome."""
    mentions = [
        (
            ArticleRef.of(article(f"a{number}")),
            talk(
                f"Town{'n' * (number % 5)} {number}",
                (FIRST + timedelta(days=7 * number)).isoformat(),
                parties=("Norland", "Sudria"),
                outcome=None if number % 2 else "an agreement on the locks and on little else",
                round=number + 1,
            ),
        )
        for number in range(count)
    ]
    return sorted(merge_talks(mentions, DAY), key=lambda row: row.start or date.max)


def shown(count: int, here: int, width: int, height: int, look: Look = LOOK) -> list[str]:
    lines = round_lines(look, series_of(count), here, DAY, width, height)
    return ["".join(text for text, _ in line).rstrip() for line in lines]


def test_with_room_for_all_there_is_a_round_a_line_with_what_it_ended_with() -> None:
    assert shown(3, 1, 70, 3) == [
        "Rounds     Mon  8 Jan  Town 0    held: an agreement on the locks and…",
        "         › Mon 15 Jan  Townn 1   held",
        "           Mon 22 Jan  Townnn 2  held: an agreement on the locks and…",
    ]


def test_without_room_for_all_they_run_on_and_break_between_rounds() -> None:
    lines = shown(6, 2, 77, 3)
    assert lines == [
        "Rounds   Town 0 Mon 8 Jan (held) › Townn 1 Mon 15 Jan (held) ›",
        "         [Townnn 2 Mon 22 Jan (held)] › Townnnn 3 Mon 29 Jan (held) ›",
        "         Townnnnn 4 Mon 5 Feb (held) › Town 5 Mon 12 Feb (held)",
    ]


@pytest.mark.parametrize("here", [0, 7, 19])
def test_of_a_series_too_long_for_that_those_around_the_one_shown(here: int) -> None:
    lines = shown(20, here, 77, 2)
    text = " ".join(" ".join(lines).split())
    assert len(lines) == 2
    assert f" {here} Mon" in text.split("[")[1].split("]")[0]
    before, after = text.count(" before"), text.count(" after")
    assert (before, after) == (int(here > 0), int(here < 19))
    if here == 7:
        skipped = [int(text.split(word)[0].split()[-1]) for word in (" before", " after")]
        assert sum(skipped) + text.count("(held)") == 20


@pytest.mark.parametrize("width", [30, 60, 77, 117])
@pytest.mark.parametrize("count", [2, 5, 12, 40])
def test_no_line_is_wider_than_there_is_room_and_there_are_no_more_than_that(
    width: int, count: int
) -> None:
    for height in (1, 2, 4, 12):
        for here in {0, count // 2, count - 1}:
            lines = shown(count, here, width, height)
            assert all(len(line) <= width for line in lines)
            assert len(lines) <= max(2, height)
            assert sum("[" in line or "›" in line[: LABEL + 2] for line in lines) >= 1


def test_in_ascii_the_signs_are_ascii() -> None:
    assert all(line.isascii() for line in shown(3, 1, 70, 3, Look(ascii=True)))
    assert all(line.isascii() for line in shown(9, 4, 70, 2, Look(ascii=True)))
