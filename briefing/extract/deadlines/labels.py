"""The labels of the days of one article."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property

from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.attachment import Attachment
from briefing.extract.deadlines.behind import BARE_WEEKDAY
from briefing.extract.deadlines.clause_labels import Label
from briefing.extract.deadlines.forecasts import is_object
from briefing.extract.deadlines.label_writer import LabelWriter
from briefing.extract.deadlines.occasions import is_event
from briefing.extract.events.attachment import root_of
from briefing.extract.events.labels import LOOSE_ENDS, balanced
from briefing.extract.grammar.syntax import children
from briefing.extract.grammar.token_table import table

_LONGEST = 16  # words that a reader takes in at a glance, as in a diary
_HOOKS = LOOSE_ENDS | frozenset("regarding with against into over about under among".split())
_FEWEST = 6  # words that a label keeps when it is cut
_ENDING = frozenset({"end", "stop", "drop", "cut", "scrap", "suspend", "halt"})
_HYPHENS = frozenset({"-", "–"})
_DASHES = "-–—•* "  # before an entry of a list
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
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
            beside = self._places_of_others(attachment.root.i)
            left_out = self.date_tokens if not beside else {*self.date_tokens, *beside}
            self._written[key] = _label_of(self._doc, attachment, left_out)
        return self._written[key]

    def _places_of_others(self, day: int) -> set[int]:
        """ "on April 5 in Molde and on April 9 in Lima": of each day the place of the other."""
        sentence = table(self._doc).sentence
        own = [(run, place) for run, place in self._placed if sentence[run[0]] == sentence[day]]
        if not any(day in run for run, _ in own):
            return set()
        return {i for run, place in own if day not in run for i in place}

    @cached_property
    def _placed(self) -> list[tuple[range, range]]:
        """The days right behind which a place stands, each with its tokens and those of it."""
        found: list[tuple[range, range]] = []
        doc, days = self._doc, sorted(self.date_tokens)
        for place, last in enumerate(days):
            if last + 2 >= len(doc) or last + 1 in self.date_tokens:
                continue
            first = place
            while first > 0 and days[first - 1] == days[first] - 1:
                first -= 1
            end = last + 2
            while end < len(doc) and doc[end].ent_type_ in {"GPE", "LOC", "FAC"}:
                end += 1
            if doc[last + 1].lower_ in {"in", "at"} and end > last + 2:
                found.append((range(days[first], last + 1), range(last + 1, end)))
        return found


def tokens_of_days(doc: Doc, dates: Iterable[DateMention]) -> set[int]:
    """The tokens of time expressions with the "-21" of "July 17-21", which no label repeats.

    Those of a compound ("a six-and-a-half-week strike") belong to their noun.
    """
    found: set[int] = set()
    t = table(doc)
    for mention in dates:
        first, stop = mention.tokens
        joined = first > 1 and t.word[first - 1] == "-" and t.end[first - 1] == t.start[first]
        if joined and not doc[first - 2].is_digit:
            continue
        root = root_of(doc, mention.tokens)
        if mention.timex.type == "SET" and root.dep_ == "amod" and stop - first == 1:
            continue  # "its annual meeting"
        if mention.first is None and root.dep_ in {"amod", "compound"} and root.tag_ != "NNS":
            continue  # "a 3-day festival"
        if _is_part_of_a_name(mention, root):
            continue
        if is_object(mention, root) or _is_measure(mention, root) or _says_which(mention, root):
            continue
        if _is_spent(root):
            continue
        found |= set(range(first, stop))
        if stop + 1 < len(t.word) and t.word[stop] in _HYPHENS and doc[stop + 1].like_num:
            found |= {stop, stop + 1}
        joint = stop + 1 < len(t.word) and t.lower[stop] in {"or", "and"}
        if joint and doc[stop + 1].ent_type_ == "DATE" and t.head[stop + 1] in range(first, stop):
            found |= {stop, stop + 1}  # "in late February or March"
    return found


def _is_part_of_a_name(mention: DateMention, root: Token) -> bool:
    """ "its 2017 Alpina estate", "the New Year holiday": which one it is."""
    noun, said = root.head, mention.timex.text
    if root.dep_ not in {"compound", "nmod", "nummod"} or noun.i < root.i:
        return False
    if _YEAR.fullmatch(said):
        called = noun.pos_ == "PROPN" or any(c.pos_ == "PROPN" for c in children(noun, "compound"))
        return called and not is_event(noun) and noun.ent_type_ != "DATE"
    feast = mention.precision == "day" and not any(c.isdigit() for c in said)
    bare = feast and said[:1].isupper() and not BARE_WEEKDAY.match(said)
    return bare and noun.i == mention.tokens[1] and noun.lemma_.lower() == "holiday"


def _says_which(mention: DateMention, root: Token) -> bool:
    """ "shape the future of the port", "end Saturday publication": no day, but what is meant."""
    if root.lower_ == "future":
        return root.dep_ in {"dobj", "nsubj", "nsubjpass"}
    noun = root.head
    every = BARE_WEEKDAY.fullmatch(mention.timex.text) and root.dep_ in {"compound", "nmod"}
    bare = noun.dep_ == "dobj" and not children(noun, "det", "poss")
    ended = noun.head.lemma_ in _ENDING
    return bool(every) and bare and (ended or not is_event(noun))


def _is_spent(root: Token) -> bool:
    """ "would spend Saturday night at the camp": what the verb is done to as well as when."""
    spent = root.head.lemma_ == "spend" and root.dep_ in {"dobj", "npadvmod"}
    return spent and root.left_edge.i == root.head.i + 1


def _is_measure(mention: DateMention, root: Token) -> bool:
    """ "begin two days of talks": how much of them, and what the verb is done to."""
    if mention.timex.type != "DURATION" or root.dep_ not in {"dobj", "nsubj", "nsubjpass"}:
        return False
    return any(child.lower_ == "of" for child in root.children)


def _label_of(doc: Doc, attachment: Attachment, date_tokens: Collection[int]) -> Label:
    label = LabelWriter(doc, attachment, date_tokens).label()
    what = label.what
    if _AMOUNT.fullmatch(what):
        return Label("")  # of "from 8 percent planned for April" the rise is what is planned
    if ")" in what and "(" not in what:
        what = what.rpartition(")")[2].strip()
    while what.endswith((" is", " are")):  # "his release date is (June 2)"
        what = what.rpartition(" ")[0]
    who = label.who.lstrip(_DASHES) if label.who else None
    if who == what and attachment.noun is None:
        return Label("")  # whoever it is, nobody could tell what they do
    return Label(balanced(cut(what.lstrip(_DASHES))), who)


def cut(what: str) -> str:
    """At most sixteen words, cut before the phrase that would not fit."""
    shown = what.split()
    if len(shown) > _LONGEST:
        shown = shown[:_LONGEST]
        hooks = [i for i, word in enumerate(shown) if word.lower() in _HOOKS and i >= _FEWEST]
        shown = shown[: hooks[-1]] if hooks else shown
        while hooks and len(shown) > _FEWEST and shown[-1].lower() in _HOOKS:
            shown.pop()
        if hooks and len(shown) > _FEWEST and shown[-1].endswith(("ed", "ing")):
            shown.pop()  # "a pact aimed (at peace)", "tracks leading (into the port)"
        asked = next((i for i in range(_FEWEST, len(shown)) if shown[i] == "whether"), None)
        if asked is not None:  # "meet to decide (whether they should restrict the use)"
            shown = shown[: asked - 2] if shown[asked - 2] == "to" else shown[:asked]
    if shown[-2:] == ["in", "order"]:
        shown = shown[:-2]
    while len(shown) > 1 and shown[-1].lower() in LOOSE_ENDS:
        shown.pop()
    return " ".join(shown)
