"""What an article says that somebody is: titles before a name, appositions on either side.

A role is a noun phrase whose head is a noun of the inventory (``data/people.toml``) and that is
joined to this very mention: "lawmaker" in "the slaying of lawmaker Ana Lind", nothing in "the
Prime Minister's visit to Lind".
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.extract.grammar.syntax import FINITE
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
_CLOSING = frozenset(', . ; : ) ] - – — ? ! " ” ’'.split())
_OFFICES = frozenset(
    "minister secretary undersecretary chief head director deputy general commissioner president "
    "chairman chairwoman chair governor ambassador envoy professor".split()
)
_BOARDS = frozenset("board council house chamber court department bureau ministry".split())
_OCCASIONS = frozenset(
    "briefing conference interview hearing meeting speech statement rally ceremony summit email "
    "e-mail note event panel".split()
)
_OWNED = frozenset(["'s", "’s", "'", "’", "of"])
_SUFFIXES = frozenset(["jr.", "sr.", "jr", "sr", "ii", "iii"])
_LEADING = frozenset(
    "one another then now also even only both and as when while like including".split()
)


def roles_of(
    tokens: Tokens, name: Rows, named: dict[int, object], outside: bytearray
) -> Iterator[Role]:
    """The roles that the words around a mention give.

    ``named`` are the rows of all names, ``outside`` marks what stands around the prose.
    """
    for rows in (
        _title(tokens, name, named),
        _before_comma(tokens, name, named),
        _after_comma(tokens, name, named),
    ):
        if rows is not None:
            title = rows[1] <= name[0] and tokens.word[rows[1]] not in (",", "–", "—")
            at_end = title and is_role(_last_part(tokens, rows[1] - 1))
            first = next((i for i in range(*rows) if not outside[i]), rows[1])
            role = _role(tokens, first, rows[1], rows[1] - 1 if at_end else None)
            if role is not None:
                yield role


def _role(tokens: Tokens, first: int, stop: int, head: int | None = None) -> Role | None:
    while first < stop and (tokens.lower[first] in _ARTICLES | _LEADING or _is_time(tokens, first)):
        first += 1
    while first < stop and tokens.lower[first] in ("'s", "’s", "-", "–", "'", "’"):
        first += 1
    if not 0 < stop - first <= _LONGEST:
        return None
    if first > 1 and tokens.word[first - 1] == "-" and tokens.end[first - 1] == tokens.start[first]:
        first -= 2  # "co-founder" in three words
    head = _head(tokens, first, stop) if head is None else head
    numbered = tokens.lower[first] in ("no", "no.") and tokens.word[first + 1][0] in ".0123456789"
    if not is_role(_last_part(tokens, head)) and not numbered:  # "No. 2 at the bank"
        return None
    if tokens.lower[head] in lists().kin and not _OWNED & set(tokens.lower[first:stop]):
        return None
    words = frozenset(w for w in tokens.lower[first:stop] if w[0].isalnum())
    text = " ".join(tokens.of(first, stop).split())
    return Role(text, Span(tokens.start[first], tokens.end[stop - 1]), head, words)


def _is_time(t: Tokens, row: int) -> bool:
    """Whether a word says when; acronyms are taken for days at times."""
    return t.entity[row] in _TIMES and not (t.word[row].isupper() and len(t.word[row]) > 2)


def _last_part(tokens: Tokens, row: int) -> str:
    """A word, or all of "vice-president" whose last token this is."""
    first = row
    while (
        first > 1
        and tokens.word[first - 1] == "-"
        and tokens.end[first - 2] == tokens.start[first - 1]
    ):
        first -= 2
    return tokens.of(first, row + 1).lower()


def _head(tokens: Tokens, first: int, stop: int) -> int:
    """The last noun before the first preposition, or before "general" and "-elect"."""
    last = first
    for row in range(first, stop):
        preposition = tokens.lower[row] in _PREPOSITIONS and tokens.pos[row] not in (
            "NOUN",
            "PROPN",
        )
        joined = tokens.lower[row] in ("and", "or", ",", "who") or tokens.tag[row] in ("VBN", "VBG")
        ended = row > first and preposition and not _glued(tokens, row)
        if ended and not _is_name_inside(tokens, first, row, stop):
            break
        if row > first and joined and is_role(tokens.lower[last]):
            break
        last = row
    if tokens.lower[last] in ("general", "emeritus", "elect", "designate", "officer", "executive"):
        before = last - 1 if tokens.word[last - 1] != "-" else last - 2
        if before >= first and tokens.lower[last] != "officer" and is_role(tokens.lower[before]):
            return before
    return last


def _is_name_inside(t: Tokens, first: int, row: int, stop: int) -> bool:
    """ "University of Oslo economist": a body's name before the noun that says what one is."""
    if row + 2 >= stop or is_role(t.lower[row - 1]):
        return False
    return all(t.word[i][0].isupper() for i in (first, row - 1, row + 1))


