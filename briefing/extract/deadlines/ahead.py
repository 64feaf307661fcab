"""Whether a day in a sentence is a thing to come: not behind, not a state, label or forecast."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice, takewhile

from spacy.tokens import Token

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.attachment import BY, EFFECTIVE, UNTIL, Attachment
from briefing.extract.deadlines.behind import (
    BARE_WEEKDAY,
    is_named_to,
    is_of_a_state,
    is_of_the_past,
    is_when_something_happened,
)
from briefing.extract.deadlines.captions import is_caption
from briefing.extract.deadlines.first_days import (
    is_at_the_earliest,
    is_decided_on,
    is_set_for_later,
)
from briefing.extract.deadlines.forecasts import (
    is_conjecture,
    is_forecast,
    is_of_the_day_itself,
    is_supposed,
)
from briefing.extract.deadlines.habits import (
    is_advice,
    is_habit,
    is_no_appointment,
    should_be_done_now,
)
from briefing.extract.deadlines.in_force import measure_in_force
from briefing.extract.deadlines.occasions import is_poll, occasion_ahead
from briefing.extract.deadlines.past_occasions import is_bound_for, is_past_occasion
from briefing.extract.deadlines.periods import binds_a_period
from briefing.extract.deadlines.unbound import is_unbound
from briefing.extract.deadlines.vocabulary import is_in_a_diary, words
from briefing.extract.events.inventory import TRAVEL
from briefing.extract.events.modality import Modality, governor_name
from briefing.extract.grammar.syntax import (
    auxiliaries,
    children,
    clause_range,
    climb,
    objects,
    subjects,
)
from briefing.extract.grammar.tense_words import DEMANDING
from briefing.extract.grammar.token_table import table
from briefing.extract.grammar.verb_tense import Direction, verb_tense

_COARSE = frozenset({"year", "quarter", "season", "vague"})
_SPEAKER = frozenset("i we us me my our you your 're ’re".split())
_UTTERANCES = frozenset({"statement", "report", "announcement", "interview", "speech", "briefing"})
_NOBODY = frozenset({"neither", "no", "none", "nobody"})
_PERIOD_OF = frozenset({"of", "in"})
_PAST_TAGS = frozenset({"VBD", "VBN", "NN", "NNS"})
_UNSURE = frozenset({"could", "would", "might", "can", "may", "should"})
_AHEAD_BY_ITSELF = re.compile(
    r"\b(?:next|coming|upcoming|tomorrow|tonight|later|from now|hence|rest|remainder|time)\b",
    re.IGNORECASE,
)
_NARRATED = re.compile(r"the (?:next|following|coming)\b", re.IGNORECASE)
_STAYING = frozenset("remain stay last run apply".split())  # a state of today, which nothing ends
_DOES = frozenset({"do", "does"})
_GOING_ON = frozenset("remain stay continue keep".split())
_WIDE = 80  # tokens of a clause that are looked through for an infinitive


def is_to_come(
    attachment: Attachment, modality: Modality, mention: DateMention, when: date, day: date
) -> bool:
    """Whether the sentence makes something of a day that is not before ``day``.

    It takes positive evidence: a future or modal verb over the day, a limit ("by", "until", "due"),
    a present verb or a planned event with a day that lies ahead. Nothing else is to come.
    """
    if attachment.word == EFFECTIVE:
        return when >= day
    if (attachment.word in UNTIL or mention.run) and measure_in_force(attachment) is not None:
        return True
    if is_of_the_past(attachment, mention, when, day) or _is_no_plan(attachment, modality, mention):
        return False
    if is_caption(attachment, mention, when, day):
        return False
    if mention.precision in _COARSE:
        bound = binds_a_period(attachment, mention) or is_at_the_earliest(attachment, mention)
        return when > day and bound
    if when < day and _is_background(attachment, mention):
        return False
    if when == day and _is_asked_on_the_day(attachment, mention):
        return False
    directions = {modality.direction, mention.direction}
    if "future" in directions and is_at_the_earliest(attachment, mention):
        return True
    direction = "future" if "future" in directions else mention.direction or modality.direction
    if when > day:
        return _has_evidence(attachment, mention, direction)
    return _is_left_today(attachment, modality, mention, direction)


def _is_no_plan(attachment: Attachment, modality: Modality, mention: DateMention) -> bool:
    """Whether the day is that of a wish, a guess, a habit or the like, whenever it is."""
    negated = modality.negated and attachment.noun is None and not modality.conditional
    return (
        attachment.word == "since"
        or (negated and not is_not_before(attachment, mention))
        or (attachment.word not in UNTIL | BY and _is_of_neither(attachment))
        or is_conjecture(attachment)
        or is_forecast(attachment)
        or is_of_the_day_itself(attachment, mention)
        or _is_state(attachment, modality)
        or is_supposed(attachment, modality)
        or _is_label(attachment, mention)
        or is_past_occasion(attachment, mention)
        or _recurs(attachment, mention)
        or is_when_something_happened(attachment, mention)
        or is_named_to(attachment)
        or is_of_a_state(attachment)
        or is_habit(attachment, mention)
        or is_advice(attachment)
        or is_no_appointment(attachment, mention)
        or is_unbound(attachment, mention)
    )


def _is_of_neither(attachment: Attachment) -> bool:
    """ "Neither Lind nor Berg could be reached", "No boats are expected over the weekend"; but "No
    one should be named until after the election in November"."""
    verb, noun = attachment.verb, attachment.noun
    if noun is not None and noun.dep_ == "pobj" and is_poll(noun):
        return False
    named = subjects(verb) if verb is not None else []
    who = [t for t in named if t.dep_ in {"nsubj", "nsubjpass"}]  # not "a motion of no confidence"
    return any(t.lower_ in _NOBODY or c.lower_ in _NOBODY for t in who for c in [t, *t.lefts])


