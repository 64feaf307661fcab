"""Which words make a time expression possible: only rules whose words are there are tried.

Most of a news text has no time expression in it; looking at single words first keeps the cost of
the grammar far below that of the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntFlag, auto
from functools import lru_cache

from briefing.extract.grammar.token_table import Tokens

REACH = 8  # tokens that an expression can extend to either side of the word that opens it


class Hint(IntFlag):
    """Kinds of words; a rule names the kinds that it needs."""

    YEAR = auto()
    DIGIT = auto()
    ORDINAL = auto()
    MONTH = auto()
    WEEKDAY = auto()
    NEAR = auto()
    UNIT = auto()
    FEAST = auto()
    SEASON = auto()
    QUARTER = auto()
    FISCAL = auto()
    DECADE = auto()
    CLOCK = auto()
    REF = auto()
    REGULAR = auto()
    WHICH = auto()
    PART = auto()
    EVERY = auto()
    ROW = auto()
    SAME = auto()
    DAY_END = auto()
    BEFORE_OR_AFTER = auto()
    AFTER = auto()
    NEXT = auto()
    IN = auto()
    UNITS = auto()
    WEEK = auto()
    CENTURY = auto()
    WEEKDAYS = auto()
    ENDS = auto()
    DASHED = auto()
    SHORT_YEAR = auto()


_WORDS: dict[Hint, str] = {
    Hint.YEAR: r"[12][0-9]{3}",
    Hint.DIGIT: r"[0-9]",
    Hint.ORDINAL: r"[0-9](?:st|nd|rd|th)$|(?:first|second|third|last|final|fourth|fifth|sixth|"
    r"seventh|eighth|ninth|tenth|eleventh|twelfth|teenth|tieth)$",
    Hint.MONTH: r"^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    Hint.WEEKDAY: r"(?:^|-)(?:mon|tue|wed|thu|fri|sat|sun)",
    Hint.NEAR: r"today|tonight|morrow|yesterday|tmrw|morning|noon|evening|night|midday|lunch|"
    r"dawn|dusk",
    Hint.UNIT: r"(?:^|-|work)(?:second|minute|hour|day|night|week|fortnight|month|quarter|year|"
    r"decade|centur)",
    Hint.FEAST: r"^(?:easter|christmas|thanksgiving|halloween|pentecost|juneteenth|mardi|epiphany|"
    r"corpus|day|eve|new|friday|monday|sunday|tuesday|wednesday|thursday|saturday|fourth|july|"
    r"night|holiday)$",
    Hint.SEASON: r"^(?:spring|summer|autumn|fall|winter)",
    Hint.QUARTER: r"quarter|half|^q[1-4]|[1-4]q$|^h[12]$",
    Hint.FISCAL: r"^(?:fiscal|financial|fy)",
    Hint.DECADE: r"[0-9]0['’]?s$|^(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies$",
    Hint.CLOCK: r"[0-9][:.][0-9]{2}|^[ap]\.?m|[0-9][ap]\.?m|clock$|noon$|midnight|midday|"
    r"^[0-9]{4}$|hrs?$",
    Hint.REF: r"^(?:now|current|currently|present|presently|moment|nowadays|days|recent|recently|"
    r"past|lately|formerly|soon|future|term|coming|being|history|date)$",
    Hint.REGULAR: r"^(?:hourly|daily|nightly|weekly|fortnightly|biweekly|monthly|quarterly|annual|"
    r"annually|yearly)$",
    Hint.WHICH: r"^(?:this|next|last|past|coming|upcoming|previous|following|current|same|that|"
    r"entire|whole|preceding|prior|after|before)$",
    Hint.PART: r"^(?:end|beginning|start|middle|mid|close|rest|remainder|opening|outset|latter|"
    r"later|early|late|first|second)$|^mid|-end$",
    Hint.EVERY: r"^(?:every|each)$",
    Hint.ROW: r"^(?:consecutive|straight|successive|running|row)$",
    Hint.SAME: r"^same$",
    Hint.DAY_END: r"^(?:cob|eod|close|end|finish)$",
    Hint.BEFORE_OR_AFTER: r"^(?:ago|earlier|later|now|hence|prior|previously|away|before|after|"
    r"afterwards?|on|from|following)\b",
    Hint.AFTER: r"^(?:before|after|previous|prior)",
    Hint.NEXT: r"^(?:this|next|last|past|coming)$",
    Hint.IN: r"\bin$",
    Hint.UNITS: r"(?:hour|day|week|month|year|decade|centurie)s",
    Hint.WEEK: r"week",
    Hint.CENTURY: r"centur",
    Hint.WEEKDAYS: r"[a-z](?:day|morning|afternoon|evening|night)s\b|^(?:morning|afternoon|evening|"
    r"night)s$",
    Hint.ENDS: r"\b(?:end|close|start|beginning)\b",
    Hint.DASHED: r"[-/](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|[-/]$",
    Hint.SHORT_YEAR: r"['’‘](?:[0-9]|$)",
}
_PATTERNS = tuple(
    (int(hint), re.compile(p, re.IGNORECASE | re.ASCII)) for hint, p in _WORDS.items()
)
_OPENING = int(
    Hint.YEAR
    | Hint.MONTH
    | Hint.WEEKDAY
    | Hint.NEAR
    | Hint.UNIT
    | Hint.FEAST
    | Hint.SEASON
    | Hint.QUARTER
    | Hint.FISCAL
    | Hint.DECADE
    | Hint.CLOCK
    | Hint.REF
    | Hint.REGULAR
)
_ORDINAL_FIGURE = re.compile(r"^[0-9]{1,2}(?:st|nd|rd|th)$|^['’‘][0-9]{2}$")
_LIMITS = frozenset({"close", "COB", "EOD", "cob", "eod"})  # "by close of business"
_VERBS = frozenset({"may", "march", "new", "first", "second", "that", "secondary"})


@lru_cache(maxsize=50_000)
def hints_of(word: str) -> int:
    """The kinds that a word is of; negative where it opens an expression by itself."""
    if word == "may":
        return 0
    hints = 0
    for hint, pattern in _PATTERNS:
        if pattern.search(word):
            hints |= hint
    opens = (
        (hints & _OPENING and word not in _VERBS and word != "New")
        or _ORDINAL_FIGURE.match(word)
        or word in _LIMITS
    )
    return -hints if opens else hints


def windows(tokens: Tokens) -> Iterator[tuple[int, int, int]]:
    """Stretches ``[begin, finish)`` of one line around opening words, with the hints in them."""
    flags = list(map(hints_of, tokens.word))
    stretches: list[list[int]] = []
    for row in [row for row, flag in enumerate(flags) if flag < 0]:
        if stretches and row - REACH <= stretches[-1][1]:
            stretches[-1][1] = row + REACH
        else:
            stretches.append([max(0, row - REACH), row + REACH])
    for first, last in stretches:
        last = min(last, len(tokens) - 1)
        hints = 0
        for flag in flags[first : last + 1]:
            hints |= abs(flag)
        begin, finish = tokens.start[first], tokens.end[last]
        while begin < finish:
            line_end = tokens.text.find("\n", begin, finish)
            line_end = finish if line_end < 0 else line_end
            if line_end > begin:
                yield begin, line_end, hints
            begin = line_end + 1
