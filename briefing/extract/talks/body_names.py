"""Bodies and states as parties of a meeting, under the names that the article gives them."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from briefing.extract.grammar.syntax import in_dateline
from briefing.extract.places.countries import nation_of
from briefing.extract.talks.names import Names, acronym_of
from briefing.extract.talks.persons import Party, state_party
from briefing.extract.word_lists import word_lists
from briefing.names.bodies import UNIONS, is_legal_form

_SENT = word_lists("meeting_words")["sent"]
_EVENTS = frozenset(
    "summit forum conference dialogue convention assembly meeting week strategy plan initiative "
    "programme program project treaty pact".split()
)


def heads_name(token: Token) -> bool:
    """ "Representatives of Harbour Corp", of which the model makes one name."""
    of = token.doc[token.i + 1 : token.i + 2].text == "of"
    return of and token.tag_ == "NNS" and token.lemma_.lower() in _SENT


def entity_party(doc: Doc, span: tuple[int, int, str], names: Names) -> Party | None:
    """The body, state or people that a named entity is; None of events and of mere adjectives."""
    start, end, label = span
    if label == "ORG" and doc[end - 1].text == "Cooperation" and doc[end : end + 1].text == "in":
        end = min(end + 2, len(doc))  # the parser ends the name at "in Europe"
    if label not in {"ORG", "GPE", "NORP", "PERSON"}:
        return None
    while start < end - 1 and doc[start].lower_ == "the":
        start += 1
    if start < end - 2 and heads_name(doc[start]):
        start += 2  # "Representatives of Harbour Corp"
    if doc[end - 1].lower_ == "of" and doc[end : end + 1].text[:1].isupper():
        end += 1  # "the Group of" that the parser cuts off before "Seven"
    text = doc[start:end].text.removesuffix("'s").removesuffix("’s").strip()
    if is_legal_form(text):  # "Harbour AG", of which the model may know the end alone
        while start > 0 and doc[start - 1].pos_ == "PROPN" and not in_dateline(doc[start - 1]):
            start -= 1
        text = doc[start:end].text
    while label in {"ORG", "PERSON"} and _is_cut_off(doc, start, end):  # known as "Value LP"
        start -= 1
        text = doc[start:end].text
    if text.endswith("&"):
        return None
    nation = nation_of(text) or UNIONS.get(text.replace(".", ""))
    if nation is not None:
        return state_party(nation)
    if doc[end - 1].lemma_.lower() in _EVENTS:
        return None
    if label == "NORP" and (doc[end - 1].tag_ in {"JJ", "JJR"} or text.endswith("ish")):
        return None
    name = acronym_of(doc, start, end, names.acronyms) or text
    return Party(name, frozenset({name.casefold(), *_words(text)})) if name else None


def _is_cut_off(doc: Doc, start: int, end: int) -> bool:
    """Whether the word before a firm's name is a part of it that the model has left out."""
    if start == 0 or not is_legal_form(doc[end - 1].text):
        return False
    before = doc[start - 1]
    joined = before.dep_ == "compound" and start <= before.head.i < end
    return joined and before.pos_ == "PROPN" and not before.ent_type_ and not in_dateline(before)


def _words(name: str) -> set[str]:
    return {w.casefold() for w in re.findall(r"\w{4,}", name)} if " " in name else set()
