"""The rows of the ledger: what is owed by whom, and what was heard of it; and who keeps silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from briefing.acts.actors import is_body
from briefing.acts.duties import Answer, Outcome
from briefing.article_refs import ArticleRef, Evidence, Sources
from briefing.digest.briefing import Briefing
from briefing.ledger.undertakings import Undertaking, UndertakingKind
from briefing.model import Precision, Silence
from briefing.names.common_nouns import is_common
from briefing.names.people import fold
from briefing.rows import FindingMention
from briefing.timing import Timing, timing

Status: TypeAlias = Outcome | Literal["open", "no news found"]

_TURNING = frozenset(("moved", "extended"))
"""What leaves an undertaking open, on another day."""


class Since(Struct, frozen=True):
    """What was read since a day: how many articles, of how many outlets."""

    day: date
    articles: int
    outlets: int


class LedgerRow(Struct, frozen=True):
    """One undertaking as all articles together tell it: ``accounts`` newest first.

    ``heard`` is what later articles say became of it, the oldest first. ``timing`` is where its day
    stands against the day of the briefing. ``read`` counts what was read since that day, or since
    it was last told of where it has none. ``unspoken`` counts the same where a statement of whoever
    owes it might have been expected since its day passed, and there is none.
    """

    accounts: tuple[Undertaking, ...]
    heard: tuple[Answer, ...]
    timing: Timing
    read: Since | None = None
    unspoken: Since | None = None

    @property
    def newest(self) -> Undertaking:
        """The account that the row shows: the newest that gives a day, or the newest."""
        return next((each for each in self.accounts if each.due), self.accounts[0])

    @property
    def kind(self) -> UndertakingKind:
        """Whether it was undertaken or demanded."""
        return self.newest.kind

    @property
    def owed_by(self) -> str | None:
        """Who must act, by the fullest name; None where no article says."""
        names = [each.owed_by for each in self.accounts if each.owed_by]
        return max(names, key=lambda name: len(fold(name).split()), default=None)

    @property
    def said_by(self) -> str | None:
        """Who undertook or demanded it, None where no article says."""
        return next((each.said_by for each in self.accounts if each.said_by), None)

    @property
    def said_to(self) -> str | None:
        """To whom it was said, None where no article says."""
        return next((each.said_to for each in self.accounts if each.said_to), None)

    @property
    def act(self) -> str:
        """What is to be done, in an article's words."""
        return self.newest.act

    @property
    def due(self) -> date | None:
        """The last day for it, None where no article gives one."""
        return self.newest.due

    @property
    def due_from(self) -> date | None:
        """The first of the days meant, None where no article gives one."""
        return self.newest.due_from or self.newest.due

    @property
    def precision(self) -> Precision:
        """How exactly its day is given."""
        return self.newest.precision

    @property
    def answer(self) -> Answer | None:
        """The latest news of it; None while nothing was heard."""
        return self.heard[-1] if self.heard else None

    @property
    def status(self) -> Status:
        """How it stands: what became of it, that no news was found, or that it is open."""
        if self.heard:
            return self.heard[-1].outcome
        return "no news found" if self.timing == "passed" else "open"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done: no end of it was heard, and its day has not passed."""
        ended = bool(self.heard) and self.heard[-1].outcome not in _TURNING
        return not ended and self.timing != "passed"

    @property
    def evidence(self) -> Evidence:
        """The sentence that undertakes or demands it."""
        return self.newest.evidence

    @property
    def sources(self) -> Sources:
        """Who tells of it."""
        return Sources.of(each.article for each in self.accounts)

    @property
    def articles(self) -> Iterator[ArticleRef]:
        """All articles that it rests on."""
        yield from (each.article for each in self.accounts)
        yield from (answer.article for answer in self.heard)


class Ledger(Struct, frozen=True):
    """What is owed as of ``day``: open rows first, the nearest day first, those without one after.

    Then what has passed without news, then what was answered, the latest news first. ``silences``
    are what speakers declined to say, newest first.
    """

    day: date
    rows: tuple[LedgerRow, ...] = ()
    silences: tuple[FindingMention, ...] = ()

    def of_speaker(self, names: Iterable[str]) -> tuple[LedgerRow, ...]:
        """What somebody of one of those names owes, undertook or demanded."""
        wanted = {fold(name) for name in names if name}
        return tuple(
            row
            for row in self.rows
            if any(
                name and fold(name) in wanted
                for each in row.accounts
                for name in (each.owed_by, each.said_by)
            )
        )

    def of_articles(self, article_ids: Iterable[str]) -> tuple[LedgerRow, ...]:
        """What those articles undertake or say became of something."""
        wanted = frozenset(article_ids)
        return tuple(row for row in self.rows if any(ref.id in wanted for ref in row.articles))


def ledger_of(
    briefing: Briefing,
    undertakings: Iterable[tuple[Undertaking, Sequence[Answer]]],
    one_story: Callable[[str, str], bool],
) -> Ledger:
    """The ledger of a briefing, from what its articles undertake and what was heard of it."""
    day = briefing.as_of.day
    rows = [
        _row(accounts, heard, briefing)
        for accounts, heard in _as_one(list(undertakings), one_story)
    ]
    silences = tuple(m for m in briefing.of_kind("silence") if isinstance(m.finding, Silence))
    return Ledger(day, tuple(sorted(rows, key=_order)), silences)


def _order(row: LedgerRow) -> tuple[int, int, str, str]:
    who = (row.owed_by or "").casefold(), row.act
    if row.is_open:
        return (0, row.due.toordinal(), *who) if row.due else (1, row.newest.article.age, *who)
    if row.answer is None:
        return (2, -row.due.toordinal() if row.due else 0, *who)
    return (3, row.answer.article.age, *who)


_Account = tuple[Undertaking, Sequence[Answer]]


def _as_one(
    told: Sequence[_Account], one_story: Callable[[str, str], bool]
) -> Iterator[tuple[list[Undertaking], list[Answer]]]:
    """Accounts of one undertaking together, newest first, with all that was heard of it."""
    groups: dict[tuple[str, str], list[list[_Account]]] = defaultdict(list)
    for account in sorted(told, key=lambda pair: (pair[0].article.age, pair[0].article.id)):
        alike = groups[_family_of(account[0].owed_by), account[0].does.done_to]
        group = next((g for g in alike if _is_one(g[0][0], account[0], one_story)), None)
        if group is None:
            alike.append([account])
        else:
            group.append(account)
    for alike in groups.values():
        for group in alike:
            heard = {(a.article.id, a.span): a for _, answers in group for a in answers}
            last = max((u.article.day for u, _ in group if u.article.day), default=None)
            # What was undertaken again since is not what that answer is of.
            since = [
                a for a in heard.values() if not (last and a.article.day and a.article.day < last)
            ]
            yield [u for u, _ in group], sorted(since, key=lambda a: (-a.article.age, a.article.id))


def _is_one(one: Undertaking, other: Undertaking, one_story: Callable[[str, str], bool]) -> bool:
    """Whether two accounts are of one undertaking: one act of one actor, on one day if both say.

    "Moen" is "Ida Moen" within a story.
    """
    if (one.kind == "undertaking") != (other.kind == "undertaking"):
        return False
    if one.due and other.due and one.due != other.due:
        return False
    if not one.does.kind.verbs & other.does.kind.verbs:
        return False
    if fold(one.owed_by or "") != fold(other.owed_by or ""):
        short = "" in (_first_names(one.owed_by), _first_names(other.owed_by))
        return short and one_story(one.article.id, other.article.id)
    named = one.owed_by is not None and not is_common(one.owed_by)
    return (named and bool(one.does.done_to)) or one_story(one.article.id, other.article.id)


def _family_of(owner: str | None) -> str:
    """What names of one owner have in common: a surname, or all of a body's name."""
    name = fold(owner or "")
    last = name.rpartition(" ")[2]
    return name if is_body(last) else last


