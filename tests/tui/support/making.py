"""Articles with findings set by hand, for the interface's tests.

Spans are found by substring, so the tests do not depend on what the extractors find.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from briefing.model import (
    Article,
    Attribution,
    Deadline,
    DeadlineKind,
    Entry,
    Findings,
    Precision,
    Quote,
    QuoteKind,
    Span,
    Talk,
    TalkStatus,
    Timex,
)

DAY = date(2024, 3, 14)
NOW = datetime(2024, 3, 14, 9, 0, tzinfo=UTC)
BY = "hand"


class Report:
    """An article in the making; each method adds a finding at its words in the text."""

    def __init__(
        self, article_id: str, day: date | None, source: str, title: str, *paragraphs: str
    ) -> None:
        published = datetime(day.year, day.month, day.day, 7, tzinfo=UTC) if day else None
        self.article = Article(
            id=article_id,
            title=title,
            text="\n".join(paragraphs),
            source=source,
            url=f"https://example.org/{article_id}",
            published=published,
        )
        self.quotes: list[Quote] = []
        self.talks: list[Talk] = []
        self.deadlines: list[Deadline] = []
        self.dates: list[Timex] = []

    def span(self, words: str) -> Span:
        start = self.article.text.index(words)
        return Span(start, start + len(words))

    def says(
        self,
        speaker: str | None,
        words: str,
        kind: QuoteKind = "direct",
        *,
        cue: str = "said",
        role: str | None = None,
        how: Attribution = "named",
        via: str | None = None,
        to: str | None = None,
    ) -> Report:
        self.quotes.append(
            Quote(
                content=words,
                spans=(self.span(words),),
                kind=kind,
                attribution=how if speaker else "none",
                speaker=speaker,
                role=role,
                cue=cue,
                via=via,
                addressee=to,
                addressee_span=self.span(to) if to else None,
            )
        )
        return self

    def talk(
        self,
        words: str,
        what: str,
        status: TalkStatus,
        *,
        place: str | None = None,
        start: date | None = None,
        end: date | None = None,
        parties: tuple[str, ...] = (),
        number: int | None = None,
        outcome: str | None = None,
        minutes: int | None = None,
    ) -> Report:
        span = self.span(words)
        self.talks.append(
            Talk(
                what=what,
                span=span,
                status=status,
                place=place,
                start=start,
                end=end or start,
                parties=parties,
                round=number,
                outcome=outcome,
                minutes=minutes,
                mentions=(span,),
            )
        )
        return self

    def due(
        self,
        words: str,
        what: str,
        when: date,
        kind: DeadlineKind = "event",
        *,
        end: date | None = None,
        who: str | None = None,
        precision: Precision = "day",
        tentative: bool = False,
        cancelled: bool = False,
        moved_from: date | None = None,
    ) -> Report:
        self.deadlines.append(
            Deadline(
                what=what,
                span=self.span(words),
                when=when,
                end=end or when,
                kind=kind,
                who=who,
                precision=precision,
                tentative=tentative,
                cancelled=cancelled,
                moved_from=moved_from,
            )
        )
        return self

    def dated(self, words: str, value: str) -> Report:
        self.dates.append(Timex(words, "DATE", value, self.span(words)))
        return self

    @property
    def findings(self) -> Findings:
        return Findings(
            self.article.id,
            BY,
            tuple(self.quotes),
            tuple(self.talks),
            tuple(self.deadlines),
            tuple(self.dates),
        )

    @property
    def entry(self) -> Entry:
        return Entry(self.article, self.findings)


def taken_in(made: Report, hours: int) -> Entry:
    """The article as taken in so many hours from the last visit."""
    return replace(made.entry, article=replace(made.article, fetched=NOW + timedelta(hours=hours)))
