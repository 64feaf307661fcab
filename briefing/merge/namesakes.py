"""People of one last name: who of them are one, and the row of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from briefing.merge.events import Events
from briefing.merge.full_names import FullNames, Searched
from briefing.merge.name_uses import NameUse, WrittenName
from briefing.merge.speaker_keys import (
    SpeakerKey,
    forms_of,
    role_of,
    shown_form,
    statements_of,
)
from briefing.rows import SpeakerRow


class Namesakes:
    """The people of one last name, each with the uses of names by which they are meant.

    ``uses`` are those of the name, and descriptions of its bearers, the newest article's first;
    ``holders`` says for a description of whom it is. ``bodies`` are forms that bodies go by.
    """

    def __init__(
        self,
        uses: Sequence[NameUse],
        holders: Mapping[WrittenName, NameUse],
        bodies: Collection[WrittenName],
        events: Events,
        before: Namesakes | None = None,
    ) -> None:
        named = [use for use in uses if use.form not in holders] if holders else uses
        full = FullNames(named, events, before.searched if before is not None else None)
        meant: list[tuple[NameUse, str]] = []
        alone: set[str] = set()  # articles in which nobody is meant but by the last name
        for use in uses:
            if not bodies or use.form not in bodies:
                bearer = holders.get(use.form, use) if holders else use
                name = full.fullest.get(bearer.name) or full.of(bearer) or bearer.name
                meant.append((use, name))
                if name and " " not in name:
                    alone.add(use.form.article_id)
        self.searched: Searched = full.searched
        # A last name alone does not leave its event.
        connected = before.event_of if before is not None else None
        self.event_of: Mapping[str, str] = events.among(alone, connected) if alone else {}
        people: dict[tuple[str, str], list[NameUse]] = defaultdict(list)
        for use, name in meant:
            event = "" if " " in name else self.event_of.get(use.form.article_id, "")
            people[name, event].append(use)
        self.uses_by_key = {
            SpeakerKey("named", name, event): own for (name, event), own in people.items()
        }

        self._before = before

    @cached_property
    def rows_by_key(self) -> Mapping[SpeakerKey, SpeakerRow]:
        """A row for each of the people."""
        before = self._before
        rows = {}
        for key, uses in self.uses_by_key.items():
            if before is not None and before.uses_by_key.get(key) == uses:
                rows[key] = before.rows_by_key[key]
            else:
                said = statements_of(uses)
                name = shown_form(forms_of(uses, key))
                rows[key] = SpeakerRow(name, role_of(uses), said[0].quote.attribution, said)
        self._before = None
        return rows
