"""Many short texts as one: where words occur in them, at the cost of one search in a long string.

UTF-8, because the encoding of a Python string is that of its widest character: a single emoji in
one article would make all of the text four times as long.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

BETWEEN = b"\0"  # stands in no text
REMEMBERED = 32  # words whose places are kept
WORTH = 512  # bytes that can be searched in the time that it takes to look into one text


def needle(words: str) -> bytes:
    """Words in folded case as they are looked for."""
    return words.encode(errors="surrogatepass")


class TextIndex:
    """Texts in folded case, numbered from 0. ``starts`` has one more member: where the last ends.

    Words that were looked for up to the last text are remembered, so that longer ones are looked
    for only where those were: what a user types grows by a letter at a time.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        held = bytearray()
        self.starts = array("Q", [0])
        for text in texts:
            held += needle(text).replace(BETWEEN, b" ") + BETWEEN
            self.starts.append(len(held))
        self.bytes = bytes(held)
        self._places: dict[bytes, array[int]] = {}

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def remembered(self) -> int:
        """How many words' places are kept."""
        return len(self._places)

    def text(self, number: int) -> bytes:
        """One of the texts."""
        return self.bytes[self.starts[number] : self.starts[number + 1] - 1]

    def holds(self, number: int, words: bytes) -> bool:
        """Whether a text has those words."""
        return self.bytes.find(words, self.starts[number], self.starts[number + 1] - 1) >= 0

    def holding(self, words: bytes, first: int = 0, end: int | None = None) -> Iterator[int]:
        """The numbers from ``first`` to before ``end`` of the texts with those words, in order."""
        end = len(self) if end is None else end
        numbers = array("I")
        for number in self._candidates(words, first, end):
            numbers.append(number)
            yield number
        if (first, end) == (0, len(self)) and len(numbers) * WORTH <= len(self.bytes):
            while len(self._places) >= REMEMBERED:
                del self._places[next(iter(self._places))]
            self._places[words] = numbers

    def rarest(self, several: Iterable[bytes]) -> bytes:
        """The words in the fewest texts, by what is remembered of them; else the longest."""

        def promise(words: bytes) -> tuple[int, int]:
            sizes = (len(places) for part, places in self._places.items() if part in words)
            return min(sizes, default=len(self)), -len(words)

        return min(several, key=promise)

    def _candidates(self, words: bytes, first: int, end: int) -> Iterator[int]:
        indexed = [places for part, places in self._places.items() if part in words]
        if not indexed:
            yield from self._looked_for(words, first, end)
            return
        places = min(indexed, key=len)
        within = places[bisect_left(places, first) : bisect_left(places, end)]
        yield from (number for number in within if self.holds(number, words))

    def _looked_for(self, words: bytes, first: int, end: int) -> Iterator[int]:
        if BETWEEN in words or first >= end:
            return
        text, starts = self.bytes, self.starts
        last = starts[end] - 1
        at = text.find(words, starts[first], last)
        while at >= 0:
            number = bisect_right(starts, at, first) - 1
            yield number
            at = text.find(words, starts[number + 1], last)
