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
from briefing.extract.quotes.bodies import acronyms, author, body_name, full_body, plain
from briefing.extract.quotes.clauses import own_subject
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.descriptions import POINTING, described, named_later
from briefing.extract.quotes.mentions import human, is_relative, mention
from briefing.extract.quotes.outlets import outlet_before, outlet_name
from briefing.extract.quotes.speaker import Mention, Speaker
from briefing.model import Span

_TITLE = 12  # rows from the first word of a title to the name
_TOGETHER = 5  # names in one phrase
_BODIES = frozenset("ORG GPE NORP LOC FAC PRODUCT".split())
_SOME = frozenset("some many several others both all most one two three".split())
_NOBODY = frozenset("DATE TIME MONEY ORDINAL EVENT LANGUAGE".split())


class Resolution(Struct):
    """What mentions are resolved against: people, acronyms, and who has spoken so far."""

    context: Context
    people: People
    acronyms: dict[str, str]
    antecedents: Antecedents
    spoke: list[int]
    pronouns: dict[int, Antecedent]


def resolution_of(
    context: Context, people: People, mentions: Iterable[Mention | None], content: Iterable[Rows]
) -> Resolution:
    """What the speakers of an article are resolved against.

    ``mentions`` are those of its quotes, ``content`` the rows of what they say.
    """
    nouns = {m.noun for m in mentions if m is not None}
    reported = bytearray(len(context.tokens))
    for first, stop in content:
        reported[first:stop] = b"\1" * (stop - first)
    return Resolution(
        context, people, acronyms(context), Antecedents(context, people, nouns, reported), [], {}
    )


def resolve(resolution: Resolution, mentions: Sequence[Mention | None]) -> list[Speaker | None]:
    """Who each mention is, in the order given; None stays None."""
    tokens = resolution.context.tokens
    memo: dict[Mention, Speaker] = {}
    speaking = {m for m in mentions if m is not None}
    nouns = {m.noun for m in speaking}
    acting = [
        i
        for i, word in enumerate(tokens.lower)
        if word in PRONOUNS and tokens.dep[i] in ("nsubj", "nsubjpass") and i not in nouns
    ]
    events = sorted([*((m.noun, m) for m in speaking), *((i, None) for i in acting)], key=_row)
    for row, named in events:
        if named is None:
            _pronoun_at(resolution, row, SUBJECT)
            continue
        speaker = memo[named] = _speaker(resolution, named)
        insort(resolution.spoke, row)
        _take_in(resolution, named, speaker)
    return [memo[each] if each is not None else None for each in mentions]


def named_by(resolution: Resolution, m: Mention) -> Speaker:
    """Whom a single mention names, without looking back for what "they" or "it" may be."""
    return _speaker(resolution, m, alone=True)


def way_of(resolution: Resolution, noun: int) -> str | None:
    """The name of who passes words on, by the head of the phrase; None where it stays unknown."""
    s = resolution.context
    return _speaker(resolution, Mention(mention(s, noun), noun)).name


def _row(event: tuple[int, Mention | None]) -> int:
    return event[0]


def _take_in(resolution: Resolution, named: Mention, speaker: Speaker) -> None:
    """Make a speaker without a name an antecedent for what follows."""
    s, tokens = resolution.context, resolution.context.tokens
    if s.inside[named.noun] >= 0 or named.noun in resolution.people.at:
        return
    if tokens.dep[named.noun] == "pobj" and tokens.dep[tokens.head[named.noun]] == "agent":
        return  # "asked by a reporter, he said": who is asked answers
    person = _person_at(resolution, named.noun)
    if person is not None:
        resolution.antecedents.add(Antecedent(named.noun, SPOKE, person, person.gender))
    elif speaker.attribution in ("unnamed", "body") and tokens.pos[named.noun] != "PRON":
        word = tokens.lower[named.noun]
        thing = not _is_human(word) and tokens.tag[named.noun] != "NNS"
        plural = tokens.tag[named.noun] in ("NNS", "NNPS") and speaker.attribution == "unnamed"
        plural = plural or any(
            tokens.dep[k] == "conj" and k < named.rows[1] for k in tokens.kids[named.noun]
        )
        gender = gender_of_word(tokens.lower[named.noun])
        body = speaker.attribution == "body" or thing
        resolution.antecedents.add(
            Antecedent(named.noun, SPOKE, gender=gender, plural=plural, body=body)
        )


def _is_human(word: str) -> bool:
    return is_role(word) or word in lists().groups or gender_of_word(word) is not None


