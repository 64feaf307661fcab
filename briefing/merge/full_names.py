"""The full names that are in use, and which of them a shorter form means.

Forms of a full name that are one person's are one name (``merge.name_forms``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import TypeAlias

from msgspec import Struct

from briefing.merge.events import Events
from briefing.merge.name_forms import may_be_forms, other_forms
from briefing.merge.name_uses import NameUse

_TWO = 2  # full names, either of which may be meant
_MIDDLE_NAMES = 2  # that one form of a name has and another leaves out


_Meant: TypeAlias = "tuple[tuple[str, str], ...]"
"""No more than two full names that a last name may mean, each with an article on its event."""


class Searched(Struct, frozen=True):
    """What was found in a briefing: the full names in each article, and what is meant in those
    that have no more than a last name, which were searched for."""

    names: Mapping[str, frozenset[str]]
    meant: Mapping[str, _Meant]


_NOTHING = Searched({}, {})


class FullNames:
    """The full names of one last name, and which of them a use of it means."""

    def __init__(
        self, uses: Iterable[NameUse], events: Events, before: Searched | None = None
    ) -> None:
        """``uses`` are those of that last name by the named, the newest first; ``before`` is what
        was found in a briefing before, of the same events.
        """
        self._events = events
        self._before = before or _NOTHING
        self._meant: dict[str, _Meant] = {}
        self._full = full = [use for use in uses if " " in use.name]
        self.fullest = self._named_once(full)
        """For each full name that by which its bearer is known."""
        self._in_article: dict[str, frozenset[str]] = {}
        alone = {name: frozenset((name,)) for name in self.fullest.values()}
        self._articles: list[str] = []
        self._ages: list[int] = []
        for use in full:
            name, article_id = self.fullest[use.name], use.form.article_id
            names = self._in_article.get(article_id)
            if names is not None:
                self._in_article[article_id] = names | alone[name]
            else:
                self._in_article[article_id] = alone[name]
                self._articles.append(article_id)
                self._ages.append(use.age)

    @property
    def searched(self) -> Searched:
        """What was found so far, which a later briefing may begin with."""
        return Searched(self._in_article, self._meant)

    def _named_once(self, full: Sequence[NameUse]) -> Mapping[str, str]:
        """For each full name that by which its bearer is known."""
        fullest = _fullest(frozenset([use.name for use in full]))
        if not may_be_forms(set(fullest.values())):
            return fullest
        forms = other_forms(_by_name(full, fullest), self._events)
        return {n: forms.get(f, f) for n, f in fullest.items()} if forms else fullest

    @cached_property
    def _uses(self) -> Mapping[str, list[NameUse]]:
        """The uses of each full name."""
        return _by_name(self._full, self.fullest)

    def of(self, use: NameUse) -> str | None:
        """The full name that is meant, folded; None where none or more than one may be."""
        if " " in use.name:
            return self.fullest.get(use.name)
        names: Collection[str] | None = self._in_article.get(use.form.article_id)
        for bearing in (self._in_same_event, self._of_same_role):
            if not names:
                names = bearing(use)
        return next(iter(names)) if names and len(names) == 1 else None

    def _in_same_event(self, use: NameUse) -> set[str]:
        """Those in articles on the event of the use; no more than two are looked for."""
        article_id = use.form.article_id
        meant = self._before.meant.get(article_id)
        if meant is None or not all(name in self._in_article.get(at, ()) for name, at in meant):
            # First in those of its day and before, which are most likely of one event, and stay
            # when the briefing is that of an earlier day.
            since = bisect_left(self._ages, use.age)
            nearest_first = (*self._articles[since:], *reversed(self._articles[:since]))
            meant = tuple(islice(self._near(article_id, nearest_first), _TWO))
        elif len(meant) < _TWO:
            # As long as those that were found are there, only what is new can make them more.
            near = self._near(article_id, self._new, {name for name, _ in meant})
            meant = (*meant, *islice(near, _TWO - len(meant)))
        self._meant[article_id] = meant
        return {name for name, _ in meant}

    @cached_property
    def _new(self) -> Sequence[str]:
        """The articles with full names that had none before, or others."""
        before = self._before.names
        return [i for i, names in self._in_article.items() if before.get(i) != names]

    def _near(
        self, article_id: str, among: Iterable[str], known: Iterable[str] = ()
    ) -> Iterator[tuple[str, str]]:
        """The full names but those known in articles among these on an article's event.

        Each comes with one of these articles.
        """
        near = set(known)
        for other in among:
            names = self._in_article[other] - near
            if names and self._events.may_be_one(article_id, other):
                near |= names
                for name in names:
                    yield name, other

    def _of_same_role(self, use: NameUse) -> set[str]:
        own = use.role_stems
        if not own:
            return set()
        return {
            name
            for name, uses in self._uses.items()
            if any((role := u.role_stems) and (own <= role or role <= own) for u in uses)
        }


def _by_name(full: Iterable[NameUse], fullest: Mapping[str, str]) -> Mapping[str, list[NameUse]]:
    by_name: dict[str, list[NameUse]] = defaultdict(list)
    for use in full:
        by_name[fullest[use.name]].append(use)
    return by_name


@lru_cache(maxsize=4_096)
def _fullest(names: frozenset[str]) -> Mapping[str, str]:
    """Full names by themselves, and by those that leave out a middle name of one of them alone."""
    fullest: dict[str, str] = {}
    for name in sorted(names, key=lambda n: (-len(n.split()), n)):
        fuller = [
            other for other in set(fullest.values()) if _leaves_out_a_middle_name(name, other)
        ]
        fullest[name] = fuller[0] if len(fuller) == 1 else name
    return fullest


def _leaves_out_a_middle_name(name: str, other: str) -> bool:
    words, more = name.split(), other.split()
    if any(len(word) == 1 for word in words[1:-1]) and words[1] != more[1]:
        return False  # "Ana W. Lind" is another than "Ana H. W. Lind"
    middle = more[1 : len(more) - len(words) + 1]
    return (
        len(middle) <= _MIDDLE_NAMES
        and "and" not in middle
        and more[:1] + more[len(more) - len(words) + 1 :] == words
    )
