"""The people whom an article names: full names, what they are called, role and gender."""

from __future__ import annotations

from msgspec import Struct, field

from briefing.extract.quotes.context import Rows, Scene
from briefing.extract.quotes.speaker_lists import (
    Gender,
    gender_of_name,
    gender_of_word,
    is_seat,
    lists,
)

_POSSESSIVE = ("'s", "’s", "'", "’", "s'", "s’")
_NAMESAKES = 20  # people of one surname in one article; beyond that nothing is resolved
_SMALL = frozenset("of for and the in to on at a an de von van der la le el al bin".split())
_SUFFIXES = frozenset(["jr.", "jr", "sr.", "sr", "ii", "iii", "iv"])


class Person(Struct):
    """One person; ``rows`` are the last tokens of each mention by name, in text order."""

    names: list[str]
    gender: Gender | None = None
    role: str | None = None
    role_words: set[str] = field(default_factory=set)
    rows: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name as printed: first name(s) and surname where known."""
        return " ".join(self.names)


class Naming(Struct, frozen=True):
    """One mention by name: rows of the bare name, whose it is, what stands before it."""

    name: Rows
    person: Person


def name_rows(s: Scene, first: int, stop: int) -> Rows:
    """The bare personal name in a range of rows: no titles, no possessive ending."""
    t, known = s.t, lists()
    while stop - first > 1 and t.lower[stop - 1] in _POSSESSIVE:
        stop -= 1
    while stop - first > 1 and (
        t.lower[first] in known.honorifics
        or t.lower[first] in known.titles
        or t.lower[first] == "the"
    ):
        first += 1
    return first, stop


def people(s: Scene) -> list[Naming]:
    """Mentions of people by name in text order, chained to one person each.

    A surname or first name alone belongs to the only person (or the latest one before) who bears
    it; a name that the model took for something else counts when its surname is somebody's.
    """
    spans = [(rows, names) for rows in _candidates(s) if (names := _names(s, rows))]
    full: dict[str, list[Person]] = {}
    firsts: dict[str, list[Person]] = {}
    whose: dict[Rows, Person] = {}
    for rows, names in spans:
        if len(names) > 1:
            whose[rows] = _enter(full, firsts, names)
    latest: dict[int, int] = {}
    for rows, names in spans:
        if rows not in whose:
            word = names[0].lower()
            bearers = full.get(word) or firsts.get(word)
            if bearers is None and is_seat(names[0]):
                continue
            bearers = bearers or full.setdefault(word, [Person(names)])
            whose[rows] = _bearer(s, rows, bearers, latest)
        person = whose[rows]
        latest[id(person)] = rows[0]
        person.rows.append(rows[1] - 1)
        _learn(s, rows, person)
    return [Naming(rows, whose[rows]) for rows, _ in spans if rows in whose]


def _enter(
    full: dict[str, list[Person]], firsts: dict[str, list[Person]], names: list[str]
) -> Person:
    """The person of a full name, a new one if nobody of that surname may be meant."""
    namesakes = full.setdefault(names[-1].lower(), [])
    person = next((p for p in namesakes if _compatible(p.names, names)), None)
    if person is None:
        person = Person(names, gender_of_name(names[0]))
        if len(namesakes) < _NAMESAKES:
            namesakes.append(person)
            firsts.setdefault(names[0].lower(), []).append(person)
    elif len(names) > len(person.names):
        person.names = names
    return person


def _bearer(s: Scene, rows: Rows, bearers: list[Person], latest: dict[int, int]) -> Person:
    """Who of those that bear a name is meant: by title, then the latest one before."""
    title = s.t.lower[rows[0] - 1] if rows[0] else ""
    wanted = gender_of_word(title)
    fitting = [p for p in bearers if wanted is None or p.gender in (None, wanted)] or bearers
    return max(fitting, key=lambda p: latest.get(id(p), -1))


def _candidates(s: Scene) -> list[Rows]:
    """Ranges that may be names of people: the model's, and runs of capitals the lists know."""
    t, known = s.t, lists()
    found: list[Rows] = []
    surnames: set[str] = set()
    i, n = 0, len(t)
    while i < n:
        if t.entity[i] == "PERSON" and t.entity_starts[i]:
            stop = i + 1
            while stop < n and t.entity[stop] == "PERSON" and not t.entity_starts[stop]:
                stop += 1
            rows = name_rows(s, i, stop)
            if all(t.word[k][0].isupper() or t.lower[k] in _SMALL for k in range(*rows)):
                found.append(rows)
                surnames.add(t.lower[_last(s, rows)])
            i = stop
        elif t.pos[i] == "PROPN" and _opens_name(s, i):
            stop = i + 1
            while stop < n and t.pos[stop] == "PROPN" and t.word[stop][0].isupper():
                stop += 1
            if stop - i > 1 and not any(t.lower[k] in known.outlet_words for k in range(i, stop)):
                found.append((i, stop))
                surnames.add(t.lower[stop - 1])
                i = stop
            else:
                i += 1
        else:
            i += 1
    taken = {k for rows in found for k in range(*rows)}
    for i in range(n):
        if i in taken or t.lower[i] not in surnames or not t.word[i][0].isupper():
            continue
        tagged = i + 1 < n and t.word[i + 1] == ":"
        if not (t.pos[i] == "PROPN" or tagged) or (i + 1 < n and t.pos[i + 1] == "PROPN"):
            continue
        other_name = i > 0 and t.pos[i - 1] == "PROPN" and i - 1 not in taken
        if not other_name or t.lower[i - 1] in known.titles | known.honorifics:
            found.append((i, i + 1))
    return sorted(found)


