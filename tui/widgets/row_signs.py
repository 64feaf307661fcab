"""What stands before a row: whether it is marked, read, watched for, changed by the outlet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.dom import DOMNode

from briefing.article_refs import Evidence
from briefing.listings import listing_words
from briefing.rows import DeadlineRow, TalkRow
from tui.context.ports import look_of, session_of
from tui.text.days import moment, short_day, with_days
from tui.widgets.paint import Line, Part

if TYPE_CHECKING:
    from briefing.digest.changes import ArticleEdit
    from briefing.digest.outcomes import Aftermath

GUTTER = 2  # cells: the cursor's mark, and a sign for marked or unread
WATCHED, WATCHED_NEW = "w", "W"
CHANGED = "~"
_SHOWN = 3  # of the edits under a row, the latest; the article has all


def gutter(node: DOMNode, finding: object, here: bool) -> Part:
    """The cursor's mark, and whether that is marked or its one article has not been read yet."""
    kept, marks = session_of(node).kept, look_of(node).marks
    sign = " "
    if kept.is_marked(finding):
        sign = marks.marked
    elif kept.rests_on_unread(finding):
        sign = marks.unread
    # An unread article is the usual case: in the colour of the days it costs no bytes.
    quiet = "dim" if sign == marks.unread else ""
    role = "accent" if here or sign == marks.marked else quiet
    return ((marks.cursor if here else " ") + sign, role)


def watch_sign(node: DOMNode, finding: object) -> Part | None:
    """The column of signs: blank for what is not watched for; None as long as nothing is."""
    hits = session_of(node).watch_hits
    if not hits.total:
        return None
    if not hits.why(finding):
        return ("  ", "")
    return (f"{WATCHED_NEW if hits.is_new(finding) else WATCHED} ", "accent strong")


def watched_lines(node: DOMNode, finding: object) -> list[Line]:
    """``watched: party OSCE, phrase arms talks``; no line where it is not watched for."""
    why = session_of(node).watch_hits.why(finding)
    return [((f"watched: {look_of(node).clean(', '.join(why))}", "accent"),)] if why else []


def aftermath_of(node: DOMNode, row: object) -> Aftermath | None:
    """What became of a row that has passed; None for others, and until it has been looked up."""
    outcomes = session_of(node).outcomes
    return outcomes.of(row) if outcomes is not None else None


def state_words(node: DOMNode, row: object) -> str:
    """``done``, ``no news``: what became of a row, in a word or two; "" for nothing."""
    aftermath = aftermath_of(node, row)
    if aftermath is None:
        return ""
    return aftermath.answer.outcome if aftermath.answer else "no news"


def aftermath_lines(node: DOMNode, row: object) -> list[Line]:
    """``no news found in 12 articles of 3 outlets``; no line for what has not passed."""
    aftermath = aftermath_of(node, row)
    if aftermath is None:
        return []
    from tui.text.outcomes import aftermath_words

    words = aftermath_words(aftermath, session_of(node).day)
    when = "passed" if aftermath.row.timing == "passed" else "since then"
    return [((look_of(node).clean(f"{when}: {words}"), "dim" if aftermath.answer else "warn"),)]


def listing_lines(node: DOMNode, row: TalkRow | DeadlineRow) -> list[Line]:
    """How a row stands in the agenda that lists it; no line where none does."""
    listing = row.listing
    if listing is None:
        return []
    words = listing_words(listing, lambda day: short_day(day, session_of(node).day))
    quiet = listing.standing in ("announced", "confirmed")
    return [((look_of(node).clean(words), "dim" if quiet else "warn"),)]


def aftermath_evidence(node: DOMNode, row: object) -> list[Evidence]:
    """The sentences that tell what became of a row, a sentence an article."""
    aftermath = aftermath_of(node, row)
    return [answer.evidence for answer in aftermath.answers] if aftermath else []


def changed_sign(node: DOMNode, edits: Sequence[ArticleEdit]) -> Part | None:
    """The column of that sign: blank without edits; None as long as no outlet changed anything."""
    if session_of(node).edits is None:
        return None
    return (f"{CHANGED} ", "warn") if edits else ("  ", "")


def changed_lines(node: DOMNode, edits: Sequence[ArticleEdit]) -> list[Line]:
    """What each edit was, and what stood before.

    ``reworded by the outlet; from 12 Jan 10:00 to 13 Jan 09:12 it read: The yard may close.``
    """
    if not edits:
        return []
    from briefing.digest.edits import turn_words

    look, near = look_of(node), session_of(node).day
    lines: list[Line] = []
    for each in edits[:_SHOWN]:
        edit = each.edit
        until = moment(edit.until, near)
        if edit.before and not (edit.whole and edit.turn == "removed"):
            since = f"from {moment(edit.since, near)} to" if edit.since else "until"
            is_value = edit.field or edit.whole
            before = with_days(edit.before, near) if is_value else edit.before
            stood = f"; {since} {until} it {'was' if is_value else 'read'}: "
            lines.append(
                ((look.clean(f"{turn_words(edit)}{stood}"), "warn"), (look.clean(before), ""))
            )
        else:
            lines.append(((look.clean(f"{turn_words(edit)} {until}"), "warn"),))
    return lines
