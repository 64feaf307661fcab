"""Whether a day is that of something that has happened: "an order issued in September"."""

from __future__ import annotations

import re
from itertools import islice

from spacy.tokens import Token

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.attachment import Attachment
from briefing.extract.deadlines.behind import BARE_WEEKDAY
from briefing.extract.deadlines.occasions import is_poll
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.grammar.syntax import VERBAL, children, climb
from briefing.extract.grammar.tense_words import AWAITING
from briefing.extract.grammar.token_table import table
from briefing.extract.grammar.verb_tense import verb_tense

_FALLEN = frozenset({"previous", "earlier", "last", "former", "prior", "recent", "late"})
_FORMER = frozenset({"previous", "earlier", "former", "according"})
_BEHIND = frozenset({"according", "following", "after", "since"})
_REACHING_BACK = frozenset({"date", "go", "stretch", "reach"})
_AMOUNTS = frozenset("percent % cent points euros dollars pounds yen barrels".split())
_UTTERANCES = frozenset("statement filing letter memo interview email e-mail tweet post".split())
_UNITS = frozenset({"day", "week", "month", "quarter", "year", "decade"})
_PINNED = re.compile(r"\b(?:the|next|coming)\b", re.IGNORECASE)
_BOUND_FOR = frozenset({"before", "until", "till", "for", "by"})


def is_past_occasion(attachment: Attachment, mention: DateMention) -> bool:
    """ "an order issued in September", "follows a visit on Tuesday", "Monday's drills"."""
    verb, noun, root = attachment.verb, attachment.noun, attachment.root
    first = mention.tokens[0]
    before = table(root.doc).lower[max(0, first - 4) : first]
    if not _FORMER.isdisjoint(before) or before[-2:] == ["as", "in"]:
        return True
    if noun is not None and any(c.lower_ in _FALLEN for c in children(noun, "amod")):
        return True
    if _is_reckoned_back(attachment, mention) or _is_of_a_former_figure(attachment, mention):
        return True
    if noun is not None and _has_taken_place(noun, attachment):
        return True
    if _is_of_a_blow(root):
        return True
    if is_owned_by_weekday(attachment, mention):
        behind = list(root.doc[mention.tokens[1] : mention.tokens[1] + 3])
        if any(t.lemma_.lower() in words().sudden for t in behind):
            return True  # "following Sunday's attack"
        if first and root.doc[first - 1].lower_ in {"after", "since", "following"}:
            return True  # "it is clear after Thursday's vote"
        owning = bool(behind) and behind[0].lower_ in {"'s", "’s"}
        if owning and noun is None and root.head.pos_ in VERBAL:
            return True  # "calling Monday's drills a warning", whatever hangs on what
        owner = noun or root.head
        owned = owner.pos_ in {"NOUN", "PROPN"} or root.dep_ == "poss"
        return owned and not (is_bound_for(owner) or _is_awaited(owner, attachment))
    if BARE_WEEKDAY.fullmatch(mention.timex.text):
        if first and root.doc[first - 1].lemma_.lower() in words().sudden:
            return True
        if any(n.lower_ in _BEHIND and n.dep_ == "prep" for n in islice(climb(root), 2, 4)):
            return True
    if verb is None:
        return False
    if verb.lemma_ in _REACHING_BACK and any(c.lower_ == "back" for c in verb.rights):
        return True  # "messages dating back to December"
    clause = verb.head if verb.dep_ == "conj" and verb.tag_ == "VBG" else verb
    if clause.dep_ == "pcomp" and clause.head.lower_ in {"after", "since", "following"}:
        return True
    if noun is not None:
        return verb.lemma_ in {"follow", "succeed"} and noun.dep_ in {"dobj", "pobj"}
    if mention.direction == "future" and any(c.lower_ == "being" for c in verb.lefts):
        return False  # "a dinner being hosted next month"
    participle = verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBD"}
    return participle and verb.lemma_ not in words().arranged


def _is_of_a_blow(root: Token) -> bool:
    """ "to be tried for the death of Arne Lind in April": the day of what nobody plans."""
    if root.dep_ != "pobj" or root.head.lower_ not in {"in", "on"}:
        return False
    over = root.head.head
    return over.pos_ == "NOUN" and over.lemma_.lower() in words().sudden - _UTTERANCES


def _is_reckoned_back(attachment: Attachment, mention: DateMention) -> bool:
    """ "The first rise in five months", "the largest fleet in two years": up to now."""
    if attachment.word != "in" or attachment.root.lemma_.lower() not in _UNITS:
        return False
    ranked = [n for n in islice(climb(attachment.root), 1, 8) if n.pos_ in {"NOUN", "PROPN"}]
    return not _PINNED.search(mention.timex.text) and any(
        c.tag_ in {"JJS", "RBS"} or c.ent_type_ == "ORDINAL"
        for noun in ranked
        for c in children(noun, "amod", "advmod", "nummod")
    )


def _is_of_a_former_figure(attachment: Attachment, mention: DateMention) -> bool:
    """ "will fall to 28 percent from 32 percent in March"."""
    doc, place = attachment.root.doc, mention.tokens[0] - 2
    if attachment.word not in {"in", "on", "at"} or place < 1:
        return False
    figure = doc[place]
    amount = figure.lower_ in _AMOUNTS or figure.like_num
    return amount and figure.dep_ == "pobj" and figure.head.lower_ in {"from", "than"}


def _has_taken_place(noun: Token, attachment: Attachment) -> bool:
    """ "For a March 21 call that he made": what its own clause tells of."""
    named = attachment.root.dep_ in {"compound", "nmod"} and attachment.root.head == noun
    named = named and not is_poll(noun)  # "her rival in the Nov. 8 election, who spoke"
    return named and any(
        clause.tag_ == "VBD" and clause.i > noun.i and clause.lemma_ not in words().arranged
        for clause in children(noun, "relcl")
    )


def is_owned_by_weekday(attachment: Attachment, mention: DateMention) -> bool:
    root, stop = attachment.root, mention.tokens[1]
    after = root.doc[stop].lower_ if stop < len(root.doc) else ""
    own = root.dep_ in {"poss", "compound", "nmod"} or after in {"'s", "’s"}
    return own and bool(BARE_WEEKDAY.fullmatch(mention.timex.text))


def _is_awaited(noun: Token, attachment: Attachment) -> bool:
    """ "Investors are nervous about Thursday's vote", "awaited the outcome of Thursday's vote"."""
    verb = attachment.verb
    if verb is None or not (is_poll(noun) or noun.lemma_.lower() == "contest"):
        return False
    return verb.lemma_ in AWAITING or verb.tag_ in {"VBZ", "VBP"}


def is_bound_for(noun: Token) -> bool:
    """ "ahead of Friday's vote", "in time for Friday's vote", "will hold Friday's vote"."""
    over = noun.head
    if noun.dep_ == "pobj" and (over.lower_ in _BOUND_FOR or over.head.lower_ == "ahead"):
        return True
    if noun.lower_ in {"deadline", "ultimatum", "cutoff"}:
        return True
    tense = verb_tense(over) if over.pos_ in VERBAL else None
    coming = tense is not None and tense.direction == "future" and not tense.shifted
    return coming and noun.dep_ != "pobj"  # "predicted that she would win Sunday's caucus"
