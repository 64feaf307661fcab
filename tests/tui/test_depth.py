"""Speaker and talk in depth: positions over time, rounds before and after, who differs."""

from __future__ import annotations

from datetime import date

from tests.tui.drive import bar, make_app, press, rows, running, screen_text, text_of
from tests.tui.support import HandDesk, Made, MemoryLibrary
from tui.app.app import BriefApp
from tui.screens.article import ArticleScreen
from tui.screens.deadline import DeadlineScreen
from tui.widgets.arrangement import Divider


def _rounds() -> list[Made]:
    first = Made("r1", date(2024, 3, 4), "The Weir", "One", "They met in Lisbon.").talk(
        "They met in Lisbon", "water talks", "held", place="Lisbon",
        start=date(2024, 3, 4), parties=("Norland", "Sudria"), number=1,
    )  # fmt: skip
    second = Made("r2", date(2024, 3, 11), "The Weir", "Two", "They will meet in Porto.").talk(
        "They will meet in Porto", "water talks", "planned", place="Porto",
        start=date(2024, 3, 16), parties=("Norland", "Sudria"), number=2,
    )  # fmt: skip
    return [first, second]


async def test_rounds_stand_in_line_and_n_and_p_go_along_them() -> None:
    library = MemoryLibrary(m.entry for m in _rounds())
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "2", "enter")
        facts = text_of(app, "#facts")
        assert "Rounds     Mon  4  Lisbon  held\n           › Sat 16  Porto   planned" in facts
        assert bar(app, "header").endswith("Porto, Sat 16")
        await press(pilot, "n")
        assert "There is no later round" in bar(app, "status")
        await press(pilot, "p")
        assert bar(app, "header").endswith("Lisbon, Mon 4")
        assert "Rounds   › Mon  4  Lisbon  held\n             Sat 16" in text_of(app, "#facts")
        assert "They met in Lisbon" in text_of(app, "#evidence")
        await press(pilot, "p")
        assert "There is no earlier round" in bar(app, "status")


async def test_a_talk_without_rounds_has_no_keys_for_them() -> None:
    library = MemoryLibrary([_rounds()[0].entry])
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "2", "enter")
        assert "Rounds" not in text_of(app, "#facts")
        assert "round" not in bar(app, "keys")
        await press(pilot, "n", "p")
        assert bar(app, "status") == "1/1"


async def test_a_talk_names_its_sources_and_what_they_differ_in() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "j", "enter")
        facts = " ".join(text_of(app, "#facts").split())
        assert "Sources 3 outlets" in facts
        assert "Differ day: Sun 17 March 2024 (The Weir, Inland Gazette)" in facts
        assert "Sat 16 March 2024 (Harbour Courier)" in facts


async def test_a_change_of_position_is_put_side_by_side() -> None:
    said = [
        Made("a", date(2024, 3, 4), "O", "A", "Ada Pell said Norland would join the river pact.")
        .says("Ada Pell", "Norland would join the river pact", "indirect"),
        Made("b", date(2024, 3, 13), "O", "B", "Pell said Norland would not join the river pact.")
        .says("Ada Pell", "Norland would not join the river pact", "indirect"),
    ]  # fmt: skip
    library = MemoryLibrary(m.entry for m in said)
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "enter")
        facts = text_of(app, "#facts")
        assert "possible change on" in facts
        assert "first   Mon  4 Mar  Norland would join" in facts
        assert "latest  Wed 13 Mar  Norland would not join" in facts
        assert len(rows(app).rows) == 2


def _votes() -> list[Made]:
    """A vote on Friday in two articles, on Saturday in a third; and one that may be off."""
    reports = [("a", 12, "The Weir", "Friday", 22), ("b", 13, "The Quay", "Friday", 22)]
    reports.append(("c", 13, "The Mole", "Saturday", 23))
    votes = [
        Made(i, date(2024, 3, day), outlet, f"Vote {i}", f"A vote on the tunnel fund is on {name}.")
        .due(f"on {name}", "vote on the tunnel fund", date(2024, 3, due), "vote")
        for i, day, outlet, name, due in reports
    ]  # fmt: skip
    for i, day, off in (("d", 12, True), ("e", 13, False)):
        fair = Made(
            i, date(2024, 3, day), f"Paper {i}", f"Fair {i}", "The boat fair is on 30 March."
        )
        votes.append(fair.due("30 March", "the boat fair", date(2024, 3, 30), cancelled=off))
    return votes


