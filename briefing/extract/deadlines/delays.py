"""Delays by a length: "postponed by 48 hours" moves a day that stands in a sentence close by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from msgspec.structs import replace
from spacy.tokens import Doc

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.attachment import attachment_of
from briefing.extract.deadlines.terms import length_in_days
from briefing.extract.events.modality import governor_name
from briefing.extract.grammar.syntax import children
from briefing.model import Deadline


def delay_in(doc: Doc, mention: DateMention) -> int | None:
    """The days by which a length puts something off, or None if it does not.

    A would-be delay ("could be postponed by a week") moves nothing.
    """
    first = mention.tokens[0]
    if mention.timex.type != "DURATION" or first == 0 or doc[first - 1].lower_ != "by":
        return None
    verb = attachment_of(doc, mention).verb
    if verb is None or not (governor_name(verb) & {"postponed"} or verb.lemma_ == "extend"):
        return None
    if any(c.tag_ in {"MD", "TO"} or c.dep_ == "neg" for c in children(verb, "aux", "neg")):
        return None
    return length_in_days(mention.timex.value)


def put_off(
    deadlines: Sequence[Deadline],
    places: Mapping[int, Sequence[int]],
    delays: Sequence[tuple[int, int]],
) -> list[Deadline]:
    """``deadlines`` with the delayed ones on their new days, the old ones kept as moved from.

    ``places`` gives for a sentence the indices of what was found in it, ``delays`` are pairs of
    a sentence and days. The thing that is put off stands in the same sentence, else in the one
    before, else in the one after.
    """
    moved = list(deadlines)
    for sentence, days in delays:
        near = next((places[n] for n in (sentence, sentence - 1, sentence + 1) if n in places), ())
        for index in near[-1:]:
            old = moved[index]
            if old.moved_from is not None or old.kind == "due":
                continue
            try:
                when, end = old.when + timedelta(days=days), old.end + timedelta(days=days)
            except OverflowError:
                continue
            moved[index] = replace(old, when=when, end=end, moved_from=old.when)
    return moved
