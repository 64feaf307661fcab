"""Where a day hangs in its sentence: its verb, its event noun, the days it is joined to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.occasions import (
    PARTS,
    event_held_in,
    is_event,
    is_poll,
    occasion_ahead,
    occasion_before,
    part_in,
)
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.events.attachment import is_on_record, root_of, upper_clause
from briefing.extract.events.modality import governor_name
from briefing.extract.grammar.syntax import VERBAL, children, clause_head, climb
from briefing.extract.grammar.tense import said_before
from briefing.extract.grammar.token_table import Tokens, table

UNTIL = frozenset({"until", "till", "til", "through"})
EFFECTIVE = "effective"  # "has named her chief executive, effective Feb. 6"
BY = frozenset({"by", "before", "within", "than"})
_SKIPPED = frozenset("the a an this early late around about at least as close of business".split())
_RECKONING = frozenset("estimate think believe reckon expect predict forecast hope".split())
_CLOCK = frozenset({"noon", "midnight", "p.m.", "a.m.", "pm", "am"})
_EDGES = frozenset({"start", "end", "beginning", "close", "opening"})
_AT = frozenset({"at", "by", "before", "from", "until"})
_PERIODS = frozenset("year quarter season month term week period semester".split())
_JOINTS = frozenset({"and", "or", "to", "-", "–", "through"})
_AMOUNTS = frozenset({"PERCENT", "MONEY", "CARDINAL", "QUANTITY"})
_MEANS = frozenset({"money", "cash", "fund", "funding", "power", "capacity", "fuel", "space"})
_BEFORE_NOUN = frozenset({"compound", "nmod", "amod"})
_APART = 5  # tokens between two days of which one is given up for the other
_NEAR = 40  # tokens between a verb and a day that can still be its own


class Attachment(Struct, frozen=True):
    """Where a day hangs: its clause's verb, the event noun if it is one's, the word before it."""

    verb: Token | None
    noun: Token | None
    word: str
    root: Token


def attachment_of(doc: Doc, mention: DateMention) -> Attachment:
    """The attachment of a time expression."""
    root = root_of(doc, mention.tokens)
    said = said_before(doc, mention.tokens[0]) or upper_clause(root)
    if said is not None:
        return Attachment(said, None, word_before(doc, mention), root)
    noun = _due_there(root)
    for node in climb(root) if noun is None else ():
        if mention.tokens[0] <= node.i < mention.tokens[1]:
            continue
        if node.pos_ in VERBAL and node.dep_ not in {"aux", "auxpass"}:
            break
        if node.pos_ in {"NOUN", "PROPN"}:
            if node.dep_ in _BEFORE_NOUN and root.dep_ in _BEFORE_NOUN and not is_event(node):
                continue  # "its July 1 general obligation debt payment"
            noun = _event_at(node)
            break
    verb = clause_head(root)
    while verb is not None and _is_in_a_title(verb):
        verb = clause_head(verb.head) if verb.head.i != verb.i else None
    while verb is not None and verb.tag_ == "VBG" and verb.dep_ == "xcomp":
        if verb.head.pos_ not in VERBAL or children(verb, "aux"):
            break
        verb = verb.head  # "will stop drilling": what stops
    if verb is not None and mention.tokens[0] < verb.i and _is_aside(verb):
        verb = children(verb, "ccomp")[0]
    if verb is not None:
        verb = _planned_over(verb) or _before_participle(verb, mention) or verb
        verb = _voted_over(verb) or verb
    arranged = verb is not None and verb.dep_ == "acl" and verb.lemma_ in words().arranged
    if noun is None and verb is not None and arranged and verb.head.pos_ in {"NOUN", "PROPN"}:
        acts = verb.tag_ == "VBG" and children(verb, "dobj")  # "six states holding contests"
        noun = None if acts else _over_people(_over_amounts(verb.head))
    if noun is None and verb is not None and verb.dep_ == "acl" and is_poll(verb.head):
        noun = verb.head  # "a vote to leave on June 23"
    if noun is None:
        noun = occasion_ahead(doc, mention.tokens[0]) or _expected_event(verb)
    if noun is None and verb is not None:
        noun = _marked_by(root, verb, mention) or occasion_before(doc, mention, verb)
    if noun is None and verb is None:
        noun = _due_word(doc, mention)
    return Attachment(verb, noun, word_before(doc, mention), root)


def _event_at(node: Token) -> Token | None:
    """The event that a noun over a day is, or is held in."""
    node = event_held_in(node)
    if not is_event(node) or _is_edge_of_period(node) or is_on_record(node):
        return None
    return part_in(node)


def _due_there(root: Token) -> Token | None:
    """ "a vote in May, ahead of a debt payment due on July 1": the day is the payment's."""
    for node in climb(root):
        if node.pos_ in VERBAL or (node.pos_ in {"NOUN", "PROPN"} and node.i < root.i):
            return None
        if node.lower_ == "due" and node.i:
            noun = node.doc[node.i - 1]
            return noun if noun.pos_ == "NOUN" and noun.dep_ in {"pobj", "nsubj"} else None
    return None


