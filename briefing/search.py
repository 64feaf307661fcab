"""Search over findings and articles: words, "phrases", -not, and fields such as ``speaker:``.

Pure: entries in, hits out. Everything is compared with case folded. Every term has to be found;
hits whose own words hold the terms come before those where only title or text does, newer ones
before older ones.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate
from typing import Literal, TypeAlias

from msgspec import Struct

from briefing.errors import UsageError
from briefing.model import Entry
from briefing.rows import DeadlineMention, Evidence, Head, Statement, TalkMention

Found: TypeAlias = "Statement | TalkMention | DeadlineMention | Head"
Kind: TypeAlias = Literal["quote", "talk", "deadline", "article"]

FIELDS = ("speaker", "place", "party", "outlet", "said", "before", "after", "kind")
KINDS: tuple[Kind, ...] = ("quote", "talk", "deadline", "article")
_TERM = re.compile(r'(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"?|(\S+))')
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")


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


class Findable(Struct, frozen=True):
    """A finding or an article with its words in folded case: its own, and all of them."""

    kind: Kind
    item: Found
    head: Head
    own: str
    everything: str
    speaker: str = ""
    place: str = ""
    party: str = ""

    @property
    def evidence(self) -> Evidence:
        """What it rests on; of an article, nothing in particular."""
        return Evidence(self.item, ()) if isinstance(self.item, Head) else self.item.evidence


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


def findables(entry: Entry, with_text: bool = True) -> Iterator[Findable]:
    """What can be found in an entry: the article, and each of its findings."""
    head = Head.of(entry.article)
    title = _title(head)
    text = entry.article.text.casefold() if with_text else ""
    yield Findable("article", head, head, title, f"{title}\n{text}")
    if entry.findings is None:
        return
    for index, quote in enumerate(entry.findings.quotes):
        yield of_statement(Statement(head, index, quote))
    for talk in entry.findings.talks:
        yield of_talk(TalkMention(head, talk))
    for due in entry.findings.deadlines:
        yield of_deadline(DeadlineMention(head, due))


def of_statement(said: Statement) -> Findable:
    """A quote as it can be found: by its words, its speaker, and the title and outlet."""
    quote, title = said.quote, _title(said.head)
    speaker = f"{quote.speaker or ''} {quote.role or ''}".casefold()
    own = quote.content.casefold()
    return Findable("quote", said, said.head, own, f"{own}\n{speaker}\n{title}", speaker=speaker)


def of_talk(told: TalkMention) -> Findable:
    """An account of a talk as it can be found."""
    talk, title = told.talk, _title(told.head)
    place, party = (talk.place or "").casefold(), " ".join(talk.parties).casefold()
    own = f"{talk.what} {talk.status} {talk.outcome or ''}".casefold()
    every = f"{own}\n{place}\n{party}\n{title}"
    return Findable("talk", told, told.head, own, every, "", place, party)


def of_deadline(told: DeadlineMention) -> Findable:
    """An account of a deadline as it can be found."""
    due, title = told.deadline, _title(told.head)
    own, party = f"{due.what} {due.kind}".casefold(), (due.who or "").casefold()
    every = f"{own}\n{party}\n{title}"
    return Findable("deadline", told, told.head, own, every, "", "", party)


def _title(head: Head) -> str:
    return f"{head.title} {head.source or ''}".casefold()


class Index(Struct, frozen=True):
    """Findables, newest first, those without a day last.

    ``text`` is all of their words in one string, each findable's from where ``starts`` says: one
    search in a long string is a tenth of the work of as many searches in short ones.
    """

    found: tuple[Findable, ...] = ()
    text: str = ""
    starts: tuple[int, ...] = ()

    @classmethod
    def of(cls, found: Iterable[Findable]) -> Index:
        """The index of findables in any order."""
        made = sorted(found, key=lambda f: -f.head.day.toordinal() if f.head.day else 0)
        starts = accumulate((len(f.everything) + 1 for f in made), initial=0)
        return cls(tuple(made), "\0".join(f.everything for f in made), tuple(starts))

    def holding(self, words: str) -> Iterator[Findable]:
        """The findables that have those words in folded case among theirs, in order."""
        at = self.text.find(words)
        while at >= 0:
            number = bisect_right(self.starts, at) - 1
            yield self.found[number]
            at = self.text.find(words, self.starts[number + 1])


def search(query: Query, index: Index, limit: int = 1000) -> list[Findable]:
    """The hits, best first; at most ``limit``. An empty query finds nothing.

    Looks no further than the hits that are wanted.
    """
    if not query:
        return []
    plain = [t for t in query.terms if t.wanted and not t.field]
    telling = [t.words for t in query.terms if t.wanted and t.field != "kind"]
    candidates = index.holding(max(telling, key=len)) if telling else iter(index.found)
    ranked: list[list[Findable]] = [[] for _ in range(len(plain) + 1)]
    for hit in candidates:
        if fits(query, hit):
            weak = sum(not _in_own(term.words, hit) for term in plain)
            ranked[weak].append(hit)
            if len(ranked[0]) == limit:
                break
    return [hit for hits in ranked for hit in hits][:limit]


def fits(query: Query, hit: Findable) -> bool:
    """Whether all terms of the query hold for it, and its day of publication is within bounds."""
    return _within(hit, query) and all(_holds(term, hit) == term.wanted for term in query.terms)


def _holds(term: Term, hit: Findable) -> bool:
    words = term.words
    match term.field:
        case "":
            return words in hit.everything
        case "kind":
            return hit.kind == words
        case "speaker":
            return words in hit.speaker
        case "place":
            return words in hit.place
        case "party":
            return words in hit.party
        case "said":
            return hit.kind == "quote" and words in hit.own
        case _:
            return words in (hit.head.source or "").casefold()


def _within(hit: Findable, query: Query) -> bool:
    if not (query.after or query.before):
        return True
    day = hit.head.day
    if day is None:
        return False
    return (query.after is None or day > query.after) and (
        query.before is None or day < query.before
    )


def _in_own(words: str, hit: Findable) -> bool:
    return words in hit.own or words in hit.speaker or words in hit.place or words in hit.party
