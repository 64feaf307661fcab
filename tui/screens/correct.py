"""Asks what is to be set right in a finding, and has it done."""

from __future__ import annotations

from collections.abc import Sequence

from textual.dom import DOMNode

from briefing.corrections import LINKED, Correctable, spans_of, value_of
from briefing.digest.suggestions import SEVERAL, completions, suggestions
from briefing.kinds import kind_of
from briefing.links import Anchor, anchor_of
from briefing.model import TALK_STATUSES
from briefing.rows import (
    DeadlineMention,
    DeadlineRow,
    FindingMention,
    SpeakerRow,
    Statement,
    TalkMention,
    TalkRow,
    Utterance,
)
from tui.context.ports import context_of, look_of, session_of
from tui.screens.ask import Ask
from tui.screens.menu import Menu

_HINTS = {
    "speaker": "A name; nothing if the article names nobody",
    "role": "What the speaker is; nothing if the article does not say",
    "day": "YYYY-MM-DD, or YYYY-MM-DD to YYYY-MM-DD",
    "place": "A place; nothing if the article does not say",
    "who": "Who has to do it; nothing if the article does not say",
    "parties": "Who meets, with semicolons between; nothing if the article does not say",
    "what": "What it is called",
}
_LETTERS = {
    "speaker": "s",
    "role": "r",
    "day": "d",
    "place": "p",
    "status": "t",
    "who": "w",
    "parties": "m",
    "what": "l",
}
_NONE, _UNDO = "n", "u"
_JOIN, _APART = "j", "a"
_CHOOSE = "Now press x and j on the row that is one with this one"
_MANY = "This row rests on several findings: open it, and correct one of them"
_NOTHING = "There is no quote, talk or deadline here to correct"


def finding_of(item: object) -> tuple[str, Correctable] | str:
    """The one finding that a row rests on, with its article's id; else why there is none."""
    match item:
        case Statement() | TalkMention() | DeadlineMention() | FindingMention():
            return item.article.id, item.finding
        case TalkRow(mentions=(only,)) | DeadlineRow(mentions=(only,)):
            return finding_of(only)
        case SpeakerRow(statements=(only,)) | Utterance(statements=(only,)):
            return finding_of(only)
    return _MANY if isinstance(item, TalkRow | DeadlineRow | SpeakerRow | Utterance) else _NOTHING


def ask_what_is_wrong(node: DOMNode, article_id: str, finding: Correctable) -> None:
    """Offer what can be set right in the finding; what is chosen is asked for and stored."""
    annotations = context_of(node).annotations
    kind = kind_of(finding)
    fields = {_LETTERS[field]: field for field in kind.correctable}

    def chosen(letter: str | None) -> None:
        if letter == _NONE:
            annotations.correct(article_id, finding, None)
        elif letter == _UNDO:
            annotations.undo(article_id, finding)
        elif letter == _JOIN:
            _join(node, article_id, finding)
        elif letter == _APART and beside is not None:
            annotations.link(article_id, finding, beside, False)
        elif letter is not None and fields[letter] == "status":
            _ask_status(node, article_id, finding)
        elif letter is not None:
            _ask_value(node, article_id, finding, fields[letter])

    beside = _beside(node, article_id, finding)
    choices = [*fields.items(), (_NONE, f"no {kind.name} at all")]
    if kind.name in LINKED:
        choices.append((_JOIN, _joining(node, kind.name)))
    if beside is not None:
        choices.append((_APART, "not one with the others of its row"))
    if finding.corrected:
        choices.append((_UNDO, "as it was found"))
    node.app.push_screen(Menu(f"Correct this {kind.name}", choices), chosen)


def ask_what_is_one(node: DOMNode, row: object) -> bool:
    """Ask of a row of several findings with which other row it is one; False for what is no row."""
    accounts = _accounts(row)
    if not accounts:
        return False
    first = accounts[0]
    choices = [(_JOIN, _joining(node, kind_of(first.finding).name))]

    def chosen(letter: str | None) -> None:
        if letter == _JOIN:
            _join(node, first.article.id, first.finding)

    node.app.push_screen(Menu("Correct this row; open it to correct one account", choices), chosen)
    return True


def _accounts(row: object) -> Sequence[Statement | TalkMention | DeadlineMention]:
    match row:
        case TalkRow() | DeadlineRow():
            return row.mentions
        case SpeakerRow():
            return row.statements
    return ()


def _joining(node: DOMNode, kind: str) -> str:
    chosen = session_of(node).joining
    waiting = chosen is not None and kind_of(chosen[1]).name == kind
    return "one with the row chosen before" if waiting else "one with another row"


def _join(node: DOMNode, article_id: str, finding: Correctable) -> None:
    """Choose the row of a finding to be joined, or join it with the one chosen before."""
    session, context = session_of(node), context_of(node)
    chosen = session.joining
    here = anchor_of(article_id, finding)
    if chosen is None or kind_of(chosen[1]).name != kind_of(finding).name:
        session.joining = article_id, finding
        context.messages.say(_CHOOSE)
        return
    session.joining = None
    if anchor_of(*chosen) == here:
        context.messages.say("That is the row itself: nothing is joined")
    else:
        context.annotations.link(*chosen, here, True)


def _beside(node: DOMNode, article_id: str, finding: Correctable) -> Anchor | None:
    """Where another account of the row rests in which a finding stands; None where it is alone.

    Of a speaker that is a statement in another article, or by another name.
    """
    briefing = session_of(node).briefing
    kind = kind_of(finding).name
    if briefing is None or kind not in LINKED:
        return None
    rows = {"talk": briefing.talks, "deadline": briefing.deadlines, "quote": briefing.speakers}
    here = anchor_of(article_id, finding)
    for row in rows[kind]:
        accounts = _accounts(row)
        if any(here.holds(a.article.id, spans_of(a.finding)) for a in accounts):
            others = (a for a in accounts if a.article.id != article_id)
            other = next(others, None)
            return anchor_of(other.article.id, other.finding) if other else None
    return None


def _ask_value(node: DOMNode, article_id: str, finding: Correctable, field: str) -> None:
    annotations = context_of(node).annotations
    now = look_of(node).clean(value_of(finding, field) or "")

    def given(value: str | None) -> None:
        if value is not None and value != now:
            annotations.correct(article_id, finding, field, value)

    briefing = session_of(node).briefing
    offered = suggestions(briefing, field) if briefing is not None else ()
    ask = Ask(
        f"The right {field}:",
        _HINTS[field],
        now,
        may_be_empty=True,
        completing=lambda typed: completions(typed, offered, field in SEVERAL),
    )
    node.app.push_screen(ask, given)


def _ask_status(node: DOMNode, article_id: str, finding: Correctable) -> None:
    annotations = context_of(node).annotations
    statuses = {status[0]: status for status in TALK_STATUSES}

    def chosen(letter: str | None) -> None:
        if letter is not None:
            annotations.correct(article_id, finding, "status", statuses[letter])

    node.app.push_screen(Menu("The right status", list(statuses.items())), chosen)
