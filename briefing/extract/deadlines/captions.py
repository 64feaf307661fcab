"""Sentences under a picture, whose present tense is that of what the picture shows."""

from __future__ import annotations

import re
from datetime import date

from spacy.tokens import Token

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.attachment import BY, UNTIL, Attachment
from briefing.extract.deadlines.behind import BARE_WEEKDAY
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.grammar.syntax import children, subjects
from briefing.extract.word_lists import word_lists

_ANYBODY = word_lists("time_words")["anybody"]
_DIARY = word_lists("time_words")["diary"]
_SPEAKING = frozenset("speak address gesture testify talk".split())
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}$")
_ENDS = frozenset(".;)")
_TO_YESTERDAY = 6  # days from one weekday to the next one with the name of the day before


def is_caption(attachment: Attachment, mention: DateMention, when: date, day: date) -> bool:
    """Whether a present tells of a picture: "a man is removed on Wednesday".

    Three signs tell it: a passive of somebody whom nobody knows; the day of publication given
    with its year, as agencies end their captions; and the name of the weekday just past, where
    somebody who meant the next one would say so.
    """
    verb = attachment.verb
    if verb is None or attachment.noun is not None or attachment.word in UNTIL | BY:
        return _is_of_anybody(verb, mention) if verb is not None else False
    if not _is_present(verb) or verb.lemma_ in words().arranged:
        return _is_of_anybody(verb, mention)
    if when == day and _YEAR.search(mention.timex.text) and _ends_the_sentence(verb, mention):
        return True
    weekday = bool(BARE_WEEKDAY.fullmatch(mention.timex.text))
    if weekday and (when - day).days == _TO_YESTERDAY and not _is_by_a_calendar(verb):
        return True
    return _is_of_anybody(verb, mention)


def _is_of_anybody(verb: Token, mention: DateMention) -> bool:
    if not BARE_WEEKDAY.fullmatch(mention.timex.text):
        return False
    if not {c.lower_ for c in children(verb, "auxpass")} & {"is", "are"}:
        return False
    return any(
        who.lemma_.lower() in _ANYBODY and not {"the", "this"} & {c.lower_ for c in who.children}
        for who in subjects(verb)
    )


def _is_present(verb: Token) -> bool:
    """ "walks", "is carried", without anything that puts it ahead ("is to be carried")."""
    helpers = {c.lower_ for c in children(verb, "aux", "auxpass")}
    if verb.tag_ in {"VBZ", "VBP"}:
        return not helpers and verb.lemma_ != "be"
    return verb.tag_ == "VBN" and bool(helpers) and helpers <= {"is", "are"}


def _ends_the_sentence(verb: Token, mention: DateMention) -> bool:
    doc, stop = verb.doc, mention.tokens[1]
    return stop >= len(doc) or doc[stop].text in _ENDS or doc[stop].is_space


def _is_by_a_calendar(verb: Token) -> bool:
    """Whether a present of a weekday is one of appointments: "The court rules on Tuesday"."""
    kinds = words().kinds
    turns = words().acts | kinds["start"] | kinds["expiry"] | kinds["vote"]
    held = turns | words().holding | words().generic | _DIARY
    return verb.lemma_ in held - _SPEAKING
