"""Findings as their reader has set them right.

A correction wins over later analysis: it is matched to what analysis finds now by overlap of their
spans, and what analysis no longer finds is put back. While the article's words are others than
those that were corrected, the correction rests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from briefing.corrections import (
    Correctable,
    Correction,
    days_of,
    parties_of,
    spans_of,
    value_of,
    words_of,
)
from briefing.kinds import correctable_kinds, findings_of_kind, kind_of, with_findings_of_kind
from briefing.model import Deadline, Findings, Quote, Span, Talk
from briefing.names.people import fold

_SAME = 0.5  # of the characters of both: two findings that share as many are taken to be one


def earlier_correction(
    finding: Correctable, article_id: str, corrections: Iterable[Correction]
) -> Correction | None:
    """The correction that a finding of that article has already, if any."""
    own = [c for c in corrections if c.article_id == article_id and c.kind == kind_of(finding).name]
    at = _most_alike(spans_of(finding), [c.spans for c in own])
    return None if at is None else own[at]


def stands_in(finding: Correctable, findings: Findings) -> bool:
    """Whether findings of an article hold that one, or one of its kind that says the same."""
    plain = replace(finding, corrected=False)
    every: Iterable[Correctable] = (*findings.quotes, *findings.talks, *findings.deadlines)
    return any(replace(other, corrected=False) == plain for other in every)


def twins(finding: Correctable, findings: Findings) -> tuple[Correctable, ...]:
    """Findings of the other kind that say the same day of the same words.

    A talk to come is both a talk and a deadline: what is wrong with one is wrong with the other.
    """
    if isinstance(finding, Quote):
        return ()
    others: Sequence[Talk | Deadline] = (
        findings.deadlines if isinstance(finding, Talk) else findings.talks
    )
    day = value_of(finding, "day")
    return tuple(
        other
        for other in others
        if other.span.overlaps(finding.span) and day and value_of(other, "day") == day
    )


def corrected(findings: Findings, text: str, corrections: Iterable[Correction]) -> Findings:
    """The findings of an article with that text as its reader has set them right."""
    holding = [c for c in corrections if words_of(c.spans, text) == c.words]
    if not holding:
        return findings

    def changed(finding: Correctable, correction: Correction) -> Correctable:
        if isinstance(finding, Quote):
            return _quote(finding, correction, findings, text)
        if isinstance(finding, Talk):
            return _talk(finding, correction)
        if isinstance(finding, Deadline):
            return _deadline(finding, correction)
        return replace(finding, **dict(correction.changes), corrected=True)

    result = findings
    for kind in correctable_kinds():
        own = [c for c in holding if c.kind == kind.name]
        if own:
            right = _set_right(findings_of_kind(findings, kind), own, changed)
            result = with_findings_of_kind(result, kind, right)
    return result


def _set_right(
    findings: Sequence[Correctable],
    corrections: Iterable[Correction],
    changed: Callable[[Correctable, Correction], Correctable],
) -> tuple[Correctable, ...]:
    remaining: list[Correctable] = list(findings)
    corrected_ones: list[Correctable] = []
    for correction in corrections:
        at = _most_alike(correction.spans, [spans_of(finding) for finding in remaining])
        was: Any = correction.found if at is None else remaining.pop(at)
        if not correction.wrong:
            corrected_ones.append(changed(was, correction))
    remaining += corrected_ones
    remaining.sort(key=lambda finding: spans_of(finding)[0])
    return tuple(remaining)


def _most_alike(spans: Sequence[Span], others: Sequence[Sequence[Span]]) -> int | None:
    """Which of the others shares most characters with ``spans``, if it shares half of both."""
    own = _characters(spans)
    best, most = None, _SAME
    for index, other in enumerate(others):
        theirs = _characters(other)
        alike = len(own & theirs) / len(own | theirs)
        if alike >= most:
            best, most = index, alike
    return best


def _characters(spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def _quote(quote: Quote, correction: Correction, findings: Findings, text: str) -> Quote:
    changes = dict(correction.changes)
    if "speaker" in changes and changes["speaker"] != quote.speaker:
        quote = _by(quote, changes["speaker"], findings, text)
    if "role" in changes:
        quote = replace(quote, role=changes["role"])
    return replace(quote, corrected=True)


def _by(quote: Quote, speaker: str | None, findings: Findings, text: str) -> Quote:
    """The quote with another speaker, about whom the article's other quotes may say more."""
    if speaker is None:
        return replace(quote, speaker=None, attribution="none", role=None, speaker_span=None)
    same = next((q for q in findings.quotes if q.speaker == speaker), None)
    if quote.addressee and fold(quote.addressee) == fold(speaker):
        # Nobody speaks to themselves: who was taken for the hearer is the speaker.
        quote = replace(quote, addressee=None, addressee_span=None)
    return replace(
        quote,
        speaker=speaker,
        attribution=same.attribution if same else "named",
        role=same.role if same else None,
        speaker_span=_nearest(speaker, quote.spans[0].start, text),
    )


def _nearest(name: str, place: int, text: str) -> Span | None:
    """Where the name stands in the text next to that place."""
    occurrences = [Span(m.start(), m.end()) for m in re.finditer(re.escape(name), text)]
    return min(occurrences, key=lambda span: abs(span.start - place), default=None)


def _talk(talk: Talk, correction: Correction) -> Talk:
    changes = dict(correction.changes)
    if "day" in changes:
        start, end = days_of(changes["day"])
        talk = replace(talk, start=start, end=end, moved_from=None)
    if "place" in changes and changes["place"] != talk.place:
        talk = replace(talk, place=changes["place"], country=None)
    if "parties" in changes:
        talk = replace(talk, parties=parties_of(changes["parties"]))
    status: Any = changes.get("status", talk.status)
    what = changes.get("what") or talk.what
    return replace(talk, what=what, status=status, corrected=True)


def _deadline(deadline: Deadline, correction: Correction) -> Deadline:
    changes = dict(correction.changes)
    when, end = days_of(changes.get("day"))
    if when and end:
        deadline = replace(deadline, when=when, end=end, precision="day", moved_from=None)
    who, what = changes.get("who", deadline.who), changes.get("what") or deadline.what
    return replace(deadline, who=who, what=what, corrected=True)
