"""One coming day read with its clause: what is to happen or to be done by then, and by whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace
from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.ahead import infinitive, is_not_before, is_to_come
from briefing.extract.deadlines.attachment import (
    UNTIL,
    Attachment,
    attachment_of,
    days_meant,
    is_counted,
    is_replaced,
    old_day,
)
from briefing.extract.deadlines.candidate import Candidate
from briefing.extract.deadlines.clause_labels import Label
from briefing.extract.deadlines.clauses import election_run_for
from briefing.extract.deadlines.habits import is_habit
from briefing.extract.deadlines.hours import hour_of, is_conversion, is_limit_of_today
from briefing.extract.deadlines.kinds import kind_of
from briefing.extract.deadlines.labels import Labels
from briefing.extract.deadlines.occasions import is_event, is_poll
from briefing.extract.deadlines.participants import can_act
from briefing.extract.deadlines.terms import term_end
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.events.attachment import is_day
from briefing.extract.events.inventory import inventory
from briefing.extract.events.labels import noun_phrase, who_is
from briefing.extract.events.modality import Modality, modality_of
from briefing.extract.grammar.syntax import (
    VERBAL,
    all_auxiliaries,
    auxiliaries,
    children,
    clause_range,
    climb,
    in_dateline,
    sentence_starts,
    subjects,
)
from briefing.extract.grammar.token_table import table
from briefing.extract.word_lists import word_lists
from briefing.model import Span

_LOOKING_BACK = frozenset({"past", "last", "previous", "preceding", "recent"})
_FEW_HOURS = re.compile(r"PT(?:[0-9]|1[01])?(?:\.[0-9]+)?H")  # fewer than twelve
_LONGEST_TERM = 400  # days; longer terms are plans, not deadlines
_EXTENSIONS = frozenset("window period reprieve extension grace notice countdown".split())
_BESIDE = frozenset({"with", "after", "over", "for", "during", "in", "since"})
_ANCHORED = frozenset("of after before from ago later earlier since notice 's ’s ' ’".split())
_ORIGINALLY = frozenset({"originally", "initially", "previously"})
_PARTS = frozenset("end start beginning rest remainder course close part half middle".split())
_ORDERS = word_lists("time_words")["orders"]
_APPOINTED = frozenset("expect schedule set due slate require oblige".split())
_NAMING = frozenset({"compound", "nmod"})
_ALONGSIDE = frozenset("with after before until by in at during for".split())
_PHASES = frozenset("round series day week part stage leg holding staging set number all".split())
_PLAN = 6  # tokens from "previously" to the day: "previously scheduled to face trial in August"
_RANGES = frozenset({"-", "–", "to", "or"})
_COMPARED = frozenset({"less", "fewer", "more"})
_COUNTED_FROM_NOW = frozenset({"today", "tomorrow", "tonight", "tomorrow night"})
_MARKS = frozenset({'"', "“", "”", "''", "``", "'", "‘", "’"})
_ASIDE = 12  # tokens between a quoted day and the day of its cue
_NO_MOMENTS = ("season", "quarter", "month", "year")


def read_candidate(
    doc: Doc,
    mention: DateMention,
    near: Sequence[DateMention],
    day: date,
    labels: Labels,
) -> Candidate | None:
    """What a time expression makes due, or None when it lies behind, recurs, or states a fact.

    ``near`` are the expressions around it, ``labels`` writes what days are of.
    """
    if mention.timex.type == "SET" or in_dateline(doc[mention.tokens[0]]):
        return None
    if is_conversion(doc, mention, near):
        return None
    near = [o for o in near if o.zone is None or not is_conversion(doc, o, near)]
    bare = mention.first is not None and not is_day(mention)
    if bare and not is_limit_of_today(doc, mention, near):
        return None
    attachment = attachment_of(doc, mention)
    at = attachment.root.head.lower_ == "at"
    if at and mention.precision in _NO_MOMENTS and mention.mod is None:
        return None  # "a look at the coming winter" happens on no day of it
    if _is_of_the_day(mention, attachment) or _is_a_size(mention, attachment):
        return None
    if _was_said_before(doc, mention, near, day):
        return None
    days = days_meant(doc, mention, near)
    if days is None:
        return _term(doc, mention, attachment, near, day, labels)
    if attachment.verb is None and attachment.noun is None:
        return None
    modality = modality_of(attachment.verb) if attachment.verb is not None else Modality()
    if modality.superseded or _is_original(doc, mention) or is_replaced(attachment, mention, near):
        return _superseded(doc, attachment, mention, days)
    if days[1] < day or is_counted(doc, mention, near):
        return None
    if not is_to_come(attachment, modality, mention, days[0], day):
        return None
    moved = old_day(doc, attachment, mention, near)
    made = _candidate(doc, attachment, modality, mention, days, moved, labels)
    if made is None:
        return None
    hour, zone = hour_of(mention, near)
    return replace(made, time=hour, zone=zone)


def _was_said_before(
    doc: Doc, mention: DateMention, near: Sequence[DateMention], day: date
) -> bool:
    """ "We will go tomorrow," she wrote on Monday', told on a Tuesday: counted from that Monday."""
    if mention.timex.text.lower() not in _COUNTED_FROM_NOW:
        return False
    lower = table(doc).lower
    for other in near:
        if other.first is None or other.first >= day or other.precision not in {"day", "time"}:
            continue
        first, stop = sorted((mention.tokens, other.tokens))
        between = range(first[1], stop[0])
        if len(between) > _ASIDE or _MARKS.isdisjoint(lower[i] for i in between):
            continue
        if any(doc[i].tag_ == "VBD" and doc[i].lemma_ in words().said for i in between):
            return True
    return False


