"""Lines that begin with who speaks: "SMITH: ...", and headlines of that form."""

from __future__ import annotations

import re

from briefing.extract.people.lists import (
    gender_of_name,
    is_demonym,
    is_given_name,
    is_place,
    is_role,
    lists,
)
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.word_lists import word_lists

# What stands before a colon and says nothing: section labels of outlets.
_LABELS = word_lists("quote_words")["labels"]
_SHORT_WORD = 3  # letters of "and", "the", which stand small in headings
_TAG = re.compile(r"[ \t\"“'‘]*([A-Z][\w.’'-]{0,40}(?: [A-Z][\w.’'-]{0,40}){0,4}):[ \t]+(?=\S)")


def tagged(context: Context) -> list[Candidate]:
    """Lines that begin with who speaks: "SMITH: ...", and headlines of that form."""
    tokens = context.tokens
    found = []
    people = {tokens.lower[i] for i, label in enumerate(tokens.entity) if label == "PERSON"}
    for line in re.finditer(r"[^\n]+", tokens.text):
        tag = _TAG.match(tokens.text, line.start(), line.end())
        if tag is None or len(line[0]) - (tag.end() - line.start()) < 12:
            continue
        first, stop = tokens.at(tag.start(1)), tokens.at(tag.end(1) - 1) + 1
        begin, end = tokens.at(tag.end()), tokens.at(line.end() - 1) + 1
        while end > begin and tokens.pos[end - 1] == "SPACE":
            end -= 1
        if begin >= end or not _names_somebody(context, first, stop, people):
            continue
        if _is_dateline(context, first, stop) or _is_heading(context, (begin, end), stop):
            continue
        found.append(Candidate(((begin, end),), (stop, stop + 1), (first, stop), stop - 1))
    return found


def _is_dateline(s: Context, first: int, stop: int) -> bool:
    """ "BHOPAL: The town ...": a place in capitals that opens one line of the text."""
    name = s.tokens.of(first, stop)
    again = s.tokens.text.count(f"\n{name}:") + s.tokens.text.startswith(f"{name}:") > 1
    return name.isupper() and is_place(name.title()) and not again


def _is_heading(s: Context, said: Rows, stop: int) -> bool:
    """ "New Release: Last Chance to Buy": capitals throughout, and nobody by name before them."""
    t = s.tokens
    long = [w for w in t.word[said[0] : said[1]] if len(w) > _SHORT_WORD and w[0].isalpha()]
    titled = len(long) > 1 and all(w[0].isupper() for w in long)
    return titled and t.entity[stop - 1] != "PERSON" and not t.word[stop - 1].isupper()


def _is_loud_name(s: Context, first: int, stop: int, people: set[str]) -> bool:
    """Whether several words in capitals name somebody: "ANA LIND", not "NORSE ANGER"."""
    tokens, known = s.tokens, lists()
    words = tokens.lower[first:stop]
    if any(is_demonym(word.title()) for word in words):
        return False
    role = any(is_role(word) or word in known.honorifics for word in words)
    body = words[-1] in known.bodies | known.groups | known.documents
    again = tokens.text.count(f"\n{tokens.of(first, stop)}:") > 1
    return role or body or again or words[-1] in people or is_given_name(words[0])


def _names_somebody(context: Context, first: int, stop: int, people: set[str]) -> bool:
    """Whether the words before a colon can speak: a person, a body, a poll."""
    tokens, known = context.tokens, lists()
    last = stop - 1
    if (
        len(tokens.word[last]) < 2
        or tokens.lower[last] in _LABELS
        or any(tokens.pos[i] == "VERB" for i in range(first, stop))
        or tokens.pos[last] not in ("PROPN", "NOUN")
    ):
        return False
    if tokens.word[last].isupper() and len(tokens.word[last]) > 1 and stop - first > 1:
        return _is_loud_name(context, first, stop, people)
    if tokens.entity[last] in ("PERSON", "ORG") or tokens.word[last].isupper():
        return True
    if tokens.lower[last] in people or (tokens.tag[last] == "NNS" and stop - first == 1):
        return True
    speaking = known.documents | known.groups | known.bodies | known.titles
    return tokens.lower[last] in speaking or gender_of_name(tokens.word[first]) is not None
