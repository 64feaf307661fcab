"""What the parties of talks said, round by round, as plain text: the table of a talk's screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from briefing.article_refs import outlets_of
from briefing.digest.briefing import Briefing
from briefing.digest.party_table import PartyTable, PartyWords, party_table
from briefing.digest.rounds import series
from briefing.rows import TalkRow
from tui.exports.day_report import EntryOf
from tui.exports.lines import wrapped
from tui.text.days import long_days
from tui.text.gate import Marks
from tui.text.look import Look
from tui.text.party_words import change_words, setting_words, status_words, words_shown
from tui.text.phrases import heading, plain
from tui.text.row_words import where

_PARTY, _ROUND, _WORDS = ("", "  "), ("  ", "    "), ("    ", "      ")


def to_party_tables(briefing: Briefing, entry_of: EntryOf, width: int, look: Look) -> str:
    """What the parties said at each round of a series, and at talks that are in none."""
    day = briefing.as_of.day
    lines = [*heading(briefing), ""]
    blocks = 0
    for rounds in _rounds(briefing):
        ids = dict.fromkeys(mention.article.id for row in rounds for mention in row.mentions)
        entries = filter(None, map(entry_of, ids))
        table = party_table(rounds, briefing.speakers, entries)
        if table.cells:
            blocks += 1
            lines += [*_block(table, day, width, look.marks), ""]
    return "\n".join(lines if blocks else [*lines, "No words of parties of talks are told of.", ""])


def _rounds(briefing: Briefing) -> Iterator[Sequence[TalkRow]]:
    """The rounds of each series, the one that ends last first; then talks by themselves."""
    all_series = series(briefing.talks)
    yield from (each.steps for each in all_series)
    in_series = {id(row) for each in all_series for row in each.steps}
    yield from ((row,) for row in briefing.talks if id(row) not in in_series)


def _block(table: PartyTable, near: date, width: int, marks: Marks) -> Iterator[str]:
    names = f" {marks.arrow} ".join(plain(where(row)) for row in table.rounds)
    yield from wrapped(names.upper(), width, _PARTY)
    for party in table.parties:
        yield from wrapped(plain(party), width, _PARTY)
        for number, cell in table.of_party(party).items():
            row = table.rounds[number]
            at = f"{where(row)}, {long_days(row.start, row.end)} ({status_words(row)})"
            yield from wrapped(plain(at), width, _ROUND)
            for line in _words(cell, near, marks):
                yield from wrapped(plain(line), width, _WORDS)
    if table.silent:
        yield from wrapped(plain(f"No words of {', '.join(table.silent)}"), width, _PARTY)


def _words(cell: PartyWords, near: date, marks: Marks) -> Iterator[str]:
    who, words = words_shown(cell, near, days=False)
    outlets = outlets_of(s.article for s in cell.utterance.statements)
    more = f"; {cell.more:,} more" if cell.more else ""
    yield f"{who}{words} ({setting_words(cell, near)}; {outlets}{more})"
    yield from (f"{marks.reversed} {line}" for line in change_words(cell, near))
