"""A change that an outlet has made in an article, and how it reads."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

from msgspec import Struct

from briefing.model import Span

EditTurn: TypeAlias = Literal["reworded", "retitled", "removed", "day changed", "put back"]

EDIT_TURNS: dict[EditTurn, str] = {
    "reworded": "reworded by the outlet",
    "retitled": "retitled by the outlet",
    "removed": "taken out by the outlet",
    "day changed": "day changed by the outlet",
    "put back": "put back by the outlet",
}

EditedField: TypeAlias = Literal["speaker", "day", "place", "status"]

WHOLE_TURNS: dict[EditTurn, str] = {
    "removed": "the whole article taken out by the outlet",
    "day changed": "day of the article changed by the outlet",
    "put back": "the whole article put back by the outlet",
}
"""Those that are of an article and not of some words in it."""


class Edit(Struct, frozen=True):
    """One change: what stood ``before``, from when until when, and what stands in its place.

    ``since`` is None where it is unknown. ``span`` is where the words are in the article's text as
    it stands now, None for what is gone. ``after`` is "" for what was taken out, ``before`` is ""
    for what was put back. Days are ISO days. ``field`` is what of a finding in that span is another
    now though its own words, ``of``, are not; "" for a change of words. ``whole`` says that all
    that rests on the article is touched: its day is another, or its page is gone.
    """

    turn: EditTurn
    before: str
    after: str
    since: datetime | None
    until: datetime
    span: Span | None = None
    field: EditedField | Literal[""] = ""
    of: str = ""
    whole: bool = False


def turn_words(edit: Edit) -> str:
    """``reworded by the outlet``, ``speaker of “the yard may close” changed by the outlet``."""
    if edit.field:
        return f"{edit.field} of “{edit.of}” changed by the outlet"
    return (WHOLE_TURNS if edit.whole else EDIT_TURNS)[edit.turn]
