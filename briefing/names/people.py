"""Names of people and bodies, reduced to what has to agree for two to be one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

HONORIFICS = frozenset("mr mrs ms miss dr prof sir dame lord lady".split())
_TITLES = HONORIFICS | frozenset(
    "sen rep gov gen col president chancellor "
    "minister governor commissioner senator ambassador envoy mayor colonel captain skipper "
    "professor bishop".split()
)
OF_ONE_NAME = frozenset(
    "emir emperor empress king patriarch pope prince princess queen sheikh sultan".split()
)
"""Titles of those who go by one name, which is never written without: "Pope Francis"."""
_NUMERAL = re.compile(r"[IVX]+$")
_SMALL_WORDS = frozenset("of for and in on the to a an".split())
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_VOWELS = "aeiouy"
_VOWEL = re.compile(rf"[{_VOWELS}]+")
_DOUBLE = re.compile(r"([^\W\d_])\1+")
_SOUNDS = (("ph", "f"), ("ck", "k"), ("x", "ks"), ("c", "k"))
_TELLING = 3  # consonants of a first name: with two, "Jean" and "Juan" are one
_POSSESSIVE = re.compile(r"['’]s$")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """A name reduced to what has to agree: no case, accents, title, article or final 's."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name.strip()))
    bare = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = _WORD.findall(bare)
    while len(words) > 1 and (words[0] in _TITLES or words[0] == "the"):
        if words[1] in _SMALL_WORDS:  # "governor of the bank" is who that is, no title
            break
        words = words[1:]
    return " ".join(words)


def with_title(name: str, role: str | None) -> tuple[str, str]:
    """A name as it is written, and the role beside it: "Pope Francis" and "", not "Francis, Pope".

    A title goes before who has one name, or one with a numeral; all others keep their role.
    """
    first, _, second = name.partition(" ")
    title = (role or "").rpartition(" ")[2]
    one_name = first[:1].isupper() and (not second or _NUMERAL.match(second))
    if one_name and title[:1].isupper() and title.casefold() in OF_ONE_NAME:
        return f"{role} {name}", ""
    return name, role or ""


@lru_cache(maxsize=16_384)
def spelling_of(first_name: str) -> str | None:
    """What all spellings of a folded first name have in common, as long as it tells one from
    others: "sergei" and "sergey", "ahmed" and "ahmad". None for names that are too short.

    Vowels are written one way or another, not left out; the last ones tell women from men, but for
    those that sound like i.
    """
    plain = _DOUBLE.sub(r"\1", first_name)
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    bare = plain.rstrip(_VOWELS)
    end = plain[len(bare) :]
    last = "i" if end and set(end) <= set("eiy") and end != "e" else end
    consonants = [c for c in bare if c not in _VOWELS]
    return _VOWEL.sub("-", bare) + last if len(consonants) >= _TELLING else None


def initials(name: str) -> str:
    """The initials of a body's long name as its acronym would have them, in lower case."""
    return "".join(w[0] for w in fold(name).split() if w not in _SMALL_WORDS)
