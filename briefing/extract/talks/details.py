"""What the words of a meeting say of it: its round, how long it lasted, what came of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Token

from briefing.extract.dates.vocabulary import ONES, ORDINALS, TENS
from briefing.extract.events.inventory import Trigger
from briefing.extract.grammar.syntax import VERBAL, children, has_conjuncts
from briefing.extract.grammar.token_table import table

_TENS = ("twenty", "thirty", "forty", "fifty", "ninety")
_NUMBERS = {"zero": 0, "a": 1, "an": 1, **ONES} | {word: TENS[word] for word in _TENS}
_ROUNDS = {word: number for word, number in ORDINALS.items() if number <= 15}  # more are counted
_LENGTH = re.compile(
    r"\b(?P<half>half an hour)|\b(?P<n>[a-z]+|\d{1,3}(?:\.\d)?)(?P<plus>\s+and\s+a\s+half)?[\s-]+"
    r"(?P<unit>hours?|minutes?)\b(?!\s+(?:after|before|ago|later|earlier|notice))",
    re.IGNORECASE,
)
_NOT_A_LENGTH = re.compile(r"(?:within|in|next|every|last|least|past|by)\s+(?:the\s+)?$", re.I)
_DAYS = re.compile(r"\b(?P<n>[a-z]+|\d{1,2})(?:-day\b|\s+days?\s+of\b|\s+days?\s*$)", re.I)
_FOR_DAYS = re.compile(r"\b(?:for|lasts?|runs?(?:\s+for)?)\s+(?P<n>[a-z]+|\d{1,2})\s+days\b", re.I)
_OUTCOME_PREPS = frozenset({"with", "without", "in"})


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
    if word in _ROUNDS:
        return _ROUNDS[word]
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
            word = _NUMBERS.get(match["n"].lower())
            if word is None:
                continue
            number = float(word)
        if match["plus"]:
            number += 0.5
        minutes = round(number * (60 if match["unit"].lower().startswith("hour") else 1))
        if 0 < minutes <= 72 * 60:
            return minutes
    return None


def days_long(doc: Doc, trigger: Trigger, clause: tuple[int, int]) -> int | None:
    """Over how many days a meeting runs: "two days of talks", "a five-day summit"."""
    tokens, word = table(doc), doc[trigger.token]
    first = max(clause[0], word.left_edge.i, word.i - 6)
    if word.dep_ == "pobj" and word.head.lower_ == "of":
        first = max(clause[0], word.i - 5)
    match = _DAYS.search(tokens.of(first, word.i)) if first < word.i else None
    if match is None:
        after = tokens.of(clause[0], min(clause[1] + 12, len(tokens))).partition("\n")[0]
        match = _FOR_DAYS.search(after)
    number = number_of(match["n"]) if match else None
    return number if number is not None and 1 < number <= 21 else None


def nth_day(doc: Doc, trigger: Trigger) -> int | None:
    """Which day of a meeting is told of: "a second day of consultations"."""
    word = doc[trigger.token]
    if word.dep_ == "nsubj":  # "The talks went into a second day"
        days = [o for p in word.head.children if p.lower_ in {"into", "to"} for o in p.children]
        days += children(word.head, "dobj")
        lefts = (c for d in days if d.lower_ == "day" for c in d.lefts)
        return next((n for c in lefts if (n := _ordinal(c.lower_))), None)
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
    return [v for head in heads for v in (head, *_coordinated_verbs(head))]


def _coordinated_verbs(head: Token) -> list[Token]:
    return [c for c in head.conjuncts if c.pos_ in VERBAL][:5] if has_conjuncts(head) else []


def _outcome_at(verb: Token, doc: Doc, dated: Collection[int]) -> str | None:
    lemma = verb.lemma_.lower()
    if verb.tag_ not in {"VBD", "VBN"}:
        return None
    if lemma in {"end", "conclude", "finish", "close", "break", "adjourn", "part"}:
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
    nouns = children(prep, "pobj", "pcomp")
    if not nouns or nouns[0].i in dated or nouns[0].ent_type_ in {"GPE", "DATE", "TIME"}:
        return None
    first = prep.i if prep.lower_ == "without" else nouns[0].left_edge.i
    if prep.lower_ == "in" and nouns[0].lower_ in {"round", "session", "hotel", "capital"}:
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
