"""What sources differ on, put side by side."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from briefing.article_refs import Evidence, outlets_of
from briefing.merge.disagreements import differences
from briefing.rows import DeadlineRow, TalkRow
from tui.text.days import days, with_days
from tui.text.phrases import Cite, plain, sources_line

if TYPE_CHECKING:
    from briefing.contradictions.rows import Account, Contradiction, Kind

AGAINST: Mapping[Kind, str] = {
    "polarity": "One says so, another says not",
    "denial": "Said and denied",
    "number": "Numbers differ",
    "day": "Days differ",
    "place": "Places differ",
    "position changed": "A position changed",
}
"""What each kind of contradiction is called. Nothing is judged: both sides stand beside it."""


class Contrast(NamedTuple):
    """A field on which sources differ, and each of its values with the words that give it."""

    title: str
    sides: tuple[tuple[str, tuple[Evidence, ...]], ...]

    def line(self, cite: Cite) -> str:
        """``Sources differ on day: Fri 14 Jan [1][2]; Sat 15 Jan [3]``."""
        sides = "; ".join(f"{value} {cite(evidence)}" for value, evidence in self.sides)
        return plain(f"{self.title}: {sides}")

    def with_outlets(self) -> str:
        """``Others give another day: Sat 15 Jan (The Gull, The Tide)``."""
        sides = (
            f"{value} ({outlets_of(each.article for each in evidence)})"
            for value, evidence in self.sides
        )
        return plain(f"{self.title}: {'; '.join(sides)}")


def talk_contrasts(row: TalkRow, near: date) -> list[Contrast]:
    """The fields in which articles differ, with every value and who gives it."""
    return [
        Contrast(
            f"Sources differ on {each.field}",
            tuple(
                (with_days(account.value, near), tuple(m.evidence for m in account.mentions))
                for account in each.accounts
            ),
        )
        for each in differences(row)
    ]


def deadline_contrasts(row: DeadlineRow, near: date) -> list[Contrast]:
    """Other days given for it, and whether it stands where articles differ on that."""
    contrasts = []
    other_days: dict[str, list[Evidence]] = {}
    for rival in row.rivals:
        given = days(rival.deadline.when, rival.deadline.end, near)
        other_days.setdefault(given, []).append(rival.evidence)
    if other_days:
        sides = tuple((given, tuple(evidence)) for given, evidence in other_days.items())
        contrasts.append(Contrast("Others give another day", sides))
    if "status" in row.disagreements:
        off = tuple(m.evidence for m in row.mentions if m.deadline.cancelled)
        on = tuple(m.evidence for m in row.mentions if not m.deadline.cancelled)
        sides = (("cancelled", off), ("goes ahead", on))
        contrasts.append(Contrast("Sources differ on status", sides))
    return contrasts


def contradiction_contrast(row: Contradiction) -> Contrast:
    """What cannot both hold: who says the one thing and who the other, with their sentences."""
    (one, other), (first, second) = row.sides, row.sources
    return Contrast(
        AGAINST[row.kind],
        tuple(
            (f"{_who_says(side)}{f' ({said})' if (said := sources_line(sources)) else ''}", words)
            for side, sources, words in (
                (one, first, tuple(account.evidence for account in one)),
                (other, second, tuple(account.evidence for account in other)),
            )
        ),
    )


def _who_says(side: tuple[Account, ...]) -> str:
    """``Ana Lind, The Gull``: speakers by their names, articles by their outlets, each once."""
    names = (a.speaker or a.article.source or a.article.title for a in side)
    return ", ".join(dict.fromkeys(names))
