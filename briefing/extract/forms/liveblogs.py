"""Live blogs: posts under stamps, and words below a colon that are somebody's."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from briefing.extract.forms.cast_names import fold, split_role
from briefing.extract.forms.document import Document, Layout, Statement
from briefing.extract.forms.items import Post, items_of_posts, posts_in, stamp_at
from briefing.extract.forms.labels import NAME_WORD, bare, label_words
from briefing.extract.forms.lines import Line, masked, words
from briefing.model import Attribution, Span

_LIVE = re.compile(r"\blive\b|\bas it happened\b|\bminute by minute\b|\bupdates\b", re.IGNORECASE)
_HEADING = re.compile(r"\s*[-–—:|]?\s*")
_BULLET_SAID = re.compile(
    rf"\s*[-–—•*·]\s+(?P<who>{NAME_WORD}(?: {NAME_WORD}){{0,3}}):\s+(?P<words>[“\"‘']?.{{12,300}})$"
)
_NAME = re.compile(rf"{NAME_WORD}(?: (?:(?:de|del|der|van|von|bin|al|el|la) )*{NAME_WORD}){{1,3}}")
_HE = frozenset({"he", "she", "they", "it", "i", "we"})
_LEAST_STAMPS = 3  # of time, which make a live blog of short posts
_LEAST_DATED = 2  # stamps with days, which nothing else has
_LONG_POST = 12  # words that posts have on the average, which lines of agendas have not


class _Words(Struct, frozen=True):
    said: re.Pattern[str]
    source: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Words:
    raw: dict[str, list[str]] = tomllib.loads(
        (files("briefing.extract") / "data" / "liveblog.toml").read_text("utf-8")
    )

    def any_of(name: str) -> str:
        return "|".join(re.escape(w) for w in sorted(raw[name], key=len, reverse=True))

    return _Words(
        said=re.compile(
            rf"(?P<who>[^.;:!?\n]{{2,140}}?)\s+(?:has |have |had |also |later |then |just )*"
            rf"(?P<cue>{any_of('cues')})\b[^.:!?\n]{{0,80}}:$"
        ),
        source=re.compile(
            rf"\b(?:{any_of('words')})\s+(?:{any_of('sources')})\s+(?P<who>[^.;:!?\n]{{2,140}}):$",
            re.IGNORECASE,
        ),
    )


def lay_out_liveblog(document: Document, *, forced: bool = False) -> Layout | None:
    """The posts of a live blog: stamps blanked, words below a colon given to their speaker."""
    titled = _LIVE.search(document.title) is not None
    posts = (
        posts_in(document.lines, document.day) if forced or titled or _is_dated(document) else []
    )
    if not posts:
        return None
    if titled and not forced:
        average = sum(words(line.text) for line in document.lines) / max(1, len(document.lines))
        dated = sum(post.stamp.day is not None for post in posts) >= _LEAST_DATED
        if len(posts) < _LEAST_STAMPS and not dated and average < _LONG_POST:
            return None
    elif not forced and not _is_told(document, posts):
        return None
    stamps = []
    for post in posts:
        end = _HEADING.match(post.line.text, post.stamp.end)
        stop = end.end() if end else post.stamp.end
        stamps.append((post.line.start, post.line.start + stop))
    statements = [*_below_colons(document), *_bullets(document)]
    return Layout(
        "liveblog",
        masked(document.whole, stamps),
        document.day,
        statements=tuple(statements),
        items=items_of_posts(posts, document.day, len(document.whole)),
    )


def _is_dated(document: Document) -> bool:
    """Whether lines begin with both a day and a time, whatever the title says."""
    if document.day is None:
        return False
    stamps = (stamp_at(line.text, document.day) for line in document.lines if _is_short(line))
    return sum(stamp is not None and stamp.day is not None for stamp in stamps) >= _LEAST_STAMPS


def _is_short(line: Line) -> bool:
    return words(line.text) <= _LONG_POST and any(c.isdigit() for c in line.text[:24])


def _is_told(document: Document, posts: Sequence[Post]) -> bool:
    """Whether posts tell of what has happened: calendars have days to come, and no sentences."""
    days = [post.stamp.day for post in posts]
    if document.day is None or any(day is None or day > document.day for day in days):
        return False
    starts = [post.line.start for post in posts]
    prose = {
        bisect_right(starts, line.start)
        for line in document.lines
        if words(line.text) >= _LONG_POST and line.text[-1] in '.!?”"'
    }
    return 2 * len(prose - {0}) > len(posts)


def _below_colons(document: Document) -> list[Statement]:
    """Words that stand on the line below "… said in a statement:", without marks around them."""
    statements = []
    for number, line in enumerate(document.lines[:-1]):
        below = document.lines[number + 1]
        if not line.text.endswith(":") or below.text[0].isdigit() or below.text[0] in '“"‘-•':
            continue
        last = re.split(r"(?<=[.!?])\s+", line.text)[-1]
        match = _patterns().said.search(last) or _patterns().source.search(last)
        if match is None or words(below.text) < 2:
            continue
        offset = line.end - len(last)
        who = match["who"].strip()
        who = re.split(r"\b(?:but|as|that|when|while)\b", who)[-1].strip() or who
        speaker = _who(document, who, line, number)
        if speaker is None:
            continue
        name, role, attribution = speaker
        at = offset + match.start("who") + match["who"].find(who)
        cue = match.groupdict().get("cue")
        cued = (
            Span(offset + match.start("cue"), offset + match.end("cue"))
            if cue
            else Span(offset + match.start(), offset + match.start("who"))
        )
        content = below.span
        statements.append(
            Statement(name, Span(at, at + len(who)), attribution, cued, content, role, direct=True)
        )
    return statements


def _who(
    document: Document, who: str, line: Line, number: int
) -> tuple[str, str | None, Attribution] | None:
    """The speaker that a phrase names: a person, a body, somebody unnamed."""
    if who.lower() in _HE:
        person = _last_person(document, line, number)
        return (*person, "named") if person else None
    first = who.split(", ")[0]
    if _NAME.fullmatch(first):
        who = first
    plain = re.sub(r"^(?:the|a|an)\s+", "", who, flags=re.IGNORECASE)
    role, name = split_role(plain)
    if role and name and " " in name:
        return name, role, "named"
    if role and not name:
        called = re.search(rf"{re.escape(plain)}\s+(?P<name>{_NAME.pattern})", document.whole)
        if called is not None:
            return called["name"], role, "named"
        return who, None, "unnamed"
    if _NAME.fullmatch(plain):
        return plain, role, "named"
    if re.search(r"\b(?:source|sources|official|officials|aide|diplomat|diplomats)\b", plain):
        return who, None, "unnamed"
    if re.match(NAME_WORD, plain) and " " not in plain:
        return _full(document, plain) or plain, None, "named"
    if any(w[0].isupper() for w in plain.split()):
        return plain, None, "body"
    return None


def _last_person(document: Document, line: Line, number: int) -> tuple[str, str | None] | None:
    """The person named last before "She said:", in its line or the one before."""
    for place in (line.text, document.lines[number - 1].text if number else ""):
        people = []
        for match in _NAME.finditer(place):
            role, name = split_role(match[0])
            name = name if " " in name else ""
            if name and not {bare(w) for w in name.split()} & label_words().offices:
                people.append((name, role))
        if people:
            return people[-1]
    return None


def _full(document: Document, surname: str) -> str | None:
    """The full name that ends in a surname, where the document has just one."""
    names = set()
    for match in re.finditer(rf"(?:{NAME_WORD} ){{1,3}}{re.escape(surname)}\b", document.whole):
        _, name = split_role(match[0])
        if " " in name:
            names.add(name)
    return min(names, key=len) if len({fold(n).split()[0] for n in names}) == 1 else None


def _bullets(document: Document) -> list[Statement]:
    """ "- Pech-Usher: "No reason to dance"" in the summary at the head."""
    statements = []
    for line in document.lines:
        match = _BULLET_SAID.match(line.text)
        if match is None or bare(match["who"]) in label_words().no_labels:
            continue
        who = match["who"]
        full = who if " " in who else _full(document, who)
        attribution: Attribution = "named" if full else "body"
        start = line.start + match.start("words")
        end = line.end
        text = document.whole
        marked = text[start] in "“\"‘'"
        while start < end and text[start] in "“\"‘'":
            start += 1
        while end > start and text[end - 1] in "”\"’'":
            end -= 1
        name = line.start + match.start("who")
        span = Span(name, name + len(who))
        cue = Span(span.end, span.end + 1)
        statements.append(
            Statement(full or who, span, attribution, cue, Span(start, end), None, direct=marked)
        )
    return statements
