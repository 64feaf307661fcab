"""Days on which nobody has anything to meet: habits, advice to the reader, how it is nowadays."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.attachment import BY, UNTIL, Attachment, moving_verb
from briefing.extract.deadlines.behind import BARE_WEEKDAY
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.grammar.syntax import VERBAL, auxiliaries, children, climb
from briefing.extract.grammar.token_table import Tokens, table
from briefing.extract.word_lists import word_lists

_HABITUALLY = word_lists("time_words")["habitually"]
_ANY = frozenset({"a", "an", "any", "every", "each"})
_THROUGHOUT = frozenset({"throughout", "during"})
_RATES = frozenset({"the day", "the week", "the month", "the year", "the hour", "the minute"})
_DROPPING = frozenset("end stop drop cut scrap suspend halt launch add resume offer".split())
_PER = frozenset({"a", "per", "each", "every"})
_DISMISSED = frozenset({"table", "question", "agenda"})
_TURNING = frozenset({"return", "turn", "shift"})
_LOOKS = frozenset({"focus", "attention", "gaze"})
_UNITS = frozenset({"day", "week", "month", "year"})
_SINGLE = frozenset({"one", "single"})
_PARTS_OF_TEXT = frozenset("paragraph paragraphs headline lead graf grafs".split())
_RESETTING = frozenset(
    "adjourn advance amend bring carry change defer delay extend move postpone push put reschedule "
    "reset set shift".split()
)
"""Verbs that put something off to a day, or forward to it."""
_MODIFIERS = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
_CLAUSES_UP = 3  # verbs over one whose adverbs and moods are its own, too


def is_habit(attachment: Attachment, mention: DateMention) -> bool:
    """ "is typically sown in mid-November", "book on a Tuesday", "still leaves her angry today"."""
    verb, first = attachment.verb, mention.tokens[0]
    tokens = table(attachment.root.doc)
    weekday = BARE_WEEKDAY.fullmatch(mention.timex.text)
    if weekday and first > 1 and tokens.lower[first - 1] in _ANY and attachment.root.dep_ == "pobj":
        return True
    if weekday and children(attachment.root, "det") and children(attachment.root, "relcl"):
        return True  # "rise on the Monday that the clocks change"
    said = mention.timex.text.lower()
    if attachment.word in _THROUGHOUT and said == "the day":
        return True
    if attachment.word == "by" and said in _RATES:
        return True
    if said == "the end of the day" and first > 0 and tokens.lower[first - 1] == "at":
        return True  # "at the end of the day somebody has to win": when all is said
    if _is_less_than_said(attachment, mention):
        return True
    if said in {"today", "tomorrow"} and attachment.noun is None and _is_of_its_age(tokens, first):
        return True  # "the office of tomorrow"
    if weekday and verb is not None and _is_every_one(attachment, verb):
        return True
    if verb is None:
        return False
    opens = first + 1 < len(tokens.lower) and tokens.lower[first + 1] == ","
    if said == "today" and opens and auxiliaries(verb) & {"must", "can"}:
        return True  # "Today, claimants must prove it", as they have to for years
    if _is_so_each_year(verb, mention):
        return True
    adverbs = {c.lower_ for v in _chain(verb) for c in children(v, "advmod")}
    if adverbs & _HABITUALLY or _is_how_long_it_takes(attachment, verb):
        return True
    return "still" in adverbs and mention.direction == "present"


def _is_so_each_year(verb: Token, mention: DateMention) -> bool:
    """ "The traps are emptied June through October": a passive of every year."""
    helpers = auxiliaries(verb) | {c.lower_ for c in children(verb, "auxpass")}
    timeless = verb.tag_ == "VBN" and bool(helpers) and helpers <= {"is", "are"}
    months = mention.precision == "month" and mention.run is not None
    return timeless and months and not _is_timetabled(verb)


def is_no_appointment(attachment: Attachment, mention: DateMention) -> bool:
    """ "five days a week", "each year on Easter", "work on the weekend", "If he sneezes tomorrow",
    "a new study out Monday"."""
    lower, (first, stop) = table(attachment.root.doc).lower, mention.tokens
    after = lower[stop : stop + 2]
    if after == ["or", "so"]:
        return True  # "in a year or so"
    if after == ["or", "two"] and mention.precision == "day":
        return True  # "over the next day or two"
    if len(after) == 2 and after[0] in _PER and after[1] in _UNITS:
        return True
    before = lower[max(0, first - 3) : first]
    if len(before) == 3 and before[0] in {"each", "every"} and before[1] in _UNITS:
        return True
    doc, verb = attachment.root.doc, attachment.verb
    if first > 2 and lower[first - 1] == "out" and doc[first - 3].pos_ in _MODIFIERS:
        return bool(BARE_WEEKDAY.fullmatch(mention.timex.text))
    if verb is not None and (_is_dismissed(verb) or _turns(verb, attachment)):
        return True
    if _is_editors_note(attachment, mention) or _is_stretch(attachment, mention):
        return True
    if before[-2:] == ["than", "on"]:
        return True  # "2,000 fewer flights than on Thursday"
    if verb is not None and attachment.noun is None and (_is_farewell(verb) or _is_ahead_in(verb)):
        return True
    if verb is None or attachment.noun is not None or attachment.word in BY | UNTIL:
        return False
    if mention.timex.text.lower() == "the weekend" and attachment.word in {"on", "at"}:
        return verb.tag_ in {"VBZ", "VBP"}
    over = [n for n in islice(climb(verb), 1, 1 + _CLAUSES_UP) if n.pos_ in VERBAL and n.i < verb.i]
    supposed = any(c.lower_ == "if" for n in over for c in children(n, "mark"))
    return supposed and verb.dep_ not in {"conj", "relcl", "acl"}


def _is_of_its_age(tokens: Tokens, first: int) -> bool:
    """Whether a noun with "of" stands before a day, rather than "as of tomorrow"."""
    return tokens.lower[max(0, first - 1)] == "of" and tokens.lower[max(0, first - 2)] != "as"


def _is_editors_note(attachment: Attachment, mention: DateMention) -> bool:
    """ "(Corrects day to read Wednesday in paragraph 1)", "(Adds date, Friday, in headline)"."""
    lower = table(attachment.root.doc).lower
    after = lower[mention.tokens[1] : mention.tokens[1] + 4]
    return "in" in after[:2] and not _PARTS_OF_TEXT.isdisjoint(after[1:])


def _is_farewell(verb: Token) -> bool:
    """ "We'll see on Friday", "See you again in May": nothing that anybody could come to."""
    seen = children(verb, "dobj", "ccomp")
    return verb.lemma_ == "see" and all(t.lower_ == "you" for t in seen)


def _is_ahead_in(verb: Token) -> bool:
    """ "She leads Lind in the next state to vote, on Feb. 9": in the polls of today."""
    rivals = [t for t in children(verb, "dobj") if t.ent_type_ == "PERSON"]
    return verb.lemma_ in {"lead", "trail"} and verb.tag_ in {"VBZ", "VBP"} and bool(rivals)


def _is_stretch(attachment: Attachment, mention: DateMention) -> bool:
    """ "can get this thing to March 15", "looks forward to Monday": nothing is put off to it."""
    root, verb = attachment.root, attachment.verb
    if verb is None or attachment.noun is not None or root.dep_ != "pobj":
        return False
    if root.head.lower_ != "to" or mention.run is not None:
        return False
    return moving_verb(attachment) is None and verb.lemma_ not in _RESETTING


def _is_how_long_it_takes(attachment: Attachment, verb: Token) -> bool:
    """ "a rash, which disappears in five days": of any, counted from no day; "lost a fifth of its
    value in one day"."""
    if attachment.word != "in" or attachment.root.lemma_.lower() not in _UNITS:
        return False
    if any(c.lower_ in _SINGLE for c in attachment.root.lefts):
        return not auxiliaries(verb) & {"will", "to", "must", "'ll", "’ll"}
    counted = any(c.dep_ == "nummod" for c in attachment.root.lefts)
    timeless = verb.tag_ in {"VBZ", "VBP"} and verb.lemma_ != "be" and not children(verb, "aux")
    return counted and timeless and not _is_timetabled(verb)


