"""Verbs of meeting, told from their look-alikes: who met whom, spoke with whom, went where."""

from __future__ import annotations

from collections.abc import Collection
from itertools import takewhile

from spacy.tokens import Token

from briefing.extract.events.inventory import (
    TRAVEL,
    Sort,
    Trigger,
    inventory,
    is_official,
    is_party,
    is_remote,
)
from briefing.extract.grammar.syntax import children, coordinated, objects, subjects
from briefing.extract.grammar.tense_words import SAYING
from briefing.extract.talks.company import named_object, planned_for
from briefing.extract.talks.spoken_meetings import (
    BENCHES,
    appears,
    argues,
    confers,
    consults,
    discusses,
    hears,
    is_caller,
    phones,
    plural,
    questions,
    speaks,
    tells,
    told_hearing,
)
from briefing.extract.word_lists import word_lists

_VENUES = word_lists("meeting_words")["venue"]
_ORDER = frozenset({"first", "last", "only"})
_HABITS = frozenset("often frequently regularly always usually routinely rarely".split())
_ENVOYS = frozenset("envoy delegation minister diplomat negotiator mediator emissary".split())
# In whose company people gather for themselves.
_STAYING = frozenset({"serve", "live", "work", "study", "settle"})
_STAYS = frozenset(
    "training school college university study job work treatment vacation holiday residency".split()
)
_TITLE_AND_NAME = 7  # tokens behind a noun in which a name with its title begins
_FAMILIARS = frozenset("neighbor neighbour friend family relative parent child fan".split())
_CROWDS = frozenset("people crowd mourner protester demonstrator worshipper villager".split())


def verb_trigger(token: Token, located: Collection[int]) -> Trigger | None:
    """The meeting that a verb tells of, or None; ``located`` are the tokens of place names."""
    words = inventory()
    lemma = token.lemma_.lower()
    noun = words.verbs.get(lemma)
    if noun is None or token.dep_ in {"amod", "compound"}:
        return None  # "the rumored negotiating place"
    who = subjects(token) or planned_for(token)
    if any(c.lower_ in _HABITS for c in children(token, "advmod")) or _tells_apart(token):
        return None
    if lemma == "mediate" and token.dep_ in {"relcl", "acl"} and _is_of_meeting(token.head):
        return None  # "the talks in Muscat, which Oman mediates": no other meeting
    if lemma in words.needs_officials and not any(is_party(t) or is_caller(token, t) for t in who):
        return None
    accepted = {
        "meet": _meets,
        "sit": _sits_down,
        "speak": speaks,
        "talk": speaks,
        "host": _receives,
        "receive": _receives,
        "welcome": _receives,
        "summon": _receives,
        "brief": _receives,
        "hear": hears,
        "exchange": _exchanges,
        "bring": _brings,
        "phone": phones,
        "telephone": phones,
        "ring": phones,
        "call": phones,
        "see": _sees,
        "appear": appears,
        "testify": appears,
        "make": argues,
        "argue": argues,
        "plead": argues,
        "consult": consults,
        "confer": confers,
        "question": questions,
        "interview": questions,
        "tell": tells,
        "inform": tells,
        "send": _sends,
        "dispatch": _sends,
    }.get(lemma)
    if accepted is not None and not accepted(token, who):
        return None
    if lemma == "negotiate" and any(t.lower_ == "or" for w in who for t in children(w, "cc")):
        return None  # "either of them will negotiate the exit"
    things = children(token, "dobj") if lemma == "negotiate" else []
    alone = not any(objects(word, "with") for word in (token, *things))
    if things and alone and not plural(who):
        return None  # "She negotiated a deal", with whomever
    if lemma == "discuss" and not discusses(token, who, located):
        return None
    if lemma in {"visit", "tour"} and not _visits(token, who, located):
        return None
    if lemma in TRAVEL and not _travels(token, who, located):
        return None
    if noun == "visit" and lemma in {"send", "dispatch"}:
        if not any(t.i in located for t in objects(token, "to")):
            return None
    elif lemma in {"gather", "assemble"} and (
        not all(map(_is_called_together, children(token, "dobj")))
        or any(t.lemma_.lower() in words.audiences | _CROWDS for t in who)
        or any(t.lemma_.lower() in _FAMILIARS for t in objects(token, "with"))
    ):
        return None
    sort: Sort = "meeting"
    if lemma == "tell" and told_hearing(token):
        noun = "hearing"
    if noun in {"talks", "call", "visit", "hearing"}:
        sort = noun  # type: ignore[assignment]
    if lemma in {"speak", "talk", "tell"} and sort == "call" and not is_remote(token):
        noun = "conversation"
    remote = is_remote(token) or sort == "call"
    firm = lemma in {"convene", "reconvene"} or sort == "call"
    return Trigger(token.i, noun, sort, True, firm, remote)


