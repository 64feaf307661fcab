"""One coming day read with its clause: what is to happen or to be done by then, and by whom."""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from briefing.extract.attach import is_day, root_of
from briefing.extract.dates import DateMention
from briefing.extract.modality import Modality, governor_name, modality_of
from briefing.extract.syntax import VERBAL, children, clause_head, clause_range, climb, subjects
from briefing.extract.triggers import inventory
from briefing.extract.wording import noun_phrase, verb_phrase, who_is
from briefing.model import DeadlineKind, Precision, Span

_UNTIL = frozenset({"until", "till", "til", "through"})
_BY = frozenset({"by", "before", "within"})
_COARSE = frozenset({"year", "quarter", "season", "vague"})
_ORDER: tuple[DeadlineKind, ...] = ("vote", "expiry", "start", "due")
_PERIOD = re.compile(r"P(?:T(?P<hours>\d{1,3})H|(?P<n>\d{1,3})(?P<unit>[DWMY]))")
_LONGEST_TERM = 400  # days; longer terms are plans, not deadlines
_ARRANGED = frozenset(
    "schedule plan set due expect slate hold book propose arrange fix intend time call open sign "
    "start begin base aim publish".split()
)
_SKIPPED = frozenset("the a an this early late around about at least as close of business".split())
_GENERIC = frozenset({"take", "happen", "hold", "be", "come", "follow", "go"})
_READY = frozenset({"ready", "available", "due", "complete", "over", "open", "effective", "final"})
_MODALS = frozenset({"must", "can", "may", "could", "should", "shall"})


@dataclass(frozen=True, slots=True)
class Words:
    """``due.toml`` as sets."""

    kinds: dict[str, frozenset[str]]
    events: frozenset[str]
    grants: frozenset[str]
    demands: frozenset[str]
    lasting: frozenset[str]
    forecasts: frozenset[str]
    said: frozenset[str]


@dataclass(frozen=True, slots=True)
class Duty:
    """A coming day with its thing. ``superseded`` is a day that no longer stands.

    ``again`` marks words that take up a thing named before ("It will now take place ...").
    ``is_talk`` marks the words of a meeting.
    """

    what: str
    span: Span
    when: date
    end: date
    kind: DeadlineKind
    precision: Precision
    who: str | None = None
    tentative: bool = False
    cancelled: bool = False
    moved_from: date | None = None
    superseded: bool = False
    again: bool = False
    conditional: bool = False
    is_talk: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a day hangs: its clause's verb, the event noun if it is one's, the word before it."""

    verb: Token | None
    noun: Token | None
    word: str
    root: Token


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of ``due.toml``."""
    raw = tomllib.loads((files("briefing.extract") / "data" / "due.toml").read_text("utf-8"))
    verbs = raw["verbs"]
    return Words(
        kinds={kind: frozenset(listed) for kind, listed in raw["kinds"].items()},
        events=frozenset(raw["nouns"]["events"]),
        grants=frozenset(verbs["grants"]),
        demands=frozenset(verbs["demands"]),
        lasting=frozenset(verbs["lasting"]),
        forecasts=frozenset(verbs["forecasts"]),
        said=frozenset(verbs["said"]),
    )


def read_duty(
    doc: Doc,
    mention: DateMention,
    dates: Sequence[DateMention],
    day: date,
    taken: Collection[int],
) -> Duty | None:
    """What a time expression makes due, or None when it lies behind, recurs, or states a fact.

    ``taken`` are the tokens of all time expressions of the article.
    """
    if mention.timex.type == "SET" or (mention.first is not None and not is_day(mention)):
        return None
    days = _days(doc, mention, dates, day)
    anchor = _anchor(doc, mention)
    if days is None:
        return _term(doc, mention, anchor, day, taken)
    when, end = days
    if anchor.verb is None and anchor.noun is None:
        return None
    modality = modality_of(anchor.verb) if anchor.verb is not None else Modality()
    if modality.superseded or _replaced(anchor, mention, dates):
        return _superseded(doc, anchor, mention, when, end)
    if end < day:
        return None
    if not _ahead(anchor, modality, mention, when, day):
        return None
    if _is_state(doc, anchor, modality) or _is_forecast(anchor, mention):
        return None
    if _is_label(anchor) or _is_told(anchor):
        return None
    if _is_second(doc, mention, dates):
        return None
    return _duty(doc, anchor, modality, mention, (when, end), dates, taken)


