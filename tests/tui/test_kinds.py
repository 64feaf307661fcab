"""A kind of finding that nobody thought of: entered here once, it is shown wherever others are."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from briefing.digest.changes import changes
from briefing.digest.remarks import narrowed, on_changes
from briefing.kinds import registered as entered_in_the_core
from briefing.model import Entry, Findings, Silence, Span
from briefing.rows import FindingMention
from briefing.watches.hits import watch_hits
from briefing.watches.watch import Watch, matches, remember
from tests.briefing.support import DAY, article
from tests.briefing.test_kinds import TEXT, VOTES, entry
from tests.tui.support.drive import bar, make_app, press, running, screen_text, text_of
from tui.app.app import BriefApp
from tui.exports.day_report import DayReport
from tui.exports.items import item_object
from tui.exports.markdown import to_markdown
from tui.exports.objects import to_json
from tui.exports.plain_text import to_text
from tui.exports.reading import article_text, list_text
from tui.exports.tables import tables
from tui.kinds import (
    KINDS,
    ShownKind,
    gathered_rows,
    kind_named,
    load,
    register,
    registered,
    with_rows,
)
from tui.settings.config import Config, TuiConfig
from tui.text.row_words import AgendaLine, RowDays
from tui.widgets.mixed_list import evidence_of, heading_of, summary_of

BALLOTS = ShownKind(
    name="ballot",
    pane="ballots",
    title="How they voted",
    sign="B",
    counted=("ballot", "ballots"),
)


@pytest.fixture
def ballots() -> Iterator[ShownKind]:
    with entered_in_the_core(VOTES), registered(BALLOTS) as kind:
        yield kind


def briefing() -> Briefing:
    return make_briefing([entry()], AsOf(DAY, "asked for"))


def app_with_ballots(*panes: str) -> BriefApp:
    return make_app([entry()], config=Config(tui=TuiConfig(panes=panes)))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_an_entry_names_is_there(kind: ShownKind) -> None:
    own = {name: getattr(kind, name) for name in kind.__struct_fields__ if name != "rows"}
    references = {name: value for name, value in own.items() if ":" in str(value)}
    assert {"pane_class", "summary", "description", "label", "note", "table"} <= {*references}
    assert ("screen" in references) == kind.own_rows  # others open their article at the words
    assert ("days" in references) == ("agenda" in references)
    assert all(callable(load(value)) for value in (*references.values(), *kind.rows))


def test_a_name_or_a_pane_is_entered_once(ballots: ShownKind) -> None:
    assert kind_named("ballot") is ballots
    for taken in (ballots, KINDS[0]):
        with pytest.raises(ValueError, match="already"):
            register(taken)


async def test_it_has_a_pane_whose_rows_open_their_article(ballots: ShownKind) -> None:
    async with running(app_with_ballots("ballots", "talks")) as (app, pilot):
        assert f"1 {ballots.title} (2)" in screen_text(app)
        assert "31 to 12 for the harbour toll" in screen_text(app)
        assert TEXT.splitlines()[0] in " ".join(text_of(app, "#evidence").split())
        await press(pilot, "enter")
        assert "B ballot: 31 to 12 for the harbour toll  1/2" in bar(app, "status")
        await press(pilot, "n")
        assert "B ballot: 4 to 3 against it  2/2" in bar(app, "status")


async def test_it_is_searched(ballots: ShownKind) -> None:
    async with running(app_with_ballots("talks")) as (app, pilot):
        assert "harbour toll" not in screen_text(app)
        await press(pilot, "S", *"kind:ballot harbour", "enter")
        assert f"{ballots.sign} Thu 13 Jan" in screen_text(app)
        assert "31 to 12 for the harbour toll" in screen_text(app)


@pytest.mark.parametrize("known_here", [True, False], ids=["entered", "of the core alone"])
def test_it_is_in_every_export(known_here: bool) -> None:
    with entered_in_the_core(VOTES):
        if not known_here:
            check_exports("Ballot")
            return
        with registered(BALLOTS):
            check_exports(BALLOTS.title)


def check_exports(title: str) -> None:
    of = briefing()
    first, second = json.loads(to_json(DayReport(of, lambda _: TEXT)))["ballots"]
    assert (first["article"], first["ayes"], second["noes"]) == ("a", 31, 3)
    table = tables(of, lambda _: TEXT)["ballots.csv"].decode("utf-8-sig")
    cells = list(csv.DictReader(io.StringIO(table)))
    assert [row["about"] for row in cells] == ["for the harbour toll", "against it"]
    assert cells[0]["sentence"] == TEXT[13:48]
    text = to_text(DayReport(of, lambda _: TEXT))
    assert title.upper() in text.splitlines()
    assert "31 to 12 for the harbour toll [1]" in text
    document = to_markdown(DayReport(of, lambda _: TEXT))
    assert f"## {title}" in document.splitlines()
    assert "31 to 12 for the harbour toll [1](#s1)" in document
    assert "2 ballots." in list_text(of)
    aloud = article_text(entry().article, entry().findings)
    assert f"{title}: 31 to 12 for the harbour toll" in aloud
    assert "Found in it: 2 ballots." in aloud


def test_a_watch_finds_it_by_its_words(ballots: ShownKind) -> None:
    of, watch = briefing(), Watch("toll", phrases=("harbour toll",))
    (match,) = matches(watch, of)
    assert (match.finding, match.why) == (of.others[0], ("phrase harbour toll",))
    hits = watch_hits([watch], of, {})
    assert (hits.total, hits.new, hits.why(match.finding)) == (1, 1, match.why)
    assert watch_hits([watch], of, {"toll": remember([match], ())}).new == 0
    assert narrowed(of, [match.finding]).others == (match.finding,)
    item = item_object(match.finding, {}, lambda _: TEXT)
    assert (item["kind"], item["kinds"]) == (ballots.name, [VOTES.plural])
    assert "31 to 12 for the harbour toll" in item["line"]


def test_it_is_news_when_its_article_is(ballots: ShownKind) -> None:
    of = briefing()
    new = changes(of, lambda _: True)
    assert new.others == of.others
    assert on_changes(new) == dict.fromkeys(of.others, ("new",))
    assert len(changes(of, lambda _: False)) == 0


def test_a_part_of_a_briefing_keeps_the_kinds_that_are_named(ballots: ShownKind) -> None:
    of = briefing()
    assert with_rows(of, {"ballot": of.others[:1]}).others == of.others[:1]
    assert with_rows(of, {"talk": ()}).others == ()


def ballot_days(row: FindingMention) -> RowDays:
    return RowDays(DAY + timedelta(days=row.finding.ayes % 7), DAY + timedelta(days=6))


def ballot_line(row: FindingMention, today: date) -> AgendaLine:
    about = row.finding.about
    return AgendaLine("counted: ", "accent", about, f" (after {today:%d %b})", about, "in the hall")


async def test_a_kind_with_days_stands_in_the_calendar() -> None:
    dated = replace(
        BALLOTS, days=f"{__name__}:ballot_days", agenda=f"{__name__}:ballot_line", name="ballot"
    )
    with entered_in_the_core(VOTES), registered(dated):
        async with running(app_with_ballots("talks")) as (app, pilot):
            await press(pilot, "c")
            shown = screen_text(app)
            assert "counted: for the harbour toll (after" in shown
            assert "in the hall" in text_of(app, "#evidence")
            await press(pilot, "slash", *"against", "enter")
            assert "for the harbour toll" not in screen_text(app)
            briefing, name = app.screen.viewed(app.session.briefing)  # type: ignore[attr-defined]
            assert [row.finding.about for row in briefing.of_kind("ballot")] == ["against it"]
            assert name == "ahead"


async def test_in_lists_of_several_kinds_it_stands_under_its_name(ballots: ShownKind) -> None:
    rows = gathered_rows(briefing().of_kind("ballot"))
    assert {heading_of(row) for row in rows} == {"ballots"}
    assert [summary_of(row).text for row in rows] == [
        "31 to 12 for the harbour toll",
        "4 to 3 against it",
    ]
    assert len({load(ballots.key)(row) for row in rows}) == 2
    assert [piece.article.id for row in rows for piece in evidence_of(row)] == ["a", "a"]


async def test_silences_have_a_pane_of_their_own_when_it_is_asked_for() -> None:
    text = "The ministry declined to say why it was shut. Bo Berg did not answer."
    about = "why it was shut"
    silences = (
        Silence("the ministry", Span(0, 44), Span(13, 28), Span(0, 12), about, "declined to say"),
        Silence("Bo Berg", Span(46, 68), Span(54, 68), Span(46, 53), None, "did not answer"),
        # What was analysed before cues were kept.
        Silence("the clerk", Span(46, 68), Span(54, 68)),
    )
    given = Entry(article("a", text=text), Findings("a", "rules", silences=silences))
    app = make_app([given], config=Config(tui=TuiConfig(panes=("silences",))))
    async with running(app) as (app, _):
        shown = screen_text(app)
        assert f"the ministry: declined to say {about}" in shown
        assert "Bo Berg: did not answer" in shown
        assert "the clerk: has not answered" in shown
