"""The vocabulary of English time expressions, as tables and as fragments of patterns.

Every fragment is meant for ``re.IGNORECASE | re.ASCII``; none of them can cross a line end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

FLAGS = re.IGNORECASE | re.ASCII
_CAPITAL = re.compile(r"\\.|\(\?P|[A-Z]")

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb febr",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday weds wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAY_PARTS = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "overnight": "NI",
    "midday": "MI",
    "lunchtime": "MI",
    "dawn": "MO",
    "dusk": "EV",
}
ONES = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split(),
        start=1,
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30}
CLOCK_UNITS = frozenset({"second", "minute", "hour"})


def any_of(words: Iterable[object]) -> str:
    """A non-capturing alternation of words, the longest first."""
    listed = sorted((str(w) for w in words), key=lambda w: (-len(w), w))
    return f"(?:{'|'.join(re.escape(w) for w in listed)})"


WS = r"(?:[ \t\u00a0\u2007\u2009\u202f]{1,3})"
GAP = rf"(?:{WS}|-)"
DASH = r"[-\u2010-\u2014~]"
COMMA = rf"(?:,{WS}|{WS}?,{WS}|{WS})"
NB = r"(?<![\w.,$\u20ac\u00a3#/-])"
WB = r"(?<![\w])"

_LONG_MONTHS = [name for name in MONTHS if len(name) > 4 or name in {"may", "june", "july"}]
_LONG_DAYS = [name for name in WEEKDAYS if name.endswith("day")]
MONTH = rf"(?:{any_of(_LONG_MONTHS)}\b|{any_of(set(MONTHS) - set(_LONG_MONTHS))}\b\.?)"
WEEKDAY = rf"(?:{any_of(_LONG_DAYS)}\b|{any_of(set(WEEKDAYS) - set(_LONG_DAYS))}\b\.?)"
SEASON = any_of(SEASONS)
DAY_PART = r"(?:morning|afternoon|evening|night|midday|lunchtime|dawn|dusk)"
YEAR = r"(?:(?:1[0-9]|20|21)[0-9]{2})(?![0-9]|[.,][0-9]|%)"
SHORT_YEAR = r"(?:['’‘][0-9]{2})(?!\w)"
ORDINAL_WORD = rf"(?:(?:twenty|thirty)(?:{GAP}){any_of(list(ORDINALS)[:9])}|{any_of(ORDINALS)})"
DAY_DIGITS = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9\w%]|[.,:/][0-9])"
DAY_NUMBER = rf"(?:{DAY_DIGITS}|{ORDINAL_WORD}\b)"
HOUR_AFTER = rf"(?:{WS}?[ap]\.?{WS}?m\b|{WS}o['’]clock)"
ORDINAL = rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)|{ORDINAL_WORD})"
DAY_WORD = rf"(?:{WS}day(?={WS}of))?"
CARDINAL_WORD = rf"(?:{any_of(TENS)}(?:{GAP}{any_of(list(ONES)[:9])})?|{any_of(ONES)})"
CARDINAL = rf"(?:[0-9]{{1,4}}(?:[.,][0-9]{{1,3}})?|{CARDINAL_WORD}|a{WS}hundred)"
VAGUE_COUNT = (
    rf"(?:(?:a{WS})?couple(?:{WS}of)?|a{WS}few|(?:a{WS})?dozen|several|few|many|some|"
    rf"(?:a{WS})?half{GAP}?(?:an?\b)?|numerous|recent|dozens{WS}of|hundreds{WS}of)"
)
COUNT = rf"(?:{CARDINAL}|{VAGUE_COUNT}|an?)"
UNIT = (
    r"(?:(?:business|working|trading|calendar|full|straight|consecutive|whole|more|successive|"
    rf"long|short|further|additional|extra)(?:{WS}|-)){{0,2}}"
    rf"(?P<unit>second|minute|hour|day|night|week|fortnight|weekend|month|quarter|year|decade|"
    rf"century|centurie)s?"
)
UNIT_NAMES = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|quarters?|years?|decades?)"
ABOUT = (
    rf"(?:(?:about|around|almost|nearly|roughly|some|over|under|approximately|up{WS}to|"
    rf"at{WS}least|at{WS}most|as{WS}much{WS}as|(?:no{WS})?(?:more|less|fewer|longer){WS}than|"
    rf"just(?:{WS}(?:over|under))?|only|well{WS}over|the{WS}first)(?={WS}))"
)
ZONE = (
    r"(?:UTC|GMT|ET|EST|EDT|CT|CST|CDT|MT|MST|MDT|PT|PST|PDT|BST|CET|CEST|EET|EEST|MSK|JST|IST|"
    r"AEST|AEDT|Eastern(?:\s[Tt]ime)?|Pacific(?:\s[Tt]ime)?|local\s[Tt]ime)"
)


class Pattern:
    """A pattern of this module's fragments.

    It is compiled, with this module's flags, when it is first tried: that takes a millisecond or
    more, and the first article needs a few of the fifty. A text is searched in small letters: an
    engine that must mind both cases tries every alternative at every place, where one that need
    not passes by the first letter (a fifth less time for the search on the bench's articles).
    """

    def __init__(self, source: str) -> None:
        self._source = source

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first asked for."""
        return re.compile(self._source, FLAGS)

    @cached_property
    def _in_small_letters(self) -> re.Pattern[str]:
        lowered = _CAPITAL.sub(lambda m: m[0].lower() if len(m[0]) == 1 else m[0], self._source)
        return re.compile(lowered, FLAGS & ~re.IGNORECASE)

    def is_in(self, lowered: str, begin: int, finish: int) -> bool:
        """Whether ``lowered``, a text in small letters, has a match in ``[begin, finish)``."""
        return self._in_small_letters.search(lowered, begin, finish) is not None

    def matches(self, text: str, lowered: str, begin: int, finish: int) -> Iterator[re.Match[str]]:
        """The matches in ``[begin, finish)`` of a text, which ``lowered`` has in small letters."""
        for place in self._in_small_letters.finditer(lowered, begin, finish):
            match = self.regex.match(text, place.start(), finish)
            if match is not None:
                yield match


def in_small_letters(text: str) -> str:
    """The text with "A" to "Z" as "a" to "z", all others as they are, so that offsets hold."""
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation. Raises ``KeyError`` for other words."""
    return MONTHS[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for a weekday's name or abbreviation. Raises ``KeyError`` otherwise."""
    return WEEKDAYS[word.lower().rstrip(".")]


def ordinal(word: str) -> int:
    """The number that "3", "3rd", "third" or "twenty-third" stands for."""
    word = " ".join(word.lower().split())
    if digits := re.match("[0-9]+", word):
        return int(digits[0])
    tens, _, ones = word.replace(" ", "-").rpartition("-")
    return TENS.get(tens, 0) + ORDINALS[ones]


def cardinal(words: str) -> float | None:
    """The number that a count stands for; None for vague ones ("several", "a few")."""
    text = " ".join(words.lower().replace("-", " ").split())
    if text in {"a", "an"}:
        return 1
    if text.startswith(("half", "a half")):
        return 0.5
    if text in {"couple", "couple of", "a couple", "a couple of"}:
        return 2
    if text in {"dozen", "a dozen"}:
        return 12
    if text == "a hundred":
        return 100
    if digits := re.fullmatch(r"([0-9]+)(?:([.,])([0-9]{1,3}))?", text):
        thousands = digits[2] == "," and len(digits[3]) == 3
        if digits[2] and not thousands:
            return float(f"{digits[1]}.{digits[3]}")
        return int(digits[1] + (digits[3] or ""))
    total = 0
    for word in text.split():
        if word not in ONES and word not in TENS:
            return None
        total += ONES.get(word, 0) + TENS.get(word, 0)
    return total or None
