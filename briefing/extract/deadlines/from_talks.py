"""Talks that lie ahead of an article, as rows of what is coming up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.attachment import attachment_of
from briefing.extract.deadlines.behind import HALF_A_YEAR, is_looked_back_on, is_of_the_past
from briefing.extract.deadlines.clause_labels import Label
from briefing.extract.deadlines.hours import hour_of
from briefing.extract.deadlines.labels import Labels, cut
from briefing.extract.deadlines.occasions import PARTS
from briefing.extract.events.labels import LOOSE_ENDS, content_words
from briefing.extract.events.modality import modality_of
from briefing.model import Deadline, Talk

_PRONOUNS = frozenset({"they", "he", "she", "it", "we", "i"})
_RUN_ON = re.compile(r", and (?:his|her|its|their) ")  # another subject, no topic of the meeting
_MOST = 2  # parties in a row
_SHORT = 2  # words; what a talk is called says more with its place behind it


def of_talk(
    doc: Doc, talk: Talk, own: Sequence[DateMention], day: date, labels: Labels
) -> Deadline | None:
    """A talk as a deadline of an article of ``day``, or None if it does not lie ahead.

    ``own`` are the time expressions within its mentions. One that was called off is a deadline
    only while its last day has not passed.
    """
    if talk.start is None or talk.end is None or talk.end < day:
        return None
    if talk.status not in {"planned", "postponed", "cancelled"}:
        return None
    days = [m.first for m in own if m.first is not None]
    if days and max(days) < day and talk.status == "planned":
        return None  # a call of March 21, told of later in that year
    others = [m.first for m in own if m.first is not None and m.first != talk.start]
    exact = [m for m in own if m.first == talk.start]
    if any(is_looked_back_on(attachment_of(doc, m), m, talk.start, day) for m in exact):
        return None
    far = (talk.start - day).days > HALF_A_YEAR
    if (
        far
        and exact
        and all(is_of_the_past(attachment_of(doc, m), m, talk.start, day) for m in exact)
    ):
        return None
    if exact and exact[0].precision in {"year", "quarter"} and exact[0].mod is None:
        return None
    hours = [hour_of(m, own) for m in exact]
    hour, zone = next((h for h in hours if h[0] is not None), (None, None))
    label = _clause(doc, talk, exact, labels)
    return Deadline(
        what=label.what,
        span=talk.span,
        when=talk.start,
        end=talk.end,
        kind="event",
        precision=exact[0].precision if exact else "day",
        who=label.who,
        tentative=bool(exact) and all(_is_unsure(doc, m) for m in exact),
        cancelled=talk.status in {"cancelled", "postponed"},  # not on that day, whenever it is
        moved_from=others[0] if others and talk.status == "postponed" else None,
        time=talk.time or hour,
        zone=talk.zone or zone,
    )


def _clause(doc: Doc, talk: Talk, own: Sequence[DateMention], labels: Labels) -> Label:
    """The clause that tells of a meeting ("Erdogan and Putin to meet"), else its name."""
    parties = _named_first(talk.parties)
    named = Label(cut(_undated(_what(talk), own)), " and ".join(parties) or None)
    dated = any(mention.timex.text in talk.what for mention in own)
    for mention in own:
        attachment = attachment_of(doc, mention)
        verb = attachment.verb if attachment.noun is None else None
        if verb is not None and modality_of(verb).negated:
            continue  # "is not expected to unveil a deal on Thursday at a hearing"
        label = labels.of(attachment)
        words = label.what.split()
        fits = content_words(label.what) & content_words(named.what) or label.who is not None
        # One word alone ("hearing") says less than any two ("her testimony").
        longer = len(words) > max(_SHORT if " " in named.what else 1, len(named.what.split()))
        # "her testimony at Friday's hearing": the day is that of what somebody does there
        noun = attachment.noun
        part = label.who is not None and noun is not None and noun.lemma_.lower() in PARTS
        if fits and (part or longer or (dated and len(words) > _SHORT)):
            met = any(party in label.what for party in parties[:1])
            return Label(label.what, label.who or (None if met else named.who))
    return named


def _undated(what: str, own: Sequence[DateMention]) -> str:
    """ "briefing no later than May 31": the day stands in a column of its own."""
    for mention in own:
        head, day, tail = what.partition(mention.timex.text)
        shown = head.split()
        while len(shown) > 1 and shown[-1].lower() in LOOSE_ENDS | {"no"}:
            shown.pop()
        if day and not tail.strip() and shown:
            return " ".join(shown)
    return what


def _what(talk: Talk) -> str:
    """ "talks in Oslo": a word or two alone would name nothing in a list."""
    what = _RUN_ON.split(talk.what)[0]
    opening, _, rest = what.partition(" ")
    if opening.lower() in _PRONOUNS and rest:
        return f"meeting in {talk.place}" if talk.place else "meeting"
    if talk.place is None or len(what.split()) > _SHORT or talk.place in what:
        return what
    moves = what.split()[-1] in {"visit", "trip"}
    return f"{what} {'to' if moves else 'in'} {talk.place}"


def _named_first(parties: Sequence[str]) -> list[str]:
    """The first parties by name; "members" and the like stand for nobody."""
    return ([p for p in parties if any(c.isupper() for c in p)] or list(parties))[:_MOST]


def _is_unsure(doc: Doc, mention: DateMention) -> bool:
    """Whether the clause of a day says that the talk could or is likely to be held on it."""
    attachment = attachment_of(doc, mention)
    words = [w for w in (attachment.verb, attachment.noun) if w is not None]
    return any(modality_of(word).tentative for word in words)
