"""The kinds of finding as they are shown: one entry each, joined by its name with the core's.

An entry says what a kind is called here and which of other rooms' pieces show it, each written as
``module:attribute`` and imported when it is first needed: what is listed costs nothing until it is
on the screen. What an entry leaves out is done as for any kind. A kind that the core knows and
nobody has entered here is searched and exported, and has no pane.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from briefing.registration import Registry

if TYPE_CHECKING:
    from briefing.digest.briefing import Briefing
    from briefing.kinds import FindingKind


class ShownKind(Struct, frozen=True):
    """How the findings of one kind are shown.

    ``name`` is that of ``briefing.kinds``; ``pane`` what its pane is called in the settings, and
    for a kind with ``own_rows`` the field of a briefing that holds its rows. ``sign`` is the letter
    in margins and lists, ``role`` the colour of its words in an article, ``counted`` what one and
    what many are called in a sentence. ``pane_class`` is called with the pane's name; ``rows`` are
    the types of what stands for its findings in lists, that of its pane first, and ``screen`` is
    what opens a row of the pane ("": the article at its words).

    In lists of several kinds ``listed`` heads its rows; ``gather`` makes them of findings, ``key``
    tells a row from others, ``words`` are what a filter looks in, ``summary`` and ``facts`` say it
    in short. ``days`` gives the days on
    which a row falls and ``agenda`` how it stands in the calendar ("": its kind has no days).
    ``description`` gives who or where and what of a mention, ``label`` names a finding in its
    article, ``note`` puts one into words to be read aloud, ``table`` makes its table of cells.
    """

    name: str
    pane: str
    title: str
    sign: str
    counted: tuple[str, str]
    role: str = "quote"
    own_rows: bool = False
    pane_class: str = "tui.widgets.findings:FindingsPane"
    rows: tuple[str, ...] = ("briefing.rows:FindingMention",)
    screen: str = ""
    listed: str = ""
    gather: str = "builtins:tuple"
    key: str = "tui.widgets.findings:key_of"
    words: str = "tui.widgets.findings:words_of"
    summary: str = "tui.widgets.findings:summary_of"
    facts: str = "tui.widgets.mixed_list:summary_facts"
    days: str = ""
    agenda: str = ""
    description: str = "tui.text.findings:describe_finding"
    label: str = "tui.text.findings:finding_label"
    note: str = "tui.exports.reading:finding_note"
    table: str = "tui.exports.tables:findings_table"


QUOTES = ShownKind(
    name="quote",
    pane="speakers",
    title="Who said what",
    sign="Q",
    counted=("quote", "quotes"),
    own_rows=True,
    pane_class="tui.widgets.speakers:SpeakersPane",
    rows=(
        "briefing.rows:SpeakerRow",
        "briefing.merge.utterances:Utterance",
        "briefing.rows:Statement",
    ),
    screen="tui.screens.speaker:SpeakerScreen",
    listed="statements",
    gather="briefing.merge.utterances:utterances_of_all",
    key="tui.widgets.statements:key_of",
    words="tui.widgets.statements:words_of",
    summary="tui.widgets.statements:summary_of",
    facts="tui.widgets.statements:facts_of",
    description="tui.text.findings:describe_quote",
    label="tui.text.findings:quote_label",
    note="tui.exports.reading:quote_note",
    table="tui.exports.tables:quotes_table",
)
TALKS = ShownKind(
    name="talk",
    pane="talks",
    title="Talks",
    sign="T",
    counted=("talk", "talks"),
    role="talk",
    own_rows=True,
    pane_class="tui.widgets.talks:TalksPane",
    rows=("briefing.rows:TalkRow",),
    screen="tui.screens.talk:TalkScreen",
    listed="talks",
    key="tui.widgets.talks:key_of",
    words="tui.widgets.talks:words_of",
    summary="tui.widgets.talks:summary_of",
    days="tui.widgets.talks:row_days",
    agenda="tui.widgets.talks:agenda_line",
    description="tui.text.findings:describe_talk",
    label="tui.text.findings:talk_label",
    note="tui.exports.reading:talk_note",
    table="tui.exports.tables:talks_table",
)
DEADLINES = ShownKind(
    name="deadline",
    pane="deadlines",
    title="Coming up",
    sign="D",
    counted=("date coming up", "dates coming up"),
    role="date",
    own_rows=True,
    pane_class="tui.widgets.deadlines:DeadlinesPane",
    rows=("briefing.rows:DeadlineRow",),
    screen="tui.screens.deadline:DeadlineScreen",
    listed="deadlines",
    key="tui.widgets.deadlines:key_of",
    words="tui.widgets.deadlines:words_of",
    summary="tui.widgets.deadlines:summary_of",
    days="tui.widgets.deadlines:row_days",
    agenda="tui.widgets.deadlines:agenda_line",
    description="tui.text.findings:describe_deadline",
    label="tui.text.findings:deadline_label",
    note="tui.exports.reading:deadline_note",
    table="tui.exports.tables:deadlines_table",
)

SILENCES = ShownKind(
    name="silence",
    pane="silences",
    title="Not said",
    sign="S",
    counted=("silence", "silences"),
    description="tui.text.findings:describe_silence",
    label="tui.text.findings:silence_label",
)

KINDS = (QUOTES, TALKS, DEADLINES, SILENCES)
"""The kinds that brief shows by itself, in the order of their panes."""

ANY_ROW = "briefing.rows:FindingMention"
"""The type of rows that say themselves of which kind they are."""

_kinds = Registry(KINDS, lambda kind: (kind.name, kind.pane), "a kind or a pane")


def shown_kinds() -> tuple[ShownKind, ...]:
    """Every kind that has a pane, those registered last."""
    return _kinds.all


def usual_pane_names() -> tuple[str, ...]:
    """The panes of the desk where the settings name none: those that answer its questions."""
    return tuple(kind.pane for kind in KINDS if kind.own_rows)


def pane_names() -> tuple[str, ...]:
    """What the panes are called in the settings."""
    return tuple(kind.pane for kind in shown_kinds())


def kind_named(name: str) -> ShownKind:
    """The kind of that name; one that nobody has entered is shown as any."""
    for kind in shown_kinds():
        if kind.name == name:
            return kind
    return ShownKind(name, name, name.capitalize(), name[:1].upper(), (name, f"{name}s"))


def kind_of_row(row: object) -> ShownKind:
    """The kind that a row of a list is of. Raises LookupError for what is of none."""
    if (name := getattr(row, "kind", None)) and isinstance(row, load(ANY_ROW)):
        return kind_named(name)
    for kind in shown_kinds():
        if any(isinstance(row, load(reference)) for reference in kind.rows):
            return kind
    raise LookupError(type(row).__name__)


def kinds_in_lists() -> tuple[ShownKind, ...]:
    """The kinds in the order in which lists of several have them: what has a day comes first."""
    return tuple(sorted(shown_kinds(), key=lambda kind: not kind.days))


def dated_kinds() -> tuple[ShownKind, ...]:
    """The kinds whose rows fall on days."""
    return tuple(kind for kind in shown_kinds() if kind.days)


def gathered_rows(findings: Iterable[object]) -> list[Any]:
    """The rows that findings of several kinds make in one list, kind by kind."""
    by_kind: dict[str, list[object]] = {kind.name: [] for kind in kinds_in_lists()}
    for finding in findings:
        by_kind.setdefault(kind_of_row(finding).name, []).append(finding)
    return [
        row for name, own in by_kind.items() if own for row in load(kind_named(name).gather)(own)
    ]


register = _kinds.register
"""Enter a kind. Raises ValueError if its name or that of its pane is taken."""

registered = _kinds.during
"""``register`` for as long as the context lasts."""


@cache
def load(reference: str) -> Any:
    """What ``module:attribute`` stands for."""
    module, _, attribute = reference.partition(":")
    return getattr(import_module(module), attribute)


def other_kinds() -> tuple[tuple[FindingKind, ShownKind], ...]:
    """The kinds whose findings stand in ``Briefing.others``, as the core and as the face know them.

    Entered here or not: reports and files have them all.
    """
    from briefing.kinds import shown_kinds as core_kinds

    both = ((kind, kind_named(kind.name)) for kind in core_kinds())
    return tuple(pair for pair in both if not pair[1].own_rows)


def rows_of(briefing: Briefing, kind: ShownKind) -> tuple[Any, ...]:
    """The rows of a briefing that are of that kind."""
    if kind.own_rows:
        rows: tuple[Any, ...] = getattr(briefing, kind.pane)
        return rows
    return briefing.of_kind(kind.name)


def with_rows(briefing: Briefing, rows: Mapping[str, tuple[Any, ...]]) -> Briefing:
    """The briefing with those rows only, by the name of their kind; none of kinds left out."""
    own = {kind.pane: rows.get(kind.name, ()) for kind in KINDS if kind.own_rows}
    names_of_others = (name for name in rows if not kind_named(name).own_rows)
    others = tuple(mention for name in names_of_others for mention in rows[name])
    return replace(briefing, **own, others=others)