def _is_called_together(thing: Token) -> bool:
    """ "is gathering military commanders": people, who then meet; not "gathering signatures"."""
    return thing.tag_ == "NNS" and is_official(thing) and not thing.ent_type_


def _tells_apart(verb: Token) -> bool:
    """ "became the first president to visit the island": which of them, in place of when."""
    if verb.dep_ not in {"acl", "relcl", "xcomp", "advcl"}:
        return False
    noun = verb.head
    predicate = verb.dep_ in {"xcomp", "advcl"} and noun.lemma_ in {"be", "become"}
    if predicate and not any(t.ent_type_ == "DATE" for t in verb.subtree):
        noun = next(iter(children(noun, "attr")), noun)
    if noun.pos_ != "NOUN":
        return False
    return any(c.lower_ in _ORDER or c.ent_type_ == "ORDINAL" for c in noun.lefts)


def _is_named_behind(noun: Token) -> bool:
    """ "met the region's most powerful figure, Governor Ana Lind"."""
    if any(t.ent_type_ == "PERSON" for t in children(noun, "appos")):
        return True
    behind = noun.doc[noun.i + 1 : noun.i + _TITLE_AND_NAME]
    name = list(takewhile(lambda t: t.pos_ == "PROPN", behind[1:]))
    return behind[:1].text == "," and any(t.ent_type_ == "PERSON" for t in name)


def _is_of_meeting(noun: Token) -> bool:
    """Whether a noun is that of a meeting, or of where one is held."""
    words = inventory()
    upper = noun.head.head if noun.dep_ == "pobj" else noun
    return any({t.lemma_.lower(), t.lower_} & words.nouns for t in (noun, upper))


def _meets(token: Token, who: list[Token]) -> bool:
    words = inventory()
    if who and named_object(token) is not None:
        return True
    things = [t for o in children(token, "dobj") for t in coordinated(o) if t.lower_ != "face"]
    if any(t.lemma_.lower() in words.met_things for t in things):
        return False
    if not who and token.dep_ not in {"ROOT", "conj"}:
        return False
    if any(t.lemma_ == "interview" for t in objects(token, "for")):
        return False
    if things:
        return any(
            is_party(t) or t.lower_ == "other" or is_group(t) or _is_named_behind(t) for t in things
        )
    if any(is_party(t) or t.pos_ == "PROPN" for t in objects(token, "with")):
        return True
    if children(token, "nsubjpass") and children(token, "agent", "prep"):
        return False
    return plural(who) or any(is_party(t) for t in who) or bool(who)


def is_group(token: Token) -> bool:
    """A plural that can be people ("families", "fishing crews"), not something abstract."""
    lemma = token.lemma_.lower()
    if token.tag_ != "NNS" or lemma in inventory().things:
        return False
    return not lemma.endswith(("tion", "ment", "ity", "ness", "ance", "ence", "ing", "ism"))


def _sits_down(token: Token, who: list[Token]) -> bool:
    down = any(c.lower_ in {"down", "together"} for c in token.children)
    if not down and any(t.lemma_.lower() in BENCHES for t in who):
        habit = token.tag_ == "VBZ" and token.dep_ == "relcl"
        return not habit and not children(token, "dobj", "acomp", "prt")
    return down and (plural(who) or any(is_party(t) for t in objects(token, "with")))


