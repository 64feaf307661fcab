"""Days that the calendar puts ahead though their sentence tells of what has been.

A weekday or a month without a year has an occurrence on either side of the day of publication. The
verb that governs it decides; these are the sentences in which that verb is not the nearest one.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from spacy.tokens import Token

from briefing.extract.dates.find import DateMention
from briefing.extract.dates.vocabulary import DAY_PART, WEEKDAY
from briefing.extract.deadlines.attachment import BY, UNTIL, Attachment
from briefing.extract.deadlines.occasions import is_poll
from briefing.extract.deadlines.unbound import is_told_on_it
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.grammar.syntax import (
    VERBAL,
    all_auxiliaries,
    auxiliaries,
    children,
    clause_head,
    climb,
    subjects,
)
from briefing.extract.grammar.tense_words import SCHEDULING

BARE_WEEKDAY = re.compile(rf"(?:{WEEKDAY})(?: {DAY_PART})?", re.IGNORECASE)
_PINNED = re.compile(r"\b(?:[12][0-9]{3}|next|coming|this|later|tomorrow)\b", re.IGNORECASE)
_COMMITTING = SCHEDULING | frozenset(
    "agree decide elect opt commit intend hope aim tell urge instruct direct summon persuade "
    "warn be have register sign volunteer apply".split()
)
_KNOWING = frozenset("know remember consider discuss describe explain understand learn".split())
_BOUND = frozenset({"will", "'ll", "’ll", "wo", "shall", "must", "would"})
_REPORTS = frozenset("report story statement claim comment remark rumour rumor".split())
_WEEK = 7  # days, in which a bare weekday comes round
HALF_A_YEAR = 183  # days; beyond it the same month of the year before is the nearer one
_NAMING = frozenset("name appoint elect choose pick select nominate designate tap hire".split())
_OFFICIATING = frozenset("succeed replace lead head become serve run fill".split())
_CONFESSING = frozenset(
    "plead admit confess accuse charge convict deny indict arrest suspect sentence jail".split()
)
_TRADING = frozenset("acquire buy merge pay purchase sell settle".split())
_LINKING = _CONFESSING | frozenset("want blame link tie wound kill injure".split())
_RECENT = 4  # days; a weekday as far ahead as this was three days ago or less
_SPELL = 4  # tokens of "for 72 hours"
_UNITS = frozenset({"minute", "hour", "day", "week", "month", "year"})
_VERBS_UP = 6  # clauses over a verb that are looked through; nobody follows more of them


def is_of_the_past(attachment: Attachment, mention: DateMention, when: date, day: date) -> bool:
    """Whether a day that the calendar puts on ``when`` is told of as one before ``day``."""
    if attachment.word in BY and (_is_past_perfect(attachment) or _was_before_it(attachment)):
        return True
    if attachment.word in BY | UNTIL or _PINNED.search(mention.timex.text):
        return False
    if attachment.word != "from" and _is_when_it_was_said(attachment, mention):
        return True
    if BARE_WEEKDAY.fullmatch(mention.timex.text) and is_told_on_it(attachment, mention):
        return True
    if (when - day).days > HALF_A_YEAR and mention.precision in {"day", "month"}:
        return not (_is_fixed(attachment) or (attachment.word == "from" and _is_bound(attachment)))
    if attachment.word == "from":
        return False
    verb = attachment.verb
    weekday = bool(BARE_WEEKDAY.fullmatch(mention.timex.text))
    if verb is None or _hangs_on_due(attachment):
        return False
    if _is_past_in_disguise(verb):
        return True
    if weekday and (_is_linked_to_a_deed(verb) or _is_of_what_comes(attachment, verb)):
        return True
    if attachment.word == "over" and "weekend" in mention.timex.text:
        return not _is_going_on_or_bound(verb)
    if weekday and (when - day).days == _WEEK - 1 and _is_of_yesterday(attachment):
        return True
    noun = attachment.noun
    if noun is not None and _is_had_before(attachment):
        return True
    if noun is not None and is_looked_back_on(attachment, mention, when, day):
        return True
    if noun is not None and _is_set_long_before(noun) and not (weekday and _is_done_in(noun)):
        return False
    if not (weekday or mention.precision == "month"):
        return False
    if _is_done_to_an_end(verb) or (when == day and _is_agreed(verb)):
        return True
    if verb.lower_ == "according":
        return True
    return (
        weekday
        and (when - day).days >= _RECENT
        and (_is_narrated(verb) or _is_agreed(verb) or _is_of_a_deed(verb))
    )


def _hangs_on_due(attachment: Attachment) -> bool:
    """ "fought for support in a vote due on Sunday": ahead by its own word, whatever was done."""
    over = attachment.root.head.head
    return attachment.noun is not None and over.lower_ == "due" and over.i < attachment.root.i


def _is_past_perfect(attachment: Attachment) -> bool:
    """ "by August she had (she'd) changed it twenty times"."""
    verb = attachment.verb
    if verb is None or attachment.noun is not None or verb.tag_ != "VBN":
        return False
    arranged = verb.lemma_ in words().arranged | words().demands
    return bool(all_auxiliaries(verb) & {"had", "'d", "’d"}) and not arranged


def _was_before_it(attachment: Attachment) -> bool:
    """ "was speaking just hours before the long weekend": done before the day, not by it."""
    verb = attachment.verb
    if verb is None or attachment.noun is not None or attachment.word != "before":
        return False
    going_on = verb.tag_ == "VBG" and bool(auxiliaries(verb) & {"was", "were"})
    held = words().arranged | words().demands | words().grants
    return (verb.tag_ == "VBD" or going_on) and verb.lemma_ not in held | {"be", "plan"}


def _is_linked_to_a_deed(verb: Token) -> bool:
    """ "is also suspected in two robberies on Wednesday": the day is that of what was done."""
    now = {c.lower_ for c in children(verb, "auxpass")} & {"is", "are"}
    bound = all_auxiliaries(verb) & (_BOUND | {"to", "be"})
    return verb.tag_ == "VBN" and verb.lemma_ in _LINKING and bool(now) and not bound


def _is_of_what_comes(attachment: Attachment, verb: Token) -> bool:
    """ "The lawsuit on Thursday comes a day after the ruling": of a deed that has been done."""
    present = verb.lemma_ in {"come", "follow", "mark"} and verb.tag_ in {"VBZ", "VBP"}
    return present and attachment.noun is None and _is_in_subject(attachment.root, verb)


def _is_in_subject(root: Token, verb: Token) -> bool:
    """Whether a day stands inside the phrase that a verb says something of."""
    return any(who.i < root.i <= who.right_edge.i for who in children(verb, "nsubj"))


def is_of_a_state(attachment: Attachment) -> bool:
    """ "The next states, including Ohio on March 15, are friendly to her": a day inside what
    something is said of, which is no day of that."""
    verb = attachment.verb
    if verb is None or verb.lemma_ != "be" or verb.tag_ not in {"VBZ", "VBP"}:
        return False
    told = children(verb, "attr", "acomp")
    return bool(told) and attachment.noun is None and _is_in_subject(attachment.root, verb)


def _is_past_in_disguise(verb: Token) -> bool:
    """ "broke even and forecast a loss", "wove tales and urged her": past, without its tag."""
    if verb.tag_ != "VB" or children(verb, "aux", "auxpass", "neg"):
        return False
    if verb.dep_ == "conj" and verb.head.tag_ == "VBD":
        return not children(verb.head, "aux")
    told = [c for c in children(verb, "conj") if c.tag_ == "VBD" and not children(c, "nsubj")]
    clausal = verb.dep_ in {"ROOT", "ccomp", "pcomp"}
    return clausal and bool(told and children(verb, "nsubj"))


def _is_had_before(attachment: Attachment) -> bool:
    """ "Ahead of Tuesday's vote, officials had estimated": over when it was told."""
    verb, noun = attachment.verb, attachment.noun
    if verb is None or noun is None or verb.tag_ != "VBN" or noun.dep_ != "pobj":
        return False
    bound = {"been", "to"} | words().arranged
    before = noun.head.lower_ == "before" or noun.head.head.lower_ == "ahead"
    return before and "had" in all_auxiliaries(verb) and verb.lemma_ not in bound


def is_looked_back_on(attachment: Attachment, mention: DateMention, when: date, day: date) -> bool:
    """ "What we know about her visit on Saturday", told on a Monday."""
    verb = attachment.verb
    weekday = bool(BARE_WEEKDAY.fullmatch(mention.timex.text))
    recent = weekday and (when - day).days >= _RECENT
    return recent and verb is not None and verb.lemma_ in _KNOWING


def _is_when_it_was_said(attachment: Attachment, mention: DateMention) -> bool:
    """ "said in February it would split the rights": whatever the parser hung the day on."""
    before = mention.tokens[0] - 2
    if before < 0 or attachment.word not in {"in", "on"}:
        return False
    said = attachment.root.doc[before]
    return said.lemma_ in words().said and said.tag_ == "VBD"


def _is_of_yesterday(attachment: Attachment) -> bool:
    """ "are voting on Tuesday", told on a Wednesday: of the next one it would say so.

    So do reports that confirm one of Tuesday's; not what meets, opens or is due by its calendar.
    """
    verb, noun = attachment.verb, attachment.noun
    if verb is None:
        return False
    helpers = all_auxiliaries(verb)
    if verb.dep_ == "acl" and _is_announced(verb):
        return True
    if verb.dep_ == "xcomp" and _was_to_be(verb):
        return True  # "the stage where she was expected to speak on Tuesday"
    if verb.tag_ == "VBG" and verb.dep_ == "acl" and not helpers and children(verb, "dobj"):
        return True  # "the states holding contests on Tuesday"
    if verb.tag_ == "VB" and verb.dep_ in {"xcomp", "advcl"} and _is_past(verb.head):
        return verb.head.lemma_ not in _COMMITTING  # "pushed them to improve it on her visit"
    who = children(verb, "nsubj")
    if verb.lemma_ == "be" and who and attachment.root.i < who[0].i and verb.tag_ == "VBZ":
        return True  # "After the data on Tuesday, the ruling is another sign of it"
    going_on = verb.tag_ == "VBG" and bool(helpers) and helpers <= {"is", "are"}
    if going_on and any(map(is_poll, children(verb, "dobj"))):
        return True  # "where both parties are holding primaries"
    if verb.lemma_ in words().arranged or (noun is not None and is_poll(noun)):
        return False
    if helpers & (_BOUND | {"to", "be"}):
        return False
    if noun is not None and noun.dep_ != "dobj" and verb.tag_ in {"VBZ", "VBP"}:
        return verb.lemma_ != "be"  # "the contests on Saturday account for 155 delegates"
    if verb.tag_ == "VBG":
        return noun is None or noun.lemma_.lower() in _REPORTS
    return verb.lemma_ == "come" and verb.dep_ == "advcl"  # "as results come in on Tuesday night"


def _is_announced(verb: Token) -> bool:
    """ "announced plans to skip the payment on Sunday", told on a Monday: either may be meant."""
    over = clause_head(verb.head) if verb.tag_ == "VB" else None
    return over is not None and over.lemma_ in words().said and _is_past(over)


def _is_going_on_or_bound(verb: Token) -> bool:
    """ "will meet over the weekend", "is to travel", "are meeting"."""
    helpers = all_auxiliaries(verb)
    return bool(helpers & (_BOUND | {"to", "be", "is", "are"}))


def is_named_to(attachment: Attachment) -> bool:
    """ "named a scholar to succeed him on Wednesday": the day is that of the naming."""
    verb = attachment.verb
    if verb is None or verb.tag_ != "VB" or verb.lemma_ not in _OFFICIATING:
        return False
    return any(n.lemma_ in _NAMING and n.tag_ in {"VBD", "VBN"} for n in islice(climb(verb), 1, 5))


def is_when_something_happened(attachment: Attachment, mention: DateMention) -> bool:
    """ "five more on Wednesday when a boat capsized": the clause after it says when the day was."""
    doc, end = attachment.root.doc, mention.tokens[1]
    if doc[end : end + 1].text == "for":  # "on Monday for 72 hours after it failed"
        end = next((t.i + 1 for t in doc[end : end + _SPELL] if t.lemma_ in _UNITS), end)
    if end >= len(doc) or doc[end].lower_ not in {"when", "after"}:
        return False
    verb = doc[end].head
    if doc[end].lower_ == "after":  # "decided to reopen the case in May after he was arrested"
        decided = attachment.verb
        if decided is None or decided.dep_ != "xcomp" or not _is_past(decided.head):
            return False
        return verb.dep_ == "advcl" and _is_past(verb)
    return verb.dep_ in {"advcl", "relcl"} and verb.tag_ == "VBD"


def _is_fixed(attachment: Attachment) -> bool:
    """ "will open in March", "the November election": what can be said so long before."""
    verb, noun = attachment.verb, attachment.noun
    if noun is not None and _is_set_long_before(noun):
        return True
    if verb is not None and verb.lemma_ == "be" and verb.tag_ in {"VBZ", "VBP"}:
        return noun is None and any(_is_set_long_before(t) for t in subjects(verb))
    if verb is None or _was_to_be(verb):
        return False
    if noun is not None:
        return verb.lemma_ in words().arranged
    helpers = set[str]().union(*map(all_auxiliaries, _joined(verb)))
    if helpers & (_BOUND - {"would"}) or {"to", "be"} <= helpers:
        return True
    if verb.lemma_ in words().arranged:
        return verb.tag_ != "VBD" or not children(verb, "nsubj")  # "proposed it in January"
    if "to" in helpers and verb.dep_ == "xcomp" and verb.head.lemma_ in _COMMITTING:
        # "agreed to buy its rival in October", told in February
        return not (_is_agreed(verb) and verb.lemma_ in _TRADING)
    kinds = words().kinds
    turns = words().acts | kinds["start"] | kinds["expiry"] | kinds["vote"] | {"leave", "host"}
    return verb.tag_ in {"VBZ", "VBP"} and verb.lemma_ in turns


def _is_bound(attachment: Attachment) -> bool:
    """ "With Molde set to host the games from August"."""
    return attachment.verb is not None and bool(all_auxiliaries(attachment.verb) & {"to", "would"})


def _was_to_be(verb: Token) -> bool:
    """ "was due to be released in September", "cancelled a rise planned for October": whether the
    plan is one of the past, which may have had its day."""
    node = verb
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        over = clause_head(verb.head)
        return over is not None and _is_past(over)
    while node.dep_ in {"xcomp", "acomp"} and node.head.i != node.i:
        node = node.head
    return bool({node.lower_, *all_auxiliaries(node)} & {"was", "were"})


def _joined(verb: Token) -> list[Token]:
    """ "will meet in May and announce a winner in October": the first verb's helpers bind both."""
    own = children(verb, "nsubj", "nsubjpass", "aux")
    return [verb, verb.head] if verb.dep_ == "conj" and not own else [verb]


