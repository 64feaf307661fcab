"""The sentence around a finding, for those who are given it without its article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model import Span

_END = re.compile(r"[.!?…][\"”’»)\]]*(?=\s+[\"“‘«(\[]?[A-Z0-9])")
# What a full stop ends without ending a sentence: initials, titles, months, firms. A sentence too
# long is a nuisance, one that begins in its middle means something else.
_ABBREVIATED = re.compile(
    r"(?:^|[\s\"“‘«(\[.])(?:[A-Z]|[ap]\.m|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen"
    r"|Rep|Gov|Pres|Rev|Hon|Amb|H\.E|No|Nos|Art|vs|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    r"|Dec|Inc|Corp|Ltd|Co|Bros|Mt|Ft)\.$"
)


def sentence_around(text: str, spans: Sequence[Span]) -> str:
    """The sentences that hold those spans, whole; from several paragraphs joined by an ellipsis."""
    pieces: dict[tuple[int, int], None] = {}
    for span in spans:
        pieces.setdefault(_bounds(text, span))
    return " … ".join(text[start:end].strip() for start, end in sorted(pieces))


def paragraph_around(text: str, spans: Sequence[Span]) -> str:
    """The paragraphs that hold those spans, one a line."""
    start = min(span.start for span in spans)
    end = max(span.end for span in spans)
    return text[_line_start(text, start) : _line_end(text, end)]


def _bounds(text: str, span: Span) -> tuple[int, int]:
    start, end = _line_start(text, span.start), _line_end(text, span.end)
    for match in _END.finditer(text, start, end):
        if _ABBREVIATED.search(text, max(start, match.start() - 8), match.start() + 1):
            continue
        if match.end() <= span.start:
            start = match.end()
        elif match.end() >= span.end:
            return start, match.end()
    return start, end


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
