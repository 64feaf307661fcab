"""Whose words: mentions resolved to names, roles and kinds of speaker within one article."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence

from msgspec import Struct

from briefing.extract.people.lists import gender_of_word, is_outlet, is_role, is_seat, lists
from briefing.extract.people.person import People, Person
from briefing.extract.quotes.antecedents import (
    OBJECTS,
    PRONOUNS,
    SPOKE,
    SUBJECT,
    Antecedent,
    Antecedents,
)
from briefing.extract.quotes.bodies import acronyms, author, body_name, plain
from briefing.extract.quotes.clauses import is_relative, mention, own_subject
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.descriptions import POINTING, described, named_later
from briefing.extract.quotes.outlets import outlet_before, outlet_name
from briefing.extract.quotes.speaker import Mention, Speaker
from briefing.model import Span

_TITLE = 12  # rows from the first word of a title to the name
_TOGETHER = 5  # names in one phrase
_BODIES = frozenset("ORG GPE NORP LOC FAC PRODUCT".split())
_NOBODY = frozenset("DATE TIME MONEY ORDINAL EVENT LANGUAGE".split())


class Resolution(Struct):
    """What mentions are resolved against: people, acronyms, and who has spoken so far."""

    context: Context
    people: People
    acronyms: dict[str, str]
    antecedents: Antecedents
    spoke: list[int]
    pronouns: dict[int, Antecedent]


def resolution(
    s: Context, people: People, mentions: Iterable[Mention | None], content: Iterable[Rows]
) -> Resolution:
    """What the speakers of an article are resolved against.

    ``mentions`` are those of its quotes, ``content`` the rows of what they say.
    """
    nouns = {m.noun for m in mentions if m is not None}
    reported = bytearray(len(s.t))
    for first, stop in content:
        reported[first:stop] = b"\1" * (stop - first)
    return Resolution(s, people, acronyms(s), Antecedents(s, people, nouns, reported), [], {})


def resolve(known: Resolution, mentions: Sequence[Mention | None]) -> list[Speaker | None]:
    """Who each mention is, in the order given; None stays None."""
    t = known.context.t
    memo: dict[Mention, Speaker] = {}
    speaking = {m for m in mentions if m is not None}
    nouns = {m.noun for m in speaking}
    acting = [
        i
        for i, word in enumerate(t.lower)
        if word in PRONOUNS and t.dep[i] in ("nsubj", "nsubjpass") and i not in nouns
    ]
    events = sorted([*((m.noun, m) for m in speaking), *((i, None) for i in acting)], key=_row)
    for row, m in events:
        if m is None:
            _pronoun_at(known, row, SUBJECT)
            continue
        speaker = memo[m] = _speaker(known, m)
        insort(known.spoke, row)
        _take_in(known, m, speaker)
    return [memo[each] if each is not None else None for each in mentions]


def named_by(known: Resolution, m: Mention) -> Speaker:
    """Whom a single mention names, without looking back for what "they" or "it" may be."""
    return _speaker(known, m, alone=True)


def way_of(known: Resolution, noun: int) -> str | None:
    """The name of who passes words on, by the head of the phrase; None where it stays unknown."""
    s = known.context
    return _speaker(known, Mention(mention(s, noun), noun)).name


def _row(event: tuple[int, Mention | None]) -> int:
    return event[0]


def _take_in(known: Resolution, m: Mention, speaker: Speaker) -> None:
    """Make a speaker without a name an antecedent for what follows."""
    s, t = known.context, known.context.t
    if s.inside[m.noun] >= 0 or m.noun in known.people.at:
        return
    if t.dep[m.noun] == "pobj" and t.dep[t.head[m.noun]] == "agent":
        return  # "asked by a reporter, he said": who is asked answers
    person = _person_at(known, m.noun)
    if person is not None:
        known.antecedents.add(Antecedent(m.noun, SPOKE, person, person.gender))
    elif speaker.attribution in ("unnamed", "body") and t.pos[m.noun] != "PRON":
        word = t.lower[m.noun]
        thing = not _is_human(word) and t.tag[m.noun] != "NNS"
        plural = t.tag[m.noun] in ("NNS", "NNPS") and speaker.attribution == "unnamed"
        plural = plural or any(t.dep[k] == "conj" and k < m.rows[1] for k in t.kids[m.noun])
        gender = gender_of_word(t.lower[m.noun])
        body = speaker.attribution == "body" or thing
        known.antecedents.add(Antecedent(m.noun, SPOKE, gender=gender, plural=plural, body=body))


def _is_human(word: str) -> bool:
    return is_role(word) or word in lists().groups or gender_of_word(word) is not None


def _speaker(known: Resolution, m: Mention, alone: bool = False) -> Speaker:
    s, t = known.context, known.context.t
    first, stop = m.rows
    span = Span(t.start[first], t.end[stop - 1])
    noun = m.noun
    if known.people.furniture[noun]:
        noun = _after_dateline(known, noun)
        if known.people.furniture[noun]:
            noun = _before_ticker(known, noun)
        if known.people.furniture[noun]:
            return Speaker(None, span, "none")
        first, stop = mention(s, noun)
    elif t.pos[noun] == "PROPN" and noun not in known.people.at:
        based = _based_there(s, noun)
        if based is not None:
            (first, stop), noun = based, based[1] - 1
    if is_relative(s, noun):
        noun = _before_relative(s, noun)
        stop = min(stop, noun + 1) if is_relative(s, stop - 1) else stop
    person = _person_at(known, noun) or _named_behind(known, noun)
    if person is None:
        outlet = outlet_name(s, noun) or outlet_before(s, noun)
        if outlet is not None:
            return Speaker(plain(outlet), span, "body", outlet=True)
    if person is not None:
        return _named(known, person, (first, stop), noun, span)
    if t.pos[noun] == "PRON" or t.lower[noun] in PRONOUNS:
        return _pronoun(known, noun, span, alone)
    return _described(known, (first, stop), noun, span)


def _described(known: Resolution, rows: Rows, noun: int, span: Span) -> Speaker:
    """A speaker by description: resolved to a name, or as it stands."""
    s, t = known.context, known.context.t
    word = t.lower[noun]
    whose = author(s, noun)
    if whose is not None:
        of = _speaker(known, Mention(mention(s, whose), whose), alone=True)
        person = _person_at(known, whose)
        if person is not None:
            known.people.as_role.setdefault(noun, person)
        return Speaker(of.name, span, of.attribution, of.role, of.outlet)
    if word not in lists().bodies:
        person = None
        if t.lower[rows[0]] in POINTING:
            person = described(s, known.people, rows, noun, known.spoke)
        person = person or named_later(s, known.people, rows, noun)
        if person is not None:
            known.people.as_role.setdefault(noun, person)
            return Speaker(person.name, span, "named", person.role)
    if t.entity[noun] in _NOBODY and word not in lists().groups | {"old"}:
        return Speaker(None, span, "none")
    called = _called(known, noun)
    if called is not None:
        name = plain(t.of(*called))
        return Speaker(name, span, "body", outlet=is_outlet(name))
    first = next((i for i in range(rows[0], noun) if not known.people.furniture[i]), noun)
    text = body_name(s, (first, rows[1]), noun)
    people_ = word in lists().groups or (t.tag[noun] == "NNS" and word not in lists().bodies)
    if people_ and t.entity[noun] not in ("ORG", "GPE"):
        return Speaker(text, span, "unnamed")
    if t.entity[noun] in _BODIES or word in lists().bodies:
        name = plain(known.acronyms.get(text.lower(), text))
        return Speaker(name, span, "body", outlet=is_outlet(text))
    if t.pos[noun] == "PROPN":
        named = t.entity[noun] == "PERSON" and not is_seat(text)
        return Speaker(text, span, "named" if named else "body")
    return Speaker(text, span, "unnamed")


def _called(known: Resolution, noun: int) -> Rows | None:
    """The name of a body behind what it is: "industry tracker **IDC**", "a firm, **VTM**, said"."""
    t = known.context.t
    if t.tag[noun] != "NN" or t.entity[noun] in _BODIES:
        return None
    for kid in t.kids[noun]:
        if t.dep[kid] != "appos" or t.pos[kid] != "PROPN" or kid in known.people.at:
            continue
        rows = mention(known.context, kid)
        sure = t.entity[kid] == "ORG" or (t.word[kid].isupper() and len(t.word[kid]) > 1)
        after = rows[0] == noun + 1 and t.entity[kid] != "PERSON"
        near = after or (sure and rows[0] == noun + 2 and t.word[noun + 1] == ",")
        return rows if near and t.pos[rows[0]] in ("PROPN", "DET") else None
    return None


def _person_at(known: Resolution, noun: int) -> Person | None:
    """The person whose name or role the row is the head of."""
    t, people = known.context.t, known.people
    person = people.at.get(noun) or people.as_role.get(noun)
    if person is not None:
        return person
    if noun in known.pronouns:
        return known.pronouns[noun].person
    for kid in t.kids[noun]:
        if t.dep[kid] == "appos" and kid in people.at and t.tag[noun] in ("NN", "CD"):
            return people.at[kid]
    if t.dep[noun] == "appos" and t.head[noun] in people.at:
        return people.at[t.head[noun]]
    return None


def _named_behind(known: Resolution, noun: int) -> Person | None:
    """Who a title is that the parser has cut: "co | -founder Lind", "Bank (BON) head Lind"."""
    t, at = known.context.t, known.people.at
    cut = noun + 1 < len(t) and t.word[noun + 1] == "-" and t.end[noun] == t.start[noun + 1]
    bare = t.pos[noun] == "PROPN" and not any(t.dep[k] == "det" for k in t.kids[noun])
    for i in range(noun + 1, min(noun + _TITLE, len(t))):
        if i in at and t.line[i] == t.line[noun]:
            joined = t.lower[noun + 1] == "and" and is_role(t.lower[noun]) and bare
            return at[i] if cut or (joined and is_role(t.lower[i - 1])) else None
        if t.word[i] in (")", "]"):
            cut = any(is_role(word) for word in t.lower[i + 1 : i + 4])
        elif t.pos[i] in ("VERB", "AUX") or t.word[i] in (",", ".", ";", ":", "who"):
            return None
    return None


def _named(known: Resolution, person: Person, rows: Rows, noun: int, span: Span) -> Speaker:
    """A person by name; two and more who speak together are all named, without roles."""
    t, at = known.context.t, known.people.at
    others: list[str] = []
    row = noun
    for _ in range(_TOGETHER):
        joined = [k for k in t.kids[row] if t.dep[k] == "conj" and row < k < rows[1]]
        if not joined:
            break
        row = joined[0]
        if row not in at and noun not in at:
            break  # "the vice president and general counsel, Ana Lind": one person, two roles
        if row not in at:
            rest = mention(known.context, row)
            others.append(plain(t.of(rest[0], min(rest[1], rows[1]))))
            break
        if at[row] is not person:
            others.append(at[row].name)
    if others:
        names = ", ".join([person.name, *others[:-1]])
        return Speaker(f"{names} and {others[-1]}", span, "named")
    return Speaker(person.name, span, "named", person.role)


def _after_dateline(known: Resolution, row: int) -> int:
    """The name that the parser joins to the place before it: "OSLO, Norway Mayor Ana Lind said"."""
    t, people = known.context.t, known.people
    joined = (k for k in t.kids[row] if t.dep[k] in ("conj", "appos") and k in people.at)
    return next(joined, row)


def _before_ticker(known: Resolution, row: int) -> int:
    """The name before its ticker: "Harbour Inc [HRBR.UL] said"."""
    at = row
    while at > 0 and known.people.furniture[at]:
        at -= 1
    near = row - at <= 3 and known.context.t.pos[at] in ("PROPN", "NOUN")
    return at if near else row


def _based_there(s: Context, row: int) -> Rows | None:
    """The name in "Bergen, Norway-based Harbour Inc" whose place this row is."""
    t = s.t
    for i in range(row + 1, min(row + 6, len(t) - 1)):
        if t.lower[i] == "based" and t.word[i - 1] == "-" and t.pos[i + 1] == "PROPN":
            stop = i + 2
            while stop < len(t) and (t.pos[stop] == "PROPN" or _is_hyphen(s, stop)):
                stop += 1
            return i + 1, stop
        if t.pos[i] not in ("PROPN", "PUNCT"):
            return None
    return None


def _is_hyphen(s: Context, row: int) -> bool:
    """Whether a row is the hyphen inside a name: "T-Mobile"."""
    t = s.t
    glued = row + 1 < len(t) and t.end[row] == t.start[row + 1]
    return glued and t.word[row] == "-" and t.pos[row + 1] == "PROPN"


def _before_relative(s: Context, noun: int) -> int:
    verb = s.t.head[noun]
    for _ in range(4):
        if s.t.dep[verb] in ("relcl", "acl"):
            return s.t.head[verb]
        verb = s.t.head[verb]
    return noun


def _pronoun_at(known: Resolution, row: int, rank: int) -> Antecedent | None:
    """Whom a "he" or "she" stands for, which makes it an antecedent for the next one."""
    gender = (PRONOUNS | OBJECTS)[known.context.t.lower[row]]
    one = known.antecedents.single(row, gender)
    if one is None:
        return None
    if one.person is not None:
        known.antecedents.learn(one.person, gender)
    here = Antecedent(row, rank, one.person, one.gender or gender, row_of=one.origin)
    known.pronouns[row] = here
    known.antecedents.add(here)
    return here


def _matrix_subject(known: Resolution, row: int) -> Antecedent | None:
    """ "The chip maker shook markets when it announced the sale": the subject of that sentence."""
    s, t = known.context, known.context.t
    clause = t.head[row]
    above = t.head[clause]
    if t.dep[clause] != "advcl" or above >= clause:
        return None
    subject = own_subject(s, above)
    if subject is None or t.tag[subject] != "NN" or s.inside[subject] >= 0:
        return None
    return Antecedent(subject, SUBJECT, body=True) if subject < row else None


def _own_subject_of_content(known: Resolution, row: int) -> Antecedent | None:
    """ "Harbour Inc will split in two, it said", "Lind will resign, he said": of oneself."""
    s, t = known.context, known.context.t
    verb = t.head[row]
    clauses = [k for k in t.kids[verb] if t.dep[k] == "ccomp" and k < row]
    clauses += [k for c in clauses for k in t.kids[c] if t.dep[k] == "conj" and k < row]
    subjects = [k for c in clauses if (k := own_subject(s, c)) is not None and s.inside[k] < 0]
    gender = PRONOUNS.get(t.lower[row])
    fits = []
    for subject in subjects:
        person = known.people.at.get(subject)
        if gender is not None and person is not None and person.gender in (None, gender):
            fits.append(Antecedent(subject, SPOKE, person, gender))
        if gender is not None and person is None and is_role(t.lower[subject]):
            fits.append(Antecedent(subject, SPOKE, gender=gender))  # "The envoy will go, he said"
        body = t.entity[subject] == "ORG" or t.lower[subject] in lists().bodies
        single = t.tag[subject] in ("NN", "NNP") and not known.people.furniture[subject]
        if gender is None and person is None and body and single:
            fits.append(Antecedent(subject, SPOKE, body=True))
    return fits[0] if len(fits) == 1 else None


def _pronoun(known: Resolution, row: int, span: Span, alone: bool) -> Speaker:
    s, t = known.context, known.context.t
    word = t.lower[row]
    one: Antecedent | None = None
    if word in PRONOUNS or (word in OBJECTS and not alone):
        one = known.pronouns.get(row) or _pronoun_at(known, row, SPOKE)
        one = one or (_own_subject_of_content(known, row) if word in PRONOUNS else None)
    elif word in ("they", "them") and not alone:
        one = known.antecedents.several(row)
    elif word == "it" and not alone:
        low, _ = s.outer_sentence(row)
        after = any(t.dep[k] == "ccomp" and k < row for k in t.kids[t.head[row]])
        one = _matrix_subject(known, row) or known.antecedents.thing(row, low if after else None)
        one = one or _own_subject_of_content(known, row)
    if one is None:
        return Speaker(None, span, "none")
    if word in ("it", "they"):
        known.antecedents.add(
            Antecedent(row, SPOKE, plural=one.plural, body=one.body, row_of=one.origin)
        )
    if one.person is not None:
        return Speaker(one.person.name, span, "named", one.person.role)
    noun = one.origin
    of = _speaker(known, Mention(mention(s, noun), noun), alone=True)
    single = t.tag[noun] in ("NN", "NNP") and " and " not in (of.name or "")
    if one.plural and single:
        return Speaker(None, span, "none")
    return Speaker(of.name, span, of.attribution, of.role, of.outlet)
