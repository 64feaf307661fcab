"""The labels of the days of one article."""

from __future__ import annotations

import re
from collections.abc import Collection

from spacy.tokens import Doc

from briefing.extract.deadlines.attachment import Attachment
from briefing.extract.deadlines.label_writer import Label, LabelWriter, cut

_AMOUNT = re.compile(r"[$€£]?[\d.,]+(?: (?:percent|per cent|pct|%|\w+illion))?")


class Labels:
    """The labels of one article, each written once: what a talk is called its day may be, too.

    ``date_tokens`` are the tokens of all its time expressions, which no label repeats.
    """

    def __init__(self, doc: Doc, date_tokens: Collection[int]) -> None:
        self.date_tokens = date_tokens
        self._doc = doc
        self._written: dict[tuple[int | None, int | None, int, str], Label] = {}

    def of(self, attachment: Attachment) -> Label:
        """What the day of an attachment is of, and who owes or does it."""
        verb, noun = attachment.verb, attachment.noun
        key = (
            None if verb is None else verb.i,
            None if noun is None else noun.i,
            attachment.root.i,
            attachment.word,
        )
        if key not in self._written:
            self._written[key] = _label_of(self._doc, attachment, self.date_tokens)
        return self._written[key]


def _label_of(doc: Doc, attachment: Attachment, date_tokens: Collection[int]) -> Label:
    label = LabelWriter(doc, attachment, date_tokens).label()
    what = label.what
    if _AMOUNT.fullmatch(what):
        return Label("")  # of "from 8 percent planned for April" the rise is what is planned
    while what.endswith((" is", " are")):  # "his release date is (June 2)"
        what = what.rpartition(" ")[0]
    return Label(cut(what), label.who)
