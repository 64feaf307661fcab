"""Findings of a document whose structure is known: its door to the extractors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace
from spacy.tokens import Doc

from briefing.extract.dates.find import DateMention, find_dates
from briefing.extract.deadlines.find import find_deadlines
from briefing.extract.forms.by_item import find_in_items
from briefing.extract.forms.detect import ARTICLE
from briefing.extract.forms.document import Entry, Layout, Statement, Turn
from briefing.extract.forms.labels import bare, label_words
from briefing.extract.places.find import find_places
from briefing.extract.quotes.find import find_statements
from briefing.extract.talks.find import find_talks
from briefing.model import Deadline, Findings, Quote, Silence, Span, Talk

_I = frozenset({"i", "we", "you", "me", "us"})
_TASKS = frozenset(
    "tasked task instructed instruct asked ask requested request directed direct mandated mandate "
    "charged invited invite".split()
)
_REPORTING = re.compile(r"(?:our|the|their|its)\s+(?P<who>[\w’' -]{3,60}?)\s+to\s+\w")
_SENT = re.compile(
    r"(?:our|the|their|its)\s+(?P<who>[\w’' -]{3,60}?)\s+to\s+(?:meet|convene|gather|hold)\b"
)
_MOST = 2  # parties that a row of what is coming up names


def findings_in(doc: Doc, layout: Layout, article_id: str, analyser: str) -> Findings:
    """Run the extractors over a parsed document, led by its structure.

    ``doc`` is the parse of ``layout.text``.
    """
    if layout.items:
        return _in_items(doc, layout, article_id, analyser)
    dates = find_dates(doc, layout.day)
    places = find_places(doc)
    talks = find_talks(doc, dates, places, layout.day)
    deadlines = find_deadlines(doc, dates, talks, layout.day)
    quotes, silences = find_statements(doc)
    if layout.turns:
        quotes = _of_turns(doc.text, layout.turns, quotes)
        silences = [s for s in silences if not _is_own(doc.text, s.speaker_span)]
    if layout.statements:
        alone = layout.form == "communique"
        quotes = _of_statements(doc.text, layout.statements, quotes, alone=alone)
    if layout.form == "agenda":
        quotes = [q for q in quotes if q.speaker is not None and not _is_note(doc.text, q)]
    if layout.prose is not None:
        talks, deadlines = _in_prose(layout, dates, talks, deadlines)
    if layout.statements and layout.parties:
        talks = _at_the_table(doc.text, layout, talks)
        deadlines = [_tasked(doc.text, layout, d) for d in deadlines]
    if layout.entries:
        talks = sorted([*talks, *_talks(layout.entries)], key=lambda t: t.span)
        coming = _deadlines(layout.entries, layout.day)
        deadlines = sorted([*deadlines, *coming], key=lambda d: (d.span, d.when))
    return Findings(
        article_id=article_id,
        analyser=analyser,
        quotes=tuple(quotes),
        talks=tuple(talks),
        deadlines=tuple(deadlines),
        dates=tuple(d.timex for d in dates),
        silences=tuple(silences),
        form=layout.form if layout.form != ARTICLE else None,
    )


def _in_items(doc: Doc, layout: Layout, article_id: str, analyser: str) -> Findings:
    """Findings of a document whose items have days of their own.

    The pieces of a digest share nobody; the posts of a live blog are of one story, and who speaks
    in them stands in any of them. What lay ahead of its item and has passed is not ahead.
    """
    pieces = layout.form == "digest"
    found = find_in_items(doc, layout.items, statements=pieces)
    quotes: Sequence[Quote] = found.quotes
    silences: Sequence[Silence] = found.silences
    if not pieces:
        quotes, silences = find_statements(doc)
    if layout.statements:
        quotes = _of_statements(doc.text, layout.statements, quotes, alone=False)
    day = layout.day
    return Findings(
        article_id=article_id,
        analyser=analyser,
        quotes=tuple(quotes),
        talks=tuple(found.talks),
        deadlines=tuple(d for d in found.deadlines if day is None or d.end >= day),
        dates=tuple(found.dates),
        silences=tuple(silences),
        form=layout.form,
    )


# --- turns and statements --------------------------------------------------------------------


def _of_turns(text: str, turns: Sequence[Turn], quotes: Sequence[Quote]) -> list[Quote]:
    """The turns as quotes, with what speakers report of others in them."""
    found = [
        Quote(
            content=content,
            spans=passage,
            kind="direct",
            attribution=turn.attribution,
            speaker=turn.speaker,
            speaker_span=turn.label,
            role=turn.role,
            addressee=turn.addressee,
            addressee_span=turn.addressee_span,
        )
        for turn in turns
        if turn.speaker is not None
        for passage in turn.passages
        if (content := " ".join(" ".join(span.of(text) for span in passage).split()))
    ]
    reported = [q for q in quotes if _is_of_others(text, q)]
    return sorted([*found, *reported], key=lambda q: (q.spans[0], q.cue or ""))


def _is_note(text: str, quote: Quote) -> bool:
    """ "Source: the Council": a note of the page, whose label is nobody."""
    return quote.speaker_span is not None and bare(quote.speaker_span.of(text)) in (
        label_words().no_labels
    )


def _is_of_others(text: str, quote: Quote) -> bool:
    """Whether a quote inside a turn is a report: "I say" and "you said" are the turn's own."""
    if quote.speaker is None or quote.speaker_span is None:
        return False
    return not _is_own(text, quote.speaker_span)


