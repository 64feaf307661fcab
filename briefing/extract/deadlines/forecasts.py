"""Days of which a sentence only supposes or forecasts something: nobody has to meet them."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.attachment import BY, UNTIL, Attachment
from briefing.extract.deadlines.clauses import are_impersonal, only_starts
from briefing.extract.deadlines.occasions import is_event, is_poll
from briefing.extract.deadlines.participants import can_act, named_subjects
from briefing.extract.deadlines.vocabulary import is_in_a_diary, words
from briefing.extract.events.modality import Modality
from briefing.extract.grammar.syntax import (
    VERBAL,
    all_auxiliaries,
    auxiliaries,
    children,
    objects,
    subjects,
)

_CHANCES = frozenset(
    "chance probability likelihood odds risk idea notion possibility fear belief".split()
)
_EXPECTING = frozenset("expect think believe plan intend anticipate foresee want mean".split())
_HAPPENING = frozenset({"come", "happen", "occur", "follow", "take"})
_SHARES = frozenset("half third quarter most share part portion percent majority".split())
_FEARING = frozenset("afraid concerned fear fearful worried worry".split())
_GUESSES = frozenset(
    "expectation speculation hope bet wager worry concern fear prediction outlook guess".split()
)
_COURSES = frozenset({"track", "course", "pace"})
_PERIODS = frozenset({"year", "quarter", "season"})
_POINTING = frozenset({"that", "it", "this"})
_KEEPING_DAYS = frozenset("celebrate commemorate enjoy mark observe recall remember".split())
_PLANNED = frozenset({"plan", "schedule", "slate"})
_HARD = frozenset("difficult hard impossible tough easy easier harder unlikely able".split())
_MEETING_WEATHER = frozenset("get see have face expect experience receive endure bring".split())
_PROBABLY = frozenset({"probably", "likely"})
_WEIGHED = frozenset({"between", "without", "like", "than", "with", "about"})
READY = frozenset({"ready", "available", "due", "complete", "over", "open", "effective", "final"})


def is_supposed(attachment: Attachment, modality: Modality) -> bool:
    """ "If tomorrow Britain leaves", "did not say that it would be set on Tuesday", "it is safe to
    assume that that will be the case": nobody says that it will be."""
    verb = attachment.verb
    if verb is not None and verb.dep_ in {"acl", "ccomp", "relcl"} and verb.head.lower_ in _CHANCES:
        return attachment.noun is None  # "a 55% chance that it is open by March"
    if verb is None or attachment.word in BY | UNTIL:
        return False
    if _is_guessed(attachment) or _is_of_a_lost_plan(verb):
        return True
    feared = verb.dep_ in {"ccomp", "acl"} and verb.head.lemma_.lower() in _FEARING
    if attachment.noun is None and (feared or _is_told_to_anybody(verb)):
        return True
    supposed = modality.conditional or _hangs_on_a_condition(verb)
    if supposed and attachment.noun is None:
        return True
    if verb.lemma_ == "be" and any(t.lower_ in _POINTING for t in children(verb, "nsubj")):
        return attachment.noun is None
    if attachment.noun is None and _is_pointed_at(verb):
        return True
    if attachment.noun is None and any(
        c.lower_ in {"unlikely", "impossible"} for c in children(verb, "acomp", "oprd")
    ):
        return True
    if attachment.noun is None and any(c.tag_ == "WP" for c in children(verb, "nsubj")):
        return verb.dep_ in {"ccomp", "csubj", "pcomp"}  # "predict what will happen today"
    over = verb.head
    if verb.dep_ not in {"ccomp", "xcomp"} or not children(over, "neg"):
        return False
    return over.lemma_ in words().said | _EXPECTING and attachment.noun is None


def _is_guessed(attachment: Attachment) -> bool:
    """ "on expectations the bank will raise rates in May", "hopes of sending a team in May", "the
    outlook for a rise in May": what others look for, which nobody has announced."""
    verb, noun = attachment.verb, attachment.noun
    if noun is not None:
        hung = noun.dep_ == "pobj" and noun.head.lower_ in {"for", "of", "on"}
        behind = attachment.root.dep_ == "pobj" and not is_poll(noun)
        return hung and behind and noun.head.head.lemma_.lower() in _GUESSES
    if verb is None:
        return False
    if verb.dep_ == "pcomp":
        return verb.head.head.lemma_.lower() in _GUESSES
    who = children(verb, "nsubj", "nsubjpass")
    place = who[0].left_edge.i - 1 if who else 0
    if place > 0 and verb.doc[place].lower_ == "that":
        place -= 1
    before = verb.doc[place]
    return bool(who) and before.lemma_.lower() in _GUESSES and before.pos_ == "NOUN"


