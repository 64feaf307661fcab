"""The briefing as CSV tables: articles, quotes, talks, deadlines and edits, a row each.

UTF-8 with a byte order mark, without which spreadsheets misread accents. Cells that a spreadsheet
would take for a formula start with an apostrophe (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from briefing.article_refs import ArticleRef
from briefing.codec import dumps, finding_to_json
from briefing.digest.briefing import Briefing
from briefing.digest.changes import ArticleEdit
from briefing.kinds import FindingKind
from briefing.kinds import shown_kinds as core_kinds
from briefing.listings import listing_words
from briefing.rows import DeadlineRow, FindingMention, SpeakerRow, TalkRow
from tui.kinds import kind_named, load, rows_of
from tui.text.phrases import TextOf, evidence_words, plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_ARTICLE = ("article", "title", "outlet", "published", "url")
Table: TypeAlias = tuple[Sequence[str], Iterable[Sequence[Any]]]
"""The names of the columns, and the rows of cells."""

_SOURCES = ("outlets", "independent", "articles")


def tables(
    briefing: Briefing, text_of: TextOf, edits: Iterable[ArticleEdit] = ()
) -> dict[str, bytes]:
    """File names, such as ``quotes.csv``, with their contents: articles, then a kind each, then
    what outlets have changed.
    """
    header = (*_ARTICLE, "copy of", "sample", "date note", "came in later")
    files = {"articles.csv": _csv(header, (_article(ref, briefing) for ref in briefing.articles))}
    for kind in core_kinds():
        shown = kind_named(kind.name)
        rows = rows_of(briefing, shown)
        files[f"{kind.plural}.csv"] = _csv(*load(shown.table)(rows, text_of, kind))
    files["edits.csv"] = _csv(*_edits_table(edits))
    return files


def quotes_table(rows: Sequence[SpeakerRow], text_of: TextOf, kind: FindingKind) -> Table:
    """Every statement of those speakers."""
    del text_of, kind  # the content is the evidence
    header = (
        *("speaker", "as written", "role", "attribution", "content", "kind", "cue", "via", "to"),
        *(*_ARTICLE, "start", "end"),
    )
    return header, (cells for row in rows for cells in _quotes(row))


def talks_table(rows: Sequence[TalkRow], text_of: TextOf, kind: FindingKind) -> Table:
    """Those talks, with what tells most of each."""
    del kind
    header = (
        *("what", "place", "country", "start", "end", "parties", "round", "status"),
        *("outcome", "timing", "sources differ on", "agenda", *_SOURCES, "sentence"),
    )
    return header, (_talk(row, text_of) for row in rows)


def deadlines_table(rows: Sequence[DeadlineRow], text_of: TextOf, kind: FindingKind) -> Table:
    """Those deadlines, with the newest sentence of each."""
    del kind
    header = (
        *("what", "who", "place", "when", "end", "kind", "precision", "tentative"),
        *(
            "cancelled",
            "moved from",
            "timing",
            "sources differ on",
            "agenda",
            *_SOURCES,
            "sentence",
        ),
    )
    return header, (_deadline(row, text_of) for row in rows)


def findings_table(rows: Sequence[FindingMention], text_of: TextOf, kind: FindingKind) -> Table:
    """Findings of any kind: their own fields, their article, and where they rest in it."""
    header = (*kind.fields, *_ARTICLE, "sentence")
    return header, (_finding(row, text_of, kind) for row in rows)


def _edits_table(edits: Iterable[ArticleEdit]) -> Table:
    header = ("turn", "field", "of", "before", "after", "since", "until", *_ARTICLE, "start", "end")
    return header, map(_edit, edits)


def _edit(row: ArticleEdit) -> tuple[Any, ...]:
    edit = row.edit
    return (
        *(edit.turn, edit.field or ("article" if edit.whole else None), edit.of),
        *(edit.before, edit.after, edit.since, edit.until),
        *_cells_of(row.article),
        *((edit.span.start, edit.span.end) if edit.span else (None, None)),
    )


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


def _cells_of(ref: ArticleRef) -> tuple[Any, ...]:
    return ref.id, ref.title, ref.source, ref.day, ref.url


def _article(ref: ArticleRef, briefing: Briefing) -> tuple[Any, ...]:
    later = ref.fetched if briefing.came_later(ref) else None
    return *_cells_of(ref), ref.copy_of, ref.sample, ref.date_note, later


def _quotes(row: SpeakerRow) -> Iterator[tuple[Any, ...]]:
    for said in row.statements:
        quote = said.quote
        yield (
            *(row.name, quote.speaker, quote.role, quote.attribution, quote.content),
            *(quote.kind, quote.cue, quote.via, quote.addressee),
            *_cells_of(said.article),
            *(quote.spans[0].start, quote.spans[-1].end),
        )


def _talk(row: TalkRow, text_of: TextOf) -> tuple[Any, ...]:
    return (
        *(row.what, row.place, row.country, row.start, row.end, "; ".join(row.parties)),
        *(row.round, row.status, row.outcome, row.timing, "; ".join(row.disagreements)),
        *(listing_words(row.listing) if row.listing else None, *_sources(row)),
        evidence_words(row.telling.evidence, text_of),
    )


def _deadline(row: DeadlineRow, text_of: TextOf) -> tuple[Any, ...]:
    return (
        *(row.what, row.who, row.place, row.when, row.end, row.kind, row.precision),
        *(row.tentative, row.cancelled, row.moved_from, row.timing),
        "; ".join(row.disagreements),
        *(listing_words(row.listing) if row.listing else None, *_sources(row)),
        evidence_words(row.mentions[0].evidence, text_of),
    )


def _sources(row: TalkRow | DeadlineRow) -> tuple[Any, ...]:
    ids = dict.fromkeys(mention.article.id for mention in row.mentions)
    return row.sources.number, row.sources.independent, "; ".join(ids)


def _finding(mention: FindingMention, text_of: TextOf, kind: FindingKind) -> tuple[Any, ...]:
    fields = finding_to_json(mention.finding, kind).values()
    own = (value if _is_cell(value) else dumps(value) for value in fields)
    return *own, *_cells_of(mention.article), evidence_words(mention.evidence, text_of)


def _is_cell(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)
