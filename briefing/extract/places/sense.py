"""What a place name stands for in its sentence: the place, its government, or part of a name.

The signs are those of the clause: a capital that says, demands or agrees is a government; one
after "in" or "near" is a place; one inside "the Minsk accords" is part of a name.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from spacy.tokens import Token

from briefing.extract.grammar.words import Words
from briefing.extract.word_lists import word_lists

Sense: TypeAlias = Literal["location", "government", "dateline", "name"]

_WORDS = word_lists("place_senses")
NAME_HEADS = _WORDS["name_heads"]
MEETING_HEADS = _WORDS["meeting_heads"]
LOCATIVE = _WORDS["locative"]
MOTION = _WORDS["motion"]
PLACE_OBJECT = _WORDS["place_object"]
GETTING = _WORDS["getting"]
HOSTING = frozenset("host stage welcome house see witness".split())
NAME_BEFORE = _WORDS["name_before"]
_HOUSES = frozenset("house hotel palace hall airport museum villa stadium university".split())
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’\- ]*[A-Z.](?:/[A-Z][A-Z.'’\- ]*[A-Z])*|"
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})"
    r"(?:, [A-Z][\w. ]{1,24}?)?(?:, (?:[A-Z][a-z]{2,8}\.? [0-9]{1,2}|[0-9]{1,2} [A-Z][a-z]{2,8}))?"
    r"(?: \([^()\n]{2,40}\)|,? \[[^\]\n]{2,40}\])? ?(?:--?|–|—|:) ?(?=\S)"
)


def dateline_end(text: str, start: int) -> int:
    """Where the dateline of the line that begins at ``start`` ends; ``start`` if it has none."""
    end = text.find("\n", start)
    line = text[start : min(end if end >= 0 else len(text), start + 120)]
    match = _DATELINE.match(line)
    if not match:
        return start
    place, rest = match["place"], match[0][len(match["place"]) :]
    dashed = re.search(r"(?:\s--?|\)\s?-|–|—)\s?$", rest)
    if not dashed or (not place.isupper() and "(" not in rest and "[" not in rest):
        return start
    return start + match.end()


def sense_of(span: Words, acts: bool, country: bool = False) -> Sense:
    """What the name means by its place in the sentence; ``acts`` if it can be a government.

    "The Vienna talks" are in Vienna, but "the Iran talks" of a ``country`` are with it or about it.
    """
    root = span.root
    if _in_name(span):
        return "name"
    root = _first_conjunct(root)
    if root.dep_ in {"compound", "nmod", "amod"} and root.head.pos_ in {"NOUN", "PROPN"}:
        if {root.head.lemma_.lower(), root.head.lower_} & MEETING_HEADS and not country:
            return "location"
        if root.head.lemma_.lower() in _HOUSES and _is_seat(root.head):
            return "location"
        return "government" if acts else "location"
    if root.dep_ == "poss":
        return _possessor(root, acts)
    if root.dep_ == "appos":
        root = _first_conjunct(root.head) if root.head.i != root.i else root
    if root.dep_ == "pobj":
        return _after_preposition(root, acts)
    if not acts:
        return "location"
    head = root.head
    if root.dep_ in {"nsubj", "nsubjpass", "agent"}:
        return _subject(root, head)
    if root.dep_ in {"dobj", "obj"}:
        return "location" if head.lemma_ in PLACE_OBJECT else "government"
    if root.dep_ in {"npadvmod", "advmod"}:
        return "location"
    return "government" if root.dep_ in {"dative", "attr", "conj"} else "location"


def _is_seat(house: Token) -> bool:
    """ "at the Vatican guest house": a house that stands there, whoever else is of that name."""
    return house.dep_ == "pobj" and house.head.lower_ in {"at", "in", "outside", "near"}


def _first_conjunct(token: Token) -> Token:
    for _ in range(20):
        if token.dep_ != "conj" or token.head.pos_ not in {"PROPN", "NOUN"}:
            break
        token = token.head
    return token


def _in_name(span: Words) -> bool:
    doc, root = span.doc, span.root
    following = doc[span.end] if span.end < len(doc) else None
    if following is not None and following.text == "-" and span.end + 1 < len(doc):
        return doc[span.end + 1].lower_ in {"based", "born", "backed", "led", "style", "educated"}
    if root.dep_ in {"compound", "nmod", "amod"} and root.head.i >= span.end:
        head = root.head
        if head.lower_ in NAME_HEADS or (head.pos_ == "PROPN" and head.lower_ not in MEETING_HEADS):
            return True
    if following is not None and following.lower_ in NAME_HEADS and following.i < len(doc):
        return True
    if root.dep_ == "pobj" and root.head.lower_ == "of":
        owner = root.head.head
        return owner.lower_ in NAME_BEFORE and owner.text[:1].isupper()
    return False


def _possessor(root: Token, acts: bool) -> Sense:
    owned = root.head
    if owned.pos_ == "PROPN" or not acts or owned.lemma_ in MEETING_HEADS:
        return "location"
    if owned.lemma_ in {"capital", "city", "center", "centre", "street", "airport", "outskirts"}:
        return "location"
    return "government"


def _after_preposition(root: Token, acts: bool) -> Sense:
    preposition = root.head
    word = preposition.lower_
    if word in LOCATIVE or not acts:
        return "location"
    governor = preposition.head
    if word == "to":
        return "location" if governor.lemma_ in MOTION else "government"
    if word == "from":
        asked = governor.pos_ != "VERB" or governor.lemma_ in GETTING
        return "government" if asked and governor.lemma_ not in MOTION else "location"
    if word == "between" and governor.lemma_ in {"flight", "train", "road", "border", "route"}:
        return "location"
    if word == "of" and governor.lemma_ in {
        "city",
        "capital",
        "outskirts",
        "streets",
        "street",
        "north",
        "south",
        "east",
        "west",
        "center",
        "centre",
        "part",
        "suburb",
        "port",
        "town",
        "edge",
        "rest",
        "middle",
        "kilometer",
        "kilometre",
        "mile",
        "bombing",
        "siege",
    }:
        return "location"
    if word in {"for", "on"} and governor.lemma_ in {"leave", "depart", "bind", "head", "set"}:
        return "location"
    return "government"


def _subject(root: Token, verb: Token) -> Sense:
    if root.dep_ == "nsubjpass":
        return "location" if verb.lemma_ in PLACE_OBJECT else "government"
    if verb.lemma_ in HOSTING or (verb.lemma_ == "be" and not _acts_in(verb)):
        return "location"
    return "government"


def _acts_in(verb: Token) -> bool:
    return any(c.pos_ in {"ADJ", "VERB"} for c in verb.rights)
