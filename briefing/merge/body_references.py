"""What the text of an article calls bodies more fully than where they speak.

"The company" is the company that a legal form or a ticker marks, "the lobby group" the body that
the text calls one, "police" those of the one town whose police it names, "the monitor" the one
observatory, "the report" that of the one outlet that reports. Where another may be meant there is
no fuller name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from briefing.merge.headings import is_nation
from briefing.model import Article, Quote
from briefing.names.bodies import (
    bare_body,
    bodies_called,
    companies_in,
    company_called,
    is_firm,
)
from briefing.names.common_nouns import is_common
from briefing.names.words import stems

Fuller: TypeAlias = Mapping[str, str]
"""For speakers of an article the fuller name that the body has in its text."""

_SHORT = frozenset(
    """Agency Alliance Association Authority Bureau Center Centre Chamber Coalition Commission
    Committee Council Federation Foundation Fund Guardian Herald Institute Journal Observatory
    Organisation Organization Post Registry Times Tribune University""".split()
)
"""Names by which bodies go once they have been named in full."""

_KIND = re.compile(
    r"[Tt]he (?:(?P<modifiers>[a-z-]+(?: [a-z-]+)?) )?"
    r"(?P<kind>company|firm|group|agency|association|bank|charity|coalition|institute|league"
    r"|organi[sz]ation|party|union|watchdog)"
)
_REPORTED = frozenset({"the report", "the newspaper", "the paper", "the magazine"})
_DOCUMENT = (
    r"(?i)\b(?:an?|its|his|her|their|this) (?:\w+ )?report\b|\breport (?:into|on|by|of|from)\b"
)
"""A report that is none of a newspaper's."""
_POLICE = re.compile(
    r"(?:(?:an?|the) )?police(?: (?:officials?|spokes(?:man|woman|person)))?", re.I
)
_POLICE_OF = r"\b(?P<town>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)?)(?:['’]s)? [Pp]olice\b"
_NO_TOWN = frozenset(
    "a an and as but earlier federal however in later local military national on only riot secret"
    " some state the then when while".split()
)
_MONITOR = re.compile(
    r"(?:an?|the) (?:(?:war|conflict) )?(?:monitor|monitoring (?:group|organi[sz]ation))", re.I
)
_MONITORS = ("Observatory", "Monitor")
"""By which of its words the name of a body says that it monitors."""
_COMPANIES = ("company", "firm")
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 3, 6  # letters
_FIRST = 4  # words of a paragraph before what it is about
_FEW = 2  # words before a name that say what it is
_REACH = 2  # paragraphs, with that of the speaker, in which a body that is meant is named


def fuller_names(article: Article, quotes: Iterable[Quote]) -> Fuller:
    """For the speakers of those quotes the fuller names that the text has for them."""
    given = list(quotes)
    outlets = {
        q.speaker
        for q in given
        if q.speaker
        and q.attribution == "body"
        and (q.cue or "").startswith("report")
        and not is_common(q.speaker)
    }
    names: dict[str, str] = {}
    bodies = {q.speaker for q in given if q.attribution == "body"}
    # Of a person a text gives the first name or what he is.
    alone = {q.speaker for q in given if q.speaker and " " not in q.speaker and not q.role}
    for speaker in dict.fromkeys(q.speaker for q in given if q.speaker):
        fuller = _fuller(speaker, article, outlets, given)
        if fuller is None and speaker[:1].isupper() and (speaker in bodies or speaker in alone):
            fuller = _company_in_full(speaker, article.text)
        if fuller:
            names[speaker] = fuller
            if _POLICE.fullmatch(speaker):
                names["police"] = fuller
    return names


def _fuller(speaker: str, article: Article, outlets: set[str], given: list[Quote]) -> str | None:
    text = article.text
    if is_firm(speaker) and (company := _only(companies_in(f"{article.title}\n{text}"))):
        return company
    if _POLICE.fullmatch(speaker):
        return _police_of(text)
    if _MONITOR.fullmatch(speaker):
        return _only(name for word in _MONITORS if (name := _longer_name(word, text)))
    if speaker.casefold() in _REPORTED:
        return min(outlets) if len(outlets) == 1 and not re.search(_DOCUMENT, text) else None
    if match := _KIND.fullmatch(speaker):
        places = [q.speaker_span.start for q in given if q.speaker == speaker and q.speaker_span]
        return _of_kind(match["modifiers"], match["kind"], text, places)
    acronym = speaker.removeprefix("the ").removeprefix("The ").replace(".", "")
    if acronym.isupper() and acronym.isalpha():
        return _spelled_out(acronym, text)
    if speaker[:4] in ("the ", "The ") and not is_common(speaker):
        name = speaker[4:]
        pattern = rf"([A-Z][\w.]*(?: [A-Z][\w.]*)?)(?:['’]s)? {re.escape(name)}\b"
        owners = (m[1].removeprefix("The ") for m in re.finditer(pattern, text))
        nations = {owner for owner in owners if is_nation(owner)}
        if len(nations) == 1:
            return f"{nations.pop()} {name}"
        if name in _SHORT:
            return _longer_name(name, text)
    return None


