"""What a sentence says of an event: that it happened, will, may, will not, or is only wished."""

from __future__ import annotations

from collections.abc import Set

from msgspec import Struct
from spacy.tokens import Token

from briefing.extract.events.inventory import TRAVEL, inventory
from briefing.extract.events.verb_marks import (
    FORMERLY,
    PERHAPS_WORDS,
    TAKES_PLACE,
    is_faltering,
    is_of_the_past,
    relative_clauses,
    verb_marks,
)
from briefing.extract.grammar.syntax import VERBAL, children, clause_head, climb
from briefing.extract.grammar.token_memory import once_a_token
from briefing.extract.grammar.token_table import table
from briefing.extract.grammar.verb_tense import Direction, verb_tense

_PARTICLES = {
    ("call", "off"): "cancelled",
    ("put", "off"): "postponed",
    ("push", "back"): "postponed",
    ("put", "back"): "postponed",
    ("move", "back"): "postponed",
    ("bring", "forward"): "moved",
    ("break", "off"): "ended",
    ("break", "up"): "ended",
    ("wind", "up"): "ended",
    ("wrap", "up"): "ended",
    ("rule", "out"): "refused",
    ("turn", "down"): "refused",
    ("pull", "out"): "refused",
    ("kick", "off"): "opened",
    ("get", "under"): "opened",
}
# "hoping" has the lemma "hop" by the lemmatizer.
_WISH_FOR = frozenset("call ask appeal press push plead beg lobby hope hop wait argue look".split())
_INVITING = frozenset({"invite", "ask"})
_STAYING = frozenset({"be", "remain", "stay", "keep", "leave"})
# A meeting after one of these is the occasion of what its clause denies or wishes, not its object.
_BESIDE = frozenset("after at during in following before on since amid ahead over through".split())
_ABOUT = frozenset({"about", "regarding", "concerning"})
# "did not attend Friday's meeting": it took place all the same.
_ATTENDING = frozenset("attend join miss skip boycott enter leave visit address".split())
_OF_NOUN = {
    "cancellation": "cancelled",
    "postponement": "postponed",
    "collapse": "ended",
    "breakdown": "ended",
    "resumption": "opened",
    "start": "opened",
}
PLANS = frozenset({"plan", "arrangement", "proposal"})
"""Nouns of what is yet to be done: "plans for the minister to visit Lima"."""
# "asked to be excused from going to Riga"
_KEEPING = frozenset("excuse prevent stop keep bar ban block refrain discourage exempt".split())
_TRYING = frozenset({"try", "attempt", "struggle", "strive"})
_WILLING = frozenset({"willing", "ready", "prepared"})
_GLAD = frozenset({"happy", "keen", "eager", "glad"})  # would they be, to meet, if ever
_SPOILING = frozenset("spoil disrupt derail undermine sabotage torpedo scuttle wreck".split())
_OFF = frozenset({"cancelled", "postponed"})
_OCCURRING = frozenset("occur convene come materialise materialize".split())
_ONWARD = frozenset({"ahead", "forward", "through", "on"})
_PREPARING = frozenset({"prepare", "gear", "brace", "ready"})
_SURE = frozenset("sure certain likely expected set due will may might could".split())
_MEASURES = frozenset({"hour", "day", "night", "week", "month", "round"})
_TO_COME = frozenset("plan schedule upcoming set due slate forthcoming".split())
_PLEAS = frozenset(
    "plea appeal call demand push bid need request hope desire readiness willingness offer "
    "proposal roadmap map blueprint timetable".split()
)
_WISHES = frozenset(
    "proposal offer request call demand suggestion order requirement dream wish desire".split()
)
_ATTEMPTS = frozenset({"attempt", "effort", "plan", "bid"})
_IDEAS = frozenset("potential possibility prospect chance likelihood calling idea".split())
_NO = frozenset({"no", "neither", "nor", "n't", "not", "n’t", "never", "hardly"})


class Modality(Struct, frozen=True):
    """The standing of one event. ``direction`` is the tense of its clause, None if unknown.

    ``superseded`` is a plan that no longer holds ("had been expected", "was to have met").
    """

    direction: Direction | None = None
    negated: bool = False
    wished: bool = False
    tentative: bool = False
    cancelled: bool = False
    postponed: bool = False
    moved: bool = False
    opened: bool = False
    ended: bool = False
    superseded: bool = False
    conditional: bool = False
    progressive: bool = False


