"""Names of bodies, without what writers put around them: "software maker Norvik Corp" is Norvik."""

from __future__ import annotations

import re
from functools import lru_cache

_KINDS = frozenset(
    """agency airline association automaker bank broadcaster carmaker carrier channel company firm
    giant group magazine maker manufacturer network newspaper operator provider retailer service
    station website""".split()
)
"""Words for what a body is, between which and its end stands its name, or which follow it."""

_FIRMS = frozenset({"the company", "the firm"})
_FORMS = "Inc|Corp|Corporation|Co|Ltd|Limited|LLC|PLC|Plc|plc|AG|ASA|SA|SE|NV|SpA|GmbH|KK"
_LEGAL_FORM = re.compile(rf",?\s+(?:{_FORMS})\.?$")
_HOME = re.compile(r"^[A-Z][\w.'’]*(?:\s[A-Z][\w.'’]*)?-based\s+")
_TICKER = r" *\((?:[A-Z0-9]{1,8}\.[A-Z]{1,3}|[A-Z]+:\s?[A-Z0-9]+)\)"
_NAME = r"[A-Z](?:[\w&’'-]|\.(?=\w))*(?: (?:(?:&|of) )?[A-Z][\w&’'-]*)*"
_COMPANY = re.compile(rf"(?P<name>{_NAME})(?:,? (?:{_FORMS})\b\.?(?!\w)|{_TICKER})")


@lru_cache(maxsize=16_384)
def bare_body(name: str) -> str:
    """A body's name without article, what kind of body it is, where it sits and its legal form.

    What is left begins with a capital; a phrase of which nothing would be left stays as it is.
    """
    bare = " ".join(name.split())
    for article in ("the ", "The "):
        bare = bare.removeprefix(article)
    bare = _HOME.sub("", bare)
    words = bare.split()
    for place in range(len(words) - 2, -1, -1):
        if words[place] in _KINDS and words[place + 1][:1].isupper():
            words = words[place + 1 :]
            break
    bare = " ".join(words)
    shorter = _LEGAL_FORM.sub("", bare)
    return shorter if shorter[:1].isupper() else bare


@lru_cache(maxsize=16_384)
def named_in(phrase: str) -> str | None:
    """The name before what kind of body it is: "the Korvo news agency" -> "Korvo"; None for others.

    Only where one name is followed by nothing but words that begin small, the last for a kind.
    """
    words = bare_body(phrase).split()
    small = next((n for n, word in enumerate(words) if word[:1].islower()), len(words))
    rest = words[small:]
    if not small or not rest or rest[-1] not in {*_KINDS, "center", "centre"}:
        return None
    return " ".join(words[:small]) if all(word[:1].islower() for word in rest) else None


def is_firm(speaker: str) -> bool:
    """Whether a speaker is "the company" or "the firm": one that is named elsewhere."""
    return speaker.casefold() in _FIRMS


def companies_in(text: str) -> frozenset[str]:
    """The companies that a text marks as such, by a legal form or a ticker, under bare names."""
    return frozenset(bare_body(match["name"]) for match in _COMPANY.finditer(text))
