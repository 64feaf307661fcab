"""Invented articles that fill a store, in its tests and its measurements."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from briefing.model import Article, Deadline, Entry, Findings, Quote, Span, Talk, Timex

START = datetime(2022, 1, 3, 8, tzinfo=UTC)
ANALYSER = "rules-1"


def article(number: int, *, days: int | None = None, text: str | None = None) -> Article:
    """Article ``number``, published ``days`` (its number) days after the third of January."""
    return Article(
        id=f"a{number:05d}",
        title=f"Harbour council meets, part {number}",
        text=text or f"Mira Tolen said the harbour stays open until Friday. Number {number}.",
        source="The Quay",
        url=f"https://quay.example/{number}",
        published=START + timedelta(days=number if days is None else days),
        fetched=START + timedelta(days=400),
    )


def findings(of: Article, *, speaker: str = "Mira Tolen", analyser: str = ANALYSER) -> Findings:
    """One finding of every kind in that article."""
    return Findings(
        article_id=of.id,
        version=of.version,
        analyser=analyser,
        quotes=(
            Quote(
                content="the harbour stays open until Friday",
                spans=(Span(16, 51),),
                kind="indirect",
                attribution="named",
                speaker=speaker,
                speaker_span=Span(0, 10),
                cue="said",
                cue_span=Span(11, 15),
            ),
        ),
        talks=(
            Talk(
                what="meeting",
                span=Span(16, 27),
                status="held",
                place="Geneva",
                country="CH",
                start=date(2022, 1, 3),
                end=date(2022, 1, 4),
                parties=("council", "union"),
                mentions=(Span(16, 27),),
            ),
        ),
        deadlines=(
            Deadline("harbour closes", Span(40, 51), date(2022, 1, 7), date(2022, 1, 7), "due"),
        ),
        dates=(Timex("Friday", "DATE", "2022-01-07", Span(45, 51)),),
    )


def entry(number: int, *, analysed: bool = True, days: int | None = None) -> Entry:
    """Article ``number`` with or without findings."""
    of = article(number, days=days)
    return Entry(of, findings(of) if analysed else None)
