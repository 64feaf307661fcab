"""What somebody is to do, and what became of it, in one vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from briefing.acts.act import Act
from briefing.acts.actors import Actor
from briefing.acts.things import same_things
from briefing.article_refs import ArticleRef, Evidence
from briefing.model import Span
from briefing.names.likeness import alike
from briefing.names.words import stem

Outcome: TypeAlias = Literal[
    "done", "late", "moved", "extended", "missed", "called off", "refused", "denied"
]

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
TURNS: frozenset[Outcome] = frozenset({"called off", "moved", "extended"})
"""What may become of a thing before its day."""


class Answer(Struct, frozen=True):
    """What became of a thing, with the sentence that tells it."""

    outcome: Outcome
    article: ArticleRef
    span: Span

    @property
    def evidence(self) -> Evidence:
        """The sentence."""
        return Evidence(self.article, (self.span,))


class Duty(Struct, frozen=True):
    """What somebody is to do, as later sentences are asked about it.

    ``does`` is the act, ``words`` how it was announced, ``said`` when, ``due`` the last day for it.
    ``acting`` and ``asking`` are who has to act and who asked, ``saying`` who announced it;
    ``is_owed`` says whether it is known who must act, ``is_asked`` whether somebody else asked for
    it, ``has_term`` whether that was an ultimatum. ``outcomes`` are those that may be heard of it;
    ``is_event`` that it is heard of only where all names of it are: "the talks in Geneva".
    """

    does: Act
    words: str
    said: date | None
    due: date | None = None
    acting: tuple[Actor, ...] = ()
    asking: tuple[Actor, ...] = ()
    saying: tuple[Actor, ...] = ()
    is_owed: bool = True
    is_asked: bool = False
    has_term: bool = False
    outcomes: frozenset[str] = frozenset(OUTCOMES)
    is_event: bool = False


def ways_to_answer(duty: Duty) -> Iterator[frozenset[str]]:
    """Sets of stems of which all of one set are in every article that may answer a duty.

    Who acts, or asked, with what the act is done to; or both of them. A body that is meant by its
    noun alone ("the league"), or not at all, needs a word beside that tells the act from others.
    """
    does = duty.does
    heads = [frozenset((own,)) for own in sorted(alike(does.done_to) | {does.done_to}) if own]
    head = frozenset((does.done_to,) if does.done_to else ())
    acting = list(_names_of(duty.acting))
    asking = list(_names_of(duty.asking))
    named = [words for words in (*acting, *asking) if words]
    yield from (words | any_of for words in named for any_of in heads or [head])
    yield from (one | other for one in acting for other in asking if one and other)
    telling = does.beside | does.names
    # Of one event, a text may go on about it by another noun, or by a word that stood beside it.
    others = same_things(does.done_to) - alike(does.done_to) if does.done_to else frozenset()
    yield from (words | {word} for words in named for word in sorted(telling | others))
    for actor in (*duty.acting, *duty.asking):
        if actor.body:
            yield from (head | {stem(actor.body), word} for word in telling)
    for any_of in heads:  # an article of the same event need not name who acts
        yield from (any_of | {word} for word in telling)


def _names_of(actors: Iterable[Actor]) -> Iterator[frozenset[str]]:
    """The words of each way in which a sentence may name one of those in full."""
    for actor in actors:
        if actor.names and actor.any_name:
            yield from (actor.nouns | {name} for name in actor.names)
        elif actor.names or actor.nouns:
            yield actor.names | actor.nouns
