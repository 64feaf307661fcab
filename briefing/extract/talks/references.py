"""Words that point back: "the Israeli leader" to a person, "the opposition" to whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from briefing.extract.grammar.syntax import children
from briefing.extract.grammar.token_table import table
from briefing.extract.people.person import Person
from briefing.extract.places.countries import nation_of
from briefing.extract.talks.names import Names, states_of_roles

_POINTING = frozenset({"the", "his", "her", "their", "its", "this", "that"})
_LINES = 12  # paragraphs back over which a description still means who was described so
_TOKENS_BACK = 400  # some ten sentences of news
_REACH = 3  # tokens before a noun in which its nation can stand
_TELLING = frozenset({"compound", "poss", "amod", "nmod"})
_SINGULAR = frozenset({"NN", "NNP"})
_OFFICES = {
    "leader": frozenset("president premier minister chancellor king emir sultan leader".split()),
    "premier": frozenset({"premier", "minister"}),
    "president": frozenset({"president"}),
    "governor": frozenset({"governor", "gov.", "gov"}),
    "senator": frozenset({"senator", "sen.", "sen"}),
    "congressman": frozenset({"congressman", "representative", "rep.", "rep"}),
}
_INDEFINITE = frozenset({"a", "an", "other", "another", "every", "any", "no", "some"})


def described_person(token: Token, names: Names) -> Person | None:
    """The one person before this phrase whose role has its noun and its country, or None.

    "the Israeli leader", "the French foreign minister", "the pope".
    """
    lowered = {c.lower_ for c in token.lefts}
    if token.tag_ not in _SINGULAR or not lowered & _POINTING or lowered & _INDEFINITE:
        return None
    lemma = token.lemma_.lower()
    offices = _OFFICES.get(lemma, frozenset({lemma}))
    nations = {n for c in _modifiers(token) if (n := nation_of(c.text)) is not None}
    realms = {c.text for c in _modifiers(token) if c.pos_ == "PROPN" and nation_of(c.text) is None}
    fitting = [
        person
        for person in _named_before(token, names)
        if offices & _heads(person, token)
        and (not nations or nations & set(states_of_roles(person)))
        and realms <= {word for role in person.roles for word in role.text.split()}
    ]
    if len(fitting) > 1:  # "met Mendez ahead of the president's visit"
        sentence = token.sent.start
        fitting = [p for p in fitting if any(sentence <= f < token.i for f, _ in p.mentions)]
    return fitting[0] if len(fitting) == 1 else None


def _heads(person: Person, token: Token) -> set[str]:
    """The nouns that could stand alone for the roles that a person is given before a token."""
    return {token.doc[r.head].lower_ for r in person.roles if r.head < token.i}


def _named_before(token: Token, names: Names) -> Iterator[Person]:
    line = table(token.doc).line
    for person in names.people.persons:
        before = [first for first, _ in person.mentions if first < token.i]
        if before and line[token.i] - line[before[-1]] <= _LINES:
            yield person


def _modifiers(token: Token) -> list[Token]:
    found = [*children(token, *_TELLING)]
    return [*found, *(c for each in found for c in children(each, *_TELLING))]


def fuller_mention(token: Token) -> Token | None:
    """The last mention before that says whose "the government" or "the opposition" is, or None."""
    t = table(token.doc)
    for index in range(token.i - 1, max(-1, token.i - _TOKENS_BACK), -1):
        same = t.lower[index] == t.lower[token.i] and t.tag[index] in _SINGULAR
        if same and _is_told_apart(token.doc[index]):
            return token.doc[index]
    return None


def _is_told_apart(token: Token) -> bool:
    """Whether a name or a nation stands before a noun ("Venezuela's opposition")."""
    return any(c.pos_ == "PROPN" or c.ent_type_ or nation_of(c.text) for c in _modifiers(token))


def owner_of(token: Token) -> str | None:
    """The nation whose "opposition" or "army" a bare noun is by the words beside it, or by those
    before the same noun elsewhere: "the Syrian government and opposition", "Syria's main opposition
    council"."""
    beside = token.head if token.dep_ == "conj" else None
    if beside is not None and beside.pos_ == "NOUN":
        whole = beside if _is_told_apart(beside) else fuller_mention(beside)
        words = [c.text for c in _modifiers(whole)] if whole is not None else []
        if owner := next((w for w in words if nation_of(w)), None):
            return owner
    t = table(token.doc)
    for index in range(token.i - 1, max(_REACH, token.i - _TOKENS_BACK), -1):
        if t.lemma[index] == t.lemma[token.i]:
            near = [w for w in t.word[index - _REACH : index] if nation_of(w)]
            if near and t.sentence[index] == t.sentence[index - _REACH]:
                return near[-1]
    return None
