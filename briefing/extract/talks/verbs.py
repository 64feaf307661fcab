"""Verbs of meeting, told from their look-alikes: who met whom, spoke with whom, went where."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from briefing.extract.events.inventory import (
    REMOTE,
    TRAVEL,
    Sort,
    Trigger,
    inventory,
    is_official,
    is_party,
    is_remote,
)
from briefing.extract.grammar.syntax import children, coordinated, objects, subjects

_HEARERS = frozenset(
    "committee commission panel inquiry tribunal senate parliament court judge magistrate "
    "lawmaker legislator congress member subcommittee council".split()
)
_HABITS = frozenset("often frequently regularly always usually routinely rarely".split())
_ENVOYS = frozenset("envoy delegation minister diplomat negotiator mediator emissary".split())
# In whose company people gather for themselves.
_FAMILIARS = frozenset("neighbor neighbour friend family relative parent child fan".split())
_PANELS = frozenset({"committee", "subcommittee", "commission", "panel", "inquiry"})
_OFFICERS = frozenset(
    "agent police investigator detective prosecutor officer inspector inquiry".split()
)
_HUMANS = frozenset("man woman suspect witness member driver owner teenager couple".split())
_BENCHES = frozenset("court tribunal commission council committee parliament inquiry panel".split())


def verb_trigger(token: Token, located: Collection[int]) -> Trigger | None:
    """The meeting that a verb tells of, or None; ``located`` are the tokens of place names."""
    words = inventory()
    lemma = token.lemma_.lower()
    noun = words.verbs.get(lemma)
    if noun is None:
        return None
    who = subjects(token)
    if any(c.lower_ in _HABITS for c in children(token, "advmod")):
        return None
    if lemma in words.needs_officials and not any(is_party(t) or _is_caller(token, t) for t in who):
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
        "hear": _hears,
        "exchange": _exchanges,
        "bring": _brings,
        "phone": _phones,
        "telephone": _phones,
        "ring": _phones,
        "call": _phones,
        "see": _sees,
        "appear": _appears,
        "testify": _appears,
        "make": _argues,
        "argue": _argues,
        "plead": _argues,
        "consult": _consults,
        "confer": _confers,
        "question": _questions,
        "interview": _questions,
        "tell": _tells,
        "inform": _tells,
        "send": _sends,
        "dispatch": _sends,
    }.get(lemma)
    if accepted is not None and not accepted(token, who):
        return None
    if lemma == "discuss" and not _discusses(token, who, located):
        return None
    if lemma in {"visit", "tour"} and not _visits(token, located):
        return None
    if lemma in TRAVEL and not _travels(token, who, located):
        return None
    if noun == "visit" and lemma in {"send", "dispatch"}:
        if not any(t.i in located for t in objects(token, "to")):
            return None
    elif lemma in {"gather", "assemble"} and (
        children(token, "dobj")
        or any(t.lemma_ in words.audiences for t in who)
        or any(t.lemma_.lower() in _FAMILIARS for t in objects(token, "with"))
    ):
        return None
    sort: Sort = "meeting"
    if lemma == "tell" and _told_hearing(token):
        noun = "hearing"
    if noun in {"talks", "call", "visit", "hearing"}:
        sort = noun  # type: ignore[assignment]
    if lemma in {"speak", "talk", "tell"} and sort == "call" and not is_remote(token):
        noun = "conversation"
    remote = is_remote(token) or sort == "call"
    firm = lemma in {"convene", "reconvene"} or sort == "call"
    return Trigger(token.i, noun, sort, True, firm, remote)


def _is_caller(verb: Token, who: Token) -> bool:
    """A name that speaks over a wire or face to face with somebody, whatever the name is."""
    return who.pos_ == "PROPN" and verb.lemma_ in {"speak", "talk"} and bool(objects(verb, "with"))


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
        return any(is_party(t) or t.lower_ == "other" or _is_group(t) for t in things)
    if any(is_party(t) or t.pos_ == "PROPN" for t in objects(token, "with")):
        return True
    if children(token, "nsubjpass") and children(token, "agent", "prep"):
        return False
    return _plural(who) or any(is_party(t) for t in who) or bool(who)


def _is_group(token: Token) -> bool:
    """A plural that can be people ("families", "fishing crews"), not something abstract."""
    lemma = token.lemma_.lower()
    if token.tag_ != "NNS" or lemma in inventory().things:
        return False
    return not lemma.endswith(("tion", "ment", "ity", "ness", "ance", "ence", "ing", "ism"))


def _sits_down(token: Token, who: list[Token]) -> bool:
    down = any(c.lower_ in {"down", "together"} for c in token.children)
    if not down and any(t.lemma_.lower() in _BENCHES for t in who):
        habit = token.tag_ == "VBZ" and token.dep_ == "relcl"
        return not habit and not children(token, "dobj", "acomp", "prt")
    return down and (_plural(who) or any(is_party(t) for t in objects(token, "with")))


def _speaks(token: Token, who: list[Token]) -> bool:
    words = inventory()
    partners = objects(token, "with", "to")
    if any(t.lemma_.lower() in words.audiences or t.ent_type_ == "ORG" for t in partners):
        return False
    if _by_wire(token, who):
        return True
    if children(token, "dobj", "ccomp"):
        return False
    if any(is_official(t) or t.ent_type_ in {"PERSON", "GPE"} for t in partners):
        return any(_is_somebody(t) for t in who)
    about = objects(token, "of", "about", "on", "for", "at", "against")
    if partners or any(t.ent_type_ not in {"DATE", "TIME"} for t in about):
        return False
    if len(who) > 1 and all(t.ent_type_ in {"PERSON", "GPE"} for t in who):
        return not children(token, "prep", "agent") or not about
    again = any(c.lower_ in {"again", "directly", "privately"} for c in token.children)
    dated = any(c.ent_type_ == "DATE" for c in token.subtree)
    return _plural(who) and all(is_party(t) for t in who) and (again or dated)


def _is_somebody(token: Token) -> bool:
    return token.ent_type_ == "GPE" or is_official(token) or token.pos_ in {"PRON", "PROPN"}


def _by_wire(token: Token, who: list[Token]) -> bool:
    """ "spoke by telephone", "told his counterpart by phone"."""
    if not who or not any(is_party(t) or t.pos_ == "PROPN" for t in who):
        return False
    return any(c.lower_ in REMOTE for c in objects(token, "by", "via", "over", "on"))


def _tells(token: Token, who: list[Token]) -> bool:
    heard = [t for o in children(token, "dobj", "dative") for t in coordinated(o)]
    if _told_hearing(token):
        return True
    by_wire = _by_wire(token, who) and any(is_party(t) for t in heard)
    return by_wire or (_told_a_colleague(who, heard) and _is_dated(token))


def _told_a_colleague(who: list[Token], heard: list[Token]) -> bool:
    """ "Prime Minister Hansen told President Mendez": both by title and name."""
    both = [*who, *heard]
    named = all(t.ent_type_ == "PERSON" and is_official(t) for t in both)
    return len(who) == len(heard) == 1 and named


def _is_dated(verb: Token) -> bool:
    days = [*children(verb, "npadvmod"), *objects(verb, "on")]
    return any(t.ent_type_ == "DATE" for t in days)


def _told_hearing(token: Token) -> bool:
    """ "told the Senate Intelligence Committee on Tuesday": a hearing of it."""
    bench = any(t.lemma_.lower() in _PANELS for t in children(token, "dobj", "dative"))
    return bench and _is_dated(token) and token.tag_ == "VBD"


def _questions(token: Token, who: list[Token]) -> bool:
    """ "FBI agents on Friday questioned a man": officers of the law and somebody, on a day."""
    officers = [t for t in who if t.lemma_.lower() in _OFFICERS or t.text == "FBI"]
    asked = [t for t in children(token, "dobj") if t.tag_ in {"NN", "NNP"} and t.ent_type_ != "ORG"]
    somebody = any(is_party(t) or t.lemma_.lower() in _HUMANS for t in asked)
    return bool(officers) and somebody and _is_dated(token)


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


def _phones(token: Token, who: list[Token]) -> bool:
    """ "phoned each other", "called his counterpart on Tuesday"."""
    called = children(token, "dobj")
    if children(token, "oprd", "prt", "xcomp", "ccomp") or objects(token, "on", "for"):
        days = objects(token, "on")
        return token.lemma_ != "call" and bool(called) and bool(days)
    people = any(is_official(t) or t.ent_type_ == "PERSON" or t.lower_ == "other" for t in called)
    return bool(who) and people and token.lemma_ != "call"


def _sees(token: Token, who: list[Token]) -> bool:
    seen = [t for o in children(token, "dobj") for t in coordinated(o)]
    again = any(c.lower_ == "again" for c in token.children)
    if again and any(t.lower_ in {"them", "other"} for t in seen):
        return True
    counterparts = {"side", "counterpart", "delegation", "envoy", "minister", "negotiator"}
    return any(is_official(t) for t in who) and any(t.lemma_ in counterparts for t in seen)


def _appears(token: Token, who: list[Token]) -> bool:
    """ "appeared before the committee", "appeared in a Durban court", "appeared in court"."""
    bench = objects(token, "before", "to")
    if token.lemma_ == "appear":
        bench += objects(token, "in", "at")
    return bool(who) and any(_hears_cases(t) for t in bench)


def _argues(token: Token, who: list[Token]) -> bool:
    """ "will make their cases before a congressional panel on Tuesday"."""
    cases = [t for t in children(token, "dobj") if t.lemma_ == "case"]
    if token.lemma_ == "make" and not cases:
        return False
    bench = [t for word in (token, *cases) for t in objects(word, "before")]
    dated = any(t.ent_type_ == "DATE" for t in token.subtree)
    return bool(who) and dated and any(_hears_cases(t) for t in bench)


def _hears_cases(token: Token) -> bool:
    """ "a judge", "Durban high court judge Thabo Nkosi", "Members of Parliament"."""
    near = [token, *children(token, "compound", "appos", "nmod")]
    return any(t.lower_.removesuffix("s") in _HEARERS for t in near)


def _consults(token: Token, who: list[Token]) -> bool:
    if any(is_party(t) for t in objects(token, "with")):
        return bool(who)
    return _plural(who) and not children(token, "dobj")


def _confers(token: Token, who: list[Token]) -> bool:
    """ "conferred with the mayor", not "conferred the title"."""
    return bool(who) and not children(token, "dobj", "nsubjpass", "dative")


def _exchanges(token: Token, who: list[Token]) -> bool:
    return bool(who) and any(c.lemma_ in {"view", "idea"} for c in children(token, "dobj"))


def _brings(token: Token, who: list[Token]) -> bool:
    """ "brought the two sides together"."""
    together = any(c.lower_ == "together" for c in token.children)
    return bool(who) and together and any(is_party(t) for t in children(token, "dobj"))


def _discusses(token: Token, who: list[Token], located: Collection[int]) -> bool:
    """ "Peru and Chile discussed tariffs in Lima": parties at a place, about a thing."""
    bench = any(t.lemma_.lower() in _BENCHES for t in who)
    if (
        bench
        and children(token, "dobj")
        and any(t.ent_type_ == "DATE" for t in objects(token, "on"))
    ):
        return True
    if not _plural(who) or not all(is_party(t) for t in who) or not children(token, "dobj"):
        return False
    if any(t.lower_ in REMOTE for t in objects(token, "by", "via", "over")):
        return True
    seats = objects(token, "in", "at")
    for thing in children(token, "dobj"):
        seats += objects(thing, "in", "at")
    return any(t.i in located for t in seats)


def _hears(token: Token, who: list[Token]) -> bool:
    heard = [t for o in children(token, "dobj") for t in coordinated(o)]
    return bool(who) and any(t.lemma_.lower() in inventory().heard for t in heard)


def _visits(token: Token, located: Collection[int]) -> bool:
    seen = children(token, "dobj")
    if any(t.i in located or is_party(t) for t in seen):
        return True
    return bool(seen) and any(t.i in located for t in objects(token, "in", "at"))


def _travels(token: Token, who: list[Token], located: Collection[int]) -> bool:
    goals = objects(token, *(("for",) if token.lemma_ == "leave" else ("to", "in", "for")))
    if not any(t.i in located for t in goals) or all(t.ent_type_ == "NORP" for t in who):
        return False
    if token.lemma_ == "return":
        return False  # home, or to where the text says whom they meet
    if token.lemma_ in {"come", "go", "head"}:
        return bool(objects(token, "to", "for")) and any(is_party(t) for t in who)
    return True