def is_not_before(attachment: Attachment, mention: DateMention) -> bool:
    """ "will not take effect until January": on that day it will; not "until May at the earliest",
    which is no day on which it does."""
    verb = attachment.verb
    if verb is None or attachment.word not in UNTIL or attachment.noun is not None:
        return False
    helpers = auxiliaries(verb)
    if not helpers & {"will", "wo", "shall"} or not children(verb, "neg"):
        return False
    lower, (first, stop) = table(verb.doc).lower, mention.tokens
    return (
        "least" not in lower[max(0, first - 2) : first] and "earliest" not in lower[stop : stop + 3]
    )


def _has_evidence(
    attachment: Attachment, mention: DateMention, direction: Direction | None
) -> bool:
    """Whether the clause puts a day after publication ahead, or only the calendar does."""
    if attachment.word in BY | UNTIL:
        return True
    if _is_only_going_on(attachment, mention):
        return False
    if mention.direction == "future":
        return True
    if direction == "past":
        text = mention.timex.text
        noun = attachment.noun
        if noun is None or _NARRATED.match(text):
            return False
        if is_bound_for(noun) and is_poll(noun):
            return True
        if _is_ahead_of(attachment, mention) or _is_day_set(attachment):
            return True
        named = attachment.root.dep_ in {"compound", "nmod"} and mention.precision == "day"
        appointed = named and _is_appointed(noun)
        return appointed or bool(_AHEAD_BY_ITSELF.search(text))
    if direction == "present":
        verb = attachment.verb
        if verb is None or attachment.noun is not None:
            return True
        pictured = bool(BARE_WEEKDAY.fullmatch(mention.timex.text)) and not is_in_a_diary(
            verb.lemma_
        )
        said = verb.lemma_ in words().said and mention.direction != "present"
        return not said and not pictured
    return direction == "future" or attachment.noun is not None


def _is_only_going_on(attachment: Attachment, mention: DateMention) -> bool:
    """ "is suing them over her removal in October": nothing that is arranged, as "is opening"."""
    verb = attachment.verb
    if verb is None or attachment.noun is not None or verb.tag_ != "VBG":
        return False
    helpers = auxiliaries(verb)
    if not helpers & {"is", "are", "'s", "’s", "'re", "’re"} or helpers & {"be", "to", "will"}:
        return False
    bare = mention.precision == "month" and " " not in mention.timex.text
    return bare and not (
        is_in_a_diary(verb.lemma_) or verb.lemma_ in TRAVEL | {"go", "come", "plan"}
    )


def _is_day_set(attachment: Attachment) -> bool:
    """ "A September trial date has been set", "set a May 3 deadline"."""
    verb, noun = attachment.verb, attachment.noun
    if verb is None or noun is None or noun.head.i != verb.i:
        return False
    appointed = noun.lemma_.lower() in words().limits and noun.dep_ in {"dobj", "nsubjpass"}
    return appointed and verb.lemma_ in {"set", "fix", "schedule", "announce", "impose", "give"}