def _is_original(doc: Doc, mention: DateMention) -> bool:
    """ "originally due later this year"."""
    before = table(doc).lower[max(0, mention.tokens[0] - _PLAN) : mention.tokens[0]]
    return not _ORIGINALLY.isdisjoint(before)


def _superseded(
    doc: Doc, attachment: Attachment, mention: DateMention, days: tuple[date, date]
) -> Candidate:
    what = noun_phrase(doc, attachment.noun, ()) if attachment.noun is not None else None
    if what is None and attachment.verb is not None:
        what = who_is(doc, subjects(attachment.verb))
    return Candidate(
        what=what or "",
        span=mention.timex.span,
        when=days[0],
        end=days[1],
        kind="event",
        precision=mention.precision,
        superseded=True,
    )


def _candidate(
    doc: Doc,
    attachment: Attachment,
    modality: Modality,
    mention: DateMention,
    days: tuple[date, date],
    moved: date | None,
    labels: Labels,
) -> Candidate | None:
    own = _own_modality(attachment.noun) if attachment.noun is not None else modality
    dropped_or_open = own.cancelled or own.conditional or is_not_before(attachment, mention)
    if own.negated and not dropped_or_open and not _stands_anyhow(attachment):
        return None
    election = election_run_for(attachment.verb) if attachment.noun is None else None
    label = Label(election) if election else labels.of(attachment)
    if not label.what:
        return None
    # "if he wins Tuesday's contest": the contest is to be held in any case
    open_ = attachment.noun is None and _has_condition(attachment.verb)
    fixed = label.who is None and _is_beside(attachment)
    dropped = own.postponed and moved is None and attachment.word not in UNTIL | {"to"}
    return Candidate(
        what=label.what,
        span=_evidence(doc, attachment, mention),
        when=days[0],
        end=days[1],
        kind="vote" if election else kind_of(attachment, label.what),
        precision=mention.precision,
        who=label.who,
        tentative=not fixed
        and (modality.tentative or own.tentative or open_ or _is_hoped(attachment)),
        cancelled=own.cancelled or dropped,
        moved_from=moved,
        again=_takes_up(attachment.verb),
        conditional=modality.conditional,
        is_talk=_tells_of_talk(attachment),
    )


def _is_beside(attachment: Attachment) -> bool:
    """ "could make it a gain in the Nov. 8 election": a vote has its day, whatever it may bring."""
    noun, verb = attachment.noun, attachment.verb
    if noun is not None and attachment.root.head.lower_ == "due":
        return True  # "The study due in May could be the first"
    if noun is None or noun.dep_ != "pobj" or not is_poll(noun):
        return False
    named = attachment.root.dep_ in _NAMING and attachment.root.head.i == noun.i
    return named and (verb is None or verb.head.i != noun.i)


def _own_modality(noun: Token) -> Modality:
    """What is said of an event itself: who drops the sponsorship of a vote calls off no vote."""
    own = modality_of(noun)
    if not (own.cancelled or own.postponed) or noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return own
    over = noun.head.head
    if over.pos_ in VERBAL or is_event(over) or over.lemma_.lower() in _PHASES:
        return own
    return replace(own, cancelled=False, postponed=False)


