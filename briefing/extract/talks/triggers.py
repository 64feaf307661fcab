"""Words that tell of a meeting, told from their look-alikes; the inventory is ``triggers.toml``."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from spacy.tokens import Doc, Token

from briefing.extract.events.inventory import (
    REMOTE,
    Inventory,
    Sort,
    Trigger,
    inventory,
    is_official,
    is_party,
    is_remote,
    is_soft,
)
from briefing.extract.grammar.syntax import children, objects, readable, subjects
from briefing.extract.grammar.token_table import Tokens, table
from briefing.extract.talks.verbs import verb_trigger

_OF_TWO = frozenset({"audience", "encounter", "conversation", "exchange", "huddle"})
_WEAK = frozenset({"gathering", "dialogue", "forum"})
_COURTS = frozenset({"court", "judge", "magistrate", "tribunal", "committee", "panel"})
_AWAITED = frozenset({"due", "expected"})
_BEING = frozenset({"be"})
_HEARING = frozenset({"hearing"})
_CLIMBING = frozenset("reach climb scale ascend conquer near".split())  # of a mountain
_PAYING = frozenset({"pay", "make"})
_COMING = frozenset({"return", "come", "go", "sit", "get", "be"})
_BODY_WORDS = frozenset("court centre center board council commission committee office".split())
_IN_A_ROW = frozenset({"straight", "consecutive", "successive", "running"})
_NUMBERING = frozenset(
    {"next", "last", "latest", "previous", "new", "the", "earlier", "further", "final"}
)


def find_triggers(doc: Doc, located: Collection[int]) -> list[Trigger]:
    """Every word of the article that tells of a meeting, in text order.

    ``located`` are the tokens of place names that the gazetteer knows.
    """
    if is_soft(doc):
        return []
    tokens, legible, words = table(doc), readable(doc), inventory()
    rows = (row for row in _eligible(tokens, _opening_words()) if legible[row])
    triggers = (_trigger(doc, tokens, row, located, words) for row in rows)
    return [trigger for trigger in triggers if trigger is not None]


def _eligible(tokens: Tokens, words: frozenset[str]) -> list[int]:
    """Rows whose word or lemma is one of ``words``: few of an article's, found fast."""
    return [
        row
        for row, (word, lemma) in enumerate(zip(tokens.lower, tokens.lemma, strict=True))
        if word in words or (lemma != word and lemma.lower() in words)
    ]


@cache
def _opening_words() -> frozenset[str]:
    """Every word that ``_trigger`` asks for: the sets of its branches, in their order."""
    words = inventory()
    own = words.nouns | _AWAITED | _BEING | _HEARING | words.verbs.keys()
    return own | words.takes_up | words.ellipses


def _trigger(
    doc: Doc, tokens: Tokens, row: int, located: Collection[int], words: Inventory
) -> Trigger | None:
    trigger: Trigger | None = None
    if tokens.pos[row] in {"NOUN", "PROPN"}:
        if tokens.lower[row] in words.nouns or tokens.lemma[row].lower() in words.nouns:
            trigger = _noun(doc[row], located)
    elif tokens.lower[row] in _AWAITED:
        trigger = _due_in(doc[row], located)
    elif tokens.lemma[row] in _BEING and tokens.dep[row] not in {"aux", "auxpass"}:
        trigger = _is_in(doc[row], located)
    elif tokens.lower[row] in _HEARING and _is_named_hearing(doc[row]):
        trigger = Trigger(row, "hearing", "hearing", False, False)
    elif tokens.pos[row] == "VERB" and tokens.lemma[row].lower() in words.verbs:
        trigger = verb_trigger(doc[row], located)
    if trigger is None and (
        tokens.lemma[row] in words.takes_up or tokens.lower[row] in words.ellipses
    ):
        trigger = _anaphor(doc[row])
    return trigger


def _anaphor(token: Token) -> Trigger | None:
    words = inventory()
    if token.pos_ == "VERB" and token.lemma_ in words.takes_up:
        who = subjects(token)
        if any(t.lower_ == "it" and _leads(t) for t in who):
            return Trigger(token.i, "talks", "talks", True, False, False, True)
        people = bool(who) and all(is_party(t) for t in who)
        alone = not children(token, "dobj", "xcomp", "ccomp")
        if people and token.lemma_ in words.continues - {"continue"} and alone:
            return Trigger(token.i, "talks", "talks", True, False, False, True)
    bare = token.dep_ in {"nsubj", "nsubjpass"} and token.lower_ in words.ellipses
    if bare and token.pos_ != "VERB" and _is_event(token.head):
        return Trigger(token.i, "round", "talks", False, False, False, True)
    return None


