"""The sample articles: the day as of which they are shown answers all three questions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from bench.samples import first_screen
from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import DEFAULT_DAYS, SAMPLES_AS_OF, SAMPLES_UNTIL, AsOf, Briefing
from briefing.extract import pipeline
from briefing.model import Entry
from briefing.nlp_model import BUNDLED_MODEL
from briefing.rows import is_off
from briefing.samples import Samples, sample_articles, sample_findings, sample_first_screen
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import DAY, Report

AHEAD = ("today", "under way", "ahead")


@pytest.fixture(scope="module")
def samples() -> list[Entry]:
    articles = list(sample_articles())
    return [
        Entry(article, replace(findings, version=article.version))
        for article, findings in zip(
            articles, pipeline.analyse(articles, BUNDLED_MODEL), strict=True
        )
    ]


def rows_ahead(briefing: Briefing) -> int:
    rows = (*briefing.talks, *briefing.deadlines)
    return sum(row.timing in AHEAD and not is_off(row) for row in rows)


def test_they_are_shown_as_of_the_day_with_most_ahead(samples: list[Entry]) -> None:
    days = sorted({entry.article.day or date.min for entry in samples})
    assert days[-1] == SAMPLES_UNTIL
    span = [days[0] + timedelta(days=n) for n in range((days[-1] - days[0]).days + 1)]
    ahead = {day: rows_ahead(make_briefing(samples, AsOf(day, "asked for"))) for day in span}
    assert max(ahead, key=lambda day: (ahead[day], day)) == SAMPLES_AS_OF


def test_what_is_found_in_them_stands_beside_them(samples: list[Entry]) -> None:
    assert [entry.findings for entry in samples] == sample_findings(), "run `make samples`"


def test_the_first_screen_of_them_stands_beside_them() -> None:
    made, today = first_screen(), date(2024, 9, 1)
    assert sample_first_screen(today, DEFAULT_DAYS) == replace(made, today=today), (
        "run `make samples`"
    )
    assert made.page is not None
    assert made.page.cards
    assert sample_first_screen(today, DEFAULT_DAYS + 1) is None


def test_a_first_launch_waits_for_no_model() -> None:
    library = MemoryLibrary()
    assert Samples(library, lambda: datetime(2024, 9, 1, tzinfo=UTC)).welcome()
    assert library.counts().analysed == library.counts().articles > 0


def test_all_three_questions_are_answered_at_first_launch(samples: list[Entry]) -> None:
    desk = HandDesk(MemoryLibrary(samples), now=datetime(2024, 9, 1, tzinfo=UTC))
    briefing = desk.briefing()
    assert briefing.as_of == AsOf(SAMPLES_AS_OF, "most ahead")
    assert briefing.samples_only
    assert len(briefing.speakers) > 2
    assert any(row.timing in AHEAD for row in briefing.talks)
    assert any(row.timing in AHEAD for row in briefing.deadlines)
    assert desk.stories()


def test_with_an_article_of_ones_own_the_day_is_the_usual_one(samples: list[Entry]) -> None:
    own = Report("own", DAY, "Gull", "Pears win", "Pears won at the orchard show.").entry
    desk = HandDesk(MemoryLibrary([*samples, own]), now=datetime(2024, 9, 1, tzinfo=UTC))
    assert desk.briefing().as_of == AsOf(DAY, "newest article")