def _is_own(text: str, speaker: Span | None) -> bool:
    return speaker is not None and speaker.of(text).lower() in _I


def _of_statements(
    text: str, statements: Sequence[Statement], quotes: Sequence[Quote], *, alone: bool
) -> list[Quote]:
    """Statements by structure, with the quotes that stand elsewhere.

    In a document where a body speaks ``alone`` a quote of nobody is a misreading.
    """
    found = [
        Quote(
            content=" ".join(s.content.of(text).split()),
            spans=(s.content,),
            kind="direct" if s.direct else "indirect",
            attribution=s.attribution,
            speaker=s.speaker,
            speaker_span=s.speaker_span,
            role=s.role,
            cue=" ".join(s.cue.of(text).split()),
            cue_span=s.cue,
        )
        for s in statements
    ]
    stated = [s.content for s in statements]
    others = [
        q
        for q in quotes
        if (q.speaker is not None or not alone)
        and not any(s.overlaps(t) for s in q.spans for t in stated)
    ]
    return sorted([*found, *others], key=lambda q: (q.spans[0], q.cue or ""))


def _at_the_table(text: str, layout: Layout, talks: Sequence[Talk]) -> list[Talk]:
    """Talks of a communiqué: the issuing body meets where the sentence names nobody else.

    The meeting that the structure gives takes the place of what was read in its sentence.
    """
    own = [e for e in layout.entries if e.status is not None]
    found = []
    for talk in talks:
        if any(talk.span.overlaps(e.span) and talk.start in (None, e.first) for e in own):
            continue
        task = next((s for s in layout.statements if s.content.contains(talk.span)), None)
        sent = _SENT.match(task.content.of(text)) if task and _is_task(task, text) else None
        if sent is not None:
            talk = replace(talk, parties=(sent["who"],))
        elif not talk.parties:
            talk = replace(talk, parties=layout.parties)
        found.append(talk)
    return found


def _tasked(text: str, layout: Layout, deadline: Deadline) -> Deadline:
    """A deadline within "we tasked our officials to …" is the officials'."""
    task = next((s for s in layout.statements if s.content.contains(deadline.span)), None)
    if deadline.who is not None or task is None or not _is_task(task, text):
        return deadline
    sent = _REPORTING.match(task.content.of(text))
    return replace(deadline, who=sent["who"]) if sent else deadline


def _is_task(statement: Statement, text: str) -> bool:
    return statement.cue.of(text).lower() in _TASKS


# --- entries ---------------------------------------------------------------------------------


def _in_prose(
    layout: Layout,
    dates: Sequence[DateMention],
    talks: Sequence[Talk],
    deadlines: Sequence[Deadline],
) -> tuple[list[Talk], list[Deadline]]:
    """Of what ordinary rules find, that which prose says of days of its own."""
    # "The next day" counts from a heading that the rules for prose do not see.
    days = [
        m
        for m in dates
        if m.precision in {"day", "time"} and any(c.isdigit() for c in m.timex.text)
    ]
    entry_spans = [e.span for e in layout.entries]

    def counts(span: Span, when: date | None) -> bool:
        if when is None or any(span.overlaps(t) for t in entry_spans):
            return False
        return any(m.first == when and span.contains(m.timex.span) for m in days)

    return (
        [t for t in talks if counts(t.span, t.start)],
        [d for d in deadlines if counts(d.span, d.when)],
    )


def _talks(entries: Sequence[Entry]) -> list[Talk]:
    return [
        Talk(
            what=e.what,
            span=e.span,
            status=e.status,
            place=e.place,
            start=e.first,
            end=e.last,
            parties=e.parties,
            mentions=(e.span,),
            time=e.time,
            zone=e.zone,
        )
        for e in entries
        if e.status is not None
    ]


def _deadlines(entries: Sequence[Entry], day: date | None) -> list[Deadline]:
    return [
        Deadline(
            what=e.what,
            span=e.span,
            when=e.first,
            end=e.last,
            kind=e.kind,
            precision="time" if e.time else "day",
            who=" and ".join(e.parties[:_MOST]) or None,
            tentative=e.tentative,
            cancelled=e.cancelled,
            time=e.time,
            zone=e.zone,
        )
        for e in entries
        if day is not None and e.last >= day and e.status != "held"
    ]
