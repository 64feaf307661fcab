"""Days of what is only wanted, has been given up or is done: nobody has to do anything on them."""

from __future__ import annotations

import re
from itertools import islice

from spacy.tokens import Token

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.attachment import BY, UNTIL, Attachment
from briefing.extract.deadlines.clauses import is_no_longer
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.grammar.syntax import VERBAL, children, climb
from briefing.extract.grammar.token_table import table

_MEETING_ONE = frozenset({"beat", "meet", "make", "hit"})
_LATER = re.compile(r"\b(?:hour|day|week|fortnight|month|year|decade)s? later", re.IGNORECASE)
_TELLING = frozenset("show suggest say indicate reveal confirm point find".split())
_ACCOUNTS = frozenset("survey poll report study figure data statement index release".split())
_CLAUSES_UP = 4  # verbs over one of which it can be the wish, the plan or the refusal


def is_unbound(attachment: Attachment, mention: DateMention) -> bool:
    """Whether nothing is to be done on a day that a future or an infinitive stands over.

    "want to keep it open in June", "no longer plans to sail this summer", "beat a June 30
    deadline", "A survey on Tuesday showing", "returns a week later".
    """
    noun, verb = attachment.noun, attachment.verb
    if noun is not None and verb is not None and _is_met(noun, verb):
        return True
    if _LATER.search(mention.timex.text) and mention.direction != "future":
        return True
    if _is_of_an_account(attachment, mention):
        return True
    if verb is None or noun is not None:
        return False
    if _is_given_up(verb) or _is_when_asked(verb):
        return True
    return attachment.word not in BY | UNTIL and _is_wanted(verb)


def _is_met(noun: Token, verb: Token) -> bool:
    """ "beat a June 30 deadline": what was due by then is done."""
    over = noun.head
    done = over.lemma_ in _MEETING_ONE and over.tag_ in {"VBD", "VBN"} and noun.dep_ == "dobj"
    return done and noun.lemma_.lower() in words().limits and over.i <= verb.i


def _is_of_an_account(attachment: Attachment, mention: DateMention) -> bool:
    """ "comes after a survey on Tuesday showing that": the day that it was published."""
    doc, (first, stop) = attachment.root.doc, mention.tokens
    if first < 2 or stop >= len(doc) or doc[first - 1].lower_ != "on":
        return False
    telling = doc[stop].tag_ == "VBG" and doc[stop].lemma_ in _TELLING
    return telling and doc[first - 2].lemma_.lower() in _ACCOUNTS


def _is_wanted(verb: Token) -> bool:
    """ "The owners want to keep it open in June": a wish, which binds nobody."""
    over = verb.head
    if verb.tag_ == "VBG" and over.lower_ == "worth":
        return True  # "five books worth diving into in June"
    return verb.dep_ == "xcomp" and over.lemma_ == "want" and over.tag_ != "NN"


def _is_given_up(verb: Token) -> bool:
    """ "no longer plans to sail", "stopped short of calling on them to leave on Saturday"."""
    below = verb
    for node in islice(climb(verb), 1, 1 + 2 * _CLAUSES_UP):
        if below.dep_ == "pcomp" and node.lower_ == "of" and node.head.lower_ == "short":
            return True
        if node.pos_ in VERBAL:
            if below.dep_ == "xcomp" and is_no_longer(node):
                return True
            if below.dep_ not in {"xcomp", "pcomp"}:
                return False
            below = node
    return False


def _is_when_asked(verb: Token) -> bool:
    """ "demurred when asked for comment this weekend": as past as what it is the moment of."""
    bare = verb.dep_ == "advcl" and verb.tag_ == "VBN" and not children(verb, "aux", "auxpass")
    timed = any(c.lower_ == "when" for c in verb.lefts)
    over = verb.head
    told = over.tag_ == "VBD" or (over.tag_ == "VBN" and not children(over, "aux"))
    return bare and timed and told


def is_told_on_it(attachment: Attachment, mention: DateMention) -> bool:
    """ "told the radio on Thursday the ferries could sail": the day between is that of telling."""
    verb, place = attachment.verb, mention.tokens[0]
    if verb is None or attachment.noun is not None or verb.dep_ != "ccomp":
        return False
    saying = verb.head
    if saying.lemma_ not in words().said or saying.tag_ != "VBD" or saying.i > place:
        return False
    who = children(verb, "nsubj", "nsubjpass", "expl")
    if not who or who[0].i < mention.tokens[1]:
        return False
    between = table(verb.doc).lower[saying.i : who[0].left_edge.i]
    return not {"that", ",", '"', "“"} & set(between)
