"""Lists of names, whatever the parser makes of them: "Norland, the Amber Union and its envoy"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from briefing.extract.events.inventory import is_office, is_official
from briefing.extract.grammar.syntax import VERBAL, children, coordinated
from briefing.extract.grammar.tense_words import SAYING
from briefing.extract.people.lists import lists
from briefing.names.people import HONORIFICS, OF_ONE_NAME

NAMED = frozenset({"ORG", "GPE", "PERSON", "NORP", "FAC"})
_LIST = frozenset({",", "and", "&", "-", "–", "—", "plus"})
_CLOSING = VERBAL | {"PUNCT", "PRON", "ADV", "SCONJ"}
_TITLE_WORDS = frozenset({"'s", "’s", "foreign", "policy"})
_TITLES = HONORIFICS | OF_ONE_NAME
_JOINING = frozenset({",", "and", "&"})
_LONGEST_NAME = 9  # tokens of title and name of one member of a list
MOST_NAMES = 12  # names of one meeting; more are a list of guests, and bound the work


def listed(first: Token) -> list[Token]:
    """A name with those that stand behind it in a list, whatever the parser makes of the list."""
    found = coordinated(first)
    found += [t for each in found for t in _in_front(each)]
    found += [
        a
        for t in found
        if t.ent_type_ == "PERSON"
        for a in children(t, "appos")
        if a.ent_type_ == "PERSON"
    ]
    found = [t for t in found if t is first or not is_speaker(t)]
    seen = {t.i for t in found}
    last = max(found, key=lambda t: t.i)
    behind = [a for a in children(last, "appos") if a.ent_type_ == "PERSON" and a.i == last.i + 2]
    behind = [a for a in behind if not is_speaker(a)]
    if not any(t.ent_type_ in NAMED for t in [*found, *behind]):
        return found
    for token in _names_in_a_row(behind[0] if behind else last):
        if token.i not in seen:
            found.append(token)
    return found


def _in_front(last: Token) -> list[Token]:
    """ "Bank of Norland President Ana Lind and Governor Bo Vik": Lind, who hangs on Vik's title."""
    before = last.doc[last.left_edge.i : last.i]
    return [t for t in before[1:-1] if t.nbor().lower_ in _JOINING and _ends_a_name(t, last)]


def _ends_a_name(token: Token, last: Token) -> bool:
    """Whether a word ends a name of two words or more that stands beside ``last``."""
    if token.lower_ in _TITLES | lists().titles or is_office(token):
        return False  # "Crown Prince and Defence Minister Bo Vik"
    if token.ent_type_ == "PERSON":
        return token.ent_iob_ == "I" and token.tag_ != "POS"
    hangs = token.head.i == last.i and token.dep_ in {"nmod", "compound"}
    named = hangs and not token.ent_type_ and is_official(token)
    return named and token.pos_ == token.nbor(-1).pos_ == "PROPN"


def names_in_front(tokens: list[Token]) -> list[Token]:
    """Names of persons that the parser hangs on the title of one who stands behind them."""
    return [t for each in tokens for t in _in_front(each)]


def _names_in_a_row(last: Token) -> Iterator[Token]:
    """The last tokens of the names that follow in a list, each with the title before it."""
    doc, row = last.doc, last.i + 1
    for _ in range(MOST_NAMES):
        if row >= len(doc) or doc[row].lower_ not in _LIST:
            return
        while row < len(doc) and doc[row].lower_ in _LIST:
            row += 1
        name = _name_from(doc, row)
        if name is None:
            return
        yield name
        row = name.i + 1


def _name_from(doc: Doc, first: int) -> Token | None:
    """ "the European Union's foreign policy chief Federica Mogherini": where that name ends."""
    name = None
    for token in doc[first : first + _LONGEST_NAME]:
        if token.pos_ in _CLOSING or token.is_space:
            break
        if token.dep_ in {"nsubj", "nsubjpass"} and token.head.i > token.i:
            return None  # the next clause begins
        if token.ent_type_ in {"PERSON", "GPE", "ORG"}:
            after = doc[token.i + 1] if token.i + 1 < len(doc) else None
            owner = after is not None and after.tag_ == "POS" and token.ent_type_ == "PERSON"
            if owner:
                return None  # "met Klein, Berg's nominee"
            if after is None or after.ent_iob_ != "I":
                name = token
                if token.ent_type_ == "PERSON":
                    break
        elif name is not None and not (
            token.is_title or is_official(token) or token.lower_ in _TITLE_WORDS
        ):
            break
    owns = name is not None and name.i + 1 < len(doc) and doc[name.i + 1].tag_ == "POS"
    if name is None or owns or is_speaker(name):
        return None  # "met union leaders, Labour's backers"
    return name


def is_speaker(name: Token) -> bool:
    """ "when she is to meet Klein, spokesman Bo Berg said": the next clause begins."""
    after = name.doc[name.i + 1 : name.i + 2]
    return any(t.lemma_ in SAYING and t.pos_ == "VERB" for t in after)
