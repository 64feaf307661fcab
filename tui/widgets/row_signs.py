"""What stands before a row: whether it is marked, read, and watched for."""

from __future__ import annotations

from textual.dom import DOMNode

from tui.context.ports import look_of, session_of
from tui.widgets.paint import Line, Part

WATCHED, WATCHED_NEW = "w", "W"


def kept_sign(node: DOMNode, finding: object) -> str:
    """Whether that is marked, or the one article that it rests on has not been read yet."""
    kept, signs = session_of(node).kept, look_of(node).marks
    if kept.is_marked(finding):
        return signs.marked
    return signs.unread if kept.rests_on_unread(finding) else " "


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
