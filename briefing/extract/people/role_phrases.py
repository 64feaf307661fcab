"""The nouns and adjectives that make up a role: where the phrase begins, which word heads it."""

from __future__ import annotations

from briefing.extract.grammar.syntax import FINITE
from briefing.extract.grammar.token_table import Tokens
from briefing.extract.people.lists import is_role, lists
from briefing.extract.people.person import Rows

LONGEST_ROLE = 18  # rows of a role
STEPS = 4  # heads between a modifier and the name or title that it belongs to
INNER = frozenset(["NOUN", "PROPN", "ADJ", "NUM"])
PREPOSITIONS = frozenset("of for to at on in with from".split())
TIMES = frozenset(["DATE", "TIME"])
OFFICES = frozenset(
    "minister secretary undersecretary chief head director deputy general commissioner president "
    "chairman chairwoman chair governor ambassador envoy professor".split()
)
_SAYING = frozenset("say tell add write report confirm".split())
_MARKS = frozenset(['"', "”", "’", "''"])
_MODIFYING = frozenset(["amod", "compound"])
_BOARDS = frozenset("board council house chamber court department bureau ministry".split())


def is_time(t: Tokens, row: int) -> bool:
    """Whether a word says when; acronyms are taken for days at times."""
    return t.entity[row] in TIMES and not (t.word[row].isupper() and len(t.word[row]) > 2)


def last_part(tokens: Tokens, row: int) -> str:
    """A word, or all of "vice-president" whose last token this is."""
    first = row
    while (
        first > 1
        and tokens.word[first - 1] == "-"
        and tokens.end[first - 2] == tokens.start[first - 1]
    ):
        first -= 2
    return tokens.of(first, row + 1).lower()


def head_of(tokens: Tokens, first: int, stop: int) -> int:
    """The last noun before the first preposition, or before "general" and "-elect"."""
    last = first
    for row in range(first, stop):
        preposition = tokens.lower[row] in PREPOSITIONS and tokens.pos[row] not in (
            "NOUN",
            "PROPN",
        )
        joined = tokens.lower[row] in ("and", "or", ",", "who") or tokens.tag[row] in ("VBN", "VBG")
        ended = row > first and preposition and not is_glued(tokens, row)
        if ended and not is_name_inside(tokens, first, row, stop):
            break
        if row > first and joined and is_role(tokens.lower[last]):
            break
        last = row
    if tokens.lower[last] in ("general", "emeritus", "elect", "designate", "officer", "executive"):
        before = last - 1 if tokens.word[last - 1] != "-" else last - 2
        if before >= first and tokens.lower[last] != "officer" and is_role(tokens.lower[before]):
            return before
    return last


def is_name_inside(t: Tokens, first: int, row: int, stop: int) -> bool:
    """ "University of Oslo economist": a body's name before the noun that says what one is."""
    if row + 2 >= stop or is_role(t.lower[row - 1]):
        return False
    return all(t.word[i][0].isupper() for i in (first, row - 1, row + 1))


def title_before(tokens: Tokens, name: Rows, named: dict[int, object]) -> Rows | None:
    """ "NATO Secretary General" and "chief of staff" right before the name."""
    inventory = lists()
    last = name[0]
    while last > 0 and tokens.lower[last - 1] in inventory.honorifics | inventory.honours | {"."}:
        last -= 1
    first = block_before(tokens, last, name, named)
    if first == last:
        return None
    if is_role(last_part(tokens, last - 1)):
        return _with_body(tokens, first, name, named), last
    office = office_before(tokens, first, name, named)
    return (office, last) if office is not None else None


def _with_body(t: Tokens, first: int, name: Rows, named: dict[int, object]) -> int:
    """Where "board of" begins before "trustees member", "Party for the" before "Sea leader"."""
    of = first - 2 if first > 1 and t.lower[first - 1] == "the" else first - 1
    if of < 1 or t.lower[of] not in ("of", "for") or t.line[of - 1] != t.line[first]:
        return first
    if t.lower[of - 1] in _BOARDS and t.lower[of] == "of" and of == first - 1:
        return first - 2
    inner = t.word[first][0].isupper() and t.entity[of - 1] == "ORG"
    if not inner or is_role(t.lower[of - 1]):
        return first
    return block_before(t, of, (of, name[1]), named)


