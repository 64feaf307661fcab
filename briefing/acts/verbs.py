"""Verbs by their forms and by the kind of act that they tell of; no parse is at hand here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from operator import or_
from pathlib import Path
from typing import Literal, TypeAlias

from msgspec import Struct

from briefing.names.word_lists import lines_of

_DATA = Path(__file__).with_name("data")
_VOWELS = "aeiou"
_REACH = 5  # words between a verb and its particle: "hand their weapons, all of them, over"

Form: TypeAlias = Literal["base", "third", "ing", "past"]


class VerbForm(Struct, frozen=True):
    """That a word may be this form of that verb."""

    verb: str
    form: Form


class VerbClass(Struct, frozen=True):
    """Verbs of one kind of act, nouns made of them, states that the act leaves behind, opposites.

    A phrasal verb is written with its particle after an underscore: ``hand_over``.
    """

    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    opposites: frozenset[str] = frozenset()

    def __or__(self, other: VerbClass) -> VerbClass:
        return VerbClass(
            self.verbs | other.verbs,
            self.nouns | other.nouns,
            self.states | other.states,
            self.opposites | other.opposites,
        )


@lru_cache(maxsize=1)
def _irregular() -> Mapping[str, tuple[str, ...]]:
    """The past and the participle of irregular verbs."""
    lines = (line.split() for line in lines_of("irregular_verbs.txt", _DATA))
    return {base: tuple(past) for base, *past in lines}


@lru_cache(maxsize=1)
def _classes() -> Sequence[VerbClass]:
    """The classes of the inventory."""
    made = []
    for line in lines_of("acts.txt", _DATA):
        parts = [frozenset(part.split()) for part in line.split(";")]
        made.append(VerbClass(*parts))
    return made


@lru_cache(maxsize=1)
def _by_verb() -> Mapping[str, Sequence[VerbClass]]:
    return _by_word(lambda each: each.verbs)


@lru_cache(maxsize=1)
def _by_state() -> Mapping[str, Sequence[VerbClass]]:
    return _by_word(lambda each: each.states)


@lru_cache(maxsize=1)
def _by_noun() -> Mapping[str, Sequence[VerbClass]]:
    return _by_word(lambda each: each.nouns)


def _by_word(words: Callable[[VerbClass], Iterable[str]]) -> Mapping[str, Sequence[VerbClass]]:
    """The classes of each word: to be put together for those that are asked for, few of all."""
    by_word: dict[str, list[VerbClass]] = defaultdict(list)
    for each in _classes():
        for word in words(each):
            by_word[word].append(each)
    return by_word


@lru_cache(maxsize=4_096)
def class_of(verb: str) -> VerbClass:
    """The verbs of the kinds of act that a verb may tell of; of a verb not listed itself alone."""
    kind = _together(_by_verb().get(verb)) or VerbClass(frozenset((verb,)))
    # What is one of the acts in one sense is no opposite of it in another: "withdraw", "leave".
    return VerbClass(kind.verbs, kind.nouns, kind.states, kind.opposites - kind.verbs)


@lru_cache(maxsize=4_096)
def class_of_state(state: str) -> VerbClass | None:
    """What leads to a state: "open", "free"; None for a word that is none of the listed states."""
    return _together(_by_state().get(state))


@lru_cache(maxsize=4_096)
def class_of_noun(noun: str) -> VerbClass | None:
    """The acts that a noun is made of: "visit", "march"; None for a noun that is not listed."""
    return _together(_by_noun().get(noun))


def _together(classes: Sequence[VerbClass] | None) -> VerbClass | None:
    return reduce(or_, classes) if classes else None


def is_listed(verb: str) -> bool:
    """Whether the inventory has that verb, with any particle."""
    return verb in _by_verb() or verb in _phrasal_heads()


@lru_cache(maxsize=1)
def _phrasal_heads() -> frozenset[str]:
    return frozenset(verb.split("_")[0] for verb in _by_verb() if "_" in verb)


@lru_cache(maxsize=1)
def listed_verbs() -> frozenset[str]:
    """The verbs of the inventory, without particles."""
    return frozenset(verb.split("_")[0] for verb in _by_verb()) | frozenset(_irregular())


@lru_cache(maxsize=1)
def _of_irregular() -> Mapping[str, Sequence[str]]:
    """Of which irregular verbs a word is the past or the participle."""
    verbs: dict[str, list[str]] = defaultdict(list)
    for verb, past in _irregular().items():
        for word in past:
            verbs[word].append(verb)
    return verbs


def _listed_forms(word: str) -> tuple[VerbForm, ...]:
    """What verbs of the inventory a word may be a form of; of a base and a past ("put") the past
    first.

    The verb is the word, or has fewer letters at its end ("pass-es", "stop-ping"), or "y" or "e"
    in place of them ("tr-ies", "vot-ing"); or it is irregular.
    """
    verbs = {word[: len(word) - off] for off in range(len("ming") + 1)}
    verbs |= {f"{word[:-3]}y", f"{word[:-3]}e"}
    verbs = (verbs & listed_verbs()).union(_of_irregular().get(word, ()))
    forms = [
        VerbForm(verb, form)
        for verb in sorted(verbs)
        for own, form in inflected(verb)
        if own == word
    ]
    return tuple(sorted(forms, key=lambda form: form.form != "past"))


@lru_cache(maxsize=8_192)
def forms_of(word: str) -> tuple[VerbForm, ...]:
    """What a word in lower case may be a form of; a regular verb may be one that is not listed."""
    listed = _listed_forms(word)
    if listed:
        return listed
    if word.endswith("ed") and len(word) > len("need"):
        bare = word[:-2]
        guesses = [bare, f"{bare}e"]
        if word.endswith("ied"):
            guesses = [f"{word[:-3]}y"]
        elif len(bare) > 2 and bare[-1] == bare[-2]:  # "refitted"
            guesses.append(bare[:-1])
        return tuple(VerbForm(guess, "past") for guess in guesses)
    return ()


def is_ambiguous(word: str) -> bool:
    """Whether a word may be the past of a verb and its base as well: "cast", "put"."""
    return len({form.form for form in forms_of(word)} & {"past", "base"}) > 1


def inflected(verb: str) -> Iterator[tuple[str, Form]]:
    """The forms of a verb by the rules of English spelling, or as the list has them."""
    yield verb, "base"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        yield f"{verb[:-1]}ies", "third"
    elif verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        yield f"{verb}es", "third"
    else:
        yield f"{verb}s", "third"
    for stem in _before_vowel(verb):
        yield f"{stem}ing", "ing"
    irregular = _irregular().get(verb)
    if irregular:
        yield from ((past, "past") for past in irregular)
    elif verb.endswith("e"):
        yield f"{verb}d", "past"
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        yield f"{verb[:-1]}ied", "past"
    else:
        for stem in _before_vowel(verb):
            yield f"{stem}ed", "past"


def _before_vowel(verb: str) -> tuple[str, ...]:
    """How a verb is spelt before "-ing" and "-ed"; where stress decides, both ways."""
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        return (verb[:-1],)
    tail = verb[-3:]
    closed = len(tail) == 3 and tail[1] in _VOWELS and tail[0] not in _VOWELS
    if closed and tail[2] not in f"{_VOWELS}wxyh":
        return (verb, f"{verb}{verb[-1]}")
    return (verb,)


def verb_at(words: Sequence[str], at: int, wanted: frozenset[str]) -> VerbForm | None:
    """The form of one of the ``wanted`` verbs that stands at a place, with its particle if any.

    Of a word that may be a base or a past ("put") it is taken for the past.
    """
    for each in forms_of(words[at]):
        if each.verb in wanted:
            return each
        for verb in _with_particles(each.verb):
            if verb in wanted and _follow(verb.split("_")[1:], words[at + 1 : at + 2 + _REACH]):
                return VerbForm(verb, each.form)
    return None


def _follow(particles: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the particles stand among the words, in their order."""
    rest = iter(words)
    return all(particle in rest for particle in particles)


@lru_cache(maxsize=4_096)
def _with_particles(verb: str) -> tuple[str, ...]:
    """The phrasal verbs of the inventory that begin with a verb."""
    return tuple(each for each in _by_verb() if each.startswith(f"{verb}_"))