def _voted_over(verb: Token) -> Token | None:
    """ "will vote on proposals starting on Monday": the vote does, no proposal."""
    noun, hook = verb.head, verb.head.head
    begins = verb.tag_ == "VBG" and verb.dep_ == "acl" and verb.lemma_ in {"start", "begin"}
    voted_on = begins and noun.dep_ == "pobj" and hook.lower_ == "on"
    return hook.head if voted_on and hook.head.lemma_ in {"vote", "decide", "rule"} else None


def _planned_over(verb: Token) -> Token | None:
    """What is planned where the day hangs on less: "will publish a note detailing its plans in
    June", "will send out a statement before the market opens on Monday"."""
    if verb.lower_ == "being" and verb.dep_ == "pcomp" and verb.head.lower_ == "into":
        return clause_head(verb.head)  # "will come into being on Oct. 1"
    over = clause_head(verb.head) if verb.dep_ == "acl" else verb.head
    told = verb.tag_ == "VBG" and verb.dep_ == "acl" and verb.head.dep_ == "dobj"
    told = told and verb.lemma_ not in words().arranged and not children(verb, "aux")
    off = verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ == "from"
    over = clause_head(verb.head) if off else over
    asked = verb.tag_ == "VB" and any(c.lower_ == "whether" for c in verb.lefts)
    if (off or asked) and over is not None and over.pos_ in VERBAL:
        return over  # "will break from touring on Sunday", "consider whether to allow it"
    means = _means_of(verb)
    if means is not None:
        lacking = clause_head(means)
        return lacking if lacking is not None and _is_modal(lacking) else None
    limit = verb.dep_ == "advcl" and any(c.lower_ == "before" for c in children(verb, "mark"))
    if over is None or over.i >= verb.i or over.pos_ not in VERBAL or not (told or limit):
        return None
    if told and over.tag_ == "VB" and over.dep_ == "xcomp" and over.head.tag_ in {"VBZ", "VBP"}:
        return over  # "expects to file lawsuits covering 25 more next week"
    return over if any(c.lower_ in {"will", "'ll", "’ll"} for c in children(over, "aux")) else None


def _means_of(verb: Token) -> Token | None:
    """The money of "will run out of money to pay them in June"."""
    if verb.tag_ != "VB" or verb.dep_ not in {"acl", "advcl"}:
        return None
    marks = [c.i for c in children(verb, "aux") if c.lower_ == "to"]
    if not marks or not marks[0]:
        return None
    noun = verb.doc[marks[0] - 1]
    return noun if noun.lemma_.lower() in _MEANS and noun.dep_ in {"pobj", "dobj"} else None


def _is_modal(verb: Token) -> bool:
    return any(c.tag_ == "MD" or c.lower_ == "to" for c in children(verb, "aux"))


def _before_participle(verb: Token, mention: DateMention) -> Token | None:
    """ "will return to Oslo next month strengthened by it": the parser took the month to what
    stands behind it."""
    own = children(verb, "aux", "auxpass", "nsubj", "nsubjpass", "mark")
    loose = verb.tag_ in {"VBN", "VBG"} and verb.dep_ in {"advcl", "acl"} and not own
    if not loose or verb.i != mention.tokens[1] or verb.head.i >= mention.tokens[0]:
        return None
    before = verb.doc[mention.tokens[0] - 1]
    over = clause_head(verb.head)
    return over if before.is_alpha and before.dep_ != "cc" and over is not verb else None


