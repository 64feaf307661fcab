"""What a meeting is called, so that it can be read alone: "talks of Norway and Chile on quotas"."""

from __future__ import annotations

import re

from briefing.extract.talks.mention import Mention
from briefing.extract.talks.parties import Party

_TOPIC = re.compile(r"\s(?:on|over|about|into|for|aimed)\s")
_MOST_NAMED = 3  # parties in a label; the others stand in their own column
_LONGEST = 16  # words; what is longer is no label but a sentence
_BETWEEN = re.compile(r"\s(?:between|among)\s")
_LOOSE = frozenset("a an the of in on at to for from by with and or about some after".split())
_FEW = 3  # words that say too little to be read alone ("special meeting")
_BLOB = re.compile(r"\([^()]*\)\s*|[\"“”]")


def label_of(frame: Mention, sentence: str) -> str:
    """The noun of a meeting with those who meet and what they meet about.

    Where the noun stands alone, the words of its clause, ``sentence``, say more than it does.
    """
    text = _BLOB.sub("", frame.what).strip() or "meeting"
    named = any(_is_in(p, text) for p in frame.parties) or _BETWEEN.search(text)
    if frame.parties and (frame.verbal or not named):
        noun = frame.noun if frame.verbal else text
        text = _with_parties(noun, [p.name for p in frame.parties])
    if frame.sort == "visit" and frame.place and frame.place not in text:
        text += f" to {frame.place}"
    if frame.purpose and not _TOPIC.search(text) and frame.purpose not in text:
        text += f" {frame.purpose}"
    if len(text.split()) < _FEW and not frame.parties:
        text = _clause_around(text, _BLOB.sub("", sentence))
    words = text.split()[:_LONGEST]
    while len(words) > 1 and words[-1].lower() in _LOOSE:
        words.pop()
    return " ".join(words).rstrip(" ,;:-–—")


def _clause_around(noun: str, sentence: str) -> str:
    """The words of a clause from its beginning, or from the noun where that stands far behind."""
    before = sentence[: max(0, sentence.find(noun))]
    return sentence if len(before.split()) <= _LONGEST // 2 else sentence[len(before) :]


def _is_in(party: Party, text: str) -> bool:
    folded = text.casefold()
    return any(key in folded for key in party.keys)


def _with_parties(noun: str, names: list[str]) -> str:
    shown = names[:_MOST_NAMED]
    if len(names) > _MOST_NAMED:
        shown.append("others")
    who = " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
    topic = _TOPIC.search(noun)
    head, rest = (noun[: topic.start()], noun[topic.start() :]) if topic else (noun, "")
    return f"{head} of {who}{rest}"