def _title(tokens: Tokens, name: Rows, named: dict[int, object]) -> Rows | None:
    """ "NATO Secretary General" and "chief of staff" right before the name."""
    inventory = lists()
    last = name[0]
    while last > 0 and tokens.lower[last - 1] in inventory.honorifics | inventory.honours | {"."}:
        last -= 1
    first = _block(tokens, last, name, named)
    if first == last:
        return None
    if is_role(_last_part(tokens, last - 1)):
        return _with_body(tokens, first), last
    office = _office_before(tokens, first, name, named)
    return (office, last) if office is not None else None


def _with_body(t: Tokens, first: int) -> int:
    """Where "board of" begins before "trustees member"."""
    led = first > 1 and t.lower[first - 1] == "of" and t.lower[first - 2] in _BOARDS
    return first - 2 if led and t.line[first - 2] == t.line[first] else first


def _block(tokens: Tokens, stop: int, name: Rows, named: dict[int, object]) -> int:
    """Where the nouns and adjectives that lead up to this row, and belong to it, begin."""
    place = stop
    while place > 0 and stop - place < _LONGEST and tokens.line[place - 1] == tokens.line[name[0]]:
        if _closes_acronym(tokens, place - 1):
            place -= 3  # "International Harbour Fund (IHF) chief"
            continue
        word, pos = tokens.lower[place - 1], tokens.pos[place - 1]
        inner = (
            pos in _INNER
            or is_role(word)
            or word in ("'s", "’s", "-", "–", "&")
            or tokens.tag[place - 1] == "NNP"
        )
        joined = (
            word in ("and", "of", "for")
            and place > 1
            and place < stop
            and _one_name(tokens, place - 1)
        )
        glued = _glued(tokens, place - 1)
        if not (inner or joined or glued) or _is_time(tokens, place - 1):
            break
        other = place - 1 in named and place not in named
        if other and (place == stop or tokens.lower[place] == "and"):
            break  # somebody else's name, not "Ana Lind's" and not "Lind"
        if inner and not glued and pos in _INNER and not _belongs(tokens, place - 1, name[1]):
            break
        place -= 1
    while place < stop and (tokens.word[place] in ("'s", "’s", "-", "–", "&", "and")):
        place += 1
    return place


def _closes_acronym(t: Tokens, row: int) -> bool:
    """Whether a bracket closes around the initials of what is before it: "... Fund (IHF)"."""
    if row < 3 or t.word[row] != ")" or t.word[row - 2] != "(":
        return False
    initials = t.word[row - 1].isupper() and t.word[row - 1][-1] == t.word[row - 3][0]
    return initials and t.line[row] == t.line[row - 3]


def _glued(t: Tokens, row: int) -> bool:
    """Whether a token is part of a word with hyphens."""
    after = row + 1 < len(t) and t.word[row + 1] == "-" and t.end[row] == t.start[row + 1]
    before = row > 0 and t.word[row - 1] == "-" and t.end[row - 1] == t.start[row]
    return after or before


