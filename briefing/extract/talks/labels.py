"""What a meeting is called, so that it can be read alone: "talks of Norway and Chile on quotas"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.extract.talks.mention import Mention
from briefing.extract.talks.persons import Party

_TOPIC = re.compile(r"\s(?:on|over|about|into|for|aimed)\s")
_MOST_NAMED = 3  # parties in a label; the others stand in their own column
_LONGEST = 16  # words; what is longer is no label but a sentence
_BETWEEN = re.compile(r"\s(?:between|among)\s")
_LOOSE = frozenset("a an the of in on at to for from by with and or about some after".split())
_FEW = 3  # words that say too little to be read alone ("special meeting")
_CONJUNCTION = re.compile(r"^(?:(?:that|when|while|after|before|as|to|which|who|where|and)\s+)+")
_OF_TWO = frozenset({"meeting", "hearing"})
_COMMA = re.compile(r"[,;:]\s")
_PRONOUN = re.compile(r" with (?:him|her|them|it|us)$")
_WORD = re.compile(r"[A-Z][\w-]+")  # "Xi's visit" names Xi Jinping
_BLOB = re.compile(r"\([^()]*\)\s*|[\"“”]")


def label_of(frame: Mention, sentence: str) -> str:
    """The noun of a meeting with those who meet and what they meet about.

    Where the noun stands alone, the place or the words behind it in its clause, ``sentence``, say
    more than it does.
    """
    text = _PRONOUN.sub("", _BLOB.sub("", frame.what)).strip() or "meeting"
    if not frame.parties and frame.title and len(text.split()) < _FEW:
        text = _BLOB.sub("", frame.title).strip()
    if frame.parties:
        text = _of_verb(frame) if frame.verbal else _named(frame, text)
    if frame.sort == "visit" and frame.place and frame.place not in text:
        text += f" to {frame.place}"
    if frame.purpose and not _TOPIC.search(text) and frame.purpose not in text:
        text += f" {frame.purpose}"
    if len(text.split()) < _FEW and not frame.parties:
        text = _with_place(text, frame.place) or _from_noun(text, _BLOB.sub("", sentence))
    words = text.split()[:_LONGEST]
    while len(words) > 1 and words[-1].lower() in _LOOSE:
        words.pop()
    return " ".join(words).rstrip(" ,;:-–—")


def _of_verb(frame: Mention) -> str:
    """ "meeting of Ana Lind with dissidents": company that is no party by name is said, too."""
    _, company, rest = frame.what.partition(" with ")
    text = _with_parties(frame.noun, frame.parties)
    if not company or frame.noun not in _OF_TWO or _PRONOUN.search(frame.what):
        return text
    unnamed = len(frame.parties) == 1 and not _is_in(frame.parties[0], rest)
    return f"{text} with {rest}" if unnamed else text


def _with_place(noun: str, place: str | None) -> str | None:
    """ "peace talks in Geneva", "Geneva talks"; None where no place is given."""
    if place is None:
        return None
    return noun if place in noun else f"{noun} in {place}"


def _from_noun(noun: str, sentence: str) -> str:
    """The words of a clause from its noun on, or from its first word that says something."""
    at = sentence.find(noun)
    if at < 0:
        return _CONJUNCTION.sub("", sentence)
    whole = sentence[at:]
    closed = _COMMA.split(whole, maxsplit=1)[0]
    return closed if len(closed.split()) > 1 else whole


def _named(frame: Mention, text: str) -> str:
    """A noun phrase with those of the parties whom it does not name itself."""
    missing = [p for p in frame.parties if not _is_in(p, text)]
    between = _BETWEEN.search(text)
    if between and len(frame.parties) > 1 >= len(frame.parties) - len(missing):
        return _with_parties(text[: between.start()], frame.parties)
    if not missing or between:
        return text
    if len(missing) == len(frame.parties):
        return _with_parties(text, missing)
    head, company, rest = text.partition(" with ")
    if company and any(_is_in(p, rest) for p in frame.parties):
        return f"{_with_parties(head, missing)} with {rest}"
    if any(not p.person and _is_in(p, head) for p in frame.parties):
        return text  # "the European Council summit", whoever else comes
    topic = _TOPIC.search(text)
    return _with_parties(frame.noun + (text[topic.start() :] if topic else ""), frame.parties)


def _is_in(party: Party, text: str) -> bool:
    folded = text.casefold()
    words = set(_WORD.findall(text)) if party.person else set()
    return any(key in folded for key in party.keys) or bool(words & set(party.name.split()))


def _with_parties(noun: str, parties: Sequence[Party]) -> str:
    names = [p.name for p in parties]
    shown = names[:_MOST_NAMED]
    if len(names) > _MOST_NAMED:
        shown.append("others")
    who = " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
    topic = _TOPIC.search(noun)
    head, rest = (noun[: topic.start()], noun[topic.start() :]) if topic else (noun, "")
    return f"{head} of {who}{rest}"