def _speaker(resolution: Resolution, m: Mention, alone: bool = False) -> Speaker:
    context, tokens = resolution.context, resolution.context.tokens
    first, stop = m.rows
    span = Span(tokens.start[first], tokens.end[stop - 1])
    noun = m.noun
    if resolution.people.furniture[noun]:
        noun = _after_dateline(resolution, noun)
        if resolution.people.furniture[noun]:
            noun = _before_ticker(resolution, noun)
        if resolution.people.furniture[noun]:
            return Speaker(None, span, "none")
        first, stop = mention(context, noun)
    elif tokens.pos[noun] == "PROPN" and noun not in resolution.people.at:
        based = _based_there(context, noun)
        if based is not None:
            (first, stop), noun = based, based[1] - 1
    if is_relative(context, noun):
        noun = _before_relative(context, noun)
        stop = min(stop, noun + 1) if is_relative(context, stop - 1) else stop
    person = _person_at(resolution, noun) or _named_behind(resolution, noun)
    if person is None:
        outlet = outlet_name(context, noun) or outlet_before(context, noun)
        if outlet is not None:
            return Speaker(plain(outlet), span, "body", outlet=True)
    if person is not None:
        return _named(resolution, person, (first, stop), noun, span)
    some = stop > noun + 2 and tokens.lower[noun + 1] == "of" and tokens.lower[noun] in _SOME
    if not some and (tokens.pos[noun] == "PRON" or tokens.lower[noun] in PRONOUNS):
        return _pronoun(resolution, noun, span, alone)
    return _described(resolution, (first, stop), noun, span)


def _described(resolution: Resolution, rows: Rows, noun: int, span: Span) -> Speaker:
    """A speaker by description: resolved to a name, or as it stands."""
    context, tokens = resolution.context, resolution.context.tokens
    word = tokens.lower[noun]
    whose = author(context, noun)
    if whose is not None:
        of = _speaker(resolution, Mention(mention(context, whose), whose), alone=True)
        person = _person_at(resolution, whose)
        if person is not None:
            resolution.people.as_role.setdefault(noun, person)
        return Speaker(of.name, span, of.attribution, of.role, of.outlet)
    if word not in lists().bodies:
        person = None
        if tokens.lower[rows[0]] in POINTING:
            person = described(context, resolution.people, rows, noun, resolution.spoke)
        person = person or named_later(context, resolution.people, rows, noun)
        if person is not None:
            resolution.people.as_role.setdefault(noun, person)
            return Speaker(person.name, span, "named", person.role)
    muddled = "but" in tokens.lower[rows[0] : noun]  # two clauses, taken for one phrase
    if muddled or (tokens.entity[noun] in _NOBODY and word not in lists().groups | {"old"}):
        return Speaker(None, span, "none")
    called = _called(resolution, noun)
    if called is not None:
        name = plain(tokens.of(*called))
        return Speaker(name, span, "body", outlet=is_outlet(name))
    first = next((i for i in range(rows[0], noun) if not resolution.people.furniture[i]), noun)
    text = full_body(context, (first, rows[1]), noun) or body_name(context, (first, rows[1]), noun)
    people_ = word in lists().groups or (tokens.tag[noun] == "NNS" and word not in lists().bodies)
    if people_ and tokens.entity[noun] not in ("ORG", "GPE"):
        return Speaker(text, span, "unnamed")
    if tokens.entity[noun] in _BODIES or word in lists().bodies:
        name = plain(resolution.acronyms.get(text.lower(), text))
        return Speaker(name, span, "body", outlet=is_outlet(text))
    if tokens.pos[noun] == "PROPN":
        named = tokens.entity[noun] == "PERSON" and not is_seat(text)
        return Speaker(text, span, "named" if named else "body")
    return Speaker(text, span, "unnamed")


def _called(resolution: Resolution, noun: int) -> Rows | None:
    """The name of a body behind what it is: "industry tracker **IDC**", "a firm, **VTM**, said"."""
    tokens = resolution.context.tokens
    if tokens.tag[noun] != "NN" or tokens.entity[noun] in _BODIES:
        return None
    for kid in tokens.kids[noun]:
        if tokens.dep[kid] != "appos" or tokens.pos[kid] != "PROPN" or kid in resolution.people.at:
            continue
        rows = mention(resolution.context, kid)
        sure = tokens.entity[kid] == "ORG" or (
            tokens.word[kid].isupper() and len(tokens.word[kid]) > 1
        )
        after = rows[0] == noun + 1 and tokens.entity[kid] != "PERSON"
        near = after or (sure and rows[0] == noun + 2 and tokens.word[noun + 1] == ",")
        return rows if near and tokens.pos[rows[0]] in ("PROPN", "DET") else None
    return None


