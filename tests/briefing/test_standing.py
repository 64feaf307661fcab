"""Which version of an article stood at the end of a day."""

from __future__ import annotations

from datetime import UTC, date, datetime

from msgspec.structs import replace

from briefing.model import Article, Version
from briefing.standing import known_by, stood


def at(day: int) -> datetime:
    return datetime(2022, 1, day, 12, tzinfo=UTC)


def on(day: int) -> date:
    return date(2022, 1, day)


FIRST = Article("a", "Tide", "Ebb.", fetched=at(3))
SECOND = replace(FIRST, text="Flood.", revised=at(5))
THIRD = replace(FIRST, text="Slack.", revised=at(5).replace(hour=20))
CHAIN = (Version(FIRST, until=at(5)), Version(SECOND, until=THIRD.revised), Version(THIRD))


def text(day: int, known: bool, *versions: Version) -> str | None:
    version = stood(versions or CHAIN, on(day), known)
    return version.article.text if version else None


def test_what_came_in_by_then_was_known() -> None:
    assert known_by(datetime(2022, 1, 13, 23, 59, tzinfo=UTC), on(13))
    assert not known_by(datetime(2022, 1, 14, tzinfo=UTC), on(13))
    assert known_by(None, on(13))


def test_the_version_of_a_day_is_the_last_that_came_in_on_it() -> None:
    assert [text(day, True) for day in range(2, 7)] == [None, "Ebb.", "Ebb.", "Slack.", "Slack."]


def test_the_earliest_stands_for_what_had_not_come_in() -> None:
    assert [text(day, False) for day in (1, 4, 6)] == ["Ebb.", "Ebb.", "Slack."]


def test_what_was_taken_out_later_was_known_then_and_stands_for_nothing_else() -> None:
    gone = (CHAIN[0], Version(SECOND, until=at(7), removed=True))
    assert [text(day, True, *gone) for day in (4, 6, 7, 8)] == ["Ebb.", "Flood.", None, None]
    assert [text(day, False, *gone) for day in (4, 6, 8)] == [None, None, None]


def test_what_was_added_again_was_away_in_between() -> None:
    again = replace(FIRST, text="Again.", fetched=at(9))
    chain = (Version(FIRST, until=at(5), removed=True), Version(again))
    assert [text(day, True, *chain) for day in (4, 6, 9)] == ["Ebb.", None, "Again."]


def test_a_copy_was_none_before_it_was_noticed() -> None:
    copy = Version(replace(FIRST, copy_of="b", copied=at(6)))
    then = [stood([copy], on(day), True) for day in (5, 6)]
    assert [v.article.copy_of if v else "" for v in then] == [None, "b"]


def test_of_no_versions_none_stood() -> None:
    assert stood((), on(3), True) is None
    assert stood((), on(3), False) is None