def block_before(tokens: Tokens, stop: int, name: Rows, named: dict[int, object]) -> int:
    """Where the nouns and adjectives that lead up to this row, and belong to it, begin."""
    place = stop
    while (
        place > 0 and stop - place < LONGEST_ROLE and tokens.line[place - 1] == tokens.line[name[0]]
    ):
        if _closes_acronym(tokens, place - 1):
            place -= 3  # "International Harbour Fund (IHF) chief"
            continue
        word, pos = tokens.lower[place - 1], tokens.pos[place - 1]
        inner = (
            pos in INNER
            or is_role(word)
            or word in ("'s", "’s", "-", "–", "&")
            or tokens.tag[place - 1] == "NNP"
            or _is_genitive(tokens, place - 1)
            or is_participial(tokens, place - 1)
        )
        joined = (
            word in ("and", "of", "for")
            and place > 1
            and place < stop
            and (_one_name(tokens, place - 1) or _one_office(tokens, place - 1, stop))
        )
        glued = is_glued(tokens, place - 1)
        if not (inner or joined or glued) or is_time(tokens, place - 1):
            break
        other = place - 1 in named and place not in named
        if other and (place == stop or tokens.lower[place] == "and"):
            break  # somebody else's name, not "Ana Lind's" and not "Lind"
        if inner and not glued and pos in INNER and not _belongs(tokens, place - 1, name[1]):
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


def is_glued(t: Tokens, row: int) -> bool:
    """Whether a token is part of a word with hyphens."""
    after = row + 1 < len(t) and t.word[row + 1] == "-" and t.end[row] == t.start[row + 1]
    before = row > 0 and t.word[row - 1] == "-" and t.end[row - 1] == t.start[row]
    return after or before


def _is_genitive(t: Tokens, row: int) -> bool:
    """Whether a mark is the genitive of a plural: "Chiefs' Council", whatever the parser says."""
    mark = t.word[row] in ("'", "’") and row > 0 and t.end[row - 1] == t.start[row]
    return mark and t.lower[row - 1].endswith("s") and t.start[row + 1] > t.end[row]


def is_participial(t: Tokens, row: int) -> bool:
    """Whether a participle is a word of a title: "managing director", "elected mayor"."""
    if row and t.pos[row - 1] == "ADV":
        return False  # "its recently named chair"
    return t.tag[row] in ("VBG", "VBN") and t.dep[row] in _MODIFYING and 0 < t.head[row] - row <= 2


def _one_office(t: Tokens, row: int, stop: int) -> bool:
    """ "Police and Crime Commissioner": two fields of one office, none of them a name."""
    fields = (row - 1, row + 1)
    capitals = all(t.word[i][0].isupper() and not t.entity[i] for i in fields)
    opens = row == 1 or not t.word[row - 2][0].isupper()
    return capitals and opens and t.lower[row] == "and" and row + 2 < stop


def _one_name(t: Tokens, row: int) -> bool:
    """Whether a word stands inside one name: "Defense and Security Committee"."""
    label = t.entity[row]
    return label == "ORG" == t.entity[row - 1] == t.entity[row + 1] and not t.entity_starts[row + 1]


def _belongs(tokens: Tokens, row: int, stop: int) -> bool:
    """Whether a modifier hangs on something between itself and the end of the name."""
    at = row
    for _ in range(STEPS):
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
    return any(row < k < stop for k in tokens.kids[row]) or tokens.word[row][0].isupper()


def office_before(tokens: Tokens, first: int, name: Rows, named: dict[int, object]) -> int | None:
    """Where "minister of", "Head of the", "ambassador to" begin before what they govern."""
    at = first
    for _ in range(2):
        place = at
        while (
            place > 1 and tokens.lower[place - 1] in ("and", ",") and tokens.pos[place - 2] in INNER
        ):
            place = block_before(tokens, place - 1, (place - 1, name[1]), named)
        if place > 0 and tokens.lower[place - 1] == "the":
            place -= 1
        if (
            place < 2
            or tokens.lower[place - 1] not in PREPOSITIONS
            or tokens.line[place - 2] != tokens.line[at]
        ):
            return None
        offices = OFFICES if tokens.word[at][0].islower() else OFFICES | lists().roles
        begin = block_before(tokens, place - 1, (place - 1, name[1]), named)
        if begin == place - 1:
            return None
        if last_part(tokens, place - 2) in offices:
            return begin
        at = begin
    return None


def says_it(t: Tokens, first: int, head: int, stop: int) -> bool:
    """Whether a phrase behind a comma says the sentence before it, and is no apposition to its end.

    "The quay was sold to Lind, his assistant said"; "Lind, an official said, left at noon".
    """
    if not first or stop >= len(t) or t.word[first - 1] != "," or t.lemma[stop] not in _SAYING:
        return False
    if t.tag[stop] not in FINITE or t.tag[head] not in ("NN", "NNP"):
        return False
    if stop + 1 < len(t) and t.word[stop + 1] == ",":
        return True
    row = first - 1
    while row > 0 and t.sentence[row - 1] == t.sentence[first]:
        row -= 1
        if t.word[row] in _MARKS:
            return False  # "It is late," Lind, a baker said: a comma is missing
        if t.tag[row] in FINITE and t.word[row + 1] != ",":
            return True
    return False
