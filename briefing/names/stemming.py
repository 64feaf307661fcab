"""The stem that a word shares with its inflected forms: "planned", "planning" and "plans" are plan.

Method: the English stemmer of Snowball, also called Porter2 (M. F. Porter, "Snowball: a language
for stemming algorithms", 2001; snowballstem.org/algorithms/english/stemmer.html). Taken are its
exceptions and the steps that take off endings of inflection: 0, 1 and 5. Those that take off
endings by which one word is made of another, 2 to 4, are left out: "organ" is no "organization",
and stories with them are worse (``bench.stories``, labelled fortnight: F1 .959 and 125 wrong pairs
in small stores, without them .973 and none).
"""

from __future__ import annotations

import re

_VOWELS = "aeiouy"
_IRREGULAR = {
    "skis": "ski",
    "skies": "sky",
    "idly": "idl",
    "gently": "gentl",
    "singly": "singl",
    **dict.fromkeys(("sky", "news", "howe", "atlas", "cosmos", "bias", "andes")),
}
"""Words with their stems, None for those that are their own."""

_WHOLE = frozenset("inning outing canning herring earring evening proceed exceed succeed".split())
"""Words that only look as if they had one of the endings of step 1b."""

_BEGINNING = re.compile(r"(?:gener|commun|arsen|past|univers|later|emerg|organ|inter)")
_REGION = re.compile(rf"[^{_VOWELS}]*[{_VOWELS}]+[^{_VOWELS}]")
_Y_AS_CONSONANT = re.compile(rf"(?:^|(?<=[{_VOWELS}]))y")
_ENDS_SHORT = re.compile(
    rf"(?:[^{_VOWELS}][{_VOWELS}][^{_VOWELS}wxY]|^[{_VOWELS}][^{_VOWELS}]|past)$"
)
_HAS_VOWEL = re.compile(rf"[{_VOWELS}]")
_DOUBLE = re.compile(r"(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$")
_OF_PAST = ("ed", "ing", "edly", "ingly")
_SHORTEST = 3  # letters of a word that has an ending


def inflectionless(word: str) -> str:
    """The stem of a word that is given in lower case, with straight apostrophes."""
    if word in _IRREGULAR:
        return _IRREGULAR[word] or word
    if len(word) < _SHORTEST:
        return word
    marked = word.removeprefix("'")
    if "y" in marked:
        marked = _Y_AS_CONSONANT.sub("Y", marked)
    bare = _without_plural(_without_possessive(marked))
    if bare.replace("Y", "y") not in _WHOLE:
        regions = _regions(marked)
        bare = _without_silent(_with_i(_without_past(bare, regions[0])), regions)
    return bare.replace("Y", "y")


def _regions(word: str) -> tuple[int, int]:
    """Where the regions R1 and R2 begin: after a consonant that follows a vowel, once and twice."""
    first = _BEGINNING.match(word) or _REGION.match(word)
    one = first.end() if first else len(word)
    second = _REGION.match(word, one)
    return one, second.end() if second else len(word)


def _without_possessive(word: str) -> str:
    """Step 0."""
    if "'" not in word:
        return word
    for ending in ("'s'", "'s", "'"):
        if word.endswith(ending):
            return word.removesuffix(ending)
    return word


def _without_plural(word: str) -> str:
    """Step 1a."""
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > len("ties") else word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")) and _HAS_VOWEL.search(word[:-2]):
        return word[:-1]
    return word


def _without_past(word: str, region: int) -> str:
    """Step 1b: endings of the past and of what goes on."""
    if not word.endswith(_OF_PAST):  # as most: they are not gone through one by one
        return word
    for ending in ("eedly", "eed"):
        if word.endswith(ending):
            at = len(word) - len(ending)
            return f"{word[:at]}ee" if at >= region else word
    for ending in ("ingly", "edly", "ing", "ed"):
        if word.endswith(ending):
            bare = word.removesuffix(ending)
            if ending == "ing" and len(bare) == len("dy") and bare[1] == "y":
                return f"{bare[0]}ie"
            return _mended(bare, region) if _HAS_VOWEL.search(bare) else word
    return word


def _mended(bare: str, region: int) -> str:
    """What was left without its ending, as it is written without one: "vot" is "vote"."""
    if bare.endswith(("at", "bl", "iz")):
        return f"{bare}e"
    if _DOUBLE.search(bare):
        return bare if len(bare) == len("add") and bare[0] in "aeo" else bare[:-1]
    return f"{bare}e" if len(bare) <= region and _ENDS_SHORT.search(bare) else bare


def _with_i(word: str) -> str:
    """Step 1c: "policy" as in "policies"."""
    is_ending = len(word) > len("by") and word[-1] in "yY" and word[-2] not in _VOWELS
    return f"{word[:-1]}i" if is_ending else word


def _without_silent(word: str, regions: tuple[int, int]) -> str:
    """Step 5: a last "e" that is not heard, and the second "l"."""
    at = len(word) - 1
    if word.endswith("e"):
        falls = at >= regions[1] or (at >= regions[0] and not _ENDS_SHORT.search(word[:at]))
        return word[:at] if falls else word
    return word[:at] if word.endswith("ll") and at >= regions[1] else word