def _person_at(resolution: Resolution, noun: int) -> Person | None:
    """The person whose name or role the row is the head of."""
    tokens, people = resolution.context.tokens, resolution.people
    person = people.at.get(noun) or people.as_role.get(noun)
    if person is not None:
        return person
    if noun in resolution.pronouns:
        return resolution.pronouns[noun].person
    for kid in tokens.kids[noun]:
        if tokens.dep[kid] == "appos" and kid in people.at and tokens.tag[noun] in ("NN", "CD"):
            return people.at[kid]
    if tokens.dep[noun] == "appos" and tokens.head[noun] in people.at:
        return people.at[tokens.head[noun]]
    return None


def _named_behind(resolution: Resolution, noun: int) -> Person | None:
    """Who a title is that the parser has cut: "co | -founder Lind", "Bank (BON) head Lind"."""
    tokens, at = resolution.context.tokens, resolution.people.at
    cut = (
        noun + 1 < len(tokens)
        and tokens.word[noun + 1] == "-"
        and tokens.end[noun] == tokens.start[noun + 1]
    )
    bare = tokens.pos[noun] == "PROPN" and not any(
        tokens.dep[k] == "det" for k in tokens.kids[noun]
    )
    for row in range(noun + 1, min(noun + _TITLE, len(tokens))):
        if row in at and tokens.line[row] == tokens.line[noun]:
            joined = tokens.lower[noun + 1] == "and" and is_role(tokens.lower[noun]) and bare
            return at[row] if cut or (joined and is_role(tokens.lower[row - 1])) else None
        if tokens.word[row] in (")", "]"):
            cut = any(is_role(word) for word in tokens.lower[row + 1 : row + 4])
        elif tokens.pos[row] in ("VERB", "AUX") or tokens.word[row] in (",", ".", ";", ":", "who"):
            return None
    return None


def _named(resolution: Resolution, person: Person, rows: Rows, noun: int, span: Span) -> Speaker:
    """A person by name; two and more who speak together are all named, without roles."""
    tokens, at = resolution.context.tokens, resolution.people.at
    others: list[str] = []
    row = noun
    for _ in range(_TOGETHER):
        joined = [k for k in tokens.kids[row] if tokens.dep[k] == "conj" and row < k < rows[1]]
        if not joined:
            break
        row = joined[0]
        if row not in at and noun not in at:
            break  # "the vice president and general counsel, Ana Lind": one person, two roles
        if row not in at and row + 1 in at and tokens.tag[row] == "NN":
            row += 1  # "founder Ana Lind and editor Bo Moe": the second name is cut from its title
        if row not in at:
            rest = mention(resolution.context, row)
            others.append(plain(tokens.of(rest[0], min(rest[1], rows[1]))))
            break
        if at[row] is not person:
            others.append(at[row].name)
    if others:
        names = ", ".join([person.name, *others[:-1]])
        return Speaker(f"{names} and {others[-1]}", span, "named")
    return Speaker(person.name, span, "named", person.role)


def _after_dateline(resolution: Resolution, row: int) -> int:
    """The name that the parser joins to the place before it: "OSLO, Norway Mayor Ana Lind said"."""
    t, people = resolution.context.tokens, resolution.people
    joined = (k for k in t.kids[row] if t.dep[k] in ("conj", "appos") and k in people.at)
    return next(joined, row)


def _before_ticker(resolution: Resolution, row: int) -> int:
    """The name before its ticker: "Harbour Inc [HRBR.UL] said"."""
    at = row
    while at > 0 and resolution.people.furniture[at]:
        at -= 1
    near = row - at <= 3 and resolution.context.tokens.pos[at] in ("PROPN", "NOUN")
    return at if near else row


def _based_there(context: Context, row: int) -> Rows | None:
    """The name in "Bergen, Norway-based Harbour Inc" whose place this row is."""
    tokens = context.tokens
    for index in range(row + 1, min(row + 6, len(tokens) - 1)):
        if (
            tokens.lower[index] == "based"
            and tokens.word[index - 1] == "-"
            and tokens.pos[index + 1] == "PROPN"
        ):
            stop = index + 2
            while stop < len(tokens) and (tokens.pos[stop] == "PROPN" or _is_hyphen(context, stop)):
                stop += 1
            return index + 1, stop
        if tokens.pos[index] not in ("PROPN", "PUNCT"):
            return None
    return None


def _is_hyphen(s: Context, row: int) -> bool:
    """Whether a row is the hyphen inside a name: "T-Mobile"."""
    t = s.tokens
    glued = row + 1 < len(t) and t.end[row] == t.start[row + 1]
    return glued and t.word[row] == "-" and t.pos[row + 1] == "PROPN"


