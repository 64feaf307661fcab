"""Descriptions that stand for a name: "the minister", "the Norwegian", and names that follow."""

from __future__ import annotations

from briefing.extract.grammar.token_table import Tokens
from briefing.extract.people.lists import gender_of_word, is_demonym, is_role, lists
from briefing.extract.people.person import People, Person, Role
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.mentions import mention

POINTING = frozenset("the his her their its this that".split())
_LINES = 12  # that a description looks back over
_AHEAD = 3  # lines in which a name may follow
_SENTENCES_AHEAD = 3  # as lines: a lead and what explains it
_NEAR = 4  # lines, counted with blank ones, within which the last who spoke is meant
_OFFICES = frozenset("president minister secretary director spokesman spokeswoman".split())
# "The board's chief scientist" is no scientist who is nobody's chief
_RANKS = frozenset("chief deputy vice assistant associate".split())
_OFFICERS = frozenset(["executive", "officer"])  # the "chief executive" is the CEO
_PROSECUTING = frozenset(["district", "general", "u.s."])
_PARTIES = frozenset("republican democratic democrat conservative labour liberal".split())
_BESIDES = frozenset(
    "the a an his her their its this that former acting senior top chief 's ’s - and of for".split()
)
_WHOLE = frozenset(["executive", "chief"])  # of a "chief executive officer", as of no other's name
_NEW = frozenset(["new", "incoming", "newly"])
_PAST = frozenset("outgoing former ex previous departing".split())
_DEPARTMENTS = frozenset(["minister", "secretary"])
_FIRST_OF_THEM = frozenset("prime foreign interior deputy".split())
_OF_ANY = frozenset("government cabinet state junior press".split())


def described(
    context: Context, people: People, rows: Rows, noun: int, spoke: list[int]
) -> Person | None:
    """The person before this phrase whose role or country it repeats, if only one may be meant.

    ``spoke`` are the rows of speakers so far: of several such persons the last who spoke is meant
    if that is the last who was named as well.
    """
    tokens = context.tokens
    word = tokens.lower[noun]
    if not (is_role(word) or is_demonym(tokens.word[noun])) or tokens.tag[noun] in ("NNS", "NNPS"):
        return None
    words = {word}
    if word != "official" or noun == rows[0] + 1:  # a minister, but no "government official"
        words.update(lists().same_role.get(word, ()))
    if "another" in tokens.lower[rows[0] : rows[1]]:
        return None
    details = _details(context, rows, noun)
    ranks = _RANKS & set(tokens.lower[rows[0] : noun]) if word not in _OFFICERS else frozenset()
    gender = gender_of_word(word)
    new = bool(_NEW & set(tokens.lower[rows[0] : noun]))
    fits: list[tuple[int, Person]] = []
    for person in people.persons:
        before = [r[1] - 1 for r in person.mentions if r[1] <= rows[0]]
        if not before or tokens.line[rows[0]] - tokens.line[before[-1]] > _LINES:
            continue
        if gender is not None and person.gender not in (None, gender):
            continue
        if _is_of_another_party(tokens, rows, person) or _holds_another(tokens, noun, person):
            continue
        if any(
            _is_called(tokens, words, r)
            and _agrees(details, r.words)
            and ranks <= r.words
            and not (new and r.words & _PAST)
            for r in person.roles
        ):
            fits.append((before[-1], person))
    if not fits:
        return None
    if _is_of_another(context, people, rows, spoke, [p for _, p in fits]):
        return None
    exact = [(row, p) for row, p in fits if word in p.role_words]
    fits = exact or fits
    if len(fits) == 1:
        return fits[0][1]
    for row in reversed(spoke):
        one = people.at.get(row) or people.as_role.get(row)
        if any(one is p for _, p in fits):
            return one if tokens.line[rows[0]] - tokens.line[row] <= _NEAR else None
    return None


def _is_of_another(
    s: Context, people: People, rows: Rows, spoke: list[int], fits: list[Person]
) -> bool:
    """Whether one without a name, and of the same word, spoke after all who may be meant.

    "An official said ... The official said": not the minister who spoke before both. Nor is it the
    minister if "the harbour official" was none of those who are named.
    """
    word = s.tokens.lower[rows[1] - 1]
    for row in reversed(spoke):
        one = people.at.get(row) or people.as_role.get(row)
        if one is not None and any(one is p for p in fits):
            return False
        indefinite = s.tokens.lower[s.left[row]] in ("a", "an", "another", "one")
        if one is None and (indefinite or word == "official") and word in _heads_of(s, row):
            return s.tokens.line[rows[0]] - s.tokens.line[row] <= _LINES
    return False


