"""Which word of a sentence a date or a place belongs to, as a cost: 0 is certain, None is never.

A parser hangs prepositional phrases on the wrong noun about one time in ten, so that a phrase in
the same clause still counts, only at a higher cost.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.events.inventory import TRAVEL, inventory
from briefing.extract.grammar.syntax import VERBAL, below, clause_head, climb
from briefing.extract.grammar.tense import said_before
from briefing.extract.grammar.tense_words import IMPLICATIVE, SAYING
from briefing.extract.grammar.token_table import table
from briefing.extract.places.countries import nation_of
from briefing.extract.word_lists import word_lists

REPORTING = SAYING
SCHEDULING = frozenset(
    "plan schedule set hold due expect arrange slate book fix propose begin start open convene "
    "run last end conclude follow take".split()
) | frozenset({"resume", "restart", "reconvene", "reopen"})
_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "around", "on", "across"})
_GOAL = frozenset({"to", "into", "for", "in"})
_VENUE = word_lists("meeting_words")["venue"]
_COURTS = frozenset({"court", "tribunal", "magistrates"})
_DAY_WORD = re.compile(
    r"[A-Za-z]{3,}day|today|tonight|tomorrow|yesterday|[A-Z][a-z]{2,8}\.? \d", re.A
)
# "said on Monday after a meeting in Paris": the day is that of the meeting, too.
_OCCASION = frozenset({"after", "at", "during", "following", "in"})
_SEATED = frozenset({"base", "locate", "headquarter", "bear", "register", "situate"})
_RECORDS = frozenset("recording transcript wiretap video footage tape account failure".split())
_ABOUT = frozenset({"on", "about", "over", "regarding"})
_STANCES = frozenset(
    "position stance view statement decision announcement detail comment report doubt".split()
)
_OTHER_TIME = frozenset({"before", "after", "since", "until", "following"})
_IN_A_ROW = frozenset({"follow", "precede"})
_SET_FOR = frozenset("set schedule plan fix book slate arrange".split())
_APPOINTED = frozenset("due set expected scheduled slated planned plans".split())
_MOVED = frozenset({"from", "to", "until", "till", "for"})
_BIDDING = frozenset({"welcome", "invite", "summon"})  # to where the meeting then is
_LOOSE = 9  # tokens over which a place that hangs on another noun may still be the meeting's
FAR = 7  # cost from which a day or a place is too far off to be the meeting's


def is_day(mention: DateMention) -> bool:
    """Whether an expression names days of its own (not "now", "at 2 a.m." or "every Monday")."""
    timex = mention.timex
    if mention.first is None or mention.last is None or timex.type == "SET":
        return False
    if timex.type == "TIME" and not _DAY_WORD.search(timex.text):
        return False
    return not (timex.value or "").endswith("_REF")


def root_of(doc: Doc, tokens: tuple[int, int]) -> Token:
    """The token of a range whose head lies outside of it."""
    columns = table(doc)
    first, stop = tokens
    while first + 1 < stop and columns.dep[first] == "det":
        first += 1
    for row in range(first, stop):
        head = columns.head[row]
        if not first <= head < stop or head == row:
            return doc[row]
    return doc[first]


def date_cost(word: Token, verbal: bool, mention: DateMention) -> int | None:
    """How far a time expression stands from an event word of the same sentence."""
    tokens = mention.tokens
    root = root_of(word.doc, tokens)
    if verbal and tokens[0] <= word.head.i < tokens[1] and word.dep_ in {"relcl", "acl", "advcl"}:
        return 0
    if _is_label(word, root) or (not verbal and is_on_record(word)):
        return None
    said = said_before(word.doc, tokens[0]) or upper_clause(root)
    if said is not None:
        own = clause_head(word)
        beside = own is not None and own.i == said.i and not _is_aloof(word, said, tokens[0])
        return 2 if beside else None
    cost = _cost(word, verbal, root, tokens[0])
    return (
        None
        if cost is not None
        and cost > 1
        and mention.precision == "year"
        and mention.direction == "past"
        else cost
    )


def _is_label(word: Token, root: Token) -> bool:
    """ "ended before the Feb. 15 deadline": a day that belongs to another noun."""
    if root.dep_ not in {"poss", "compound", "nmod", "amod"} or root.head.i == word.i:
        return False
    if root.head.dep_ in {"poss", "compound", "nmod"} and root.head.head.i == word.i:
        return False  # "the June 3 ministers' meeting"
    return root.head.pos_ in {"NOUN", "PROPN"} and not below(word, root.head)


def upper_clause(root: Token) -> Token | None:
    """ "will begin next month after deaths were linked to it": the day stands before "after".

    The verb over such a clause, where the parser gave the day to the clause behind it.
    """
    clause = clause_head(root)
    if clause is None or clause.dep_ != "advcl" or root.i > clause.i:
        return None
    if any(c.dep_ == "mark" and c.i > root.i for c in clause.lefts):
        return clause_head(clause.head)
    return None


def _cost(word: Token, verbal: bool, root: Token, position: int) -> int | None:
    inside = _inside(word, root)
    if inside is not None:
        return inside
    clause, own = clause_head(root), clause_head(word)
    if clause is not None and clause.dep_ == "acl" and clause.lemma_ in inventory().aloof:
        return None
    if clause is None or own is None:
        return _verbless(word, root)
    if own.i == clause.i:
        if verbal:
            return 1
        if _is_aside_of_subject(word, own):
            return None
        if word.dep_ == "appos" or is_ahead(word) or is_on_record(word):
            return None
        return None if _is_aloof(word, own, position) else 2
    if own.dep_ in {"advcl", "relcl"} and own.head.i == clause.i and _when(own):
        return 2 if verbal else 3
    if clause.dep_ in {"relcl", "acl"} and below(clause.head, word) and not verbal:
        return 2 if clause.head.i == word.i and clause.lemma_ not in _SEATED else None
    if clause.dep_ == "conj" and clause.head.i == own.i and _shares(word, own, clause):
        return 3
    if clause.dep_ == "xcomp" and clause.head.i == own.i and position > word.i:
        return 3
    if clause.dep_ == "advcl" and clause.head.i == own.i and _as_planned(clause):
        return 3
    over = own.dep_ == "xcomp" and own.head.i == clause.i
    if over and (_is_appointed(clause) or (clause.lemma_ in IMPLICATIVE and position < own.i)):
        return 3
    if _lower(own, clause) and position > own.i and not _verb_between(own, position):
        return 4
    return None


def _is_aside_of_subject(word: Token, verb: Token) -> bool:
    """ "Lind, in Oslo for a summit, will go home on Friday": the day is that of going home."""
    aside = False
    for node in climb(word):
        if node.dep_ in {"nsubj", "nsubjpass"} and node.head.i == verb.i:
            return aside
        if node.i == verb.i:
            return False
        aside = aside or (node.dep_ == "prep" and node.lower_ in {"for", "in", "at"})
    return False


def _is_appointed(verb: Token) -> bool:
    """ "On Friday she is due to meet them": the day of what is due, not of its being due."""
    finite = verb.tag_ in {"VBZ", "VBP"} or any(
        c.tag_ in {"VBZ", "VBP"} for c in verb.children if c.dep_ in {"aux", "auxpass", "cop"}
    )
    due = any(c.lower_ in _APPOINTED for c in verb.children if c.dep_ in {"acomp", "attr"})
    return finite and (due or verb.lower_ in _APPOINTED)


def is_on_record(word: Token) -> bool:
    """ "released a recording of a call between them": the day is that of the release."""
    if word.dep_ != "pobj":
        return False
    over = word.head.head.lemma_.lower()
    if word.head.lower_ in _ABOUT:  # "will announce its position on the talks on Saturday"
        return over in _STANCES
    return word.head.lower_ == "of" and over in _RECORDS


def is_ahead(word: Token) -> bool:
    """ "rose on Thursday ahead of a meeting": not yet on the day of the rise."""
    for node in climb(word):
        if node.lower_ == "ahead":
            return True
        if node.pos_ in VERBAL:
            return False
    return False


def _shares(word: Token, own: Token, other: Token) -> bool:
    """ "The talks began on Saturday and ended on Tuesday": one subject, two verbs."""
    if word.head.i != own.i or word.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    joined = any(c.dep_ == "cc" for c in own.children)
    return joined and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in other.lefts)


def _as_planned(verb: Token) -> bool:
    """ "will go ahead as planned on Monday"."""
    marks = {c.lower_ for c in verb.lefts}
    return "as" in marks and verb.lemma_ in {"plan", "schedule", "expect", "arrange", "agree"}


def _is_aloof(word: Token, verb: Token, position: int) -> bool:
    """ "In Bogota, a senator called the talks a farce": the place is that of the calling."""
    if word.dep_ not in {"dobj", "nsubj", "nsubjpass", "pobj", "appos"}:
        return False
    if word.dep_ == "pobj" and word.head.lower_ in _OCCASION:
        return False
    if word.dep_ == "nsubjpass" and verb.lemma_ == "call":
        return False  # "A special meeting has been called for April"
    if word.dep_ == "nsubjpass" and verb.lemma_ in _called_off() and verb.i < position:
        # "was postponed on Tuesday": the day on which that was done
        return table(word.doc).lower[position - 1] not in _MOVED
    if word.i < position < verb.i and word.dep_ in {"nsubj", "nsubjpass"}:
        return False
    agent = word.dep_ == "pobj" and word.head.dep_ == "agent"
    if (word.dep_ == "dobj" or agent) and position > word.i and verb.lemma_ in _IN_A_ROW:
        return False
    if verb.lemma_ in SAYING:
        return True
    lemma = verb.lemma_
    return lemma in inventory().aloof or (position < word.i and lemma in inventory().announces)


def _called_off() -> frozenset[str]:
    governors = inventory().governors
    return governors["cancelled"] | governors["postponed"]


def _inside(word: Token, root: Token) -> int | None:
    """The cost of reaching the word by climbing, if nothing but nouns or a plan lies between."""
    cost = 0
    for node in climb(root):
        if node.i == word.i:
            return cost
        if node.i == root.i:
            continue
        if node.pos_ in VERBAL:
            if node.lemma_ in SCHEDULING and node.dep_ in {"acl", "relcl", "xcomp"}:
                continue
            if node.lemma_ == "be" and node.dep_ == "relcl" and _is_due(node):
                continue
            return None
        if node.lower_ in _OTHER_TIME and node.dep_ == "prep" and node.i != root.head.i:
            return None  # "their last meeting before the vote on Friday"
        if node.dep_ in {"pobj", "dobj", "conj", "appos"} and node.pos_ in {"NOUN", "PROPN"}:
            cost = min(cost + 1, 1)
    return None


def _is_due(verb: Token) -> bool:
    """ "talks that had been due to start in Muscat on Wednesday"."""
    return any(c.lower_ in {"due", "set", "supposed"} for c in verb.rights)


def _verbless(word: Token, root: Token) -> int | None:
    top = list(climb(root))[-1]
    return 3 if list(climb(word))[-1].i == top.i else None


def _when(verb: Token) -> bool:
    return any(child.lower_ in {"when", "as", "where"} for child in verb.lefts)


def _lower(verb: Token, upper: Token) -> bool:
    """Whether ``verb`` hangs on ``upper`` as a complement or a purpose, at some depth."""
    for node in climb(verb):
        if node.i == upper.i:
            return True
        if node.dep_ not in {"xcomp", "ccomp", "advcl", "conj", "acl", "pcomp", "prep", "dobj"}:
            return False
    return False


def _verb_between(verb: Token, position: int) -> bool:
    between = table(verb.doc).pos[verb.i + 1 : position]
    return len(between) > 40 or "VERB" in between


def place_cost(word: Token, verbal: bool, goal: bool, tokens: tuple[int, int]) -> int | None:
    """How far a place name stands from a meeting word, if it can say where the meeting is.

    ``goal`` is True for visits, whose place follows "to".
    """
    doc = word.doc
    root = root_of(doc, tokens)
    if root.head.i == word.i:
        if root.dep_ == "poss" and not goal and nation_of(root.text) is not None:
            return None  # "Chad's talks with Peru": one of those who meet
        if root.dep_ in {"compound", "nmod", "amod", "poss"}:
            return 0
        if root.dep_ == "dobj" and goal:
            return 0
    if tokens[0] <= word.head.i < tokens[1] and word.dep_ == "relcl" and _when(word):
        return 0
    hook = _hook(root)
    if hook is None:
        return None
    verb = clause_head(word)
    goal = goal or (verb is not None and verb.lemma_ in TRAVEL | _BIDDING)
    set_for = hook.lower_ == "for" and hook.head.lemma_ in _SET_FOR
    in_court = not _COURTS.isdisjoint(table(doc).lower[tokens[1] : tokens[1] + 3])
    if in_court and hook.lower_ == "before":  # "appeared before a Durban high court judge"
        return _place_from(word, verbal, hook)
    if hook.lower_ in _LOCATIVE or set_for or (goal and hook.lower_ in _GOAL):
        return _place_from(word, verbal, hook)
    return None


def _hook(root: Token) -> Token | None:
    """The preposition that says how a place takes part, past "the city of ..." and appositions."""
    for node in climb(root):
        if node.dep_ in {"pobj", "pcomp"} and node.head.pos_ in {"ADP", "SCONJ"}:
            prep = node.head
            if prep.lower_ == "of" and prep.head.lemma_.lower() in _VENUE:
                continue
            return prep
        if node.i != root.i and node.pos_ in VERBAL:
            return None
        if node.dep_ not in {"appos", "conj", "compound", "prep", "nmod", "poss"}:
            return None
        if node.dep_ == "compound" and node.head.head.lower_ == "on":
            return None  # "a briefing on the Orlando massacre"
        if node.dep_ == "poss" and node.head.lemma_.lower() not in _VENUE:
            return None  # "in Ankara's bid to join"
        if node.dep_ == "prep" and node.lower_ != "of":
            return None
    return None


def _place_from(word: Token, verbal: bool, hook: Token) -> int | None:
    holder = hook.head
    if holder.i == word.i:
        return 0
    if holder.lemma_ in _SEATED or _is_partner(holder) or _stays_away(holder):
        return None
    extra = 0
    if holder.pos_ in {"NOUN", "PROPN"} and holder.lemma_.lower() not in _VENUE:
        extra = 0 if holder.ent_type_ in {"DATE", "TIME"} else 1
        if _in_subject(holder, word):
            return None
    own = clause_head(word)
    if own is not None and own.i > hook.i and own.dep_ == "advcl" and _goes_on_meanwhile(own):
        return None
    cost = _cost(word, verbal, holder, hook.i)
    if cost is None or (extra and cost > 1 and abs(hook.i - word.i) > _LOOSE):
        return None
    return cost + extra


def _stays_away(holder: Token) -> bool:
    """ "cancelled a trip to remain in Oslo": where somebody is in place of the meeting."""
    return holder.lemma_ in {"remain", "stay"} and holder.tag_ == "VB" and holder.dep_ != "ROOT"


def _goes_on_meanwhile(clause: Token) -> bool:
    """ "In Quito, she urged calm as talks go on": the place is that of the urging."""
    return any(c.dep_ == "mark" and c.lower_ == "as" for c in clause.lefts)


def _is_partner(holder: Token) -> bool:
    """ "talks between belligerents in Syria": where they are from, not where they meet."""
    between = holder.dep_ in {"pobj", "conj"} and any(
        node.dep_ == "prep" and node.lower_ in {"between", "among"}
        for node in list(climb(holder))[:4]
    )
    return between and holder.pos_ == "NOUN" and holder.lemma_.lower() not in _VENUE


def _in_subject(holder: Token, word: Token) -> bool:
    """ "Officials in Bern met": the place of a subject that is not the meeting itself."""
    for node in climb(holder):
        if node.i == word.i:
            return False
        if node.dep_ in {"nsubj", "nsubjpass"}:
            return True
        if node.pos_ in VERBAL:
            return False
    return False
