"""What an article says that somebody is: titles before a name, appositions on either side.

A role is a noun phrase whose head is a noun of the inventory (``data/people.toml``) and that is
joined to this very mention: "lawmaker" in "the slaying of lawmaker Ana Lind", nothing in "the
Prime Minister's visit to Lind".
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.extract.grammar.token_table import Tokens
from briefing.extract.people.lists import is_role, lists
from briefing.extract.people.person import Role, Rows
from briefing.model import Span

_LONGEST = 18  # rows of a role
_STEPS = 4  # heads between a modifier and the name or title that it belongs to
_INNER = frozenset(["NOUN", "PROPN", "ADJ", "NUM"])
_LINKS = frozenset("of for to at on in with from and & 's ’s ' ’ - – / the an a".split())
_PREPOSITIONS = frozenset("of for to at on in with from".split())
_ARTICLES = frozenset("the a an his her their its our my this that".split())
_TIMES = frozenset(["DATE", "TIME"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_CLOSING = frozenset(', . ; : ) ] - – — ? ! " ” ’'.split())
_OFFICES = frozenset(
    "minister secretary undersecretary chief head director deputy general commissioner president "
    "chairman chairwoman chair governor ambassador envoy professor".split()
)
_OWNED = frozenset(["'s", "’s", "'", "’", "of"])
_SUFFIXES = frozenset(["jr.", "sr.", "jr", "sr", "ii", "iii"])
_LEADING = frozenset(
    "one another then now also even only both and as when while like including".split()
)


def roles_of(t: Tokens, name: Rows, named: dict[int, object], outside: bytearray) -> Iterator[Role]:
    """The roles that the words around a mention give.

    ``named`` are the rows of all names, ``outside`` marks what stands around the prose.
    """
    for rows in (
        _title(t, name, named),
        _before_comma(t, name, named),
        _after_comma(t, name, named),
    ):
        if rows is not None:
            title = rows[1] <= name[0] and t.word[rows[1]] not in (",", "–", "—")
            at_end = title and is_role(_last_part(t, rows[1] - 1))
            first = next((i for i in range(*rows) if not outside[i]), rows[1])
            role = _role(t, first, rows[1], rows[1] - 1 if at_end else None)
            if role is not None:
                yield role


def _role(t: Tokens, first: int, stop: int, head: int | None = None) -> Role | None:
    while first < stop and (t.lower[first] in _ARTICLES | _LEADING or _is_time(t, first)):
        first += 1
    while first < stop and t.lower[first] in ("'s", "’s", "-", "–", "'", "’"):
        first += 1
    if not 0 < stop - first <= _LONGEST:
        return None
    if first > 1 and t.word[first - 1] == "-" and t.end[first - 1] == t.start[first]:
        first -= 2  # "co-founder" in three words
    head = _head(t, first, stop) if head is None else head
    numbered = t.lower[first] in ("no", "no.") and t.word[first + 1][0] in ".0123456789"
    if not is_role(_last_part(t, head)) and not numbered:  # "No. 2 at the bank"
        return None
    if t.lower[head] in lists().kin and not _OWNED & set(t.lower[first:stop]):
        return None
    words = frozenset(w for w in t.lower[first:stop] if w[0].isalnum())
    text = " ".join(t.of(first, stop).split())
    return Role(text, Span(t.start[first], t.end[stop - 1]), head, words)


def _is_time(t: Tokens, row: int) -> bool:
    """Whether a word says when; acronyms are taken for days at times."""
    return t.entity[row] in _TIMES and not (t.word[row].isupper() and len(t.word[row]) > 2)


def _last_part(t: Tokens, row: int) -> str:
    """A word, or all of "vice-president" whose last token this is."""
    first = row
    while first > 1 and t.word[first - 1] == "-" and t.end[first - 2] == t.start[first - 1]:
        first -= 2
    return t.of(first, row + 1).lower()


def _head(t: Tokens, first: int, stop: int) -> int:
    """The last noun before the first preposition, or before "general" and "-elect"."""
    last = first
    for i in range(first, stop):
        preposition = t.lower[i] in _PREPOSITIONS and t.pos[i] not in ("NOUN", "PROPN")
        joined = t.lower[i] in ("and", "or", ",", "who") or t.tag[i] in ("VBN", "VBG")
        ended = i > first and preposition and not _glued(t, i)
        if ended and not _is_name_inside(t, first, i, stop):
            break
        if i > first and joined and is_role(t.lower[last]):
            break
        last = i
    if t.lower[last] in ("general", "emeritus", "elect", "designate", "officer", "executive"):
        before = last - 1 if t.word[last - 1] != "-" else last - 2
        if before >= first and t.lower[last] != "officer" and is_role(t.lower[before]):
            return before
    return last


def _is_name_inside(t: Tokens, first: int, row: int, stop: int) -> bool:
    """ "University of Oslo economist": a body's name before the noun that says what one is."""
    if row + 2 >= stop or is_role(t.lower[row - 1]):
        return False
    return all(t.word[i][0].isupper() for i in (first, row - 1, row + 1))


