"""What is to be done, as its words tell it: a verb of a kind of act, and what it is done to."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from msgspec import Struct

from briefing.acts.verbs import (
    VerbClass,
    class_of,
    class_of_noun,
    class_of_state,
    forms_of,
    is_listed,
)
from briefing.names.words import EMPTY, NEGATIONS, stem

_TOKEN = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:['’-][^\W_]+)*|[,;:()“”\"–—]")
_POSSESSIVES = ("'s", "’s")
BREAKS = frozenset(
    """, ; : ( ) “ ” " – — that which who whom whose after before because while when so if unless
    once although though despite amid as or than and but it they he she we where until by whatever
    whoever however""".split()
)
_OPENS_CLAUSE = frozenset(
    """after although amid because before despite if once so than though unless until when
    while""".split()
)
"""Of the words that end a phrase, those after which no object follows: "walk out unless"."""
PREPOSITIONS = frozenset(
    """of in on at to for from with against into over about through between around near towards
    toward under without within among onto across across""".split()
)
_ON_ACCOUNT_OF = frozenset("over".split())
"""Before what an act is about but not done to: "strike over class sizes"."""
_WHERE = frozenset("at in near within".split())
_BOTH = frozenset("court work sea school visit press land town".split())
"""Nouns after "to" that may be verbs as well."""
_PARTITIVES = frozenset(
    "first last rest all some half most many part one each every both any".split()
)
PARTICLES = frozenset("up out off back down over away in on forward apart aside".split())
_ADVERBS = frozenset(
    "also again soon normally fully finally now not never once still then instead only just".split()
)
STATES_ALONE = frozenset("available complete finished gone open operational out ready".split())
"""States that a plan may be to bring about: "the report will be out on Monday"."""
_VERBS_IN_LY = frozenset("ally bully imply multiply rely sully tally".split())
_LIGHT = frozenset(
    """make take have hold give bring do put pay carry begin start stage launch print
    table cast conduct deliver file hand_down impose issue lodge mount offer perform submit tender
    undertake""".split()
)
"""Verbs that leave it to their object to say what is done: "hold a march", "print a correction"."""
_DITRANSITIVE = frozenset(
    "award bring charge give grant guarantee hand lend loan offer pay refund send show".split()
)
"""Verbs after which may stand to whom before what: "give the inmates their books"."""
_TO_WHOM = frozenset("her him it me them us you".split())
_OPENS_GIFT = frozenset("a an her his its their".split())
_DETERMINED = _OPENS_GIFT | frozenset("all every the these those".split())
_PAPERS = frozenset("brief draft notice report".split())
"""Of the nouns of acts those of what is handed over by itself: "file a report"."""
_TAKING_PLACE = frozenset("begin conclude end hold open start take_place".split())
_BEGINNINGS = frozenset("begin start resume reopen launch introduce restart".split())
NUMBERS = frozenset(
    """two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds
    thousand thousands million billion half""".split()
)


class Act(Struct, frozen=True):
    """What is to be done.

    ``done_to`` is the stem of the noun that the act is on, "" where the act has none ("strike"),
    ``beside`` the stems of the words that tell it from others of its kind, ``names`` those of
    proper names in the phrase, ``numbers`` counts of it as they are written. ``begins`` says that a
    beginning is all there is to it: "resume", "again"; ``undergone`` that the words tell of it from
    the side of what it is done to, and not of who acts: "the bridge is to be rebuilt".
    """

    kind: VerbClass
    done_to: str = ""
    beside: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    negated: bool = False
    begins: bool = False
    undergone: bool = False


def tokens(text: str) -> list[str]:
    """The words, numbers and marks of a text in order, as they are written."""
    return tokens_and_owners(text)[0]


def tokens_and_owners(text: str) -> tuple[list[str], frozenset[int]]:
    """The same, without the endings of possessives, and the places of those that had one."""
    made = _TOKEN.findall(text)
    owners = [at for at, token in enumerate(made) if token.endswith(_POSSESSIVES)]
    for at in owners:
        made[at] = made[at][:-2]
    return made, frozenset(owners)


def up_to(words: Sequence[str], ends: Container[str]) -> Sequence[str]:
    """Words before the first that is one of ``ends``; all of them where none is."""
    return words[: next((at for at, word in enumerate(words) if word in ends), len(words))]


def act_of_phrase(phrase: str, subject: str = "", *, of_any_verb: bool = False) -> Act | None:
    """The act of a verb phrase that begins with its verb: "publish the audit", "be rebuilt".

    ``subject`` is what the phrase is said of where that is what something is done to: "the bridge".
    None where the words begin with no verb; ``of_any_verb`` says that they follow "to" or "will",
    so that a verb of no list is one too.
    """
    words = tokens(phrase)
    lower = [word.casefold() for word in words]
    at = _first(lower, 0)
    if at is None:
        return None
    negated = any(word in NEGATIONS for word in lower[: at + 1])
    if lower[at] in {"have", "has"} and lower[at + 1 : at + 2] != ["been"]:
        perfect = [f.verb for w in lower[at + 1 : at + 2] for f in forms_of(w) if f.form == "past"]
        if perfect:  # "will have left"
            kind, after = _with_particle(perfect[0], lower, at + 2)
            return _on(kind, words[after:], subject, negated)
        done = _place_had_done(lower, at)
        if done is not None:  # "have every hole filled"
            kind, after = _with_particle(_past_of(lower[done]), lower, done + 1)
            return _on(kind, words[at + 1 : done], subject, negated)
    if lower[at] in {"be", "is", "are", "have", "has"}:
        return _passive(words, at, subject, negated)
    verb = next((f.verb for f in forms_of(lower[at]) if f.form in ("base", "third")), None)
    verb = verb or (lower[at] if is_listed(lower[at]) else None)
    if verb is None and of_any_verb and _may_be_verb(words, at):
        verb = lower[at]
    if verb is None:
        return None
    kind, after = _with_particle(verb, lower, at + 1)
    given = words[after:] if verb not in _DITRANSITIVE else _what_is_given(words[after:])
    return _on(kind, [*given], subject, negated, light=verb in _LIGHT)


def _place_had_done(lower: Sequence[str], at: int) -> int | None:
    """Where, after "have" at a place, a participle says what somebody has done to a thing."""
    if lower[at] not in {"have", "has"} or not _DETERMINED.intersection(lower[at + 1 : at + 2]):
        return None
    for place in range(at + 3, len(lower)):
        following = lower[place + 1 : place + 2]
        ends = not following or following[0] in BREAKS | PREPOSITIONS | PARTICLES
        if lower[place] in BREAKS or (ends and _past_of(lower[place])):
            return place if _past_of(lower[place]) else None
    return None


def _past_of(word: str) -> str:
    """The listed verb that a word is the past of, or ""."""
    return next((f.verb for f in forms_of(word) if f.form == "past" and is_listed(f.verb)), "")


def _may_be_verb(words: Sequence[str], at: int) -> bool:
    """Whether a word that no list has is a verb with its object: "blur | all faces"."""
    word, following = words[at], "".join(words[at + 1 : at + 2]).casefold()
    if not word.islower() or not word.isalpha() or word.endswith(("s", "ing")) or word in EMPTY:
        return False
    return word not in PREPOSITIONS and (
        following in _DETERMINED or following in PARTICLES or following[:1].isdigit()
    )


def _what_is_given(words: Sequence[str]) -> Sequence[str]:
    """What follows a verb of giving, without to whom: "the inmates | their books back"."""
    by_pronoun = "".join(words[:1]).casefold() in _TO_WHOM
    for at, word in enumerate(words):
        lower = word.casefold()
        if lower in BREAKS and not (by_pronoun and at == 0):
            break
        before = words[at - 1].casefold() if at else ""
        opens = lower in _OPENS_GIFT or (by_pronoun and lower == "the")
        if at and opens and before not in PREPOSITIONS and before not in _DETERMINED:
            return words[at:]
    return words


def act_of_noun(phrase: str) -> Act | None:
    """The act of a noun phrase: "a march on the commission", "a draft law"; None for no noun.

    Of a noun that no verb is listed for, it is to be given or presented.
    """
    own = _NounPhrase.of(tokens(phrase))
    if not own.head:
        return None
    kind = class_of_noun(own.head.casefold())
    if kind is None:
        return _on(class_of("present") | class_of("give"), tokens(phrase), "", negated=False)
    return _on(kind, tokens(phrase), "", negated=False)


def act_of_deed(phrase: str) -> Act | None:
    """The act that a noun is made of, done to what the noun is of: "the release of the crew".

    None for a noun that no verb is listed for.
    """
    own = _NounPhrase.of(tokens(phrase))
    if not own.head or class_of_noun(own.head.casefold()) is None:
        return None
    return _on(VerbClass(), tokens(phrase), "", negated=False, light=True)


def act_of_event(phrase: str) -> Act | None:
    """An event that takes place: "peace talks in Geneva"; None where no noun is of an act.

    It is held, begins, takes place.
    """
    own = _NounPhrase.of(tokens(phrase))
    if not own.head or class_of_noun(own.head.casefold()) is None:
        return None
    return _on(VerbClass(_TAKING_PLACE), (), phrase, negated=False)


def _first(lower: Sequence[str], at: int) -> int | None:
    """The place of the first word from there on that is no adverb."""
    while at < len(lower) and (is_adverb(lower[at]) or lower[at] in NEGATIONS):
        at += 1
    return at if at < len(lower) else None


def is_adverb(word: str) -> bool:
    """Whether a word in lower case only says how or when a verb is done: "also", "formally"."""
    if word in _ADVERBS:
        return True
    return word.endswith("ly") and word not in _VERBS_IN_LY and not is_listed(word)


def _with_particle(verb: str, lower: Sequence[str], after: int) -> tuple[VerbClass, int]:
    """The class of a verb with the particle that follows it, and where its object begins."""
    for width in (2, 1):
        phrasal = "_".join((verb, *lower[after : after + width]))
        kind = class_of(phrasal)
        if len(kind.verbs) > 1:
            return kind, after + width
    for place in range(after, min(after + 6, len(lower))):
        if lower[place] in BREAKS:
            break
        kind = class_of(f"{verb}_{lower[place]}")
        if lower[place] in PARTICLES and len(kind.verbs) > 1:  # "pull its patrols back"
            return kind, after
    return class_of(verb), after


def _passive(words: Sequence[str], at: int, subject: str, negated: bool) -> Act | None:
    """The act of "be rebuilt", "is ready", "have left", said of a subject."""
    lower = [word.casefold() for word in words]
    place = _first(lower, at + 1)
    while place is not None and lower[place] in {"been", "be"}:
        place = _first(lower, place + 1)
    if place is None:
        return None
    verb = next((f.verb for f in forms_of(lower[place]) if f.form == "past"), None)
    state = class_of_state(lower[place])
    if state is not None and (verb is None or not is_listed(verb)):
        return _on(state, words[place + 1 :], subject, negated)
    if verb is None:
        return None
    kind, after = _with_particle(verb, lower, place + 1)
    return _on(kind, words[after:], subject, negated)


def _on(
    kind: VerbClass, after: Sequence[str], subject: str, negated: bool, *, light: bool = False
) -> Act:
    """The act of that kind, done to the subject if one is given, or else to what follows."""
    after = _without_whether(after)
    own = _NounPhrase.of(tokens(subject)) if subject else _NounPhrase.of(after)
    telling: tuple[str, ...] = ()
    begins = "again" in after or not _BEGINNINGS.isdisjoint(kind.verbs)
    if light and own.head and (noun := _class_of_deed(own.head.casefold())) is not None:
        kind |= noun
        telling, own = own.words, own.complement
        telling = () if own.head else telling
    elif light:  # to drop what is made undoes nothing of "make a case"
        kind = VerbClass(kind.verbs, kind.nouns, kind.states)
    head = stem(own.head) if own.head else ""
    more = _NounPhrase.of(after).names if subject else ()
    return Act(
        kind,
        head,
        frozenset(map(stem, (*own.words, *telling))) - {head},
        frozenset(map(stem, (*own.names, *more))),
        frozenset(own.numbers),
        negated,
        begins,
        undergone=bool(subject),
    )


def _class_of_deed(noun: str) -> VerbClass | None:
    """The class of a noun, or of the one that it is the plural of: "votes"."""
    if noun.removesuffix("s") in _PAPERS:
        return None
    return class_of_noun(noun) or class_of_noun(noun.removesuffix("s"))


def _without_whether(after: Sequence[str]) -> Sequence[str]:
    """What follows a verb, without "on whether to accept": it is on what that verb is on."""
    for at, word in enumerate(after[:2]):
        if word == "whether" and "".join(after[at + 1 : at + 2]) == "to":
            return after[at + 3 :]
    return after


class _NounPhrase(Struct, frozen=True):
    """The noun that a phrase is of, the words that tell it from others, its names and numbers.

    ``after`` is what follows the noun: "of its report on the judge".
    """

    head: str = ""
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @classmethod
    def of(cls, words: Sequence[str]) -> _NounPhrase:
        """Of the words up to the next clause; a word of no sense is none of them."""
        first, rest = _at_preposition(_up_to_break(words))
        counted: list[str] = []
        while rest and not _telling(first):  # "the first of its vans", "to the port"
            if rest[0].casefold() in _ON_ACCOUNT_OF or _is_infinitive(rest):
                return cls(names=tuple(w for w in _telling(rest) if w[:1].isupper()))
            if rest[0].casefold() == "of":  # "two of the dam's turbines"
                counted += filter(is_number, first)
            first, rest = _at_preposition(rest[1:])
        telling = _telling(first)
        head = telling[-1] if telling else ""
        complement, _ = _at_preposition(rest[1:])
        words = (*telling[:-1], *_telling(complement))
        if head[:1].isupper():
            # What stands beside a name tells it from no other: "former general Mirko Stanov".
            words = ()
        names = [word for word in (*telling, *_telling(rest)) if word[:1].isupper()]
        numbers = tuple(word.casefold() for word in (*counted, *first) if is_number(word))
        return cls(head, words, tuple(names), numbers, tuple(rest))

    @property
    def complement(self) -> _NounPhrase:
        """What the noun is of: "its report" in "a correction of its report"; not where it is."""
        if not self.after or self.after[0].casefold() in _WHERE:
            return _NounPhrase(names=self.names)
        return _NounPhrase.of(self.after)


def _is_infinitive(words: Sequence[str]) -> bool:
    """Whether words begin with "to" and a verb: "run to become mayor"."""
    following = "".join(words[1:2])
    is_verb = any(form.form == "base" for form in forms_of(following.casefold()))
    return words[0] == "to" and following.islower() and is_verb and following not in _BOTH


def _up_to_break(words: Sequence[str]) -> list[str]:
    own: list[str] = []
    for word in words:
        lower = word.casefold()
        if lower in BREAKS and (own or word in ",;:()–—" or lower in _OPENS_CLAUSE):
            break
        own.append(word)
    return own


def _at_preposition(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The words before the first preposition, and those from it on."""
    at = next((n for n, w in enumerate(words) if w.casefold() in PREPOSITIONS and n), len(words))
    if words and words[0].casefold() in PREPOSITIONS:
        return (), words
    return words[:at], words[at:]


