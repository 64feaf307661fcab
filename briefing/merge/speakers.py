"""Which speakers, in different articles, are one.

A full proper name is one person wherever it stands. A surname alone joins the full name that bears
it in the same event or with an agreeing role, if there is just one; if there are two it stands for
itself, because a wrong name is worse than none. A body's acronym joins the body whose initials it
is. A common noun (police, the company, officials) never leaves its event, and is shown with what
tells it from the others. A description is the one person of its event who holds that office. What
stays as it is written (Moscow, the Kremlin) is shown under one heading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from types import MappingProxyType

from msgspec.structs import replace

from briefing.merge.body_names import BodyNames
from briefing.merge.body_references import Fuller
from briefing.merge.events import Events
from briefing.merge.headings import country_called, government_of, spoken_for
from briefing.merge.memory import Merged
from briefing.merge.name_uses import NameUse, WrittenName
from briefing.merge.namesakes import Namesakes
from briefing.merge.speaker_keys import (
    SpeakerKey,
    forms_of,
    proper_forms,
    role_of,
    shown_form,
)
from briefing.merge.unnamed_groups import (
    Description,
    as_introduced,
    description_of,
    is_anybody,
    widest_of,
)
from briefing.names.people import fold
from briefing.names.words import stems
from briefing.rows import SpeakerRow, Statement

_GROUP = "group"
"""In place of an attribution: the key is that of a group of speakers without a name."""

GOVERNMENT = "government"
"""In place of an event: the key is that of a country, by its ISO 3166 code."""

_OFFICES = stems(
    "president minister chancellor nominee chairman chairwoman chair governor mayor director "
    "secretary premier leader executive chief speaker pope king queen"
)
"""Offices that one person holds at a time, told which country or body they are of."""


class SpeakerIndex:
    """Resolves names to the speakers that they mean, each name in the light of all.

    ``uses`` are all uses of names, the newest article's first; ``fuller`` gives for the id of an
    article what ``fuller_names`` found for its speakers; ``remembered`` are the namesakes of the
    index before, who are resolved anew only where their names are used otherwise.
    """

    def __init__(
        self,
        uses: Sequence[NameUse],
        events: Events,
        fuller: Mapping[str, Fuller] = MappingProxyType({}),
        remembered: Merged[Namesakes] | None = None,
    ) -> None:
        self._events = events
        self._all = uses
        self._may_be_bodies = [use for use in uses if use.may_be_body]
        bodies = [
            use.form
            for use in self._may_be_bodies
            if use.form.attribution != "named" or use.has_legal_form
        ]
        self._bodies = BodyNames(bodies, events, fuller)
        self._others = [use for use in self._may_be_bodies if use.form.attribution != "named"]
        self._telling: dict[SpeakerKey, str] = {}
        self._fuller: dict[SpeakerKey, str] = {}
        self._of_body: set[WrittenName] = set()
        self._holders: dict[WrittenName, NameUse] = {}
        self._headings: dict[SpeakerKey, SpeakerKey] = {}
        self._groups: dict[SpeakerKey, SpeakerKey] = {}
        self._group_titles: dict[SpeakerKey, Description] = {}
        self._keys: dict[WrittenName, SpeakerKey] = {}
        self._resolve()
        self._confine()
        self._people = self._namesakes(Merged() if remembered is None else remembered)
        self._group()

    def _resolve(self) -> None:
        """The keys of all but people, whatever the events that these may be confined to."""
        for use in self._may_be_bodies:
            form = use.form
            if body := self._bodies.of(form):
                self._of_body.add(form)
                self._keys[form] = key = SpeakerKey("body", body)
                if fuller := self._bodies.fuller(form):
                    self._fuller[key] = fuller
            elif form.attribution != "named":
                if holder := self._holder(form):
                    self._holders[form] = holder
                else:
                    attribution = form.attribution if form.speaker else "none"
                    self._keys[form] = SpeakerKey(attribution, use.name)

    def _holder(self, form: WrittenName) -> NameUse | None:
        """ "The Norlandic president": the one person of the event whose role is just that."""
        if form.attribution != "unnamed" or form.speaker[:4] not in ("the ", "The "):
            return None
        near = [
            holder
            for holder in self._in_office.get(stems(form.speaker), ())
            if self._events.may_be_one(form.article_id, holder.form.article_id)
        ]
        if len({holder.last for holder in near}) != 1:
            return None
        # The longest name, so that it is told from its namesakes.
        return max(near, key=lambda holder: len(holder.form.speaker))

    @cached_property
    def _in_office(self) -> Mapping[frozenset[str], list[NameUse]]:
        """Named speakers by the words of their roles, where those name an office that one holds."""
        holders: dict[frozenset[str], list[NameUse]] = defaultdict(list)
        for use in self._all:
            if use.form.attribution == "named":
                for role in set(use.roles):
                    if office := _office(role):
                        holders[office].append(use)
        return holders

    def _confine(self) -> None:
        """Give the names that do not leave their event the event that each stands for."""
        confined: dict[tuple[str, str], set[str]] = defaultdict(set)
        introduced: dict[tuple[str, str], list[NameUse]] = defaultdict(list)
        for use in self._others:
            form, key = use.form, self._keys.get(use.form)
            if key is None:
                continue  # it is the office of a person
            anywhere = form in self._of_body and self._description(form) is None
            if key.name and not anywhere:
                confined[key.attribution, key.name].add(form.article_id)
                if is_anybody(form.speaker) and self._description(form) is None:
                    introduced[key.attribution, key.name].append(use)
        event_of = {name: self._events.among(ids) for name, ids in confined.items()}
        for noun, uses in introduced.items():
            event_of[noun] = as_introduced(uses, event_of[noun])
        for form, key in self._keys.items():
            events = event_of.get((key.attribution, key.name), {})
            event = events.get(form.article_id)
            if event is None:
                continue
            self._keys[form] = confined_key = replace(key, event=event)
            if len(set(events.values())) > 1:
                members = [article for article, of in events.items() if of == event]
                if name := self._events.telling_name(members, fold(key.name)):
                    self._telling[confined_key] = name

    def _namesakes(self, remembered: Merged[Namesakes]) -> tuple[Namesakes, ...]:
        """The people of each last name; descriptions of people get their keys."""
        by_name: dict[str, list[NameUse]] = defaultdict(list)
        for use in self._all:
            if use.form.attribution == "named":
                by_name[use.last].append(use)
            elif holder := self._holders.get(use.form):
                by_name[holder.last].append(use)
        held = {holder.last for holder in self._holders.values()}
        all_people = []
        for last, own in by_name.items():
            holders = (
                {u.form: self._holders[u.form] for u in own if u.form in self._holders}
                if last in held
                else {}
            )
            bodies = self._of_body.intersection(u.form for u in own) if self._of_body else set()
            made_of = own, holders, bodies
            people = remembered.of(
                last, made_of, partial(Namesakes, *made_of, self._events, remembered.earlier(last))
            )
            for key, uses in people.uses_by_key.items() if holders else ():
                self._keys.update((use.form, key) for use in uses if use.form in holders)
            all_people.append(people)
        return tuple(all_people)

    def _description(self, form: WrittenName) -> Description | None:
        """What a speaker is called who has no name, also nowhere else in the article."""
        if form.attribution == "named" or self._bodies.fuller(form):
            return None
        return description_of(form.speaker)

    def _group(self) -> None:
        """Put speakers without a name that an event has one group of under one heading."""
        described: dict[SpeakerKey, Description] = {}
        articles: dict[str, dict[str, list[SpeakerKey]]] = defaultdict(lambda: defaultdict(list))
        for use in self._others:
            form, key = use.form, self._keys[use.form]
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

    @cached_property
    def _uses(self) -> Mapping[SpeakerKey, list[NameUse]]:
        """The uses of names of all but people, by whom they mean."""
        uses: dict[SpeakerKey, list[NameUse]] = defaultdict(list)
        for use in self._all if self._of_body else self._others:
            if use.form in self._keys and use.form not in self._holders:
                uses[self._keys[use.form]].append(use)
        return uses

    @cached_property
    def _people_by_key(self) -> Mapping[SpeakerKey, list[NameUse]]:
        return {k: uses for people in self._people for k, uses in people.uses_by_key.items()}

    @cached_property
    def _every_key(self) -> Mapping[WrittenName, SpeakerKey]:
        named = ((use.form, key) for key, uses in self._people_by_key.items() for use in uses)
        return {**dict(named), **self._keys}

    def key(self, statement: Statement) -> SpeakerKey:
        """What identifies the speaker of a statement, one of those the index was made of."""
        return self._every_key[WrittenName.of(statement)]

    @property
    def people(self) -> Iterator[SpeakerRow]:
        """A row for each speaker who is a person with a name."""
        return (row for people in self._people for row in people.rows_by_key.values())

    @property
    def others(self) -> Mapping[SpeakerKey, Mapping[SpeakerKey, Sequence[NameUse]]]:
        """All other speakers, under their headings, with the uses of names that mean them."""
        under: dict[SpeakerKey, dict[SpeakerKey, Sequence[NameUse]]] = defaultdict(dict)
        for key, uses in self._uses.items():
            under[self.heading(key)][key] = uses
        return under

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
        for use in self._uses.get(key, ()):
            form = use.form.speaker
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
        forms = forms_of(self._uses_of(key), key)
        if not forms:
            return None
        shown = shown_form(forms)
        fuller = None if proper_forms(forms) else self._fuller.get(key)
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
        """The role that most articles give, the longer of equals."""
        return role_of(self._uses_of(key))

    def _uses_of(self, key: SpeakerKey) -> Sequence[NameUse]:
        uses = self._uses.get(key)
        return uses if uses is not None else self._people_by_key.get(key, ())


@lru_cache(maxsize=16_384)
def _office(role: str) -> frozenset[str] | None:
    """The words of a role that is an office which one person holds at a time; None for others."""
    words = stems(role)
    return words if len(words) > 1 and words & _OFFICES else None
