"""Who signs a quotation: a name behind it, after a dash or with what its bearer is."""

from __future__ import annotations

from briefing.extract.grammar.syntax import DASHES
from briefing.extract.quotes.context import Context, Rows

SIGNING_DASHES = DASHES | {"~"}
_LINE = 16  # rows of a name and what its bearer is, below or behind a quotation


def signature_behind(context: Context, stop: int) -> Rows | None:
    """ "..." - Jane Doe: the name after a dash, up to the line's end."""
    tokens = context.tokens
    while stop < len(tokens) and tokens.pos[stop] == "SPACE" and "\n" not in tokens.word[stop]:
        stop += 1
    if stop < len(tokens) and tokens.pos[stop] == "PROPN":
        return _signed_behind(context, stop)
    if stop >= len(tokens) or tokens.word[stop] not in SIGNING_DASHES:
        return None
    end = stop + 1
    while (
        end < len(tokens)
        and tokens.line[end] == tokens.line[stop]
        and tokens.pos[end] in ("PROPN", "SPACE")
    ):
        if "\n" in tokens.word[end]:
            break
        end += 1
    first, end = context.trimmed(stop + 1, end)
    return (first, end) if 0 < end - first <= 5 else None


def _signed_behind(s: Context, first: int) -> Rows | None:
    """'"We go." Jane Doe, Director, Harbour Office' on a line of its own."""
    t = s.tokens
    end = first
    while end < len(t) and t.pos[end] == "PROPN" and t.line[end] == t.line[first]:
        end += 1
    stop = end
    while stop < len(t) and t.line[stop] == t.line[first] and "\n" not in t.word[stop]:
        if t.pos[stop] in ("VERB", "AUX", "PRON") or stop - first > _LINE:
            return None
        stop += 1
    person = all(t.entity[i] == "PERSON" for i in range(first, end))
    return (first, end) if person and end - first > 1 and t.word[end : end + 1] == [","] else None
