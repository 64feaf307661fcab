"""Search over findings and articles: words, "phrases", -not, and fields such as ``speaker:``.

Everything is compared with case folded. Every term has to be found; hits whose own words hold the
terms come before those where only title or text does, newer ones before older ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from heapq import merge
from typing import overload

from msgspec import Struct

from briefing.errors import UsageError
from briefing.findable import KINDS, PARTS, Findable
from briefing.haystack import needle
from briefing.index import APART, Index

FIELDS = ("speaker", "place", "party", "outlet", "said", "before", "after", "kind")
_TERM = re.compile(r'(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"?|(\S+))')
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_IN_OWN = ("speaker", "place", "party", "said")  # fields whose words are the findable's own


class Term(Struct, frozen=True):
    """Words to be found in a field ("" for anywhere), or not to be found; in folded case."""

    field: str
    words: str
    wanted: bool = True


class Query(Struct, frozen=True):
    """Terms, all of which have to hold, and days of publication: after one, before another."""

    terms: tuple[Term, ...] = ()
    after: date | None = None
    before: date | None = None

    def __bool__(self) -> bool:
        return bool(self.terms or self.after or self.before)


def parse(text: str) -> Query:
    """A query from what a user typed. Raises UsageError for an unknown kind or an impossible day.

    A word with a colon that is no field (a link, a time of day) is a word like any other; a field
    without a value yet says nothing.
    """
    terms: list[Term] = []
    after = before = None
    for minus, field, phrase, word in _TERM.findall(text):
        name = field.casefold()
        value = (phrase or word).casefold().strip()
        if field and name not in FIELDS:
            name, value = "", f"{name}:{value}"
        if value in ("", "-") or (not field and value.endswith(":") and value[:-1] in FIELDS):
            continue
        if name == "after":
            after = _day(value, last=True)
        elif name == "before":
            before = _day(value, last=False)
        elif name == "kind":
            terms.append(Term(name, _kind(value), not minus))
        else:
            terms.append(Term(name, value, not minus))
    return Query(tuple(terms), after, before)


def _kind(value: str) -> str:
    for kind in KINDS:
        if kind.startswith(value.removesuffix("s")):
            return kind
    raise UsageError(f"kind:{value}", "is no kind", f"Kinds are {', '.join(KINDS)}")


def _day(value: str, *, last: bool) -> date:
    """The first or last day of a year, a month or a day, as far as it is given."""
    match = _DAY.match(value)
    if match is None:
        raise UsageError(value, "is no day", "Write it as YYYY, YYYY-MM or YYYY-MM-DD")
    year = int(match[1])
    try:
        month = int(match[2]) if match[2] else (12 if last else 1)
        if match[3]:
            return date(year, month, int(match[3]))
        return date(year, month, monthrange(year, month)[1] if last else 1)
    except ValueError as error:
        raise UsageError(value, "is no day of the calendar") from error


def fits(query: Query, hit: Findable, text: str = "") -> bool:
    """Whether all terms of the query hold for it, and its day of publication is within bounds.

    ``text`` is that of an article; findings are found by their own words and their article's title.
    """
    day = hit.head.day
    if (query.after or query.before) and (
        day is None
        or (query.after is not None and day <= query.after)
        or (query.before is not None and day >= query.before)
    ):
        return False
    title = f"{hit.head.title} {hit.head.source or ''}".replace("\n", " ")
    anywhere = "\n".join((*hit.words, title, text)).casefold()

    def holds(term: Term) -> bool:
        match term.field:
            case "":
                return term.words in anywhere
            case "kind":
                return hit.kind == term.words
            case "outlet":
                return term.words in (hit.head.source or "").casefold()
            case "said":
                return hit.kind == "quote" and term.words in hit.words[0].casefold()
            case field:
                return term.words in hit.words[PARTS.index(field)].casefold()

    return all(holds(term) == term.wanted for term in query.terms)


class Ranked(Sequence[Findable]):
    """Hits, the best first, each taken from the index when it is asked for, and then the same."""

    def __init__(self, index: Index, numbers: Sequence[int]) -> None:
        self._index = index
        self._numbers = numbers
        self._taken: dict[int, Findable] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Findable: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Findable]: ...

    def __getitem__(self, at: int | slice) -> Findable | Sequence[Findable]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        number = self._numbers[at]
        if number not in self._taken:
            self._taken[number] = self._index.findable(number)
        return self._taken[number]


def search(query: Query, index: Index, limit: int = 1000) -> Ranked:
    """The hits, best first; at most ``limit``. An empty query finds nothing.

    Looks no further than the hits that are wanted: first for those whose own words hold all the
    terms, when these are too few for those whose own words hold some, then in titles and texts.
    """
    if not query:
        return Ranked(index, ())
    asked = _Asked(query, index)
    ranked: list[list[int]] = [[] for _ in range(len(asked.plain) + 1)]
    for number, weak in asked.ranks(asked.strong()):
        if weak == 0:
            ranked[0].append(number)
            if len(ranked[0]) == limit:
                return Ranked(index, ranked[0])
    for number, weak in asked.ranks(asked.partly_strong()):
        if weak:
            ranked[weak].append(number)
            if len(ranked[0]) + len(ranked[1]) == limit:
                break
    room = limit - sum(map(len, ranked[:-1]))
    for number, weak in asked.ranks(asked.others() if room > 0 else ()):
        if weak == len(asked.plain):
            ranked[-1].append(number)
            if len(ranked[-1]) == room:
                break
    return Ranked(index, [number for numbers in ranked for number in numbers][:limit])


class _Asked:
    """A query over an index. Findables and articles are told by their numbers there."""

    def __init__(self, query: Query, index: Index) -> None:
        self.index = index
        self.plain = [needle(t.words) for t in query.terms if t.wanted and not t.field]
        self._unwanted = [needle(t.words) for t in query.terms if not t.wanted and not t.field]
        self._outlets = [t for t in query.terms if t.field == "outlet"]
        self._kinds = [t for t in query.terms if t.field == "kind"]
        self._fields = [
            (t.field, needle(t.words), t.wanted) for t in query.terms if t.field in _IN_OWN
        ]
        days = index.days
        dated = bisect_left(days, 0) if query.after or query.before else len(days)
        self._first = bisect_right(days, -query.before.toordinal()) if query.before else 0
        self._end = (
            min(dated, bisect_left(days, -query.after.toordinal())) if query.after else dated
        )

    def strong(self) -> Iterable[int]:
        """Among these, in order, are all findables whose own words hold every term."""
        return self._with_own([*self.plain, *self._needed()])

    def partly_strong(self) -> Iterable[int]:
        """Among these, in order, are all findables whose own words hold some of several terms."""
        if len(self.plain) < 2:
            return ()
        return merge(*(self._with_own([words, *self._needed()]) for words in self.plain))

    def others(self) -> Iterable[int]:
        """Among these, in order, are all that hold the terms nowhere but in title and text."""
        if not self.plain:
            return ()
        needed = self._needed()
        if needed:
            return self._with_own(needed)
        return self._with_text(self.index.texts.rarest(self.plain))

    def _needed(self) -> list[bytes]:
        return [words for _, words, wanted in self._fields if wanted]

    def _with_own(self, words: list[bytes]) -> Iterable[int]:
        """The findables with the rarest of those words among their own; all of them for none."""
        firsts, own = self.index.firsts, self.index.own
        if words:
            first, end = firsts[min(self._first, self._end)], firsts[self._end]
            return own.holding(own.rarest(words), first, end)
        fitting = filter(self._fits, range(self._first, self._end))
        return (n for article in fitting for n in range(firsts[article], firsts[article + 1]))

    def _with_text(self, words: bytes) -> Iterator[int]:
        """The articles with those words in their text, and all findings under such a title."""
        index = self.index
        for article in index.texts.holding(words, self._first, self._end):
            first = index.firsts[article]
            yield first
            if self._titled(article, words):
                yield from range(first + 1, index.firsts[article + 1])

    def ranks(self, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Those of the findables that are hits, each once, with the number of terms that stand
        elsewhere than in its own words."""
        firsts = self.index.firsts
        article, end, fits, last = 0, 0, False, -1
        for number in numbers:
            if number >= end:
                article = self.index.article_of(number)
                end = firsts[article + 1]
                fits = self._fits(article)
            if fits and number != last:
                last = number
                weak = self._weak(number, article)
                if weak is not None:
                    yield number, weak

    def _fits(self, article: int) -> bool:
        """Whether the outlet is wanted, and the title has nothing unwanted."""
        if not (self._outlets or self._unwanted):
            return True
        outlet = self.index.outlets[article]
        return all((t.words in outlet) == t.wanted for t in self._outlets) and not any(
            self._titled(article, words) for words in self._unwanted
        )

    def _titled(self, article: int, words: bytes) -> bool:
        texts = self.index.texts
        return texts.bytes.find(words, texts.starts[article], self.index.title_ends[article]) >= 0

    def _weak(self, number: int, article: int) -> int | None:
        """How many terms stand elsewhere than in its own words; None when one does not hold."""
        index = self.index
        kind = index.kind(number)
        if any((kind == t.words) != t.wanted for t in self._kinds):
            return None
        own = index.own
        whole = kind == "article"
        for words in self._unwanted:
            if own.holds(number, words) or (whole and index.texts.holds(article, words)):
                return None
        if self._fields:
            parts = own.text(number).split(needle(APART))
            for field, words, wanted in self._fields:
                part = parts[0 if field == "said" else PARTS.index(field)]
                meant = field != "said" or kind == "quote"
                if (meant and words in part) != wanted:
                    return None
        weak = 0
        for words in self.plain:
            if not own.holds(number, words):
                if not (
                    index.texts.holds(article, words) if whole else self._titled(article, words)
                ):
                    return None
                weak += 1
        return weak
