"""What was said at a talk: statements that an article places there.

A statement is said at a talk if its own sentence says so ("told the session", "said after the
talks"), or if it stands with a mention of that talk: by somebody with a name in the paragraph of
the mention, or by one who took part in the next, with no other talk mentioned in between. Where the
sentence puts it elsewhere (another town, another day, "before the talks"), where it tells of a
standing position ("Norland demands ...") or where several talks may be meant, it belongs to none:
a wrong place is worse than no place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from briefing.article_refs import ArticleRef
from briefing.digest.occasions import (
    AFTERWARDS,
    AHEAD,
    DAY,
    EARLIER,
    HAPPENED,
    HEARD_BY,
    OCCASION,
    PRESS,
    TOOK_PART,
    VISITS,
    bears,
    before_cue,
    is_elsewhere,
    is_party,
    is_said,
    is_standing,
    without,
)
from briefing.model import Article, Entry, Findings, Quote, Span, Talk
from briefing.names.sentences import sentence_spans
from briefing.rows import Statement, TalkRow, newest_statement_first


class _Place(Struct, frozen=True):
    """Where in a text a talk is mentioned."""

    span: Span
    talk: Talk


def statements_at(row: TalkRow, entries: Iterable[Entry]) -> tuple[Statement, ...]:
    """What was said at that talk, newest first, in the order of the text within an article.

    ``entries`` are those articles that tell of it; of others nothing is taken, nor of articles that
    repeat the wording of another of them. No statement is said at two talks: each is given to one
    of those that its article tells of, and that is the same whichever row is asked for.
    """
    accounts: dict[str, list[Talk]] = {}
    for mention in row.mentions:
        accounts.setdefault(mention.article.id, []).append(mention.talk)
    reports = [e for e in entries if e.article.id in accounts and e.findings is not None]
    ids = {entry.article.id for entry in reports}
    statements: list[Statement] = []
    for entry in reports:
        if entry.findings is None or entry.article.copy_of in ids:
            continue
        ref = ArticleRef.of(entry.article)
        placed = talks_of_quotes(entry.article, entry.findings)
        for index, talk in placed.items():
            if talk in accounts[ref.id]:
                statements.append(Statement(ref, index, entry.findings.quotes[index]))
    return tuple(sorted(statements, key=newest_statement_first))


def talks_of_quotes(article: Article, findings: Findings) -> dict[int, Talk]:
    """For the quotes of an article that were said at a talk: index of the quote -> that talk."""
    layout = _ArticleLayout(article, findings)
    talks = ((index, layout.talk_of(quote)) for index, quote in enumerate(findings.quotes))
    return {index: talk for index, talk in talks if talk is not None}


class _ArticleLayout:
    """One article, laid out: its sentences, paragraphs and mentions of talks in text order."""

    def __init__(self, article: Article, findings: Findings) -> None:
        self.text = article.text
        self.dates = findings.dates
        self.paragraphs = article.paragraphs
        self.starts = [p.start for p in self.paragraphs]
        self.ends = [sentence.end for sentence in sentence_spans(self.text)]
        self.talks = findings.talks
        self.mentions = sorted(
            (
                _Place(span, talk)
                for talk in findings.talks
                for span in dict.fromkeys((*talk.mentions, talk.span))
                if span.end <= len(self.text)
            ),
            key=lambda place: (place.span.start, place.span.end),
        )

    def talk_of(self, quote: Quote) -> Talk | None:
        """The talk at which the quote was said, if there is just one that may be meant."""
        if not self.mentions or quote.spans[-1].end > len(self.text):
            return None
        sentence = self._sentence(quote)
        outside = without(self.text, sentence, quote.spans)
        placed, talk = self._by_own_words(quote, sentence, outside)
        if not placed:
            talk = self._by_neighbours(quote, sentence, outside)
        if talk is None or is_standing(self.text, quote):
            return None
        if self._on_another_day(quote, sentence, talk):
            return None
        if talk.status in HAPPENED:
            return talk
        return talk if placed and is_party(quote, talk) else None

    def _sentence(self, quote: Quote) -> Span:
        """The sentence of the cue, or of the first words where there is no cue."""
        at = (quote.cue_span or quote.spans[0]).start
        number = bisect_right(self.ends, at)
        start = self.ends[number - 1] if number else 0
        end = self.ends[number] if number < len(self.ends) else len(self.text)
        return Span(start, max(end, at + 1))

    # What the sentence itself says

    def _by_own_words(self, quote: Quote, sentence: Span, outside: str) -> tuple[bool, Talk | None]:
        """Whether the sentence says on what occasion, and at which talk if that is clear."""
        for match in OCCASION.finditer(outside):
            between = match["between"].split()
            if PRESS & {word.casefold() for word in between}:
                continue
            if match["when"].casefold() in AHEAD:
                return True, None
            return True, self._talk_named(
                sentence, between, match["which"].casefold() in ("a", "an")
            )
        if quote.addressee and HEARD_BY.search(quote.addressee):
            between = quote.addressee.split()[:-1]
            if PRESS & {word.casefold() for word in between}:
                return False, None
            return True, self._talk_named(sentence, [w for w in between if w[:1].isupper()], False)
        return False, None

    def _talk_named(self, sentence: Span, between: Sequence[str], new: bool) -> Talk | None:
        """Which talk "the [Lisbon] talks" are: mentioned in the sentence, or last before it."""
        here = {id(m.talk): m.talk for m in self.mentions if m.span.overlaps(sentence)}
        if len(here) == 1:
            return next(iter(here.values()))
        if here or new:
            return None
        last = self._last_before(sentence.start)
        names = [word for word in between if word[:1].isupper()]
        if not names:
            return last
        named = [talk for talk in self.talks if bears(talk, names)]
        return named[0] if len(named) == 1 else None

    # What stands around it

    def _by_neighbours(self, quote: Quote, sentence: Span, outside: str) -> Talk | None:
        at = quote.spans[0].start
        inside = [m for m in self.mentions if is_said(quote, m.span)]
        over = [m for m in self.mentions if m.span.overlaps(sentence) and m not in inside]
        talk = self._only(over) if over else self._last_before(at, inside)
        if talk is None or is_elsewhere(outside, talk):
            return None
        distance = self._distance(talk, quote, inside)
        if VISITS.search(talk.what):
            return None
        if over or (distance == 0 and AFTERWARDS.search(outside)):
            return talk
        if before_cue(self.text, quote, EARLIER):
            return None
        if distance == 0:
            return talk if quote.attribution in ("named", "body") else None
        return talk if distance == 1 and self._took_part(quote, talk) else None

    def _distance(self, talk: Talk, quote: Quote, but: Sequence[_Place]) -> int | None:
        """Paragraphs from the last mention of the talk before a quote; None if there is none."""
        at = quote.spans[0].start
        home = self._paragraph(at)
        before = [m for m in self.mentions if m.talk is talk and m.span.start < at and m not in but]
        return min((home - self._paragraph(m.span.start) for m in before), default=None)

    def _took_part(self, quote: Quote, talk: Talk) -> bool:
        """Whether the speaker is a party, has a part in talks, or is named where it is told of."""
        if quote.attribution in ("named", "body") and is_party(quote, talk):
            return True
        about = f"{quote.speaker or ''} {quote.role or ''}".casefold().split()
        if TOOK_PART & set(about):
            return True
        surname = (quote.speaker or "").split()[-1:]
        mentioned = " ".join(m.span.of(self.text) for m in self.mentions if m.talk is talk)
        return quote.attribution == "named" and bool(surname) and surname[0] in mentioned

    def _last_before(self, at: int, but: Sequence[_Place] = ()) -> Talk | None:
        """The talk mentioned last before there; None if its sentence mentions others as well."""
        before = [m for m in self.mentions if m.span.start < at and m not in but]
        if not before:
            return None
        last = max(before, key=lambda m: m.span.end)
        sentence = bisect_right(self.ends, last.span.end - 1)
        beside = [m for m in before if bisect_right(self.ends, m.span.end - 1) == sentence]
        return self._only(beside)

    @staticmethod
    def _only(mentions: Sequence[_Place]) -> Talk | None:
        talks = {id(m.talk): m.talk for m in mentions}
        return next(iter(talks.values())) if len(talks) == 1 else None

    def _paragraph(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    # What speaks against it

    def _on_another_day(self, quote: Quote, sentence: Span, talk: Talk) -> bool:
        """Whether the sentence dates the statement to a day on which the talk was not."""
        first, last = talk.start or talk.end, talk.end or talk.start
        if first is None or last is None:
            return False
        days = [
            date.fromisoformat(timex.value)
            for timex in self.dates
            if timex.value
            and DAY.fullmatch(timex.value)
            and sentence.contains(timex.span)
            and not any(span.contains(timex.span) for span in quote.spans)
        ]
        return any(not first <= day <= last + timedelta(days=1) for day in days)
