"""The shape of a briefing as one JSON object, which ``exports.objects`` makes."""

from __future__ import annotations

from datetime import date, datetime

from briefing.acts.duties import Outcome
from briefing.contradictions.rows import Kind
from briefing.digest.briefing import AsOfReason
from briefing.digest.edits import EditedField, EditTurn
from briefing.digest.positions import Mark
from briefing.kinds import DEADLINES, QUOTES, SILENCES, TALKS
from briefing.listings import Standing
from briefing.model import Attribution, DeadlineKind, Precision, Span, TalkStatus
from briefing.timing import Timing
from tui.exports import meanings
from tui.exports.shapes import Types, finding, list_of, shape

_SOURCES = shape(
    "Sources",
    {"articles": int, "outlets": list[str], "independent": int},
    meanings.SOURCES,
)
_READ = shape(
    "Read",
    {
        "articles": int,
        "outlets": int,
        "silent_feeds": list[str],
        "silent_since": date | None,
    },
    meanings.ROWS["Read"],
)
_AFTERMATH = shape(
    "Aftermath",
    {"outcome": Outcome | None, "article": str | None, "span": Span | None, "read": _READ},
    meanings.ROWS["Aftermath"],
)
_LISTING = shape(
    "Listing",
    {
        "article": str,
        "standing": Standing,
        "outlets": list[str],
        "moved_from": date | None,
        "moved_to": date | None,
        "time_before": str | None,
        "since": datetime | None,
    },
    meanings.ROWS["Listing"],
)
_BEFORE = shape(
    "Before",
    {
        "status": TalkStatus | None,
        "start": date | None,
        "end": date | None,
        "article": str,
        "span": Span,
    },
    meanings.ROWS["Before"],
)
_ACCOUNT = shape(
    "Account",
    {"article": str, "speaker": str | None, "span": Span},
    meanings.ROWS["Account"],
)
_SIDE = shape("Side", {"sources": _SOURCES, "accounts": list_of(_ACCOUNT)}, meanings.ROWS["Side"])
_CONTRADICTION = shape(
    "Contradiction", {"kind": Kind, "sides": list_of(_SIDE)}, meanings.ROWS["Contradiction"]
)
_LATER: Types = {"remarks": list[str], "aftermath": _AFTERMATH}
_SAID_LATER = {"remarks": meanings.REMARKS, "aftermath": meanings.AFTERMATH}
_OF_ARTICLE: Types = {"article": str}
_TALK_MENTION = finding(TALKS, "TalkMention", _OF_ARTICLE)
_DEADLINE_MENTION = finding(DEADLINES, "DeadlineMention", _OF_ARTICLE, {"outcome": Outcome})
_STATEMENT = finding(QUOTES, "Statement", _OF_ARTICLE, {"remarks": list[str]})
_WORDING = shape("Wording", {"text": str, "statements": list[int]}, meanings.ROWS["Wording"])
_SAYING = shape(
    "Saying",
    {"statements": list[int], "sources": _SOURCES, "wordings": list_of(_WORDING)},
    meanings.ROWS["Saying"],
)
_POSITION = shape(
    "Position",
    {
        "topic": str,
        "statements": list[int],
        "possible_changes": list[tuple[int, int]],
        "marks": list[Mark | None],
    },
    meanings.ROWS["Position"],
)
_ROW_TYPES: dict[str, Types] = {
    "Speaker": {
        "name": str | None,
        "role": str | None,
        "attribution": Attribution,
        "forms": list[str],
        "statements": list_of(_STATEMENT),
        "sayings": list_of(_SAYING),
        "positions": list_of(_POSITION),
    },
    "Talk": {
        "what": str,
        "place": str | None,
        "country": str | None,
        "start": date | None,
        "end": date | None,
        "parties": list[str],
        "round": int | None,
        "status": TalkStatus,
        "outcome": str | None,
        "before": _BEFORE | None,
        "timing": Timing,
        "disagreements": list[str],
        "agenda": _LISTING | None,
        "sources": _SOURCES,
        "mentions": list_of(_TALK_MENTION),
    },
    "Deadline": {
        "what": str,
        "who": str | None,
        "place": str | None,
        "parties": list[str],
        "when": date,
        "end": date,
        "kind": DeadlineKind,
        "precision": Precision,
        "tentative": bool,
        "cancelled": bool,
        "moved_from": date | None,
        "timing": Timing,
        "countdown": str,
        "disagreements": list[str],
        "agenda": _LISTING | None,
        "sources": _SOURCES,
        "mentions": list_of(_DEADLINE_MENTION),
        "rivals": list_of(_DEADLINE_MENTION),
    },
    "Series": {"parties": list[str], "talks": list[int], "upcoming": int | None},
    "Story": {
        "headline": str,
        "first": date,
        "last": date,
        "sources": _SOURCES,
        "articles": list[str],
        "contradictions": list_of(_CONTRADICTION),
    },
    "Edit": {
        "article": str,
        "turn": EditTurn,
        "field": EditedField | None,
        "whole": bool,
        "before": str | None,
        "after": str | None,
        "since": datetime | None,
        "until": datetime,
        "span": Span | None,
    },
}
_ROWS = {
    name: shape(
        name,
        row,
        {**meanings.ROWS[name], **_SAID_LATER},
        _LATER if name in ("Talk", "Deadline") else None,
    )
    for name, row in _ROW_TYPES.items()
}
HEAD: Types = {
    "id": str,
    "title": str,
    "source": str | None,
    "url": str | None,
    "published": date | None,
    "date_note": str | None,
    "sample": bool,
    "copy_of": str | None,
}
"""The fields of an article without its text."""
_ARTICLE = shape(
    "Article",
    {**HEAD, "came_in_later": datetime | None},
    {**meanings.ARTICLE, "came_in_later": meanings.CAME_IN_LATER},
)
_SILENCE = finding(SILENCES, "Silence", _OF_ARTICLE)
BRIEFING = shape(
    "Briefing",
    {
        "schema": int,
        "as_of": date,
        "reason": AsOfReason,
        "since": date,
        "articles": list_of(_ARTICLE),
        "older": int,
        "pruned": int,
        "edits": list_of(_ROWS["Edit"]),
        "stories": list_of(_ROWS["Story"]),
        "speakers": list_of(_ROWS["Speaker"]),
        "ascribed_differently": list_of(list_of(finding(QUOTES, "Ascribed", _OF_ARTICLE))),
        "talks": list_of(_ROWS["Talk"]),
        "series": list_of(_ROWS["Series"]),
        "deadlines": list_of(_ROWS["Deadline"]),
        "silences": list_of(_SILENCE),
    },
    meanings.BRIEFING,
)