def _stands_anyhow(attachment: Attachment) -> bool:
    """ "will not end with the May 3-5 convention": a vote has its day, whatever is denied."""
    noun, root = attachment.noun, attachment.root
    if noun is not None and _is_scheduled_beside(noun, attachment.verb):
        return True
    if noun is None or not is_poll(noun) or noun.dep_ != "pobj" or root.dep_ not in _NAMING:
        return False
    denied = any(c.lower_ == "no" for c in noun.children)
    return noun.head.lower_ in _ALONGSIDE and root.head.i == noun.i and not denied


def _is_scheduled_beside(noun: Token, verb: Token | None) -> bool:
    """ "does not plan to endorse her in a speech set for Friday": the speech is to be held."""
    own = verb is not None and verb.dep_ == "acl" and verb.lemma_ in words().arranged
    beside = noun.dep_ == "pobj" and noun.head.lower_ in _ALONGSIDE
    return own and beside and not any(c.lower_ == "no" for c in noun.children)


def _has_condition(verb: Token | None) -> bool:
    """ "If the vote succeeds, the law takes effect": the clause itself, or one under it."""
    if verb is None:
        return False
    clauses = [verb, *children(verb, "advcl")]
    return any(c.lower_ in {"if", "unless"} for v in clauses for c in children(v, "mark"))


def _is_hoped(attachment: Attachment) -> bool:
    """ "hopes to win the vote next week": not certain, whatever is done for it."""
    verb = attachment.verb
    over = verb.head if verb is not None and verb.dep_ == "xcomp" else None
    return over is not None and attachment.noun is None and over.lemma_ in {"hope", "hop"}


def _takes_up(verb: Token | None) -> bool:
    if verb is None:
        return False
    return any(c.lower_ in {"it", "now", "instead", "they"} for c in verb.children)


def _tells_of_talk(attachment: Attachment) -> bool:
    held = inventory()
    if attachment.noun is not None:
        lemma = attachment.noun.lemma_.lower()
        return lemma in held.medium | held.strong | held.plural | held.visit | held.call
    verb = attachment.verb
    if verb is None:
        return False
    tasks = [t for due in children(verb, "acomp", "oprd") for t in children(due, "xcomp")]
    return any(each.lemma_ in held.verbs for each in (verb, *tasks))


def _evidence(doc: Doc, attachment: Attachment, mention: DateMention) -> Span:
    start, end = mention.timex.span.start, mention.timex.span.end
    if attachment.verb is not None:
        first, stop = clause_range(attachment.verb)
        start, end = min(start, doc[first].idx), max(end, doc[stop - 1].idx + len(doc[stop - 1]))
    elif attachment.noun is not None:
        start = min(start, doc[attachment.noun.left_edge.i].idx)
        end = max(end, attachment.noun.idx + len(attachment.noun))
    return Span(start, end)


def _term(
    doc: Doc,
    mention: DateMention,
    attachment: Attachment,
    near: Sequence[DateMention],
    day: date,
    labels: Labels,
) -> Candidate | None:
    """ "gave the firm 30 days to comply", "within 10 days": a term counted from the article."""
    verb = attachment.verb
    if mention.timex.type != "DURATION" or verb is None:
        return None
    value = mention.timex.value or ""
    if value.startswith("PT") and value.endswith(("S", "M")):
        return None  # "19 seconds to stop"
    if verb.tag_ == "VBD" and verb.lemma_ in {"have", "be"} and infinitive(verb) is None:
        return None  # "had an effect within two days"
    if verb.tag_ == "VBD" and _FEW_HOURS.fullmatch(value):
        return None  # "had just a half-hour to pick up their things": over when it was told
    if not _LOOKING_BACK.isdisjoint(table(doc).lower[mention.tokens[0] - 1 : mention.tokens[1]]):
        return None  # "within the past two weeks"
    if _is_rough(doc, mention):
        return None
    when = mention.due or term_end(day, mention.timex.value)
    if when is None or when < day or (when - day).days > _LONGEST_TERM:
        return None
    after = doc[mention.tokens[1]].lower_ if mention.tokens[1] < len(doc) else ""
    if _is_told_of_earlier(doc, mention, near) or is_habit(attachment, mention):
        return None
    if after in _ANCHORED or _starts_later(verb) or not _is_binding(verb, attachment.word):
        return None
    modality = modality_of(verb)
    if modality.negated and not modality.conditional:
        return None
    label = labels.of(Attachment(verb, None, attachment.word, attachment.root))
    if not label.what:
        return None
    return Candidate(
        what=label.what,
        span=_evidence(doc, attachment, mention),
        when=when,
        end=when,
        kind="due",
        precision="day",
        who=label.who,
        tentative=modality.tentative or _has_condition(verb),
    )


