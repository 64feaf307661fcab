"""The words of a meeting: what to call it, its round, how long it lasted, what came of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Token

from briefing.extract.inventory import Trigger
from briefing.extract.syntax import VERBAL, children, subjects, trim

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "ninety": 90}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth".split(),
        start=1,
    )
}
_LENGTH = re.compile(
    r"\b(?P<half>half an hour)|\b(?P<n>[a-z]+|\d{1,3}(?:\.\d)?)(?P<plus>\s+and\s+a\s+half)?[\s-]+"
    r"(?P<unit>hours?|minutes?)\b(?!\s+(?:after|before|ago|later|earlier|notice))",
    re.IGNORECASE,
)
_NOT_A_LENGTH = re.compile(r"(?:within|in|next|every|last|least|past|by)\s+(?:the\s+)?$", re.I)
_DAYS = re.compile(r"\b(?P<n>[a-z]+|\d{1,2})(?:-day\b|\s+days?\s+of\b|\s+days?\s*$)", re.I)
_FOR_DAYS = re.compile(r"\b(?:for|lasts?|runs?(?:\s+for)?)\s+(?P<n>[a-z]+|\d{1,2})\s+days\b", re.I)
_TOPIC_PREPS = frozenset({"of", "on", "over", "about", "with", "between", "among", "into", "for"})
_OUTCOME_PREPS = frozenset({"with", "without", "in"})
_LONGEST = 14  # words in what a meeting is called


def number_of(word: str) -> int | None:
    """The number that a word or digits stand for, or None."""
    low = word.lower()
    if low.isdecimal() and low.isascii():
        return int(low)
    return _NUMBERS.get(low)


def round_of(doc: Doc, trigger: Trigger) -> int | None:
    """The number of a round of talks, where the word is "round" in the singular."""
    word = doc[trigger.token]
    if trigger.anaphoric and not trigger.verbal:
        return _ordinal(word.lower_)
    if word.lower_ not in {"round", "bout"}:
        return None
    for child in word.children:
        number = _ordinal(child.lower_)
        if number is not None and child.i < word.i:
            return number
        if child.i == word.i + 1 and child.dep_ == "nummod":
            return number_of(child.text)
    return None


def _ordinal(word: str) -> int | None:
    if word in _ORDINALS:
        return _ORDINALS[word]
    digits = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word, re.ASCII)
    return int(digits[1]) if digits else None


def minutes_in(text: str) -> int | None:
    """How long a meeting lasted by the words of its clause, in minutes."""
    for match in _LENGTH.finditer(text):
        if match["half"]:
            return 30
        if _NOT_A_LENGTH.search(text, max(0, match.start() - 20), match.start()):
            continue
        try:
            number = float(match["n"])
        except ValueError:
            known = _NUMBERS.get(match["n"].lower())
            if known is None:
                continue
            number = float(known)
        if match["plus"]:
            number += 0.5
        minutes = round(number * (60 if match["unit"].lower().startswith("hour") else 1))
        if 0 < minutes <= 72 * 60:
            return minutes
    return None


def days_long(doc: Doc, trigger: Trigger, clause: tuple[int, int]) -> int | None:
    """Over how many days a meeting runs: "two days of talks", "a five-day summit"."""
    word = doc[trigger.token]
    before = doc[max(clause[0], word.left_edge.i, word.i - 6) : word.i].text
    if word.dep_ == "pobj" and word.head.lower_ == "of":
        before = doc[max(clause[0], word.i - 5) : word.i].text
    match = _DAYS.search(before)
    if match is None:
        after = doc[clause[0] : clause[1] + 12].text.partition("\n")[0]
        match = _FOR_DAYS.search(after)
    number = number_of(match["n"]) if match else None
    return number if number is not None and 1 < number <= 21 else None


def nth_day(doc: Doc, trigger: Trigger) -> int | None:
    """Which day of a meeting is told of: "a second day of consultations"."""
    word = doc[trigger.token]
    if word.dep_ != "pobj" or word.head.lower_ != "of" or word.head.head.lower_ != "day":
        return None
    return next((n for c in word.head.head.lefts if (n := _ordinal(c.lower_))), None)


def outcome_of(doc: Doc, triggers: Sequence[Trigger], dated: Collection[int]) -> str | None:
    """What came of a meeting in the article's words: "no resolution", "stalemate".

    ``dated`` are the tokens of time expressions, which are left out.
    """
    for trigger in triggers:
        for verb in _verbs_about(doc[trigger.token], trigger.verbal):
            found = _outcome_at(verb, doc, dated)
            if found:
                return found
    return None


def _verbs_about(word: Token, verbal: bool) -> list[Token]:
    heads: list[Token] = [*children(word, "relcl", "acl")]
    node = word
    for _ in range(5):
        if node.pos_ in VERBAL:
            heads.append(node)
            break
        node = node.head
    if verbal:
        heads = [word, *heads]
    return [v for h in heads for v in (h, *[c for c in h.conjuncts if c.pos_ in VERBAL][:5])]


def _outcome_at(verb: Token, doc: Doc, dated: Collection[int]) -> str | None:
    lemma = verb.lemma_.lower()
    if lemma in {"end", "conclude", "finish", "close", "break", "adjourn"}:
        for prep in verb.rights:
            if prep.dep_ == "prep" and prep.lower_ in _OUTCOME_PREPS:
                text = _phrase(doc, prep, dated)
                if text:
                    return text
    if lemma in {"produce", "yield", "bring"} and verb.pos_ == "VERB":
        for thing in children(verb, "dobj"):
            return _cut(doc, thing.left_edge.i, thing.right_edge.i + 1, dated)
    if lemma in {"collapse", "stall"} and verb.tag_ in {"VBD", "VBN"}:
        return verb.text
    return None


def _phrase(doc: Doc, prep: Token, dated: Collection[int]) -> str | None:
    things = children(prep, "pobj", "pcomp")
    if not things or things[0].i in dated or things[0].ent_type_ in {"GPE", "DATE", "TIME"}:
        return None
    first = prep.i if prep.lower_ == "without" else things[0].left_edge.i
    if prep.lower_ == "in" and things[0].lower_ in {"round", "session", "hotel", "capital"}:
        return None
    return _cut(doc, first, prep.right_edge.i + 1, dated)


def _cut(doc: Doc, first: int, stop: int, dated: Collection[int]) -> str | None:
    end = first
    for index in range(first, min(stop, first + 16)):
        token = doc[index]
        if index in dated or token.is_space or token.text in {",", ";", "--", "-", "—", '"'}:
            break
        end = index + 1
    while end > first and doc[end - 1].pos_ in {"ADP", "DET", "CCONJ"}:
        end -= 1
    return doc[first:end].text if end > first else None


def what_of(doc: Doc, trigger: Trigger, stops: Collection[int]) -> str:
    """A short noun phrase for a meeting. ``stops`` are tokens of days and places, left out."""
    word = doc[trigger.token]
    if trigger.verbal:
        return _nominal(doc, word, trigger.noun, stops)
    first = word.i
    for child in reversed(list(word.lefts)):
        if child.dep_ not in {"amod", "compound", "nmod", "poss"} or child.i in stops:
            break
        if child.left_edge.i in stops or child.right_edge.i + 1 < first:
            break
        first = child.left_edge.i
    end = word.i + 1
    for prep in word.rights:
        if prep.i > end + 1 or prep.dep_ != "prep" or prep.lower_ not in _TOPIC_PREPS:
            break
        end = _reach(doc, prep.i, prep.right_edge.i + 1, stops)
    first, end = trim(doc, first, min(end, first + _LONGEST))
    return _clean(doc[first:end].text) if end > word.i else word.text


def _reach(doc: Doc, first: int, stop: int, stops: Collection[int]) -> int:
    end = first
    for index in range(first, stop):
        token = doc[index]
        if index in stops or token.is_space or (token.is_punct and token.text not in {"-", "'"}):
            break
        if token.dep_ in {"relcl", "mark"} or token.tag_ in {"WDT", "WP", "VBD"}:
            break
        end = index + 1
    while end > first and doc[end - 1].pos_ in {"ADP", "DET", "CCONJ", "PART"}:
        end -= 1
    return end


def _nominal(doc: Doc, verb: Token, noun: str, stops: Collection[int]) -> str:
    who = [t for t in subjects(verb)[:3] if t.pos_ != "PRON" and t.i not in stops]
    text = noun
    if who:
        text += " of " + " and ".join(_short(doc, t, stops) for t in who)
    for thing in children(verb, "dobj")[:1]:
        if thing.pos_ != "PRON" and thing.i not in stops and thing.lower_ != "other":
            text += (" to " if noun == "visit" else " with ") + _short(doc, thing, stops)
    for prep in verb.rights:
        if prep.dep_ == "prep" and prep.lower_ == "with":
            end = _reach(doc, prep.i, min(prep.right_edge.i + 1, prep.i + 10), stops)
            text += " " + doc[prep.i : end].text if end > prep.i else ""
            break
    return _clean(text)


def _short(doc: Doc, token: Token, stops: Collection[int]) -> str:
    first = token.i
    for child in reversed(list(token.lefts)):
        fits = child.dep_ in {"amod", "compound", "nmod", "poss", "nummod", "case"}
        if not fits or child.i in stops or child.right_edge.i + 1 < first:
            break
        first = child.left_edge.i
    return doc[max(first, token.i - 6) : token.i + 1].text


def _clean(text: str) -> str:
    return " ".join(text.split())


_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = frozenset(
    "the and for with from that this its his her their will would have has had are was were been "
    "not who which after before until over into about between other another next new first last "
    "take place hold held".split()
)


def content_words(text: str) -> set[str]:
    """The words of a phrase that say something, cut to their first five letters."""
    return {w[:5] for w in _WORD.findall(text.casefold()) if w not in _EMPTY}


def noun_phrase(doc: Doc, noun: Token, stops: Collection[int]) -> str:
    """An event noun with its modifiers and topic, without days."""
    trigger = Trigger(noun.i, noun.lower_, "meeting", False, False)
    return what_of(doc, trigger, stops)


def verb_phrase(doc: Doc, verb: Token, stops: Collection[int]) -> str:
    """A verb with its objects, up to the next day, clause or comma."""
    words: list[str] = []
    stop = min(verb.right_edge.i + 1, verb.i + 18)
    index = verb.i
    while index < stop and len(words) < 12:
        token = doc[index]
        if token.is_space or (token.is_punct and token.text not in {"-", "%", "'"}):
            break
        if index > verb.i and (token.dep_ in {"mark", "relcl", "cc"} and token.head.i == verb.i):
            break
        if token.tag_ in {"WDT", "WP", "WRB"}:
            break
        if index not in stops:
            words.append(token.text_with_ws)
        elif words:
            while words and words[-1].strip().lower() in _LOOSE:
                words.pop()
        index += 1
    while words and words[-1].strip().lower() in _LOOSE:
        words.pop()
    return _clean("".join(words)) or verb.text


_LOOSE = frozenset(
    "on in by at until till before after from to through the of for within since and or a an "
    "late early next last this".split()
)


def who_is(doc: Doc, tokens: Sequence[Token]) -> str | None:
    """The people or things of some noun phrases as one short text, or None for pronouns."""
    named = [_short(doc, t, frozenset()) for t in tokens[:3] if t.pos_ != "PRON"]
    return _clean(" and ".join(named)) or None
