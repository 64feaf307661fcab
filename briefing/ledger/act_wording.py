"""The words of an act, as a row shows them. Pure."""

from __future__ import annotations

import re

_CLAUSE_END = re.compile(
    r"(?<!\b[A-Z])[.;:,“”\"](?:\s|$)|\s(?:[–—-]|--)\s|[“”\"]|"
    r"\s(?:and|but) (?:had|has|have|is|are|said|say|says|urges?|was|were|will|would|may|can)\b"
)
_LONGEST = 120  # characters of an act, by which a row stays readable


def shortened(act: str) -> str:
    """An act in no more words than a row has room for."""
    return act if len(act) <= _LONGEST else f"{act[:_LONGEST].rpartition(' ')[0]} …"


def tidy(act: str) -> str:
    """An act up to the end of its clause, without what is left of what was taken out of it."""
    act = act.strip().removeprefix("also ")
    act = _CLAUSE_END.split(act, maxsplit=1)[0]
    tidied = re.sub(r"\s+([,.;])", r"\1", " ".join(act.split())).strip(" ,.;")
    return tidied if "(" in tidied else tidied.rstrip(").,; ")