def _one_name(t: Tokens, row: int) -> bool:
    """Whether a word stands inside one name: "Defense and Security Committee"."""
    label = t.entity[row]
    return label == "ORG" == t.entity[row - 1] == t.entity[row + 1] and not t.entity_starts[row + 1]


def _belongs(tokens: Tokens, row: int, stop: int) -> bool:
    """Whether a modifier hangs on something between itself and the end of the name."""
    at = row
    for _ in range(_STEPS):
        up = tokens.head[at]
        if row < up < stop:
            return True
        if up == at:
            break
        at = up
    # the parser may hang a name on its title, or beside it: "of public relations Ana Lind"
    if (
        row + 1 < stop
        and tokens.head[row] == tokens.head[stop - 1]
        and tokens.dep[stop - 1] == "pobj"
    ):
        return True
    if row < tokens.head[row] < stop - 1 and tokens.head[tokens.head[row]] == tokens.head[stop - 1]:
        return tokens.dep[stop - 1] == "pobj" == tokens.dep[tokens.head[row]]
    return any(row < k < stop for k in tokens.kids[row]) or tokens.word[row][0].isupper()


def _office_before(tokens: Tokens, first: int, name: Rows, named: dict[int, object]) -> int | None:
    """Where "minister of", "Head of the", "ambassador to" begin before what they govern."""
    at = first
    for _ in range(2):
        place = at
        while (
            place > 1
            and tokens.lower[place - 1] in ("and", ",")
            and tokens.pos[place - 2] in _INNER
        ):
            place = _block(tokens, place - 1, (place - 1, name[1]), named)
        if place > 0 and tokens.lower[place - 1] == "the":
            place -= 1
        if (
            place < 2
            or tokens.lower[place - 1] not in _PREPOSITIONS
            or tokens.line[place - 2] != tokens.line[at]
        ):
            return None
        offices = _OFFICES if tokens.word[at][0].islower() else _OFFICES | lists().roles
        begin = _block(tokens, place - 1, (place - 1, name[1]), named)
        if begin == place - 1:
            return None
        if _last_part(tokens, place - 2) in offices:
            return begin
        at = begin
    return None


def _before_comma(tokens: Tokens, name: Rows, named: dict[int, object]) -> Rows | None:
    """ "the port's chief engineer" in "the port's chief engineer, Ana Lind, said"."""
    title = name[0]
    while title > 0 and tokens.line[title - 1] == tokens.line[name[0]]:
        if not (
            tokens.word[title - 1][0].isupper()
            or _glued(tokens, title - 1)
            or tokens.word[title - 1] == "-"
        ):
            break
        title -= 1
    comma = title - 1
    if (
        comma < 1
        or tokens.word[comma] not in (",", "–", "—")
        or tokens.line[comma - 1] != tokens.line[title]
    ):
        return None
    closed = (
        name[1] >= len(tokens) or tokens.word[name[1]] in _CLOSING or tokens.pos[name[1]] == "SPACE"
    )
    closed = closed or _in_apposition(tokens, comma, name)
    first, best = comma, None
    while first > 0 and comma - first < _LONGEST and tokens.line[first - 1] == tokens.line[comma]:
        word = tokens.lower[first - 1]
        if not (tokens.pos[first - 1] in _INNER or word in _LINKS) or _is_time(tokens, first - 1):
            break
        first -= 1
        opens = word in _ARTICLES or first == 0 or tokens.pos[first - 1] not in _INNER
        if tokens.pos[first] in _INNER or word in _ARTICLES:
            head = _head(tokens, first + (word in _ARTICLES), comma)
            whole = opens and tokens.lower[first - 1] not in ("'s", "’s", "-", "–", "&", "and")
            if (
                whole
                and is_role(_last_part(tokens, head))
                and tokens.tag[head] not in ("NNS", "NNPS")
            ):
                best = first
    if best is None or any(i in named for i in range(_head(tokens, best, comma), comma)):
        return None
    # ", ZHDA president, Ana Lind said": a comma is missing after the name
    bare = (
        best == 0
        or tokens.word[best - 1] in (",", ".")
        or tokens.line[best - 1] != tokens.line[best]
    )
    return (best, comma) if closed or (bare and tokens.pos[name[1]] in ("VERB", "AUX")) else None


