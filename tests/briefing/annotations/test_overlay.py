"""Corrections kept in a library show in everything that the desk answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bench.filling import put_in
from briefing.desk import Desk
from briefing.errors import StoreError
from briefing.model import Entry, Findings, Span
from store.library import open_library
from tests.briefing.support import DAY, article, deadline, quote, talk

NOW = datetime(2022, 1, 14, 9, tzinfo=UTC)
LATER = datetime(2022, 1, 14, 10, tzinfo=UTC)
TEXT = "Ana Lind said the bridge is safe. Envoys meet in Vienna on Friday."
ARTICLE = article(text=TEXT, fetched=NOW)
SAID = quote("Ana Lind", spans=(Span(14, 32),), content="the bridge is safe")
MEET = talk("Vienna", "2022-01-14", span=Span(34, 65), status="planned")
DUE = deadline("envoys meet", "2022-01-14", span=Span(34, 65), kind="event")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(open_library(tmp_path / "library"), clock=lambda: NOW)
    findings = Findings("a", "rules", (SAID,), (MEET,), (DUE,))
    put_in(made.library, [Entry(ARTICLE, findings), Entry(article("b", text=TEXT))])
    yield made
    made.close()


def test_a_correction_shows_in_the_briefing_at_once(desk: Desk) -> None:
    assert desk.briefing(DAY).speakers[0].name == "Ana Lind"
    desk.overlay.correct("a", SAID, NOW, "speaker", "Petra Holm")
    row = desk.briefing(DAY).speakers[0]
    assert (row.name, row.statements[0].quote.corrected) == ("Petra Holm", True)
    findings = desk.findings("a")
    assert findings is not None
    assert findings.quotes[0].speaker == "Petra Holm"
    assert next(e.findings for e in desk.entries() if e.article.id == "a") == findings
    assert desk.library.findings("a") != findings


def test_the_day_of_a_talk_goes_with_that_of_its_deadline(desk: Desk) -> None:
    made = desk.overlay.correct("a", MEET, NOW, "day", "2022-01-15")
    assert [c.kind for c in made] == ["talk", "deadline"]
    briefing = desk.briefing(DAY)
    assert briefing.talks[0].start == date(2022, 1, 15)
    assert [d.when for d in briefing.deadlines] == [date(2022, 1, 15)]
    assert desk.overlay.undo("a", briefing.talks[0].mentions[0].talk)
    briefing = desk.briefing(DAY)
    assert briefing.talks[0].start == date(2022, 1, 14)
    assert [d.when for d in briefing.deadlines] == [date(2022, 1, 14)]


def test_later_analysis_does_not_win(desk: Desk) -> None:
    desk.overlay.correct("a", SAID, NOW, None)
    put_in(desk.library, [Entry(ARTICLE, Findings("a", "newer rules", (SAID,)))])
    assert desk.briefing(DAY).speakers == ()


def test_what_is_corrected_back_is_no_correction(desk: Desk) -> None:
    desk.overlay.correct("a", SAID, NOW, "speaker", "Petra Holm")
    now = desk.findings("a")
    assert now is not None
    desk.overlay.correct("a", now.quotes[0], LATER, "speaker", "Ana Lind")
    assert desk.overlay.corrections() == ()
    assert desk.findings("a") == desk.library.findings("a")


def test_a_second_correction_keeps_the_first_and_what_was_found(desk: Desk) -> None:
    desk.overlay.correct("a", MEET, NOW, "place", "Graz")
    now = desk.findings("a")
    assert now is not None
    desk.overlay.correct("a", now.talks[0], LATER, "status", "held")
    (kept,) = desk.overlay.corrections()
    assert kept.found == MEET
    assert kept.changes == (("place", "Graz"), ("status", "held"))


def test_nothing_is_corrected_in_an_article_that_is_gone(desk: Desk) -> None:
    desk.library.remove(["a"])
    with pytest.raises(StoreError, match="no longer in the library"):
        desk.overlay.correct("a", SAID, NOW, None)
    assert not desk.overlay.undo("a", SAID)


def test_corrections_outlive_the_removal_of_their_article(desk: Desk) -> None:
    desk.overlay.correct("a", SAID, NOW, "speaker", "Petra Holm")
    desk.library.remove(["a"])
    assert len(desk.overlay.corrections()) == 1
    put_in(desk.library, [Entry(ARTICLE, Findings("a", "rules", (SAID,)))])
    assert desk.briefing(DAY).speakers[0].name == "Petra Holm"