def _days(
    doc: Doc, mention: DateMention, dates: Sequence[DateMention], day: date
) -> tuple[date, date] | None:
    if mention.first is None or mention.last is None:
        return None
    if mention.run is not None:
        return mention.run
    first, last = mention.first, mention.last
    if mention.mod == "END" and _word_before(doc, mention) in _BY | _UNTIL | {"at"}:
        return last, last
    partner = _next_joined(doc, mention, dates)
    if partner is not None and partner.last is not None and partner.last >= last:
        last = partner.last
    return first, last


def _next_joined(
    doc: Doc, mention: DateMention, dates: Sequence[DateMention]
) -> DateMention | None:
    for other in dates:
        gap = other.tokens[0] - mention.tokens[1]
        if (
            other.first is None
            or not 0 <= gap <= 2
            or "TIME"
            in {
                mention.timex.type,
                other.timex.type,
            }
        ):
            continue
        between = {t.lower_ for t in doc[mention.tokens[1] : other.tokens[0]]}
        if between <= {"and", "to", "-", "–", "through", "on"} and not _moves(doc, mention):
            return other
    return None


def _moves(doc: Doc, mention: DateMention) -> bool:
    """ "moved from Monday to Friday" are two days of one thing, no stretch."""
    verb = clause_head(root_of(doc, mention.tokens))
    return verb is not None and ("postponed" in governor_name(verb) or verb.lemma_ == "move")


def _is_second(doc: Doc, mention: DateMention, dates: Sequence[DateMention]) -> bool:
    """Whether an earlier mention already runs up to this one."""
    for other in dates:
        if other.first is not None and 0 <= mention.tokens[0] - other.tokens[1] <= 2:
            if _next_joined(doc, other, (mention,)) is not None:
                return True
            if other.run is not None and mention.run == other.run:
                return True
    return False


def _anchor(doc: Doc, mention: DateMention) -> Anchor:
    root = root_of(doc, mention.tokens)
    word = _word_before(doc, mention)
    noun: Token | None = None
    for node in climb(root):
        if mention.tokens[0] <= node.i < mention.tokens[1]:
            continue
        if node.pos_ in VERBAL and node.dep_ not in {"aux", "auxpass"}:
            break
        if node.pos_ in {"NOUN", "PROPN"}:
            if _is_event(node):
                noun = node
            break
    return Anchor(clause_head(root), noun, word, root)


def _word_before(doc: Doc, mention: DateMention) -> str:
    index = mention.tokens[0] - 1
    while index >= 0 and (doc[index].lower_ in _SKIPPED or _is_clock(doc, index)):
        index -= 1
    return doc[index].lower_ if index >= 0 else ""


def _is_clock(doc: Doc, index: int) -> bool:
    """ "until noon on Friday", "by 5 p.m. on Monday": the word that counts stands further left."""
    token = doc[index]
    if token.lower_ == "on":
        return index > 0 and _is_clock(doc, index - 1)
    return token.ent_type_ == "TIME" or token.lower_ in {"noon", "midnight", "p.m.", "a.m.", "pm"}


