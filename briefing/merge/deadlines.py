"""Which dated things, reported in different articles, are the same.

Accounts of the same days and much the same words are one row. Where the words agree and the days
do not, both stand, each pointing to the other. A day that an article says was moved takes along
the accounts of the day that stood before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from briefing.article_refs import ArticleRef
from briefing.links import Link
from briefing.merge.deadline_accounts import EXACT, DeadlineAccount, deadline_account
from briefing.merge.deadline_rivals import with_rivals
from briefing.merge.deadlines_across_days import with_moved, with_slipped, with_vaguer
from briefing.merge.deadlines_of_a_day import DeadlinesOfADay
from briefing.merge.disagreements import unsettled
from briefing.merge.events import Events
from briefing.merge.links import as_linked
from briefing.model import Deadline
from briefing.rows import DeadlineMention, DeadlineRow, TalkRow, newest_first
from briefing.timing import timing

_OFF = ("cancelled", "postponed")


def merge_deadlines(
    deadlines: Iterable[tuple[ArticleRef, Deadline]], day: date
) -> tuple[DeadlineRow, ...]:
    """One row a dated thing: what is to come by day, then what has passed, the latest first."""
    accounts = (deadline_account(ref, deadline) for ref, deadline in deadlines)
    return merge_deadline_accounts(sorted(accounts, key=lambda t: newest_first(t.mention)), day)


def merge_deadline_accounts(
    accounts: Iterable[DeadlineAccount],
    day: date,
    talks: Iterable[TalkRow] = (),
    events: Events | None = None,
    links: Sequence[Link] = (),
) -> tuple[DeadlineRow, ...]:
    """``merge_deadlines`` of accounts that are ready, the newest article's first.

    Articles that ``events`` takes to be of one event mean one thing where its kind, its day and who
    has to act agree, whatever the other words.

    Events whose words tell of the same one of the talks are one, whatever the words. What expires
    or is due may stand in such words too, and is none of the talks.
    """
    meetings = tuple(talks)
    talk_of = {
        (mention.article.id, span): number
        for number, talk in enumerate(meetings)
        for mention in talk.mentions
        for span in (mention.talk.span, *mention.talk.mentions)
    }

    def event_of(mention: DeadlineMention) -> int | None:
        due = mention.deadline
        return talk_of.get((mention.article.id, due.span)) if due.kind == "event" else None

    alike = events or Events()
    days: dict[tuple[date, date], DeadlinesOfADay] = defaultdict(lambda: DeadlinesOfADay(alike))
    for each in accounts:
        deadline = each.mention.deadline
        days[deadline.when, deadline.end].add(each, event_of(each.mention))
    rows = []
    groups = with_vaguer([group for each in days.values() for group in each.groups], alike)
    merged = with_moved(with_slipped(groups, event_of))
    if links:
        merged = [sorted(group, key=newest_first) for group in as_linked(merged, links)]
    for group in merged:
        event = next((n for n in map(event_of, group) if n is not None), None)
        rows.append(_deadline_row(group, day, None if event is None else meetings[event]))
    return with_rivals(sorted(rows, key=_coming_first), alike)


def _deadline_row(
    group: Sequence[DeadlineMention], day: date, meeting: TalkRow | None
) -> DeadlineRow:
    deadlines = [m.deadline for m in group]
    first = next((d for d in deadlines if d.precision in EXACT), deadlines[0])
    meetings = [m.talk for m in meeting.mentions] if meeting else []
    when, end = _moved_with(meeting, group[0]) or (first.when, first.end)
    # What was to be earlier, as older articles have it, has slipped.
    slipped = [d.when for d in deadlines if d.precision in EXACT and d.end < when]
    moves = (*(d.moved_from for d in meetings), *(d.moved_from for d in deadlines), *slipped)
    return DeadlineRow(
        what=first.what,
        who=next((d.who for d in deadlines if d.who), None),
        when=when,
        end=end,
        kind=first.kind,
        precision=first.precision,
        tentative=all(d.tentative for d in deadlines),
        # News of talks is news of the deadline that they are.
        cancelled=deadlines[0].cancelled or (meeting is not None and meeting.status in _OFF),
        moved_from=next(filter(None, moves), None),
        timing=timing(when, end, day),
        mentions=tuple(group),
        disagreements=unsettled(group) if len(group) > 1 else (),
        place=meeting.place if meeting else None,
        parties=meeting.parties if meeting else (),
    )


def _moved_with(meeting: TalkRow | None, newest: DeadlineMention) -> tuple[date, date] | None:
    """The days to which talks have been moved since the newest account of a deadline.

    None where the deadline is no talks, or there is no such news.
    """
    turn = meeting.turn if meeting is not None else None
    if turn is None or turn.news.article.age >= newest.article.age:
        return None
    talk = turn.news.talk
    if talk.status != "planned" or talk.start is None or talk.end is None:
        return None
    return (talk.start, talk.end) if talk.start > newest.deadline.end else None


def _coming_first(row: DeadlineRow) -> tuple[bool, int, int, str]:
    passed = row.timing == "passed"
    order = row.when.toordinal()
    return (passed, -order if passed else order, row.end.toordinal(), row.what)