def _is_of_the_day(mention: DateMention, attachment: Attachment) -> bool:
    """ "the great riddles of the day", unlike "the end of the day": those of its time."""
    over = attachment.root.head
    if mention.timex.text.lower() != "the day":
        return False
    if over.lower_ in {"for", "throughout", "during"}:
        return True  # "to exchange notes for the day"
    if over.lower_ == "of" and over.head.lower_ == "part" and over.head.head.lower_ == "for":
        return True
    return over.lower_ == "of" and over.head.lemma_.lower() not in _PARTS


def _is_a_size(mention: DateMention, attachment: Attachment) -> bool:
    """ "the six-month sentence", "a weekend interview": how long or which, not until when."""
    root = attachment.root
    if mention.timex.type != "DURATION":
        return False
    if root.dep_ not in {"compound", "amod", "nmod", "nummod"}:
        return False
    if root.head.pos_ not in {"NOUN", "PROPN"}:
        return False
    return root.head.lemma_.lower() not in words().limits | _EXTENSIONS


def _is_rough(doc: Doc, mention: DateMention) -> bool:
    """ "fewer than three weeks to spot it", "within 24-48 hours", "six to nine months": no day."""
    first, stop = mention.tokens
    lower = table(doc).lower
    around = lower[max(0, first - 2) : stop]
    if any(w == "than" and around[k] in _COMPARED for k, w in enumerate(around[1:])):
        return True
    return any(
        lower[k] in _RANGES and doc[k - 1].like_num and doc[k + 1].like_num
        for k in range(max(1, first - 1), min(stop, len(doc) - 1))
    )


def _is_told_of_earlier(doc: Doc, mention: DateMention, near: Sequence[DateMention]) -> bool:
    """ "within six months, he said last month": counted from no day that the text gives."""
    numbers = sentence_starts(doc)
    sentence = numbers[mention.tokens[0]]
    return any(
        other.direction == "past"
        and other.precision in {"week", "month", "quarter", "year"}
        and numbers[other.tokens[0]] == sentence
        for other in near
    )


def _starts_later(verb: Token) -> bool:
    """ "will have 10 days to sign it if it passes next week": counted from a day yet to come."""
    helpers = auxiliaries(verb)
    tasks = [t for d in children(verb, "dobj") for t in children(d, "acl", "relcl")]
    bearers = (verb, *children(verb, "xcomp", "dobj"), *tasks)
    clauses = [c for bearer in bearers for c in children(bearer, "advcl")]
    marks = {m.lower_ for c in clauses for m in children(c, "mark", "advmod")}
    return bool(helpers & {"will", "would"}) and bool(marks & {"if", "once", "when", "after"})


def _is_appointing(over: Token) -> bool:
    """ "is (to be paid within 30 days)", "are expected to", "is due to"."""
    node = over.head if over.dep_ == "acomp" else over
    now = {node.lower_, *all_auxiliaries(node)} & {"is", "are"}
    return bool(now) and (over.lower_ in {"is", "are"} or over.lemma_ in _APPOINTED)


def _only_lets(verb: Token) -> bool:
    """ "The truce begins in June, giving them three weeks to advance": nobody has to."""
    if verb.lemma_ not in {"give", "leave", "allow"}:
        return False
    if verb.tag_ != "VBG" or verb.dep_ != "advcl":
        return any(t.tag_ in {"DT", "WDT"} for t in subjects(verb))
    givers = subjects(verb.head)
    ordered = any(can_act(t) or t.tag_ == "PRP" or t.lemma_.lower() in _ORDERS for t in givers)
    return bool(givers) and not ordered


def _is_binding(verb: Token, word: str) -> bool:
    """Whether somebody is bound to a term, not only would be ("would have 18 months")."""
    upper = [node for node in climb(verb) if node.pos_ in VERBAL][:3]
    first = verb.head if verb.dep_ == "conj" and not children(verb, "aux") else verb
    helpers = auxiliaries(first)
    if verb.dep_ == "xcomp" and upper[1:]:
        helpers |= {c.lower_ for c in children(upper[1], "aux")}
    if "would" in helpers:
        return False
    if word != "within":
        granted = verb.lemma_ in words().grants and infinitive(verb) is not None
        return granted and word not in _BESIDE and not _only_lets(verb)
    if helpers & {"must", "shall", "will"} or {"has", "to"} <= helpers or {"have", "to"} <= helpers:
        return True
    if "to" in helpers and verb.dep_ == "xcomp" and _is_appointing(verb.head):
        return True
    return any(
        node.lemma_ in words().demands and (node.lemma_ != "have" or children(node, "xcomp"))
        for node in upper
    )