def _due_in(token: Token, located: Collection[int]) -> Trigger | None:
    """ "He is due in Paris on Friday", "A delegation is expected in Delhi"."""
    passive = bool(children(token, "nsubjpass"))
    if children(token, "xcomp"):
        return None  # "In Riga, she is expected to sign": where she is, and not to come
    goals = objects(token, "in", "at") + ([] if passive else objects(token.head, "in", "at"))
    # "In Georgia, the governor is expected on Tuesday to sign it": where it is told of
    there = any(t.i in located and t.i > token.i for t in goals)
    adjective = token.dep_ in {"acomp", "attr"}
    if there and (adjective or passive) and any(is_party(t) for t in subjects(token)):
        return Trigger(token.i, "visit", "visit", True, False)
    return None


def _is_in(token: Token, located: Collection[int]) -> Trigger | None:
    """ "The premier was in Ankara on Monday": a visit, where a day says so."""
    who = subjects(token)
    if children(token, "acomp", "attr", "oprd") or len(who) != 1:
        return None
    somebody = is_official(who[0]) or who[0].ent_type_ == "PERSON" or who[0].lower_ in {"he", "she"}
    dated = any(t.ent_type_ == "DATE" for t in objects(token, "on"))
    if somebody and dated and any(t.i in located for t in objects(token, "in")):
        return Trigger(token.i, "visit", "visit", True, False)
    return None


def _leads(pronoun: Token) -> bool:
    """Whether no noun of the same sentence stands before a pronoun that it could mean."""
    for token in reversed(list(pronoun.doc[max(0, pronoun.i - 30) : pronoun.i + 1])):
        if token.i < pronoun.i and token.pos_ in {"NOUN", "PROPN"}:
            return False
        if token.is_sent_start:
            return True
    return False


def _is_event(verb: Token) -> bool:
    words = inventory()
    return verb.lemma_ in words.happens or verb.lemma_ in {"hold", "schedule", "plan", "expect"}


def _noun(token: Token, located: Collection[int]) -> Trigger | None:
    words = inventory()
    lemma = token.lemma_.lower()
    lower = token.lower_
    if lower == "talks":
        lemma = "talk"
    if lemma == "hour" and _sat_through(token):
        return Trigger(token.i, "talks", "talks", False, False)
    if lower == "table" and _left(token) in {"negotiating", "bargaining"}:
        back = token.head.lower_ == "to" and token.head.head.lemma_ in _COMING
        if not back and token.head.lower_ not in {"at", "around"}:
            return None  # "first on the table", "bring them to the table"
        return Trigger(token.i, "talks", "talks", False, True)
    if lower == "arguments" and _left(token) == "oral":
        return Trigger(token.i, "oral arguments", "hearing", False, False)
    if lower == "talks" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "like":
        return None  # "talks like a winner": a verb that the parser takes for a noun
    if lemma == "summit" and token.dep_ == "dobj" and token.head.lemma_ in _CLIMBING:
        return None
    if (
        _is_of_a_trip_called_off(token)
        or _is_modifier(token)
        or _guarded(token, lemma)
        or _is_body(token)
    ):
        return None
    plural = token.tag_ in {"NNS", "NNPS"} or (lower.endswith("s") and lemma != lower)
    if (lemma in words.plural and plural) or lemma in words.strong:
        sort: Sort = "hearing" if lemma == "proceeding" else "talks"
        return Trigger(token.i, lower, sort, False, True, is_remote(token))
    if lemma in words.call:
        return _call(token, located)
    if lemma in words.visit:
        return _visit(token, located)
    formal = _left(token) in {"working", "official", "state", "private"}
    shared = objects(token, "with") + objects(token.head, "with")
    if lemma in words.meal and (formal or any(is_party(t) for t in shared)):
        return Trigger(token.i, lower, "meeting", False, False)
    if lemma in words.medium:
        return _medium(token, lemma, located)
    return None


def _is_modifier(token: Token) -> bool:
    """ "conference room", "session musician": the head is another thing, unless it is a meeting."""
    if token.dep_ not in {"compound", "nmod", "amod", "npadvmod"} or token.head.i <= token.i:
        return False
    return token.head.pos_ in {"NOUN", "PROPN", "ADJ"}


