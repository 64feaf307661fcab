"""Where sentences end, by their marks alone: for texts that nobody has parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model import Span

_END = re.compile(r"[.!?…][\"”’»)\]]*(?=\s+[\"“‘«(\[]?[A-Z0-9])")
# What a full stop ends without ending a sentence: initials, titles, months, firms, American states.
# A sentence too long is a nuisance, one that begins in its middle means something else.
_ABBREVIATED = re.compile(
    r"(?:^|[\s\"“‘«(\[.])(?:[A-Z]|[ap]\.m|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen"
    r"|Rep|Gov|Pres|Rev|Hon|Amb|H\.E|No|Nos|Art|vs|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    r"|Dec|Inc|Corp|Ltd|Co|Bros|Mt|Ft|Ala|Ariz|Ark|Calif|Colo|Conn|Fla|Ga|Ky|Md|Mich|Minn|Okla|Tenn"
    r"|Tex|Va|Wis)\.$"
)
_LONGEST_ABBREVIATION = 8  # characters before a mark in which one stands

_DATELINE = re.compile(
    r"^(?:(?:[A-Z][\w.,’' /-]{0,40} )?\([A-Z][\w./ -]{1,20}\)\s*[-–—]+\s*"
    r"|[A-Z][A-Z/,. -]{3,}\b\s*(?:\([A-Za-z ]+\)\s*)?(?:[-–—]+\s*)?(?=[A-Z][a-z]|[A-Z] |[\"“]))"
)


def without_dateline(sentence: str) -> str:
    """A sentence without where it was written, and for which agency: "OSLO (Agency) - "."""
    return _DATELINE.sub("", sentence)


def sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end that another follows, between two places of one paragraph."""
    for match in _END.finditer(text, start, end):
        before = max(start, match.start() - _LONGEST_ABBREVIATION)
        if not _ABBREVIATED.search(text, before, match.start() + 1):
            yield match.end()


def sentence_spans(text: str) -> Iterator[Span]:
    """The sentences of a text whose paragraphs are lines, in order, without blanks around them."""
    at = 0
    for line in text.split("\n"):
        start, stop = at, at + len(line)
        for end in (*sentence_ends(text, at, stop), stop):
            sentence = text[start:end]
            if bare := sentence.strip():
                begin = start + len(sentence) - len(sentence.lstrip())
                yield Span(begin, begin + len(bare))
            start = end
        at = stop + 1