def _is_set_long_before(noun: Token) -> bool:
    return is_poll(noun) or noun.lemma_.lower() in {"deadline", "summit"}


def _is_done_in(noun: Token) -> bool:
    """ "left it in a referendum on Thursday": what was done there, rather than about it."""
    return noun.dep_ == "pobj" and noun.head.lower_ in {"in", "at"}


def _is_done_to_an_end(verb: Token) -> bool:
    """ "strained to keep the talks alive on Wednesday", "by beating her to claim a crown": the
    infinitive of what has been done, and of what binds nobody to a day."""
    if "to" not in auxiliaries(verb):
        return False
    over = verb.head
    if verb.dep_ not in {"xcomp", "advcl", "ccomp"} or over.pos_ not in VERBAL:
        return False
    first = over.head if over.dep_ == "conj" and over.head.tag_ == "VBG" else over
    if first.tag_ == "VBG" and first.dep_ == "pcomp":
        return over.lemma_ not in _COMMITTING or _is_confessed(first)
    if over.tag_ == "VBN" and over.dep_ == "acl" and over.head.dep_ == "ROOT":
        return over.lemma_ not in _COMMITTING | words().arranged  # "Fans trekked to it to watch"
    return over.lemma_ not in _COMMITTING and _is_past(over)


def _is_confessed(gerund: Token) -> bool:
    """ "pleaded guilty to threatening to kill him in March", "was charged with vowing to"."""
    over = clause_head(gerund.head)
    return over is not None and over.lemma_ in _CONFESSING and _is_past(over)


