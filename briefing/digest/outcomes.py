"""What became of what has passed: answered by a later sentence, or no news found.

A day that has passed says nothing of what happened on it. An answer is a sentence of a later
article on the same event (``answers``); without one, what was read since is told instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from briefing.acts.duties import Answer, Outcome
from briefing.article_refs import ArticleRef
from briefing.digest.briefing import Briefing
from briefing.digest.dated import DatedRow
from briefing.feed import Feed
from briefing.model import ANNOUNCED
from briefing.rows import DeadlineMention, DeadlineRow, TalkRow, newest_first


class Reading(Struct, frozen=True):
    """What was read since a day: articles of outlets, and feeds that brought nothing.

    ``silent_since`` is the last day on which one of the ``silent`` feeds brought anything, None if
    none did in the days of the briefing.
    """

    articles: int = 0
    outlets: int = 0
    silent: tuple[str, ...] = ()
    silent_since: date | None = None


class Aftermath(Struct, frozen=True):
    """What has passed, and what became of it; without an answer, no news was found in ``read``.

    ``others`` are what further articles say of it.
    """

    row: DatedRow
    answer: Answer | None
    read: Reading
    others: tuple[Answer, ...] = ()

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All that is said of what became of it, the answer first."""
        return (self.answer, *self.others) if self.answer is not None else ()


class LaterAccount(Struct, frozen=True):
    """One article's account of a dated thing that has passed, and what became of it."""

    mention: DeadlineMention
    outcome: Outcome


class Outcomes(Struct, frozen=True):
    """What became of everything that has passed in a briefing, the latest first; then what later
    articles say of things ahead that no account of theirs says: called off, moved, extended.
    """

    aftermaths: tuple[Aftermath, ...] = ()
    _by_key: Mapping[object, Aftermath] = {}

    @classmethod
    def of_all(cls, aftermaths: Iterable[Aftermath]) -> Outcomes:
        """Those aftermaths, in their order."""
        given = tuple(aftermaths)
        return cls(given, {key_of(each.row): each for each in given})

    def since(self, day: date) -> tuple[Aftermath, ...]:
        """What was announced and passed on that day or later."""
        return tuple(
            each
            for each in self.aftermaths
            if each.row.end and _passed_since(each, day) and _was_announced(each.row)
        )

    def of(self, row: object) -> Aftermath | None:
        """What became of a row; None for what has not passed."""
        return self._by_key.get(key_of(row)) if isinstance(row, TalkRow | DeadlineRow) else None


def later_accounts(row: DeadlineRow, aftermath: Aftermath | None) -> tuple[LaterAccount, ...]:
    """What articles say afterwards of a dated thing, as accounts of it; the newest first.

    Such an account gives no day of its own: what it is of, and when that was, is that of the row.
    """
    own = {(mention.article.id, mention.deadline.span) for mention in row.mentions}
    of = replace(
        row.mentions[0].deadline,
        what=row.what,
        who=row.who,
        when=row.when,
        end=row.end,
        kind=row.kind,
        precision=row.precision,
    )
    answers = aftermath.answers if aftermath is not None else ()
    later = [
        LaterAccount(DeadlineMention(each.article, replace(of, span=each.span)), each.outcome)
        for each in answers
        if (each.article.id, each.span) not in own
    ]
    return tuple(sorted(later, key=lambda each: newest_first(each.mention)))


def _passed_since(aftermath: Aftermath, day: date) -> bool:
    """Whether a thing passed since that day, or the news of it, if it lies ahead, came since."""
    row, answer = aftermath.row, aftermath.answer
    if row.timing == "passed":
        return row.end is not None and row.end >= day
    return answer is not None and answer.article.day is not None and answer.article.day >= day


def _was_announced(row: DatedRow) -> bool:
    """Whether a row says what was to come, or its accounts did before it passed."""
    if isinstance(row, DeadlineRow):
        return not row.cancelled
    return row.status in ANNOUNCED


def key_of(row: DatedRow) -> object:
    """What tells a row of a briefing from its other rows, also when it is made anew."""
    oldest = row.mentions[-1]
    return type(row).__name__, oldest.article.id, oldest.evidence.spans[0], row.end


def passed(rows: Iterable[DatedRow]) -> tuple[DatedRow, ...]:
    """Talks and deadlines whose last day is over, the latest first."""
    over = (row for row in rows if row.timing == "passed" and row.end is not None)
    return tuple(sorted(over, key=lambda row: -row.end.toordinal() if row.end else 0))


def ahead(rows: Iterable[DatedRow]) -> tuple[DatedRow, ...]:
    """Talks and deadlines that are still to come, as their accounts have it."""
    return tuple(row for row in rows if row.timing != "passed" and _was_announced(row))


def since_last_told(row: DatedRow, briefing: Briefing) -> tuple[ArticleRef, ...]:
    """The articles of the briefing that came out since the last account of a thing, oldest first.

    Those that tell of it as to come are none of them.
    """
    own = {mention.article.id for mention in row.mentions}
    last = max((m.article.day for m in row.mentions if m.article.day), default=None)
    later = [
        ref
        for ref in briefing.articles
        if last and ref.day and ref.day >= last and ref.id not in own
    ]
    return tuple(reversed(later))


def later_articles(row: DatedRow, briefing: Briefing) -> tuple[ArticleRef, ...]:
    """The articles of the briefing from the last day of a thing on, the oldest first."""
    end = row.end
    later = [ref for ref in briefing.articles if end and ref.day and ref.day >= end]
    return tuple(reversed(later))


def read_since(row: DatedRow, briefing: Briefing, feeds: Iterable[Feed]) -> Reading:
    """What was read since the last day of a thing."""
    later = later_articles(row, briefing)
    heard = {ref.feed for ref in later}
    silent = [f for f in feeds if not f.paused and f.url not in heard and row.end]
    urls = {feed.url for feed in silent}
    last = max((r.day for r in briefing.articles if r.feed in urls and r.day), default=None)
    return Reading(
        len(later),
        len({ref.source or ref.id for ref in later}),
        tuple(feed.title or feed.url for feed in silent),
        last,
    )
