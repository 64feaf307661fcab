"""What is searched for: words, "phrases", /patterns/, -not, and fields such as ``speaker:``.

Everything is compared with case folded. Every term has to be found. A pattern is a regular
expression, looked for wherever words are. ``briefing.search`` looks for queries in an index; here
is what they mean, which watches ask of a few findings at a time.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING

from msgspec import Struct

from briefing.errors import UsageError
from briefing.search.searchable import PARTS, Searchable, kind_names
from briefing.typed_days import days_meant

if TYPE_CHECKING:
    import regex

FIELDS = ("speaker", "place", "party", "to", "outlet", "said", "when", "before", "after", "kind")
_OF_WORDS = ("", "speaker", "place", "party", "to", "outlet", "said")
"""The fields whose values are words, and so may be patterns."""
_TERM = re.compile(r'(-?)(?:([A-Za-z]+):)?(?:/((?:[^/\\]|\\.)+)/|"([^"]*)"?|(\S+))')
_PERIODS = re.compile(
    r"\b(when|before|after):((?:last|this|next)\s+[a-z]+"
    r"|(?:\d+|an?)\s+[a-z]+\s+ago|in\s+(?:\d+|an?)\s+[a-z]+)\b",
    re.IGNORECASE,
)
"""Days of more than one word, as they are typed where nobody thinks of quotation marks."""
_WEEK = timedelta(days=7)
_RANGE = ".."
_MATCH_SECONDS = 0.5  # for all patterns of a query: what takes longer is felt while typing


class Term(Struct, frozen=True):
    """Words to be found in a field ("" for anywhere), or not to be found; in folded case.

    A ``pattern`` is a regular expression in place of words, as it was typed.
    """

    field: str
    words: str
    wanted: bool = True
    pattern: bool = False


class Query(Struct, frozen=True):
    """Terms, all of which have to hold, and days of publication: after one, before another.

    ``when`` are the first and the last day between which what is found has to happen.
    """

    terms: tuple[Term, ...] = ()
    after: date | None = None
    before: date | None = None
    when: tuple[date, date] | None = None

    def __bool__(self) -> bool:
        return bool(self.terms or self.after or self.before or self.when)


def parse(text: str, today: date | None = None) -> Query:
    """A query from what a user typed. Raises UsageError for an unknown kind or an impossible day.

    ``today`` is the day from which ``tomorrow`` and the like are counted, the present one if it is
    not given. A weekday of ``when:`` is the next one, today among them; of the others, the last. A
    word with a colon that is no field (a link, a time of day) is a word like any other; a field
    without a value yet says nothing.
    """
    day = today or date.today()
    terms: list[Term] = []
    after = before = when = None
    for minus, field, pattern, phrase, word in _TERM.findall(_PERIODS.sub(r'\1:"\2"', text)):
        name = field.casefold()
        if pattern and name in _OF_WORDS:
            compiled(pattern)
            terms.append(Term(name, pattern, not minus, pattern=True))
            continue
        value = (phrase or word or (f"/{pattern}/" if pattern else "")).casefold().strip()
        if field and name not in FIELDS:
            name, value = "", f"{name}:{value}"
        if value in ("", "-") or (not field and value.endswith(":") and value[:-1] in FIELDS):
            continue
        if name == "after":
            after = days_meant(value, day)[1]
        elif name == "before":
            before = days_meant(value, day)[0]
        elif name == "when":
            when = _days(value, day)
        elif name == "kind":
            terms.append(Term(name, _kind(value), not minus))
        else:
            terms.append(Term(name, value, not minus))
    return Query(tuple(terms), after, before, when)


@lru_cache(maxsize=64)
def compiled(pattern: str) -> regex.Pattern[str]:
    """The regular expression. Raises UsageError for what is none."""
    import regex  # a twentieth of a second, for what few ask: unlike ``re``, it can be timed out

    try:
        return regex.compile(pattern, regex.IGNORECASE)
    except regex.error as error:
        raise UsageError(f"/{pattern}/", "is no regular expression", str(error)) from error


class Patterns:
    """Looks for the patterns of one query, for no longer than is bearable while one types."""

    def __init__(self) -> None:
        self._ends = monotonic() + _MATCH_SECONDS

    def occurs(self, pattern: str, text: str) -> bool:
        """Whether it matches somewhere. Raises UsageError once the query has taken too long."""
        left = self._ends - monotonic()
        try:
            if left <= 0:
                raise TimeoutError
            return compiled(pattern).search(text, timeout=left) is not None
        except TimeoutError:
            what = f"/{pattern}/"
            raise UsageError(what, "takes too long to look for", "Add a word beside it") from None


def _kind(value: str) -> str:
    for kind in kind_names():
        if kind.startswith(value.removesuffix("s")):
            return kind
    raise UsageError(f"kind:{value}", "is no kind", f"Kinds are {', '.join(kind_names())}")


def _days(value: str, today: date) -> tuple[date, date]:
    """The first and the last day of ``2022-01``, or of ``2022-01-10..2022-01-14``."""
    first, apart, last = value.partition(_RANGE)
    if not apart:
        return _ahead(value, today)
    begins = _ahead(first, today)[0] if first else date.min
    return begins, _ahead(last, max(begins, today) if first else today)[1] if last else date.max


def _ahead(value: str, today: date) -> tuple[date, date]:
    """The days of what is typed, a weekday being the next one: what happens is mostly to come."""
    first, last = days_meant(value, today)
    is_weekday = value.isalpha() and first == last and value not in ("today", "yesterday")
    if is_weekday and first < today:
        return first + _WEEK, last + _WEEK
    return first, last


def fits(query: Query, hit: Searchable, text: str = "") -> bool:
    """Whether all terms of the query hold for it, and its day of publication is within bounds.

    ``text`` is that of an article; findings are found by their own words and their article's title.
    """
    day = hit.article.day
    if (query.after or query.before) and (
        day is None
        or (query.after is not None and day <= query.after)
        or (query.before is not None and day >= query.before)
    ):
        return False
    if query.when is not None and not _happens(hit, *query.when):
        return False
    title = f"{hit.article.title} {hit.article.source or ''}".replace("\n", " ")
    parts, patterns = hit.parts, Patterns()
    anywhere = "\n".join((*parts, title, text)).casefold()

    def holds(term: Term) -> bool:
        match term.field:
            case "kind":
                return hit.kind == term.words
            case "":
                looked_in = anywhere
            case "outlet":
                looked_in = (hit.article.source or "").casefold()
            case "said":
                looked_in = parts[0].casefold() if hit.kind == "quote" else ""
            case field:
                looked_in = parts[PARTS.index(field)].casefold()
        if term.pattern:
            return patterns.occurs(term.words, looked_in)
        return term.words in looked_in

    return all(holds(term) == term.wanted for term in query.terms)


def _happens(hit: Searchable, first: date, last: date) -> bool:
    start, end = hit.days
    start, end = start or end, end or start
    return start is not None and end is not None and start <= last and end >= first
