"""Who said what: direct, indirect and mixed quotations with cue and speaker."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from briefing.extract.found import Found
from briefing.extract.loose import loose, tagged
from briefing.extract.nesting import settled
from briefing.extract.phrases import according, by_nouns
from briefing.extract.scene import Rows, Scene, scene
from briefing.extract.speakers import Mention, Speaker, resolve
from briefing.extract.tokens import table
from briefing.extract.verbs import by_verbs
from briefing.model import Quote, QuoteKind, Span


def find_quotes(doc: Doc) -> list[Quote]:
    """The quotes of a parsed article in text order."""
    s = scene(table(doc))
    found = [*by_verbs(s), *according(s), *by_nouns(s), *tagged(s)]
    found = _distinct([*found, *loose(s, found)])
    mentions = [
        Mention(f.speaker, f.noun) if f.speaker is not None and f.noun is not None else None
        for f in found
    ]
    speakers = resolve(s, mentions)
    found, speakers, via = settled(s, found, speakers)
    quotes = [
        q
        for f, who, outlet in zip(found, speakers, via, strict=True)
        if (q := _quote(s, who, f, outlet)) is not None
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


def _quote(s: Scene, speaker: Speaker | None, f: Found, via: str | None) -> Quote | None:
    t = s.t
    spans = []
    for first, stop in f.content:
        span = _clean(t.text, t.start[first], t.end[stop - 1])
        if span is not None:
            spans.append(span)
    if not spans:
        return None
    kind = _kind(s, spans)
    cue = Span(t.start[f.cue[0]], t.end[f.cue[1] - 1]) if f.cue else None
    quote = Quote(
        content=" ".join(span.of(t.text) for span in spans),
        spans=tuple(spans),
        kind=kind,
        cue=cue.of(t.text) if cue else None,
        cue_span=cue,
        via=via,
    )
    if speaker is None:
        return quote
    return replace(
        quote,
        attribution=speaker.attribution,
        speaker=speaker.name,
        speaker_span=speaker.span,
        role=speaker.role,
    )


def _clean(text: str, start: int, end: int) -> Span | None:
    while start < end and not (text[start].isalnum() or text[start] in "$€£#@(["):
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] in ".!?…)]%\"”’'»"):
        end -= 1
    return Span(start, end) if start < end else None


def _kind(s: Scene, spans: list[Span]) -> QuoteKind:
    text = s.t.text
    total = quoted = 0
    for span in spans:
        for i in range(span.start, span.end):
            if text[i].isalnum():
                total += 1
    for q in s.quotations:
        for span in spans:
            for i in range(max(q.inner.start, span.start), min(q.inner.end, span.end)):
                if text[i].isalnum():
                    quoted += 1
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * total else "mixed"
