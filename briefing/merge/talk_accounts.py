"""One article's account of a talk, reduced to what has to agree for two to be of one meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from briefing.article_refs import ArticleRef
from briefing.model import Talk
from briefing.names.parties import acronyms_in
from briefing.names.words import fold_name, stems
from briefing.rows import TalkMention

# Which other values the labelled cases allow is said beside each: ``python -m bench.vary
# briefing.merge.talk_accounts:NAME VALUES -- pytest tests/briefing/merge``.
ADJACENT = 1  # days between two accounts of one meeting that nothing says was moved
SPOKEN_OF_WITHIN = 10  # days between a meeting and an article that does not name its day; 3 to 14
# Days by which a postponed meeting is recognised as the same; 30 to 180.
_MOVED_AT_MOST = 90
_TELLING = 2  # words of a subject that two meetings of a day do not share by chance; 1 or 2
# Days: what lasts longer is found by its place and parties. It bounds the days that are looked up.
_LISTED = 2  # parties that make a list, which may exclude another
# Days by which the day of talks to come is set back without a word of it: a week and a half, as for
# deadlines.
_SLIPS_AT_MOST = 10
_WHO_MEETS = stems("council committee conference assembly board cabinet parliament summit leader")
_APART = stems(
    "call visit trip tour hearing trial summit conference dinner ceremony seminar workshop"
)
_SUMMIT = stems("summit")
_HEARD = stems("hearing trial")
"""Of these an event has hardly ever two in a day."""
_LONGEST = 62  # days, two months: a longer stretch is a period in which meetings fell
_PAIRS = 4_096
"""Pairs of accounts remembered: each briefing asks of those of the one before it again, of 1,900
articles some 2,000 (``bench.digest``)."""
_COUNTED = re.compile(
    r"^(?:several|some|many|most|various|a number of|two|three|four|five|six|seven|eight) "
)
_EMPTY = frozenset(
    stems("talks meeting session round summit negotiation discussion call visit hearing")
)
_EVERYWHERE = _EMPTY | stems(
    "minister government state leader official delegation envoy deal agree agreement side start "
    "begin end open close hold plan new three four five six seven eight nine ten meet talk resume "
    "january february march april june july august september october november december"
)
"""Words of titles that say nothing of which meeting it is."""


class TalkTraits(Struct, frozen=True, gc=False, cache_hash=True):
    """What of a talk has to agree; days as ordinals, ``time`` as its article gives it."""

    place: str | None
    parties: frozenset[str]
    first: int | None
    last: int | None
    round: int | None
    postponed: bool
    planned: bool
    what: str
    time: str | None = None
    moved_from: int | None = None


@lru_cache(maxsize=16_384)
def subject_of(what: str) -> frozenset[str]:
    return stems(what) - _EMPTY


@lru_cache(maxsize=16_384)
def signs_of(traits: TalkTraits, sentences: str) -> frozenset[str]:
    """What articles that tell of one meeting have in common: the words of their titles and of the
    sentences that tell of it, of subject, place and parties, and which round it is."""
    named = stems(" ".join((traits.place or "", *sorted(traits.parties))))
    rounds = {f"round {traits.round}"} if traits.round else set()
    return ((stems.__wrapped__(sentences) | named | subject_of(traits.what)) - _EVERYWHERE) | rounds


def traits_of(talk: Talk) -> TalkTraits:
    place = fold_name(talk.place) if talk.place else None
    first = talk.start or talk.end
    last = talk.end or talk.start
    traits = TalkTraits(
        place=place,
        parties=_parties(talk.parties) - {place},
        first=first.toordinal() if first else None,
        last=last.toordinal() if last else None,
        round=talk.round,
        postponed=talk.status == "postponed",
        planned=talk.status == "planned",
        what=talk.what,
        time=talk.time,
        moved_from=talk.moved_from.toordinal() if talk.moved_from else None,
    )
    return _the_same(traits)


@lru_cache(maxsize=_PAIRS)
def _the_same(traits: TalkTraits) -> TalkTraits:
    """Traits that equal these: one object is held, and equal at a glance, for many accounts."""
    return traits


@lru_cache(maxsize=16_384)
def _parties(names: tuple[str, ...]) -> frozenset[str]:
    """The names, the acronyms in them (the council of a body sits there for the body), and those
    that long names are known by. How many of them there are is no part of a name."""
    acronyms = (acronym for name in names for acronym in acronyms_in(name))
    return frozenset((*(_COUNTED.sub("", fold_name(name)) for name in names), *acronyms))


def same_talk(one: Talk, other: Talk) -> bool:
    """Whether two accounts are of one meeting."""
    return same_meeting(traits_of(one), traits_of(other))


@lru_cache(maxsize=_PAIRS)
def same_meeting(one: TalkTraits, other: TalkTraits) -> bool:
    if one.round and other.round and one.round != other.round:
        return False
    places = one.place == other.place if one.place and other.place else None
    shared = one.parties & other.parties
    apart = _days_apart(one, other)
    if apart is None:
        return places is True and bool(shared)
    if apart > 0:
        if len(shared) < 2:
            return False
        moved = (one.postponed or other.postponed) and apart <= _MOVED_AT_MOST
        return (places is True and apart <= ADJACENT) or (moved and places is not False)
    mine, theirs = kinds(one.what), kinds(other.what)
    if mine and theirs and mine.isdisjoint(theirs):
        return False  # a hearing on the day of a visit
    if places is False:
        return _same_parties(one, other) and (one.first, one.last) == (other.first, other.last)
    if not (one.parties and other.parties):
        return places is True or mine == theirs
    if len(shared) >= 2 or (places is True and shared):
        return True
    if shared:
        # One name of several may be at two tables; alone it has a visit and a call in a day.
        return shared in (one.parties, other.parties) and mine == theirs
    about = _shared_subject(one, other)
    if places is True:
        return bool(about)
    # "The river commission" and "Norway and Iceland" may be one table, if it is about one thing.
    about = about.difference(*map(stems, (*one.parties, *other.parties)))
    return len(about) >= _TELLING or _names_who_meets(one, other) or _names_who_meets(other, one)


def _shared_subject(one: TalkTraits, other: TalkTraits) -> frozenset[str]:
    """The words of both subjects but for the place, which is where they are compared."""
    about = subject_of(one.what) & subject_of(other.what)
    return about.difference(*map(stems, filter(None, (one.place, other.place)))) if about else about


def _names_who_meets(one: TalkTraits, other: TalkTraits) -> bool:
    """Whether what one meeting is called holds the name of who meets in the other, if it tells."""
    called = stems(one.what)
    parties = map(stems, other.parties)
    return any(len(party) >= _TELLING and party <= called for party in parties)


def same_round(undated: TalkTraits, dated: TalkTraits, published: int) -> bool:
    """Whether an account without a day may be of that round; ``published``: its article's day."""
    if dated.first is None or abs(published - dated.first) > SPOKEN_OF_WITHIN:
        return False
    if undated.parties and dated.parties and not undated.parties & dated.parties:
        return False
    elsewhere = undated.place and dated.place and undated.place != dated.place
    return undated.round == dated.round and not elsewhere


