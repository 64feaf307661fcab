"""The sentence around a finding, for those who are given it without its article."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Span
from briefing.names.sentences import sentence_ends


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
    for sentence_end in sentence_ends(text, start, end):
        if sentence_end <= span.start:
            start = sentence_end
        elif sentence_end >= span.end:
            return start, sentence_end
    return start, end


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