def _title(t: Tokens, name: Rows, named: dict[int, object]) -> Rows | None:
    """ "NATO Secretary General" and "chief of staff" right before the name."""
    known = lists()
    last = name[0]
    while last > 0 and t.lower[last - 1] in known.honorifics | known.honours | {"."}:
        last -= 1
    first = _block(t, last, name, named)
    if first == last:
        return None
    if is_role(_last_part(t, last - 1)):
        return first, last
    office = _office_before(t, first, name, named)
    return (office, last) if office is not None else None


def _block(t: Tokens, stop: int, name: Rows, named: dict[int, object]) -> int:
    """Where the nouns and adjectives that lead up to this row, and belong to it, begin."""
    k = stop
    while k > 0 and stop - k < _LONGEST and t.line[k - 1] == t.line[name[0]]:
        word, pos = t.lower[k - 1], t.pos[k - 1]
        inner = (
            pos in _INNER
            or is_role(word)
            or word in ("'s", "’s", "-", "–", "&")
            or t.tag[k - 1] == "NNP"
        )
        joined = word in ("and", "of", "for") and k > 1 and k < stop and _one_name(t, k - 1)
        glued = _glued(t, k - 1)
        if not (inner or joined or glued) or _is_time(t, k - 1):
            break
        other = k - 1 in named and k not in named
        if other and (k == stop or t.lower[k] == "and"):
            break  # somebody else's name, not "Ana Lind's" and not "Lind"
        if inner and not glued and pos in _INNER and not _belongs(t, k - 1, name[1]):
            break
        k -= 1
    while k < stop and (t.word[k] in ("'s", "’s", "-", "–", "&", "and")):
        k += 1
    return k


def _glued(t: Tokens, row: int) -> bool:
    """Whether a token is part of a word with hyphens."""
    after = row + 1 < len(t) and t.word[row + 1] == "-" and t.end[row] == t.start[row + 1]
    before = row > 0 and t.word[row - 1] == "-" and t.end[row - 1] == t.start[row]
    return after or before


def _one_name(t: Tokens, row: int) -> bool:
    """Whether a word stands inside one name: "Defense and Security Committee"."""
    label = t.entity[row]
    return label == "ORG" == t.entity[row - 1] == t.entity[row + 1] and not t.entity_starts[row + 1]


def _belongs(t: Tokens, row: int, stop: int) -> bool:
    """Whether a modifier hangs on something between itself and the end of the name."""
    at = row
    for _ in range(_STEPS):
        up = t.head[at]
        if row < up < stop:
            return True
        if up == at:
            break
        at = up
    # the parser may hang a name on its title, or beside it: "of public relations Ana Lind"
    if row + 1 < stop and t.head[row] == t.head[stop - 1] and t.dep[stop - 1] == "pobj":
        return True
    if row < t.head[row] < stop - 1 and t.head[t.head[row]] == t.head[stop - 1]:
        return t.dep[stop - 1] == "pobj" == t.dep[t.head[row]]
    return any(row < k < stop for k in t.kids[row]) or t.word[row][0].isupper()


def _office_before(t: Tokens, first: int, name: Rows, named: dict[int, object]) -> int | None:
    """Where "minister of", "Head of the", "ambassador to" begin before what they govern."""
    at = first
    for _ in range(2):
        k = at
        while k > 1 and t.lower[k - 1] in ("and", ",") and t.pos[k - 2] in _INNER:
            k = _block(t, k - 1, (k - 1, name[1]), named)
        if k > 0 and t.lower[k - 1] == "the":
            k -= 1
        if k < 2 or t.lower[k - 1] not in _PREPOSITIONS or t.line[k - 2] != t.line[at]:
            return None
        offices = _OFFICES if t.word[at][0].islower() else _OFFICES | lists().roles
        begin = _block(t, k - 1, (k - 1, name[1]), named)
        if begin == k - 1:
            return None
        if _last_part(t, k - 2) in offices:
            return begin
        at = begin
    return None