def _is_timetabled(verb: Token) -> bool:
    kinds = words().kinds
    scheduled = words().acts | kinds["start"] | kinds["expiry"] | kinds["vote"]
    return verb.lemma_ in scheduled | words().arranged | words().holding


def _is_dismissed(verb: Token) -> bool:
    """ "A rise in July is off the table", "is out of the question": it will not be."""
    if verb.lemma_ != "be":
        return False
    beside = children(verb, "prep", "advmod")
    named = {t.lower_ for p in beside for t in p.subtree if t.dep_ == "pobj"}
    return bool(named & _DISMISSED) and bool({"off", "out"} & {p.lower_ for p in beside})


def _turns(verb: Token, attachment: Attachment) -> bool:
    """ "Lind returns her focus to Oslo this week": no journey."""
    looks = verb.lemma_ in _TURNING and any(t.lower_ in _LOOKS for t in children(verb, "dobj"))
    return looks and attachment.noun is None


def _is_less_than_said(attachment: Attachment, mention: DateMention) -> bool:
    """ "is less than two months away", "has fewer than 90 days left": a day that nobody names."""
    lower = table(attachment.root.doc).lower
    first, stop = mention.tokens
    around = lower[max(0, first - 2) : stop]
    compared = any(
        word in {"less", "fewer", "more"} and around[place + 1] == "than"
        for place, word in enumerate(around[:-1])
    )
    return compared and attachment.word != "no"


def _is_every_one(attachment: Attachment, verb: Token) -> bool:
    """ "will end Saturday publication of its papers": that of all Saturdays."""
    root, noun = attachment.root, attachment.root.head
    if root.dep_ not in {"compound", "nmod"} or noun.dep_ != "dobj" or noun.head.i != verb.i:
        return False
    return verb.lemma_ in _DROPPING and not children(noun, "det", "poss")


def is_advice(attachment: Attachment) -> bool:
    """ "Try something new this weekend", "Always book early": bidden to whoever reads it.

    A limit given to the reader ("Register by Friday") is one all the same.
    """
    verb = attachment.verb
    if verb is None or attachment.noun is not None or attachment.word in BY | UNTIL:
        return False
    first = verb
    while first.dep_ == "conj" and first.head.pos_ in VERBAL and not children(first, "nsubj"):
        first = first.head
    plain = first.tag_ == "VB" and first.dep_ in {"ROOT", "ccomp", "parataxis"}
    if not plain or children(first, "nsubj", "nsubjpass", "aux", "auxpass", "expl"):
        return False
    before = first.doc[first.i - 1].lower_ if first.i and not first.is_sent_start else ""
    return before != "to"


def should_be_done_now(verb: Token) -> bool:
    """ "should start preparing today": what somebody advises, on no day."""
    return any(c.lower_ == "should" for v in _chain(verb) for c in children(v, "aux"))


def _chain(verb: Token) -> list[Token]:
    """A verb with those that it completes: "start" and "should" of "should start preparing"."""
    chain = [verb]
    for node in islice(climb(verb), 1, _CLAUSES_UP + 1):
        if chain[-1].dep_ not in {"xcomp", "acomp"}:
            break
        chain.append(node)
    return chain
