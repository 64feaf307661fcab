"""What an article says that somebody is: titles before a name, appositions on either side.

A role is a noun phrase whose head is a noun of the inventory (``data/people.toml``) and that is
joined to this very mention: "lawmaker" in "the slaying of lawmaker Ana Lind", nothing in "the
Prime Minister's visit to Lind".
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.extract.grammar.syntax import FINITE
from briefing.extract.grammar.token_table import Tokens
from briefing.extract.people.candidates import SUFFIXES
from briefing.extract.people.lists import is_role, lists
from briefing.extract.people.person import Role, Rows
from briefing.extract.people.role_phrases import (
    INNER,
    LONGEST_ROLE,
    PREPOSITIONS,
    head_of,
    is_glued,
    is_participial,
    is_time,
    last_part,
    title_before,
)
from briefing.model import Span

_LINKS = frozenset("of for to at on in with from and & 's ’s ' ’ - – / the an a".split())
_ARTICLES = frozenset("the a an his her their its our my this that".split())
_CLOSING = frozenset(', . ; : ) ] - – — ? ! " ” ’'.split())
_OCCASIONS = frozenset(
    "briefing conference interview hearing meeting speech statement rally ceremony summit email "
    "e-mail note event panel".split()
)
_ASIDE = 5  # rows from a name to its verb: "Berg (HRB) once said"
_OWNED = frozenset(["'s", "’s", "'", "’", "of"])
_LEADING = frozenset(
    "one least another then now also even only both and as when while like including".split()
)


def roles_of(
    tokens: Tokens, name: Rows, named: dict[int, object], outside: bytearray
) -> Iterator[Role]:
    """The roles that the words around a mention give.

    ``named`` are the rows of all names, ``outside`` marks what stands around the prose.
    """
    for rows in (
        title_before(tokens, name, named),
        _before_comma(tokens, name, named),
        _after_comma(tokens, name, named),
    ):
        if rows is not None:
            title = rows[1] <= name[0] and tokens.word[rows[1]] not in (",", "–", "—")
            at_end = title and is_role(last_part(tokens, rows[1] - 1))
            first = next((i for i in range(*rows) if not outside[i]), rows[1])
            role = _role(tokens, first, rows[1], rows[1] - 1 if at_end else None)
            if role is not None:
                yield role


def _role(tokens: Tokens, first: int, stop: int, head: int | None = None) -> Role | None:
    while first < stop and (tokens.lower[first] in _ARTICLES | _LEADING or is_time(tokens, first)):
        first += 1
    while first < stop and tokens.lower[first] in ("'s", "’s", "-", "–", "'", "’"):
        first += 1
    if not 0 < stop - first <= LONGEST_ROLE:
        return None
    if first > 1 and tokens.word[first - 1] == "-" and tokens.end[first - 1] == tokens.start[first]:
        first -= 2  # "co-founder" in three words
    head = head_of(tokens, first, stop) if head is None else head
    numbered = tokens.lower[first] in ("no", "no.") and tokens.word[first + 1][0] in ".0123456789"
    if not is_role(last_part(tokens, head)) and not numbered:  # "No. 2 at the bank"
        return None
    if tokens.lower[head] in lists().kin and not _OWNED & set(tokens.lower[first:stop]):
        return None
    words = frozenset(w for w in tokens.lower[first:stop] if w[0].isalnum())
    text = " ".join(tokens.of(first, stop).split())
    return Role(text, Span(tokens.start[first], tokens.end[stop - 1]), head, words)


def _before_comma(tokens: Tokens, name: Rows, named: dict[int, object]) -> Rows | None:
    """ "the port's chief engineer" in "the port's chief engineer, Ana Lind, said"."""
    comma = _comma_before(tokens, name)
    first = None if comma is None else _begin_of_role(tokens, comma)
    if comma is None or first is None:
        return None
    if any(i in named for i in range(head_of(tokens, first, comma), comma)):
        return None
    if _is_closed(tokens, name) or _in_apposition(tokens, comma, name):
        return first, comma
    # ", ZHDA president, Ana Lind said": a comma is missing after the name
    bare = (
        first == 0
        or tokens.word[first - 1] in (",", ".")
        or tokens.line[first - 1] != tokens.line[first]
    )
    return (first, comma) if bare and tokens.pos[name[1]] in ("VERB", "AUX") else None


def _comma_before(tokens: Tokens, name: Rows) -> int | None:
    """The row of the comma or dash before a name and its titles, if one stands in their line."""
    title = name[0]
    while title > 0 and tokens.line[title - 1] == tokens.line[name[0]]:
        word = tokens.word[title - 1]
        if not (word[0].isupper() or is_glued(tokens, title - 1) or word == "-"):
            break
        title -= 1
    comma = title - 1
    if comma < 1 or tokens.word[comma] not in (",", "–", "—"):
        return None
    return comma if tokens.line[comma - 1] == tokens.line[title] else None


def _is_closed(tokens: Tokens, name: Rows) -> bool:
    """Whether what ends an apposition stands behind a name, or nothing at all."""
    end = name[1]
    while end < len(tokens) and tokens.lower[end] in SUFFIXES:
        end += 1
    return end >= len(tokens) or tokens.word[end] in _CLOSING or tokens.pos[end] == "SPACE"


def _begin_of_role(tokens: Tokens, comma: int) -> int | None:
    """The first row of the longest phrase up to the comma that is a role; None if none is."""
    first, best = comma, None
    while (
        first > 0 and comma - first < LONGEST_ROLE and tokens.line[first - 1] == tokens.line[comma]
    ):
        first -= 1
        word = tokens.lower[first]
        inner = tokens.pos[first] in INNER or is_participial(tokens, first)
        if not (inner or word in _LINKS) or is_time(tokens, first):
            break
        if (inner or word in _ARTICLES) and _is_whole(tokens, first):
            head = head_of(tokens, first + (word in _ARTICLES), comma)
            plural = tokens.tag[head] in ("NNS", "NNPS")
            if is_role(last_part(tokens, head)) and not plural:
                best = first
    return best


def _is_whole(tokens: Tokens, first: int) -> bool:
    """Whether no word before that row belongs to the phrase that begins there."""
    opens = tokens.lower[first] in _ARTICLES or not first or tokens.pos[first - 1] not in INNER
    if first and is_participial(tokens, first - 1):
        return False
    return opens and tokens.lower[first - 1] not in ("'s", "’s", "-", "–", "&", "and")


def _in_apposition(t: Tokens, comma: int, name: Rows) -> bool:
    return any(t.dep[i] == "appos" and t.head[i] < comma for i in range(*name))


def _after_comma(tokens: Tokens, name: Rows, named: dict[int, object]) -> Rows | None:
    """ "NATO's secretary general" in "Ana Lind, 45, NATO's secretary general, said"."""
    first = _behind_comma(tokens, name)
    if first is None or _is_of_another(tokens, first):
        return None
    stop = _end_of_role(tokens, name, first)
    if stop <= first:
        return None
    follows = tokens.pos[min(first + 1, stop - 1)]
    if tokens.tag[first] == "VBG" and follows in ("ADP", "DET", "PRON", "ADV"):
        return None  # ", speaking through an interpreter"
    head = head_of(tokens, first, stop)
    if _is_next_subject(tokens, name, head, stop) or _names_another(
        tokens, (first, head, stop), named
    ):
        return None
    return first, stop


def _behind_comma(tokens: Tokens, name: Rows) -> int | None:
    """The row behind the comma or bracket after a name, its suffix and an age; None without."""
    number = len(tokens)
    first = name[1]
    if first < number and tokens.lower[first] in SUFFIXES:
        first += 1
    elif first + 1 < number and tokens.lower[first + 1] in SUFFIXES:
        first += 2
    if first >= number or tokens.word[first] not in (",", "("):
        return None
    if tokens.line[first] != tokens.line[name[0]]:
        return None
    first += 1
    if first + 1 < number and tokens.word[first].isdigit() and tokens.word[first + 1] == ",":
        first += 2
    return first


def _is_of_another(tokens: Tokens, first: int) -> bool:
    """Whether what begins there is an adjunct, or the title of the person after it."""
    number = len(tokens)
    if first < number and tokens.pos[first] == "ADP":
        return True  # ", in a statement issued by a spokesman"
    if first + 1 >= number or tokens.entity[first + 1] != "PERSON":
        return False
    titled = tokens.lower[first] in lists().honorifics or is_role(tokens.lower[first])
    # "according to Mr Lind, Advocate Berg of the port said"
    return titled and tokens.entity[first] != "PERSON"


def _end_of_role(tokens: Tokens, name: Rows, first: int) -> int:
    """One past the phrase that begins at ``first``, which is no longer than a role can be."""
    line, limit = tokens.line[name[0]], min(len(tokens), first + LONGEST_ROLE)
    stop = first
    while stop < limit and tokens.line[stop] == line and _goes_on(tokens, first, stop):
        stop += 1
    while stop > first and tokens.pos[stop - 1] not in INNER:
        stop -= 1
    return stop


def _names_another(tokens: Tokens, phrase: tuple[int, int, int], named: dict[int, object]) -> bool:
    """Whether a phrase of first row, head and stop names the person whose role it is."""
    first, head, stop = phrase
    # "a Lind Berg broker": what an article and a noun enclose is no name of the next person
    modified = tokens.lower[first] in _ARTICLES and head not in named
    if not modified and any(
        i in named for i in range(first, head + 1) if not _possesses(tokens, i, head)
    ):
        return True
    for i in range(head + 1, stop):
        if i in named and i - 1 not in named:
            title = title_before(tokens, (i, i + 1), named)
            if title is not None and title[0] <= head:
                return True  # ", Foreign Minister Ana Lind and others" is of no one before
    return False


def _is_next_subject(t: Tokens, name: Rows, head: int, stop: int) -> bool:
    """Whether a phrase does what follows it: "After a meeting with Bo Moe, the mayor said"."""
    governed = t.dep[name[1] - 1] in ("pobj", "dobj") and t.head[name[1] - 1] < name[0]
    doing = next((i for i in range(stop, min(stop + _ASIDE, len(t))) if t.tag[i] in FINITE), None)
    if _says_between(t, head, stop):
        return True
    if not governed or doing is None or "," in t.word[stop:doing]:
        return False
    if doing == stop:
        return t.dep[head] == "nsubj" and t.head[head] >= stop
    return any(t.dep[i] == "nsubj" and t.head[i] == doing for i in range(head, stop))


def _says_between(t: Tokens, head: int, stop: int) -> bool:
    """Whether somebody says the sentence in its middle: "Lind, an official said, left at noon"."""
    if stop + 1 >= len(t) or t.tag[stop] not in FINITE or t.dep[head] != "nsubj":
        return False
    return t.head[head] == stop and t.word[stop + 1] == ","


def _possesses(t: Tokens, row: int, head: int) -> bool:
    """Whether a name stands in the genitive before the head: "Lind's lawyer"."""
    return any(t.lower[k] in ("'s", "’s", "'", "’") for k in range(row + 1, head))


def _goes_on(tokens: Tokens, first: int, row: int) -> bool:
    word, pos, tag = tokens.lower[row], tokens.pos[row], tokens.tag[row]
    if tokens.word[row].isupper() and len(word) > 1:
        return True  # an acronym, whatever the parser takes it for ("WHO")
    if word in (",", "(") or word in ("who", "which", "whose", "whom", "where", "when", "that"):
        return word == "," and _is_series(tokens, first, row)
    if is_glued(tokens, row):
        return True
    if pos == "ADP" and row > first and _is_occasion(tokens, row):
        return False
    if tag in FINITE or tag in ("VB", "TO") or pos in ("PRON", "SPACE", "SCONJ", "INTJ"):
        return word in ("his", "her", "their", "its")
    if word in ("and", "or"):
        return row + 1 < len(tokens) and not (
            tokens.pos[row + 1] in ("PRON", "ADV") or _finite_ahead(tokens, row)
        )
    return (
        pos in INNER
        or word in _LINKS
        or (
            pos in ("DET", "VERB", "PART", "ADP", "PUNCT", "ADV")
            and word not in ('"', "“", "”", ".", ":", ";", "—", "–", "--", ")")
        )
    )


def _is_occasion(t: Tokens, row: int) -> bool:
    """Whether a preposition says when or at what: "chief of the port at a briefing on Friday"."""
    if t.lower[row] not in ("at", "in", "on", "during") or row + 1 >= len(t):
        return False
    if is_time(t, row + 1):
        return True
    indefinite = t.lower[row + 1] in ("a", "an")
    return indefinite and any(word in _OCCASIONS for word in t.lower[row + 2 : row + 5])


def _finite_ahead(t: Tokens, row: int) -> bool:
    return any(t.tag[i] in FINITE for i in range(row + 1, min(row + 3, len(t))))


def _is_series(tokens: Tokens, first: int, comma: int) -> bool:
    """ "minister of education, science and technology": the comma of a series inside it."""
    if not any(tokens.lower[i] in PREPOSITIONS for i in range(first, comma)):
        return False
    for i in range(comma + 1, min(comma + 4, len(tokens))):
        if tokens.lower[i] == "and":
            return i > comma + 1
        if tokens.pos[i] not in INNER or tokens.word[i][0].isupper():
            return False
    return False
