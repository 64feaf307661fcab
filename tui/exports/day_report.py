"""A briefing with all that is written beside it: what every written form is made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from tui.text.phrases import NO_REMARKS, TextOf

if TYPE_CHECKING:
    from briefing.digest.briefing import Briefing
    from briefing.digest.changes import ArticleEdit
    from briefing.digest.outcomes import Outcomes
    from briefing.digest.remarks import Remarks
    from briefing.digest.stories import Story
    from briefing.model import Entry

EntryOf: TypeAlias = "Callable[[str], Entry | None]"
"""Gives an article with its findings by its id; None for one that is not there."""


class DayReport(Struct, frozen=True):
    """What is written of a day.

    ``text_of`` gives the words that evidence is quoted from. ``remarks`` are written with the
    findings that they are on. ``edits`` are what outlets have changed in the articles. Without
    ``outcomes``, nothing is said of what became of what has passed. ``top`` is how many rows a
    section has at most, 0 for all of them; JSON, which is for programs, always has all.
    """

    briefing: Briefing
    text_of: TextOf
    remarks: Remarks = NO_REMARKS
    stories: Sequence[Story] = ()
    edits: Sequence[ArticleEdit] = ()
    outcomes: Outcomes | None = None
    top: int = 0