def _heads_of(s: Context, row: int) -> set[str]:
    """What a single speaker without a name is called: "one of the senior officials" an official."""
    t = s.tokens
    if t.tag[row] in ("NNS", "NNPS"):
        return set()
    several = row + 1 < len(t) and t.lower[row] == "one" and t.lower[row + 1] == "of"
    return {t.lemma[i] for i in range(*mention(s, row))} if several else {t.lower[row]}


def _is_called(t: Tokens, words: set[str], role: Role) -> bool:
    """Whether a role has one of these words for its head, or for what stands before it."""
    head = t.lower[role.head]
    if head == "attorney" and "lawyer" in words and role.words & _PROSECUTING:
        return False
    if head in words:
        return True
    return not words & _OFFICES and any(_stands_alone(t, role, word) for word in words & role.words)


def _stands_alone(t: Tokens, role: Role, word: str) -> bool:
    """Whether a word of a role is a noun of its own: the "editor" of "founder and editor", not
    the "guard" of "Harbour Guard spokesman" or the "attorney" of "attorney general"."""
    first, last = t.at(role.span.start), t.at(role.span.end - 1)
    for row in range(first, last + 1):
        if t.lower[row] == word:
            inner = row < last and t.pos[row + 1] in ("NOUN", "PROPN")
            if not inner or word in _WHOLE or is_demonym(t.word[row]):
                return True
    return False


def _is_of_another_party(t: Tokens, rows: Rows, person: Person) -> bool:
    """Whether a phrase says another party than the roles: "the Labour leader" is no Liberal."""
    mine, theirs = _PARTIES & set(t.lower[rows[0] : rows[1]]), person.role_words
    return bool(mine) and not mine & theirs and bool(theirs & _PARTIES or "party" in theirs)


def _holds_another(t: Tokens, noun: int, person: Person) -> bool:
    """Whether somebody has another office than the noun: "the foreign minister" is no prime one."""
    kind = _department(t, noun) if t.lower[noun] in _DEPARTMENTS else None
    heads = (r.head for r in person.roles if t.lower[r.head] == t.lower[noun])
    held = {department for head in heads if (department := _department(t, head))}
    return kind is not None and bool(held) and kind not in person.role_words


def _department(t: Tokens, noun: int) -> str | None:
    """What a minister is minister of, as the word before says: "foreign"; None if none does."""
    word = t.lower[noun - 1]
    noun_before = t.pos[noun - 1] in ("NOUN", "PROPN") and word not in _OF_ANY
    return word if word in _FIRST_OF_THEM or (noun_before and not is_demonym(word)) else None


def _details(s: Context, rows: Rows, noun: int) -> set[str]:
    """Capitalised words of a phrase besides its head: whose, of which country."""
    t = s.tokens
    return {
        t.lower[i]
        for i in range(*rows)
        if i != noun and t.word[i][0].isupper() and t.lower[i] not in _BESIDES | _PARTIES
    }


def _agrees(details: set[str], role: frozenset[str]) -> bool:
    return not details or bool(details & role)


def named_later(context: Context, people: People, rows: Rows, noun: int) -> Person | None:
    """Who a spokesman is that the next sentences name: first there, and in the same role."""
    tokens = context.tokens
    word = tokens.lower[noun]
    if not is_role(word) or tokens.tag[noun] != "NN":
        return None
    details = _details(context, rows, noun)
    stop = _ahead(context, noun)
    persons: list[Person] = []
    for person in people.persons:
        first = person.mentions[0][0]
        if not rows[1] <= first < stop or _holds_another(tokens, noun, person):
            continue
        for role in person.roles:
            here = rows[1] <= role.head < stop
            if here and word == tokens.lower[role.head] and _may_be_one(details, role.words):
                persons.append(person)
                break
    return persons[0] if len(persons) == 1 else None


def _may_be_one(details: set[str], words: frozenset[str]) -> bool:
    """Whether nothing in the role contradicts the description: another country, another body."""
    others = {w for w in words if is_demonym(w.title())}
    ours = {w for w in details if is_demonym(w.title())}
    if ours and others and not ours & others:
        return False
    return not details or bool(details & words) or len(words) <= 2


def _ahead(context: Context, row: int) -> int:
    """The row at which the sentences in which a name may follow end."""
    tokens = context.tokens
    stop = row
    for _ in range(_SENTENCES_AHEAD + 1):
        if stop >= len(tokens) or tokens.line[stop] - tokens.line[row] > _AHEAD:
            break
        stop = context.outer_sentence(stop)[1]
    return min(stop, len(tokens))