def _is_of_a_trip_called_off(token: Token) -> bool:
    """ "cancelled a trip to the spring meetings": they go on, without whoever stays away."""
    trip = token.head.head if token.dep_ == "pobj" and token.head.lower_ in {"to", "for"} else None
    governors, words = inventory().governors, inventory().visit
    off = governors["cancelled"] | governors["postponed"]
    return trip is not None and trip.lemma_.lower() in words and trip.head.lemma_ in off


def _is_body(token: Token) -> bool:
    """ "the Permanent Court of Arbitration", "the Committee on Hearings"."""
    of = token.dep_ == "pobj" and token.head.head.pos_ == "PROPN"
    return of and token.text[0].isupper() and token.head.head.lower_ in _BODY_WORDS


def _guarded(token: Token, lemma: str) -> bool:
    guards = inventory().guards.get(lemma, frozenset())
    if _left(token) in guards:
        return True
    return any(c.lower_ in guards for c in children(token, "compound", "amod", "nmod"))


def _left(token: Token) -> str:
    return token.nbor(-1).lower_ if token.i else ""


def _medium(token: Token, lemma: str, located: Collection[int]) -> Trigger | None:
    words = inventory()
    given = token.dep_ == "dobj" and token.head.lemma_ in {"grant", "give"}
    if lemma in _OF_TWO and not objects(token, "with", "between") and not given:
        return None
    if lemma in _WEAK and not _says_who_or_where(token, located):
        return None
    if lemma == "briefing" and token.dep_ == "dobj" and token.head.lemma_ == "tell":
        return None  # "told a briefing on Monday": the press
    if lemma == "appearance" and not _in_court(token):
        return None
    if lemma in words.of_only:
        topics = objects(token, "of")
        if topics and not any(t.lemma_.lower() in words.topics for t in topics):
            people = any(is_party(t) for t in topics)
            if lemma != "session" or not people:
                return None
        if lemma in {"exchange", "series"} and not topics:
            return None
        if lemma == "round" and not topics and not _is_numbered(token) and not _sited(token):
            return None
        if lemma == "round" and token.tag_ == "NNS" and token.head.lemma_ in {"make", "do"}:
            return None  # "made the rounds on television shows"
    if lemma == "round" and _is_of_money(token):
        return None
    if token.text == "Assembly" and token.doc[token.i + 1 : token.i + 2].text == "of":
        return None  # "voted for the Assembly of Elders": a house, which is not said to sit
    if lemma == "session" and any(c.lower_ in _IN_A_ROW for c in token.lefts):
        return None  # "rose for a third straight session"
    if token.text == "Forum" and not any(c.dep_ != "det" for c in token.children):
        return None  # "at the Forum in Riga": a house of that name
    if lemma == "congress" and not _is_convention(token):
        return None
    if lemma == "assembly" and any(c.ent_type_ == "GPE" for c in children(token, "compound")):
        return None  # "lawmakers in the California assembly"
    if lemma in words.bodies and (_acts(token) or token.dep_ in {"poss", "agent"}):
        return None
    bare = token.tag_ == "NNS" and not list(token.lefts) and lemma != "round"
    dated = any(t.ent_type_ == "DATE" for t in objects(token, "on", "in"))
    if bare and not dated and token.head.lemma_ not in {"hold", "resume", "begin"}:
        return None
    sort: Sort = "meeting"
    if lemma in {"hearing", "inquiry", "inquest", "trial", "appearance"}:
        sort = "hearing"
    elif lemma == "round":
        sort = "talks"
    if lemma in {"trial", "inquiry", "inquest"} and not _sits(token):
        return None
    if any(t.lemma_.lower() in words.audiences for t in objects(token, "with", "for")):
        return None
    return Trigger(token.i, token.lower_, sort, False, False, is_remote(token))


def _is_of_money(round_: Token) -> bool:
    """ "a $1 billion round", "its Series A round"."""
    before = round_.doc[round_.left_edge.i : round_.i]
    led = round_.dep_ == "dobj" and round_.head.lemma_ in {"lead", "raise", "close"}
    if led and not objects(round_, "of"):
        return True  # "Harbour Capital led Norvik's round"
    return any(t.ent_type_ == "MONEY" or t.text in {"$", "€", "£", "Series"} for t in before)


def _is_convention(congress: Token) -> bool:
    """ "the party congress", "a congress of surgeons", not "outside congress"."""
    if congress.text == "Congress" and congress.pos_ == "PROPN":
        return False
    return bool(children(congress, "compound", "amod", "poss", "nmod") or objects(congress, "of"))


