"""Speakers that are common nouns: "police", "the company", "officials" are nobody's names."""

from __future__ import annotations

from functools import lru_cache

_ARTICLES = frozenset("the a an his her its their this that these those one some several".split())
_COLLECTIVE = frozenset(
    """academics activists administration advisers agency aides airline alliance ambassadors
    analysts army association attorneys authorities bank bankers board body brokers cabinet campaign
    campaigners carrier chief chiefs church coalition colleagues commanders commission committee
    company conservatives council court critics democrats department deputies developers diplomats
    doctors economists embassy employees employers engineers executives experts family farmers firm
    force friends government group guards homeowners hospital insiders inspectors institute
    insurgents investigators investors journalists judges jury labour lawmakers lawyers leaders
    leadership locals management media members militants military ministers ministry monitors navy
    negotiators neighbours neighbors newspaper newspapers office officers officials operators
    opponents opposition organisers organizers owners panel paramedics parents parliament party
    pathologists physicians planners police politicians pollsters prosecution prosecutors protesters
    rebels regulator regulators relatives report reporters reports representatives republicans
    researchers residents responders retailers rivals scholars scientists senators separatists
    soldiers source sources spokesman spokesmen spokesperson spokeswoman staff statement students
    supporters survey survivors teachers traders troops union unions victims villagers volunteers
    voters watchdog witnesses workers""".split()
)
"""Words that stand for a speaker at the start of a sentence without being a name; read off the
speakers that careful readers label as bodies and as unnamed in news."""


@lru_cache(maxsize=16_384)
def is_common(speaker: str) -> bool:
    """Whether a speaker, as it is written, is a common noun and not a name.

    "The Company" and "Police" are; "Orlando police" and "The FBI" are not.
    """
    words = speaker.split()
    while words and words[0].casefold() in _ARTICLES:
        words = words[1:]
    if not words:
        return True
    first, *rest = words
    if any(word[:1].isupper() for word in rest):
        return False
    return first[:1].islower() or first.casefold() in _COLLECTIVE
