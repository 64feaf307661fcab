"""Asks what is to be set right in a finding, and has it done."""

from __future__ import annotations

from textual.dom import DOMNode

from briefing.corrections import Correctable, value_of
from briefing.kinds import kind_of
from briefing.merge.utterances import Utterance
from briefing.model import TALK_STATUSES
from briefing.rows import (
    DeadlineMention,
    DeadlineRow,
    FindingMention,
    SpeakerRow,
    Statement,
    TalkMention,
    TalkRow,
)
from tui.context.ports import context_of, look_of
from tui.screens.ask import Ask
from tui.screens.menu import Menu

_HINTS = {
    "speaker": "A name; nothing if the article names nobody",
    "role": "What the speaker is; nothing if the article does not say",
    "day": "YYYY-MM-DD, or YYYY-MM-DD to YYYY-MM-DD",
    "place": "A place; nothing if the article does not say",
    "who": "Who has to do it; nothing if the article does not say",
}
_LETTERS = {"speaker": "s", "role": "r", "day": "d", "place": "p", "status": "t", "who": "w"}
_NONE, _UNDO = "n", "u"
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
        elif letter is not None and fields[letter] == "status":
            _ask_status(node, article_id, finding)
        elif letter is not None:
            _ask_value(node, article_id, finding, fields[letter])

    choices = [*fields.items(), (_NONE, f"no {kind.name} at all")]
    if finding.corrected:
        choices.append((_UNDO, "as it was found"))
    node.app.push_screen(Menu(f"Correct this {kind.name}", choices), chosen)


def _ask_value(node: DOMNode, article_id: str, finding: Correctable, field: str) -> None:
    annotations = context_of(node).annotations
    now = look_of(node).clean(value_of(finding, field) or "")

    def given(value: str | None) -> None:
        if value is not None and value != now:
            annotations.correct(article_id, finding, field, value)

    node.app.push_screen(Ask(f"The right {field}:", _HINTS[field], now, may_be_empty=True), given)


def _ask_status(node: DOMNode, article_id: str, finding: Correctable) -> None:
    annotations = context_of(node).annotations
    statuses = {status[0]: status for status in TALK_STATUSES}

    def chosen(letter: str | None) -> None:
        if letter is not None:
            annotations.correct(article_id, finding, "status", statuses[letter])

    node.app.push_screen(Menu("The right status", list(statuses.items())), chosen)
