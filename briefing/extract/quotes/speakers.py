"""Whose words: mentions resolved to names, roles and kinds of speaker within one article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from briefing.extract.quotes.clauses import RELATIVES, mention
from briefing.extract.quotes.context import Rows, Scene
from briefing.extract.quotes.speaker_lists import Gender, gender_of_word, is_outlet, is_seat, lists
from briefing.extract.quotes.speaker_names import Naming, Person, people
from briefing.model import Attribution, Span

_HE = {"he": "male", "she": "female"}
_FIRST_PERSON = frozenset(["i", "we", "me", "us", "myself", "you"])
_WINDOW = 14  # mentions that a pronoun looks back at
_REACH = 4  # lines (counted with blank ones) that a pronoun looks back over
_TOGETHER = 5  # names in one phrase


class Mention(Struct, frozen=True):
    """A speaker as the text gives it: the rows of the phrase, and its head's row."""

    rows: Rows
    noun: int


class Speaker(Struct, frozen=True):
    """A resolved mention; ``name`` is None where it stays unknown ("he", but who?)."""

    name: str | None
    span: Span
    attribution: Attribution
    role: str | None = None
    outlet: bool = False


class Known(Struct):
    """What has been read so far."""

    scene: Scene
    by_row: dict[int, Person]
    seen: list[tuple[int, Person]]
    seen_rows: list[int]
    aliases: dict[str, str]


def known_people(s: Scene, mentions: Sequence[Mention | None]) -> Known:
    """Who is named in the article and where, with the pronouns among subjects and mentions."""
    namings = people(s)
    known = Known(s, _rows_of(namings), [], [], _aliases(s))
    order = sorted({m.noun for m in mentions if m is not None and _is_he(s, m.noun)} | _pronouns(s))
    known.seen = _chain(s, namings, order, known.by_row)
    known.seen_rows = [row for row, _ in known.seen]
    return known


def resolve(known: Known, mentions: Sequence[Mention | None]) -> list[Speaker | None]:
    """Who each mention is, in the order given; None stays None."""
    s = known.scene
    memo: dict[Mention, Speaker] = {}
    groups: list[tuple[int, Speaker]] = []
    for m in sorted({m for m in mentions if m is not None}, key=lambda m: m.noun):
        speaker = _speaker(known, m, groups)
        memo[m] = speaker
        if speaker.attribution in ("unnamed", "body") and s.t.pos[m.noun] != "PRON":
            groups.append((m.noun, speaker))
    return [memo[each] if each is not None else None for each in mentions]


def named_by(known: Known, m: Mention) -> Speaker:
    """Whom a single mention names, without looking back for what "they" or "it" may be."""
    return _speaker(known, m, [])


def _is_he(s: Scene, row: int) -> bool:
    return s.t.lower[row] in _HE


def _pronouns(s: Scene) -> set[int]:
    t = s.t
    return {i for i, w in enumerate(t.lower) if w in _HE and t.dep[i] in ("nsubj", "nsubjpass")}


def _rows_of(namings: list[Naming]) -> dict[int, Person]:
    return {i: n.person for n in namings for i in range(*n.name)}


def _chain(
    s: Scene, namings: list[Naming], pronouns: list[int], by_row: dict[int, Person]
) -> list[tuple[int, Person]]:
    """All mentions of people in text order, pronouns resolved against those before them."""
    seen: list[tuple[int, Person]] = []
    names = iter(sorted(((n.name[1] - 1, n) for n in namings), key=lambda pair: pair[0]))
    pending = next(names, None)
    for row in pronouns:
        while pending is not None and pending[0] < row:
            seen.append((pending[0], pending[1].person))
            pending = next(names, None)
        gender: Gender = "male" if s.t.lower[row] == "he" else "female"
        person = _antecedent(s, seen, row, gender)
        if person is not None:
            by_row[row] = person
            if person.gender is None:
                person.gender = gender
            seen.append((row, person))
    while pending is not None:
        seen.append((pending[0], pending[1].person))
        pending = next(names, None)
    return seen


def _antecedent(
    s: Scene, seen: list[tuple[int, Person]], row: int, gender: Gender
) -> Person | None:
    t = s.t
    best: Person | None = None
    top = runner_up = -99.0
    here = bisect_right(s.bounds, row)
    scores: dict[int, float] = {}
    fitting: dict[int, Person] = {}
    for back, person in reversed(seen[-_WINDOW:]):
        distance = t.line[row] - t.line[back]
        if distance > _REACH:
            break
        if person.gender not in (None, gender):
            continue
        score = -1.0 * min(6, here - bisect_right(s.bounds, back)) - 0.5 * min(distance, 3)
        score += 1.5 if person.gender == gender else 0.0
        # "The envoy, Ana Lind, said": the name is the subject as much as the envoy is.
        dep = t.dep[t.head[back]] if t.dep[back] == "appos" else t.dep[back]
        score += 2.0 if dep == "nsubj" else 1.0 if dep == "nsubjpass" else 0.0
        score -= 1.5 if dep == "poss" or (dep == "compound") else 0.0
        if s.inside[back] >= 0 and s.inside[back] != s.inside[row]:
            score -= 2.5
        key = id(person)
        fitting[key] = person
        scores[key] = max(scores.get(key, -99.0), score) + (0.3 if key in scores else 0.0)
    for key, score in scores.items():
        if score > top:
            top, runner_up, best = score, top, fitting[key]
        elif score > runner_up:
            runner_up = score
    if best is None or top < -4.5 or top - runner_up < 0.25:
        return None
    return best