@lru_cache(maxsize=_PAIRS)
def one_in_event(a: TalkTraits, b: TalkTraits) -> bool:
    """Whether two accounts in articles on one event, of which the days agree, are of one meeting.

    Nothing may speak against it: another place, another round, another kind of meeting, or two
    tables of which each is told in full. At the least the place, the whole of several days, the
    subject, or the kind where one of the two names nobody speaks for it.
    """
    if a.round and b.round and a.round != b.round:
        return False
    if a.place and b.place and a.place != b.place:
        return False
    if not _one_table(a.parties, b.parties):
        return False
    if kinds(a.what) != kinds(b.what):
        # "EU leaders meet in Brussels" is the summit there.
        return kinds(a.what) ^ kinds(b.what) == _SUMMIT and bool(a.place and a.place == b.place)
    if a.place and a.place == b.place:
        return True
    if (a.first, a.last) == (b.first, b.last) and a.first != a.last:
        return bool(stems(a.what) & stems(b.what))
    if kinds(a.what) & _HEARD and not (a.parties and b.parties):
        return a.first == b.first and a.last == b.last
    return bool(subject_of(a.what) & subject_of(b.what))


@lru_cache(maxsize=_PAIRS)
def has_slipped(a: TalkTraits, b: TalkTraits) -> bool:
    """Whether two accounts of what is still to come give one meeting there another day."""
    if not (a.planned and b.planned and a.place and a.place == b.place):
        return False
    apart = _days_apart(a, b)
    if apart is None or apart > _SLIPS_AT_MOST:
        return False
    about = (subject_of(a.what) & subject_of(b.what)) - _WHO_MEETS
    return bool(about) and one_in_event(a, b)