def _is_ahead_of(attachment: Attachment, mention: DateMention) -> bool:
    """Whether a day is that of what the sentence says comes later: "ahead of Friday's vote"."""
    noun = attachment.noun
    if noun is None or mention.precision not in {"day", "time"}:
        return False
    if noun.dep_ == "pobj" and noun.head.head.lower_ == "ahead":
        return True
    return occasion_ahead(noun.doc, mention.tokens[0]) == noun


def _is_appointed(noun: Token) -> bool:
    """ "the Nov. 8 election", "the March 15-16 policy meeting": fixed days before they come."""
    lemma = noun.lemma_.lower()
    return lemma in words().kinds["vote"] or lemma in {"meeting", "summit", "deadline"}


def _is_left_today(
    attachment: Attachment, modality: Modality, mention: DateMention, direction: Direction | None
) -> bool:
    """Whether something of the day of publication, or of a period under way, is still to come."""
    verb, noun = attachment.verb, attachment.noun
    if _is_ahead_of(attachment, mention):
        return True
    limit = verb is not None and any(
        t.lemma_.lower() in words().limits for t in children(verb, "nsubj")
    )
    if verb is not None and limit and verb.lemma_ == "be" and verb.tag_ == "VBZ":
        return True  # "The deadline for bids is Friday", told that Friday
    if direction == "past" or verb is None:
        return False
    if is_set_for_later(verb, mention):
        return True
    if verb.lemma_ == "be" and any(c.lower_ == "due" for c in children(verb, "acomp")):
        return verb.tag_ in {"VBZ", "VBP"}
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VB" and mention.precision != "day":
        return False
    if attachment.word in UNTIL | BY:
        return True
    if _is_done(attachment, verb):
        return False
    if noun is not None and noun.lemma_.lower() in _UTTERANCES:
        return False
    if noun is not None and children(noun, "npadvmod") and _DOES & auxiliaries(verb):
        return False  # "The ruling today does leave it open"
    first = verb.head if verb.dep_ == "conj" and not children(verb, "aux") else verb
    helpers = {c.lower_ for v in (verb, first) for c in children(v, "aux")}
    if modality.conditional or helpers & _UNSURE or _is_of_the_speaker(verb):
        return False
    if should_be_done_now(verb):
        return False
    if noun is not None and attachment.root.dep_ == "poss" and not is_poll(noun):
        return direction == "future" and bool(helpers & {"will", "is", "are"})
    passive = helpers | {c.lower_ for c in children(verb, "auxpass")}
    if (modality.progressive or passive & {"is", "are"}) and not passive & {"will", "to", "be"}:
        return _is_timetabled(verb)
    if direction == "future":
        return verb.dep_ != "acl" and (verb.lemma_ not in _GOING_ON or is_decided_on(verb))
    return verb.tag_ in {"VBZ", "VBP"} and _is_timetabled(verb)


def _is_done(attachment: Attachment, verb: Token) -> bool:
    """Whether the verb tells of what was over when the text was written."""
    noun = attachment.noun
    named = noun is not None and (is_poll(noun) or attachment.root.dep_ in {"compound", "nmod"})
    if verb.tag_ == "VBD" and verb.lemma_ != "be" and not named:
        return True
    helpers = {c.lower_ for c in children(verb, "auxpass")}
    if verb.tag_ != "VBN" or not helpers & {"was", "were"} or noun is not None:
        return False
    return verb.lemma_ not in words().arranged | words().demands


def _is_of_the_speaker(verb: Token) -> bool:
    """ "We keep that promise today", "joining us today": a quoted day is the speaker's."""
    if any(t.lower_ in _SPEAKER for t in subjects(verb)):
        return True
    first, stop = clause_range(verb)
    return any(t.lower_ in _SPEAKER for t in verb.doc[first : min(stop, first + _WIDE)])


def _is_timetabled(verb: Token) -> bool:
    """ "The Senate votes today": the present of what a diary holds, said of others."""
    held = words()
    scheduled = held.acts | held.kinds["start"] | held.kinds["expiry"] | held.kinds["vote"]
    who = subjects(verb)
    if verb.lemma_ in _STAYING and not children(verb, "prt"):  # "runs out" is an end
        return False
    return verb.lemma_ in scheduled and not any(t.pos_ == "PRON" for t in who)