def _is_event(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in words().events or noun.lower_ in words().events


def _ahead(anchor: Anchor, modality: Modality, mention: DateMention, when: date, day: date) -> bool:
    """Whether the day, if it is the article's own or the current period, is still to come."""
    if anchor.word == "since":
        return False
    if modality.negated and anchor.noun is None and not modality.conditional:
        return anchor.word in {"until", "by"} and False
    if when > day:
        return True
    direction = modality.direction or mention.direction
    if direction == "past" or anchor.verb is None:
        return False
    if direction == "present":
        return anchor.verb.lemma_ not in words().said | {"be", "have"} or _has_term(anchor)
    return direction == "future"


def _has_term(anchor: Anchor) -> bool:
    return anchor.word in _UNTIL | _BY


def _is_state(doc: Doc, anchor: Anchor, modality: Modality) -> bool:
    """ "closed until Friday": what holds up to a day, with nothing to be done by then."""
    if anchor.word not in _UNTIL or anchor.verb is None:
        return False
    verb = anchor.verb
    if verb.lemma_ in words().grants and (_infinitives(verb) or verb.lemma_ == "have"):
        return False
    if "postponed" in governor_name(verb) or modality.postponed:
        return False
    helpers = {c.lower_ for c in children(verb, "aux")}
    if helpers & {"can", "may", "could"}:
        return False
    named = {verb.lemma_} | {c.lemma_ for c in children(verb, "acomp", "attr", "oprd")}
    return not named & words().lasting


def _infinitives(verb: Token) -> list[Token]:
    found = [
        c
        for c in verb.subtree
        if c.tag_ == "VB" and c.i > verb.i and any(a.lower_ == "to" for a in children(c, "aux"))
    ]
    return found[:1]


def _is_forecast(anchor: Anchor, mention: DateMention) -> bool:
    if mention.precision not in _COARSE or mention.mod == "END":
        return False
    if anchor.noun is not None and mention.precision != "year":
        return False
    if anchor.word in _BY | _UNTIL and mention.precision == "year":
        return True
    verb = anchor.verb
    if verb is None or anchor.noun is not None:
        return False
    if any(c.lower_ in _READY for c in children(verb, "acomp", "attr", "advmod")):
        return False
    return verb.lemma_ in words().forecasts


def _is_label(anchor: Anchor) -> bool:
    """ "February's wages", "next year's quotas": the day only says which."""
    root = anchor.root
    if root.dep_ not in {"poss", "compound", "nmod", "amod"} or anchor.noun is not None:
        return False
    return root.head.pos_ in {"NOUN", "PROPN"}


def _is_told(anchor: Anchor) -> bool:
    """ "an order issued in September", "follows a visit on Tuesday": done already."""
    verb = anchor.verb
    if verb is None:
        return False
    if anchor.noun is not None:
        return verb.lemma_ in {"follow", "succeed"} and anchor.noun.dep_ in {"dobj", "pobj"}
    return verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBD"} and verb.lemma_ not in _ARRANGED


def _replaced(anchor: Anchor, mention: DateMention, dates: Sequence[DateMention]) -> bool:
    """The old day of something that the same sentence moves to another."""
    verb = _moving_verb(anchor)
    if verb is None:
        return False
    if anchor.word == "from" and verb.lemma_ not in {"extend", "run"}:
        return True
    return anchor.verb is not verb and bool(_targets(verb, mention, dates))


def _moving_verb(anchor: Anchor) -> Token | None:
    verb = anchor.verb
    for _ in range(3):
        if verb is None:
            return None
        if "postponed" in governor_name(verb) or verb.lemma_ in {"move", "extend", "bring"}:
            return verb
        if verb.dep_ not in {"acl", "relcl"}:
            return None
        verb = clause_head(verb.head)
    return None


def _targets(verb: Token, mention: DateMention, dates: Sequence[DateMention]) -> list[DateMention]:
    doc = verb.doc
    found = []
    for other in dates:
        if other is mention or other.first is None or abs(other.tokens[0] - verb.i) > 40:
            continue
        if _word_before(doc, other) in {"to", "until", "till", "for"}:
            head = clause_head(root_of(doc, other.tokens))
            if head is not None and head.i == verb.i:
                found.append(other)
    return found


def _superseded(doc: Doc, anchor: Anchor, mention: DateMention, when: date, end: date) -> Duty:
    what = noun_phrase(doc, anchor.noun, ()) if anchor.noun is not None else None
    if what is None and anchor.verb is not None:
        what = who_is(doc, subjects(anchor.verb))
    return Duty(
        what=what or "",
        span=mention.timex.span,
        when=when,
        end=end,
        kind="event",
        precision=mention.precision,
        superseded=True,
    )


def _duty(
    doc: Doc,
    anchor: Anchor,
    modality: Modality,
    mention: DateMention,
    days: tuple[date, date],
    dates: Sequence[DateMention],
    taken: Collection[int],
) -> Duty | None:
    verb, noun = anchor.verb, anchor.noun
    moved = _old_day(doc, anchor, mention, dates)
    void = modality_of(noun) if noun is not None else modality
    if noun is not None:
        if void.negated and not void.cancelled:
            return None
        what, who = noun_phrase(doc, noun, taken), _noun_owner(doc, noun, verb)
    elif verb is not None:
        what, who = _verb_thing(doc, anchor, verb, taken)
    else:
        return None
    gone = void.cancelled or (
        void.postponed and moved is None and anchor.word not in _UNTIL | {"to"}
    )
    return Duty(
        what=what,
        span=_evidence(doc, verb, noun, mention),
        when=days[0],
        end=days[1],
        kind=_kind(anchor, what),
        precision=mention.precision,
        who=who,
        tentative=modality.tentative or modality.conditional or void.tentative,
        conditional=modality.conditional,
        cancelled=gone,
        moved_from=moved,
        again=_takes_up(verb),
        is_talk=_tells_of_talk(verb, noun),
    )


def _takes_up(verb: Token | None) -> bool:
    if verb is None:
        return False
    named = {c.lower_ for c in verb.children}
    return bool(named & {"it", "now", "instead", "they"})


def _tells_of_talk(verb: Token | None, noun: Token | None) -> bool:
    held = inventory()
    if noun is not None:
        lemma = noun.lemma_.lower()
        return lemma in held.medium | held.strong | held.plural | held.visit | held.call
    return verb is not None and verb.lemma_ in held.verbs


def _old_day(
    doc: Doc, anchor: Anchor, mention: DateMention, dates: Sequence[DateMention]
) -> date | None:
    verb = _moving_verb(anchor)
    if verb is None or anchor.verb is not verb:
        return None
    for other in dates:
        if other is mention or other.first is None or abs(other.tokens[0] - verb.i) > 40:
            continue
        root = root_of(doc, other.tokens)
        under = any(node.i == verb.i for node in climb(root))
        if under and (_word_before(doc, other) == "from" or clause_head(root) is not verb):
            return other.first if other.first != mention.first else None
    return None


def _verb_thing(
    doc: Doc, anchor: Anchor, verb: Token, taken: Collection[int]
) -> tuple[str, str | None]:
    who = who_is(doc, subjects(verb))
    if verb.lemma_ in words().grants:
        task = _infinitives(verb)
        if task:
            if verb.lemma_ not in {"have", "face", "get", "receive"}:
                given = children(verb, "dative") or children(verb, "dobj")
                who = who_is(doc, given) or who
            return verb_phrase(doc, task[0], taken), who
        if verb.lemma_ == "have" and anchor.word in _UNTIL:
            return "deadline", who
    if _is_pronominal(verb):
        event = _antecedent(verb)
        if event is not None:
            return noun_phrase(doc, event, taken), None
    agents = [o for c in children(verb, "agent") for o in children(c, "pobj")]
    passive = children(verb, "nsubjpass")
    event = passive or (who is not None and _is_thing(subjects(verb)))
    if event:
        thing = who_is(doc, passive or subjects(verb)) or ""
        return f"{thing} {verb_phrase(doc, verb, taken)}".strip(), who_is(doc, agents)
    return verb_phrase(doc, verb, taken), who


def _is_pronominal(verb: Token) -> bool:
    """ "It will take place on Friday", "That is due by Monday"."""
    who = subjects(verb)
    return (
        bool(who)
        and all(t.lower_ in {"it", "this", "that", "they"} for t in who)
        and (verb.lemma_ in _GENERIC | {"begin", "start", "end", "expire", "resume", "run", "last"})
    )


def _antecedent(verb: Token) -> Token | None:
    """The last event noun of the sentence before."""
    start = verb.i
    while start > 0 and not verb.doc[start].is_sent_start and verb.i - start < 60:
        start -= 1
    for index in range(start - 1, max(-1, start - 50), -1):
        token = verb.doc[index]
        if token.pos_ == "NOUN" and _is_event(token):
            return token
        if token.is_sent_start:
            break
    return None


def _is_thing(tokens: Sequence[Token]) -> bool:
    people = inventory().officials
    return bool(tokens) and all(
        t.pos_ == "NOUN" and not t.ent_type_ and t.lemma_.lower() not in people for t in tokens
    )


def _noun_owner(doc: Doc, noun: Token, verb: Token | None) -> str | None:
    owners = [c for c in children(noun, "poss") if c.ent_type_ not in {"DATE", "TIME"}]
    if owners:
        return who_is(doc, owners)
    if verb is not None and noun.dep_ in {"dobj", "pobj", "attr"}:
        return who_is(doc, subjects(verb))
    return None


def _kind(anchor: Anchor, what: str) -> DeadlineKind:
    """By the noun or verb that the day hangs on first, then by the word before the day."""
    kinds = words().kinds
    own: list[str] = []
    if anchor.noun is not None:
        own = [anchor.noun.lemma_.lower(), anchor.noun.lower_]
    elif anchor.verb is not None:
        verb = anchor.verb
        own = [verb.lemma_.lower()]
        own += [f"{verb.lemma_} {c.lower_}" for c in children(verb, "prt")]
        own += [c.lemma_.lower() for c in children(verb, "dobj", "acomp", "attr")]
        own += [o.lemma_.lower() for c in children(verb, "prep") for o in children(c, "pobj")]
    if any(word in kinds["vote"] for word in own):
        return "vote"
    if anchor.word in _BY or (anchor.word in _UNTIL and _is_grant(anchor)):
        return "due"
    for kind in ("expiry", "start", "due"):
        if any(word in kinds[kind] for word in own):
            return kind  # type: ignore[return-value]
    if anchor.verb is not None and anchor.noun is None:
        helpers = {c.lower_ for c in children(anchor.verb, "aux")}
        if helpers & {"must", "shall"}:
            return "due"
    return "vote" if any(w in kinds["vote"] for w in what.lower().split()) else "event"


def _is_grant(anchor: Anchor) -> bool:
    return anchor.verb is not None and (
        anchor.verb.lemma_ in words().grants
        or bool({c.lower_ for c in children(anchor.verb, "aux")} & _MODALS)
    )


def _evidence(doc: Doc, verb: Token | None, noun: Token | None, mention: DateMention) -> Span:
    start, end = mention.timex.span.start, mention.timex.span.end
    if verb is not None:
        first, stop = clause_range(verb)
        start, end = min(start, doc[first].idx), max(end, doc[stop - 1].idx + len(doc[stop - 1]))
    elif noun is not None:
        start = min(start, doc[noun.left_edge.i].idx)
        end = max(end, noun.idx + len(noun))
    return Span(start, end)


def _term(
    doc: Doc, mention: DateMention, anchor: Anchor, day: date, taken: Collection[int]
) -> Duty | None:
    """ "gave the firm 30 days to comply", "within 10 days": a term counted from the article."""
    if mention.timex.type != "DURATION" or anchor.verb is None:
        return None
    when = mention.due or _after(day, mention.timex.value)
    verb = anchor.verb
    if when is None or when < day or (when - day).days > _LONGEST_TERM:
        return None
    nxt = doc[mention.tokens[1]].lower_ if mention.tokens[1] < len(doc) else ""
    if nxt in {"of", "after", "before", "from", "ago", "later", "earlier", "since"}:
        return None
    granted = verb.lemma_ in words().grants and bool(_infinitives(verb))
    if anchor.word == "within":
        granted = granted or _is_demanded(verb)
    modality = modality_of(verb)
    helpers = {c.lower_ for c in children(verb, "aux")}
    if not granted or (modality.negated and not modality.conditional) or "would" in helpers:
        return None
    what, who = _verb_thing(doc, anchor, verb, taken)
    return Duty(
        what=what,
        span=_evidence(doc, verb, None, mention),
        when=when,
        end=when,
        kind="due",
        precision="day",
        who=who,
        tentative=modality.tentative,
    )


def _is_demanded(verb: Token) -> bool:
    if {c.lower_ for c in children(verb, "aux")} & {"must", "shall", "will", "has", "have"}:
        return True
    return any(node.lemma_ in words().demands for node in climb(verb) if node.pos_ in VERBAL)


def _after(day: date, value: str | None) -> date | None:
    match = _PERIOD.fullmatch(value or "")
    if match is None:
        return None
    try:
        if match["hours"]:
            return day + timedelta(days=max(1, round(int(match["hours"]) / 24)))
        number = int(match["n"])
        if match["unit"] == "D":
            return day + timedelta(days=number)
        if match["unit"] == "W":
            return day + timedelta(weeks=number)
        return _months_on(day, number * (12 if match["unit"] == "Y" else 1))
    except (OverflowError, ValueError):
        return None


def _months_on(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return replace_day(date(year, month + 1, 1), min(day.day, last))


def replace_day(day: date, number: int) -> date:
    """The same month's day of that number."""
    return day.replace(day=number)
