"""What is new in a briefing since some moment.

What counts as new is a question put to each article (taken in after the last visit, published from
a day on); a finding is new when no earlier article has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Literal, TypeAlias

from msgspec import Struct

from briefing.article_refs import ArticleRef, Evidence
from briefing.digest.briefing import Briefing
from briefing.digest.dated import DatedRow
from briefing.digest.edits import Edit
from briefing.rows import (
    DeadlineMention,
    DeadlineRow,
    FindingMention,
    Statement,
    TalkMention,
    TalkRow,
)
from briefing.timing import iso_days

IsNew = Callable[[ArticleRef], bool]
Turn: TypeAlias = Literal["moved", "cancelled", "held", "confirmed", "gone"]


class Change(Struct, frozen=True):
    """A turn that a talk or deadline known before has taken; ``before`` is the value then.

    ``before`` is an ISO day or range for days, a name for places, a status for statuses. What an
    agenda lists may be ``confirmed`` by other outlets, moved, or gone from its later edition.
    """

    turn: Turn
    row: DatedRow
    before: str


class ArticleEdit(Struct, frozen=True):
    """What the outlet has changed in an article of the briefing."""

    article: ArticleRef
    edit: Edit

    @property
    def evidence(self) -> Evidence:
        """The article, and where in it the words are that stand there now."""
        return Evidence(self.article, (self.edit.span,) if self.edit.span else ())


def touches(edit: ArticleEdit, evidence: Evidence) -> bool:
    """Whether something rests on what the outlet has changed: those words, or all of an article."""
    if edit.article.id != evidence.article.id:
        return False
    span = edit.edit.span
    return edit.edit.whole or any(span.overlaps(own) for own in evidence.spans if span)


class OutletEdits(Struct, frozen=True):
    """What outlets have changed in the articles of a briefing, by the id of the article."""

    by_article: Mapping[str, tuple[ArticleEdit, ...]] = {}

    @classmethod
    def of(cls, edits: Iterable[ArticleEdit]) -> OutletEdits:
        """Those edits, in their order."""
        by_article: dict[str, tuple[ArticleEdit, ...]] = {}
        for edit in edits:
            by_article[edit.article.id] = (*by_article.get(edit.article.id, ()), edit)
        return cls(by_article)

    def under(self, evidence: Iterable[Evidence]) -> tuple[ArticleEdit, ...]:
        """The edits on whose words something rests."""
        touching = [
            edit
            for piece in evidence
            for edit in self.by_article.get(piece.article.id, ())
            if touches(edit, piece)
        ]
        return tuple(dict.fromkeys(touching))


class Changes(Struct, frozen=True):
    """What is new: statements newest first, all others in the order of the briefing.

    ``others`` are findings of kinds without rows of their own.
    """

    statements: tuple[Statement, ...] = ()
    talks: tuple[TalkRow, ...] = ()
    deadlines: tuple[DeadlineRow, ...] = ()
    turns: tuple[Change, ...] = ()
    others: tuple[FindingMention, ...] = ()

    def __len__(self) -> int:
        new = (self.statements, self.talks, self.deadlines, self.turns, self.others)
        return sum(map(len, new))


def fetched_after(moment: datetime) -> IsNew:
    """New is what was taken in after that moment; an article of unknown intake is not new."""
    return lambda ref: ref.fetched is not None and ref.fetched > moment


def published_from(day: date) -> IsNew:
    """New is what was published on that day or later."""
    return lambda ref: ref.day is not None and ref.day >= day


def changes(briefing: Briefing, is_new: IsNew) -> Changes:
    """What the new articles of a briefing bring that the others had not."""
    statements = [s for row in briefing.speakers for s in row.statements if is_new(s.article)]
    statements.sort(key=lambda s: s.article.age)
    talks, deadlines = briefing.talks, briefing.deadlines
    turns = [
        *_talk_turns(talks, is_new),
        *_deadline_turns(deadlines, is_new),
        *_agenda_turns(briefing, is_new),
    ]
    moved = {id(turn.row) for turn in turns}
    return Changes(
        tuple(statements),
        tuple(r for r in talks if _all_new(r.mentions, is_new) and id(r) not in moved),
        tuple(r for r in deadlines if _all_new(r.mentions, is_new) and id(r) not in moved),
        tuple(turns),
        tuple(each for each in briefing.others if is_new(each.article)),
    )


def _all_new(mentions: Iterable[TalkMention | DeadlineMention], is_new: IsNew) -> bool:
    return all(is_new(m.article) for m in mentions)


def _talk_turns(rows: Iterable[TalkRow], is_new: IsNew) -> Iterator[Change]:
    # Every start of brief imports this module, and shows its first rows before it compares any.
    from briefing.names.words import fold_name

    for row in rows:
        old = [m.talk for m in row.mentions if not is_new(m.article)]
        if not old or len(old) == len(row.mentions):
            continue
        status_before = old[0].status
        if row.status in ("cancelled", "postponed", "held") and row.status != status_before:
            turn: Turn = "held" if row.status == "held" else "cancelled"
            if row.status != "postponed":
                yield Change(turn, row, status_before)
        before = next(((t.start, t.end) for t in old if t.start and t.end), None)
        if before and row.start and row.end and (row.start > before[1] or row.end < before[0]):
            yield Change("moved", row, iso_days(*before))
        place = next((t.place for t in old if t.place), None)
        if place and row.place and fold_name(place) != fold_name(row.place):
            yield Change("moved", row, place)


def _agenda_turns(briefing: Briefing, is_new: IsNew) -> Iterator[Change]:
    """What new editions of agendas, and new articles on what they list, change in its standing."""
    rows: tuple[DatedRow, ...] = (*briefing.talks, *briefing.deadlines)
    for row in rows:
        listing = row.listing
        if listing is None:
            continue
        is_edition_new = is_new(listing.edition)
        if _all_new(row.mentions, is_new):
            if listing.moved_from is not None and is_edition_new:
                yield Change("moved", row, listing.moved_from.isoformat())
            continue
        if listing.time_before is not None and is_edition_new:
            yield Change("moved", row, listing.time_before)
            continue
        if listing.standing == "gone" and is_edition_new:
            yield Change("gone", row, "announced")
        elif listing.moved_to is not None and is_edition_new:
            days = (row.start, row.end) if isinstance(row, TalkRow) else (row.when, row.end)
            yield Change("gone", row, iso_days(*days))
        elif listing.standing == "confirmed" and _is_confirmed(row, is_new):
            yield Change("confirmed", row, "announced")


def _is_confirmed(row: DatedRow, is_new: IsNew) -> bool:
    """Whether all who confirm what an agenda lists are new."""
    listing = row.listing
    others = [m.article for m in row.mentions if listing and m.article.source in listing.outlets]
    return bool(others) and all(map(is_new, others))


def _deadline_turns(rows: Iterable[DeadlineRow], is_new: IsNew) -> Iterator[Change]:
    for row in rows:
        newest = row.mentions[0]
        if not is_new(newest.article):
            continue
        old = [m.deadline for m in row.mentions if not is_new(m.article)]
        if row.cancelled and not any(d.cancelled for d in old):
            yield Change("cancelled", row, "planned")
        before = next((d for d in old if (d.when, d.end) != (row.when, row.end)), None)
        if before:
            yield Change("moved", row, iso_days(before.when, before.end))
        elif newest.deadline.moved_from:
            yield Change("moved", row, newest.deadline.moved_from.isoformat())
