"""The map and the time line as text: a drawing, and a list that says the same."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from tests.tui.support.making import DAY, Report
from tests.tui.support.world import entries
from tui.exports.charts import to_map, to_time_line
from tui.text.look import Look

WIDTH = 72


def briefing() -> Briefing:
    return make_briefing(entries(), AsOf(DAY, "asked for"), 30)


def of(*made: Report) -> Briefing:
    return make_briefing([report.entry for report in made], AsOf(DAY, "asked for"), 30)


@pytest.mark.parametrize("ascii_only", [False, True])
def test_the_map_is_drawn_and_every_talk_is_listed_under_its_place(ascii_only: bool) -> None:
    text = to_map(briefing(), WIDTH, Look(ascii_only))
    assert max(map(len, text.splitlines())) <= 2 * WIDTH
    drawing, _, listed = text.partition("cancelled\n")
    assert "Lisbon" in drawing
    assert "Lisbon\n  Mon 11 March 2024, held: water talks: Norland, Sudria" in listed
    if ascii_only:
        assert drawing.isascii()


def test_the_time_line_is_drawn_and_every_row_is_listed_by_day() -> None:
    text = to_time_line(briefing(), (), WIDTH, Look())
    drawing, _, listed = text.partition("words\n")
    assert "Mar" in drawing
    assert "●" in drawing
    assert "Mon 11 March 2024, held: water talks in Lisbon" in listed
    days = [line.split(",")[0] for line in listed.splitlines() if "2024" in line]
    assert len(days) > 5


def test_what_was_moved_is_told_with_its_old_day() -> None:
    made = Report("x", DAY, "O", "T", "The vote was moved to 20 March.").due(
        "The vote was moved", "vote", date(2024, 3, 20), "vote", moved_from=date(2024, 3, 18)
    )
    text = to_time_line(of(made), (), WIDTH, Look())
    assert "Wed 20 March 2024, moved from Mon 18 March 2024: vote" in text
    assert "◌" in text


def test_talks_without_a_place_are_listed_too() -> None:
    call = Report("call", DAY, "O", "T", "Envoys spoke by phone.").talk(
        "Envoys spoke by phone", "call", "held", start=DAY
    )
    text = to_map(of(call), WIDTH, Look())
    assert "1 talk whose place is not known\n  Thu 14 March 2024, held: call" in text


def test_without_anything_to_draw_it_says_so() -> None:
    assert "No talks are told of." in to_map(of(), WIDTH, Look())
    assert "Nothing in these days has a date." in to_time_line(of(), (), WIDTH, Look())


def test_parties_that_the_name_of_the_talks_has_are_not_said_twice() -> None:
    made = Report("x", DAY, "O", "T", "Norland and Sudria met in Lisbon.").talk(
        "Norland and Sudria met", "talks of Norland and Sudria", "held", place="Lisbon", start=DAY,
        parties=("Norland", "Sudria"),
    )  # fmt: skip
    for text in (to_map(of(made), WIDTH, Look()), to_time_line(of(made), (), WIDTH, Look())):
        assert text.count("Sudria") == 1
