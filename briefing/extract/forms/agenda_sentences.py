"""Sentences between the entries of an agenda that write out a day ahead."""

from __future__ import annotations

import re
from datetime import date

from briefing.extract.forms.clocks import Clock, clocks_in
from briefing.extract.forms.days import DayMark, days_in
from briefing.extract.forms.diary_lines import AHEAD
from briefing.extract.forms.document import Document, Entry
from briefing.extract.forms.entries import Described, describe, status_of
from briefing.extract.forms.labels import NAME_WORD
from briefing.extract.forms.lines import words
from briefing.model import Span, TalkStatus

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(])")
_MODAL_CUT = re.compile(
    r"\s+(?:will|is to|are to|is due to|are due to|is scheduled to|is expected to|shall)"
    r"\s+(?:take place|be held|begin|start|open|convene|meet)\b.*$"
)


def dated_sentences(
    document: Document, span: Span, day: date, body: str | None, zone: str | None
) -> list[Entry]:
    """Sentences between the entries that write out a day ahead."""
    entries = []
    text = span.of(document.text)
    at = 0
    for sentence in SENTENCE.split(text):
        start = text.index(sentence, at)
        at = start + len(sentence)
        marks = [m for m in days_in(sentence, day) if m.last >= day]
        if not marks or sentence.endswith(":") or not AHEAD.search(sentence):
            continue
        mark = marks[0]
        clocks = clocks_in(sentence)
        if not clocks and (
            re.search(r"\b(?:published|source)\b", sentence, re.IGNORECASE) or mark.first == day
        ):
            continue
        name = _before_day(sentence, mark)
        if words(name) < 2:
            continue
        rest = sentence[mark.end :]
        behind = clocks[0].end if clocks else mark.end
        described = describe(
            name, body=body, place=_place_behind(sentence[max(behind, mark.end) :])
        )
        if clocks and not rest:
            continue
        begin = span.start + start
        status = status_of(mark.first, mark.last, day, described) if described.is_meeting else None
        entries.append(
            _sentence_entry(
                described, Span(begin, begin + len(sentence)), mark, clocks, zone, status
            )
        )
    return entries


def _sentence_entry(
    described: Described,
    span: Span,
    mark: DayMark,
    clocks: list[Clock],
    zone: str | None,
    status: TalkStatus | None,
) -> Entry:
    clock = clocks[0] if clocks else None
    return Entry(
        what=described.what,
        span=span,
        first=mark.first,
        last=mark.last,
        time=clock.time if clock else None,
        zone=(clock.zone or zone) if clock else None,
        place=described.place,
        parties=described.parties,
        kind=described.kind,
        status=status,
        tentative=described.tentative,
        cancelled=described.cancelled,
    )


def _before_day(sentence: str, mark: DayMark) -> str:
    """What a sentence says happens on its day."""
    name = sentence[: mark.start].rstrip(" ,(")
    name = re.sub(r"\s+(?:on|from|by|until|till|no later than|before|to|for|at|as of)$", "", name)
    name = re.sub(r"^(?:For|In|On|After|Before|As)\b[^,]*,\s(?=(?:the|a|an|[A-Z]))", "", name)
    return _MODAL_CUT.sub("", name) if words(_MODAL_CUT.sub("", name)) > 2 else name


def _place_behind(rest: str) -> str | None:
    match = re.match(
        rf",? (?:at|in) (?:the )?(?P<place>{NAME_WORD}(?:['’](?= ))?(?: (?:of |the |de "
        rf")*{NAME_WORD}){{0,8}})",
        rest,
    )
    return match["place"].rstrip(".") if match else None
