"""Sentences under a picture, whose present tense is that of what the picture shows."""

from __future__ import annotations

import re
from datetime import date

from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.dates.vocabulary import WEEKDAY, weekday_number
from briefing.extract.deadlines.attachment import BY, UNTIL, Attachment
from briefing.extract.deadlines.behind import BARE_WEEKDAY
from briefing.extract.deadlines.vocabulary import is_in_a_diary, words
from briefing.extract.grammar.syntax import all_auxiliaries, children, subjects
from briefing.extract.word_lists import word_lists

_ANYBODY = word_lists("time_words")["anybody"]
_SPEAKING = frozenset("speak address gesture testify talk".split())
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}$")
_WEEKDAY = re.compile(rf"(?:{WEEKDAY})\b(?=.*[0-9])", re.IGNORECASE)
_ENDS = frozenset(".;)")
_TO_YESTERDAY = 6  # days from one weekday to the next one with the name of the day before


def is_caption(attachment: Attachment, mention: DateMention, when: date, day: date) -> bool:
    """Whether a present tells of a picture: "a man is removed on Wednesday".

    Three signs tell it: a passive of somebody whom nobody knows; the day of publication given
    with its year, as agencies end their captions; and the name of the weekday just past, where
    somebody who meant the next one would say so.
    """
    verb = attachment.verb
    if verb is None:
        return False
    weekday = bool(BARE_WEEKDAY.fullmatch(mention.timex.text))
    if weekday and _is_of_anybody(verb):
        return True
    if attachment.noun is not None or attachment.word in UNTIL | BY:
        return False
    if not _is_present(verb) or verb.lemma_ in words().arranged:
        return False
    if _is_of_another_year(mention, when):
        return True
    if when == day and _YEAR.search(mention.timex.text) and _ends_the_sentence(mention, verb.doc):
        return True
    appointed = is_in_a_diary(verb.lemma_) and verb.lemma_ not in _SPEAKING
    return weekday and (when - day).days == _TO_YESTERDAY and not appointed


def _is_of_another_year(mention: DateMention, when: date) -> bool:
    """ "uses binoculars on Thursday, February 6", where that is a Saturday: of a picture kept."""
    named = _WEEKDAY.match(mention.timex.text)
    return named is not None and weekday_number(named[0]) != when.weekday()


def _is_of_anybody(verb: Token) -> bool:
    if not {c.lower_ for c in children(verb, "auxpass")} & {"is", "are"}:
        return False
    return any(
        who.lemma_.lower() in _ANYBODY and not {"the", "this"} & {c.lower_ for c in who.children}
        for who in subjects(verb)
    )


def _is_present(verb: Token) -> bool:
    """ "walks", "is carried", without anything that puts it ahead ("is to be carried")."""
    helpers = all_auxiliaries(verb)
    if verb.tag_ in {"VBZ", "VBP"}:
        return not helpers and verb.lemma_ != "be"
    return verb.tag_ == "VBN" and bool(helpers) and helpers <= {"is", "are"}


def _ends_the_sentence(mention: DateMention, doc: Doc) -> bool:
    stop = mention.tokens[1]
    return stop >= len(doc) or doc[stop].text in _ENDS or doc[stop].is_space