@once_a_token
def modality_of(word: Token) -> Modality:
    """How the sentence presents the event that ``word`` (a noun or a verb) tells of."""
    verbal = word.pos_ in VERBAL
    marks = set() if verbal else _noun_marks(word)
    verb = word if verbal else clause_head(word)
    if verb is None:
        return _modality(marks, None)
    if verbal:
        marks |= verb_marks(verb) | _upper_marks(verb)
        clause = verb.head if verb.dep_ == "xcomp" else verb
        upper = clause_head(clause.head) if clause.dep_ == "relcl" else None
        if "superseded" in marks and upper is not None:
            marks |= _governor(clause.head, upper) & {"cancelled", "postponed"}
    else:
        if verb.lemma_ not in _ATTENDING:
            marks |= _governor(word, verb)
        prep = _role(word, verb)[1]
        inside = verb.lemma_ == "be" and prep == "in"  # "is in talks"
        beside = prep in _BESIDE and not (_takes_part(verb) or inside)
        beside = beside or (word.dep_ == "pobj" and word.head.lower_ in _ABOUT)
        beside = beside or verb.lemma_ in _ATTENDING
        from_above = _upper_marks(verb)
        if verb.lemma_ in _SPOILING:  # "trying to disrupt the talks": others want them held
            from_above -= {"wished"}
        about = verb_marks(verb) | from_above
        if "negated" in about and _is_denied_of(word, verb):
            about -= {"negated"}
        if "negated" in about and not beside and marks & _OFF and verb.lemma_ not in TAKES_PLACE:
            marks, about = marks - _OFF, about - {"negated"}  # "no plans to call off the talks"
        if marks & _OFF and _is_only_tried(verb):
            marks -= _OFF
        marks |= about & {"superseded", "conditional"} if beside else about
        if word.dep_ == "nsubj" and _has_never_begun(verb):
            marks = (marks - {"ended", "opened"}) | {"cancelled"}
        if "negated" in about and word.dep_.startswith("nsubj") and verb.lemma_ in TAKES_PLACE:
            marks.add("cancelled")
    tense = verb_tense(verb)
    direction = tense.direction if tense else None
    if verbal and direction == "present" and _is_when_it_comes(verb):
        direction = "future"
    if verb.lemma_ in TRAVEL and "progressive" in marks and direction != "past":
        direction = "future"  # "is heading to Riga for talks": both are yet to come
        marks -= {"progressive"}
    if direction == "past" and not verbal and _is_ahead(word):
        direction = "future"
    if direction == "future" and word.dep_ == "nsubj" and _is_obliged(verb):
        direction = None
    if not verbal and _has_ended(word):
        return _modality({"ended"}, "past")
    if not verbal and is_taken_for_granted(word):
        return _modality({"progressive"}, "present")
    if direction != "past" and (_is_done_first(verb) or _is_looked_back_on(word)):
        direction = "past"
    return _modality(marks, direction)


def _is_when_it_comes(verb: Token) -> bool:
    """ "is sure to come up when Lind meets Vik": yet to come."""
    if verb.dep_ != "advcl" or verb.tag_ not in {"VBZ", "VBP"}:
        return False
    when = any(c.lower_ in {"when", "before", "until"} for c in verb.lefts)
    over = [node for node in climb(verb.head) if node.pos_ in VERBAL | {"ADJ"}]
    near = (t for node in over for t in (node, *children(node, "acomp", "aux", "oprd")))
    return when and any(t.lower_ in _SURE for t in near)


def _has_never_begun(verb: Token) -> bool:
    """ "The talks collapsed before they began"."""
    ended = bool(governor_name(verb) & {"ended"})
    begun = [c for c in children(verb, "advcl") if governor_name(c) & {"opened"}]
    before = [c for c in begun if any(m.lower_ == "before" for m in children(c, "mark"))]
    return ended and any(s.lower_ in {"they", "it"} for c in before for s in children(c, "nsubj"))


def _is_denied_of(noun: Token, verb: Token) -> bool:
    """ "The talks did not yield a deal", "was not meddling": denied of a meeting that there is."""
    if noun.dep_ != "nsubj" or verb.lemma_ in _OCCURRING | inventory().governors["opened"]:
        return False
    own = any(c.dep_ == "neg" for c in verb.children)
    dated = any(c.ent_type_ == "DATE" and c.dep_ in {"poss", "npadvmod"} for c in noun.children)
    if own and dated and verb.lemma_ not in TAKES_PLACE and verb.tag_ == "VB":
        return verb.lemma_ != "be" or bool(
            children(verb, "acomp")
        )  # "Friday's talks will not fail"
    told = verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in children(verb, "aux"))
    if verb.lemma_ in TAKES_PLACE:  # "did not go well", not "did not go ahead"
        how = [c for c in children(verb, "acomp", "advmod") if c.lower_ not in _ONWARD]
        return own and told and verb.lemma_ == "go" and bool(how)
    return own and told and (verb.lemma_ != "be" or bool(children(verb, "attr")))


