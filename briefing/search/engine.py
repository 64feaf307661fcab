"""Search through an index: the hits of a query, in order.

Hits whose own words hold the terms come before those where only title or text does, newer ones
before older ones.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from typing import overload

from briefing.search.index import APART, Index
from briefing.search.query import Patterns, Query, Term
from briefing.search.searchable import PARTS, Searchable
from briefing.search.text_index import needle

_IN_OWN = ("speaker", "place", "party", "to", "said")  # fields whose words are the searchable's own


class Ranked(Sequence[Searchable]):
    """Hits, the best first, each taken from the index when it is asked for, and then the same."""

    def __init__(self, index: Index, numbers: Sequence[int]) -> None:
        self._index = index
        self._numbers = numbers
        self._taken: dict[int, Searchable] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Searchable: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Searchable]: ...

    def __getitem__(self, at: int | slice) -> Searchable | Sequence[Searchable]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        number = self._numbers[at]
        if number not in self._taken:
            self._taken[number] = self._index.searchable(number)
        return self._taken[number]


def search(query: Query, index: Index, limit: int = 1000) -> Ranked:
    """The hits, best first; at most ``limit``. An empty query finds nothing.

    Looks no further than the hits that are wanted: first for those whose own words hold all the
    terms, when these are too few for those whose own words hold some, then in titles and texts.
    """
    if not query:
        return Ranked(index, ())
    terms = _Lookup(query, index)
    ranked: list[list[int]] = [[] for _ in range(len(terms.plain) + 1)]
    for number, weak in terms.ranks(terms.strong()):
        if weak == 0:
            ranked[0].append(number)
            if len(ranked[0]) == limit:
                return Ranked(index, ranked[0])
    for number, weak in terms.ranks(terms.partly_strong()):
        if weak:
            ranked[weak].append(number)
            if len(ranked[0]) + len(ranked[1]) == limit:
                break
    room = limit - sum(map(len, ranked[:-1]))
    for number, weak in terms.ranks(terms.others() if room > 0 else ()):
        if weak == len(terms.plain):
            ranked[-1].append(number)
            if len(ranked[-1]) == room:
                break
    return Ranked(index, [number for numbers in ranked for number in numbers][:limit])


def _decoded(text: bytes) -> str:
    return text.decode(errors="surrogatepass")


class _Lookup:
    """A query over an index. Searchables and articles are told by their numbers there."""

    def __init__(self, query: Query, index: Index) -> None:
        self.index = index
        words = [term for term in query.terms if not term.pattern]
        self.plain = [needle(term.words) for term in words if term.wanted and not term.field]
        self._unwanted = [needle(t.words) for t in words if not t.wanted and not t.field]
        self._outlets = [term for term in query.terms if term.field == "outlet"]
        self._kinds = [term for term in words if term.field == "kind"]
        self._fields = [(t.field, needle(t.words), t.wanted) for t in words if t.field in _IN_OWN]
        self._patterns = [t for t in query.terms if t.pattern and t.field != "outlet"]
        self._matching = Patterns()
        self._when = query.when
        days = index.days
        dated = bisect_left(days, 0) if query.after or query.before else len(days)
        self._first = bisect_right(days, -query.before.toordinal()) if query.before else 0
        self._end = (
            min(dated, bisect_left(days, -query.after.toordinal())) if query.after else dated
        )

    def strong(self) -> Iterable[int]:
        """Among these, in order, are all searchables whose own words hold every term."""
        return self._with_own([*self.plain, *self._needed()])

    def partly_strong(self) -> Iterable[int]:
        """Among these, in order, are all searchables whose own words hold some of several terms."""
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
        """The searchables with the rarest of those words among their own; all of them for none."""
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
        """Those of the searchables that are hits, each once, with the number of terms that stand
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
        return all(
            self._in_outlet(term, outlet) == term.wanted for term in self._outlets
        ) and not any(self._titled(article, words) for words in self._unwanted)

    def _in_outlet(self, term: Term, outlet: str) -> bool:
        if term.pattern:
            return self._matching.occurs(term.words, outlet)
        return term.words in outlet

    def _titled(self, article: int, words: bytes) -> bool:
        texts = self.index.texts
        return texts.bytes.find(words, texts.starts[article], self.index.title_ends[article]) >= 0

    def _weak(self, number: int, article: int) -> int | None:
        """How many terms stand elsewhere than in its own words; None when one does not hold."""
        index = self.index
        kind = index.kind(number)
        if any((kind == t.words) != t.wanted for t in self._kinds):
            return None
        if self._when is not None and not index.happens(number, *self._when):
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
                has_field = field != "said" or kind == "quote"
                if (has_field and words in part) != wanted:
                    return None
        weak = 0
        for words in self.plain:
            if not own.holds(number, words):
                if not (
                    index.texts.holds(article, words) if whole else self._titled(article, words)
                ):
                    return None
                weak += 1
        return weak if self._match(number, article, kind) else None

    def _match(self, number: int, article: int, kind: str) -> bool:
        """Whether the patterns hold: last, because nothing takes as long."""
        if not self._patterns:
            return True
        index = self.index
        parts = _decoded(index.own.text(number)).split(APART)
        for term in self._patterns:
            if not term.field:
                texts = index.texts
                end = None if kind == "article" else index.title_ends[article]
                around = texts.bytes[texts.starts[article] : end or texts.starts[article + 1] - 1]
                looked_in = "\n".join((*parts, _decoded(around)))
            elif term.field == "said":
                looked_in = parts[0] if kind == "quote" else ""
            else:
                looked_in = parts[PARTS.index(term.field)]
            if self._matching.occurs(term.words, looked_in) != term.wanted:
                return False
        return True