async def test_days_that_sources_differ_on_stand_beside_each_other() -> None:
    async with running(_app(_votes())) as (app, pilot):
        await press(pilot, "3")
        assert "vote on the tunnel fund !" in screen_text(app)
        shown = text_of(app, "#evidence")
        assert "Others give another day: Sat 23 Mar (The Mole)" in shown
        assert shown.index("Vote b") < shown.index("Vote c") < shown.index("Vote a")
        await press(pilot, "enter")
        assert isinstance(app.screen, DeadlineScreen)
        assert "2 mentions, 2 outlets" in text_of(app, "#facts")
        assert "Others give another day: Sat 23 Mar (The Mole)" in text_of(app, "#facts")
        assert [i.label if isinstance(i, Divider) else i.article.id for i in rows(app).items] == [
            "This day (2)", "b", "a", "Another day (1)", "c",
        ]  # fmt: skip
        assert "Sat 23 Mar" in screen_text(app)
        await press(pilot, "G", "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert bar(app, "header").endswith("Vote c")


async def test_a_day_that_others_dispute_opens_the_list_even_of_one_mention() -> None:
    async with running(_app(_votes())) as (app, pilot):
        await press(pilot, "3", "j", "enter")
        assert isinstance(app.screen, DeadlineScreen)
        assert "mention" not in text_of(app, "#facts")
        assert _labels(app) == ["This day (1)", "Another day (2)"]
        await press(pilot, "slash", *"weir", "enter")
        assert _labels(app) == ["Another day (1)"]


async def test_sources_that_differ_on_whether_it_stands_are_named() -> None:
    async with running(_app(_votes())) as (app, pilot):
        await press(pilot, "3", "G")
        said = " ".join(text_of(app, "#evidence").split())
        assert "Sources differ on status: cancelled (Paper d); goes ahead (Paper e)" in said
        await press(pilot, "enter")
        assert "cancelled, Sat 30 Mar" in screen_text(app)


def _speaks() -> list[Made]:
    """Ada Pell, thrice on the river pact, once on the tunnel fund."""
    reports = [
        ("a", 4, "The Weir", "the river pact helps every mill", "reporters"),
        ("b", 6, "The Quay", "the tunnel fund is empty", None),
        ("c", 8, "The Weir", "the river pact stands", "Reporters"),
        ("d", 13, "The Quay", "the river pact is all Norland has", "the assembly"),
    ]
    return [
        Made(i, date(2024, 3, day), outlet, i, f"Ada Pell told {to or 'all'} that {words}.").says(
            "Ada Pell", words, "indirect", cue="told", to=to
        )
        for i, day, outlet, words, to in reports
    ]


def _labels(app: BriefApp) -> list[str]:
    return [item.label for item in rows(app).items if isinstance(item, Divider)]


def _contents(app: BriefApp) -> list[str]:
    return [said.newest.quote.content for said in rows(app).shown]


def _app(said: list[Made]) -> BriefApp:
    return make_app(desk=HandDesk(MemoryLibrary(m.entry for m in said)))


async def test_statements_group_by_topic_newest_first_and_others_last() -> None:
    async with running(_app(_speaks())) as (app, pilot):
        await press(pilot, "enter", "G", "g", "t")
        assert bar(app, "status").startswith("Grouped by topic")
        assert _labels(app) == ["river pact (3)", "Other (1)"]
        assert _contents(app) == [
            "the river pact is all Norland has",
            "the river pact stands",
            "the river pact helps every mill",
            "the tunnel fund is empty",
        ]
        assert rows(app).selected.newest.quote.content == "the river pact helps every mill"
        await press(pilot, "g", "n")
        assert _labels(app) == []


async def test_statements_group_by_to_whom() -> None:
    async with running(_app(_speaks())) as (app, pilot):
        await press(pilot, "enter", "g", "w")
        assert bar(app, "status").startswith("Grouped by to whom")
        assert _labels(app) == ["the assembly (1)", "Reporters (2)", "To whom is not said (1)"]
        assert "told, in the article's words, to the assembly" in text_of(app, "#evidence")
        await press(pilot, "slash", *"reporters", "enter")
        assert _labels(app) == ["Reporters (2)"]


async def test_first_and_latest_are_those_of_the_topic_of_the_selected_row() -> None:
    more = Made("e", date(2024, 3, 2), "The Quay", "e", "Ada Pell said the tunnel fund is full.")
    said = [*_speaks(), more.says("Ada Pell", "the tunnel fund is full", "indirect")]
    async with running(_app(said)) as (app, pilot):
        await press(pilot, "enter")
        facts = text_of(app, "#facts")
        assert "on river pact (3 statements)" in facts
        assert "first   Mon  4 Mar  the river pact helps" in facts
        assert "latest  Wed 13 Mar  the river pact is all" in facts
        await press(pilot, "j", "j")
        facts = text_of(app, "#facts")
        assert "on tunnel fund (2 statements)" in facts
        assert "first   Sat  2 Mar  the tunnel fund is full" in facts
        assert "latest  Wed  6 Mar  the tunnel fund is empty" in facts


async def test_a_row_on_no_topic_says_so_beside_the_topic_that_matters_most() -> None:
    async with running(_app(_speaks())) as (app, pilot):
        await press(pilot, "enter", "j", "j")
        assert "on river pact (3 statements), which this row is not on" in text_of(app, "#facts")


async def test_the_topic_says_whether_the_row_is_on_it_also_where_a_position_changed() -> None:
    said = [
        Made("a", date(2024, 3, 4), "O", "A", "Ada Pell said Norland would join the river pact.")
        .says("Ada Pell", "Norland would join the river pact", "indirect"),
        Made("b", date(2024, 3, 6), "O", "B", "Pell said the tunnel is wet.")
        .says("Ada Pell", "the tunnel is wet", "indirect"),
        Made("c", date(2024, 3, 13), "O", "C", "Pell said Norland would not join the river pact.")
        .says("Ada Pell", "Norland would not join the river pact", "indirect"),
    ]  # fmt: skip
    async with running(_app(said)) as (app, pilot):
        await press(pilot, "enter")
        for key, on in (("k", True), ("j", False), ("j", True)):
            await press(pilot, key)
            assert ("which this row is not on" not in text_of(app, "#facts")) is on


async def test_first_and_latest_stand_side_by_side_where_there_is_room() -> None:
    async with running(_app(_speaks())) as (app, pilot):
        await press(pilot, "enter")
        (line,) = (li for li in text_of(app, "#facts").splitlines() if "first" in li)
        assert "latest" in line
        await pilot.resize_terminal(80, 24)
        await press(pilot, "j")
        first, latest = text_of(app, "#facts").splitlines()[-2:]
        assert first.strip().startswith("first")
        assert latest.strip().startswith("latest")


async def test_what_was_said_at_a_talk_stands_under_its_mentions() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "home", "enter")
        assert _labels(app) == ["Mentions (2)", "Said there (2)"]
        await press(pilot, "j", "j")
        assert bar(app, "status") == "3/4"
        assert "Ilse Marenko, foreign minister of Norland" in text_of(app, "#evidence")
        assert "said, direct quote" in text_of(app, "#evidence")
        assert "“Nobody here wants a dry summer,” said" in text_of(app, "#evidence")
        await press(pilot, "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert "Q quote: Ilse Marenko" in bar(app, "status")
        await press(pilot, "escape")
        assert rows(app).position == (3, 4)
        await press(pilot, "slash", *"sluices", "enter")
        assert _labels(app) == ["Said there (1)"]


async def test_a_talk_at_which_nothing_was_said_has_no_such_section() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "j", "enter")
        assert _labels(app) == []