def _expected_event(verb: Token | None) -> Token | None:
    """ "a fight during the annual meeting, expected to take place in June": what is expected."""
    if verb is None or verb.dep_ != "xcomp" or verb.lemma_ not in words().generic:
        return None
    over = verb.head
    bare = over.tag_ in {"VBN", "VBD"} and over.lemma_ in words().arranged
    if not bare or over.i < 2 or children(over, "aux", "auxpass", "nsubj", "nsubjpass"):
        return None
    comma, noun = over.doc[over.i - 1], over.doc[over.i - 2]
    behind = comma.text == "," and noun.pos_ in {"NOUN", "PROPN"}
    return noun if behind and over.dep_ != "ROOT" and is_event(noun) else None


def _is_edge_of_period(noun: Token) -> bool:
    """ "is due at the start of its business year on April 1": the day is that of what is due."""
    over = noun.head
    if noun.lemma_.lower() not in _EDGES or noun.dep_ != "pobj" or over.lower_ not in _AT:
        return False
    hangs = over.head.pos_ in VERBAL | {"ADJ"}
    of = [o.lemma_.lower() for p in children(noun, "prep") for o in children(p, "pobj")]
    return hangs and any(o in _PERIODS for o in of)


def _over_amounts(noun: Token) -> Token:
    """ "a rise in the tax to 10 percent from 8 percent planned for April": the rise is."""
    while noun.ent_type_ in _AMOUNTS and noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return noun


def _over_people(noun: Token) -> Token:
    """ "a speech to supporters scheduled for Friday": the speech is."""
    over = noun.head.head
    beside = noun.dep_ == "pobj" and noun.head.lower_ in {"to", "for", "with", "by"}
    told = over.pos_ == "NOUN" and (is_event(over) or over.lower_ in PARTS)
    return over if beside and told and noun.tag_ == "NNS" and not is_event(noun) else noun


def _is_in_a_title(verb: Token) -> bool:
    """ "sang "Truth Be Told" this weekend": a verb in capitals inside a sentence."""
    doc, place = verb.doc, verb.i
    if not verb.text[0].isupper() or verb.text.isupper() or verb.is_sent_start:
        return False
    before = doc[place - 1]
    return before.text[0].isupper() and before.is_alpha and not before.is_sent_start


def _marked_by(root: Token, verb: Token, mention: DateMention) -> Token | None:
    """ "Friday is the deadline for bids": the event that the day is said to be."""
    named = root.dep_ in {"nsubj", "npadvmod", "attr"} and mention.tokens[1] == verb.i
    if not named or verb.lemma_ not in {"be", "mark", "see", "bring"}:
        return None
    return next((t for t in children(verb, "attr", "dobj") if is_event(t)), None)


def _is_aside(verb: Token) -> bool:
    """ "By year's end, officials reckon, thousands will leave": the day is that of leaving."""
    inner = children(verb, "ccomp")
    aside = verb.lemma_ in words().said | _RECKONING and verb.tag_ in {"VBZ", "VBP", "VBD"}
    return aside and bool(inner) and inner[0].i > verb.i and verb.nbor(1).text == ","


def _due_word(doc: Doc, mention: DateMention) -> Token | None:
    """ "The accord lapses on September 30": a verb that the parser took for a noun."""
    index = mention.tokens[0] - 2
    due = index >= 0 and doc[index].lower_ in {"lapses", "expires", "ends", "begins", "starts"}
    return doc[index] if due else None


def word_before(doc: Doc, mention: DateMention) -> str:
    """The preposition (or whatever word) before a day, past articles and clock times."""
    t = table(doc)
    index = mention.tokens[0] - 1
    while index >= 0 and (t.lower[index] in _SKIPPED or _is_clock(t, index)):
        if t.lower[index] == "at" and t.lower[index + 1] not in {"least", "the"}:
            break  # "drop by at 5:30"
        index -= 1
    return t.lower[index] if index >= 0 else ""


def _is_clock(t: Tokens, index: int) -> bool:
    """ "until noon on Friday", "by 5 p.m. on Monday": the word that counts stands further left."""
    if t.lower[index] == "on" and index > 0:
        index -= 1
    return t.entity[index] == "TIME" or t.lower[index] in _CLOCK


def days_meant(
    doc: Doc, mention: DateMention, near: Sequence[DateMention]
) -> tuple[date, date] | None:
    """First and last day of a time expression with those joined to it; None for durations.

    ``near`` are the expressions around it. A limit ("by the end of June") is its last day.
    """
    if mention.first is None or mention.last is None:
        return None
    if mention.run is not None and not is_moved(doc, mention):
        return mention.run
    if mention.mod == "END" and (word_before(doc, mention) in BY | UNTIL or _is_at(doc, mention)):
        return mention.last, mention.last
    partner = _partner(doc, mention, near)
    if partner is not None and partner.last is not None and partner.last >= mention.last:
        return mention.first, partner.last
    return mention.first, mention.last