@lru_cache(maxsize=16_384)
def kinds(what: str) -> frozenset[str]:
    """What sets a meeting apart from talks at a table."""
    return stems(what) & _APART


def _one_table(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether lists of parties do not exclude each other; one name alone is no list."""
    if len(mine) < _LISTED or len(theirs) < _LISTED:
        return True
    shared = sum(any(is_one_party(name, other) for other in theirs) for name in mine)
    return shared >= _LISTED or mine <= theirs or theirs <= mine


def is_one_party(name: str, other: str) -> bool:
    """Whether one name of a party is the other or its end: the leaders, the party leaders."""
    words, others = name.split(), other.split()
    return words[-1:] == others[-1:] and (set(words) <= set(others) or set(others) <= set(words))


def rests_on_days(one: TalkTraits, other: TalkTraits) -> bool:
    """Whether no party, and neither place nor subject, says that two accounts are of one meeting.

    Towns such as Brussels see several in a day, but no two from one day of a month to another.
    """
    if one.parties & other.parties:
        return False
    if one.place is None or one.place != other.place:
        return True
    if (one.first, one.last) == (other.first, other.last) and one.first != one.last:
        return False
    mine, theirs = subject_of(one.what), subject_of(other.what)
    return bool(mine and theirs) and not _shared_subject(one, other)


def _same_parties(a: TalkTraits, b: TalkTraits) -> bool:
    return a.parties == b.parties and len(a.parties) > 1


def _days_apart(a: TalkTraits, b: TalkTraits) -> int | None:
    """Days between the two, None if either has no day.

    0 if they overlap, or one is moved from a day of the other.
    """
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return None
    if _is_moved_from(a, b) or _is_moved_from(b, a):
        return 0
    return max(0, b.first - a.last, a.first - b.last)


def _is_moved_from(one: TalkTraits, other: TalkTraits) -> bool:
    return one.moved_from is not None and one.moved_from in days_of(other)


def days_of(traits: TalkTraits) -> Sequence[int]:
    """Its days, as ordinals; none of what lasts long."""
    if traits.first is None or traits.last is None or traits.last - traits.first > _LONGEST:
        return ()
    return range(traits.first, traits.last + 1)


class TalkAccount(Struct, frozen=True, gc=False):
    """One article's account of a talk, ready to be compared; ``rank`` 0 tells most.

    ``words`` are the article's title and the sentences that tell of it.
    """

    mention: TalkMention
    traits: TalkTraits
    rank: tuple[int, int]
    words: str

    @property
    def signs(self) -> frozenset[str]:
        """Words that articles about the same meeting share."""
        return signs_of(self.traits, self.words)


def talk_account(ref: ArticleRef, talk: Talk, text: str = "") -> TalkAccount:
    """An account of a talk, ready for ``merge_talk_accounts``; ``text`` is that of its article."""
    traits = traits_of(talk)
    missing = (traits.first is None) + (traits.place is None) + (not traits.parties)
    length = traits.last - traits.first if traits.first and traits.last else 0
    sentences = (span.of(text) for span in talk.mentions or (talk.span,))
    words = " ".join((ref.title, *sentences))
    return TalkAccount(TalkMention(ref, talk), traits, (missing, length), words)