def _before_relative(context: Context, noun: int) -> int:
    verb = context.tokens.head[noun]
    for _ in range(4):
        if context.tokens.dep[verb] in ("relcl", "acl"):
            return human(context, noun, context.tokens.head[verb])
        verb = context.tokens.head[verb]
    return noun


def _pronoun_at(resolution: Resolution, row: int, rank: int) -> Antecedent | None:
    """Whom a "he" or "she" stands for, which makes it an antecedent for the next one."""
    gender = (PRONOUNS | OBJECTS)[resolution.context.tokens.lower[row]]
    one = resolution.antecedents.single(row, gender)
    if one is None:
        return None
    if one.person is not None:
        resolution.antecedents.learn(one.person, gender)
    here = Antecedent(row, rank, one.person, one.gender or gender, row_of=one.origin)
    resolution.pronouns[row] = here
    resolution.antecedents.add(here)
    return here


def _matrix_subject(resolution: Resolution, row: int) -> Antecedent | None:
    """ "The chip maker shook markets when it announced the sale": the subject of that sentence."""
    context, tokens = resolution.context, resolution.context.tokens
    clause = tokens.head[row]
    above = tokens.head[clause]
    if tokens.dep[clause] != "advcl" or above >= clause:
        return None
    subject = own_subject(context, above)
    if subject is None or tokens.tag[subject] != "NN" or context.inside[subject] >= 0:
        return None
    return Antecedent(subject, SUBJECT, body=True) if subject < row else None


def _own_subject_of_content(resolution: Resolution, row: int) -> Antecedent | None:
    """ "Harbour Inc will split in two, it said", "Lind will resign, he said": of oneself."""
    s, tokens = resolution.context, resolution.context.tokens
    verb = tokens.head[row]
    clauses = [k for k in tokens.kids[verb] if tokens.dep[k] == "ccomp" and k < row]
    clauses += [k for c in clauses for k in tokens.kids[c] if tokens.dep[k] == "conj" and k < row]
    subjects = [k for c in clauses if (k := own_subject(s, c)) is not None and s.inside[k] < 0]
    gender = PRONOUNS.get(tokens.lower[row])
    fits = []
    for subject in subjects:
        person = resolution.people.at.get(subject)
        if gender is not None and person is not None and person.gender in (None, gender):
            fits.append(Antecedent(subject, SPOKE, person, gender))
        if gender is not None and person is None and is_role(tokens.lower[subject]):
            fits.append(Antecedent(subject, SPOKE, gender=gender))  # "The envoy will go, he said"
        body = tokens.entity[subject] == "ORG" or tokens.lower[subject] in lists().bodies
        single = tokens.tag[subject] in ("NN", "NNP") and not resolution.people.furniture[subject]
        if gender is None and person is None and body and single:
            fits.append(Antecedent(subject, SPOKE, body=True))
    return fits[0] if len(fits) == 1 else None


def _pronoun(resolution: Resolution, row: int, span: Span, alone: bool) -> Speaker:
    context, tokens = resolution.context, resolution.context.tokens
    word = tokens.lower[row]
    one: Antecedent | None = None
    if word in PRONOUNS or (word in OBJECTS and not alone):
        one = resolution.pronouns.get(row) or _pronoun_at(resolution, row, SPOKE)
        one = one or (_own_subject_of_content(resolution, row) if word in PRONOUNS else None)
    elif word in ("they", "them") and not alone:
        one = resolution.antecedents.several(row)
    elif word == "it" and not alone:
        low, _ = context.outer_sentence(row)
        after = any(tokens.dep[k] == "ccomp" and k < row for k in tokens.kids[tokens.head[row]])
        one = _matrix_subject(resolution, row) or resolution.antecedents.thing(
            row, low if after else None
        )
        one = one or _own_subject_of_content(resolution, row)
    if one is None:
        return Speaker(None, span, "none")
    if word in ("it", "they"):
        resolution.antecedents.add(
            Antecedent(row, SPOKE, plural=one.plural, body=one.body, row_of=one.origin)
        )
    if one.person is not None:
        return Speaker(one.person.name, span, "named", one.person.role)
    noun = one.origin
    of = _speaker(resolution, Mention(mention(context, noun), noun), alone=True)
    single = tokens.tag[noun] in ("NN", "NNP") and " and " not in (of.name or "")
    if one.plural and single:
        return Speaker(None, span, "none")
    return Speaker(of.name, span, of.attribution, of.role, of.outlet)