def _in_apposition(t: Tokens, comma: int, name: Rows) -> bool:
    return any(t.dep[i] == "appos" and t.head[i] < comma for i in range(*name))


def _after_comma(tokens: Tokens, name: Rows, named: dict[int, object]) -> Rows | None:
    """ "NATO's secretary general" in "Ana Lind, 45, NATO's secretary general, said"."""
    number = len(tokens)
    first = name[1]
    if first < number and tokens.lower[first] in _SUFFIXES:
        first += 1
    elif first + 1 < number and tokens.lower[first + 1] in _SUFFIXES:
        first += 2
    if (
        first >= number
        or tokens.word[first] not in (",", "(")
        or tokens.line[first] != tokens.line[name[0]]
    ):
        return None
    first += 1
    if first + 1 < number and tokens.word[first].isdigit() and tokens.word[first + 1] == ",":
        first += 2
    if first < number and tokens.pos[first] == "ADP":
        return None  # ", in a statement issued by a spokesman"
    stop = first
    while stop < number and stop - first < _LONGEST and tokens.line[stop] == tokens.line[name[0]]:
        if not _goes_on(tokens, first, stop):
            break
        stop += 1
    while stop > first and (tokens.pos[stop - 1] not in _INNER):
        stop -= 1
    if stop <= first:
        return None
    if tokens.tag[first] == "VBG" and tokens.pos[min(first + 1, stop - 1)] in (
        "ADP",
        "DET",
        "PRON",
        "ADV",
    ):
        return None  # ", speaking through an interpreter"
    head = _head(tokens, first, stop)
    # "a Lind Berg broker": what an article and a noun enclose is no name of the next person
    modified = tokens.lower[first] in _ARTICLES and head not in named
    if not modified and any(
        i in named for i in range(first, head + 1) if not _possesses(tokens, i, head)
    ):
        return None
    for i in range(head + 1, stop):
        if i in named and i - 1 not in named:
            title = _title(tokens, (i, i + 1), named)
            if title is not None and title[0] <= head:
                return None  # ", Foreign Minister Ana Lind and others" is of no one before
    return first, stop


def _possesses(t: Tokens, row: int, head: int) -> bool:
    """Whether a name stands in the genitive before the head: "Lind's lawyer"."""
    return any(t.lower[k] in ("'s", "’s", "'", "’") for k in range(row + 1, head))


def _goes_on(tokens: Tokens, first: int, row: int) -> bool:
    word, pos, tag = tokens.lower[row], tokens.pos[row], tokens.tag[row]
    if tokens.word[row].isupper() and len(word) > 1:
        return True  # an acronym, whatever the parser takes it for ("WHO")
    if word in (",", "(") or word in ("who", "which", "whose", "whom", "where", "when", "that"):
        return word == "," and _is_series(tokens, first, row)
    if _glued(tokens, row):
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
        pos in _INNER
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
    if _is_time(t, row + 1):
        return True
    indefinite = t.lower[row + 1] in ("a", "an")
    return indefinite and any(word in _OCCASIONS for word in t.lower[row + 2 : row + 5])


def _finite_ahead(t: Tokens, row: int) -> bool:
    return any(t.tag[i] in FINITE for i in range(row + 1, min(row + 3, len(t))))


def _is_series(tokens: Tokens, first: int, comma: int) -> bool:
    """ "minister of education, science and technology": the comma of a series inside it."""
    if not any(tokens.lower[i] in _PREPOSITIONS for i in range(first, comma)):
        return False
    for i in range(comma + 1, min(comma + 4, len(tokens))):
        if tokens.lower[i] == "and":
            return i > comma + 1
        if tokens.pos[i] not in _INNER or tokens.word[i][0].isupper():
            return False
    return False