def _first_names(owner: str | None) -> str:
    """What stands before the last word of a name: "" for a surname alone."""
    return fold(owner or "").rpartition(" ")[0]


def _row(accounts: list[Undertaking], heard: list[Answer], briefing: Briefing) -> LedgerRow:
    due = next((each.due for each in accounts if each.due), None)
    when = timing(due, due, briefing.as_of.day)
    told = max((each.article.day for each in accounts if each.article.day), default=None)
    since = due if when == "passed" else told
    row = LedgerRow(tuple(accounts), tuple(heard), when)
    if since is None or heard:
        return row
    read = _read_since(since, briefing, {each.article.id for each in accounts})
    unspoken = read if when == "passed" and _is_silent(row, since, briefing) else None
    return LedgerRow(row.accounts, row.heard, when, read, unspoken)


def _read_since(day: date, briefing: Briefing, own: Iterable[str]) -> Since | None:
    """What was read since a day, besides those articles; None where that is not exactly known.

    It is known where the briefing covers all days since.
    """
    if day < briefing.since:
        return None
    mine = frozenset(own)
    later = [r for r in briefing.articles if r.day and r.day >= day and r.id not in mine]
    return Since(day, len(later), len({ref.source or ref.id for ref in later}))


def _is_silent(row: LedgerRow, since: date, briefing: Briefing) -> bool:
    """Whether whoever owes it is known by a name, and made no statement since that day."""
    name = row.owed_by
    if name is None or is_common(name):
        return False
    wanted = fold(name)
    for speaker in briefing.speakers:
        if wanted in {fold(each) for each in (speaker.name or "", *speaker.forms)}:
            newest = speaker.newest
            return newest is None or newest < since
    return True
