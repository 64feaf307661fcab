"""The full names of an article: which forms are one person's."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher

from msgspec.structs import replace

from briefing.extract.grammar.token_table import Tokens
from briefing.extract.people.candidates import Candidate
from briefing.extract.people.lists import gender_of_name, is_given_name, is_role, lists

_WHOSE = frozenset("his her their my our 's ’s".split())
_WHOSE_REACH = 3  # rows from "his" to "son" in "his late eldest son"
_ALIKE = 3  # letters that forms of one first name begin with
_SPELT_ALIKE = 0.8  # "Khalid" and "Khaled" .83, "Sergei" and "Sergey" .83, "Joseph", "Joshua" .67
_FAMILIAR = re.compile(r"([bdfgkmnpstvz]?(y|ie|ey|i|e)|k)?")  # what ends "Danny", "Steve", "Nick"
_NAMESAKES = 20  # people of one surname in one article; beyond that nothing is resolved


class Entry:
    """A person in the making: the longest form of the name."""

    def __init__(self, words: tuple[str, ...], relative: bool = False) -> None:
        self.words = words
        self.relative = relative  # introduced as somebody's: "his son Nils Holm"

    @property
    def family(self) -> str:
        """The surname in small letters: the last word, or the first where it stands first."""
        first = self.words[0].lower()
        family_first = first in lists().family_first and len(self.words) <= 3
        return first if family_first and not is_given_name(first) else self.words[-1].lower()


def _is_relative(tokens: Tokens, candidate: Candidate) -> bool:
    """Whether a name is introduced by kinship with somebody: "his son Nils", "her wife, Ana"."""
    row = candidate.title[0] - 1
    while candidate.title[1] > row + 1 and tokens.lower[row + 1] in lists().kin:
        row += 1
    while row > 0 and is_role(tokens.lower[row]) and tokens.lower[row] not in lists().kin:
        row -= 1  # "his wife, novelist Ana Lind"
    row -= row > 0 and tokens.word[row] == ","
    if (
        row < 1
        or tokens.lower[row] not in lists().kin
        or tokens.line[row] != tokens.line[candidate.rows[0]]
    ):
        return False
    return any(tokens.lower[i] in _WHOSE for i in range(max(0, row - _WHOSE_REACH), row))


def _speaks(t: Tokens, c: Candidate) -> bool:
    """Whether it is the subject of a plain verb of saying."""
    row = c.rows[1] - 1
    return t.dep[row] == "nsubj" and t.lemma[t.head[row]] in ("say", "tell", "add", "write")


def words_of(c: Candidate) -> tuple[str, ...]:
    """The words of a name as they are written."""
    return tuple(w.text for w in c.words)


def full_names(
    tokens: Tokens, found: list[Candidate], sure: set[tuple[str, ...]]
) -> dict[tuple[str, ...], Entry]:
    """Every form of a name of several words (in lower case) -> whose it is."""
    entries: dict[tuple[str, ...], Entry] = {}
    by_family: dict[str, list[Entry]] = defaultdict(list)
    for candidate in found:
        key = tuple(w.lower for w in candidate.words)
        if key not in sure or key in entries:
            continue
        words = words_of(candidate)
        relative = _is_relative(tokens, candidate)
        entry = Entry(words, relative and not _speaks(tokens, candidate))
        namesakes = by_family[entry.family]
        same = next((e for e in namesakes if _compatible(e.words, words)), None)
        if same is not None and relative and same.words[0].lower() != key[0]:
            same = None  # "Elin Holm", whose daughter Elina Holm is somebody else
        if same is None and len(namesakes) < _NAMESAKES:
            namesakes.append(entry)
        if same is not None:
            if len(words) > len(same.words):
                same.words = words
            entry = same
        entries[key] = entry
    for key in list(entries):
        longer = [k for k in entries if len(k) > len(key) > 1 and k[-len(key) :] == key]
        if longer:
            entries[key] = entries[longer[0]]
    for candidate in found:  # "Abu Jaafar" for Mohammed Abu Jaafar, whatever else speaks for it
        key = tuple(w.lower for w in candidate.words)
        if len(key) > 1 and key not in entries:
            longer = [k for k in entries if len(k) > len(key) and k[-len(key) :] == key]
            if len(longer) == 1:
                entries[key] = entries[longer[0]]
    return entries


def without_openers(found: list[Candidate], sure: set[tuple[str, ...]]) -> list[Candidate]:
    """The candidates without a first word that only sentences begin with ("Brave Ana Lind")."""
    inside = {tuple(w.lower for w in c.words) for c in found if not c.opens}
    alone = {c.words[0].lower for c in found if len(c.words) == 1}
    families = {form[-1] for form in sure if form in inside}

    def opened(c: Candidate) -> bool:
        form = tuple(w.lower for w in c.words)
        if not c.opens or len(c.words) < 2 or form in inside:
            return False
        if len(form) == 2:  # "Hosting Lind", where Ana Lind is somebody
            return form[0].endswith("ing") and form[1] in alone and form[1] in families
        named = form[1:] in sure and not is_given_name(form[0])
        return named and form[-1] in alone

    return [replace(c, words=c.words[1:]) if opened(c) else c for c in found]


def sure_names(found: list[Candidate]) -> set[tuple[str, ...]]:
    """Forms of several words that are names of people wherever they stand.

    One sure mention is enough where the name begins with a given name or follows a title; else
    the mentions together must not speak against it ("Boko Haram").
    """
    by_form: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for c in found:
        if len(c.words) > 1:
            by_form[tuple(w.lower for w in c.words)].append(c)
    return {
        form
        for form, cs in by_form.items()
        if any(c.sure for c in cs)
        and (
            is_given_name(form[0])
            or any(c.title[0] < c.title[1] for c in cs)
            or sum(c.evidence for c in cs) >= len(cs)
        )
    }


def _alike(short: str, long: str) -> int:
    """How many letters two words begin with alike."""
    pairs = zip(short, long, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), len(short))


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Same surname: one person unless both have first names and they differ."""
    first, second = one[0].lower().rstrip("."), other[0].lower().rstrip(".")
    if first == second or len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    short, long = sorted((one, other), key=len)
    inner = {w.lower() for w in long}
    return _is_variant(first, second) or {w.lower() for w in short} <= inner


def _is_variant(one: str, other: str) -> bool:
    """Whether first names are forms of one: "Andy" of "Andrew", "Mohamed" of "Mohammed".

    "Tracy" is none of "Travis", nor is "Mario" one of "Maria", though they begin alike.
    """
    genders = {gender_of_name(one), gender_of_name(other)} - {None}
    if one[:_ALIKE] != other[:_ALIKE] or len(genders) > 1:
        return False
    one, other = one.replace("ph", "v"), other.replace("ph", "v")  # "Stephen", "Steven"
    short, long = sorted((one, other), key=len)
    rest = short[_alike(short, long) :]
    return _FAMILIAR.fullmatch(rest) is not None or (
        SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SPELT_ALIKE
    )
