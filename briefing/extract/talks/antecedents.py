"""Who is meant by a pronoun at a meeting: "Putin said he and Erdogan agreed in a phone call"."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.extract.events.inventory import is_official
from briefing.extract.grammar.syntax import VERBAL, children, coordinated

_ONE = frozenset({"he", "she", "him", "her", "his"})
_MANY = frozenset({"they", "them", "their", "we", "our", "both"})
_BODY = frozenset({"it", "its"})
PRONOUNS = _ONE | _MANY | _BODY
_UP = 8  # clauses over a pronoun in which the one whom it means can be the subject


def antecedents(pronoun: Token) -> list[Token]:
    """Who a pronoun stands for by the clauses over it, else by the sentence before; or nobody.

    The subject of a verb is whom a pronoun in a clause below that verb most often means. Where
    subject and pronoun differ in number, or where there is none, nobody is guessed.
    """
    low = pronoun.lower_
    if low not in PRONOUNS:
        return []
    node = pronoun
    for _ in range(_UP):
        verb = _verb_over(node)
        if verb is None:
            return []
        who = _subjects(verb, pronoun, node)
        if who:
            return who if _agree(low, who) and _is_clear(pronoun, who) else []
        if pronoun.dep_ == "poss" and low in _ONE:
            return []  # "the judge ordered that he stay there until his hearing"
        if verb.head.i == verb.i:
            return _of_sentence_before(verb, low)
        node = verb
    return []


def _is_clear(pronoun: Token, who: list[Token]) -> bool:
    """Whether a possessive can mean no other person of its sentence."""
    if pronoun.dep_ != "poss" or pronoun.lower_ not in _ONE:
        return True
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    names = {e[-1].text for e in before.ents if e.label_ == "PERSON"}
    return names <= {t.text for t in who}


def _verb_over(node: Token) -> Token | None:
    head = node.head
    for _ in range(_UP):
        if head.i == node.i:
            return None
        if head.pos_ in VERBAL:
            return head
        if head.head.i == head.i:
            return None
        head = head.head
    return None


def _subjects(verb: Token, pronoun: Token, below: Token) -> list[Token]:
    """The subjects of a verb, unless the pronoun is one of them."""
    found = [t for s in children(verb, "nsubj", "nsubjpass") for t in coordinated(s)]
    if any(t.i == pronoun.i or t.i == below.i for t in found):
        return []
    found = [t for t in found if t.tag_ not in {"WDT", "WP", "EX"}]
    if found and all(t.pos_ == "PRON" for t in found):
        return []
    return found


def _agree(low: str, who: list[Token]) -> bool:
    plural = len(who) > 1 or who[0].tag_ in {"NNS", "NNPS"} or who[0].ent_type_ == "NORP"
    if low in _ONE:
        return not plural and (who[0].ent_type_ == "PERSON" or _is_one(who[0]))
    if low in _MANY:
        return plural or who[0].ent_type_ == "ORG"
    return not plural and who[0].ent_type_ in {"ORG", "GPE"}


def _is_one(token: Token) -> bool:
    return token.tag_ in {"NN", "NNP"} and is_official(token) and token.ent_type_ != "ORG"


def _of_sentence_before(verb: Token, low: str) -> list[Token]:
    """The subject of the sentence before, where it is the only one of its kind there."""
    first = verb.sent.start
    if first == 0:
        return []
    before = verb.doc[first - 1].sent
    who = [t for s in children(before.root, "nsubj", "nsubjpass") for t in coordinated(s)]
    if not who or not _agree(low, who) or any(t.pos_ == "PRON" for t in who):
        return []
    if low in _ONE:
        others = [e for e in before.ents if e.label_ == "PERSON" and who[0] not in e]
        return [] if others else who
    return who