def _is_of_a_lost_plan(verb: Token) -> bool:
    """ "which would have seen her play in Lima on July 9": what does not come about."""
    over = verb.head
    return verb.dep_ in {"ccomp", "xcomp"} and {"would", "have"} <= auxiliaries(over)


def _comes_beside(verb: Token) -> bool:
    """ "The remarks come on the eve of talks in May", "comes ahead of the vote on May 3"."""
    if verb.lemma_ != "come" or verb.tag_ not in {"VBZ", "VBP"}:
        return False
    beside = children(verb, "prep", "advmod")
    eve = any(o.lower_ in {"eve", "heels"} for o in objects(verb, "on"))
    return eve or any(c.lower_ in {"ahead", "amid", "after", "before", "despite"} for c in beside)


def _is_pointed_at(verb: Token) -> bool:
    """ "That compares to 25 percent for April", "In a month, there are 30 places in 31 days": how
    something is, whatever day is named beside it."""
    if verb.tag_ not in {"VBZ", "VBP"} or children(verb, "aux", "auxpass"):
        return False
    if any(t.lower_ in {"that", "this"} and t.tag_ == "DT" for t in children(verb, "nsubj")):
        return not is_in_a_diary(verb.lemma_)
    if _comes_beside(verb):
        return True
    what = children(verb, "attr")
    if verb.lemma_ != "be" or any(is_event(t) for t in [*what, *children(verb, "nsubj")]):
        return False
    if children(verb, "expl"):
        return True
    return any(t.tag_ == "CD" and children(t, "prep") for t in what)  # "are two of the three"


def _is_told_to_anybody(verb: Token) -> bool:
    """ "the savings you'd see on your bill next month"."""
    would = auxiliaries(verb) & {"would", "'d", "’d", "could", "might"}
    return bool(would) and any(t.lower_ == "you" for t in subjects(verb))


def _hangs_on_a_condition(verb: Token) -> bool:
    """ "if you happen to be in Bergen", "it would make it difficult for the bank to lend"."""
    over = verb.head
    if verb.dep_ not in {"xcomp", "ccomp", "advcl"}:
        return False
    if over.lemma_ in _HARD:
        return True
    return verb.dep_ == "xcomp" and any(c.lower_ == "if" for c in children(over, "mark"))


def is_conjecture(attachment: Attachment) -> bool:
    """ "The numbers could swell by the end of May": nobody has to do it, and it may not be.

    Nor is anything of what is only weighed: "differences between filming in five weeks and ...".
    """
    verb = attachment.verb
    weighed = verb is not None and verb.dep_ == "pcomp" and verb.head.lower_ in _WEIGHED
    if weighed and attachment.word not in BY | UNTIL:
        return True
    if verb is None or attachment.noun is not None:
        return False
    who = _meant(verb)
    if not are_impersonal(who) or any(can_act(t) for t in who):
        return False
    if verb.lemma_ in _HAPPENING and all(is_event(t) for t in who):
        return False  # "A final vote could come as early as August": tentative, and an event
    kinds = words().kinds
    turns = words().acts | kinds["start"] | kinds["expiry"] | kinds["vote"]
    helpers = auxiliaries(verb)
    doubted = "would" in helpers and verb.lemma_ not in {"take", "happen"}
    doubted = doubted and any(c.lower_ in _PROBABLY for c in children(verb, "advmod"))
    return (
        verb.lemma_ not in turns
        and (doubted or bool(helpers & {"could", "might", "may"}))
        and (not children(verb, "auxpass"))
    )


def _meant(verb: Token) -> list[Token]:
    """The subjects of a verb, of which a lone pronoun is taken for what it stands for."""
    who = subjects(verb)
    if len(who) == 1 and who[0].lower_ in {"it", "they"}:
        return named_subjects(verb.doc, verb) or who
    return who