def _is_at(doc: Doc, mention: DateMention) -> bool:
    before = [t.lower_ for t in doc[max(0, mention.tokens[0] - 2) : mention.tokens[0]]]
    return "at" in before


def _partner(doc: Doc, mention: DateMention, near: Sequence[DateMention]) -> DateMention | None:
    for other in near:
        if other.first is None or "TIME" in {mention.timex.type, other.timex.type}:
            continue
        if not 0 <= other.tokens[0] - mention.tokens[1] <= 2:
            continue
        between = {t.lower_ for t in doc[mention.tokens[1] : other.tokens[0]]}
        if between & _JOINTS and between <= _JOINTS | {"on"} and not is_moved(doc, mention):
            return other
    return None


def is_counted(doc: Doc, mention: DateMention, near: Sequence[DateMention]) -> bool:
    """Whether an earlier expression already runs up to this one."""
    for other in near:
        if other.first is None or other.tokens[0] >= mention.tokens[0]:
            continue
        if other.run is not None and mention.run == other.run and not is_moved(doc, mention):
            return True
        if _partner(doc, other, (mention,)) is not None:
            return True
    return False


def is_moved(doc: Doc, mention: DateMention) -> bool:
    """ "moved from Monday to Friday" are two days of one thing, no stretch."""
    verb = clause_head(root_of(doc, mention.tokens))
    return verb is not None and _moves(verb)


def _moves(verb: Token) -> bool:
    return bool(governor_name(verb) & {"postponed", "moved"}) or verb.lemma_ == "extend"


def moving_verb(attachment: Attachment) -> Token | None:
    """The verb that moves the thing of a day to another one, if there is one."""
    verb = attachment.verb
    for _ in range(3):
        if verb is None:
            return None
        if _moves(verb):
            return verb
        if verb.dep_ not in {"acl", "relcl"}:
            return None
        verb = clause_head(verb.head)
    return None


def is_replaced(attachment: Attachment, mention: DateMention, near: Sequence[DateMention]) -> bool:
    """The old day of something that the same sentence moves to another."""
    if _exchanged(attachment.root.doc, mention):
        return True
    verb = moving_verb(attachment)
    if verb is None:
        return False
    if attachment.word == "from" and verb.lemma_ not in {"extend", "run"}:
        return True
    if attachment.word == "from" or attachment.verb is None or attachment.verb.i != verb.i:
        return any(_is_target(verb, other) for other in near if other is not mention)
    return False


def _exchanged(doc: Doc, mention: DateMention) -> bool:
    """ "by Aug. 18 instead of Aug. 10", "on Friday rather than Monday": the day given up."""
    first = mention.tokens[0]
    before = table(doc).lower[max(0, first - 4) : first]
    while before and before[-1] in {"on", "by", "the", "from", "in"}:
        before.pop()
    return before[-2:] in (["instead", "of"], ["rather", "than"])


def _is_target(verb: Token, other: DateMention) -> bool:
    doc = verb.doc
    if other.first is None or abs(other.tokens[0] - verb.i) > _NEAR:
        return False
    if word_before(doc, other) not in {"to", "until", "till", "for"}:
        return False
    head = clause_head(root_of(doc, other.tokens))
    return head is not None and head.i == verb.i


def old_day(
    doc: Doc, attachment: Attachment, mention: DateMention, near: Sequence[DateMention]
) -> date | None:
    """The day that stood before, where the sentence moves its thing to this one."""
    for other in near:
        if not 0 <= other.tokens[0] - mention.tokens[1] <= _APART:
            continue
        if other.first not in {None, mention.first} and _exchanged(doc, other):
            return other.first
    verb = moving_verb(attachment)
    if verb is None or attachment.verb is None or attachment.verb.i != verb.i:
        return None
    for other in near:
        if other is mention or other.first is None or abs(other.tokens[0] - verb.i) > _NEAR:
            continue
        root = root_of(doc, other.tokens)
        if not any(node.i == verb.i for node in climb(root)):
            continue
        head = clause_head(root)
        first = head is not None and head.i != verb.i and head.dep_ in {"acl", "relcl"}
        if word_before(doc, other) == "from" or first:
            return other.first if other.first != mention.first else None
    return None
