"""The names of an article's people, bodies and states, as far as they can be parties."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from spacy.tokens import Doc

from briefing.extract.grammar.token_table import table
from briefing.extract.places.countries import country_name, nation_of

ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}")
_SMALL = frozenset({"of", "for", "and", "in", "the", "on", "to", "de", "&"})
_TITLES = frozenset("mr mrs ms dr sir prince princess king queen pope lord lady senator".split())
_TITLE = 9  # tokens before a name in which its state or body can stand


class Names(Struct, frozen=True):
    """Entities of an article by token, its acronyms, and its people by surname.

    ``people`` are their full names, ``states`` those that any of their titles gives. ``union``
    says that the article is of the European Union, for which "Brussels" then stands.
    """

    entity: dict[int, tuple[int, int, str]]
    acronyms: frozenset[str]
    governments: dict[int, str]
    people: dict[str, str]
    states: dict[str, frozenset[str]]
    union: bool


def names_in(doc: Doc, governments: dict[int, str]) -> Names:
    """Prepare an article; ``governments`` maps tokens of capitals to the country they stand for."""
    entity = {
        index: (ent.start, ent.end, ent.label_)
        for ent in doc.ents
        for index in range(ent.start, min(ent.end, ent.start + 20))
    }
    acronyms = frozenset(word for word in table(doc).word if ACRONYM.fullmatch(word))
    union = "EU" in acronyms or any(ent.text == "European Union" for ent in doc.ents)
    return Names(entity, acronyms, governments, _full_names(doc), _states(doc), union)


def _full_names(doc: Doc) -> dict[str, str]:
    """The full name for each surname that only one full name of the article ends in."""
    found: dict[str, set[str]] = {}
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            words = bare_name(ent.text).split()
            if len(words) > 1 and not any(w.lower() in _SMALL for w in words[-1:]):
                found.setdefault(words[-1].casefold(), set()).add(" ".join(words))
    full = {surname: max(names, key=len) for surname, names in found.items() if _is_one(names)}
    first: dict[str, set[str]] = {}
    for name in full.values():
        first.setdefault(name.split()[0].casefold(), set()).add(name)
    return {word: min(names) for word, names in first.items() if len(names) == 1} | full


def _states(doc: Doc) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for ent in doc.ents:
        if ent.label_ == "PERSON" and (states := states_in_title(doc, ent.start)):
            surname = (bare_name(ent.text).split() or [""])[-1].casefold()
            found.setdefault(surname, frozenset(s.casefold() for s in states))
    return found


def _is_one(names: set[str]) -> bool:
    longest = set(max(names, key=len).split())
    return all(set(name.split()) <= longest for name in names)


def bare_name(name: str) -> str:
    """A name without possessive, marks and titles."""
    words = name.removesuffix("'s").removesuffix("’s").strip(" .,'’\"“”").split()
    while len(words) > 2 and words[0].strip(".").lower() in _TITLES:
        words = words[1:]
    return " ".join(words)


def states_in_title(doc: Doc, start: int) -> list[str]:
    """ "U.S. Deputy Secretary of State Wendy Sherman": the state that stands in the title."""
    for index in range(start - 1, max(0, start - _TITLE) - 1, -1):
        token = doc[index]
        if not token.is_title and not token.is_upper and token.lower_ not in _SMALL:
            nation = nation_of(token.text)
            return [nation] if nation else []
        nation = nation_of(token.text) if token.lower_ not in _SMALL else None
        if nation:
            return [nation]
    return []


def acronym_of(doc: Doc, start: int, end: int, acronyms: frozenset[str]) -> str | None:
    """The acronym by which the article calls a body that it also spells out."""
    for stop in range(end, min(end + 5, len(doc)) + 1):
        letters = "".join(
            t.text[0].upper() for t in doc[start:stop] if t.is_alpha and t.lower_ not in _SMALL
        )
        if len(letters) > 2 and letters in acronyms:
            return letters
    return None


def government_tokens(mentions: Sequence[tuple[tuple[int, int], str]]) -> dict[int, str]:
    """Tokens of capitals that stand for a government, with its country's name.

    ``mentions`` are token ranges with ISO 3166 alpha-2 codes.
    """
    found: dict[int, str] = {}
    for (first, stop), code in mentions:
        name = country_name(code)
        if name:
            found.update(dict.fromkeys(range(first, stop), name))
    return found
