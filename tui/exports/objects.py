"""The briefing as one JSON object; findings in the shape of ``brief extract``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from briefing.article_refs import ArticleRef, Sources
from briefing.codec import dumps, finding_to_json
from briefing.digest.briefing import Briefing
from briefing.digest.changes import ArticleEdit
from briefing.digest.outcomes import later_accounts
from briefing.digest.positions import positions
from briefing.digest.remarks import Finding, Remarks
from briefing.digest.rounds import series
from briefing.digest.stories import Story
from briefing.listings import Listing
from briefing.merge.utterances import utterances
from briefing.rows import DeadlineMention, DeadlineRow, SpeakerRow, TalkRow, TalkTurn
from briefing.timing import countdown, iso
from tui.exports.day_report import DayReport
from tui.kinds import other_kinds, rows_of
from tui.text.phrases import disputed

if TYPE_CHECKING:
    from briefing.contradictions.rows import Contradiction
    from briefing.digest.outcomes import Outcomes

BRIEFING_SCHEMA = 4
"""The number of the shape of a briefing in JSON, raised whenever it changes."""


def to_json(report: DayReport) -> str:
    """The briefing as one line of JSON; findings that are remarked upon say so.

    ``schema`` is ``BRIEFING_SCHEMA``. What has passed has an ``aftermath`` where the report has
    outcomes.
    """
    briefing, of = report.briefing, report.briefing.as_of
    return dumps(
        {
            "schema": BRIEFING_SCHEMA,
            "as_of": of.day.isoformat(),
            "reason": of.reason,
            "since": briefing.since.isoformat(),
            "articles": [_article(h, briefing) for h in (*briefing.articles, *briefing.announcing)],
            "older": briefing.older,
            "pruned": briefing.pruned,
            "edits": [_edit(edit) for edit in report.edits],
            "stories": [_story(story) for story in report.stories],
            "speakers": [_speaker(row, report.remarks) for row in briefing.speakers],
            "ascribed_differently": _ascribed_differently(briefing),
            "talks": [_talk(row) | _beside(row, report) for row in briefing.talks],
            "series": _series(briefing.talks),
            "deadlines": [_deadline(row, report) for row in briefing.deadlines],
            **_others(briefing),
        }
    )


def _ascribed_differently(briefing: Briefing) -> list[list[dict[str, Any]]]:
    return [
        [
            {"speaker": speaker_of(s), "article": s.article.id, **finding_to_json(s.quote)}
            for s in utterance.statements
        ]
        for utterance, speaker_of in disputed(briefing)
    ]


def _series(talks: Sequence[TalkRow]) -> list[dict[str, Any]]:
    """Rounds of talks, by the numbers of the talks in the briefing."""
    numbers = {talk: number for number, talk in enumerate(talks)}
    return [
        {
            "parties": list(each.parties),
            "talks": [numbers[step] for step in each.steps],
            "upcoming": numbers[each.upcoming] if each.upcoming else None,
        }
        for each in series(talks)
    ]


def _others(briefing: Briefing) -> dict[str, list[dict[str, Any]]]:
    """The findings of kinds that have no rows of their own, by the kind's plural."""
    return {
        kind.plural: [
            {"article": m.article.id, **finding_to_json(m.finding, kind)}
            for m in rows_of(briefing, shown)
        ]
        for kind, shown in other_kinds()
    }


def _beside(row: TalkRow | DeadlineRow, report: DayReport) -> dict[str, Any]:
    """The remarks on a row, and what became of it."""
    return _remarks(row, report.remarks) | _aftermath(row, report.outcomes)


def _edit(edit: ArticleEdit) -> dict[str, Any]:
    changed = edit.edit
    return {
        "article": edit.article.id,
        "turn": changed.turn,
        "field": changed.field or None,
        "whole": changed.whole,
        "before": changed.before or None,
        "after": changed.after or None,
        "since": iso(changed.since),
        "until": changed.until.isoformat(),
        "span": [changed.span.start, changed.span.end] if changed.span else None,
    }


def _article(ref: ArticleRef, briefing: Briefing) -> dict[str, Any]:
    later = ref.fetched if briefing.came_later(ref) else None
    return {**head_object(ref), "came_in_later": iso(later)}


def head_object(ref: ArticleRef) -> dict[str, Any]:
    """An article without its text."""
    return {
        "id": ref.id,
        "title": ref.title,
        "source": ref.source,
        "url": ref.url,
        "published": iso(ref.day),
        "date_note": ref.date_note,
        "sample": ref.sample,
        "copy_of": ref.copy_of,
    }


def _story(story: Story) -> dict[str, Any]:
    return {
        "headline": story.headline,
        "first": story.first.isoformat(),
        "last": story.last.isoformat(),
        "sources": _sources(story.sources),
        "articles": [ref.id for ref in story.articles],
        "contradictions": [_contradiction(each) for each in story.contradictions],
    }


