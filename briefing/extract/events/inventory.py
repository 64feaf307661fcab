"""The inventory of words that tell of a meeting: ``triggers.toml`` as sets, and who can meet."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal, TypeAlias

from msgspec import Struct
from spacy.tokens import Doc, Token

from briefing.extract.grammar.syntax import children
from briefing.extract.grammar.token_memory import once_a_token
from briefing.extract.grammar.token_table import table

Sort: TypeAlias = Literal["talks", "meeting", "visit", "call", "hearing"]

TRAVEL = frozenset({"travel", "fly", "arrive", "head", "come", "go", "leave", "return", "shuttle"})
REMOTE = frozenset("phone telephone video videolink videoconference teleconference zoom".split())
_WIRED = REMOTE | {"online"}
_OTHER_NOUNS = frozenset({"talks", "hour", "table", "arguments"})
_PEOPLE_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_AGENTS = ("er", "or", "ist", "ian", "man", "woman", "men", "women", "people", "eer")
_PEOPLE_PRONOUNS = frozenset("he she they we him her them us who both i others".split())


class Inventory(Struct, frozen=True):
    """``triggers.toml`` as sets; ``guards`` are the words before a noun that spoil it.

    ``nouns`` are all that can tell of a meeting at all.
    """

    nouns: frozenset[str]
    strong: frozenset[str]
    plural: frozenset[str]
    medium: frozenset[str]
    meal: frozenset[str]
    visit: frozenset[str]
    call: frozenset[str]
    guards: dict[str, frozenset[str]]
    audiences: frozenset[str]
    of_only: frozenset[str]
    topics: frozenset[str]
    bodies: frozenset[str]
    happens: frozenset[str]
    takes_up: frozenset[str]
    continues: frozenset[str]
    ellipses: frozenset[str]
    aloof: frozenset[str]
    announces: frozenset[str]
    verbs: dict[str, str]
    met_things: frozenset[str]
    heard: frozenset[str]
    needs_officials: frozenset[str]
    officials: frozenset[str]
    things: frozenset[str]
    governors: dict[str, frozenset[str]]
    soft: frozenset[str]
    hard: frozenset[str]


class Trigger(Struct, frozen=True):
    """One word that tells of a meeting. ``noun`` is what a reader would call the meeting.

    ``firm`` ones stand for a meeting by themselves; the others need a day, a place or parties.
    ``remote`` ones have no place. ``anaphoric`` ones take up a meeting told of before ("It
    resumes", "The latest ended").
    """

    token: int
    noun: str
    sort: Sort
    verbal: bool
    firm: bool
    remote: bool = False
    anaphoric: bool = False


@lru_cache(maxsize=1)
def inventory() -> Inventory:
    """The words of ``triggers.toml``."""
    raw = tomllib.loads((files("briefing.extract") / "data" / "triggers.toml").read_text("utf-8"))
    nouns, verbs = raw["nouns"], raw["verbs"]
    guards = {noun: frozenset(words) for noun, words in raw["noun_guards"].items()}
    sorts = ("strong", "plural", "medium", "meal", "visit", "call")
    return Inventory(
        nouns=frozenset(noun for sort in sorts for noun in nouns[sort]) | _OTHER_NOUNS,
        strong=frozenset(nouns["strong"]),
        plural=frozenset(nouns["plural"]),
        medium=frozenset(nouns["medium"]),
        meal=frozenset(nouns["meal"]),
        visit=frozenset(nouns["visit"]),
        call=frozenset(nouns["call"]),
        guards=guards,
        audiences=frozenset(raw["senses"]["audiences"]),
        of_only=frozenset(raw["senses"]["of_only"]),
        topics=frozenset(raw["senses"]["topics"]),
        bodies=frozenset(raw["senses"]["bodies"]),
        happens=frozenset(raw["senses"]["happens"]),
        takes_up=frozenset(raw["anaphora"]["takes_up"]),
        continues=frozenset(raw["anaphora"]["continues"]),
        ellipses=frozenset(raw["anaphora"]["ellipses"]),
        aloof=frozenset(raw["senses"]["aloof"]),
        announces=frozenset(raw["senses"]["announces"]),
        verbs=verbs,
        met_things=frozenset(raw["verb_guards"]["met_things"]),
        heard=frozenset(raw["verb_guards"]["heard"]),
        needs_officials=frozenset(raw["verb_guards"]["needs_officials"]),
        officials=frozenset(raw["people"]["officials"]),
        things=frozenset(raw["people"]["things"]),
        governors={name: frozenset(words) for name, words in raw["governors"].items()},
        soft=frozenset(raw["soft"]["words"]),
        hard=frozenset(raw["soft"]["hard"]),
    )


def is_soft(doc: Doc) -> bool:
    """Whether an article is about sport or entertainment, where teams "meet" and play "rounds"."""
    words = inventory()
    lemmas = set(map(str.lower, set(table(doc).lemma)))
    soft, hard = words.soft & lemmas, words.hard & lemmas
    return len(soft) >= 4 and len(soft) > len(hard)


def is_remote(token: Token) -> bool:
    """Whether a meeting word stands beside a telephone or a screen."""
    doc, first, stop = token.doc, max(0, token.i - 3), token.i + 6
    near = enumerate(table(doc).lower[first:stop], first)
    rows = [row for row, word in near if word in _WIRED]
    return any(row == token.i or doc[row].sent_start != 1 for row in rows)


def is_office(token: Token) -> bool:
    """Whether a noun is by itself that of an office, a body or a side: no "slots" of delegates."""
    words = inventory().officials
    return token.lemma_.lower() in words or token.lower_.removesuffix("s") in words


@once_a_token
def is_official(token: Token) -> bool:
    """Whether a noun names somebody who acts for a state, a body or a side."""
    words = inventory().officials
    if is_office(token):
        return True
    return any(
        c.lemma_.lower() in words for c in children(token, "compound", "appos", "amod", "nmod")
    )


def are_people(token: Token) -> bool:
    """ "growers", "villagers", "unionists"."""
    return token.tag_ == "NNS" and is_agent(token)


def is_agent(token: Token) -> bool:
    """Whether a noun has the ending of those who do something: "grower", "unionist"."""
    lemma = token.lemma_.lower()
    return lemma.endswith(_AGENTS) and lemma not in inventory().things and len(lemma) > 4


def is_party(token: Token) -> bool:
    """Whether a noun or pronoun can sit at a table."""
    if token.ent_type_ in _PEOPLE_ENTITIES or is_official(token) or are_people(token):
        return True
    return token.pos_ == "PRON" and token.lower_ in _PEOPLE_PRONOUNS
