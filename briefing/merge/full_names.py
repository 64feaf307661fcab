"""The full names that are in use, and which of them a shorter form means.

Forms of a full name that are one person's are one name (``merge.name_forms``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import TypeAlias

from briefing.merge.events import Events
from briefing.merge.name_forms import may_be_forms, other_forms
from briefing.merge.name_uses import NameUse

_TWO = 2  # full names, either of which may be meant
_MIDDLE_NAMES = 2  # that one form of a name has and another leaves out


Ambiguous: TypeAlias = Mapping[str, "tuple[tuple[str, str], ...]"]
"""By the article that has no more than a last name: two full names that may be meant, each with an
article on its event."""


class FullNames:
    """The full names of one last name, and which of them a use of it means."""

    def __init__(
        self, uses: Iterable[NameUse], events: Events, before: Ambiguous | None = None
    ) -> None:
        """``uses`` are those of that last name by the named, the newest first; ``before`` is what
        was ambiguous in a briefing before, of the same events.
        """
        self._events = events
        self._ambiguous_before = before or {}
        self.ambiguous: dict[str, tuple[tuple[str, str], ...]] = {}
        self._full = full = [use for use in uses if " " in use.name]
        self._fullest = self._named_once(full)
        self._in_article: dict[str, set[str]] = {}
        self._articles: list[str] = []
        self._ages: list[int] = []
        for use in full:
            name, article_id = self._fullest[use.name], use.form.article_id
            names = self._in_article.get(article_id)
            if names is not None:
                names.add(name)
            else:
                self._in_article[article_id] = {name}
                self._articles.append(article_id)
                self._ages.append(use.age)

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
        return _by_name(self._full, self._fullest)

    def of(self, use: NameUse) -> str | None:
        """The full name that is meant, folded; None where none or more than one may be."""
        if " " in use.name:
            return self._fullest.get(use.name)
        names = self._in_article.get(use.form.article_id)
        for bearing in (self._in_same_event, self._of_same_role):
            if not names:
                names = bearing(use)
        return next(iter(names)) if names and len(names) == 1 else None

    def _in_same_event(self, use: NameUse) -> set[str]:
        """Those in articles on the event of the use; no more than two are looked for."""
        article_id = use.form.article_id
        # As long as both are there, nothing that has come or gone makes two one.
        meant = self._ambiguous_before.get(article_id, ())
        if not meant or not all(name in self._in_article.get(at, ()) for name, at in meant):
            meant = tuple(islice(self._near(use), _TWO))
        if len(meant) == _TWO:
            self.ambiguous[article_id] = meant
        return {name for name, _ in meant}

    def _near(self, use: NameUse) -> Iterator[tuple[str, str]]:
        """The full names in articles on the event of the use, each with one of these.

        Looked for first in those of its day and before, which are most likely of one event, and
        stay when the briefing is that of an earlier day.
        """
        since = bisect_left(self._ages, use.age)
        near: set[str] = set()
        for article_id in (*self._articles[since:], *reversed(self._articles[:since])):
            names = self._in_article[article_id] - near
            if names and self._events.may_be_one(use.form.article_id, article_id):
                near |= names
                for name in names:
                    yield name, article_id

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
