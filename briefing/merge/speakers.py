"""Which speakers, in different articles, are one.

A full proper name is one person wherever it stands. A surname alone joins the full name that bears
it in the same event or with an agreeing role, if there is just one; if there are two it stands for
itself, because a wrong name is worse than none. A body's acronym joins the body whose initials it
is. A common noun (police, the company, officials) never leaves its event, and is shown with what
tells it from the others. A description is the one person of its event who holds that office. What
stays as it is written (Moscow, the Kremlin) is shown under one heading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from briefing.merge.body_names import BodyNames, WrittenName
from briefing.merge.body_references import Fuller
from briefing.merge.events import Events
from briefing.merge.full_names import FullNames
from briefing.merge.headings import country_called, government_of, spoken_for
from briefing.merge.unnamed_groups import Description, description_of, widest_of
from briefing.names.bodies import bare_body
from briefing.names.common_nouns import is_common
from briefing.names.people import fold
from briefing.names.words import stems
from briefing.rows import Statement

_GROUP = "group"
"""In place of an attribution: the key is that of a group of speakers without a name."""

GOVERNMENT = "government"
"""In place of an event: the key is that of a country, by its ISO 3166 code."""

_OFFICES = stems(
    "president minister chancellor nominee chairman chairwoman chair governor mayor director "
    "secretary premier leader executive chief speaker pope king queen"
)
"""Offices that one person holds at a time, told which country or body they are of."""


class SpeakerKey(NamedTuple):
    """What identifies a speaker: equal keys are one.

    ``name`` is folded; ``event`` is the first article of the event that the name is confined to, ""
    for a name that is not.
    """

    attribution: str
    name: str
    event: str = ""


class SpeakerIndex:
    """Resolves the speakers of a set of statements to keys.

    ``fuller`` gives for the id of an article what ``fuller_names`` found for its speakers.
    """

    def __init__(
        self,
        statements: Iterable[Statement],
        events: Events,
        fuller: Mapping[str, Fuller] = MappingProxyType({}),
    ) -> None:
        self._events = events
        self._forms: dict[SpeakerKey, Counter[str]] = defaultdict(Counter)
        self._roles: dict[SpeakerKey, Counter[str]] = defaultdict(Counter)
        said = Counter(
            (WrittenName(q.attribution, q.speaker or "", s.article.id), q.role)
            for s in statements
            for q in (s.quote,)
        )
        roles: dict[WrittenName, set[str]] = defaultdict(set)
        for form, role in said:
            roles[form].update((role,) if role else ())
        self._bodies = BodyNames(roles, events, fuller)
        self._full = FullNames((f for f in roles if f.attribution == "named"), roles, events)
        self._holders = _holders(roles)
        self._telling: dict[SpeakerKey, str] = {}
        self._fuller: dict[SpeakerKey, str] = {}
        self._of_body: set[WrittenName] = set()
        self._headings: dict[SpeakerKey, SpeakerKey] = {}
        self._groups: dict[SpeakerKey, SpeakerKey] = {}
        self._group_titles: dict[SpeakerKey, Description] = {}
        self._keys = {form: self._unconfined(form) for form in roles}
        self._confine()
        self._group()
        for (form, role), count in said.items():
            key = self._keys[form]
            if form.speaker:
                # Descriptions of a person are none of the names to choose from.
                self._forms[key][form.speaker] += count * (form.attribution == key.attribution)
            if role:
                self._roles[key][role] += count

    def _unconfined(self, form: WrittenName) -> SpeakerKey:
        """The key of a form but for the event that it may be confined to."""
        if body := self._bodies.of(form):
            self._of_body.add(form)
            key = SpeakerKey("body", body)
            if fuller := self._bodies.fuller(form):
                self._fuller[key] = fuller
            return key
        if form.attribution == "named":
            return SpeakerKey("named", self._full.of(form) or fold(form.speaker))
        if holder := self._holder(form):
            return SpeakerKey("named", self._full.of(holder) or fold(holder.speaker))
        return SpeakerKey(form.attribution if form.speaker else "none", fold(form.speaker))

    def _holder(self, form: WrittenName) -> WrittenName | None:
        """ "The Norlandic president": the one person of the event whose role is just that."""
        if form.attribution != "unnamed" or form.speaker[:4] not in ("the ", "The "):
            return None
        near = [
            holder
            for holder in self._holders.get(stems(form.speaker), ())
            if self._events.is_one(form.article_id, holder.article_id)
        ]
        names = {fold(holder.speaker).split()[-1] for holder in near}
        # The longest name, so that it is told from its namesakes.
        return max(near, key=lambda f: len(f.speaker)) if len(names) == 1 else None

    def _confine(self) -> None:
        """Give the names that do not leave their event the event that each stands for."""
        confined: dict[tuple[str, str], set[str]] = defaultdict(set)
        for form, key in self._keys.items():
            if key.attribution == "named":
                anywhere = " " in key.name
            else:
                anywhere = form in self._of_body and self._description(form) is None
            if key.name and not anywhere:
                confined[key.attribution, key.name].add(form.article_id)
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

    def _description(self, form: WrittenName) -> Description | None:
        """What a speaker is called who has no name, also nowhere else in the article."""
        if form.attribution == "named" or self._bodies.fuller(form):
            return None
        return description_of(form.speaker)

    def _group(self) -> None:
        """Put speakers without a name that an event has one group of under one heading."""
        described: dict[SpeakerKey, Description] = {}
        articles: dict[str, dict[str, list[SpeakerKey]]] = defaultdict(lambda: defaultdict(list))
        for form, key in self._keys.items():
            if given := self._description(form):
                before = described.get(key)
                if before is None or before.modifiers < given.modifiers:
                    described[key] = given
                articles[given.plural][form.article_id].append(key)
        for by_article in articles.values():
            of_event: dict[str, list[SpeakerKey]] = defaultdict(list)
            for article_id, event in self._events.among(by_article).items():
                of_event[event] += by_article[article_id]
            for event, keys in of_event.items():
                self._group_in(event, {key: described[key] for key in keys})

    def _group_in(self, event: str, described: Mapping[SpeakerKey, Description]) -> None:
        widest = widest_of(set(described.values()))
        for key, given in described.items():
            if group := widest.get(given):
                name = " ".join((*sorted(group.modifiers), group.plural))
                heading = SpeakerKey(_GROUP, name, event)
                self._groups[key] = heading
                title = self._group_titles.setdefault(heading, given)
                if (len(given.modifiers), given.written) < (len(title.modifiers), title.written):
                    self._group_titles[heading] = given

    def key(self, statement: Statement) -> SpeakerKey:
        """What identifies the speaker of a statement, one of those the index was made of."""
        quote = statement.quote
        return self._keys[WrittenName(quote.attribution, quote.speaker or "", statement.article.id)]

    def heading(self, key: SpeakerKey) -> SpeakerKey:
        """The key of the heading under which a speaker is shown with others, or its own.

        Governments stand under their country, and who speaks for a body without a name under it;
        others without a name with those of their group in the event, if it has only one.
        """
        if key.attribution == "named" or not key.name:
            return key
        if key not in self._headings:
            self._headings[key] = self._heading(key)
        return self._headings[key]

    def _heading(self, key: SpeakerKey) -> SpeakerKey:
        for form in self._forms.get(key, ()):
            if key.attribution == "unnamed" and (given := spoken_for(form)):
                if body := self._bodies.known(given):
                    return self.heading(SpeakerKey("body", body))
            elif key.attribution == "body" and (code := government_of(form)):
                return SpeakerKey("body", code, GOVERNMENT)
        return self._groups.get(key, key)

    def name(self, key: SpeakerKey) -> str | None:
        """The name to show: the longest form in use, the commonest of those; None for none.

        A common noun that means several speakers is followed by what tells this one from them:
        ``police (Orlando)``.
        """
        forms = self._forms.get(key)
        if not forms:
            return None
        proper = [form for form, count in forms.items() if count and not is_common(form)]
        shown = min(
            proper or forms,
            key=lambda form: (
                -len(fold(bare_body(form)).split()),
                len(fold(form).split()) > len(fold(bare_body(form)).split()),
                -forms[form],
                len(form),
                form,
            ),
        )
        fuller = None if proper else self._fuller.get(key)
        if fuller and fold(fuller).endswith(fold(shown)):
            return fuller
        telling = self._telling.get(key) or fuller
        return f"{shown} ({telling})" if telling else shown

    def title(self, heading: SpeakerKey, names: Mapping[SpeakerKey, str]) -> str:
        """What a heading is called, under which speakers of those names are shown."""
        if group := self._group_titles.get(heading):
            telling = next(filter(None, map(self._telling.get, names)), None)
            return f"{group.title} ({telling})" if telling else group.title
        if heading.event != GOVERNMENT:
            return names.get(heading) or next(iter(names.values()))
        country = country_called(heading.name)
        return min((n for n in names.values() if fold(n) == fold(country)), default=country)

    def role(self, key: SpeakerKey) -> str | None:
        """The role given most often, the longer of equals."""
        roles = self._roles.get(key)
        return min(roles, key=lambda r: (-roles[r], -len(r), r)) if roles else None


def _holders(roles: Mapping[WrittenName, set[str]]) -> Mapping[frozenset[str], list[WrittenName]]:
    """Named speakers by the words of their roles, where those name an office that one holds."""
    found: dict[frozenset[str], list[WrittenName]] = defaultdict(list)
    for form, given in roles.items():
        if form.attribution == "named":
            for role in given:
                told = stems(role)
                if len(told) > 1 and told & _OFFICES:
                    found[told].append(form)
    return found