async def test_the_statements_are_those_of_the_round_that_is_shown() -> None:
    said = _rounds()
    spoken = Made(
        "r1", date(2024, 3, 4), "The Weir", "One", "They met in Lisbon. Norland said it was over."
    )
    spoken.talks += said[0].talks
    spoken.says("Norland", "it was over", "indirect", how="body")
    library = MemoryLibrary(m.entry for m in (spoken, said[1]))
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "2", "enter")
        assert _labels(app) == []
        await press(pilot, "p")
        assert _labels(app) == ["Mentions (1)", "Said there (1)"]
        await press(pilot, "n")
        assert _labels(app) == []


async def test_the_facts_take_as_many_lines_as_they_need_at_any_width() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "j", "enter")
        facts = app.screen.query_one("#facts")
        for size in ((120, 40), (60, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await press(pilot, "j")
            assert facts.size.height == min(len(facts.lines), size[1] // 3)  # type: ignore[attr-defined]


async def test_all_statements_get_their_topics_however_many_there_are() -> None:
    said = [
        Made(f"n{n}", date(2024, 3, 1 + n % 14), "The Quay", f"n{n}", f"Pell said lock {n} leaks.")
        .says("Ada Pell", f"lock {n} leaks", "indirect")
        for n in range(410)
    ]  # fmt: skip
    said += [
        Made(f"old{n}", date(2024, 3, 1), "The Quay", f"old{n}", f"Pell said canals {n} are late.")
        .says("Ada Pell", f"canals {n} are late", "indirect")
        for n in (1, 2)
    ]  # fmt: skip
    async with running(_app(said)) as (app, pilot):
        await press(pilot, "enter", "g", "t")
        assert _labels(app) == ["lock (410)", "canals (2)"]
