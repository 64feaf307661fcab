"""Everything that can be searched: words in folded case to look in, and the rest packed.

What a hit shows is unpacked with the hit: findings as they are at work take five times the room.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from itertools import accumulate
from sys import intern
from types import GenericAlias
from typing import Any

import msgspec

from briefing.article_refs import ArticleRef
from briefing.kinds import shown_kinds
from briefing.model import Entry, Findings
from briefing.search.searchable import (
    PARTS,
    Searchable,
    findings_by_kind,
    kind_names,
    of_article,
    searchables,
)
from briefing.search.text_index import TextIndex

APART = "\x1f"  # stands between the parts of a searchable's words, and in none of them
SEARCHED_CHARACTERS = 40_000_000
"""Of text that faces search, the newest articles first; of older ones all but the text."""

_UNPACKED = 256  # articles kept unpacked


_pack = msgspec.msgpack.Encoder().encode


def _unpacker() -> Callable[[bytes], tuple[Any, ...]]:
    """Reads an article, less its text, and its findings of each kind, as they were packed."""
    findings = (GenericAlias(tuple, (kind.value, ...)) for kind in shown_kinds())
    packed: Any = GenericAlias(tuple, (ArticleRef, *findings))
    return msgspec.msgpack.Decoder(packed).decode


class _Gathered:
    """What entries bring to an index: a member of each list an entry, in the order they come in."""

    def __init__(self, names: Iterable[str]) -> None:
        """``names`` are those of the kinds, whose numbers stand in ``kinds``."""
        self._numbers = {name: number for number, name in enumerate(names)}
        self.days: list[int] = []
        self.outlets: list[str] = []
        self.kinds: list[bytes] = []
        self.own: list[list[str]] = []
        self.events: list[array[int]] = []
        self.texts: list[str] = []
        self.packed: list[bytes] = []

    def add(self, entry: Entry, with_text: bool) -> None:
        """Take in one more entry, its text with it or not."""
        ref = ArticleRef.of(entry.article)
        findings = entry.findings or Findings(entry.article.id, "")
        text = entry.article.text if with_text else ""
        every = [*searchables(entry)]
        self.days.append(ref.age)
        self.outlets.append(intern((ref.source or "").casefold()))
        self.kinds.append(bytes(self._numbers[each.kind] for each in every))
        self.own.append([_folded(each) for each in every])
        self.events.append(array("l", (day for each in every for day in _event_days(each))))
        self.texts.append(f"{every[0].words[0]}\n{text}".casefold())
        self.packed.append(_pack((ref, *findings_by_kind(findings))))


class Index:
    """Searchables, newest first, those without a day last, each article before its findings.

    ``own`` holds the words of each searchable, its parts ``APART``; ``texts`` title and text of
    each article (the title up to ``title_ends``), by the same number as in ``firsts``, which says
    what number the article has among the searchables, and has one more member: how many there are.
    ``outlets`` are in folded case. ``days`` is the day of each article as a negative ordinal,
    ascending; 0 for those without. ``event_days`` are the first and the last day of the event that
    each searchable is about, as ordinals, one after the other; 0 where none is given.
    """

    def __init__(self, entries: Iterable[Entry], characters: int | None = None) -> None:
        """``characters`` is how much text can be searched, in the order of the entries; of further
        articles all but the text. None for no limit."""
        self._names = kind_names()
        self._unpack = _unpacker()
        given = _Gathered(self._names)
        for entry in entries:
            if characters is not None:
                characters -= len(entry.article.text)
            given.add(entry, with_text=characters is None or characters > 0)
        order = sorted(range(len(given.days)), key=given.days.__getitem__)
        self.days = array("l", (given.days[n] for n in order))
        self.outlets = tuple(given.outlets[n] for n in order)
        self._kinds = b"".join(given.kinds[n] for n in order)
        self.firsts = array("I", accumulate((len(given.kinds[n]) for n in order), initial=0))
        # One after the other, each let go as soon as it is joined: together they are large.
        self.texts = TextIndex(given.texts[n] for n in order)
        given.texts.clear()
        self.event_days = array("l")
        for number in order:
            self.event_days.extend(given.events[number])
        given.events.clear()
        ends = (self.texts.bytes.index(b"\n", start) for start in self.texts.starts[:-1])
        self.title_ends = array("Q", ends)
        self.own = TextIndex(words for n in order for words in given.own[n])
        given.own.clear()
        self._packed = b"".join(given.packed[n] for n in order)
        lengths = (len(given.packed[n]) for n in order)
        self._packed_starts = array("Q", accumulate(lengths, initial=0))
        self._unpacked: dict[int, tuple[Searchable, ...]] = {}

    def __len__(self) -> int:
        return len(self._kinds)

    def kind(self, number: int) -> str:
        """Of which kind the searchable of that number is."""
        return self._names[self._kinds[number]]

    def happens(self, number: int, first: date | None, last: date | None) -> bool:
        """Whether what that searchable is about falls between those days, both included."""
        start, end = self.event_days[2 * number : 2 * number + 2]
        if not start:
            return False
        return (last is None or start <= last.toordinal()) and (
            first is None or end >= first.toordinal()
        )

    def article_of(self, number: int) -> int:
        """The number of the article that the searchable of that number is or stands in."""
        return bisect_right(self.firsts, number) - 1

    def searchable(self, number: int) -> Searchable:
        """The searchable of that number."""
        article = self.article_of(number)
        unpacked = self._unpacked.get(article)
        if unpacked is None:
            while len(self._unpacked) >= _UNPACKED:
                del self._unpacked[next(iter(self._unpacked))]
            start, end = self._packed_starts[article : article + 2]
            ref, *by_kind = self._unpack(self._packed[start:end])
            unpacked = tuple(of_article(ref, by_kind))
            self._unpacked[article] = unpacked
        return unpacked[number - self.firsts[article]]


def _event_days(searchable: Searchable) -> tuple[int, int]:
    first, last = searchable.days
    start, end = first or last, last or first
    return (start.toordinal(), end.toordinal()) if start and end else (0, 0)


def _folded(searchable: Searchable) -> str:
    parts = searchable.parts
    text = APART.join(parts)
    if text.count(APART) >= len(PARTS):
        text = APART.join(part.replace(APART, " ") for part in parts)
    return text.casefold()
