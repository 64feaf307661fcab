"""What parties said round by round, printed."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf
from briefing.model import Entry
from tests.tui.support.hostile import FORBIDDEN, hostile_parties
from tests.tui.support.making import DAY, Report
from tests.tui.support.world import entries
from tui.exports.party_tables import to_party_tables
from tui.text.look import Look


def printed(given: Iterable[Entry]) -> str:
    by_id = {entry.article.id: entry for entry in given}
    briefing = make_briefing(list(by_id.values()), AsOf(DAY, "asked for"), 30)
    return to_party_tables(briefing, by_id.get, 72, Look())


def test_each_party_has_its_words_under_each_round() -> None:
    text = printed(entries())
    assert "LISBON › PORTO" in text
    assert (
        "Norland\n"
        "  Lisbon, Mon 11 March 2024 (held: brought nothing)\n"
        "    Ilse Marenko: “Nobody here wants a dry summer” (said there; Harbour\n"
        "      Courier; 1 more)\n"
    ) in text
    assert "No words of Vestmark" in text


def test_without_words_of_parties_it_says_so() -> None:
    call = Report("call", DAY, "O", "T", "Envoys spoke by phone.").talk(
        "Envoys spoke by phone", "call", "held", start=DAY
    )
    assert "No words of parties of talks are told of." in printed([call.entry])


def test_hostile_names_and_words_are_printed_as_text() -> None:
    text = printed(hostile_parties())
    assert "[/x]" in text
    assert not FORBIDDEN.search(text.replace("\n", ""))
