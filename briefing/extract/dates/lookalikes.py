"""Words and numbers that look like dates and are none: May the name, Resolution 2334, The Sun."""

from __future__ import annotations

import re

from briefing.extract.dates.context import Reading
from briefing.extract.dates.vocabulary import MONTHS, WEEKDAYS
from briefing.extract.grammar.token_table import table
from briefing.extract.grammar.words import Words
from briefing.extract.word_lists import word_lists

_WORDS = word_lists("lookalikes")
_BEFORE_DATE = _WORDS["before_date"]
_NUMBERED = _WORDS["numbered"]
_AMBIGUOUS_LOWER = frozenset("may march mar mars sun sat wed dec jan mon fri thu sep oct".split())
_SHORT = frozenset("mar jan jun sun sat wed mon sep dec thu".split())
_NAME_BEFORE_DAY = frozenset("black bloody cyber super ruby giving man girl palm easter".split())
_NAME_AFTER_DAY = _WORDS["name_after_day"]
_BEFORE_SHORT = frozenset(
    "in since by until next last this of on from to between and or through - –".split()
)
_TITLE = re.compile(r"(?:This|Last|Next) [A-Z]\w+")
_QUOTES = frozenset("“\"‘'`")
_CLOSING = frozenset("”\"’'")
_BARE_YEAR = re.compile(r"(?:year )?[0-9]{4}")
_COUNTABLE = _WORDS["countable"]
_COUNTED = frozenset({"CARDINAL", "MONEY", "QUANTITY", "PERCENT", "LAW", "PRODUCT"})


def is_lookalike(reading: Reading, span: Words) -> bool:
    """Whether the words of ``span`` are no time expression after all."""
    text = span.text
    word = text.rstrip(".").lower()
    marked = text[0].isupper() and _previous(span)[-1:] in _QUOTES
    if marked and (_TITLE.fullmatch(text) or _following(span)[:1] in _CLOSING):
        return True  # the "Today" show
    if _is_in_a_title(span, text):
        return True
    if text.endswith(" may") and reading.precision == "month":
        return True
    if word in MONTHS:
        return _no_month(span, text, word)
    if word in WEEKDAYS:
        return _no_weekday(span, text, word)
    if word == "now":
        return _no_now(span, text)
    return _BARE_YEAR.fullmatch(word) is not None and _no_year(span, word)


def _is_in_a_title(span: Words, text: str) -> bool:
    """ "The Day After Tomorrow", "Creature of the Week": capitals that no sentence begins with."""
    first, last = span.doc[span.start], span.doc[span.end - 1]
    if last.lower_ == "week" and last.text[0].isupper() and span.start > 1:
        return span.doc[span.start - 1].lower_ == "of" or text.lower() == "the week"
    if last.lower_ not in {"tomorrow", "today", "tonight", "yesterday"} or not last.text.istitle():
        return False
    inner = table(span.doc).word[span.start : span.end]
    inside = len(inner) > 1 and all(w[0].isupper() for w in inner)
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and before.lower_ in {"the", "after"} and before.text[0].isupper():
        return not before.is_sent_start or before.lower_ == "after"
    return inside and not first.is_sent_start


def _previous(span: Words) -> str:
    if span.start == 0 or "\n" in span.doc[span.start - 1].text:
        return ""
    return span.doc[span.start - 1].lower_


def _following(span: Words) -> str:
    return span.doc[span.end].lower_ if span.end < len(span.doc) else ""


def _no_month(span: Words, text: str, word: str) -> bool:
    """A bare month word that is a verb, an adjective or somebody's name."""
    if text[0].islower():
        return word in _AMBIGUOUS_LOWER or (
            word == "august" and _previous(span) not in _BEFORE_DATE - {"the", ",", "and", "or"}
        )
    if text.isupper() and len(word) > 3 and word in {"may", "march"}:
        return True
    root = span.root
    if root.tag_ == "MD" or root.ent_type_ == "PERSON":
        return True
    if word in {"may", "march", "august", "april", "june"} | _SHORT:
        previous, following = _previous(span), _following(span)
        if word == "may" and previous not in _BEFORE_DATE and _is_subject(span):
            return True
        if (
            word == "march"
            and following in {"on", "for", "against", "to"}
            and previous in {"the", "a"}
        ):
            return True
        if word in _SHORT and "." not in text and following not in {"."}:
            return previous not in _BEFORE_SHORT
        if previous in _BEFORE_DATE:
            return False
        before = span.doc[span.start - 1] if span.start else None
        if before is not None and before.text[:1].isupper() and before.is_alpha:
            return True
        return root.ent_type_ != "DATE"
    return False


def _is_subject(span: Words) -> bool:
    """ "May has received backing", "May said": what follows is the verb of a person."""
    after = span.doc[span.end] if span.end < len(span.doc) else None
    return after is not None and after.tag_ in {"VBZ", "VBD", "MD"}


def _no_weekday(span: Words, text: str, word: str) -> bool:
    previous, following = _previous(span), _following(span)
    if text[0].islower() and len(word) < 5:
        return True
    if word == "sun" and previous in {"the", "our"}:
        return True  # "as far as Jupiter is from the Sun.", with the full stop of the sentence
    if word in {"sun", "sat", "mon", "wed", "fri", "thu"} and "." not in text:
        return root_is_name(span) or previous not in {
            "on",
            "next",
            "last",
            "this",
            "by",
            "until",
            ",",
        }
    if previous in _NAME_BEFORE_DAY:
        return True
    return following in _NAME_AFTER_DAY and span.doc[span.end].text[:1].isupper()


def root_is_name(span: Words) -> bool:
    """Whether the model takes the words for the name of a person or a body."""
    return span.root.ent_type_ in {"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "GPE", "FAC"}


def _no_year(span: Words, word: str) -> bool:
    previous = _previous(span)
    token = span.doc[span.end - 1]
    following = _following(span)
    number = int(word[-4:])
    if _in_proper_name(span):
        return True
    if previous in _NUMBERED or following in _COUNTABLE:
        return True
    if not 1500 <= number <= 2099 and previous not in {"in", "since", "of", "until", "from", "by"}:
        return True
    if token.ent_type_ in _COUNTED:
        counted = token.dep_ == "nummod" and token.head.tag_ == "NNS"
        return counted or previous not in _BEFORE_DATE
    return False


def _in_proper_name(span: Words) -> bool:
    """Whether a figure stands inside a name: "the Russell 2000 Index"."""
    before = span.doc[span.start - 1] if span.start else None
    after = span.doc[span.end] if span.end < len(span.doc) else None
    if before is None or after is None or before.lower_ in _BEFORE_DATE:
        return False
    return before.tag_ == "NNP" and after.tag_ in {"NNP", "NN"} and after.text[0].isupper()


def _no_now(span: Words, text: str) -> bool:
    return span.root.pos_ not in {"ADV", "NOUN", "ADJ"} or text.isupper()