def _is_of_nature(verb: Token, who: Sequence[Token]) -> bool:
    """ "storms will spread", "the brunt of the storm will occur", "brings snow to the town"."""
    nature = words().nature
    if any(t.lemma_.lower() in nature for t in children(verb, "dobj")):
        return verb.lemma_ in _MEETING_WEATHER or not any(can_act(t) for t in who)
    heads = [[t, *objects(t, "of"), *children(t, "compound")] for t in who]
    return bool(heads) and all(any(t.lemma_.lower() in nature for t in h) for h in heads)


def is_forecast(attachment: Attachment) -> bool:
    """ "Net debt would fall below three billion by 2018", "thousands will have been infected by
    then", "a target less ambitious than that by 2017": figures, which nobody has to meet."""
    verb = attachment.verb
    if verb is None or attachment.noun is not None:
        return False
    begun = verb.head if only_starts(verb) and verb.head.pos_ in VERBAL else verb
    who = _meant(begun)
    if _is_of_nature(begun, who) or _is_on_its_way(verb) or _is_of_what_would_be(verb):
        return True
    parts = [o for t in who if t.lower_ in _SHARES for o in objects(t, "of")]
    if any(t.lemma_.lower() in words().figures and t.pos_ == "NOUN" for t in [*who, *parts]):
        kinds = words().kinds
        planned = verb.tag_ == "VBN" and verb.lemma_ in _PLANNED
        return verb.lemma_ not in kinds["start"] | kinds["expiry"] and not planned
    helpers = all_auxiliaries(verb)
    acting = any(can_act(t) for t in who) and not children(verb, "auxpass")
    if {"will", "have"} <= helpers and not acting:
        return True
    bare = verb.lemma_ == "be" and verb.tag_ in {"VBZ", "VBP"} and attachment.word in BY
    return bare and not any(c.lower_ in READY for c in children(verb, "acomp", "attr"))


def _is_on_its_way(verb: Token) -> bool:
    """ "on track to fall 37 percent by 2030": a course, which nobody has to keep."""
    over = verb.head
    aimed = verb.dep_ in {"acl", "xcomp", "advcl"} and verb.tag_ == "VB"
    on_it = [over, *objects(over, "on")] if over.lemma_ == "be" else [over]
    return aimed and any(t.lower_ in _COURSES and t.dep_ == "pobj" for t in on_it)


def _is_of_what_would_be(verb: Token) -> bool:
    """ "A win would stop them and position her to begin on March 1": only if there is a win."""
    over = verb
    while over.dep_ in {"xcomp", "conj"} and over.head.pos_ in VERBAL and over.tag_ == "VB":
        over = over.head
    modal = auxiliaries(over) & {"would", "could", "might"}
    heard = over.dep_ in {"ccomp", "conj"} or verb.i == over.i
    return (
        bool(modal) and not heard and any(c.lower_ == "a" for t in subjects(over) for c in t.lefts)
    )


def is_object(mention: DateMention, root: Token) -> bool:
    """Whether a year or the like is what something is done to, rather than when."""
    if mention.precision not in _PERIODS or root.head.pos_ != "VERB":
        return False
    named = mention.timex.value is not None and mention.timex.value.startswith("FY")
    return root.dep_ == "dobj" or (named and root.dep_ == "npadvmod" and root.i > root.head.i)


def _is_said_to_be(attachment: Attachment) -> bool:
    """ "The big news this week is that they go to court": what the week is like."""
    verb = attachment.verb
    if verb is None or verb.lemma_ != "be" or verb.tag_ not in {"VBZ", "VBP"}:
        return False
    told = [c for c in children(verb, "ccomp") if c.i > verb.i]
    return bool(told) and attachment.noun is None and attachment.root.i < verb.i


def _says_which_months(root: Token) -> bool:
    """ "The hottest months are May and June"."""
    over = root.head
    named = root.dep_ == "attr" and over.lemma_ == "be"
    return named and any(t.lemma_.lower() in {"month", "season"} for t in subjects(over))


def is_of_the_day_itself(attachment: Attachment, mention: DateMention) -> bool:
    """ "Tomorrow is expected to be hotter", "will begin fiscal year 2017 on Friday", "celebrate
    Valentine's Day"; but "Friday is the deadline"."""
    root, verb = attachment.root, attachment.verb
    if is_object(mention, root) or _is_said_to_be(attachment) or _says_which_months(root):
        return True
    if root.dep_ == "dobj" and root.head.lemma_ in _KEEPING_DAYS:
        return True
    if verb is None or root.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    made = children(verb, "attr", "dobj")
    return not any(is_event(t) for t in made)
