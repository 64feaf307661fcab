"""Which names of parties, in accounts of one meeting, mean the same party."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from briefing.names.people import initials
from briefing.names.words import fold_name

_LONG_NAME = 4  # words from which a body has an acronym that tells it from others
_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")


def acronyms_in(name: str) -> tuple[str, ...]:
    """The acronyms in a name and the one that it is known by if it is long, in lower case."""
    acronyms = [word.casefold() for word in _ACRONYM.findall(name)] if " " in name else []
    return (*acronyms, initials(name)) if len(name.split()) >= _LONG_NAME else tuple(acronyms)


def is_acronym(name: str) -> bool:
    """Whether the name is an acronym as it stands: that of a body with members of its own."""
    return name.isupper() and name.isalpha()


def party_keys(names: Iterable[str]) -> Mapping[str, str]:
    """For each name of a party at one table the key that all names of that party have.

    "The council of the OSCE" and "Organization for Security and Cooperation in Europe" are the OSCE
    where that is among the names too.
    """
    each = list(dict.fromkeys(names))
    bare = {fold_name(name) for name in each if is_acronym(name)}
    keys: dict[str, str] = {}
    for name in each:
        spelled_out = [acronym for acronym in acronyms_in(name) if acronym in bare]
        keys[name] = spelled_out[0] if spelled_out else fold_name(name)
    return keys
