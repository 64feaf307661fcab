"""Numbers in words and figures, and whether two of them can both be right. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from msgspec import Struct

from briefing.timing import MONTHS

_ONES = {
    word: n
    for n, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SMALL = _ONES | _TENS
# What the words mean.
_SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")

_ABOUT = frozenset("about around some roughly approximately nearly almost estimated good".split())
_AT_LEAST = (("at", "least"), ("more", "than"), ("over",), ("above",), ("minimum", "of"))
_AT_MOST = (
    ("up", "to"),
    ("at", "most"),
    ("less", "than"),
    ("fewer", "than"),
    ("under",),
    ("below",),
    ("as", "many", "as"),
)
# Of a value that is said to be about so much: "about 400" and "412" agree, "some 50" and "60" too.
_LOOSE = 0.2

_FIRST_YEAR, _LAST_YEAR = 1900, 2100  # four figures without a comma are taken for a year
_MONTH_WORDS = frozenset(
    short for name in MONTHS for short in (name.casefold(), name[:3].casefold(), "sept")
)
# After a number that counts nothing: times of day, names of indices, ages, scores.
_NO_COUNT_AFTER = frozenset("a.m p.m am pm gmt utc et o'clock - year-old years-old".split())
_NO_COUNT_BEFORE = frozenset("- / age aged no number one".split())
_HOURS = 24
_BASE = 10.0


class Quantity(Struct, frozen=True):
    """A number as far as its words fix it, ``least`` to ``most``; where its words begin and end.

    ``is_measured`` where it has a fraction: 5.6 counts nothing.
    """

    least: float
    most: float
    at: int
    end: int
    is_measured: bool = False

    def excludes(self, other: Quantity) -> bool:
        """Whether both cannot be right of one thing."""
        return self.most < other.least or other.most < self.least

    @property
    def value(self) -> float:
        """The larger end of what it may be, or the end that a bound gives."""
        return self.least if math.isinf(self.most) else self.most


def quantities_in(words: Sequence[str]) -> list[Quantity]:
    """The numbers that count something among words in lower case, in order."""
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        read = _number(words, at)
        if read is None:
            at += 1
            continue
        value, end, rough = read
        if not _counts_nothing(words, at, end, value):
            found.append(_bounded(words, at, end, value, rough, "." in words[at] and end == at + 1))
        at = end
    return found


def is_number(word: str) -> bool:
    """Whether a word in lower case is, or is part of, a number in words."""
    if "-" in word:
        return all(part in _SMALL for part in word.split("-"))
    return word in _SCALES or word in _SMALL


def _number(words: Sequence[str], at: int) -> tuple[float, int, float] | None:
    """Value, end and how far it may be off either way; None where no number begins."""
    if words[at : at + 2] == ["a", "dozen"]:
        return _SCALES["dozen"], at + 2, _LOOSE * _SCALES["dozen"]
    bare = words[at].lstrip("$€£")
    if bare[:1].isdigit() and (figure := _FIGURE.fullmatch(bare)):
        digits = figure[0].replace(",", "")
        value, rough = float(digits), _half_place(digits)
    elif words[at] not in _SCALES and is_number(words[at]):
        value, rough = float(sum(_SMALL[part] for part in words[at].split("-"))), 0.0
    else:
        return None
    end = at + 1
    while end < len(words) and words[end] in _SCALES:
        scale = _SCALES[words[end]]
        value, rough = value * scale, (rough or 0.5) * scale
        end += 1
    return value, end, rough


def _half_place(digits: str) -> float:
    """Half of the last place that is not zero: 4,000 is 3,500 to 4,500, and 2.5 is 2.45 to 2.55;
    49 is 49."""
    decimals = len(digits.partition(".")[2])
    if decimals:
        return 0.5 * _BASE**-decimals
    zeros = len(digits) - len(digits.rstrip("0"))
    return 0.5 * _BASE**zeros if zeros and len(digits) > 1 else 0.0


def _counts_nothing(words: Sequence[str], at: int, end: int, value: float) -> bool:
    """Whether a number is a year, a day of a month, a time of day, an age, or "one"."""
    before = words[at - 1] if at else ""
    after = words[end] if end < len(words) else ""
    is_year = end == at + 1 and "," not in words[at] and _FIRST_YEAR <= value <= _LAST_YEAR
    is_ordinal = before == "." and words[max(0, at - 2)] == "no"  # "the No. 2 senator"
    is_hour = before == "at" and after in {"in", "on", ""} and value <= _HOURS
    return (
        (is_year and after != "people")
        or is_hour
        or is_ordinal
        or words[at] == "one"
        or before in _MONTH_WORDS
        or after in _MONTH_WORDS
        or before in _NO_COUNT_BEFORE
        or after in _NO_COUNT_AFTER
    )


def _bounded(
    words: Sequence[str], at: int, end: int, value: float, rough: float, is_measured: bool
) -> Quantity:
    before = tuple(words[max(0, at - 3) : at])
    if _ends_with_any(before, _AT_LEAST) or list(words[end : end + 2]) == ["or", "more"]:
        return Quantity(value - rough, math.inf, at, end, is_measured)
    if _ends_with_any(before, _AT_MOST):
        return Quantity(-math.inf, value + rough, at, end, is_measured)
    loose = max(rough, _LOOSE * value) if _ABOUT.intersection(before[-2:]) else rough
    return Quantity(value - loose, value + loose, at, end, is_measured)


def _ends_with_any(words: tuple[str, ...], endings: Sequence[tuple[str, ...]]) -> bool:
    return any(words[-len(ending) :] == ending for ending in endings)
