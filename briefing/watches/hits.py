"""What all watches together see in a briefing: how many findings, how many new, and why each.

Findings are known by the accounts that they rest on, so that a hit of a search, a mention
or a row of the next briefing is recognised as well.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from briefing.digest.briefing import Briefing
from briefing.digest.remarks import Finding, accounts_of
from briefing.model import Attribution
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

if TYPE_CHECKING:
    from briefing.watches.watch import Watch

_Why: TypeAlias = tuple[str, ...]
_Key: TypeAlias = tuple[str, str, int, str | None, date | None]
_Speaker: TypeAlias = tuple[Attribution, str | None]


class WatchHits(Struct, frozen=True):
    """``total`` findings are watched for, ``new`` of them have not been shown before.

    The rest is for ``why`` and ``is_new``.
    """

    total: int = 0
    new: int = 0
    accounts: Mapping[_Key, _Why] = {}
    speakers: Mapping[_Speaker, _Why] = {}
    new_accounts: frozenset[_Key] = frozenset()
    new_speakers: frozenset[_Speaker] = frozenset()

    def why(self, item: object) -> _Why:
        """Why a row, a finding or an account of one is watched for: "party OSCE"; or nothing."""
        if isinstance(item, SpeakerRow):
            return self.speakers.get(_speaker(item), ())
        if isinstance(item, Utterance):
            return tuple(dict.fromkeys(why for s in item.statements for why in self.why(s)))
        key = _key(item)
        return self.accounts.get(key, ()) if key else ()

    def is_new(self, item: object) -> bool:
        """Whether something about it has not been shown before."""
        if isinstance(item, SpeakerRow):
            return _speaker(item) in self.new_speakers
        if isinstance(item, Utterance):
            return any(map(self.is_new, item.statements))
        return _key(item) in self.new_accounts


NO_HITS = WatchHits()


def watch_hits(
    watches: Sequence[Watch], briefing: Briefing, seen: Mapping[str, Collection[str]]
) -> WatchHits:
    """What the watches see in a briefing; ``seen`` holds the keys that each has shown, by name."""
    if not watches:
        return NO_HITS
    # Every start of brief imports this module, and shows its first rows without watches.
    from briefing.watches.watch import matches_of_each, unseen

    each = matches_of_each(watches, briefing)
    accounts: dict[_Key, _Why] = {}
    keys_hit: set[_Key] = set()
    for match in (match for matches in each for match in matches):
        first, *others = _keys(match.finding)
        keys_hit.add(first)
        reasons = tuple(dict.fromkeys((*accounts.get(first, ()), *match.why)))
        accounts.update(dict.fromkeys((first, *others), reasons))
    fresh = [
        match.finding
        for watch, matches in zip(watches, each, strict=True)
        for match in unseen(matches, seen.get(watch.name, ()))
    ]
    new_accounts = frozenset(key for finding in fresh for key in _keys(finding))
    speakers = _speakers(briefing, accounts)
    new_speakers = (
        _speaker(row)
        for row in briefing.speakers
        if _speaker(row) in speakers and any(_key(s) in new_accounts for s in row.statements)
    )
    return WatchHits(
        total=len(keys_hit),
        new=len({_keys(finding)[0] for finding in fresh}),
        accounts=accounts,
        speakers=speakers,
        new_accounts=new_accounts,
        new_speakers=frozenset(new_speakers),
    )


def _speakers(briefing: Briefing, accounts: Mapping[_Key, _Why]) -> dict[_Speaker, _Why]:
    """Why speakers are watched for: the reasons of all that they said."""
    by_speaker: dict[_Speaker, _Why] = {}
    for row in briefing.speakers:
        said = (reasons for s in row.statements for reasons in accounts.get(_keys(s)[0], ()))
        reasons = tuple(dict.fromkeys(said))
        if reasons:
            by_speaker[_speaker(row)] = reasons
    return by_speaker


def _speaker(row: SpeakerRow) -> _Speaker:
    return row.attribution, row.name


def _key(item: object) -> _Key | None:
    """What tells an account from all others, also from those told of by the same words."""
    if isinstance(item, TalkRow | DeadlineRow):
        return _key(item.mentions[0])
    if isinstance(item, Statement):
        return item.article.id, "quote", item.index, None, None
    if isinstance(item, TalkMention):
        talk = item.talk
        return item.article.id, "talk", talk.span.start, talk.place, talk.start
    if isinstance(item, DeadlineMention):
        due = item.deadline
        return item.article.id, "deadline", due.span.start, due.what, due.when
    if isinstance(item, FindingMention):
        return item.article.id, item.kind, item.spans[0].start, None, None
    return None


def _keys(finding: Finding) -> list[_Key]:
    return [key for account in accounts_of(finding) if (key := _key(account))]