def _spelled_out(acronym: str, text: str) -> str | None:
    """The one long name in a text whose initials are an acronym; None for none, or for several."""
    if not _SHORTEST_ACRONYM <= len(acronym) <= _LONGEST_ACRONYM:
        return None
    first, *others = (rf"{letter}[a-z][\w’'-]*" for letter in acronym)
    pattern = rf"\b{first}" + "".join(rf" (?:(?:for|of|on|and|in|the) ){{0,2}}{o}" for o in others)
    return _only(match[0] for match in re.finditer(rf"{pattern}\b", text))


def _company_in_full(speaker: str, text: str) -> str | None:
    """What the text calls a company in full that speaks by the first words of its name."""
    if is_common(speaker) or speaker.startswith("The ") or not _may_be_longer(speaker, text):
        return None
    return company_called(bare_body(speaker), text)


def _may_be_longer(speaker: str, text: str) -> bool:
    """Whether a capital follows the name anywhere, which is quickly found out."""
    at = text.find(f"{speaker} ")
    while at >= 0:
        following = text[at + len(speaker) + 1 : at + len(speaker) + 2]
        if following.isupper() or following == "&":
            return True
        at = text.find(f"{speaker} ", at + 1)
    return False


def _of_kind(modifiers: str | None, kind: str, text: str, places: Iterable[int]) -> str | None:
    """The one body of that kind, of which the words beside each of those places speak."""
    words = stems(modifiers or "")
    if kind in _COMPANIES:
        companies = companies_in(text)
        if not words:
            return _only_one_near(companies, text, places)
        return _only(name for name in companies if words & stems(_before(name, text)))
    called = bodies_called(kind, text)
    own = _only(name for name, sentence in called.items() if words <= stems(sentence))
    return own if own and _only_one_near({own}, text, places) else None


def _before(name: str, text: str) -> str:
    """The few words before each mention of a name: "index provider" before Norvik."""
    pattern = rf"((?:[\w-]+ ){{1,{_FEW}}}){re.escape(name)}\b"
    return " ".join(match[1] for match in re.finditer(pattern, text))


def _only_one_near(names: Collection[str], text: str, places: Iterable[int]) -> str | None:
    """The one of those names that stands shortly before each place, alone of them.

    It has to begin a paragraph there: what is spoken of goes on, what is named by the way does not.
    """
    near: set[str] = set()
    for place in places:
        paragraphs = text[:place].rsplit("\n", _REACH)[-_REACH:]
        named = {name for name in names if any(_stands_in(name, p) for p in paragraphs)}
        if len(named) != 1 or not any(_begins(min(named), p) for p in paragraphs):
            return None
        near |= named
    return _only(near)


def _stands_in(name: str, paragraph: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", paragraph) is not None


def _begins(name: str, paragraph: str) -> bool:
    """Whether a name is among the first words of a paragraph."""
    return re.match(rf"(?:[^\s,]+ ){{0,{_FIRST}}}{re.escape(name)}\b", paragraph) is not None


def _police_of(text: str) -> str | None:
    """The police of the one town, county or state whose police a text names."""
    towns: set[str] = set()
    for match in re.finditer(_POLICE_OF, text):
        words = [
            word
            for word in match["town"].split()
            if word.casefold() not in _NO_TOWN and not (word.isupper() and word.isalpha())
        ]
        if words:
            towns.add(" ".join(words).removesuffix("'s").removesuffix("’s"))
    town = _only(towns)
    return f"{town} police" if town else None


def _longer_name(name: str, text: str) -> str | None:
    """The one longer name in a text that a short one stands for; None for none, or for several."""
    word, small = r"[A-Z][^\W_]+", r"(?:for|of|on)"
    before, after = rf"(?:{word} )+", rf"(?: {small} {word}(?: {word})*)+"
    pattern = rf"\b(?:{before}{name}(?:{after})?|{name}{after})"
    return _only({match[0].removeprefix("The ") for match in re.finditer(pattern, text)} - {name})


def _only(names: Iterable[str]) -> str | None:
    """The one name, None for none and for several."""
    each = set(names)
    return each.pop() if len(each) == 1 else None
