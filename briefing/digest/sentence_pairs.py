"""Which sentences of one version stand in the place of which of another. Pure.

A sentence that only moved is left out. One stands in another's place where half of their words are
the same in the same order, where most of the shorter one is in the longer one at a stretch, or
where one thing is said in both by whomever: the same quotation, or the same words with which each
begins or ends.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from difflib import SequenceMatcher

T = TypeVar("T")

# Measured with `python -m bench.edits`: all speakers swapped there are found at these, and no
# sentence that is gone is taken for one that came elsewhere.
_ALIKE = 0.5  # of the words of two sentences in common
_MOST = 0.6  # of the words of the shorter one that are in the longer one
_AT_A_STRETCH = 4  # words of them
_QUOTED = 4  # words of a quotation that stands in both
_AT_AN_EDGE = 5  # words that begin or end both

_MOST_PAIRS = 100_000  # of sentences that are compared: about a second of a processor
_NEAR = 20  # sentences before and after, of however many

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_DASHES = re.compile(r"[‐-―]")
_QUOTATION = re.compile(r'[“"„«]([^“”"„«»]+)[”"“»]')


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text without marks and capitals: what mark-up and layout leave alone."""
    return tuple(_WORD.findall(_DASHES.sub("-", text).replace("’", "'").casefold()))


def changed_sentences(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What of ``old`` is gone or stands otherwise, in its order, each with what stands in its
    place, "" for nothing; then what of ``new`` stands in no other's place, each after "".
    """
    before, after = list(map(_Sentence.of, old)), list(map(_Sentence.of, new))
    left, right, here = _unlike(before, after)
    pairs = _best(
        {
            (a, b): (likeness, here[a, b])
            for a, b in _candidates(left, right)
            if (likeness := _likeness(before[a], after[b]))
        }
    )
    for a in left:
        yield old[a], new[pairs[a]] if a in pairs else ""
    taken = set(pairs.values())
    for b in right:
        if b not in taken:
            yield "", new[b]


def matcher(one: Sequence[T], other: Sequence[T]) -> SequenceMatcher[T]:
    """Compares two sequences, none of whose elements is taken for junk."""
    # Every start of brief imports this module, and few of them compare versions.
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False)


class _Sentence(NamedTuple):
    words: tuple[str, ...]
    bag: Counter[str]
    quotations: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, text: str) -> _Sentence:
        words = plain_words(text)
        quoted = (plain_words(found) for found in _QUOTATION.findall(text))
        return cls(words, Counter(words), frozenset(q for q in quoted if len(q) >= _QUOTED))


def _unlike(
    before: Sequence[_Sentence], after: Sequence[_Sentence]
) -> tuple[list[int], list[int], dict[tuple[int, int], bool]]:
    """The numbers of the sentences that are in one text alone, and which of two of them stand
    between the same others.
    """
    left: list[int] = []
    right: list[int] = []
    here: defaultdict[tuple[int, int], bool] = defaultdict(bool)
    found = matcher([s.words for s in before], [s.words for s in after]).get_opcodes()
    for tag, a, b, c, d in found:
        if tag != "equal":
            left += range(a, b)
            right += range(c, d)
            here.update(((n, m), True) for n in range(a, b) for m in range(c, d))
    came = Counter(after[m].words for m in right)
    went = Counter(before[n].words for n in left)
    moved = came & went
    return (
        list(_without(left, [s.words for s in before], Counter(moved))),
        list(_without(right, [s.words for s in after], Counter(moved))),
        here,
    )


def _candidates(left: Sequence[int], right: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs to compare: all, or of very many those that stand at about the same place."""
    near = max(_NEAR, _MOST_PAIRS // max(1, 2 * len(left)))
    for number, a in enumerate(left):
        for b in right[max(0, number - near) : number + near]:
            yield a, b


def _without(
    numbers: Sequence[int], words: Sequence[tuple[str, ...]], moved: Counter[tuple[str, ...]]
) -> Iterator[int]:
    for number in numbers:
        if moved[words[number]] > 0:
            moved[words[number]] -= 1
        else:
            yield number


def _best(likeness: dict[tuple[int, int], tuple[float, bool]]) -> dict[int, int]:
    """Each sentence with its pair, the likest pairs first; of equals one in the same place."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def rank(pair: tuple[int, int]) -> tuple[float, bool, tuple[int, int]]:
        alike, here = likeness[pair]
        return -alike, not here, pair

    for a, b in sorted(likeness, key=rank):
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    return pairs


def _likeness(one: _Sentence, other: _Sentence) -> float:
    """How alike two sentences are, from 0 for what are two sentences to 1 for one."""
    if not one.words or not other.words:
        return 0.0
    shorter = min(len(one.words), len(other.words))
    most = sum((one.bag & other.bag).values())
    both = len(one.words) + len(other.words)
    if 2 * most >= _ALIKE * both or most >= _MOST * shorter:
        blocks = [block.size for block in matcher(one.words, other.words).get_matching_blocks()]
        common = sum(blocks)
        if 2 * common >= _ALIKE * both:
            return 2 * common / both
        if common >= _MOST * shorter and max(blocks) >= _AT_A_STRETCH:
            return max(_ALIKE / 2, 2 * common / both)
    if one.quotations & other.quotations:
        return _ALIKE / 2
    shares = most >= _AT_AN_EDGE and _share_an_edge(one.words, other.words)
    return _ALIKE / 2 if shares else 0.0


def _share_an_edge(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words with which one begins or ends begin or end the other."""
    few = _AT_AN_EDGE
    return (
        one[:few] == other[:few]
        or one[-few:] == other[-few:]
        or _ends_as_it_begins(one, other)
        or _ends_as_it_begins(other, one)
    )


def _ends_as_it_begins(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether enough words at the end of one are those at the beginning of the other."""
    last = len(one) - _AT_AN_EDGE
    return any(one[at:] == other[: len(one) - at] for at in range(last + 1))
