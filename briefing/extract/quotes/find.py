"""Who said what, and who kept silent: quotations with cue and speaker, and silences."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from briefing.extract.grammar.token_table import table
from briefing.extract.people.find import find_people
from briefing.extract.quotes.addressees import Addressee, addressees
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.context import Context, Rows, context_of
from briefing.extract.quotes.extents import characters, clean, joined, kind_of
from briefing.extract.quotes.nesting import settled, without_next_speaker
from briefing.extract.quotes.outlets import outlets
from briefing.extract.quotes.phrases import according, by_nouns
from briefing.extract.quotes.relays import relayed
from briefing.extract.quotes.resolution import resolution_of
from briefing.extract.quotes.silences import Silent, silences
from briefing.extract.quotes.speaker import Mention, Speaker
from briefing.extract.quotes.speakers import resolve, way_of
from briefing.extract.quotes.tagged_lines import tagged
from briefing.extract.quotes.uncued import with_uncued
from briefing.extract.quotes.verbs import by_verbs
from briefing.model import Quote, Silence, Span

_EMPTY = frozenset("to do so it that this".split())
_LEADING_ON = 3  # words at most between what tells of a silence and what it is about: "on the"
_OPEN_CLASSES = frozenset(["NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "INTJ", "AUX", "X"])


def find_quotes(doc: Doc) -> list[Quote]:
    """The quotes of a parsed article in text order."""
    return find_statements(doc)[0]


def find_statements(doc: Doc) -> tuple[list[Quote], list[Silence]]:
    """The quotes and the silences of a parsed article, each in text order.

    Nothing is both: a cue that is negated, refused, asked about, supposed or still to come makes no
    quote, and it makes a silence only of a person or a body that the text names.
    """
    people = find_people(doc)
    article = context_of(table(doc), people.furniture)
    every = [*by_verbs(article), *according(article), *by_nouns(article), *tagged(article)]
    every = without_next_speaker(article, _distinct(with_uncued(article, _distinct(every))))
    uttered = [f for f in every if f.factuality == "uttered" and _says_something(article, f)]
    passed_on = relayed(article, uttered)
    candidates = [one.quote for one in passed_on]
    silent = silences(article, [f for f in every if f.factuality == "withheld"])
    mentions = [
        Mention(f.speaker, f.noun) if f.speaker is not None and f.noun is not None else None
        for f in candidates
    ]
    mute = [Mention(one.speaker, one.noun) for one in silent]
    content = [rows for f in every for rows in f.content]
    known = resolution_of(article, people, [*mentions, *mute], content)
    who = resolve(known, [*mentions, *mute])
    speakers, mute_speakers = who[: len(candidates)], who[len(candidates) :]
    ways = [way_of(known, one.by) if one.by is not None else None for one in passed_on]
    candidates, speakers, via = settled(article, candidates, speakers, ways)
    via = outlets(article, candidates, speakers, via)
    whom = addressees(article, known, candidates, speakers)
    quotes = [
        q
        for f, speaker, outlet, hearer in zip(candidates, speakers, via, whom, strict=True)
        if (q := _quote(article, speaker, f, outlet, hearer)) is not None
    ]
    quotes.sort(key=lambda q: (q.spans[0].start, -q.spans[-1].end, q.cue or ""))
    return quotes, _silences(article, silent, mute_speakers, candidates)


def _distinct(candidates: list[Candidate]) -> list[Candidate]:
    seen: set[tuple[Rows, ...]] = set()
    kept = []
    for f in candidates:
        if f.content not in seen:
            seen.add(f.content)
            kept.append(f)
    return kept


def _says_something(s: Context, candidate: Candidate) -> bool:
    """Whether the content has a word of its own: not "which" alone, nor "as he vowed to do"."""
    t = s.tokens
    return any(
        s.inside[i] >= 0
        or (t.lower[i] not in _EMPTY and t.pos[i] in _OPEN_CLASSES)
        or t.word[i][0].isdigit()
        for first, stop in candidate.content
        for i in range(first, stop)
    )


# --- values ----------------------------------------------------------------------------------


def _quote(
    scope: Context,
    speaker: Speaker | None,
    candidate: Candidate,
    via: str | None,
    whom: Addressee | None,
) -> Quote | None:
    tokens = scope.tokens
    spans = [
        span for first, stop in candidate.content if (span := clean(scope, first, stop)) is not None
    ]
    if not spans:
        return None
    cue = characters(scope, candidate.cue) if candidate.cue else None
    return Quote(
        content=joined(tokens.text, spans),
        spans=tuple(spans),
        kind=kind_of(scope, spans),
        attribution=speaker.attribution if speaker else "none",
        speaker=speaker.name if speaker else None,
        speaker_span=speaker.span if speaker else None,
        role=speaker.role if speaker else None,
        cue=cue.of(tokens.text) if cue else None,
        cue_span=cue,
        via=via,
        addressee=whom.name if whom else None,
        addressee_span=whom.span if whom else None,
    )


def _silences(
    scope: Context,
    silent: Sequence[Silent],
    speakers: Sequence[Speaker | None],
    candidates: Sequence[Candidate],
) -> list[Silence]:
    """The silences of who is named, but for those that are part of what somebody else says."""
    reported = bytearray(len(scope.tokens))
    for f in candidates:
        for first, stop in f.content:
            reported[first:stop] = b"\1" * (stop - first)
    return [
        _silence(scope, one, speaker)
        for one, speaker in zip(silent, speakers, strict=True)
        if speaker is not None and _is_named(scope, one, speaker) and not reported[one.cue[1] - 1]
    ]


def _is_named(scope: Context, one: Silent, speaker: Speaker) -> bool:
    """A person, a body, or who speaks for one: "a spokeswoman for the Port of Oslo".

    An outlet is none: "Reuters could not confirm the report" is about the report.
    """
    if speaker.name is None or speaker.attribution == "none" or speaker.outlet:
        return False
    named = any(scope.tokens.pos[i] == "PROPN" for i in range(*one.speaker))
    return named or speaker.attribution != "unnamed"


def _silence(scope: Context, one: Silent, speaker: Speaker) -> Silence:
    cue = characters(scope, one.cue)
    about = clean(scope, *one.about) if one.about else None
    every = [cue, speaker.span, *([about] if about else [])]
    return Silence(
        speaker=(speaker.name or "").replace(" nor ", " and "),
        span=Span(min(each.start for each in every), max(each.end for each in every)),
        cue_span=cue,
        speaker_span=speaker.span,
        about=about.of(scope.tokens.text) if about else None,
        cue=_cue_between(scope.tokens.text, speaker.span, cue, about),
    )


def _cue_between(text: str, speaker: Span, cue: Span, about: Span | None) -> str | None:
    """The words that tell of a silence up to what it is about: "declined to comment on"."""
    if cue.start < speaker.end:  # "nor did Berg say"
        return None
    if about is None:
        return cue.of(text)
    between = text[cue.end : about.start]
    if (
        about.start < cue.end
        or len(between.split()) > _LEADING_ON
        or any(c in between for c in ".;")
    ):
        return None
    return " ".join(text[cue.start : about.start].split())
