"""What stands around the prose of an article: datelines, bylines, credits, tickers, labels.

The names in it are nobody's who speaks: "HANOI, Vietnam (AP) —", "By Ana Lind", "(Reporting by
Bo Berg; editing by Eva Falk)", "SOURCE: Harbour Board", "[HRBR.UL]", "MORE NEWS".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.extract.grammar.token_table import Tokens
from briefing.extract.people.lists import is_place
from briefing.extract.places.bare_datelines import bare_datelines

_LINE = re.compile(r"[^\n]+")
_PLACE = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
_DATELINE = re.compile(
    rf"\s*(?P<place>{_PLACE}(?:/{_PLACE})*)(?P<more>(?:, [\w.'’ ]{{1,30}}){{0,3}})"
    r"(?P<agency> ?[(\[][\w.'’/& ]{2,40}[)\]])?(?P<day>,? [\w.,]{2,9} \d{1,2}(?:,? \d{4})?)?"
    r"[ \u00a0]?(?P<mark>—|–|--|―|_|-(?= )|:(?= ))"
)
_STATE = re.compile(r", (?:[A-Z]{2}|[A-Z][a-z]{2,4}\.)")  # "Bergen, FL", "Bergen, Fla."
_LONGEST_DATELINE = 90  # characters
_BYLINE = re.compile(r"\s*(?:by|from|words by|story by)\s+[A-Z][^.!?:\"“]{2,90}$", re.IGNORECASE)
_CREDIT = re.compile(
    r"[(\[]?\b(?:additional |further )?(?:reporting|writing|editing|edited|written|compiled|"
    r"translated|photograph(?:s|y)?|graphics?|production|with (?:files|inputs?|reporting|agency)|"
    r"sources?|contact|photos?|image(?: credit)?|credit)\b(?: by|:| from| in [A-Z]\w+ by)",
    re.IGNORECASE,
)
_TICKER = re.compile(r"[(\[][A-Z0-9]{1,8}(?:_?[a-z])?[.:][A-Z0-9]{1,6}[)\]]")
_FEWEST_LETTERS = 4  # of a label in capitals
_MOST_WORDS = 10  # of a label or a byline


def furniture(t: Tokens) -> bytearray:
    """For every row whether it stands outside the prose (1) or in it (0)."""
    marked = bytearray(len(t))
    for start, end in _ranges(t.text):
        first, stop = t.at(start), t.at(max(start, end - 1)) + 1
        marked[first:stop] = b"\1" * (stop - first)
    return marked


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    yield from bare_datelines(text)
    for line in _LINE.finditer(text):
        words = line[0].split()
        if not words:
            continue
        start, end = line.span()
        few = len(words) <= _MOST_WORDS
        credit = _CREDIT.match(line[0].lstrip())
        label = few and line[0].isupper() and sum(map(str.isalpha, line[0])) >= _FEWEST_LETTERS
        if credit or label or (few and _BYLINE.match(line[0])):
            yield start, end
            continue
        dateline = _DATELINE.match(text, start, min(end, start + _LONGEST_DATELINE))
        if dateline and _opens_a_report(dateline):
            yield start, dateline.end()
        for ticker in _TICKER.finditer(text, start, end):
            yield ticker.span()
        last = text.rfind("(", start, end)
        if last > start and _CREDIT.match(text, last):
            yield last, end


def _opens_a_report(dateline: re.Match[str]) -> bool:
    """Whether the words before the dash are a place, or say an agency or a day."""
    place = dateline["place"]
    loud = place.replace("/", " ").isupper() and len(place) > 2
    if dateline["mark"] == ":":
        return loud and is_place(place.title()) and not dateline["more"]
    agency = dateline["agency"] is not None
    day = dateline["day"] is not None
    state = _STATE.fullmatch(dateline["more"].rstrip()) is not None and is_place(place)
    return (
        agency
        or (state and dateline["mark"] != "-")
        or (loud and (day or bool(dateline["more"]) or is_place(place.title())))
    )
