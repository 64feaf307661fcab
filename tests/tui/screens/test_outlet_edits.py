"""Rows on words that an outlet has changed carry a sign and say what stood before, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from msgspec.structs import replace

from briefing.model import Entry, Version
from tests.tui.support.drive import SMALL, make_app, press, rows, running, screen_text, text_of
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import DAY, Report
from tui.app.app import BriefApp
from tui.screens.articles import Articles
from tui.widgets.row_signs import CHANGED, changed_sign

FIRST, SECOND = datetime(2024, 3, 12, 10, 5, tzinfo=UTC), datetime(2024, 3, 13, 9, 5, tzinfo=UTC)
SAID = "Harbour master Ida Quell said the quay would close."
WAS_SAID = "Harbour master Lars Moe said the quay might close."
MET = "Envoys of Norland will meet in Moss on 20 March."
WAS_MET = "Envoys of Norland will meet in Halden on 18 March."
DUE = "The yard is to pay its fees by 28 March."
WAS_DUE = "The yard may pay its fees by 28 March."
OTHER = "Pilot Una Sand said the fog was thick."


def library(*was: str) -> MemoryLibrary:
    """An article and what stood in it before; the article's words stand otherwise now."""
    report = Report("quay", DAY, "Gull", "Quay in Moss", SAID, MET, DUE, OTHER)
    report.says("Ida Quell", "the quay would close", "indirect")
    report.says("Una Sand", "the fog was thick", "indirect")
    report.talk(
        MET, "talks", "planned", place="Moss", start=date(2024, 3, 20), parties=("Norland",)
    )
    report.due(DUE, "The yard is to pay its fees", date(2024, 3, 28), "due")
    now = replace(report.article, fetched=FIRST, revised=SECOND if was else None)
    kept = MemoryLibrary([Entry(now, replace(report.findings, version=now.version))])
    if was:
        before = replace(now, text="\n".join(was), revised=None)
        kept.earlier = {"quay": (Version(before, until=SECOND),)}
    return kept


def changed() -> HandDesk:
    return HandDesk(library(WAS_SAID, WAS_MET, WAS_DUE, OTHER))


def signs(app: BriefApp) -> str:
    """The signs of all rows of the list in focus, ``.`` for none, ``-`` without the column."""
    shown = rows(app)
    lines = [changed_sign(shown, shown.edits_of(row)) for row in shown.shown]
    return "".join(sign[0][0].replace(" ", ".") if sign else "-" for sign in lines)


def evidence(app: BriefApp) -> str:
    return " ".join(text_of(app, "#evidence").split())


async def test_rows_of_all_panes_carry_a_sign_and_say_what_stood_before() -> None:
    async with running(make_app(desk=changed())) as (app, pilot):
        names: Sequence[str | None] = [row.name for row in rows(app).rows]
        assert set(names) == {"Ida Quell", "Una Sand"}
        assert signs(app)[names.index("Ida Quell")] == CHANGED
        assert signs(app).count(CHANGED) == 1
        assert f"{CHANGED} Ida Quell" in screen_text(app)
        stood = "reworded by the outlet; from 12 Mar 10:05 to 13 Mar 09:05 it read:"
        for number, before in zip("123", (WAS_SAID, WAS_MET, WAS_DUE), strict=True):
            await press(pilot, number)
            while CHANGED not in signs(app)[rows(app).shown.index(rows(app).selected)]:
                await press(pilot, "j")
            assert f"{stood} {before}" in evidence(app)
        await press(pilot, "1", "G")
        while rows(app).selected.name != "Una Sand":
            await press(pilot, "k")
        assert "it read" not in evidence(app)


async def test_a_day_that_the_outlet_changed_marks_all_rows_of_the_article() -> None:
    kept = library()
    (entry,) = kept.entries()
    was = replace(entry.article, published=datetime(2024, 3, 11, 7, tzinfo=UTC))
    kept.earlier = {"quay": (Version(was, entry.findings, SECOND),)}
    kept.revise("quay", lambda a: replace(a, revised=SECOND), SECOND)
    async with running(make_app(desk=HandDesk(kept))) as (app, pilot):
        remark = (
            "day of the article changed by the outlet; from 12 Mar 10:05 to 13 Mar 09:05 it was:"
        )
        for number in "123":
            await press(pilot, number)
            assert set(signs(app)) == {CHANGED}
            assert f"{remark} Mon 11 Mar" in evidence(app)


