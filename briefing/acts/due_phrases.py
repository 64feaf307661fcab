"""The verb phrase of a deadline, as its words have it: "council to vote on the budget"."""

from __future__ import annotations

import re

from briefing.acts.act import begins_with_base
from briefing.acts.actors import is_body
from briefing.acts.verbs import forms_of
from briefing.model import Deadline

_SUFFERS = re.compile(r"be [a-z]+(?:ed|en|own|ild|ilt|old|ent|ade|aid)\b")
_SETTING = frozenset("begins begin starts start ends end opens open expires expire".split())
"""Verbs of what comes with its day, and nobody does: "the recess begins"."""


_OF_BODIES = frozenset("votes holds".split())


def phrase_of(due: Deadline) -> tuple[str, str]:
    """The verb phrase of what is due, and its subject where that is not who has to act."""
    what = due.what
    if due.who and what.casefold().startswith(f"{due.who} to ".casefold()):
        phrase = what[len(due.who) + len(" to ") :]
        return phrase, due.who if _SUFFERS.match(phrase) else ""
    subject, link, phrase = what.partition(" to ")
    if " that " in what:
        return "", ""
    if link and begins_with_base(phrase):
        if not due.who:
            return phrase, subject
        if set(subject.casefold().split()) <= set(due.who.casefold().split()):
            return phrase, ""  # "council to vote", of who is "Bergen council"
    words = what.split()
    is_noun = words[1:2] == ["of"] or words[1:3] == ["to", "be"]  # "visit of the envoy"
    is_order = bool(due.who) and not what.startswith(due.who or "")
    if (
        words
        and begins_with_base(what)
        and not ((words[0][:1].isupper() and not is_order) or is_noun)
    ):
        return f"{what[:1].lower()}{what[1:]}", ""
    if due.who and what.startswith(f"{due.who} "):  # "Parliament votes on the budget"
        phrase = what[len(due.who) + 1 :]
        first = next(iter(phrase.split()), "")
        if first in _OF_BODIES and not is_body(due.who.split()[-1]):
            return "", ""  # where people vote
        return (phrase, "") if any(f.form == "third" for f in forms_of(first)) else ("", "")
    for at, word in enumerate(words[1:], 1):
        if due.who or word in _SETTING:
            continue
        if word in {"is", "are"} or any(f.form in ("third", "base") for f in forms_of(word)):
            return " ".join(words[at:]), " ".join(words[:at])
    return "", ""
