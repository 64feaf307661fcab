"""Which speakers, in different articles, are one.

A full proper name is one person wherever it stands. A surname alone joins the full name that bears
it in the same event or with an agreeing role, if there is just one; if there are two it stands for
itself, because a wrong name is worse than none. A body's acronym joins the body whose initials it
is. A common noun (police, the company, officials) never leaves its event, and is shown with what
tells it from the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from briefing.merge.events import Events
from briefing.names.common_nouns import is_common
from briefing.names.people import fold, initials
from briefing.names.words import stems
from briefing.rows import Statement

_MIDDLE_NAMES = 2  # that one form of a name has and another leaves out


class SpeakerKey(NamedTuple):
    """What identifies a speaker: equal keys are one.

    ``name`` is folded; ``event`` is the first article of the event that the name is confined to, ""
    for a name that is not.
    """

    attribution: str
    name: str
    event: str = ""


class _Form(NamedTuple):
    """A name as one article gives it."""

    attribution: str
    speaker: str
    article_id: str


class SpeakerIndex:
    """Resolves the speakers of a set of statements to keys."""

    def __init__(self, statements: Iterable[Statement], events: Events) -> None:
        self._events = events
        self._forms: dict[SpeakerKey, Counter[str]] = defaultdict(Counter)
        self._roles: dict[SpeakerKey, Counter[str]] = defaultdict(Counter)
        said = Counter(
            (_Form(q.attribution, q.speaker or "", s.article.id), q.role)
            for s in statements
            for q in (s.quote,)
        )
        roles: dict[_Form, set[str]] = defaultdict(set)
        for form, role in said:
            roles[form].update((role,) if role else ())
        named = {form for form in roles if form.attribution == "named"}
        full = _FullNames(named, roles, events)
        long_bodies = _by_initials({f.speaker for f in roles if f.attribution == "body"})
        confined: dict[tuple[str, str], set[str]] = defaultdict(set)
        proper: dict[str, set[str]] = defaultdict(set)
        self._keys: dict[_Form, SpeakerKey] = {}
        for form in roles:
            name = fold(form.speaker)
            if form.attribution == "named":
                name = full.of(form) or name
                self._keys[form] = SpeakerKey("named", name)
                if " " not in name:
                    confined["named", name].add(form.article_id)
            elif form.attribution == "body" and not is_common(form.speaker):
                self._keys[form] = SpeakerKey("body", long_bodies.get(name, name))
                proper[name].add(form.article_id)
            elif form.speaker:
                self._keys[form] = SpeakerKey(form.attribution, name)
                confined[form.attribution, name].add(form.article_id)
            else:
                self._keys[form] = SpeakerKey("none", "")
        self._name_bodies(proper)
        self._confine(confined)
        for (form, role), count in said.items():
            key = self._keys[form]
            if form.speaker:
                self._forms[key][form.speaker] += count
            if role:
                self._roles[key][role] += count

    def _name_bodies(self, proper: Mapping[str, set[str]]) -> None:
        """Give a common noun the one body of its event that is called so and something more.

        "Police" are the Orlando police where the event has no other.
        """
        by_word: dict[str, list[str]] = defaultdict(list)
        for body in proper:
            for word in body.split():
                by_word[word].append(body)
        for form, key in self._keys.items():
            words = set(key.name.split())
            if key.attribution != "body" or key.name in proper or not words:
                continue
            rarest = min((by_word.get(word, []) for word in words), key=len)
            bodies = {
                body
                for body in rarest
                if words < set(body.split())
                and any(self._events.is_one(form.article_id, other) for other in proper[body])
            }
            if len(bodies) == 1:
                self._keys[form] = key._replace(name=bodies.pop())

    def _confine(self, confined: Mapping[tuple[str, str], set[str]]) -> None:
        """Give the names that do not leave their event the event that each stands for."""
        self._telling: dict[SpeakerKey, str] = {}
        event_of = {name: self._events.among(ids) for name, ids in confined.items()}
        for form, key in self._keys.items():
            events = event_of.get((key.attribution, key.name), {})
            event = events.get(form.article_id)
            if event is None:
                continue
            self._keys[form] = confined_key = key._replace(event=event)
            if key.attribution != "named" and len(set(events.values())) > 1:
                members = [article for article, of in events.items() if of == event]
                if name := self._events.telling_name(members, fold(key.name)):
                    self._telling[confined_key] = name

    def key(self, statement: Statement) -> SpeakerKey:
        """What identifies the speaker of a statement, one of those the index was made of."""
        quote = statement.quote
        return self._keys[_Form(quote.attribution, quote.speaker or "", statement.article.id)]

    def name(self, key: SpeakerKey) -> str | None:
        """The name to show: the longest form in use, the commonest of those; None for none.

        A common noun that means several speakers is followed by what tells this one from them:
        ``police (Orlando)``.
        """
        forms = self._forms.get(key)
        if not forms:
            return None
        shown = min(
            forms, key=lambda form: (-len(fold(form).split()), -forms[form], len(form), form)
        )
        telling = self._telling.get(key)
        return f"{shown} ({telling})" if telling else shown

    def role(self, key: SpeakerKey) -> str | None:
        """The role given most often, the longer of equals."""
        roles = self._roles.get(key)
        return min(roles, key=lambda r: (-roles[r], -len(r), r)) if roles else None


class _Bearer(NamedTuple):
    """A full name, folded, and where it stands."""

    name: str
    forms: tuple[_Form, ...]
    articles: frozenset[str]


class _FullNames:
    """The full names in use, and which of them a shorter form of one article means."""

    def __init__(
        self, named: Iterable[_Form], roles: Mapping[_Form, set[str]], events: Events
    ) -> None:
        self._events = events
        self._roles = {
            form: frozenset(chain.from_iterable(map(stems, roles[form]))) for form in named
        }
        bearers: dict[str, dict[str, list[_Form]]] = defaultdict(lambda: defaultdict(list))
        for form in self._roles:
            words = fold(form.speaker).split()
            if len(words) > 1:
                bearers[words[-1]][" ".join(words)].append(form)
        self._bearers: dict[str, list[_Bearer]] = {}
        self._fullest: dict[str, str] = {}
        for last, full in bearers.items():
            joined = _fullest(full)
            self._bearers[last] = [
                _Bearer(name, tuple(forms), frozenset(form.article_id for form in forms))
                for name, forms in joined.items()
            ]
            for name, forms in joined.items():
                self._fullest.update((fold(form.speaker), name) for form in forms)

    def of(self, form: _Form) -> str | None:
        """The full name that is meant, folded; None where none or more than one may be."""
        name = fold(form.speaker)
        if " " in name:
            return self._fullest.get(name)
        bearers = self._bearers.get(name, [])
        for near in (self._in_same_article, self._in_same_event, self._of_same_role):
            matching = [bearer for bearer in bearers if near(form, bearer)]
            if matching:
                return matching[0].name if len(matching) == 1 else None
        return None

    @staticmethod
    def _in_same_article(form: _Form, bearer: _Bearer) -> bool:
        return form.article_id in bearer.articles

    def _in_same_event(self, form: _Form, bearer: _Bearer) -> bool:
        return any(self._events.is_one(form.article_id, other) for other in bearer.articles)

    def _of_same_role(self, form: _Form, bearer: _Bearer) -> bool:
        own = self._roles[form]
        theirs = (self._roles[other] for other in bearer.forms)
        return bool(own) and any(role and (own <= role or role <= own) for role in theirs)


def _fullest(full: Mapping[str, list[_Form]]) -> dict[str, list[_Form]]:
    """Full names with their forms, a name that leaves out a middle name of one other with it."""
    joined: dict[str, list[_Form]] = {}
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


def _by_initials(bodies: set[str]) -> dict[str, str]:
    long_forms: dict[str, set[str]] = defaultdict(set)
    for body in bodies:
        if len(fold(body).split()) > 2:
            long_forms[initials(body)].add(fold(body))
    return {
        fold(body): next(iter(long_forms[fold(body)]))
        for body in bodies
        if _is_acronym(body) and len(long_forms.get(fold(body), ())) == 1
    }


def _is_acronym(body: str) -> bool:
    bare = body.removeprefix("the ").removeprefix("The ")
    return bare.isupper() and " " not in bare
