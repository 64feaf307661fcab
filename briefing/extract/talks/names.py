"""The names of an article's people, bodies and states, as far as they can be parties."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from spacy.tokens import Doc

from briefing.extract.grammar.token_table import table
from briefing.extract.people.find import find_people
from briefing.extract.people.person import People, Person
from briefing.extract.places.countries import country_name, nation_of
from briefing.extract.talks.days import WEEKDAYS
from briefing.names.people import HONORIFICS, OF_ONE_NAME

ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}")
_WORD = re.compile(r"[A-Z][\w.]+")
_SMALL = frozenset({"of", "for", "and", "in", "the", "on", "to", "de", "&"})
_TITLES = HONORIFICS | OF_ONE_NAME | {"senator"}
_UNION = "European Union"
_TITLE = 9  # tokens before a name in which its state or body can stand


class Names(Struct, frozen=True):
    """Entities of an article by token, its acronyms, and its table of people.

    ``bearers`` has the person for each surname that only one bears, ``states`` are those that the
    roles and titles of people give, by surname. ``union`` says that the article is of the European
    Union, for which "Brussels" then stands.
    """

    entity: dict[int, tuple[int, int, str]]
    acronyms: frozenset[str]
    governments: dict[int, str]
    people: People
    bearers: dict[str, Person]
    states: dict[str, frozenset[str]]
    union: bool


def names_in(doc: Doc, governments: dict[int, str]) -> Names:
    """Prepare an article; ``governments`` maps tokens of capitals to the country they stand for."""
    tokens = table(doc)
    entity = {
        index: entry
        for entry in tokens.entities
        for index in range(entry[0], min(entry[1], entry[0] + 20))
    }
    loud = filter(str.isupper, set(tokens.word))
    acronyms = frozenset(filter(ACRONYM.fullmatch, loud))
    union = "EU" in acronyms or (
        _UNION in tokens.text
        and any(tokens.of(first, stop) == _UNION for first, stop, _ in entity.values())
    )
    people = find_people(doc)
    return Names(
        entity, acronyms, governments, people, _bearers(people), _states(doc, people), union
    )


def _bearers(people: People) -> dict[str, Person]:
    found: dict[str, list[Person]] = {}
    for person in people.persons:
        if len(person.words) > 1:
            found.setdefault(surname_of(person.name), []).append(person)
    return {surname: persons[0] for surname, persons in found.items() if len(persons) == 1}


def _states(doc: Doc, people: People) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for person in people.persons:
        states = {s for first, _ in person.mentions for s in states_in_title(doc, first)}
        states |= set(states_of_roles(person))
        if states:
            found.setdefault(surname_of(person.name), frozenset(s.casefold() for s in states))
    return found


def states_of_roles(person: Person) -> list[str]:
    """The states for which somebody's roles say that he acts: "Chilean Foreign Minister"."""
    words = [word for role in person.roles for word in _WORD.findall(role.text)]
    return [nation for word in words if (nation := nation_of(word)) is not None]


def surname_of(name: str) -> str:
    """The last word of a name, folded."""
    return name.split()[-1].casefold()


def bare_name(name: str) -> str:
    """A name without possessive, marks and titles."""
    words = name.removesuffix("'s").removesuffix("’s").strip(" .,'’\"“”").split()
    if len(words) > 1 and words[-1] in WEEKDAYS:  # "met President Lind Thursday"
        words.pop()
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
    words = table(doc).word
    letters = ""
    for row in range(start, min(end + 5, len(words))):
        if row >= end and len(letters) > 2 and letters in acronyms:
            return letters
        if words[row].isalpha() and words[row].lower() not in _SMALL:
            letters += words[row][0].upper()
    return letters if len(letters) > 2 and letters in acronyms else None


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
