"""A speaker as the text gives it, and as it is resolved."""

from __future__ import annotations

from msgspec import Struct

from briefing.extract.quotes.context import Rows
from briefing.model import Attribution, Span


class Mention(Struct, frozen=True):
    """A speaker as the text gives it: the rows of the phrase, and its head's row."""

    rows: Rows
    noun: int


class Speaker(Struct, frozen=True):
    """A resolved mention; ``name`` is None where it stays unknown ("he", but who?)."""

    name: str | None
    span: Span
    attribution: Attribution
    role: str | None = None
    outlet: bool = False
