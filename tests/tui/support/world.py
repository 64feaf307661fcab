"""A small invented world: four articles about water talks and a strike, in March 2024."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from briefing.model import Entry
from tests.tui.support.making import Report


def on(month: int, day: int) -> date:
    return date(2024, month, day)


def opening() -> Report:
    return (
        Report(
            "lisbon-opens",
            on(3, 11),
            "Harbour Courier",
            "Envoys of three states meet in Lisbon over the river Ambra",
            "Envoys of Norland, Sudria and Vestmark met in Lisbon on Monday to share the water "
            "of the river Ambra. The session lasted five hours and ended without a text.",
            "“Nobody here wants a dry summer,” said Ilse Marenko, foreign minister of Norland. "
            "She added that her side would open the upper sluices by 1 April.",
            "Sudria is demanding that the dam at Kelm stay shut until the autumn.",
            "Officials said that the envoys would meet again in Porto on Saturday, when comments "
            "on a draft are due.",
        )
        .says(
            "Ilse Marenko",
            "Nobody here wants a dry summer,",
            role="foreign minister of Norland",
        )
        .says(
            "Ilse Marenko",
            "her side would open the upper sluices by 1 April",
            "indirect",
            cue="added",
            role="foreign minister of Norland",
        )
        .says(
            "Sudria",
            "that the dam at Kelm stay shut until the autumn",
            "indirect",
            cue="is demanding",
            how="body",
        )
        .says(
            "officials",
            "that the envoys would meet again in Porto on Saturday",
            "indirect",
            how="unnamed",
        )
        .talk(
            "Envoys of Norland, Sudria and Vestmark met in Lisbon on Monday",
            "water talks",
            "held",
            place="Lisbon",
            start=on(3, 11),
            parties=("Norland", "Sudria", "Vestmark"),
            number=1,
            outcome="ended without a text",
            minutes=300,
        )
        .talk(
            "the envoys would meet again in Porto on Saturday",
            "water talks",
            "planned",
            place="Porto",
            start=on(3, 16),
            parties=("Norland", "Sudria"),
        )
        .due(
            "her side would open the upper sluices by 1 April",
            "open the upper sluices",
            on(4, 1),
            "due",
            who="Norland",
        )
        .due(
            "when comments on a draft are due",
            "comments on a draft of the envoys",
            on(3, 16),
            "due",
        )
        .dated("on Monday", "2024-03-11")
    )


def moved() -> Report:
    return (
        Report(
            "porto-moved",
            on(3, 13),
            "Inland Gazette",
            "Second round of the Ambra talks moved to Sunday",
            "The second round of talks about the Ambra, planned for Saturday in Porto, will be "
            "held on Sunday, the hosts announced on Wednesday.",
            "“A day more is no disaster,” Marenko told reporters. “A year more would be.”",
            "Tomas Okonjo, who leads Sudria's delegation, warned that his government would walk "
            "out if the sluices stayed shut.",
            "Vestmark's parliament is expected to vote on the water law on 21 March. An answer to "
            "the hosts was due on Tuesday.",
        )
        .says(
            "Ilse Marenko",
            "A day more is no disaster,",
            cue="told",
            role="foreign minister of Norland",
            to="reporters",
        )
        .says(
            "Tomas Okonjo",
            "that his government would walk out if the sluices stayed shut",
            "indirect",
            cue="warned",
            role="leader of Sudria's delegation",
        )
        .talk(
            "The second round of talks about the Ambra, planned for Saturday in Porto, will be "
            "held on Sunday",
            "water talks",
            "planned",
            place="Porto",
            start=on(3, 17),
            parties=("Norland", "Sudria"),
            number=2,
        )
        .due(
            "will be held on Sunday",
            "second round of talks about the Ambra",
            on(3, 17),
            moved_from=on(3, 16),
        )
        .due(
            "Vestmark's parliament is expected to vote on the water law on 21 March",
            "parliament votes on the water law",
            on(3, 21),
            "vote",
            who="Vestmark",
            tentative=True,
        )
        .due("An answer to the hosts was due on Tuesday", "answer to the hosts", on(3, 12), "due")
    )


def strike() -> Report:
    return (
        Report(
            "ferry-strike",
            on(3, 14),
            "Harbour Courier",
            "Ferry crews give the line until Friday",
            "The union of ferry crews has given the Amber Line until Friday noon to answer its "
            "demands, its chairwoman said on Thursday.",
            "“We have waited long enough,” said Renske Dallow.",
            "A meeting of both sides in Bergen, planned for today, was called off.",
            "According to the line, no sailing is cancelled for the moment.",
            "The wage agreement expires at the end of the month. A new ship is to be launched in "
            "the spring of 2025.",
        )
        .says("Renske Dallow", "We have waited long enough,", role="chairwoman of the crews' union")
        .says(
            "Amber Line",
            "no sailing is cancelled for the moment",
            "indirect",
            cue="according to",
            how="body",
        )
        .talk(
            "A meeting of both sides in Bergen, planned for today, was called off",
            "meeting",
            "cancelled",
            place="Bergen",
            start=on(3, 14),
            parties=("union of ferry crews", "Amber Line"),
        )
        .due(
            "until Friday noon to answer its demands",
            "answer the demands of the crews",
            on(3, 15),
            "due",
            who="Amber Line",
        )
        .due(
            "A meeting of both sides in Bergen, planned for today, was called off",
            "meeting of both sides in Bergen",
            on(3, 14),
            cancelled=True,
        )
        .due(
            "The wage agreement expires at the end of the month",
            "the wage agreement expires",
            on(3, 31),
            "expiry",
        )
        .due(
            "A new ship is to be launched in the spring of 2025",
            "a new ship is launched",
            date(2025, 3, 1),
            "start",
            end=date(2025, 5, 31),
            precision="season",
        )
    )


def preview() -> Report:
    return (
        Report(
            "porto-preview",
            on(3, 14),
            "The Weir",
            "What the river states want from Porto",
            "Norland and Sudria go to Porto on Sunday for the second round of talks on the Ambra. "
            "The first, in Lisbon on 11 March, brought nothing.",
            "“The river does not read treaties,” one diplomat said.",
            "“We will sign when the water flows,” said Okonjo, in a call with Vestmark's prime "
            "minister, Adela Brunn.",
            "The words “dry summer” stand in every speech.",
        )
        .says("one diplomat", "The river does not read treaties,", how="unnamed")
        .says("Okonjo", "We will sign when the water flows,")
        .says(None, "dry summer")
        .talk(
            "Norland and Sudria go to Porto on Sunday for the second round of talks on the Ambra",
            "water talks",
            "planned",
            place="Porto",
            start=on(3, 17),
            parties=("Norland", "Sudria"),
            number=2,
        )
        .talk(
            "The first, in Lisbon on 11 March, brought nothing",
            "water talks",
            "held",
            place="Lisbon",
            start=on(3, 11),
            parties=("Norland", "Sudria"),
            outcome="brought nothing",
        )
        .talk(
            "in a call with Vestmark's prime minister",
            "call",
            "held",
            parties=("Sudria", "Vestmark"),
        )
        .due(
            "Norland and Sudria go to Porto on Sunday for the second round of talks on the Ambra",
            "second round of talks on the Ambra",
            on(3, 17),
        )
    )


def entries(sample: bool = False) -> list[Entry]:
    """The four articles with their findings."""
    made = [m.entry for m in (opening(), moved(), strike(), preview())]
    return [replace(e, article=replace(e.article, sample=sample)) for e in made]
