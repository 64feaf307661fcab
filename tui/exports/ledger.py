"""The ledger of a briefing as one JSON object, its shape, and which of its rows a calendar has."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from briefing.acts.duties import Outcome
from briefing.article_refs import ArticleRef
from briefing.codec import dumps, finding_to_json
from briefing.kinds import SILENCES
from briefing.ledger.rows import Ledger, LedgerRow, Since, Status
from briefing.ledger.undertakings import UndertakingKind
from briefing.model import Span
from briefing.rows import DeadlineMention, DeadlineRow
from briefing.timing import Timing
from tui.exports import meanings
from tui.exports.briefing_shape import HEAD
from tui.exports.objects import head_object
from tui.exports.shapes import finding, list_of, shape

if TYPE_CHECKING:
    from briefing.digest.briefing import Briefing

LEDGER_SCHEMA = 1
"""The number of the shape of a ledger in JSON, raised whenever it changes."""

_ARTICLE = shape("Article", HEAD, meanings.ARTICLE)
_SINCE = shape("Since", {"day": date, "articles": int, "outlets": int}, meanings.LEDGER["Since"])
_TOLD = shape("Told", {"article": str, "span": Span}, meanings.LEDGER["Told"])
_HEARD = shape(
    "Heard", {"outcome": Outcome, "article": str, "span": Span}, meanings.LEDGER["Heard"]
)
_ROW = shape(
    "Undertaking",
    {
        "kind": UndertakingKind,
        "owed_by": str | None,
        "act": str,
        "due": date | None,
        "said_by": str | None,
        "said_to": str | None,
        "status": Status,
        "timing": Timing,
        "told": list_of(_TOLD),
        "heard": list_of(_HEARD),
        "read": _SINCE | None,
        "unspoken": _SINCE | None,
    },
    meanings.LEDGER["Undertaking"],
)
LEDGER = shape(
    "Ledger",
    {
        "schema": int,
        "as_of": date,
        "since": date,
        "articles": list_of(_ARTICLE),
        "undertakings": list_of(_ROW),
        "silences": list_of(finding(SILENCES, "Silence", {"article": str})),
    },
    meanings.LEDGER["Ledger"],
)


def ledger_to_json(briefing: Briefing, ledger: Ledger) -> str:
    """The ledger as one line of JSON; ``schema`` is ``LEDGER_SCHEMA``."""
    refs: dict[str, ArticleRef] = {}
    for row in ledger.rows:
        refs.update((ref.id, ref) for ref in row.articles)
    refs.update((mention.article.id, mention.article) for mention in ledger.silences)
    return dumps(
        {
            "schema": LEDGER_SCHEMA,
            "as_of": ledger.day.isoformat(),
            "since": briefing.since.isoformat(),
            "articles": [head_object(ref) for ref in refs.values()],
            "undertakings": [_row(row) for row in ledger.rows],
            "silences": [
                {"article": m.article.id, **finding_to_json(m.finding)} for m in ledger.silences
            ],
        }
    )


def _row(row: LedgerRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "owed_by": row.owed_by,
        "act": row.act,
        "due": row.due.isoformat() if row.due else None,
        "said_by": row.said_by,
        "said_to": row.said_to,
        "status": row.status,
        "timing": row.timing,
        "told": [
            {"article": each.article.id, "span": [each.span.start, each.span.end]}
            for each in row.accounts
        ],
        "heard": [
            {
                "outcome": answer.outcome,
                "article": answer.article.id,
                "span": [answer.span.start, answer.span.end],
            }
            for answer in row.heard
        ],
        "read": _since(row.read),
        "unspoken": _since(row.unspoken),
    }


def _since(since: Since | None) -> dict[str, Any] | None:
    if since is None:
        return None
    return {
        "day": since.day.isoformat(),
        "articles": since.articles,
        "outlets": since.outlets,
    }


def deadlines_owed(briefing: Briefing, ledger: Ledger) -> list[DeadlineRow]:
    """The deadlines of a briefing that are undertakings still open: what a calendar rings for."""
    places = {
        (each.article.id, each.finding.deadline.span)
        for row in ledger.rows
        if row.is_open
        for each in row.accounts
        if isinstance(each.finding, DeadlineMention)
    }
    return [
        row
        for row in briefing.deadlines
        if any((m.article.id, m.deadline.span) in places for m in row.mentions)
    ]
