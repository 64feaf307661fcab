"""Who said what: direct, indirect and mixed quotations with cue and speaker."""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.tokens import Doc

from briefing.extract.grammar.token_table import table
from briefing.extract.quotes.addressees import Addressee, addressees
from briefing.extract.quotes.candidate import Found
from briefing.extract.quotes.context import Rows, Scene, scene
from briefing.extract.quotes.nesting import settled
from briefing.extract.quotes.outlets import outlet_used
from briefing.extract.quotes.phrases import according, by_nouns
from briefing.extract.quotes.speakers import Mention, Speaker, known_people, resolve
from briefing.extract.quotes.uncued import tagged, with_loose
from briefing.extract.quotes.verbs import by_verbs
from briefing.model import Quote, QuoteKind, Span

_STOP = re.compile(r"[.!?]\W*$|\n")
_OPEN = frozenset("$€£#@([\"“‘'«„")
_LAST = frozenset(".!?…)]%\"”’'»")


def find_quotes(doc: Doc) -> list[Quote]:
    """The quotes of a parsed article in text order."""
    s = scene(table(doc))
    found = [*by_verbs(s), *according(s), *by_nouns(s), *tagged(s)]
    found = _distinct(with_loose(s, _distinct(found)))
    mentions = [
        Mention(f.speaker, f.noun) if f.speaker is not None and f.noun is not None else None
        for f in found
    ]
    known = known_people(s, mentions)
    speakers = resolve(known, mentions)
    found, speakers, via = settled(s, found, speakers)
    via = [name or outlet_used(s, f) for name, f in zip(via, found, strict=True)]
    whom = addressees(s, known, found, speakers)
    quotes = [
        q
        for f, who, outlet, hearer in zip(found, speakers, via, whom, strict=True)
        if (q := _quote(s, who, f, outlet, hearer)) is not None
    ]
    quotes.sort(key=lambda q: (q.spans[0].start, -q.spans[-1].end, q.cue or ""))
    return quotes


def _distinct(found: list[Found]) -> list[Found]:
    seen: set[tuple[Rows, ...]] = set()
    kept = []
    for f in found:
        if f.content not in seen:
            seen.add(f.content)
            kept.append(f)
    return kept


# --- values ----------------------------------------------------------------------------------


def _quote(
    s: Scene, speaker: Speaker | None, f: Found, via: str | None, whom: Addressee | None
) -> Quote | None:
    t = s.t
    spans = []
    for first, stop in f.content:
        span = _clean(s, first, stop)
        if span is not None:
            spans.append(span)
    if not spans:
        return None
    cue = Span(t.start[f.cue[0]], t.end[f.cue[1] - 1]) if f.cue else None
    return Quote(
        content=_joined(t.text, spans),
        spans=tuple(spans),
        kind=_kind(s, spans),
        attribution=speaker.attribution if speaker else "none",
        speaker=speaker.name if speaker else None,
        speaker_span=speaker.span if speaker else None,
        role=speaker.role if speaker else None,
        cue=cue.of(t.text) if cue else None,
        cue_span=cue,
        via=via,
        addressee=whom.name if whom else None,
        addressee_span=whom.span if whom else None,
    )


def _joined(text: str, spans: list[Span]) -> str:
    """The pieces as one text to read, with the full stop that a cue's comma stood for."""
    content = spans[0].of(text)
    for before, span in pairwise(spans):
        piece = span.of(text).strip()
        ended = content.endswith((".", "!", "?", "…"))
        sentence = not ended and piece[0].isupper() and _STOP.search(text[before.end : span.start])
        content += f". {piece}" if sentence else f" {piece}"
    return " ".join(content.split())


def _clean(s: Scene, first: int, stop: int) -> Span | None:
    """The characters of a range of rows without commas and lone marks at its edges."""
    text = s.t.text
    while stop - 1 > first and s.t.word[stop - 1] == "." and s.inside[stop - 1] < 0:
        stop -= 1
    start, end = s.t.start[first], s.t.end[stop - 1]
    if s.inside[first] >= 0:
        start = max(start, s.quotations[s.inside[first]].outer.start)
        if _lone(s, start, start, end):
            start = max(start, s.quotations[s.inside[first]].inner.start)
    while start < end and not (text[start].isalnum() or text[start] in _OPEN):
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] in _LAST):
        end -= 1
    if start < end and not text[start].isalnum():
        start += 1 if _lone(s, start, start, end) else 0
    while start < end and _lone(s, end - 1, start, end):
        end -= 1
    while start < end and text[end - 1] in ",;: ":
        end -= 1
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else None


def _lone(s: Scene, at: int, start: int, end: int) -> bool:
    """Whether the character belongs to a quotation's mark whose partner is out of the range."""
    row = s.t.at(at)
    k = s.inside[row]
    if k < 0:
        return False
    outer, inner = s.quotations[k].outer, s.quotations[k].inner
    if inner.start <= at < inner.end:
        return False
    whole = start <= outer.start and outer.end <= end
    return not whole or (outer.start == start and outer.end == end)


def _kind(s: Scene, spans: list[Span]) -> QuoteKind:
    """Direct when at least nine tenths of the letters and digits are marked; mixed when any."""
    text, t = s.t.text, s.t
    total = quoted = 0
    for span in spans:
        for i in range(t.at(span.start), t.at(span.end - 1) + 1):
            letters = sum(c.isalnum() for c in text[max(t.start[i], span.start) : t.end[i]])
            total += letters
            quoted += letters if s.inside[i] >= 0 else 0
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * total else "mixed"