def _telling(words: Sequence[str]) -> list[str]:
    """The words that say something, without numbers."""
    return [
        word
        for word in words
        if len(word) > 1
        and not is_number(word)
        and word.casefold() not in _PARTITIVES
        and word.casefold() not in _ADVERBS
        and word.casefold() not in EMPTY
        and word.casefold() not in PREPOSITIONS
        and word not in PARTICLES
    ]


def is_number(word: str) -> bool:
    """Whether a word counts: "12", "two"."""
    return word[0].isdigit() or word.casefold() in NUMBERS


def without_adverbs(phrase: str) -> str:
    """A verb phrase from its verb on: "also then build a mill"; nothing denied is taken out."""
    words = phrase.split()
    at = next((n for n, w in enumerate(words) if not is_adverb(w) or w in NEGATIONS), 0)
    return " ".join(words[at:])


def base_phrase(phrase: str) -> str:
    """A phrase that begins with a verb in "-ing" as one in the base: "building 100 masts"."""
    first, _, rest = phrase.partition(" ")
    verb = next((form.verb for form in forms_of(first) if form.form == "ing"), first)
    return f"{verb} {rest}"


def begins_with_base(phrase: str) -> bool:
    """Whether a phrase begins with a verb in its base form."""
    first = next(iter(phrase.split()), "").casefold()
    if first in {"be", "have"}:
        return True
    return any(form.form == "base" for form in forms_of(first)) or is_listed(first)


