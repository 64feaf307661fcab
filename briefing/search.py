"""Search over findings and articles: words, "phrases", -not, and fields such as ``speaker:``.

Pure: entries in, hits out. Everything is compared with case folded. Every term has to be found;
hits whose own words hold the terms come before those where only title or text does, newer ones
before older ones.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
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
    """A finding or an article with its words in folded case: its own, and all around it."""

    kind: Kind
    item: Found
    head: Head
    own: str
    around: str
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
    title = f"{head.title} {head.source or ''}".casefold()
    text = entry.article.text.casefold() if with_text else ""
    yield Findable("article", head, head, title, text)
    if entry.findings is None:
        return
    for index, quote in enumerate(entry.findings.quotes):
        speaker = f"{quote.speaker or ''} {quote.role or ''}".casefold()
        own = quote.content.casefold()
        yield Findable("quote", Statement(head, index, quote), head, own, title, speaker=speaker)
    for talk in entry.findings.talks:
        place, party = (talk.place or "").casefold(), " ".join(talk.parties).casefold()
        own = f"{talk.what} {talk.status} {talk.outcome or ''}".casefold()
        yield Findable("talk", TalkMention(head, talk), head, own, title, "", place, party)
    for due in entry.findings.deadlines:
        own, party = f"{due.what} {due.kind}".casefold(), (due.who or "").casefold()
        yield Findable("deadline", DeadlineMention(head, due), head, own, title, "", "", party)


def search(query: Query, among: Sequence[Findable], limit: int = 1000) -> list[Findable]:
    """The hits, best first; at most ``limit``. An empty query finds nothing."""
    if not query:
        return []
    found: Iterable[Findable] = among
    for term in query.terms:
        found = _keep(term, found)
    if query.after or query.before:
        found = [f for f in found if _within(f.head.day, query)]
    return sorted(found, key=lambda hit: _rank(hit, query))[:limit]


def _keep(term: Term, among: Iterable[Findable]) -> list[Findable]:
    words, wanted = term.words, term.wanted
    match term.field:
        case "kind":
            return [f for f in among if (f.kind == words) == wanted]
        case "speaker":
            return [f for f in among if (words in f.speaker) == wanted]
        case "place":
            return [f for f in among if (words in f.place) == wanted]
        case "party":
            return [f for f in among if (words in f.party) == wanted]
        case "said":
            return [f for f in among if (f.kind == "quote" and words in f.own) == wanted]
        case "outlet":
            return [f for f in among if (words in (f.head.source or "").casefold()) == wanted]
    return [f for f in among if _anywhere(words, f) == wanted]


def _anywhere(words: str, hit: Findable) -> bool:
    return (
        words in hit.own
        or words in hit.around
        or words in hit.speaker
        or words in hit.place
        or words in hit.party
    )


def _within(day: date | None, query: Query) -> bool:
    if day is None:
        return False
    return (query.after is None or day > query.after) and (
        query.before is None or day < query.before
    )


def _rank(hit: Findable, query: Query) -> tuple[int, int, str]:
    """Fewest terms that are only around the hit first; then the newest."""
    weak = sum(
        term.wanted and not term.field and not _in_own(term.words, hit) for term in query.terms
    )
    day = hit.head.day
    return (weak, -day.toordinal() if day else 0, hit.head.id)


def _in_own(words: str, hit: Findable) -> bool:
    return words in hit.own or words in hit.speaker or words in hit.place or words in hit.party