def _speaker(known: Known, m: Mention, groups: list[tuple[int, Speaker]]) -> Speaker:
    s, t = known.scene, known.scene.t
    first, stop = m.rows
    span = Span(t.start[first], t.end[stop - 1])
    noun = m.noun
    if t.lower[noun] in RELATIVES:
        noun = _before_relative(s, noun)
    word = t.lower[noun]
    text = _plain(t.of(first, min(stop, noun + 1) if t.lower[stop - 1] in RELATIVES else stop))
    if t.pos[noun] == "PROPN" and is_outlet(text):
        return Speaker(text, span, "body", outlet=True)
    person = known.by_row.get(noun) or _inside_mention(known, noun)
    if person is not None:
        return _person(known, person, noun, span)
    if t.pos[noun] == "PRON" or word in _HE:
        return _pronoun(known, word, span, noun, groups)
    pointing = t.lower[first] in ("the", "his", "her", "their", "this", "that")
    if pointing and word not in lists().bodies:
        person = _by_role(known, noun, first)
        if person is not None:
            return Speaker(person.name, span, "named", person.role)
    people_ = word in lists().groups or (t.tag[noun] == "NNS" and word not in lists().bodies)
    if people_ and t.entity[noun] not in ("ORG", "GPE"):
        return Speaker(text, span, "unnamed")
    if t.entity[noun] in ("ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT") or word in lists().bodies:
        name = known.aliases.get(text.lower(), text)
        return Speaker(_plain(name), span, "body", outlet=is_outlet(text))
    if t.pos[noun] == "PROPN":
        named = t.entity[noun] == "PERSON" and not is_seat(text)
        return Speaker(text, span, "named" if named else "body")
    return Speaker(text, span, "unnamed")


def _person(known: Known, person: Person, noun: int, span: Span) -> Speaker:
    """A person by name; two and more who speak together are all named, without roles."""
    t = known.scene.t
    others: list[str] = []
    at = noun
    for _ in range(_TOGETHER):
        joined = [k for k in t.kids[at] if t.dep[k] == "conj" and k > at]
        if not joined or joined[0] not in known.by_row or t.end[joined[0]] > span.end:
            break
        at = joined[0]
        others.append(known.by_row[at].name)
    if others:
        names = ", ".join([person.name, *others[:-1]])
        return Speaker(f"{names} and {others[-1]}", span, "named")
    role = person.role
    if role is None and t.pos[noun] == "NOUN" and noun not in known.by_row:
        role = _plain(span.of(t.text)).removeprefix("The ").removeprefix("the ")
    return Speaker(person.name, span, "named", role)


def _before_relative(s: Scene, noun: int) -> int:
    verb = s.t.head[noun]
    for _ in range(4):
        if s.t.dep[verb] in ("relcl", "acl"):
            return s.t.head[verb]
        verb = s.t.head[verb]
    return noun


def _inside_mention(known: Known, noun: int) -> Person | None:
    """The person whose name the phrase's head belongs to, also by apposition."""
    t = known.scene.t
    for kid in t.kids[noun]:
        if t.dep[kid] == "appos" and kid in known.by_row and t.pos[noun] == "NOUN":
            return known.by_row[kid]
    if t.dep[noun] == "appos" and t.head[noun] in known.by_row:
        return known.by_row[t.head[noun]]
    return None


def _pronoun(
    known: Known, word: str, span: Span, noun: int, groups: list[tuple[int, Speaker]]
) -> Speaker:
    t = known.scene.t
    if word in ("they", "it") and groups:
        row, group = groups[-1]
        plural = t.tag[row] in ("NNS", "NNPS")
        near = t.line[noun] - t.line[row] <= 2
        if near and (plural == (word == "they") or group.attribution == "body"):
            return Speaker(group.name, span, group.attribution, group.role)
    if word == "they":
        those = _plural_before(known.scene, noun)
        if those is not None:
            return Speaker(_plain(t.of(*mention(known.scene, those))), span, "unnamed")
    return Speaker(None, span, "none")


def _plural_before(s: Scene, row: int) -> int | None:
    """The group of people that is the subject of the sentence before, in the same line."""
    t = s.t
    here, _ = s.outer_sentence(row)
    if not here or t.line[here - 1] != t.line[row]:
        return None
    first, stop = s.outer_sentence(here - 1)
    for i in range(first, stop):
        if t.dep[i] == "nsubj" and t.tag[i] == "NNS" and t.lower[i] in lists().groups:
            return i
    return None


def _by_role(known: Known, noun: int, first: int) -> Person | None:
    """ "the minister", "the Norwegian": the latest person whose role has that word."""
    t = known.scene.t
    word = t.lower[noun]
    seen = known.seen
    upto = bisect_left(known.seen_rows, first)
    for row, person in reversed(seen[max(0, upto - 60) : upto]):
        if word in person.role_words and t.line[first] - t.line[row] <= 12:
            wanted = gender_of_word(word)
            if wanted is None or person.gender in (None, wanted):
                return person
    return None


def _aliases(s: Scene) -> dict[str, str]:
    """ "Organization for Security ... (OSCE)": acronym in lower case -> long name."""
    t = s.t
    found: dict[str, str] = {}
    for i in range(2, len(t) - 1):
        if (
            t.word[i - 1] == "("
            and t.word[i + 1] == ")"
            and t.word[i].isupper()
            and len(t.word[i]) > 1
        ):
            letters = t.word[i].lower()
            k = i - 2
            start = None
            need = len(letters)
            while k >= 0 and i - k < 14 and need and t.line[k] == t.line[i]:
                if t.word[k][0].isupper() and t.lower[k][0] == letters[need - 1]:
                    need -= 1
                    start = k
                k -= 1
            if not need and start is not None:
                found[letters] = t.of(start, i - 1)
                found[f"the {letters}"] = t.of(start, i - 1)
    return found


def _plain(text: str) -> str:
    for ending in ("'s", "’s"):
        text = text.removesuffix(ending)
    return " ".join(text.split())