def _before_comma(t: Tokens, name: Rows, named: dict[int, object]) -> Rows | None:
    """ "the port's chief engineer" in "the port's chief engineer, Ana Lind, said"."""
    title = name[0]
    while title > 0 and t.line[title - 1] == t.line[name[0]]:
        if not (t.word[title - 1][0].isupper() or _glued(t, title - 1) or t.word[title - 1] == "-"):
            break
        title -= 1
    comma = title - 1
    if comma < 1 or t.word[comma] not in (",", "–", "—") or t.line[comma - 1] != t.line[title]:
        return None
    closed = name[1] >= len(t) or t.word[name[1]] in _CLOSING or t.pos[name[1]] == "SPACE"
    closed = closed or _in_apposition(t, comma, name)
    first, best = comma, None
    while first > 0 and comma - first < _LONGEST and t.line[first - 1] == t.line[comma]:
        word = t.lower[first - 1]
        if not (t.pos[first - 1] in _INNER or word in _LINKS) or _is_time(t, first - 1):
            break
        first -= 1
        opens = word in _ARTICLES or first == 0 or t.pos[first - 1] not in _INNER
        if t.pos[first] in _INNER or word in _ARTICLES:
            head = _head(t, first + (word in _ARTICLES), comma)
            whole = opens and t.lower[first - 1] not in ("'s", "’s", "-", "–", "&", "and")
            if whole and is_role(_last_part(t, head)) and t.tag[head] not in ("NNS", "NNPS"):
                best = first
    if best is None or any(i in named for i in range(_head(t, best, comma), comma)):
        return None
    # ", ZHDA president, Ana Lind said": a comma is missing after the name
    bare = best == 0 or t.word[best - 1] in (",", ".") or t.line[best - 1] != t.line[best]
    return (best, comma) if closed or (bare and t.pos[name[1]] in ("VERB", "AUX")) else None


def _in_apposition(t: Tokens, comma: int, name: Rows) -> bool:
    return any(t.dep[i] == "appos" and t.head[i] < comma for i in range(*name))


def _after_comma(t: Tokens, name: Rows, named: dict[int, object]) -> Rows | None:
    """ "NATO's secretary general" in "Ana Lind, 45, NATO's secretary general, said"."""
    n = len(t)
    first = name[1]
    if first < n and t.lower[first] in _SUFFIXES:
        first += 1
    elif first + 1 < n and t.lower[first + 1] in _SUFFIXES:
        first += 2
    if first >= n or t.word[first] not in (",", "(") or t.line[first] != t.line[name[0]]:
        return None
    first += 1
    if first + 1 < n and t.word[first].isdigit() and t.word[first + 1] == ",":
        first += 2
    if first < n and t.pos[first] == "ADP":
        return None  # ", in a statement issued by a spokesman"
    stop = first
    while stop < n and stop - first < _LONGEST and t.line[stop] == t.line[name[0]]:
        if not _goes_on(t, first, stop):
            break
        stop += 1
    while stop > first and (t.pos[stop - 1] not in _INNER):
        stop -= 1
    if stop <= first:
        return None
    if t.tag[first] == "VBG" and t.pos[min(first + 1, stop - 1)] in ("ADP", "DET", "PRON", "ADV"):
        return None  # ", speaking through an interpreter"
    head = _head(t, first, stop)
    # "a Lind Berg broker": what an article and a noun enclose is no name of the next person
    modified = t.lower[first] in _ARTICLES and head not in named
    if not modified and any(
        i in named for i in range(first, head + 1) if not _possesses(t, i, head)
    ):
        return None
    for i in range(head + 1, stop):
        if i in named and i - 1 not in named:
            title = _title(t, (i, i + 1), named)
            if title is not None and title[0] <= head:
                return None  # ", Foreign Minister Ana Lind and others" is of no one before
    return first, stop


def _possesses(t: Tokens, row: int, head: int) -> bool:
    """Whether a name stands in the genitive before the head: "Lind's lawyer"."""
    return any(t.lower[k] in ("'s", "’s", "'", "’") for k in range(row + 1, head))


def _goes_on(t: Tokens, first: int, row: int) -> bool:
    word, pos, tag = t.lower[row], t.pos[row], t.tag[row]
    if t.word[row].isupper() and len(word) > 1:
        return True  # an acronym, whatever the parser takes it for ("WHO")
    if word in (",", "(") or word in ("who", "which", "whose", "whom", "where", "when", "that"):
        return word == "," and _is_series(t, first, row)
    if _glued(t, row):
        return True
    if tag in _FINITE or tag in ("VB", "TO") or pos in ("PRON", "SPACE", "SCONJ", "INTJ"):
        return word in ("his", "her", "their", "its")
    if word in ("and", "or"):
        return row + 1 < len(t) and not (t.pos[row + 1] in ("PRON", "ADV") or _finite_ahead(t, row))
    return (
        pos in _INNER
        or word in _LINKS
        or (
            pos in ("DET", "VERB", "PART", "ADP", "PUNCT", "ADV")
            and word not in ('"', "“", "”", ".", ":", ";", "—", "–", "--", ")")
        )
    )


def _finite_ahead(t: Tokens, row: int) -> bool:
    return any(t.tag[i] in _FINITE for i in range(row + 1, min(row + 3, len(t))))


def _is_series(t: Tokens, first: int, comma: int) -> bool:
    """ "minister of education, science and technology": the comma of a series inside it."""
    if not any(t.lower[i] in _PREPOSITIONS for i in range(first, comma)):
        return False
    for i in range(comma + 1, min(comma + 4, len(t))):
        if t.lower[i] == "and":
            return i > comma + 1
        if t.pos[i] not in _INNER or t.word[i][0].isupper():
            return False
    return False