def _is_background(attachment: Attachment, mention: DateMention) -> bool:
    """ "They agreed to keep it open this week": no modal of its own puts it into the week."""
    verb = attachment.verb
    if verb is None or mention.mod is not None or attachment.word in UNTIL | BY:
        return False
    if verb.dep_ in {"csubj", "csubjpass", "pcomp"}:
        return True
    if verb.dep_ not in {"xcomp", "acl", "advcl", "relcl"}:
        return False
    tense = verb_tense(verb.head) if verb.head.tag_ == "VBG" else None
    return verb.head.tag_ in _PAST_TAGS or (tense is not None and tense.direction == "past")


def _is_asked_on_the_day(attachment: Attachment, mention: DateMention) -> bool:
    """ "were asked to boil their water on Friday", told that Friday: asked or to be done on it."""
    verb = attachment.verb
    if verb is None or attachment.noun is not None or attachment.word in UNTIL | BY:
        return False
    if not BARE_WEEKDAY.fullmatch(mention.timex.text):
        return False
    first = verb.head if verb.dep_ == "conj" and verb.tag_ == "VB" else verb
    over = first.head
    if first.dep_ == "advcl" and first.tag_ == "VB" and over.tag_ in {"VBN", "VBD"}:
        return True  # "was sent to Congress, with lines cut to protect sources, on Friday"
    return first.dep_ in {"xcomp", "ccomp"} and over.lemma_ in DEMANDING and over.tag_ == "VBN"


def _is_state(attachment: Attachment, modality: Modality) -> bool:
    """ "closed until Friday": what holds up to a day, with nothing to be done by then."""
    verb = attachment.verb
    if attachment.word not in UNTIL or verb is None or _is_granted_until(attachment, verb):
        return False
    if modality.negated:
        return False  # looked into by ``is_not_before``
    if verb.lemma_ in words().grants and (verb.lemma_ == "have" or infinitive(verb)):
        return False
    if "postponed" in governor_name(verb) or modality.postponed:
        return False
    if auxiliaries(verb) & {"can", "may", "could"}:
        return False
    named = {verb.lemma_} | {c.lemma_ for c in children(verb, "acomp", "attr", "oprd")}
    if "open" in named and any(t.lemma_.lower() in words().windows for t in subjects(verb)):
        return False
    if any(o.lower_ in {"force", "effect", "place"} for o in objects(verb, "in")):
        return False
    return not named & words().lasting


def _is_granted_until(attachment: Attachment, verb: Token) -> bool:
    """ "(have) until the end of the month to pay": the infinitive after the day is the task."""
    helpers = [c.i for c in children(verb, "aux") if c.lower_ == "to"]
    return bool(helpers) and attachment.root.i < helpers[0] < verb.i


def infinitive(verb: Token) -> Token | None:
    """What is granted: the first infinitive with "to" after a verb, in its clause."""
    for token in islice(verb.subtree, _WIDE):
        bare = token.tag_ == "VB" and token.i > verb.i
        if bare and any(c.lower_ == "to" for c in children(token, "aux")):
            inside = takewhile(lambda node: node.i != verb.i, climb(token))
            if not any(node.dep_ == "relcl" and node.i != token.i for node in inside):
                return token
    return None


def _is_label(attachment: Attachment, mention: DateMention) -> bool:
    """ "February's wages", "next year's quotas", "the 2026 budget": the day only says which."""
    root = attachment.root
    over = root.head.head if root.dep_ == "pobj" and root.head.lower_ == "for" else None
    if over is not None and over.dep_ in {"nsubj", "nsubjpass"} and attachment.noun is None:
        return True
    behind = table(root.doc).lower[mention.tokens[1] : mention.tokens[1] + 1]
    if behind and behind[0] in {"'s", "’s"} and attachment.noun is None:
        return True  # "of next week's long-awaited game", parsed as of the week
    if root.dep_ not in {"poss", "compound", "nmod", "amod", "nummod"}:
        return False
    if attachment.noun is None or mention.precision in _COARSE:
        return root.head.pos_ in {"NOUN", "PROPN"}
    return False


def _recurs(attachment: Attachment, mention: DateMention) -> bool:
    """ "the third Tuesday of each month", "its Thursday night games"."""
    over = attachment.root.head
    owned = any(c.tag_ == "PRP$" for c in over.children) and over.tag_ in {"NNS", "NNPS"}
    weekday = BARE_WEEKDAY.fullmatch(mention.timex.text)
    if weekday and owned and attachment.root.dep_ in {"compound", "nmod"}:
        return True
    after = table(attachment.root.doc).lower[mention.tokens[1] : mention.tokens[1] + 2]
    return len(after) == 2 and after[0] in _PERIOD_OF and after[1] in {"each", "every"}
