"""What is searched for: words, "phrases", -not, and fields such as ``speaker:``.

Everything is compared with case folded. Every term has to be found. ``briefing.search`` looks for
queries in an index; here is what they mean, which watches ask of a few findings at a time.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from briefing.errors import UsageError
from briefing.search.searchable import PARTS, Searchable, kind_names
from briefing.typed_days import days_meant

FIELDS = ("speaker", "place", "party", "outlet", "said", "before", "after", "kind")
_TERM = re.compile(r'(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"?|(\S+))')


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
    for kind in kind_names():
        if kind.startswith(value.removesuffix("s")):
            return kind
    raise UsageError(f"kind:{value}", "is no kind", f"Kinds are {', '.join(kind_names())}")


def _day(value: str, *, last: bool) -> date:
    """The first or last day of what is typed: a day, a month, a year, ``yesterday``, ``-7d``."""
    return days_meant(value, date.today())[1 if last else 0]


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
    title = f"{hit.article.title} {hit.article.source or ''}".replace("\n", " ")
    anywhere = "\n".join((*hit.words, title, text)).casefold()

    def holds(term: Term) -> bool:
        match term.field:
            case "":
                return term.words in anywhere
            case "kind":
                return hit.kind == term.words
            case "outlet":
                return term.words in (hit.article.source or "").casefold()
            case "said":
                return hit.kind == "quote" and term.words in hit.words[0].casefold()
            case field:
                return term.words in hit.words[PARTS.index(field)].casefold()

    return all(holds(term) == term.wanted for term in query.terms)
