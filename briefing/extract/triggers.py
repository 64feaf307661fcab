"""Words that tell of a meeting, told from their look-alikes; the inventory is ``triggers.toml``."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, TypeAlias

from spacy.tokens import Doc, Token

from briefing.extract.syntax import children, clause_head, coordinated, objects, subjects

Sort: TypeAlias = Literal["talks", "meeting", "visit", "call", "hearing"]

_PEOPLE_ENTITIES = {"PERSON", "ORG", "GPE", "NORP"}
_REMOTE = {"phone", "telephone", "video", "videolink", "videoconference", "teleconference", "zoom"}
TRAVEL = {"travel", "fly", "arrive", "head", "come", "go", "leave", "return"}


@dataclass(frozen=True, slots=True)
class Inventory:
    """``triggers.toml`` as sets; ``guards`` are the words before a noun that spoil it."""

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
    needs_officials: frozenset[str]
    officials: frozenset[str]
    governors: dict[str, frozenset[str]]
    soft: frozenset[str]
    hard: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trigger:
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
    return Inventory(
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
        needs_officials=frozenset(raw["verb_guards"]["needs_officials"]),
        officials=frozenset(raw["people"]["officials"]),
        governors={name: frozenset(words) for name, words in raw["governors"].items()},
        soft=frozenset(raw["soft"]["words"]),
        hard=frozenset(raw["soft"]["hard"]),
    )


def is_soft(doc: Doc) -> bool:
    """Whether an article is about sport or entertainment, where teams "meet" and play "rounds"."""
    words = inventory()
    counts = Counter(token.lemma_.lower() for token in doc)
    soft = {word for word in words.soft if counts[word]}
    hard = {word for word in words.hard if counts[word]}
    return len(soft) >= 4 and len(soft) > len(hard)


def find_triggers(doc: Doc, located: Collection[int]) -> list[Trigger]:
    """Every word of the article that tells of a meeting, in text order.

    ``located`` are the tokens of place names that the gazetteer knows.
    """
    if is_soft(doc):
        return []
    found = (_trigger(token, located) for token in doc)
    return [trigger for trigger in found if trigger is not None]


def _trigger(token: Token, located: Collection[int]) -> Trigger | None:
    found: Trigger | None = None
    if token.pos_ in {"NOUN", "PROPN"}:
        found = _noun(token, located)
    elif token.pos_ == "VERB":
        found = _verb(token, located)
    return found or _anaphor(token)


def _anaphor(token: Token) -> Trigger | None:
    words = inventory()
    if token.pos_ == "VERB" and token.lemma_ in words.takes_up:
        who = subjects(token)
        if any(t.lower_ == "it" and _leads(t) for t in who):
            return Trigger(token.i, "talks", "talks", True, False, False, True)
        people = bool(who) and all(is_party(t) for t in who)
        if people and token.lemma_ in words.continues and not children(token, "dobj"):
            return Trigger(token.i, "talks", "talks", True, False, False, True)
    if token.dep_ in {"nsubj", "nsubjpass"} and token.lower_ in words.ellipses:
        if token.pos_ in {"ADJ", "NOUN", "PROPN", "DET", "PRON", "NUM"} and _is_event(token.head):
            return Trigger(token.i, "round", "talks", False, False, False, True)
    return None


def _leads(pronoun: Token) -> bool:
    """Whether no noun of the same sentence stands before a pronoun that it could mean."""
    for token in reversed(list(pronoun.doc[max(0, pronoun.i - 30) : pronoun.i + 1])):
        if token.i < pronoun.i and token.pos_ in {"NOUN", "PROPN"}:
            return False
        if token.is_sent_start:
            return True
    return False


def _is_event(verb: Token) -> bool:
    words = inventory()
    return verb.lemma_ in words.happens or verb.lemma_ in {"hold", "schedule", "plan", "expect"}


def _noun(token: Token, located: Collection[int]) -> Trigger | None:
    words = inventory()
    lemma = token.lemma_.lower()
    lower = token.lower_
    if lower == "talks":
        lemma = "talk"
    if lower == "table" and _left(token) in {"negotiating", "bargaining"}:
        return Trigger(token.i, "talks", "talks", False, True)
    if _is_modifier(token) or _guarded(token, lemma):
        return None
    plural = token.tag_ in {"NNS", "NNPS"} or (lower.endswith("s") and lemma != lower)
    if (lemma in words.plural and plural) or lemma in words.strong:
        return Trigger(token.i, lower, "talks", False, True, _is_remote(token))
    if lemma in words.call:
        return _call(token)
    if lemma in words.visit:
        return _visit(token, located)
    if lemma in words.meal and _left(token) in {"working", "official", "state"}:
        return Trigger(token.i, lower, "meeting", False, False)
    if lemma in words.medium:
        return _medium(token, lemma)
    return None


def _is_modifier(token: Token) -> bool:
    """ "conference room", "session musician": the head is another thing, unless it is a meeting."""
    if token.dep_ not in {"compound", "nmod", "amod", "npadvmod"} or token.head.i <= token.i:
        return False
    return token.head.pos_ in {"NOUN", "PROPN", "ADJ"}


def _guarded(token: Token, lemma: str) -> bool:
    guards = inventory().guards.get(lemma, frozenset())
    if _left(token) in guards:
        return True
    return any(c.lower_ in guards for c in children(token, "compound", "amod", "nmod"))


def _left(token: Token) -> str:
    return token.nbor(-1).lower_ if token.i else ""


def _medium(token: Token, lemma: str) -> Trigger | None:
    words = inventory()
    if lemma in words.of_only:
        topics = objects(token, "of")
        if topics and not any(t.lemma_.lower() in words.topics for t in topics):
            people = any(is_party(t) for t in topics)
            if lemma != "session" or not people:
                return None
        if lemma in {"exchange", "series"} and not topics:
            return None
        if lemma == "round" and not topics and not _is_numbered(token):
            return None
    if lemma in words.bodies and (_acts(token) or token.dep_ in {"poss", "agent"}):
        return None
    if token.tag_ == "NNS" and not list(token.lefts) and lemma != "round":
        return None
    sort: Sort = "meeting"
    if lemma in {"hearing", "inquiry", "inquest", "trial"}:
        sort = "hearing"
    elif lemma == "round":
        sort = "talks"
    if lemma == "trial" or (lemma in {"inquiry", "inquest"} and not _sits(token)):
        return None
    if any(t.lemma_.lower() in words.audiences for t in objects(token, "with", "for")):
        return None
    return Trigger(token.i, token.lower_, sort, False, False, _is_remote(token))


def _is_numbered(token: Token) -> bool:
    near = [*token.lefts, token.nbor(-1)] if token.i else []
    return any(
        c.ent_type_ == "ORDINAL" or c.lower_ in {"next", "last", "latest", "previous", "new", "the"}
        for c in near
    )


def _acts(token: Token) -> bool:
    """ "Congress will hold a debate": a body by the name of a meeting does something."""
    return token.dep_ == "nsubj" and token.head.lemma_ not in inventory().happens


def _sits(token: Token) -> bool:
    verbs = [c for c in children(token, "relcl", "acl")] + [token.head]
    return any(verb.lemma_ in {"sit", "open", "convene", "adjourn", "resume"} for verb in verbs)


def _is_remote(token: Token) -> bool:
    near = token.doc[max(0, token.i - 3) : token.i + 6]
    words = {t.lower_ for t in near if t.sent_start != 1 or t.i == token.i}
    return bool(words & _REMOTE) or ("online" in words)


def _call(token: Token) -> Trigger | None:
    words = inventory()
    partners = objects(token, "with", "between")
    if any(t.lemma_.lower() in words.audiences for t in partners):
        return None
    by_wire = any(c.lower_ in _REMOTE for c in children(token, "compound", "amod", "nmod"))
    if by_wire or any(is_party(t) for t in partners):
        return Trigger(token.i, token.lower_, "call", False, True, True)
    return None


def _visit(token: Token, located: Collection[int]) -> Trigger | None:
    there = objects(token, "to", "of", "by", "from")
    if any(t.i in located or is_party(t) for t in there):
        return Trigger(token.i, token.lower_, "visit", False, False)
    owners = children(token, "poss", "amod", "compound")
    if any(is_official(t) or t.lower_ in {"official", "state"} for t in owners):
        return Trigger(token.i, token.lower_, "visit", False, False)
    return None


def is_official(token: Token) -> bool:
    """Whether a noun names somebody who acts for a state, a body or a side."""
    words = inventory().officials
    if token.lemma_.lower() in words or token.lower_ in words:
        return True
    return any(
        c.lemma_.lower() in words for c in children(token, "compound", "appos", "amod", "nmod")
    )


def is_party(token: Token) -> bool:
    """Whether a noun or pronoun can sit at a table."""
    if token.ent_type_ in _PEOPLE_ENTITIES or is_official(token):
        return True
    return token.pos_ == "PRON" and token.lower_ in {
        "he",
        "she",
        "they",
        "we",
        "him",
        "her",
        "them",
        "us",
        "who",
        "both",
        "i",
        "others",
    }


def _verb(token: Token, located: Collection[int]) -> Trigger | None:
    words = inventory()
    lemma = token.lemma_.lower()
    noun = words.verbs.get(lemma)
    if noun is None:
        return None
    who = subjects(token)
    if lemma in words.needs_officials and not any(is_party(t) for t in who):
        return None
    accepted = {
        "meet": _meets,
        "sit": _sits_down,
        "speak": _speaks,
        "talk": _speaks,
        "host": _receives,
        "receive": _receives,
        "welcome": _receives,
        "summon": _receives,
        "brief": _receives,
    }.get(lemma)
    if accepted is not None and not accepted(token, who):
        return None
    if lemma == "visit" and not _visits(token, located):
        return None
    if lemma in TRAVEL and not _travels(token, who, located):
        return None
    if lemma in {"gather", "assemble"} and children(token, "dobj"):
        return None
    sort: Sort = "meeting"
    if noun in {"talks", "call", "visit"}:
        sort = noun  # type: ignore[assignment]
    remote = _is_remote(token) or sort == "call"
    return Trigger(token.i, noun, sort, True, lemma in {"convene", "reconvene"}, remote)


def _plural(who: list[Token]) -> bool:
    return len(who) > 1 or any(
        t.tag_ in {"NNS", "NNPS"} or t.lower_ in {"they", "we", "both", "two", "sides", "who"}
        for t in who
    )


def _meets(token: Token, who: list[Token]) -> bool:
    words = inventory()
    things = [t for o in children(token, "dobj") for t in coordinated(o) if t.lower_ != "face"]
    if any(t.lemma_.lower() in words.met_things for t in things):
        return False
    if not who and token.dep_ not in {"ROOT", "conj"}:
        return False
    if things:
        return any(is_party(t) or t.lower_ == "other" for t in things)
    if any(is_party(t) or t.pos_ == "PROPN" for t in objects(token, "with")):
        return True
    if children(token, "nsubjpass") and children(token, "agent", "prep"):
        return False
    return _plural(who) or any(is_party(t) for t in who) or bool(who)


def _sits_down(token: Token, who: list[Token]) -> bool:
    down = any(c.lower_ == "down" for c in token.children)
    return down and (_plural(who) or any(is_party(t) for t in objects(token, "with")))


def _speaks(token: Token, who: list[Token]) -> bool:
    words = inventory()
    partners = objects(token, "with", "to")
    if any(t.lemma_.lower() in words.audiences for t in partners):
        return False
    if any(c.lower_ in _REMOTE for c in objects(token, "by", "via", "over", "on")):
        return True
    about = objects(token, "of", "about", "on", "for", "at", "against")
    if children(token, "dobj", "ccomp") or any(t.ent_type_ != "DATE" for t in about):
        return False
    if token.lemma_ == "talk" or not children(token, "prep"):
        again = any(c.lower_ in {"again", "directly", "privately"} for c in token.children)
        dated = any(c.ent_type_ == "DATE" for c in token.subtree)
        return _plural(who) and (again or dated)
    return any(is_official(t) for t in partners) or (
        _plural(who) and all(is_official(t) or t.pos_ == "PRON" for t in who) and not partners
    )


def _receives(token: Token, who: list[Token]) -> bool:
    guests = [t for o in children(token, "dobj") for t in coordinated(o)]
    return bool(who) and any(
        is_official(t) or t.ent_type_ == "PERSON" for t in guests if t.ent_type_ != "DATE"
    )


def _visits(token: Token, located: Collection[int]) -> bool:
    return any(t.i in located or is_party(t) for t in children(token, "dobj"))


def _travels(token: Token, who: list[Token], located: Collection[int]) -> bool:
    goals = objects(token, *(("for",) if token.lemma_ == "leave" else ("to", "in", "for")))
    if not any(t.i in located for t in goals):
        return False
    if token.lemma_ in {"come", "go", "head", "return"}:
        return bool(objects(token, "to", "for")) and any(is_official(t) for t in who)
    return True


def governing_verb(doc: Doc, trigger: Trigger) -> Token | None:
    """The verb that heads the clause in which the trigger stands."""
    return clause_head(doc[trigger.token])
