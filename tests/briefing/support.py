"""Short ways to make the values that tests of the core are about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from msgspec.structs import replace

from briefing.analysis.analyser import Analyser
from briefing.digest.speaker_rows import newest_first, speaker_rows
from briefing.merge.events import Events
from briefing.merge.name_uses import uses_of
from briefing.merge.speakers import SpeakerIndex
from briefing.model import Article, Deadline, Entry, Findings, Quote, Span, Talk
from briefing.rows import SpeakerRow, Statement

DAY = date(2022, 1, 13)


def day(text: str) -> date:
    return date.fromisoformat(text)


def article(article_id: str = "a", published: date | None = DAY, **fields: Any) -> Article:
    moment = (
        datetime(published.year, published.month, published.day, tzinfo=UTC) if published else None
    )
    given = {"title": f"Title {article_id}", "text": "Some words.", **fields}
    return Article(id=article_id, published=moment, **given)


def quote(speaker: str | None, attribution: str | None = None, **fields: Any) -> Quote:
    given = {"content": "words", "spans": (Span(0, 5),), "kind": "indirect", **fields}
    strength = attribution or ("named" if speaker else "none")
    return Quote(speaker=speaker, attribution=strength, **given)  # type: ignore[arg-type]


def talk(
    place: str | None = None, start: str | None = None, end: str | None = None, **fields: Any
) -> Talk:
    given = {"what": "talks", "span": Span(0, 5), "status": "held", **fields}
    return Talk(
        place=place,
        start=day(start) if start else None,
        end=day(end or start) if start else None,  # type: ignore[arg-type]
        **given,
    )


def deadline(what: str, when: str, end: str | None = None, **fields: Any) -> Deadline:
    given = {"span": Span(0, 5), "kind": "due", **fields}
    return Deadline(what=what, when=day(when), end=day(end or when), **given)


def entry(of: Article, **findings: Any) -> Entry:
    return Entry(of, Findings(of.id, "rules", **findings))


def analysed_article(
    number: int, speaker: str = "Ana Lind", published: str = "2022-01-13"
) -> Entry:
    """An article in which ``speaker`` says something; it counts as analysed already."""
    text = f"{speaker} said the ferry will run at {number}."
    made = article(
        f"a{number}", date.fromisoformat(published), text=text, url="https://example.org/f"
    )
    made = replace(made, fetched=datetime(2022, 1, 14, tzinfo=UTC))
    reported = entry(made, quotes=(quote(speaker, content="the ferry will run"),))
    assert reported.findings is not None
    return Entry(made, replace(reported.findings, analyser=Analyser().name))


def by_speaker(statements: Iterable[Statement]) -> tuple[SpeakerRow, ...]:
    """Statements grouped by who made them, where nothing is known of what articles are about."""
    said = sorted(statements, key=lambda s: (newest_first(s.article), s.quote.spans[0].start))
    return speaker_rows(SpeakerIndex(uses_of(said), Events()))
