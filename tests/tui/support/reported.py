"""An utterance that several outlets report in two wordings."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from tests.tui.support.making import Report

EARLY = "the lower lock will open to timber barges in early May"


LATE = "the lower lock will open to timber barges in late May"


def report(name: str, day: int, outlet: str, words: str, speaker: str = "Ines Varga") -> Report:
    made = Report(name, date(2024, 3, day), outlet, f"Lock in {name}", f"“{words},” Varga said.")
    return made.says(speaker, f"{words},", role="lock master")


def reports() -> list[Report]:
    """One utterance in four articles of three outlets, one of them a copy; and another one."""
    wire = report("a", 12, "The Gull", EARLY)
    copy = report("b", 12, "The Beacon", EARLY)
    copy.article = replace(copy.article, copy_of=wire.article.id)
    late = report("c", 13, "The Tide", LATE)
    again = report("d", 13, "The Tide", LATE)
    other = report("e", 14, "The Gull", "nobody has paid for the second gate yet")
    return [wire, copy, late, again, other]