def _is_narrated(verb: Token) -> bool:
    """Whether the first finite verb from here upwards is a past one that binds nobody."""
    for node in islice((n for n in climb(verb) if n.pos_ in VERBAL), _VERBS_UP):
        helpers = all_auxiliaries(node)
        if helpers & (_BOUND | {"could", "may", "might", "should", "can"}):
            return False
        if _is_past(node):
            return node.i == verb.i or node.lemma_ not in _COMMITTING or node.lemma_ == "be"
        if node.tag_ in {"VBZ", "VBP"} or helpers & {"is", "are", "has", "have"}:
            return False
        if any(c.lower_ in {"was", "were"} for c in node.lefts):
            return True
    return False


def _is_of_a_deed(verb: Token) -> bool:
    """ "A comeback to lift the side on Tuesday", told on a Wednesday: no plan, deal or vote to."""
    below = verb.dep_ in {"relcl", "acl"} and verb.tag_ == "VB"
    return below and verb.head.pos_ == "NOUN" and verb.head.lemma_.lower() not in words().plans


def _is_agreed(verb: Token) -> bool:
    """ "agreed to halt their trade on Monday", told on a Wednesday: agreed on it or bound to it."""
    over = verb.head
    agreed = verb.dep_ == "xcomp" and over.lemma_ in {
        "agree",
        "decide",
        "elect",
        "opt",
        "vote",
        "seek",
    }
    return agreed and over.tag_ == "VBD" and _is_past(over)


def _is_past(verb: Token) -> bool:
    helpers = all_auxiliaries(verb)
    if verb.tag_ == "VB":
        return "did" in helpers
    if verb.tag_ == "VBD":
        return not helpers & {"is", "are", "will", "to"}
    return (
        verb.tag_ == "VBN"
        and bool(helpers & {"was", "were", "had", "has", "have"})
        and (not helpers & {"will", "to", "be"})
    )
