"""The kinds of finding: one entry each, joined by its name with what other buildings say of it.

An entry says what a finding of the kind is, where it rests in its article, which of its fields are
printed, searched and may be corrected. The store keeps, the codec prints and the search finds
whatever is entered here; ``tui.kinds`` says how it is shown. Kinds beside the model's own are
registered; their findings stand in ``Findings.others``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from briefing.article_refs import ArticleRef
from briefing.model import Deadline, Findings, Quote, Silence, Span, Talk, Timex
from briefing.registration import Registry
from briefing.rows import DeadlineMention, FindingMention, Statement, TalkMention

Words: TypeAlias = tuple[str, str, str, str]
"""A finding's own words, its speaker, its place and its parties; "" for those that it has not."""

Days: TypeAlias = tuple[date | None, date | None]
"""The first and the last day of an event, as far as they are given."""

Mention: TypeAlias = "Statement | TalkMention | DeadlineMention | FindingMention"
"""A finding in its article."""


class FindingKind(Struct, frozen=True):
    """One kind of finding.

    ``name`` is what one is called (in corrections, searches, bookmarks), ``plural`` its field in
    ``Findings``, in JSON and in the store. ``fields`` are printed in that order; ``value`` may have
    more. ``spans`` says where a finding rests, ``words`` by what it is searched for (None: not at
    all), ``mention`` puts the finding of that index into its article. ``correctable`` are the
    fields that a reader can set right; without any, and without ``words``, a kind is printed only.
    ``finder`` names what finds a registered kind, as ``module:function``: it is imported where
    articles are analysed, and called with the parsed article and its day of publication.
    """

    name: str
    plural: str
    value: type[Any]
    fields: tuple[str, ...]
    spans: Callable[[Any], tuple[Span, ...]]
    words: Callable[[Any], Words] | None = None
    mention: Callable[[ArticleRef, int, Any], Mention] | None = None
    correctable: tuple[str, ...] = ()
    finder: str | None = None
    addressee: Callable[[Any], str | None] | None = None
    days: Callable[[Any], Days] | None = None

    def mentioned(self, article: ArticleRef, index: int, finding: Any) -> Mention:
        """The finding, the article's ``index``-th of this kind, in its article."""
        if self.mention is not None:
            return self.mention(article, index, finding)
        return FindingMention(article, self.name, finding, self.spans(finding))


def _quote_words(quote: Quote) -> Words:
    return quote.content, f"{quote.speaker or ''} {quote.role or ''}", "", ""


def _talk_words(talk: Talk) -> Words:
    own = f"{talk.what} {talk.status} {talk.outcome or ''}"
    return own, "", talk.place or "", " ".join(talk.parties)


QUOTES = FindingKind(
    name="quote",
    plural="quotes",
    value=Quote,
    fields=(
        *("speaker", "speaker_span", "role", "attribution", "cue", "cue_span", "kind"),
        *("content", "spans", "via", "addressee", "addressee_span"),
    ),
    spans=lambda quote: quote.spans,
    words=_quote_words,
    mention=Statement,
    correctable=("speaker", "role"),
    addressee=lambda quote: quote.addressee,
)
SILENCES = FindingKind(
    name="silence",
    plural="silences",
    value=Silence,
    fields=("speaker", "speaker_span", "cue_span", "about", "span"),
    spans=lambda silence: (silence.span,),
    words=lambda silence: (silence.about or "", silence.speaker, "", ""),
)
TALKS = FindingKind(
    name="talk",
    plural="talks",
    value=Talk,
    fields=(
        *("what", "place", "country", "start", "end", "time", "zone", "parties", "round"),
        *("status", "moved_from", "outcome", "minutes", "span", "mentions"),
    ),
    spans=lambda talk: (talk.span,),
    words=_talk_words,
    mention=lambda article, _, talk: TalkMention(article, talk),
    correctable=("day", "place", "status", "parties", "what"),
    days=lambda talk: (talk.start, talk.end),
)
DEADLINES = FindingKind(
    name="deadline",
    plural="deadlines",
    value=Deadline,
    fields=(
        *("what", "who", "when", "end", "time", "zone", "precision", "kind", "tentative"),
        *("cancelled", "moved_from", "span"),
    ),
    spans=lambda deadline: (deadline.span,),
    words=lambda deadline: (f"{deadline.what} {deadline.kind}", "", "", deadline.who or ""),
    mention=lambda article, _, deadline: DeadlineMention(article, deadline),
    correctable=("day", "who", "what"),
    days=lambda deadline: (deadline.when, deadline.end),
)
DATES = FindingKind(
    name="date",
    plural="dates",
    value=Timex,
    fields=("text", "type", "value", "span"),
    spans=lambda timex: (timex.span,),
)

_OWN = (QUOTES, SILENCES, TALKS, DEADLINES, DATES)
"""The kinds that have a field of their own in ``Findings``, in the order in which they print."""

_kinds = Registry(_OWN, lambda kind: (kind.name, kind.plural), "a kind of finding")


def all_kinds() -> tuple[FindingKind, ...]:
    """Every kind, the model's own first, then those registered, in the order of registration."""
    return _kinds.all


def registered_kinds() -> tuple[FindingKind, ...]:
    """The kinds beside the model's own."""
    return _kinds.registered


def shown_kinds() -> tuple[FindingKind, ...]:
    """The kinds whose findings are searched for, and answered with."""
    return tuple(kind for kind in all_kinds() if kind.words is not None)


def correctable_kinds() -> tuple[FindingKind, ...]:
    """The kinds whose findings a reader can set right."""
    return tuple(kind for kind in all_kinds() if kind.correctable)


def kind_named(name: str) -> FindingKind:
    """The kind of that name. Raises KeyError if there is none."""
    for kind in all_kinds():
        if kind.name == name:
            return kind
    raise KeyError(name)


def kind_of(finding: object) -> FindingKind:
    """Of what kind a finding is. Raises KeyError for what is none."""
    for kind in all_kinds():
        if isinstance(finding, kind.value):
            return kind
    raise KeyError(type(finding).__name__)


register = _kinds.register
"""Enter a kind that is none of the model's own. Raises ValueError if its name is taken."""

registered = _kinds.during
"""``register`` for as long as the context lasts."""


def findings_of_kind(findings: Findings, kind: FindingKind) -> tuple[Any, ...]:
    """The findings of that kind, in the order in which they were found."""
    if kind in _OWN:
        own: tuple[Any, ...] = getattr(findings, kind.plural)
        return own
    return next((found for plural, found in findings.others if plural == kind.plural), ())


def with_findings_of_kind(
    findings: Findings, kind: FindingKind, changed: tuple[Any, ...]
) -> Findings:
    """The findings with those of that kind replaced."""
    if kind in _OWN:
        return replace(findings, **{kind.plural: changed})
    rest = (pair for pair in findings.others if pair[0] != kind.plural)
    return replace(findings, others=(*rest, (kind.plural, changed)))
