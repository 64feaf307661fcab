"""How much speaks for words being the name of a person: the signs that hold, with their weights.

The entity recogniser is one witness among several: a title before the name, a given name, an
initial, a particle, an age or a role after it are others. ``weights`` says how much each counts.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from briefing.extract.grammar.token_table import Tokens
from briefing.extract.people import weights as w
from briefing.extract.people.lists import (
    is_demonym,
    is_given_name,
    is_month_too,
    is_outlet,
    is_place,
    is_role,
    is_seat,
    lists,
)
from briefing.extract.people.runs import Word

_BEFORE_ROLES = frozenset(["DET", "ADJ", "NOUN", "PROPN", "PART", "PUNCT", "NUM"])
_NO_PERSON = frozenset("ORG GPE LOC FAC NORP EVENT PRODUCT WORK_OF_ART LAW DATE".split())


class PossibleName(Struct, frozen=True):
    """The words of a ``run`` of capitals from ``cut`` on, of which there is at least one.

    Before ``cut`` stand titles and what belongs to them; ``formal`` says whether an honorific does.
    """

    tokens: Tokens
    run: list[Word]
    cut: int
    formal: bool

    @property
    def words(self) -> list[Word]:
        """The words that may be the name."""
        return self.run[self.cut :]

    @property
    def first(self) -> int:
        """The row of its first word."""
        return self.run[self.cut].rows[0]

    @property
    def stop(self) -> int:
        """One past the row of its last word."""
        return self.run[-1].rows[1]

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self.tokens.of(self.first, self.stop)

    @property
    def several(self) -> bool:
        """Whether it has more than one word."""
        return len(self.run) - self.cut > 1

    @property
    def begins_with_given_name(self) -> bool:
        """Whether its first word is on the list of given names."""
        return is_given_name(self.run[self.cut].lower)


def evidence_for(name: PossibleName) -> float:
    """The sum of the weights of all signs that hold: above 0 where more speaks for a person."""
    titled = _is_titled(name)
    renamed = _in_apposition(name.tokens, name.first, name.stop)
    as_person = name.several and (name.begins_with_given_name or titled or renamed)
    return (
        _from_entities(name, as_person)
        + _from_what_stands_before(name, titled)
        + (w.APPOSITION if renamed and name.several else 0.0)
        + (w.ACTS if acts(name.tokens, name.stop - 1) else 0.0)
        + _from_words(name)
        + (_from_several_words(name) if name.several else _from_single_word(name))
    )


def _from_entities(name: PossibleName, as_person: bool) -> float:
    """What the model takes the words for; ``as_person``: other signs say that it is a person."""
    labels = [name.tokens.entity[word.rows[0]] for word in name.words if not word.particle]
    persons = labels.count("PERSON")
    others = sum(label in _NO_PERSON for label in labels)
    if labels[-1] == "DATE" and _is_called_as_a_month(name):
        others -= 1  # the model's day, in "Ana May"
    score = 0.0
    if persons == len(labels):
        score += w.PERSON
    elif 2 * persons >= len(labels):
        score += w.HALF_PERSON
    if others:
        no_person = w.NO_PERSON if others == len(labels) else w.PARTLY_NO_PERSON
        score -= w.NO_PERSON_THOUGH_NAMED if as_person else no_person
    return score


def _is_titled(name: PossibleName) -> bool:
    """Whether a title or a role stands right before the name."""
    if name.cut:
        last = name.run[name.cut - 1]
        return is_role(last.lower) or _is_rank(last)
    before = _word_before(name)
    named = is_role(before) and before not in lists().kin
    return named and name.tokens.pos[name.first - 1] != "VERB"


def _word_before(name: PossibleName) -> str:
    """The word before the name in its line, in lower case; "" where it begins the line."""
    tokens, first = name.tokens, name.first
    return tokens.lower[first - 1] if first and tokens.line[first - 1] == tokens.line[first] else ""


def _from_what_stands_before(name: PossibleName, titled: bool) -> float:
    score = w.HONORIFIC if name.formal else 0.0
    if titled:
        score += w.TITLE
    elif name.cut:
        score += w.CUT_OFF
    elif _word_before(name) in ("as", "named", "called"):
        score += w.NAMED
    if name.first and not name.cut:
        before = name.tokens.lower[name.first - 1]
        score -= w.ARTICLE if before in ("the", "a", "an") else 0.0
        score -= w.BODY_BEFORE if is_body(before) else 0.0
    return score


def _from_words(name: PossibleName) -> float:
    """What the words are, however many they are."""
    words, text, inventory = name.words, name.text, lists()
    common = words[0].lower in inventory.no_person and not name.begins_with_given_name
    signs = (
        (-w.COMMON_FIRST_WORD, common),
        (-w.CAPITALS, any(map(_is_in_capitals, words))),
        (-w.DEMONYM, any(is_demonym(word.text) for word in words)),
        (-w.OUTLET, is_outlet(text) or text.lower() in inventory.firms),
    )
    return _sum_of(signs)


def _is_called_as_a_month(name: PossibleName) -> bool:
    words = name.words
    return len(words) == 2 and name.begins_with_given_name and is_month_too(words[1].lower)


def _from_several_words(name: PossibleName) -> float:
    """What several words are together."""
    words, inventory = name.words, lists()
    rest = words[1:]
    described = _age_or_role_after(name.tokens, name.stop) or _role_before(name.tokens, name.first)
    signs = (
        (w.GIVEN_NAME, name.begins_with_given_name),
        (w.INITIAL, any(map(_is_initial, words[:-1]))),
        (w.PARTICLE, any(word.particle for word in words)),
        (w.FAMILY_NAME_FIRST, words[0].lower in inventory.family_first and len(words) <= 3),
        (w.AGE_OR_ROLE, described),
        (-w.BODY, any(word.lower in inventory.bodies for word in rest)),
        (-w.PLACE, is_place(name.text) or any(is_seat(word.text) for word in rest)),
    )
    common = sum(word.lower in inventory.no_person for word in rest)
    called = _is_called_as_a_month(name)
    return _sum_of(signs) - (0 if called else w.COMMON_WORD * common)


def _from_single_word(name: PossibleName) -> float:
    """What a word is that stands alone."""
    text = name.text
    signs = (
        (w.GIVEN_NAME_ALONE, name.begins_with_given_name),
        (w.AGE_ALONE, _is_aged(name.tokens, name.stop)),
        (-w.SEAT_ALONE, is_seat(text) and not name.formal),
        (-w.PLACE_ALONE, is_place(text) and not name.cut and not name.formal),
    )
    return _sum_of(signs)


def _sum_of(signs: Iterable[tuple[float, bool]]) -> float:
    """The weights of those signs that hold."""
    return sum(weight for weight, holds in signs if holds)


def is_body(word: str) -> bool:
    """Whether a word in lower case ends the name of a body or an outlet: "ministry", "post"."""
    return word in lists().bodies or word in lists().outlet_words


def _is_in_capitals(word: Word) -> bool:
    return len(word.text) > 1 and word.text.isupper() and word.text.isalpha()


def _is_rank(word: Word) -> bool:
    return word.lower.rsplit("-", 1)[-1] in lists().ranks


def _is_initial(word: Word) -> bool:
    return len(word.text) <= 2 and word.text[0].isupper()


def _is_aged(tokens: Tokens, stop: int) -> bool:
    """ "Maxime, 11, was at home": an age between commas, which only people have."""
    if stop + 2 >= len(tokens) or tokens.word[stop] != "," or tokens.word[stop + 2] != ",":
        return False
    age = tokens.word[stop + 1]
    return age.isdigit() and len(age) <= 2 and tokens.entity[stop - 1] not in ("DATE", "GPE")


def _age_or_role_after(tokens: Tokens, stop: int) -> bool:
    if stop + 1 >= len(tokens) or tokens.word[stop] not in (",", "("):
        return False
    if tokens.word[stop + 1].isdigit() and len(tokens.word[stop + 1]) == 2:
        return True
    for i in range(stop + 1, min(stop + 9, len(tokens))):
        if tokens.pos[i] not in _BEFORE_ROLES or tokens.word[i] == ",":
            return False
        if is_role(tokens.lower[i]):
            return True
    return False


def _role_before(t: Tokens, first: int) -> bool:
    """ "The port's spokesman, Ana Lind": a role right before the comma."""
    comma = first - 1
    return comma > 0 and t.word[comma] == "," and is_role(t.lower[comma - 1])


def _in_apposition(t: Tokens, first: int, stop: int) -> bool:
    """ "The port's chief, Ana Lind": an apposition to a role."""
    row = stop - 1
    return t.dep[row] == "appos" and t.head[row] < first and is_role(t.lower[t.head[row]])


def acts(t: Tokens, last: int) -> bool:
    """Whether the word in that row is the subject of a verb."""
    return t.dep[last] in ("nsubj", "nsubjpass") and t.pos[t.head[last]] == "VERB"
