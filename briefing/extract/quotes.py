"""Who said what: direct, indirect and mixed quotations with cue and speaker."""

from __future__ import annotations

from spacy.tokens import Doc

from briefing.model import Quote


def find_quotes(doc: Doc) -> list[Quote]:
    """The quotes of a parsed article in text order."""
    return []
