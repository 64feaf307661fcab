"""Whose words: mentions resolved to names, roles and kinds of speaker within one article."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence

from briefing.extract.people.lists import gender_of_word, is_outlet, is_role, is_seat, lists
from briefing.extract.people.person import Person
from briefing.extract.quotes.antecedents import OBJECTS, PRONOUNS, SPOKE, SUBJECT, Antecedent
from briefing.extract.quotes.bodies import author, body_name, full_body, is_own_utterance, plain
from briefing.extract.quotes.context import Rows
from briefing.extract.quotes.descriptions import POINTING, described, named_later
from briefing.extract.quotes.mentions import is_relative, mention
from briefing.extract.quotes.misparsed_speakers import (
    BODIES,
    after_dateline,
    based_there,
    before_relative,
    before_ticker,
    called_behind,
    joined_before,
    leading_body,
    named_behind,
)
from briefing.extract.quotes.outlets import outlet_before, outlet_name
from briefing.extract.quotes.pronouns import matrix_subject, own_subject_of_content, pronoun_at
from briefing.extract.quotes.resolution import Resolution, person_at
from briefing.extract.quotes.speaker import Mention, Speaker
from briefing.model import Span

_TOGETHER = 5  # names in one phrase
_SOME = frozenset("some many several others both all most one two three".split())
_NOBODY = frozenset("DATE TIME MONEY ORDINAL EVENT LANGUAGE".split())


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
            pronoun_at(resolution, row, SUBJECT)
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
    person = (
        person_at(resolution, named.noun)
        or named_behind(resolution, named.noun)
        or leading_body(resolution, named.rows, named.noun)
    )
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
        noun = after_dateline(resolution, noun)
        if resolution.people.furniture[noun]:
            noun = before_ticker(resolution, noun)
        if resolution.people.furniture[noun]:
            return Speaker(None, span, "none")
        first, stop = mention(context, noun)
    elif tokens.pos[noun] == "PROPN" and noun not in resolution.people.at:
        based = based_there(context, noun)
        if based is not None:
            (first, stop), noun = based, based[1] - 1
    if is_relative(context, noun):
        relative, noun = noun, before_relative(context, noun)
        first = min(first, noun)
        if is_relative(context, stop - 1):
            stop = min(stop, joined_before(context, noun, relative)[-1] + 1)
    person = (
        person_at(resolution, noun)
        or named_behind(resolution, noun)
        or leading_body(resolution, (first, stop), noun)
    )
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
    if whose is None and is_own_utterance(context, noun):
        return Speaker(None, span, "none")
    if whose is not None:
        of = _speaker(resolution, Mention(mention(context, whose), whose), alone=True)
        person = person_at(resolution, whose)
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
    muddled = "but" in tokens.lower[rows[0] : rows[1]]  # two clauses, taken for one phrase
    if muddled or (tokens.entity[noun] in _NOBODY and word not in lists().groups | {"old"}):
        return Speaker(None, span, "none")
    called = called_behind(resolution, noun)
    if called is not None:
        name = plain(tokens.of(*called))
        return Speaker(name, span, "body", outlet=is_outlet(name))
    first = next((i for i in range(rows[0], noun) if not resolution.people.furniture[i]), noun)
    text = full_body(context, (first, rows[1]), noun) or body_name(context, (first, rows[1]), noun)
    if not any(map(str.isalnum, text)):
        return Speaker(None, span, "none")  # the stop of "et al.", taken for a word
    people_ = word in lists().groups or (tokens.tag[noun] == "NNS" and word not in lists().bodies)
    if people_ and tokens.entity[noun] not in ("ORG", "GPE"):
        return Speaker(text, span, "unnamed")
    if tokens.entity[noun] in BODIES or word in lists().bodies:
        whole = resolution.acronyms.get(text.lower())
        name = plain(whole) if whole is not None else text
        return Speaker(name, span, "body", outlet=is_outlet(text))
    if tokens.pos[noun] == "PROPN":
        named = tokens.entity[noun] == "PERSON" and not is_seat(text)
        return Speaker(text, span, "named" if named else "body")
    return Speaker(text, span, "unnamed")


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


def _pronoun(resolution: Resolution, row: int, span: Span, alone: bool) -> Speaker:
    context, tokens = resolution.context, resolution.context.tokens
    word = tokens.lower[row]
    one: Antecedent | None = None
    if word in PRONOUNS or (word in OBJECTS and not alone):
        one = resolution.pronouns.get(row) or pronoun_at(resolution, row, SPOKE)
        one = one or (own_subject_of_content(resolution, row) if word in PRONOUNS else None)
    elif word in ("they", "them") and not alone:
        one = resolution.antecedents.several(row)
    elif word == "it" and not alone:
        low, _ = context.outer_sentence(row)
        after = any(tokens.dep[k] == "ccomp" and k < row for k in tokens.kids[tokens.head[row]])
        one = matrix_subject(resolution, row) or resolution.antecedents.thing(
            row, low if after else None
        )
        one = one or own_subject_of_content(resolution, row)
    if one is None:
        some = context.tokens.lower[row] in _SOME
        return Speaker(word, span, "unnamed") if some else Speaker(None, span, "none")
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
