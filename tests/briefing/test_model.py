from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from briefing.model import Article, Quote, Span, Talk
from briefing.ports import Stored


def article(text: str) -> Article:
    return Article(id="x", title="t", text=text)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (5, 2)])
def test_a_span_is_never_empty_or_negative(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="span"):
        Span(start, end)


def test_spans_compare_by_the_characters_they_cover() -> None:
    assert Span(0, 5).overlaps(Span(4, 9))
    assert not Span(0, 5).overlaps(Span(5, 9))
    assert Span(0, 9).contains(Span(4, 9))
    assert not Span(4, 9).contains(Span(0, 9))
    assert Span(2, 4).of("abcdef") == "cd"


def test_moments_without_a_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Article(id="x", title="t", text="t", published=datetime(2022, 1, 13))


def test_the_day_is_the_sources_own_not_utc() -> None:
    late = datetime(2022, 1, 13, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert Article(id="x", title="t", text="t", published=late).day == late.date()
    assert late.astimezone(UTC).date() != late.date()


def test_paragraphs_are_the_lines_with_words() -> None:
    a = article("One.\n\n  \nTwo.")
    assert [p.of(a.text) for p in a.paragraphs] == ["One.", "Two."]


def test_attribution_and_speaker_go_together() -> None:
    with pytest.raises(ValueError, match="none"):
        Quote(content="x", spans=(Span(0, 1),), kind="direct", speaker="Ana")
    with pytest.raises(ValueError, match="none"):
        Quote(content="x", spans=(Span(0, 1),), kind="direct", attribution="named")


def test_a_talk_does_not_end_before_it_starts() -> None:
    day = datetime(2022, 1, 13, tzinfo=UTC).date()
    with pytest.raises(ValueError, match="before"):
        Talk(what="t", span=Span(0, 1), status="held", start=day, end=day - timedelta(days=1))


def test_results_of_batches_add_up() -> None:
    assert Stored(("a",), ("b",)) + Stored(("c",), (), ("d",)) == Stored(("a", "c"), ("b",), ("d",))
