"""Which dated things, reported in different articles, are the same.

Accounts of the same days and much the same words are one row. Where the words agree and the days
do not, both stand, each pointing to the other. A day that an article says was moved takes along
the accounts of the day that stood before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from msgspec.structs import replace

from briefing.article_refs import ArticleRef
from briefing.links import Link
from briefing.merge.deadline_accounts import DeadlineAccount, deadline_account
from briefing.merge.deadline_rivals import with_rivals
from briefing.merge.deadlines_across_days import with_moved, with_slipped, with_vaguer
from briefing.merge.deadlines_of_a_day import DeadlinesOfADay
from briefing.merge.disagreements import unsettled
from briefing.merge.events import Events
from briefing.merge.links import as_linked
from briefing.merge.memory import Merged
from briefing.model import EXACT, Deadline
from briefing.names.words import stems
from briefing.rows import DeadlineMention, DeadlineRow, TalkRow, newest_first
from briefing.timing import timing

_OFF = ("cancelled", "postponed")
_MEETING = stems(
    "meet met talk speak discuss debate negotiate negotiation confer consult gather convene host "
    "join attend visit travel trip tour arrive fly go come receive welcome call interview appear "
    "testify court dinner breakfast lunch sit"
)
"""Words for ways to meet, in what is to come. (The project's own choice.)"""


def merge_deadlines(
    deadlines: Iterable[tuple[ArticleRef, Deadline]], day: date
) -> tuple[DeadlineRow, ...]:
    """One row a dated thing: what is to come by day, then what has passed, the latest first."""
    accounts = (deadline_account(ref, deadline) for ref, deadline in deadlines)
    return merge_deadline_accounts(sorted(accounts, key=lambda t: newest_first(t.mention)), day)


class MergedDeadlines:
    """What was merged for a briefing, of which the next takes what has stayed."""

    def __init__(self) -> None:
        self.days: Merged[DeadlinesOfADay] = Merged()
        self.rows: Merged[DeadlineRow] = Merged()
        self.rivals: Merged[bool] = Merged()


def merge_deadline_accounts(
    accounts: Iterable[DeadlineAccount],
    day: date,
    talks: Iterable[TalkRow] = (),
    events: Events | None = None,
    links: Sequence[Link] = (),
    before: MergedDeadlines | None = None,
) -> tuple[DeadlineRow, ...]:
    """``merge_deadlines`` of accounts that are ready, the newest article's first.

    Articles that ``events`` takes to be of one event mean one thing where its kind, its day and who
    has to act agree, whatever the other words.

    Events whose words tell of the same one of the talks are one, whatever the words. What expires
    or is due may stand in such words too, and is none of the talks.
    """
    before = before or MergedDeadlines()
    alike = events or Events()
    days: dict[tuple[date, date], list[DeadlineAccount]] = defaultdict(list)
    of_meetings: list[DeadlineMention] = []
    for each in accounts:
        deadline = each.mention.deadline
        days[deadline.when, deadline.end].append(each)
        if deadline.kind == "event":
            of_meetings.append(each.mention)
    meetings = _Meetings(talks, of_meetings)
    of_a_day = (
        before.days.of(
            key, made_of, partial(_deadlines_of_a_day, *made_of, alike, before.days.earlier(key))
        )
        for key, own in days.items()
        for made_of in ((own, meetings.numbered_among(own)),)
    )
    groups = with_vaguer([[*group] for each in of_a_day for group in each.groups], alike)
    merged = with_moved(with_slipped(groups, meetings.number))
    if links:
        merged = [sorted(group, key=newest_first) for group in as_linked(merged, links)]
    rows = [
        before.rows.of(id(group[0]), made_of, partial(_deadline_row, *made_of, day))
        for group in merged
        for made_of in ((group, meetings.of(group)),)
    ]
    seen = [_seen(row, day) for row in rows]
    return with_rivals(sorted(seen, key=_coming_first), alike, before.rivals)


class _Meetings:
    """The talks among which deadlines that are ``events`` are looked for."""

    def __init__(self, talks: Iterable[TalkRow], events: Sequence[DeadlineMention]) -> None:
        self._rows = tuple(talks)
        self._numbers: dict[tuple[str, Deadline], int] = {}  # by article and event
        if events:
            told = {
                (mention.article.id, span): (number, mention.talk.what)
                for number, talk in enumerate(self._rows)
                for mention in talk.mentions
                for span in (mention.talk.span, *mention.talk.mentions)
            }
            for event in events:
                given = told.get((event.article.id, event.deadline.span))
                if given is not None and self._tells_of(event.deadline, *given):
                    self._numbers[event.article.id, event.deadline] = given[0]

    def _tells_of(self, due: Deadline, number: int, called: str) -> bool:
        """Whether the words of an event tell of the talk in the same words.

        A speech in the same sentence is none: what comes has to be a way to meet, or about the
        same.
        """
        words = stems(due.what) - stems(due.who or "")
        about = stems(called).difference(*map(stems, self._rows[number].parties))
        return bool(words & _MEETING or words & about)

    def number(self, mention: DeadlineMention) -> int | None:
        """The number of the talk that an event is."""
        if not self._numbers or mention.deadline.kind != "event":
            return None
        return self._numbers.get((mention.article.id, mention.deadline))

    def of(self, group: Iterable[DeadlineMention]) -> TalkRow | None:
        """The talk that a group of accounts is."""
        if not self._numbers:
            return None
        number = next((n for n in map(self.number, group) if n is not None), None)
        return None if number is None else self._rows[number]

    def numbered_among(self, accounts: Sequence[DeadlineAccount]) -> list[int | None]:
        """For each account which talk it is, counted from 0 in the order of these accounts."""
        if not self._numbers:
            return [None] * len(accounts)
        places: dict[int, int] = {}
        numbers = (self.number(account.mention) for account in accounts)
        return [None if n is None else places.setdefault(n, len(places)) for n in numbers]


def _deadlines_of_a_day(
    accounts: Sequence[DeadlineAccount],
    talks: Sequence[int | None],
    events: Events,
    before: DeadlinesOfADay | None,
) -> DeadlinesOfADay:
    """Those of one day merged; what is older than all accounts of ``before`` is added to those."""
    given = list(zip(accounts, talks, strict=True))
    if before is not None and given[: len(before.given)] == before.given:
        merged = before.copy()
    else:
        merged = DeadlinesOfADay(events)
    for account, talk in given[len(merged.given) :]:
        merged.add(account, talk)
    return merged


def _deadline_row(
    group: Sequence[DeadlineMention], meeting: TalkRow | None, day: date
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


def _seen(row: DeadlineRow, day: date) -> DeadlineRow:
    """The row, which may have been made for another day, as it is seen on this one."""
    stands = timing(row.when, row.end, day)
    return row if row.timing == stands else replace(row, timing=stands)


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
    order = row.sure_by.toordinal()
    return (passed, -order if passed else order, row.end.toordinal(), row.what)
