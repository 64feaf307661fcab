"""What the mentions of one article are resolved against, and the person that a row stands for."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from briefing.extract.people.lists import is_role
from briefing.extract.people.person import People, Person
from briefing.extract.people.role_phrases import says_it
from briefing.extract.quotes.antecedents import Antecedent, Antecedents
from briefing.extract.quotes.bodies import acronyms
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.mentions import mention
from briefing.extract.quotes.speaker import Mention


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


def person_at(resolution: Resolution, noun: int) -> Person | None:
    """The person whose name or role the row is the head of."""
    tokens, people = resolution.context.tokens, resolution.people
    person = people.at.get(noun) or people.as_role.get(noun)
    if person is not None:
        return person
    if noun in resolution.pronouns:
        return resolution.pronouns[noun].person
    for kid in tokens.kids[noun]:
        if tokens.dep[kid] == "appos" and kid in people.as_role and tokens.tag[noun] == "NN":
            return people.as_role[kid]  # "Another diplomat, envoy to Ukraine Bo Berg, ..."
        if tokens.dep[kid] != "appos" or kid not in people.at:
            continue
        comma = resolution.context.left[kid] - 1
        ended = comma > noun and tokens.word[comma] == "," and is_role(tokens.lower[comma - 1])
        if tokens.tag[noun] in ("NN", "CD") or ended:  # "Bakers of Oslo's chief, Ana Lind"
            return people.at[kid]
    if tokens.dep[noun] == "appos" and tokens.head[noun] in people.at:
        first, stop = mention(resolution.context, noun)
        return None if says_it(tokens, first, noun, stop) else people.at[tokens.head[noun]]
    return None
