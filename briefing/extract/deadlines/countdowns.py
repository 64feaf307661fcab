"""Coming days that a text only counts to: "75 days before voting begins", "a 30-day window"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.attachment import Attachment, attachment_of
from briefing.extract.deadlines.candidate import Candidate
from briefing.extract.deadlines.kinds import kind_of
from briefing.extract.deadlines.labels import Labels
from briefing.extract.deadlines.occasions import is_event
from briefing.extract.deadlines.participants import actors_of, names_of
from briefing.extract.deadlines.terms import length_in_days
from briefing.extract.events.attachment import root_of
from briefing.extract.grammar.syntax import (
    all_auxiliaries,
    children,
    clause_range,
    sentence_starts,
    subjects,
)
from briefing.extract.grammar.verb_tense import verb_tense
from briefing.model import Span

_WINDOWS = frozenset({"window", "countdown", "period", "clock"})
_OPENING = frozenset({"trigger", "open", "start", "begin", "launch", "set", "give"})
_HAPPENING = frozenset({"come", "happen", "take", "occur", "follow"})
_LONGEST = 400  # days, as of other terms
_LEAD = 400  # characters in which an article says on what day its news happened


def read_countdown(
    doc: Doc,
    mention: DateMention,
    dates: Sequence[DateMention],
    day: date,
    labels: Labels,
) -> Candidate | None:
    """The day to which a length counts, if the text gives the day from which it does.

    ``dates`` are the time expressions of the article of ``day``. "A day before" without a day of
    its own counts from the one that the lead tells of, as far as that is the day of publication.
    """
    days = length_in_days(mention.timex.value) if mention.timex.type == "DURATION" else None
    if days is None or not 0 < days <= _LONGEST:
        return None
    window = _window(doc, mention)
    if window is not None:
        return _end_of(doc, window, mention, day, days, labels.date_tokens)
    target = _target(doc, mention)
    start = _counted_from(doc, mention, dates, day) if target is not None else None
    if target is None or start is None:
        return None
    try:
        when = start + timedelta(days=days)
    except OverflowError:
        return None
    root = root_of(doc, mention.tokens)
    noun = target if is_event(target) else None
    attachment = Attachment(None if noun is not None else target, noun, "", root)
    label = labels.of(attachment)
    if when < day or not label.what:
        return None
    span = _evidence(doc, mention, target)
    return Candidate(
        label.what, span, when, when, kind_of(attachment, label.what), "day", label.who
    )


def _target(doc: Doc, mention: DateMention) -> Token | None:
    """What follows "a day before", if its own words put it ahead: "talks to be held in Oslo"."""
    after = mention.tokens[1]
    if after >= len(doc) or doc[after].lower_ != "before":
        return None
    word = doc[after]
    if word.dep_ == "mark":
        verb = word.head
        helpers = all_auxiliaries(verb)
        if {"to", "be"} <= helpers:
            return next((t for t in subjects(verb) if is_event(t)), None)
        return verb if verb.tag_ in {"VBZ", "VBP"} or "will" in helpers else None
    nouns = [n for n in children(word, "pobj") if is_event(n)]
    planned = [n for n in nouns if any(_is_planned(c) for c in children(n, "acl", "relcl", "amod"))]
    return planned[0] if planned else None


def _is_planned(word: Token) -> bool:
    tense = verb_tense(word)
    return word.tag_ in {"VB", "VBN"} and tense is not None and tense.direction == "future"


def _counted_from(
    doc: Doc, mention: DateMention, dates: Sequence[DateMention], day: date
) -> date | None:
    numbers = sentence_starts(doc)
    sentence = numbers[mention.tokens[0]]
    exact = [m for m in dates if m.precision in {"day", "time"} and m.first is not None]
    before = [m for m in exact if m.tokens[1] <= mention.tokens[0]]
    own = [m for m in before if numbers[m.tokens[0]] == sentence]
    if own:
        return own[-1].first
    verb = attachment_of(doc, mention).verb
    if verb is None or verb.lemma_ not in _HAPPENING:
        return None
    lead = [m for m in before if m.timex.span.start < _LEAD]
    return day if lead and lead[0].first == day else None


def _window(doc: Doc, mention: DateMention) -> Token | None:
    """ "triggered a 30-day window for objections": the noun that runs out."""
    noun = root_of(doc, mention.tokens).head
    opened = noun.dep_ == "dobj" and noun.head.lemma_ in _OPENING
    return noun if noun.lemma_.lower() in _WINDOWS and opened else None


def _end_of(
    doc: Doc,
    noun: Token,
    mention: DateMention,
    day: date,
    days: int,
    date_tokens: Collection[int],
) -> Candidate | None:
    verb = noun.head
    upper = verb_tense(verb)
    if any(c.tag_ == "MD" for c in children(verb, "aux")) or children(verb, "neg"):
        return None
    if upper is None or upper.direction != "past":
        return None
    when = mention.due or day + timedelta(days=days)
    clause = next(iter(children(noun, "relcl")), None)
    users = subjects(clause) if clause is not None else []
    users = [u for u in users if u.i != noun.i]
    size = mention.timex.text.removeprefix("a ")
    named = names_of(doc, users, date_tokens)
    what = f"end of the {size} {noun.text}" + (f" for {named}" if named else "")
    return Candidate(
        what,
        _evidence(doc, mention, noun),
        when,
        when,
        "expiry",
        "day",
        actors_of(doc, users, date_tokens),
    )


def _evidence(doc: Doc, mention: DateMention, target: Token) -> Span:
    verb = attachment_of(doc, mention).verb
    start, end = mention.timex.span.start, max(mention.timex.span.end, target.idx + len(target))
    if verb is not None:
        first, stop = clause_range(verb)
        start, end = min(start, doc[first].idx), max(end, doc[stop - 1].idx + len(doc[stop - 1]))
    return Span(start, end)