def _is_obliged(verb: Token) -> bool:
    """ "The talks must bring peace": what they are for, not that they are to come."""
    obliged = any(c.lower_ in {"must", "should"} for c in children(verb, "aux"))
    return obliged and verb.lemma_ not in TAKES_PLACE | inventory().governors["opened"]


def _is_only_tried(verb: Token) -> bool:
    """ "rejected his attempt to delay the hearing": for all that, it was not delayed."""
    return verb.tag_ == "VB" and verb.dep_ == "acl" and verb.head.lemma_ in _ATTEMPTS | _WISHES


def _is_ahead(noun: Token) -> bool:
    """ "said ahead of a visit to Lima this week": yet to come when that was said."""
    if noun.dep_ != "pobj":
        return False
    if noun.head.lower_ == "before":  # "said on Tuesday, hours before her visit"
        return any(c.dep_ == "npadvmod" for c in noun.head.children)
    return noun.head.lower_ == "of" and noun.head.head.lower_ == "ahead"


def _takes_part(verb: Token) -> bool:
    """ "ruled out participating in talks": what is refused is the talks themselves."""
    part = verb.lemma_ == "take" and any(c.lower_ == "part" for c in children(verb, "dobj"))
    return part or verb.lemma_ in {"participate", "engage"}


def _is_done_first(verb: Token) -> bool:
    """ "was to fly to Spain after attending a summit": what comes before something of the past."""
    after = verb.dep_ == "pcomp" and verb.head.lower_ == "after"
    return after and is_of_the_past(verb.head)


def _has_ended(noun: Token) -> bool:
    """ "wants to prevent the collapse of talks, which broke up on Monday"."""
    clauses = children(noun, "relcl")
    return any(c.tag_ == "VBD" and governor_name(c) & {"ended"} for c in clauses)


def is_taken_for_granted(noun: Token) -> bool:
    """ "if Norway and Chad fail to wrap up talks by May": they are talking."""
    verb = noun.head
    closing = verb.lemma_ == "wrap" and "up" in {c.lower_ for c in verb.rights}
    to_end = closing or verb.lemma_ in {"conclude", "finish"}
    bare = not any(c.dep_ in {"det", "poss"} for c in noun.lefts)
    return noun.dep_ == "dobj" and to_end and verb.tag_ == "VB" and bare and noun.tag_ == "NNS"