def _says_who_or_where(token: Token, located: Collection[int]) -> bool:
    """Whether words that may mean many things stand with people or a place."""
    near = [
        *objects(token, "with", "between", "of", "in", "at", "near", "outside"),
        *children(token, "poss", "compound"),
    ]
    return any(is_party(t) or t.i in located for t in near)


def _in_court(token: Token) -> bool:
    """ "made his first court appearance", "an appearance before the committee"."""
    near = [*children(token, "compound"), *objects(token, "before", "in")]
    return any(t.lemma_.lower() in _COURTS for t in near)


def _is_named_hearing(token: Token) -> bool:
    """ "told a Senate hearing": the parser takes the noun for a verb after the name of a body."""
    if token.i < 2 or token.pos_ != "VERB":
        return False
    before = token.doc[token.i - 1]
    return before.pos_ == "PROPN" and before.left_edge.pos_ == "DET"


def _sat_through(hours: Token) -> bool:
    """ "The four hours in Brussels produced nothing"."""
    the = any(c.lower_ == "the" for c in hours.lefts)
    return the and hours.dep_ in {"nsubj", "nsubjpass"} and _sited(hours)


def _sited(token: Token) -> bool:
    return any(c.lower_ == "in" for c in children(token, "prep"))


def _is_numbered(token: Token) -> bool:
    near = [*token.lefts, token.nbor(-1)] if token.i else []
    return any(c.ent_type_ == "ORDINAL" or c.dep_ == "poss" or c.lower_ in _NUMBERING for c in near)


def _acts(token: Token) -> bool:
    """ "Congress will hold a debate": a body by the name of a meeting does something."""
    return token.dep_ == "nsubj" and token.head.lemma_ not in inventory().happens


def _sits(token: Token) -> bool:
    """ "The inquest resumed", "The trial opened", "on the first day of the trial"."""
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ == "day":
        return True
    verbs = [*children(token, "relcl", "acl"), token.head]
    if token.lemma_.lower() == "trial":  # one to come is a date in court, not yet a sitting
        opened = {"open", "begin", "start", "adjourn", "resume"}
        return any(verb.lemma_ in opened and verb.tag_ == "VBD" for verb in verbs)
    return any(verb.lemma_ in {"sit", "convene", "adjourn", "resume"} for verb in verbs)


def _call(token: Token, located: Collection[int]) -> Trigger | None:
    words = inventory()
    partners = objects(token, "with", "between")
    if any(t.lemma_.lower() in words.audiences for t in partners):
        return None
    if token.dep_ == "dobj" and token.head.lemma_ in {"record", "tape", "air", "hear", "play"}:
        return None
    by_wire = any(c.lower_ in REMOTE for c in children(token, "compound", "amod", "nmod"))
    held = token.dep_ == "dobj" and token.head.lemma_ == "hold"
    if token.lemma_ == "call" and objects(token, "for") and not (by_wire or partners):
        return None  # "joined him in the call for prayers"
    during = token.dep_ == "pobj" and token.head.lower_ in {"in", "during", "after"}
    held = held or (during and token.lemma_ != "conversation")
    seats = [t for word in (token, *objects(token, "in")) for t in objects(word, "in", "at")]
    if token.lemma_ == "conversation" and not by_wire and any(t.i in located for t in seats):
        return Trigger(token.i, token.lower_, "meeting", False, False)
    dated = any(c.ent_type_ == "DATE" for c in children(token, "compound", "nmod"))
    held = held or (dated and any(c.ent_type_ == "PERSON" for c in children(token, "poss")))
    if by_wire or held or any(is_party(t) for t in partners):
        return Trigger(token.i, token.lower_, "call", False, True, True)
    return None


def _visit(token: Token, located: Collection[int]) -> Trigger | None:
    there = objects(token, "to", "of", "by", "from")
    if token.dep_ == "dobj" and token.head.lemma_ in _PAYING:  # "paid a visit on Friday to Lima"
        there += objects(token.head, "to")
    if any(t.i in located or is_party(t) for t in there):
        return Trigger(token.i, token.lower_, "visit", False, False)
    owners = children(token, "poss", "amod", "compound")
    if any(is_party(t) or t.lower_ in {"official", "state", "his", "her", "day"} for t in owners):
        return Trigger(token.i, "visit", "visit", False, False)
    governors = inventory().governors
    if token.head.lemma_ in governors["cancelled"] | governors["postponed"]:
        return Trigger(token.i, token.lower_, "visit", False, False)
    return None
