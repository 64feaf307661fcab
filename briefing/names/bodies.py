"""Names of bodies, without what writers put around them: "software maker Norvik Corp" is Norvik."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

KINDS = frozenset(
    """agency airline association automaker bank broadcaster brokerage carmaker carrier
    channel charity chipmaker company consultancy daily drugmaker firm fund giant
    group insurer lender magazine maker manufacturer network newspaper operator
    planemaker provider retailer service startup station supplier utility website""".split()
)
"""Words for what a body is, between which and its end stands its name, or which follow it."""

_FIRMS = frozenset({"the company", "the firm"})
_LEGAL_FORMS = (
    "Inc Corp Corporation Co Ltd Limited LLC LLP LP PLC Plc plc AG ASA SA SE NV SpA GmbH KK".split()
)
_FORMS = "|".join(_LEGAL_FORMS)
_SITE = ".com"
UNIONS = {"AU": "African Union", "EU": "European Union", "UN": "United Nations"}
"""Unions of states by their initials, by which they are known however few those are."""
_OF_STATES = frozenset({*UNIONS, *UNIONS.values(), "NATO", "U.N."})
"""Bodies of states, which have agencies and banks of their own."""
_OWNED = frozenset({"supplier"})
"""Kinds of a body that is another's, whose name stands before it."""
_OF_MEMBERS = frozenset("alliance bloc cartel".split())
"""Kinds of a body of members, which is called so beside its acronym: "the NATO alliance"."""
_ANY = frozenset("a an another one some".split())
_APART = frozenset("and at by for from in of on or with".split())
_LEGAL_FORM = re.compile(rf",?\s+(?:{_FORMS})\.?$")
_POSSESSIVE = re.compile(r"['’]s?$")
_HOME = re.compile(r"^[A-Z][\w.'’]*(?:\s[A-Z][\w.'’]*)?-based\s+")
_TICKER = r" *\((?:[A-Z0-9]{1,8}\.[A-Z]{1,3}|[A-Z]+:\s?[A-Z0-9]+)\)"
_NAME = r"\b\d*[A-Z](?:[\w&’'-]|\.(?=\w))*(?: (?:(?:&|of) )?[A-Z][\w&’'-]*)*"
_APPOSITION = 6  # words before the one for what kind of body it is
_ENDS_APPOSITION = r"(?=[,.;:)]| (?:that|which|of|for|in|behind|based|responsible|known|whose)\b)"
"""After "Norvik, the agency": without it "asked by Norvik, the agency said" names two bodies."""
_COMPANY = rf"(?P<name>{_NAME})(?:,? (?:{_FORMS})\b\.?(?!\w)|{_TICKER})"


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
        if "and" in words[:place]:
            continue  # "Norvik and carmaker Korvo" are two
        if words[place] in KINDS and words[place + 1][:1].isupper():
            words = words[place + 1 :]
            break
    if len(words) > 1 and _is_acronym(words[-1]) and all(w[:1].islower() for w in words[:-1]):
        words = words[-1:]  # "the opposition NDC"
    bare = " ".join(words)
    shorter = _LEGAL_FORM.sub("", bare).removesuffix(_SITE)
    return shorter if shorter[:1].isupper() else bare


def is_legal_form(word: str) -> bool:
    """Whether a word is the legal form of a company: "LLC", "Inc."."""
    return word.removesuffix(".") in _LEGAL_FORMS


def has_legal_form(name: str) -> bool:
    """Whether a name ends with the legal form of a company: "Norvik Corp"."""
    return _LEGAL_FORM.search(name) is not None


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word.isupper()


@lru_cache(maxsize=16_384)
def named_in(phrase: str) -> str | None:
    """The name before what kind of body it is: "the Korvo news agency" -> "Korvo"; None for others.

    Only where one name is followed by nothing but words that begin small, the last for a kind; one
    word may say before it what sort of that kind it is: "the official Korvo news agency". "A Korvo
    supplier" and "the U.N. refugee agency" are other bodies than those named.
    """
    words = bare_body(phrase).split()
    if not words or words[0] in _ANY or words[-1] in _OWNED:
        return None
    if words[-1] in _OF_MEMBERS and _is_acronym(words[0]) and all(w.islower() for w in words[1:]):
        return words[0]
    if len(words) > 1 and words[0].islower() and words[1][:1].isupper() and words[0] not in _APART:
        words = words[1:]
    small = len(words)
    while small and words[small - 1][:1].islower():
        small -= 1
    if not small or small == len(words) or words[-1] not in {*KINDS, "center", "centre"}:
        return None
    name = " ".join(words[:small])
    another = name in _OF_STATES or _POSSESSIVE.search(name)
    return None if another or not name[:1].isupper() else name


def is_firm(speaker: str) -> bool:
    """Whether a speaker is "the company" or "the firm": one that is named elsewhere."""
    return speaker.casefold() in _FIRMS or (
        speaker[:4].casefold() == "the " and _HOME.sub("", speaker[4:]) in ("company", "firm")
    )


def companies_in(text: str) -> frozenset[str]:
    """The companies that a text marks as such, by a legal form or a ticker, under bare names."""
    return frozenset(bare_body(match["name"]) for match in re.finditer(_COMPANY, text))


def company_called(short: str, text: str) -> str | None:
    """The one company that a text marks as such whose bare name begins with a short one, and is
    longer; None for none, for several, and where the short name is itself marked."""
    pattern = (
        rf"\b(?P<name>{re.escape(short)}(?: (?:& )?[A-Z][\w&’'-]*)*)(?:,? (?:{_FORMS})\b|{_TICKER})"
    )
    names = {bare_body(match["name"]) for match in re.finditer(pattern, text)}
    longer = names.pop() if len(names) == 1 else short
    return None if longer == short else longer


def bodies_called(kind: str, text: str) -> Mapping[str, str]:
    """The bodies that a text calls a ``kind``, under bare names, each with the words that say so.

    "Norvik, a small lobby group", "the lobby group Norvik" and "the Norvik lobby group" do.
    """
    called: dict[str, str] = {}
    for pattern in _calling(kind):
        for match in pattern.finditer(text):
            name = bare_body(match["name"].removeprefix("The "))
            called[name] = f"{called.get(name, '')} {match['words'] or ''}".strip()
    return called


@lru_cache(maxsize=64)
def _calling(kind: str) -> tuple[re.Pattern[str], ...]:
    words = rf"(?P<words>(?:[a-z][\w-]* ){{0,{_APPOSITION}}})"
    return (
        re.compile(rf"(?P<name>{_NAME})(?: \([A-Z]+\))?, an? {words}{kind}\b"),
        re.compile(rf"(?P<name>{_NAME})(?: \([A-Z]+\))?, the {words}{kind}\b{_ENDS_APPOSITION}"),
        re.compile(rf"\b(?:an?|[Tt]he) {words}{kind} (?P<name>{_NAME})"),
        re.compile(rf"\b[Tt]he (?P<name>{_NAME}) {words}{kind}\b"),
    )