def _is_looked_back_on(noun: Token) -> bool:
    """ "voted to wait after a meeting"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.dep_ == "pobj":
        measure = noun.head.head  # "after two days of talks"
        noun = measure if measure.lemma_ in _MEASURES else noun
    after = noun.dep_ == "pobj" and noun.head.lower_ in {"after", "following"}
    return after and is_of_the_past(noun.head)


def _modality(marks: set[str], direction: Direction | None) -> Modality:
    if "tentative" in marks and marks & {"cancelled", "postponed"}:
        marks = marks - {"cancelled", "postponed"}
    if "planned" in marks:
        marks = marks - {"progressive"}  # "is preparing for talks"
    if "planned" in marks and direction != "future":
        direction = "future" if not marks & {"ended", "opened"} else direction
    if "took place" in marks and direction is None:
        direction = "past"  # "The latest round, held in Oslo"
    return Modality(
        direction=direction,
        negated=bool(marks & {"negated", "refused"}),
        wished="wished" in marks,
        tentative="tentative" in marks,
        cancelled="cancelled" in marks,
        postponed="postponed" in marks,
        moved="moved" in marks,
        opened="opened" in marks,
        ended="ended" in marks,
        superseded="superseded" in marks,
        conditional="conditional" in marks,
        progressive="progressive" in marks,
    )


def _noun_marks(noun: Token) -> set[str]:
    marks: set[str] = set()
    for child in noun.children:
        low, lemma = child.lower_, child.lemma_.lower()
        if child.dep_ in {"det", "neg", "preconj"} and low in _NO:
            marks.add("negated")
        if child.dep_ in {"acl", "amod", "relcl"}:
            if lemma in _TO_COME and not any(c.lower_ == "previously" for c in child.lefts):
                marks.add("planned")
            marks |= governor_name(child) & {"cancelled", "postponed"}
            if child.dep_ == "relcl":
                marks |= governor_name(child) & {"opened"}
                marks |= {"planned"} if _is_due(child) else set()
            due = [t for t in (child, *children(child, "acomp", "oprd")) if child.tag_ != "VB"]
            if any(c.lower_ in FORMERLY for t in due for c in children(t, "advmod")):
                marks.add("postponed")
        if low in PERHAPS_WORDS:
            marks.add("tentative")
        if low == "any" and child.dep_ == "det":
            marks.add("conditional")
        if low in {"ongoing", "continuing"}:
            marks.add("progressive")
        if child.dep_ == "acl" and lemma in TAKES_PLACE:
            marks.add("planned" if _is_to_be(child) else "took place")
    if any(map(is_faltering, relative_clauses(noun))):
        marks.add("progressive")
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        upper = noun.head.head
        spoken = upper.lemma_ == "start" and upper.head.lower_ == "at"  # "said at the start of it"
        marks |= {_OF_NOUN[upper.lemma_]} if upper.lemma_ in _OF_NOUN and not spoken else set()
    if noun.dep_ == "pobj" and noun.head.lower_ in {"for", "of"}:
        upper = noun.head.head
        marks |= {"wished"} if {upper.lemma_, upper.lower_} & _IDEAS else set()
    marks |= {"wished"} if _is_pleaded_for(noun) else set()
    if marks & {"cancelled", "postponed"}:
        marks.discard("tentative")  # "the cancellation of a proposed meeting"
    if noun.dep_ == "pobj" and noun.head.lower_ in {"without", "despite"}:
        marks.add("negated" if noun.head.lower_ == "without" else "")
    return marks - {""}


def _is_pleaded_for(noun: Token) -> bool:
    """ "repeated pleas for talks", "a road map for a truce and talks": none there yet."""
    first = noun
    while first.dep_ in {"conj", "appos"} and first.head.i != first.i:
        first = first.head
    if first.dep_ != "pobj" or first.head.lower_ != "for":
        return False
    plea = first.head.head
    return plea.pos_ == "NOUN" and plea.lemma_ in _PLEAS


def _is_due(clause: Token) -> bool:
    """ "talks, which are due to resume in Oslo", not "had been due"."""
    due = any(c.lower_ in {"due", "set"} for c in children(clause, "acomp", "oprd"))
    return due and clause.tag_ in {"VBZ", "VBP"}


def _is_to_be(verb: Token) -> bool:
    """ "a meeting to be held in Moscow", "talks to take place"."""
    return verb.lemma_ in TAKES_PLACE and any(c.lower_ == "to" for c in verb.lefts)


@once_a_token
def governor_name(verb: Token) -> frozenset[str]:
    """What a verb makes of its object: "cancelled", "postponed", "wished", "opened" ..."""
    tokens, lemma = table(verb.doc), verb.lemma_.lower()
    for row in tokens.kids[verb.i]:
        beside = row > verb.i and tokens.dep[row] in {"prt", "advmod", "prep"}
        if beside and (lemma, tokens.lower[row]) in _PARTICLES:
            return frozenset({_PARTICLES[lemma, tokens.lower[row]]})
    return frozenset(name for name, verbs in inventory().governors.items() if lemma in verbs)


def _governor(noun: Token, verb: Token) -> Set[str]:
    """What the verb over a noun makes of it, by the part that the noun plays."""
    names = governor_name(verb) - {"tentative"}
    role, prep = _role(noun, verb)
    if verb.lemma_ in _STAYING and _is_open_to(noun, verb, prep):
        return {"wished"}
    if role in {"dobj", "nsubjpass", "nsubj", "attr", "conj"}:
        if role == "nsubj":
            return names & {"opened", "ended", "cancelled", "postponed", "moved"}
        return names
    if prep == "for" and verb.lemma_ in _WISH_FOR:
        return {"wished"}
    if prep == "for" and verb.lemma_ in _PREPARING:
        return {"planned"}
    if prep == "to" and verb.lemma_ in _INVITING:
        return {"planned"}
    if prep in {"from", "out", "in"} and names & {"refused"} and noun.i > verb.i:
        return {"refused"}  # not "In a meeting with Vik, she refused to yield"
    if prep in {"in", "at", "with", "on", "of", "after"} and names & {"ended", "opened"}:
        return names & {"opened", "ended"} if prep == "of" else set()
    return set()


def _is_open_to(noun: Token, verb: Token, prep: str) -> bool:
    """ "The bank is open to talks", "the door of negotiations stays open": not yet any."""
    if not any(c.lower_ == "open" for c in children(verb, "acomp", "oprd", "amod")):
        return False
    return prep == "to" or any(node.lemma_ == "door" for node in climb(noun))


def _role(noun: Token, verb: Token) -> tuple[str, str]:
    prep = ""
    role = noun.dep_
    for node in climb(noun):
        if node.i == verb.i:
            break
        if node.dep_ == "prep" or (node.dep_ == "agent"):
            prep = node.lower_
        role = node.dep_
        if prep == "of" and node.dep_ in {"dobj", "nsubj", "nsubjpass"}:
            return node.dep_, prep
    return role, prep


def _upper_marks(verb: Token) -> set[str]:
    """What the verbs (and nouns) over a complement clause add: "refused to", "no plans to"."""
    marks: set[str] = set()
    node = verb
    for _ in range(6):
        head = node.head
        if head.i == node.i:
            break
        if node.dep_ == "acl" and head.pos_ == "NOUN":
            if any(c.lower_ in _NO for c in children(head, "det", "neg")):
                marks.add("negated")
            if head.lemma_ in {"refusal", "reluctance", "failure"}:
                marks.add("negated")
            if head.lemma_ in PLANS and head.dep_ == "nsubjpass":
                marks |= governor_name(head.head) & {"cancelled", "postponed"}
            kept = any(c.dep_ == "neg" for c in head.head.children)  # "would not drop our efforts"
            if head.lemma_ in _ATTEMPTS and head.dep_ == "dobj" and not kept:
                marks |= governor_name(head.head) & {"cancelled", "postponed"}
            if head.lemma_ in _WISHES:
                marks.add("wished")
            break
        behind = node.tag_ == "VBG" and node.i and node.nbor(-1).dep_ == "prt"
        if node.dep_ == "advcl" and behind:  # "ruled out taking part in the talks"
            marks |= governor_name(head) & {"refused"}
        if node.dep_ == "pcomp" and head.head.pos_ in VERBAL:
            marks |= governor_name(head.head) & {"refused"}
            if head.lower_ == "from" and head.head.lemma_ in _KEEPING:
                marks.add("refused")
            break
        marked = any(c.dep_ == "mark" and c.lower_ == "for" for c in node.lefts)
        if marked and head.lemma_ in _WISH_FOR:  # "called for the council to convene"
            marks.add("wished")
        if node.dep_ not in {"xcomp", "ccomp"} or head.pos_ not in VERBAL | {"ADJ"}:
            break
        marks |= _complement(node, head)
        node = head
    return marks


def _complement(node: Token, head: Token) -> set[str]:
    names = governor_name(head)
    marks: set[str] = set()
    if names & {"refused"} and not any(c.dep_ == "neg" for c in head.children):
        marks.add("refused")
    if names & {"wished"} and head.lemma_ not in {"discuss", "support", "back"}:
        loose = "tentative" in names and head.lemma_ not in {"offer", "propose", "suggest"}
        marks.add("tentative" if loose else "wished")
    if names & {"tentative"}:
        marks.add("tentative")
    asked = head.lemma_ == "ask" and not children(head, "nsubjpass", "dobj")
    if asked and node.dep_ == "xcomp":  # "asking to meet the premier"
        marks.add("wished")
    if head.lemma_ in _TRYING and node.tag_ == "VB":
        marks.add("wished")
    if head.dep_ == "acomp" and any(c.dep_ == "neg" for c in head.head.children):
        marks.add("negated")  # "would not be able to negotiate"
    if node.dep_ == "xcomp":
        marks |= verb_marks(head) - {"conditional", "planned"}
        if head.lower_ in {"due", "set", "scheduled", "likely", "unlikely"}:
            marks.add("tentative" if head.lower_ in {"likely", "unlikely"} else "planned")
        if head.lower_ in _WILLING or (
            head.lower_ in _GLAD and any(c.lower_ == "would" for c in children(head.head, "aux"))
        ):
            marks.add("wished")
        if head.lower_ in {"unable", "unwilling", "unlikely", "reluctant"}:
            marks.add("negated")
    return marks
