"""The briefing as CSV tables: articles, quotes, talks and deadlines, a row each.

UTF-8 with a byte order mark, without which spreadsheets misread accents. Cells that a spreadsheet
would take for a formula start with an apostrophe (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from briefing.digest.briefing import Briefing
from briefing.rows import ArticleRef, DeadlineRow, SpeakerRow, TalkRow
from tui.text.phrases import TextOf, evidence_words, plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_ARTICLE = ("article", "title", "outlet", "published", "url")
_SOURCES = ("outlets", "independent", "articles")


def tables(briefing: Briefing, text_of: TextOf) -> dict[str, bytes]:
    """File names, such as ``quotes.csv``, with their contents."""
    made: dict[str, tuple[Sequence[str], Iterable[Sequence[Any]]]] = {
        "articles.csv": ((*_ARTICLE, "copy of", "sample"), map(_article, briefing.articles)),
        "quotes.csv": (
            (
                *("speaker", "as written", "role", "attribution", "content", "kind", "cue", "via"),
                "to",
                *_ARTICLE,
                *("start", "end"),
            ),
            _rows(briefing.speakers, _quotes),
        ),
        "talks.csv": (
            (
                *("what", "place", "country", "start", "end", "parties", "round", "status"),
                *("outcome", "timing", "sources differ on", *_SOURCES, "sentence"),
            ),
            (_talk(row, text_of) for row in briefing.talks),
        ),
        "deadlines.csv": (
            (
                *("what", "who", "place", "when", "end", "kind", "precision", "tentative"),
                *("cancelled", "moved from", "timing", "sources differ on", *_SOURCES, "sentence"),
            ),
            (_deadline(row, text_of) for row in briefing.deadlines),
        ),
    }
    return {name: _csv(header, rows) for name, (header, rows) in made.items()}


def _rows(
    rows: Iterable[SpeakerRow], make: Callable[[SpeakerRow], Iterator[Sequence[Any]]]
) -> Iterator[Sequence[Any]]:
    for row in rows:
        yield from make(row)


def _csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str):
        return value
    text = plain(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _head(ref: ArticleRef) -> tuple[Any, ...]:
    return ref.id, ref.title, ref.source, ref.day, ref.url


def _article(ref: ArticleRef) -> tuple[Any, ...]:
    return *_head(ref), ref.copy_of, ref.sample


def _quotes(row: SpeakerRow) -> Iterator[tuple[Any, ...]]:
    for said in row.statements:
        quote = said.quote
        yield (
            *(row.name, quote.speaker, quote.role, quote.attribution, quote.content),
            *(quote.kind, quote.cue, quote.via, quote.addressee),
            *_head(said.article),
            *(quote.spans[0].start, quote.spans[-1].end),
        )


def _talk(row: TalkRow, text_of: TextOf) -> tuple[Any, ...]:
    return (
        *(row.what, row.place, row.country, row.start, row.end, "; ".join(row.parties)),
        *(row.round, row.status, row.outcome, row.timing, "; ".join(row.disagreements)),
        *_told(row),
        evidence_words(row.telling.evidence, text_of),
    )


def _deadline(row: DeadlineRow, text_of: TextOf) -> tuple[Any, ...]:
    return (
        *(row.what, row.who, row.place, row.when, row.end, row.kind, row.precision),
        *(row.tentative, row.cancelled, row.moved_from, row.timing),
        "; ".join(row.disagreements),
        *_told(row),
        evidence_words(row.mentions[0].evidence, text_of),
    )


def _told(row: TalkRow | DeadlineRow) -> tuple[Any, ...]:
    ids = dict.fromkeys(mention.article.id for mention in row.mentions)
    return len(row.sources.outlets), row.sources.independent, "; ".join(ids)