def begins_with_listed(phrase: str) -> bool:
    """Whether a phrase begins with a verb of the inventory, maybe as "have left"."""
    words = [w.casefold() for w in tokens(phrase) if w.casefold() != "not"]
    words = words[_first(words, 0) or 0 :]
    if words[:1] == ["have"] and len(words) > 1:
        return any(is_listed(form.verb) for form in forms_of(words[1]))
    if words and _place_had_done(words, 0) is not None:
        return True
    if words[:1] == ["be"] and len(words) > 1 and class_of_state(words[1]) is not None:
        return True  # "be home"
    return bool(words) and is_listed(words[0])


def has_done(phrase: str) -> bool:
    """Whether a phrase is that somebody has a thing done: "have every hole filled"."""
    lower = [word.casefold() for word in tokens(phrase)]
    return bool(lower) and _place_had_done(lower, 0) is not None


def begins_with_listed_participle(phrase: str, *, of_states: bool = False) -> bool:
    """Whether a phrase in the passive is of a verb of the inventory: "be reopened".

    ``of_states``: or tells of a state that such a verb leads to, "be out".
    """
    words = [w.casefold() for w in tokens(phrase)]
    at = _first(words, 1)
    if at is None:
        return False
    if of_states and words[at] in STATES_ALONE and class_of_state(words[at]) is not None:
        return True
    return any(is_listed(form.verb) for form in forms_of(words[at]))