def _contradiction(row: Contradiction) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "sides": [
            {
                "sources": _sources(sources),
                "accounts": [
                    {
                        "article": account.article.id,
                        "speaker": account.speaker,
                        "span": [account.span.start, account.span.end],
                    }
                    for account in side
                ],
            }
            for side, sources in zip(row.sides, row.sources, strict=True)
        ],
    }


def _sources(sources: Sources) -> dict[str, Any]:
    return {
        "articles": sources.articles,
        "outlets": list(sources.outlets),
        "independent": sources.independent,
    }


def _remarks(finding: Finding, remarks: Remarks) -> dict[str, Any]:
    return {"remarks": list(remarks[finding])} if finding in remarks else {}


def _aftermath(row: TalkRow | DeadlineRow, outcomes: Outcomes | None) -> dict[str, Any]:
    aftermath = outcomes.of(row) if outcomes is not None else None
    if aftermath is None:
        return {}
    answer, read = aftermath.answer, aftermath.read
    return {
        "aftermath": {
            "outcome": answer.outcome if answer else None,
            "article": answer.article.id if answer else None,
            "span": [answer.span.start, answer.span.end] if answer else None,
            "read": {
                "articles": read.articles,
                "outlets": read.outlets,
                "silent_feeds": list(read.silent),
                "silent_since": iso(read.silent_since),
            },
        }
    }


def _speaker(row: SpeakerRow, remarks: Remarks) -> dict[str, Any]:
    numbers = {statement: n for n, statement in enumerate(row.statements)}
    return {
        "name": row.name,
        "role": row.role,
        "attribution": row.attribution,
        "forms": list(row.forms),
        "statements": [
            {
                "article": statement.article.id,
                **finding_to_json(statement.quote),
                **_remarks(statement, remarks),
            }
            for statement in row.statements
        ],
        "sayings": [
            {
                "statements": [numbers[statement] for statement in utterance.statements],
                "sources": _sources(utterance.sources),
                "wordings": [
                    {
                        "text": w.text,
                        "statements": [numbers[statement] for statement in w.statements],
                    }
                    for w in utterance.wordings
                ],
            }
            for utterance in utterances(row.statements)
            if len(utterance.statements) > 1
        ],
        "positions": [
            {
                "topic": position.topic,
                "statements": [numbers[statement] for statement in position.statements],
                "possible_changes": [
                    [numbers[c.earlier], numbers[c.later]] for c in position.changes
                ],
                "marks": [position.mark_of(statement) for statement in position.statements],
            }
            for position in positions(row)
        ],
    }


def _talk(row: TalkRow) -> dict[str, Any]:
    return {
        "what": row.what,
        "place": row.place,
        "country": row.country,
        "start": iso(row.start),
        "end": iso(row.end),
        "parties": list(row.parties),
        "round": row.round,
        "status": row.status,
        "outcome": row.outcome,
        "before": _before(row.turn),
        "timing": row.timing,
        "disagreements": list(row.disagreements),
        "agenda": _listing(row.listing),
        "sources": _sources(row.sources),
        "mentions": [{"article": m.article.id, **finding_to_json(m.talk)} for m in row.mentions],
    }


def _before(turn: TalkTurn | None) -> dict[str, Any] | None:
    if turn is None:
        return None
    span = turn.news.talk.span
    return {
        "status": turn.status,
        "start": iso(turn.start),
        "end": iso(turn.end),
        "article": turn.news.article.id,
        "span": [span.start, span.end],
    }


def _deadline(row: DeadlineRow, report: DayReport) -> dict[str, Any]:
    day, outcomes = report.briefing.as_of.day, report.outcomes
    later = later_accounts(row, outcomes.of(row)) if outcomes is not None else ()
    return {
        "what": row.what,
        "who": row.who,
        "place": row.place,
        "parties": list(row.parties),
        "when": row.when.isoformat(),
        "end": row.end.isoformat(),
        "kind": row.kind,
        "precision": row.precision,
        "tentative": row.tentative,
        "cancelled": row.cancelled,
        "moved_from": iso(row.moved_from),
        "timing": row.timing,
        "countdown": countdown(row.when, row.end, day),
        "disagreements": list(row.disagreements),
        "agenda": _listing(row.listing),
        "sources": _sources(row.sources),
        "mentions": [
            *map(_mention, row.mentions),
            *(_mention(each.mention) | {"outcome": each.outcome} for each in later),
        ],
        "rivals": [_mention(m) for m in row.rivals],
        **_beside(row, report),
    }


def _listing(listing: Listing | None) -> dict[str, Any] | None:
    if listing is None:
        return None
    return {
        "article": listing.agenda.id,
        "standing": listing.standing,
        "outlets": list(listing.outlets),
        "moved_from": iso(listing.moved_from),
        "moved_to": iso(listing.moved_to),
        "time_before": listing.time_before,
        "since": iso(listing.since),
    }


def _mention(mention: DeadlineMention) -> dict[str, Any]:
    return {"article": mention.article.id, **finding_to_json(mention.deadline)}
