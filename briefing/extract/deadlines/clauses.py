"""Questions to the clause of a coming day that its label asks: what ends, who is ordered, what
"do so" and "it" take up."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from briefing.extract.deadlines.attachment import BY, UNTIL, Attachment
from briefing.extract.deadlines.occasions import is_event, is_poll
from briefing.extract.deadlines.vocabulary import is_in_a_diary, words
from briefing.extract.events.inventory import inventory
from briefing.extract.events.modality import governor_name
from briefing.extract.grammar.syntax import (
    auxiliaries,
    children,
    clause_head,
    climb,
    objects,
    subjects,
)
from briefing.extract.grammar.verb_tense import verb_tense

NEAR = 6  # tokens between an event and the participle that says when it starts
BACK = 60  # tokens to the sentence before
_PRONOUNS = frozenset({"it", "this", "that", "they", "another", "these", "those"})
_AUXILIARY = frozenset({"be", "have", "do", "take"})
_OF_PEOPLE = frozenset({"expect", "plan", "schedule", "set", "be", "come", "go", "follow", "hold"})


def sentence_start(word: Token) -> int:
    """The first token of the sentence around a word, at most ``BACK`` tokens before it."""
    start = word.i
    while start > 0 and not word.doc[start].is_sent_start and word.i - start < BACK:
        start -= 1
    return start


def task_behind(noun: Token) -> Token | None:
    """ "a deadline to the carmaker to state whether ...": the infinitive, however it is parsed."""
    doc = noun.doc
    for index in range(noun.i + 2, min(len(doc), noun.i + 2 * NEAR)):
        if doc[index].is_sent_start or doc[index].is_punct or doc[index].tag_ in {"VBD", "VBZ"}:
            return None
        asks = index + 1 < len(doc) and doc[index + 1].lower_ in {"whether", "if"}
        if (doc[index].tag_ == "VB" or asks) and doc[index - 1].lower_ == "to":
            return doc[index]
    return None


def event_before(verb: Token) -> Token | None:
    """ "would skip the convention in Lima starting on July 18": what starts stands before it."""
    before = range(verb.i - 1, max(-1, verb.i - NEAR), -1)
    nouns = (verb.doc[i] for i in before if verb.doc[i].pos_ in {"NOUN", "PROPN"})
    return next((noun for noun in nouns if is_event(noun)), None)


def noun_over(verb: Token) -> Token | None:
    """ "a decision on selling or spinning off the unit by May": the noun is what is due."""
    node = verb.head if verb.dep_ == "conj" and verb.tag_ == "VBG" else verb
    if node.tag_ != "VBG" or node.dep_ != "pcomp":
        return None
    over = node.head.head
    return over if over.pos_ == "NOUN" and is_event(over) else None


def tells_of_end(word: Token) -> bool:
    """Whether a word tells of an end or a start, which has to be that of something."""
    ends = words().kinds["expiry"] | words().kinds["start"]
    return word.lemma_.lower() in ends and word.lemma_ not in words().acts


def infinitive_mark(verb: Token, who: Sequence[Token]) -> str:
    """ "to " before a base form; nothing before "meets" or "is due"."""
    single = len(who) == 1 and who[0].tag_ in {"NN", "NNP"}
    if verb.tag_ == "VBP" and single:
        return "to "  # "she insisted that we meet", said of her alone
    return "" if verb.tag_ in {"VBZ", "VBP", "VBD"} else "to "


def is_no_longer(verb: Token) -> bool:
    """ "will no longer be free from May": what ends then."""
    later = [c for c in children(verb, "advmod") if c.lower_ == "longer"]
    return any(d.lower_ == "no" for c in later for d in c.children)


def goes_without_saying(who: Sequence[Token], attachment: Attachment, phrase: str) -> bool:
    """ "submit the report" of "the ministry": one common word that ``who`` gives beside it."""
    bare = len(who) == 1 and who[0].pos_ == "NOUN" and len(list(who[0].lefts)) <= 1
    verb = attachment.verb
    bound = verb is not None and any(c.lower_ in {"must", "shall"} for c in verb.lefts)
    if not bare or not (bound or attachment.word in BY | UNTIL):
        return False
    return len(phrase.split()) > 2 or phrase in words().nouns


def is_pro_form(verb: Token) -> bool:
    """ "do so", "do it", "do that"."""
    return any(c.lower_ in {"so", "it", "that"} and c.i > verb.i for c in verb.children)


def antecedent_verb(verb: Token) -> Token | None:
    """The verb that "do so" repeats: the nearest one before with an object of its own."""
    for index in range(verb.i - 1, max(-1, verb.i - BACK), -1):
        token = verb.doc[index]
        full = token.pos_ == "VERB" and token.lemma_ not in words().said | {"do", "have"}
        if full and children(token, "dobj", "prep", "xcomp", "prt"):
            return token
    return None


def ordered_to(verb: Token) -> list[Token]:
    """ "ordered the firm to pay and to report", "called on teachers to stay home": its object."""
    first = verb.head if verb.dep_ == "conj" and verb.tag_ == "VB" else verb
    upper = first.head
    own = children(verb, "nsubj", "nsubjpass")
    if own or first.tag_ != "VB" or upper.lemma_ not in words().demands:
        return []
    if first.i != verb.i and children(first, "nsubj"):
        return children(first, "nsubj")
    if first.dep_ not in {"xcomp", "ccomp", "advcl"}:
        return []
    asked = children(upper, "dobj")
    return asked or (objects(upper, "on") if upper.lemma_ == "call" else [])


def is_pronominal(verb: Token) -> bool:
    """ "It will take place on Friday", "That lapses on Monday"."""
    who = subjects(verb)
    if any(c.tag_ == "VBG" for c in children(verb, "xcomp")):
        return False  # "It will start making money": what starts is said
    if verb.lemma_ == "hold" and children(verb, "prt"):
        return False  # "It will hold off on it until May": who waits is meant
    if verb.lemma_ == "take" and not any(
        c.lower_ in {"place", "effect"} for c in children(verb, "dobj")
    ):
        return False
    done = [o for o in children(verb, "dobj") if o.lower_ not in {"place", "effect"}]
    if any(o.pos_ in {"NOUN", "PROPN"} and o.ent_type_ not in {"DATE", "TIME"} for o in done):
        return False  # "It will hold a vote": who holds it is meant
    named = bool(who) and all(t.lower_ in _PRONOUNS for t in who)
    people = any(t.lower_ == "they" for t in who)
    return named and verb.lemma_ in words().generic and not (people and verb.lemma_ in _OF_PEOPLE)


def can_be_it(token: Token) -> bool:
    """Whether "it" can take up a noun: an argument of its clause that is nobody."""
    role = token.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass"}
    return role and token.pos_ == "NOUN" and token.lemma_.lower() not in inventory().officials


def are_impersonal(tokens: Sequence[Token]) -> bool:
    """Whether some nouns name neither people nor bodies."""
    people = inventory().officials
    return bool(tokens) and all(
        t.pos_ in {"NOUN", "PROPN"}
        and t.ent_type_ not in {"PERSON", "ORG", "GPE", "NORP"}
        and t.lemma_.lower() not in people
        for t in tokens
    )


def is_held(noun: Token, verb: Token) -> bool:
    """ "EMC is expected to hold a shareholder vote", "He plans a final stop in Houston"."""
    if noun.dep_ != "dobj" or noun.head.i != verb.i or children(verb, "neg"):
        return False
    if governor_name(verb) & {"postponed", "cancelled"} or verb.lemma_ in words().grants:
        return False
    tense = verb_tense(verb)
    ahead = tense is not None and (tense.direction == "future" or verb.tag_ in {"VBZ", "VBP"})
    return ahead and verb.lemma_ in words().holding


def is_done_at(noun: Token, verb: Token) -> bool:
    """ "who will choose the nominee at the July convention": what is done says which it is."""
    if _is_under_way(verb):
        return False
    tense = verb_tense(verb)
    there = noun.dep_ == "pobj" and noun.head.lower_ in {"at", "during"}
    if any(c.tag_ in {"WRB", "WP"} for c in verb.lefts):
        return False  # "who can decide whom to back at the July convention"
    ahead = tense is not None and tense.direction == "future" and tense.firm
    return there and ahead and bool(children(verb, "dobj", "nsubjpass"))


def only_starts(verb: Token) -> bool:
    """ "..., starting on May 25": whatever starts stands over it or before it."""
    own = children(verb, "aux", "nsubj", "nsubjpass", "dobj")
    loose = verb.dep_ in {"advcl", "acl", "prep", "pcomp"} and noun_over(verb) is None
    return verb.tag_ == "VBG" and verb.lemma_ in {"start", "begin"} and loose and not own


def begun_by(verb: Token) -> Token | None:
    """ "will vote on proposals starting next week": the verb in the future over it."""
    upper = clause_head(verb.head) if verb.head.i != verb.i else None
    tense = verb_tense(upper) if upper is not None else None
    if upper is None or tense is None or tense.direction != "future":
        return None
    return None if children(upper, "neg") else upper


def _is_under_way(verb: Token) -> bool:
    """ "are pricing in a rise at the July meeting": done now, whatever is done there."""
    helpers = auxiliaries(verb)
    going_on = verb.tag_ == "VBG" and bool(helpers) and helpers <= {"is", "are", "'s", "'re"}
    return going_on and not is_in_a_diary(verb.lemma_)


_MAYBE = frozenset({"could", "may", "might"})


def is_occasion(noun: Token, verb: Token | None) -> bool:
    """ "will vote on the plan at its March meeting": the clause says what is done there."""
    if verb is None or noun.dep_ != "pobj" or noun.lemma_.lower() in words().limits:
        return False
    polled = [noun, *children(noun, "compound", "nmod")]  # "in his primary race"
    if noun.head.lower_ not in {"at", "during", "in", "over"} or any(map(is_poll, polled)):
        return False
    if verb.lemma_ in words().generic | words().said | _AUXILIARY:
        return False
    if not any(node.i == verb.i for node in climb(noun)):
        return False
    if any(c.tag_ in {"WRB", "WP"} for c in verb.lefts):
        return False  # "how they will do in the contest"
    if any(
        c.lower_ == "due" or c.lemma_ in words().arranged for c in children(noun, "amod", "acl")
    ):
        return False  # "rose in a report due on Friday"
    if _is_under_way(verb):
        return False
    if auxiliaries(verb) & _MAYBE:
        return False  # "they could hope for a turning point in the June 6 trial"
    tense = verb_tense(verb)
    return tense is not None and tense.direction == "future"


def election_run_for(verb: Token | None) -> str | None:
    """ "is running for president in November": the election of that month; None for other verbs."""
    if verb is None or verb.lemma_ != "run" or verb.tag_ != "VBG":
        return None
    offices = (o.lemma_.lower() for p in children(verb, "prep") for o in children(p, "pobj"))
    adjective = next((_OFFICES[office] for office in offices if office in _OFFICES), None)
    return None if adjective is None else f"{adjective} election".strip()


_OFFICES = {
    "chancellor": "",
    "congress": "congressional",
    "governor": "gubernatorial",
    "mayor": "mayoral",
    "office": "",
    "parliament": "parliamentary",
    "president": "presidential",
    "presidency": "presidential",
    "senate": "Senate",
    "seat": "",
}
