"""What parties said round by round, in words: for cells, for lines of a list, and for print."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from briefing.digest.party_table import PartyTable, PartyWords
from briefing.names.words import fold_name
from briefing.rows import Statement, TalkRow
from tui.text.days import day_words, long_days, short_day
from tui.text.findings import quoted_content, spoken
from tui.text.gate import Marks
from tui.text.look import Look
from tui.text.party_grid import CellWords, Grid, Heading, PartyLine
from tui.text.row_words import where


def legend(marks: Marks) -> str:
    """What the signs in a cell mean."""
    since = "(day): in the news of that day, not said there"
    return f"{since}   {marks.reversed} may reverse earlier words"


def round_words(row: TalkRow, near: date) -> str:
    """``Geneva, 9-10 Jan``: where and when a round was."""
    return f"{where(row)}, {day_words(row.start, row.end, near)}"


def status_words(row: TalkRow) -> str:
    """``held: no agreement``."""
    return f"{row.status}: {row.outcome}" if row.outcome else row.status


def said_first(cell: PartyWords) -> Statement:
    """The first report of the words: what was said later is repeated."""
    return cell.utterance.statements[-1]


def speaker_of(cell: PartyWords) -> str:
    """Who spoke, "" where that is the party itself."""
    speaker = cell.utterance.newest.quote.speaker or ""
    return "" if fold_name(speaker) == fold_name(cell.party) else speaker


def setting_words(cell: PartyWords, near: date) -> str:
    """``said there``; ``published Fri 14 Jan, since it began``."""
    if cell.setting == "there":
        return "said there"
    day = said_first(cell).article.day
    when = f"published {short_day(day, near)}" if day else "published"
    return f"{when}, {'since it began' if cell.setting == 'since' else 'before it began'}"


def words_shown(cell: PartyWords, near: date, days: bool = True) -> tuple[str, str]:
    """What leads to the words (who; with ``days`` when, unless said there), and the words."""
    day = said_first(cell).article.day if days and cell.setting != "there" else None
    when = f"({day_words(day, day, near)}) " if day else ""
    who = speaker_of(cell)
    return f"{when}{who}: " if who else when, spoken(cell.utterance.newest)


def change_words(cell: PartyWords, near: date) -> list[str]:
    """``may reverse, Mon 10 Jan: “We shall sign.”``, a line for each such pair of words."""
    lines = []
    for change in cell.changes:
        day = change.earlier.article.day
        when = short_day(day, near) if day else "undated"
        own = (
            ""
            if change.later in cell.utterance.statements
            else (f"{quoted_content(change.later)} ")
        )
        lines.append(f"{own}may reverse what was said by {when}: {quoted_content(change.earlier)}")
    return lines


def grid_of(table: PartyTable, here: int, near: date, look: Look) -> Grid:
    """The table as it is drawn."""
    headings = [
        Heading(
            look.clean(where(row)),
            look.clean(status_words(row)),
            day_words(row.start, row.end, near),
        )
        for row in table.rounds
    ]
    parties = [
        PartyLine(
            look.clean(party),
            {
                number: _cell_words(cell, near, look.clean)
                for number, cell in table.of_party(party).items()
            },
        )
        for party in table.parties
    ]
    return Grid(headings, parties, here, legend(look.marks))


def _cell_words(cell: PartyWords, near: date, clean: Callable[[str], str]) -> CellWords:
    lead, words = words_shown(cell, near)
    return CellWords(clean(lead), clean(words), bool(cell.changes))


def place_in(table: PartyTable, cell: PartyWords) -> tuple[int, int]:
    """The numbers of a cell's party and round."""
    return table.parties.index(cell.party), cell.round


def at_round(cell: PartyWords, row: TalkRow) -> str:
    """``Russia: Geneva, Sun 9 to Mon 10 January 2022``."""
    return f"{cell.party}: {where(row)}, {long_days(row.start, row.end)}"