def _sends(token: Token, who: list[Token]) -> bool:
    """ "had sent a special envoy to Pyongyang": whom a state sends meets those who are there."""
    sent = [t for o in children(token, "dobj") for t in coordinated(o)]
    return bool(who) and any(t.lemma_ in _ENVOYS for t in sent)


def _receives(token: Token, who: list[Token]) -> bool:
    if children(token, "nsubjpass"):
        hosts = [o for c in children(token, "agent") for o in children(c, "pobj")]
        return any(is_party(t) for t in who) and any(is_official(t) for t in hosts)
    guests = [t for o in children(token, "dobj") for t in coordinated(o)]
    if any(t.lower_ in {"them", "him", "her"} for t in guests):
        return any(t.ent_type_ == "DATE" for t in objects(token, "on"))
    return bool(who) and any(  # not an award, which may bear the name of a body
        is_official(t) or t.ent_type_ == "PERSON"
        for t in guests
        if t.ent_type_ not in {"DATE", "ORG"}
    )


def _sees(token: Token, who: list[Token]) -> bool:
    seen = [t for o in children(token, "dobj") for t in coordinated(o)]
    again = any(c.lower_ == "again" for c in token.children)
    if again and any(t.lower_ in {"them", "other"} for t in seen):
        return True
    counterparts = {"side", "counterpart", "delegation", "envoy", "minister", "negotiator"}
    return any(is_official(t) for t in who) and any(t.lemma_ in counterparts for t in seen)


def _exchanges(token: Token, who: list[Token]) -> bool:
    return bool(who) and any(c.lemma_ in {"view", "idea"} for c in children(token, "dobj"))


def _brings(token: Token, who: list[Token]) -> bool:
    """ "brought the two sides together"."""
    together = any(c.lower_ == "together" for c in token.children)
    return bool(who) and together and any(is_party(t) for t in children(token, "dobj"))


def _visits(token: Token, who: list[Token], located: Collection[int]) -> bool:
    seen = children(token, "dobj")
    if token.tag_ == "VBG" and token.i and token.nbor(-1).lemma_ in SAYING:
        return False  # "told visiting envoys that"
    if who and all(t.ent_type_ == "NORP" and t.tag_ == "NNPS" for t in who):
        return False  # "makes it dearer for Mexicans to visit the United States"
    if any(t.lemma_.lower() in _FAMILIARS for t in seen):
        return False
    if any(t.i in located or is_party(t) for t in seen):
        return True
    if token.lemma_ == "tour" and token.tag_ == "VBG":
        return False  # "said after touring a car show in Ulsan"
    near = [t for word in (token, *seen) for t in objects(word, "in", "at", "near")]
    seats = _with_their_names(near)
    return bool(seen) and any(t.i in located for t in seats)


def _with_their_names(grounds: list[Token]) -> list[Token]:
    """Places with those that "the city of Agra" and "the state of Chiapas" are."""
    kinds = [t for t in grounds if t.lemma_.lower() in _VENUES]
    return [*grounds, *(name for t in kinds for name in objects(t, "of"))]


def _travels(token: Token, who: list[Token], located: Collection[int]) -> bool:
    preps = ("for",) if token.lemma_ == "leave" else ("to", "in", "for")
    goals = _with_their_names(objects(token, *preps))
    if not any(t.i in located for t in goals) or all(t.ent_type_ == "NORP" for t in who):
        return False
    if token.lemma_ == "return":
        return False  # home, or to where the text says whom they meet
    if any(c.lemma_ in _STAYING for c in children(token, "conj", "xcomp", "advcl")):
        return False  # "came to Oslo and served there for two years"
    if any(t.lemma_.lower() in _STAYS for t in objects(token, "for")):
        return False  # "went to Oslo for her training"
    if token.lemma_ in {"come", "go", "head"}:
        if any(t.pos_ == "PROPN" and any(c.dep_ == "det" for c in t.lefts) for t in who):
            return False  # "The St. Olaf Hawks are headed to Lima": a team
        return bool(objects(token, "to", "for")) and any(is_party(t) for t in who)
    return True