async def test_an_article_that_is_gone_at_the_outlet_says_so_under_its_rows() -> None:
    kept = library()
    (entry,) = kept.entries()
    kept.earlier = {"quay": (Version(entry.article, entry.findings, SECOND),)}
    kept.revise("quay", lambda a: replace(a, revised=SECOND, gone=SECOND), SECOND)
    async with running(make_app(desk=HandDesk(kept))) as (app, pilot):
        for number in "123":
            await press(pilot, number)
            assert set(signs(app)) == {CHANGED}
            assert "the whole article taken out by the outlet 13 Mar 09:05" in evidence(app)


async def test_a_speaker_who_changed_in_another_sentence_marks_the_row() -> None:
    kept = library()
    (entry,) = kept.entries()
    assert entry.findings is not None
    first, *others = entry.findings.quotes
    was = replace(entry.findings, quotes=(replace(first, speaker="Lars Moe"), *others))
    kept.earlier = {"quay": (Version(entry.article, was, SECOND),)}
    kept.revise("quay", lambda a: replace(a, revised=SECOND), SECOND)
    async with running(make_app(desk=HandDesk(kept))) as (app, pilot):
        while rows(app).selected.name != "Ida Quell":
            await press(pilot, "j")
        assert signs(app).count(CHANGED) == 1
        stood = "from 12 Mar 10:05 to 13 Mar 09:05 it was: Lars Moe"
        of = "speaker of “the quay would close” changed by the outlet"
        assert f"{of}; {stood}" in evidence(app)


async def test_without_changes_there_is_no_column() -> None:
    async with running(make_app(desk=HandDesk(library()))) as (app, _):
        assert set(signs(app)) == {"-"}
        assert app.session.edits is None


async def test_a_change_elsewhere_in_the_article_marks_no_row() -> None:
    was = (SAID, MET, DUE, OTHER, "A bridge to Halden opens in May.")
    async with running(make_app(desk=HandDesk(library(*was)))) as (app, pilot):
        for number in "123":
            await press(pilot, number)
            assert CHANGED not in signs(app)


async def test_lists_of_anything_else_have_no_column() -> None:
    async with running(make_app(desk=changed())) as (app, pilot):
        assert app.session.edits is not None
        await press(pilot, "a")
        assert app.screen.query_one(Articles).edits_of(rows(app).selected) == ()
        assert CHANGED not in screen_text(app)


async def test_the_rows_that_a_row_leads_to_carry_the_sign_too() -> None:
    async with running(make_app(desk=changed()), SMALL) as (app, pilot):
        while rows(app).selected.name != "Ida Quell":
            await press(pilot, "j")
        await press(pilot, "enter")
        assert signs(app) == CHANGED


async def test_a_change_that_comes_in_is_marked_at_once() -> None:
    kept = library()
    async with running(make_app(desk=HandDesk(kept))) as (app, pilot):
        (entry,) = kept.entries()
        was = replace(entry.article, text="\n".join((WAS_SAID, WAS_MET, WAS_DUE, OTHER)))
        kept.earlier = {"quay": (Version(was, until=SECOND),)}
        kept.revise("quay", lambda a: replace(a, revised=SECOND), SECOND)
        app.reload()
        await press(pilot, "1")
        assert signs(app).count(CHANGED) == 1


async def test_hostile_words_that_stood_before_stay_words() -> None:
    evil = "Harbour master Lars Moe said the quay \x1b[31mmight\x1b[0m \u202eclose."
    desk = HandDesk(library(evil, MET, DUE, OTHER))
    async with running(make_app(desk=desk)) as (app, pilot):
        while rows(app).selected.name != "Ida Quell":
            await press(pilot, "j")
        text = text_of(app, "#evidence")
        assert "it read" in text
        assert "\x1b" not in text
        assert "\u202e" not in text
