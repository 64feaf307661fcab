"""That somebody is to do something, as one article tells it. Pure."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from briefing.acts.act import Act
from briefing.acts.actors import Actor
from briefing.acts.duties import Duty
from briefing.article_refs import ArticleRef, Evidence
from briefing.model import Precision, Span
from briefing.rows import DeadlineMention, Statement

UndertakingKind: TypeAlias = Literal["undertaking", "demand", "ultimatum"]


class Undertaking(Struct, frozen=True):
    """That somebody is to do something, as one article tells it.

    ``owed_by`` is who must act, None where the article does not say; ``act`` what, in its words,
    ``due`` the last day for it, ``due_from`` the first of the days meant (those of a month, say),
    ``precision`` how exactly they are given; ``said_by`` who undertook or demanded it, ``said_to``
    to whom.
    ``span`` covers the sentence, ``finding`` is what was found there, None where it is the words of
    the sentence alone. ``acting``, ``asking`` and ``saying`` are the names by which an answer may
    call who acts, who asked and who announced it, ``does`` is the act as it is compared.
    """

    kind: UndertakingKind
    article: ArticleRef
    span: Span
    act: str
    does: Act
    owed_by: str | None = None
    due: date | None = None
    said_by: str | None = None
    said_to: str | None = None
    acting: tuple[Actor, ...] = ()
    asking: tuple[Actor, ...] = ()
    finding: Statement | DeadlineMention | None = None
    due_from: date | None = None
    saying: tuple[Actor, ...] = ()

    @property
    def precision(self) -> Precision:
        """How exactly its day is given."""
        if isinstance(self.finding, DeadlineMention):
            return self.finding.deadline.precision
        return "day" if self.due_from == self.due else "month"

    @property
    def evidence(self) -> Evidence:
        """The sentence."""
        return Evidence(self.article, (self.span,))

    @property
    def duty(self) -> Duty:
        """What somebody is to do, as later articles are asked about it."""
        return Duty(
            self.does,
            self.act,
            self.article.day,
            self.due,
            self.acting,
            self.asking,
            self.saying,
            is_owed=self.owed_by is not None,
            is_asked=self.kind != "undertaking",
            has_term=self.kind == "ultimatum",
        )
