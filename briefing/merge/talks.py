"""Which talks, reported in different articles, are one meeting.

Two accounts are of one meeting if neither place, days, parties nor round speak against it and at
least the days, or place and parties, speak for it; where it is the days alone, the articles have to
be about the same. Accounts meet only where they share a day with
a place or a party, or a place with a party, so the work grows with the number of accounts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from operator import attrgetter

from msgspec.structs import replace

from briefing.article_refs import ArticleRef
from briefing.links import Link
from briefing.merge.disagreements import differing
from briefing.merge.events import Events
from briefing.merge.links import as_linked
from briefing.merge.memory import Merged
from briefing.merge.talk_accounts import TalkAccount, is_one_party, subject_of, talk_account
from briefing.merge.talk_groups import TalkGroups
from briefing.model import Talk
from briefing.names.parties import is_acronym, party_keys
from briefing.names.words import fold_name
from briefing.rows import TalkMention, TalkRow, newest_first
from briefing.timing import timing

_COMPARED = 24  # newest accounts of a meeting, among which its name is looked for: bounds the work


def merge_talks(talks: Iterable[tuple[ArticleRef, Talk]], day: date) -> tuple[TalkRow, ...]:
    """One row a meeting, ordered by day (undated last), as seen on ``day``."""
    accounts = (talk_account(ref, talk) for ref, talk in talks)
    return merge_talk_accounts(sorted(accounts, key=lambda t: newest_first(t.mention)), day)


def merge_talk_accounts(
    accounts: Iterable[TalkAccount],
    day: date,
    events: Events | None = None,
    links: Sequence[Link] = (),
    before: Merged[TalkRow] | None = None,
) -> tuple[TalkRow, ...]:
    """``merge_talks`` of accounts that are ready, the newest article's first.

    ``events`` tells which articles are of one event; without it, none are taken to be. ``links``
    are what a reader says of talks. ``before`` are the rows of the last briefing, of which this one
    takes what has stayed.
    """
    before = Merged() if before is None else before
    groups = TalkGroups(events or Events())
    # The fullest first, so that vaguer accounts find what to join, and never hold two
    # meetings together.
    for account in sorted(accounts, key=attrgetter("rank")):
        groups.add(account)
    meetings = [group.mentions for group in groups.all]
    if links:
        meetings = as_linked(meetings, links)
    rows = (
        before.of(id(mentions[0]), mentions, partial(_talk_row, mentions, day))
        for mentions in meetings
    )
    return tuple(sorted((_seen(row, day) for row in rows), key=_row_order))


def _seen(row: TalkRow, day: date) -> TalkRow:
    """The row, which may have been made for another day, as it is seen on this one."""
    stands = timing(row.start, row.end, day)
    return row if row.timing == stands else replace(row, timing=stands)


def _talk_row(group: Sequence[TalkMention], day: date) -> TalkRow:
    newest = sorted(group, key=newest_first) if len(group) > 1 else group
    talks = [m.talk for m in newest]
    dated = next((t for t in talks if t.start), None)
    placed = next((t for t in talks if t.place), None)
    place = fold_name(placed.place) if placed and placed.place else None
    parties = _parties_of(talks, place)
    start, end = (dated.start, dated.end) if dated else (None, None)
    return TalkRow(
        what=_called(talks),
        status=talks[0].status,
        place=placed.place if placed else None,
        country=placed.country if placed else None,
        start=start,
        end=end,
        parties=parties,
        round=next((t.round for t in talks if t.round), None),
        outcome=next((t.outcome for t in talks if t.outcome), None),
        minutes=next((t.minutes for t in talks if t.minutes), None),
        timing=timing(start, end, day),
        disagreements=differing(newest) if len(newest) > 1 else (),
        mentions=tuple(newest),
    )


def _called(talks: Sequence[Talk]) -> str:
    """What the account calls it that most others agree with, and tells most of these.

    The account with most parties may be of a meeting that took the same days.
    """
    if len(talks) == 1:
        return talks[0].what
    compared = [subject_of(talk.what) for talk in talks[:_COMPARED]]
    agreeing = Counter(word for words in compared for word in words)

    def rank(talk: Talk) -> tuple[int, int]:
        words = subject_of(talk.what)
        most = max((agreeing[word] for word in words), default=0)
        return most, bool(talk.place) + bool(talk.start) + len(talk.parties)

    return max(talks[:_COMPARED], key=rank).what


def _parties_of(talks: Sequence[Talk], place: str | None) -> tuple[str, ...]:
    """All parties once, by their short names where they have one, less the place itself."""
    keys = party_keys(party for talk in talks for party in talk.parties)
    by_key: dict[str, str] = {}
    for name, key in keys.items():
        if key != place and (key not in by_key or is_acronym(name)):
            by_key[key] = name
    names = tuple(by_key.values())
    if len(talks) > 1:
        names = tuple(name for name in names if not _is_said_better(name, names, talks))
    return names


def _is_said_better(name: str, names: Sequence[str], talks: Sequence[Talk]) -> bool:
    """Whether another account says more of those whom this one describes: "party leaders", or
    names the body that they lead: "leaders of Norway"."""
    body = fold_name(name).partition(" of ")[2].removeprefix("the ")
    if body and any(fold_name(other) == body for other in names):
        return True
    return name.islower() and any(
        len(other) > len(name)
        and is_one_party(name, other)
        and not any(name in talk.parties and other in talk.parties for talk in talks)
        for other in names
    )


def _row_order(row: TalkRow) -> tuple[int, int, str]:
    return (0, row.start.toordinal(), row.what) if row.start else (1, 0, row.what)