def _opens_name(s: Scene, row: int) -> bool:
    t = s.t
    if t.entity[row] in ("GPE", "DATE", "NORP", "LOC", "FAC") or row + 1 >= len(t):
        return False
    if row and t.pos[row - 1] == "PROPN" and t.lower[row - 1] not in lists().titles:
        return False
    return gender_of_name(t.word[row]) is not None


def _last(s: Scene, rows: Rows) -> int:
    last = rows[1] - 1
    while last > rows[0] and s.t.lower[last] in _SUFFIXES:
        last -= 1
    return last


def _names(s: Scene, rows: Rows) -> list[str]:
    return [w for w in s.t.word[rows[0] : _last(s, rows) + 1] if w[0].isalpha()]


def _compatible(one: list[str], other: list[str]) -> bool:
    """Same surname: one person unless both have first names and they differ."""
    a, b = one[0].lower().rstrip("."), other[0].lower().rstrip(".")
    if a == b or len(one) == 1 or len(other) == 1:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return a[:3] == b[:3]


def _learn(s: Scene, rows: Rows, person: Person) -> None:
    """Take gender and role from what stands around a mention."""
    t = s.t
    first, stop = rows
    before = _before(s, first)
    role = _role_before(s, before, first)
    after = _role_after(s, stop)
    for k in range(before, first):
        person.gender = person.gender or gender_of_word(t.lower[k])
    for text, span in (role, after):
        if not text:
            continue
        words = {t.lower[k] for k in range(*span)}
        person.role_words |= words
        for word in words:
            person.gender = person.gender or gender_of_word(word)
        if person.role is None or len(person.role) < 5 < len(text):
            person.role = text


def _before(s: Scene, first: int) -> int:
    """Where the words before a name that may be its title or role begin."""
    t = s.t
    k = first
    while k > 0 and first - k < 9:
        word, pos = t.lower[k - 1], t.pos[k - 1]
        if (
            (pos in ("PROPN", "NOUN", "ADJ") and t.line[k - 1] == t.line[first])
            or (
                pos == "ADP"
                and word in ("of", "for")
                and t.pos[k - 2 if k > 1 else 0] in ("NOUN", "PROPN")
                and k < first
            )
            or (pos in ("PART",) and word in ("'s", "’s") and k < first)
            or (
                word == "and"
                and k < first
                and k > 1
                and t.pos[k - 2] == "PROPN"
                and t.pos[k] == "PROPN"
            )
            or (word in ("-", "–") and k < first and k > 1)
        ):
            k -= 1
        else:
            break
        if s.inside[k] != s.inside[first]:
            k += 1
            break
    while k < first and (t.pos[k] in ("ADP", "PUNCT", "PART", "CCONJ")):
        k += 1
    return k


def _role_before(s: Scene, before: int, first: int) -> tuple[str | None, Rows]:
    t, known = s.t, lists()
    none = (None, (first, first))
    last = first
    while last > before and t.lower[last - 1] in known.honorifics:
        last -= 1
    while before < last and t.lower[before] in known.honorifics:
        before += 1
    if before >= last:
        return none
    head = t.lower[last - 1]
    linked = any(t.head[k] == first or first <= t.head[k] for k in range(before, last))
    if head in known.titles or head in known.groups or (linked and t.pos[last - 1] == "NOUN"):
        return t.of(before, last), (before, last)
    words = {t.lower[k] for k in range(before, last)}
    if linked and words & known.titles:
        return t.of(before, last), (before, last)
    return none


def _role_after(s: Scene, stop: int) -> tuple[str | None, Rows]:
    """ ", the secretary general of NATO," after a name."""
    t = s.t
    none = (None, (stop, stop))
    if stop >= len(t) or t.word[stop] != ",":
        return none
    head = next((k for k in t.kids[t.head[stop]] if t.dep[k] == "appos" and k > stop), None)
    if head is None or t.pos[head] not in ("NOUN", "PROPN") or s.left[head] > stop + 4:
        return none
    if t.entity[head] in ("PERSON", "DATE", "CARDINAL") or t.pos[head] == "NUM":
        return none
    first = s.left[head]
    last = first
    while last <= s.right[head] and not s.is_pause(last) and t.lower[last] not in ("who", "which"):
        last += 1
    while first < last and t.lower[first] in ("the", "a", "an", "and"):
        first += 1
    if first >= last or last - first > 14 or head >= last:
        return none
    return t.of(first, last), (first, last)
