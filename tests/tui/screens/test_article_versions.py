"""``v`` in an article steps back through its versions, with what changed marked word by word."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec.structs import replace

from briefing.model import Entry, Version
from tests.tui.support.drive import SMALL, bar, make_app, press, running, text_of
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import DAY, Report
from tui.app.app import BriefApp
from tui.context.session import Session
from tui.screens.article import ArticleScreen
from tui.screens.articles import ArticlesScreen
from tui.widgets.article_view import ArticleView

YARD = "The owners of the yard in Halden may close it."
TIDE = "“The tide waits for nobody,” harbour master Ida Quell said."
FIRST, SECOND, THIRD = (datetime(2024, 3, day, hour, 5, tzinfo=UTC) for day, hour in
                        ((12, 10), (13, 9), (14, 8)))  # fmt: skip


def library() -> MemoryLibrary:
    """An article in three versions: a word was turned, then a paragraph was taken out."""
    report = Report("yard", DAY, "Gull", "Yard in Halden", YARD.replace("may", "must"), TIDE)
    report.says("Ida Quell", "The tide waits for nobody,")
    now = replace(report.article, fetched=FIRST, revised=THIRD)
    then = f"{now.text}\nA third yard opens in Moss."
    second = replace(now, text=then, revised=SECOND)
    first = replace(now, text=then.replace("must", "may"), title="Yard of Halden", revised=None)
    made_library = MemoryLibrary([Entry(now, replace(report.findings, version=now.version))])
    made_library.earlier = {
        "yard": (Version(first, until=SECOND), Version(second, until=THIRD)),
    }
    return made_library


def desk() -> HandDesk:
    return HandDesk(library())


def view(app: BriefApp) -> ArticleView:
    return app.screen.query_one(ArticleView)


async def test_v_steps_back_through_the_versions_and_to_the_article_again() -> None:
    async with running(make_app(desk=desk())) as (app, pilot):
        await press(pilot, "a", "enter")
        assert "Changed since it first came in" in text_of(app, "#article")
        await press(pilot, "v")
        assert "version 3 of 3, since 14 Mar 08:05" in bar(app, "status")
        assert "[-A third yard opens in Moss.-]" in text_of(app, "#article")
        await press(pilot, "v")
        assert "version 2 of 3, 13 Mar 09:05 to 14 Mar 08:05" in bar(app, "status")
        text = text_of(app, "#article")
        assert "Yard [-of-]{+in+} Halden" in text
        assert "the yard in Halden [-may-]{+must+} close it." in text
        await press(pilot, "v")
        assert "version 1 of 3, 12 Mar 10:05 to 13 Mar 09:05" in bar(app, "status")
        text = text_of(app, "#article")
        assert "As it first came in." in text
        assert YARD in text
        assert "[-" not in text
        assert "{+" not in text
        await press(pilot, "v")
        assert "version" not in bar(app, "status")
        assert len(view(app).findings) == 1


async def test_n_and_p_go_from_change_to_change() -> None:
    async with running(make_app(desk=desk())) as (app, pilot):
        await press(pilot, "a", "enter", "v", "v", "n", "n")
        assert bar(app, "status").rstrip().endswith("2/2")
        (hit,) = (
            block.text[mark.start : mark.end]
            for block in view(app).blocks
            for mark in block.marks
            if mark.role == "hit"
        )
        assert hit == "[-may-]{+must+}"
        await press(pilot, "n")
        assert bar(app, "status").rstrip().endswith("1/2")
        await press(pilot, "v", "p")
        assert "Nothing was changed in this version" in bar(app, "status")


async def test_escape_leads_from_a_version_to_the_finding_and_then_back() -> None:
    async with running(make_app(desk=desk())) as (app, pilot):
        await press(pilot, "a", "enter", "n")
        chosen = view(app).selected
        assert chosen is not None
        await press(pilot, "v", "v", "x")
        assert "Go back to the article first" in bar(app, "status")
        await press(pilot, "escape")
        assert isinstance(app.screen, ArticleScreen)
        assert view(app).selected == chosen
        await press(pilot, "escape")
        assert isinstance(app.screen, ArticlesScreen)


async def test_an_article_with_one_version_says_so() -> None:
    kept = library()
    kept.earlier = {}
    async with running(make_app(desk=HandDesk(kept)), SMALL) as (app, pilot):
        await press(pilot, "a", "enter", "v")
        assert "This article has one version, since 14 Mar 08:05" in bar(app, "status")
        assert len(view(app).findings) == 1


async def test_a_version_in_sight_stays_when_another_comes_in() -> None:
    kept = library()
    async with running(make_app(desk=HandDesk(kept))) as (app, pilot):
        await press(pilot, "a", "enter", "v", "v")
        (entry,) = kept.entries()
        kept.earlier["yard"] = (*kept.earlier["yard"], Version(entry.article, until=THIRD))
        kept.revise("yard", lambda a: replace(a, text=f"{a.text}\nMore.", revised=THIRD), THIRD)
        app.reload()
        await press(pilot, "n")
        assert "version 2 of 4, 13 Mar 09:05" in bar(app, "status")
        kept.earlier = {}
        kept.revise("yard", lambda a: a, THIRD)
        app.reload()
        await press(pilot, "n")
        assert "This article has one version" in bar(app, "status")
        assert "version 2" not in bar(app, "status")


async def test_hostile_words_of_a_version_stay_words() -> None:
    kept = library()
    first, second = kept.earlier["yard"]
    evil = replace(first.article, text="\x1b[31mRed\x1b[0m [b]bold[/b] \u202etfel")
    kept.earlier = {"yard": (replace(first, article=evil), second)}
    async with running(make_app(desk=HandDesk(kept))) as (app, pilot):
        await press(pilot, "a", "enter", "v", "v")
        text = text_of(app, "#article")
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "[b]" in text


def test_a_briefing_of_the_past_knows_no_later_version() -> None:
    kept = HandDesk(library())
    session = Session(kept, DAY.replace(day=13), 30)
    past = replace(kept.briefing(DAY), past=True)
    session.briefing = replace(past, as_of=replace(past.as_of, day=DAY.replace(day=13)))
    first, second = session.load_versions("yard")
    assert first.until == SECOND
    assert (second.article.since, second.until) == (SECOND, None)
