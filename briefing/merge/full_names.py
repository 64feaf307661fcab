"""The full names that are in use, and which of them a shorter form means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from briefing.merge.body_names import WrittenName
from briefing.merge.events import Events
from briefing.names.people import fold
from briefing.names.words import stems

_MIDDLE_NAMES = 2  # that one form of a name has and another leaves out


class _Bearer(NamedTuple):
    """A full name, folded, and where it stands."""

    name: str
    forms: tuple[WrittenName, ...]


class FullNames:
    """The full names in use, and which of them a shorter form of one article means."""

    def __init__(
        self, named: Iterable[WrittenName], roles: Mapping[WrittenName, set[str]], events: Events
    ) -> None:
        self._events = events
        self._roles = roles
        bearers: dict[str, dict[str, list[WrittenName]]] = defaultdict(lambda: defaultdict(list))
        for form in named:
            name = fold(form.speaker)
            if " " in name:
                bearers[name.rpartition(" ")[2]][name].append(form)
        self._bearers: dict[str, list[_Bearer]] = {}
        self._fullest: dict[str, str] = {}
        self._in_article: dict[tuple[str, str], set[str]] = defaultdict(set)
        for last, full in bearers.items():
            joined = _fullest(full)
            self._bearers[last] = [_Bearer(name, tuple(forms)) for name, forms in joined.items()]
            for name, forms in joined.items():
                for form in forms:
                    self._fullest[fold(form.speaker)] = name
                    self._in_article[last, form.article_id].add(name)

    def of(self, form: WrittenName) -> str | None:
        """The full name that is meant, folded; None where none or more than one may be."""
        name = fold(form.speaker)
        if " " in name:
            return self._fullest.get(name)
        names = self._in_article.get((name, form.article_id))
        for bearing in (self._in_same_event, self._of_same_role):
            if not names:
                names = bearing(form, self._bearers.get(name, ()))
        return next(iter(names)) if names and len(names) == 1 else None

    def _in_same_event(self, form: WrittenName, bearers: Sequence[_Bearer]) -> set[str]:
        """Those in articles on the event of the form; no more than two are looked for."""
        names: set[str] = set()
        for bearer in bearers:
            if any(
                self._events.is_one(form.article_id, other.article_id) for other in bearer.forms
            ):
                names.add(bearer.name)
                if len(names) > 1:
                    break
        return names

    def _of_same_role(self, form: WrittenName, bearers: Sequence[_Bearer]) -> set[str]:
        own = self._role(form)
        if not own:
            return set()
        return {
            bearer.name
            for bearer in bearers
            if any((role := self._role(f)) and (own <= role or role <= own) for f in bearer.forms)
        }

    def _role(self, form: WrittenName) -> frozenset[str]:
        """The stems of the words of all roles that a form is given."""
        return frozenset(chain.from_iterable(map(stems, self._roles[form])))


def _fullest(full: Mapping[str, list[WrittenName]]) -> dict[str, list[WrittenName]]:
    """Full names with their forms, a name that leaves out a middle name of one other with it."""
    joined: dict[str, list[WrittenName]] = {}
    for name in sorted(full, key=lambda n: (-len(n.split()), n)):
        fuller = [other for other in joined if _leaves_out_a_middle_name(name, other)]
        joined.setdefault(fuller[0] if len(fuller) == 1 else name, []).extend(full[name])
    return joined


def _leaves_out_a_middle_name(name: str, other: str) -> bool:
    words, more = name.split(), other.split()
    middle = more[1 : len(more) - len(words) + 1]
    return (
        len(middle) <= _MIDDLE_NAMES
        and "and" not in middle
        and more[:1] + more[len(more) - len(words) + 1 :] == words
    )
