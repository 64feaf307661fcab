"""A talk in depth: its rounds, what sources differ in, what was said there."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.party_table import PartyWords
from briefing.rows import TalkMention
from tests.tui.support.drive import (
    SMALL,
    WIDE,
    app_over,
    bar,
    labels,
    make_app,
    press,
    resize,
    rows,
    rows_text,
    running,
    screen_text,
    text_of,
)
from tests.tui.support.hostile import FORBIDDEN, hostile_parties, written
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import Report
from tests.tui.support.shots import Compare, shot
from tui.app.app import BriefApp
from tui.screens.article import ArticleScreen
from tui.screens.utterance import UtteranceScreen
from tui.terminal.capabilities import Face
from tui.widgets.party_grid import PartyGrid


def _rounds() -> list[Report]:
    first = Report("r1", date(2024, 3, 4), "The Weir", "One", "They met in Lisbon.").talk(
        "They met in Lisbon", "water talks", "held", place="Lisbon",
        start=date(2024, 3, 4), parties=("Norland", "Sudria"), number=1,
    )  # fmt: skip
    second = Report("r2", date(2024, 3, 11), "The Weir", "Two", "They will meet in Porto.").talk(
        "They will meet in Porto", "water talks", "planned", place="Porto",
        start=date(2024, 3, 16), parties=("Norland", "Sudria"), number=2,
    )  # fmt: skip
    return [first, second]


async def test_rounds_stand_in_line_and_n_and_p_go_along_them() -> None:
    library = MemoryLibrary(m.entry for m in _rounds())
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "2", "enter")
        facts = text_of(app, "#facts")
        assert "Rounds     Mon  4 Mar  Lisbon  held" in facts
        assert "         › Sat 16 Mar  Porto   planned" in facts
        assert bar(app, "header").endswith("Porto, Sat 16 Mar")
        await press(pilot, "n")
        assert "There is no later round" in bar(app, "status")
        await press(pilot, "p")
        assert bar(app, "header").endswith("Lisbon, Mon 4 Mar")
        assert "Rounds   › Mon  4 Mar  Lisbon  held" in text_of(app, "#facts")
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


def _two_places() -> list[Report]:
    """One meeting, of which two outlets on one day give another place each."""
    return [
        Report(name, date(2024, 3, 14), outlet, f"Talks in {place}", f"They will meet in {place}.")
        .talk(f"meet in {place}", "water talks", "planned", place=place,
              start=date(2024, 3, 17), parties=("Norland", "Sudria"))
        for name, outlet, place in (("a", "The Weir", "Porto"), ("b", "The Quay", "Lisbon"))
    ]  # fmt: skip


async def test_a_talk_names_its_sources_and_what_they_differ_in() -> None:
    async with running(app_over(_two_places())) as (app, pilot):
        await press(pilot, "2")
        assert "Porto: Norland, Sudria (planned) !" in screen_text(app)
        await press(pilot, "enter")
        facts = " ".join(text_of(app, "#facts").split())
        assert "Sources 2 outlets" in facts
        assert "Differ place: Porto (The Weir); Lisbon (The Quay)" in facts


async def test_what_was_said_at_a_talk_stands_under_its_mentions() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "home", "enter")
        assert labels(app)[:2] == ["Mentions (2)", "Said there (2)"]
        await press(pilot, "j", "j")
        assert bar(app, "status") == "3/8"
        assert "Ilse Marenko, foreign minister of Norland" in text_of(app, "#evidence")
        assert "said, direct quote" in text_of(app, "#evidence")
        assert "“Nobody here wants a dry summer,” said" in text_of(app, "#evidence")
        await press(pilot, "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert "Q quote: Ilse Marenko" in bar(app, "status")
        await press(pilot, "escape")
        assert rows(app).position == (3, 8)
        await press(pilot, "slash", *"added", "enter")
        assert labels(app) == ["Said there (1)"]


async def test_a_talk_at_which_nothing_was_said_has_no_such_section() -> None:
    async with running(make_app([_rounds()[0].entry])) as (app, pilot):
        await press(pilot, "2", "enter")
        assert labels(app) == []
        assert "table" not in bar(app, "keys")
        await press(pilot, "v")
        assert bar(app, "status") == "1/1"


async def test_the_statements_are_those_of_the_round_that_is_shown() -> None:
    statements = _rounds()
    spoken = Report(
        "r1", date(2024, 3, 4), "The Weir", "One", "They met in Lisbon. Norland said it was over."
    )
    spoken.talks += statements[0].talks
    spoken.says("Norland", "it was over", "indirect", how="body")
    library = MemoryLibrary(m.entry for m in (spoken, statements[1]))
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "2", "enter")
        assert labels(app) == ["Mentions (1)", "By party and round (1)"]
        await press(pilot, "p")
        assert labels(app) == ["Mentions (1)", "Said there (1)", "By party and round (1)"]
        await press(pilot, "n")
        assert labels(app) == ["Mentions (1)", "By party and round (1)"]


async def test_the_facts_take_as_many_lines_as_they_need_at_any_width() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "j", "enter")
        facts = app.screen.query_one("#facts")
        for size in ((120, 40), (60, 40), (80, 24)):
            await resize(pilot, *size)
            await press(pilot, "j")
            assert facts.size.height == min(len(facts.lines), size[1] // 3)  # type: ignore[attr-defined]


def table_of(app: BriefApp) -> str:
    view = app.screen.query_one(PartyGrid)
    return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height))


async def test_the_parties_stand_by_rounds_and_every_cell_leads_to_its_sentence() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "home", "enter")
        shown = table_of(app)
        assert "› Lisbon, Mon 11" in shown
        assert "Porto, Sun 17" in shown
        assert "Norland" in shown
        assert "(day): in the news of that day" in shown
        assert "v table" in bar(app, "keys")
        await press(pilot, "v")
        seen = []
        while isinstance(selected := rows(app).selected, PartyWords):
            where, _, _ = bar(app, "status").partition("/")
            seen.append((selected.party, selected.round))
            assert text_of(app, "#evidence").lstrip().startswith(f"{selected.party}: ")
            await press(pilot, "enter")
            assert isinstance(app.screen, ArticleScreen | UtteranceScreen)
            await press(pilot, "escape", "j")
            if bar(app, "status").partition("/")[0] == where:
                break
        assert seen == [(c.party, c.round) for c in rows(app).rows if isinstance(c, PartyWords)]
        assert len(seen) >= 3
        await press(pilot, "v")
        assert isinstance(rows(app).selected, TalkMention)


async def test_v_goes_to_the_words_of_the_round_that_is_shown() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "home", "enter", "n", "v")
        selected = rows(app).selected
        assert isinstance(selected, PartyWords)
        assert selected.round == 1
        assert "› Porto, Sun 17" in table_of(app)


async def test_a_possible_change_is_marked_and_both_sentences_are_shown() -> None:
    rounds = _rounds()
    said = [
        Report(made.article.id, made.article.day, "The Weir", made.article.title, text)
        for made, text in zip(
            rounds,
            (
                "They met in Lisbon. Norland said it would sign the river treaty.",
                "They will meet in Porto. Norland said it would not sign the river treaty.",
            ),
            strict=True,
        )
    ]
    for made, spoken, words in zip(
        rounds, said, ("it would sign the", "it would not sign the"), strict=True
    ):
        spoken.talks += made.talks
        spoken.says("Norland", f"{words} river treaty", "indirect", how="body")
    async with running(app_over(said)) as (app, pilot):
        await press(pilot, "2", "enter", "v")
        assert "≠ Norland" not in table_of(app)
        assert "≠" in table_of(app)
        evidence = " ".join(text_of(app, "#evidence").replace("▎", "").split())
        assert "may reverse what was said by Mon 4 Mar" in evidence
        assert "Norland said it would sign the river treaty" in evidence
        assert "Norland said it would not sign the river treaty" in evidence


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (200, 60), (40, 12)])
async def test_the_words_of_parties_are_rows_at_every_size(size: tuple[int, int]) -> None:
    async with running(size=WIDE) as (app, pilot):
        await press(pilot, "2", "home", "enter", "v", "j")
        here = rows(app).selected
        await resize(pilot, *size)
        assert rows(app).selected is here
        above = app.screen.query_one("#above")
        assert above.display == (size[1] >= 30)
        assert bar(app, "status").startswith("6/")
        if above.display:
            assert "Norland" in table_of(app)
            assert above.size.height + 2 >= app.screen.query_one(PartyGrid).size.height


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_hostile_parties_and_words_are_shown_as_text(size: tuple[int, int]) -> None:
    async with running(make_app(hostile_parties()), size) as (app, pilot):
        await press(pilot, "2", "enter", "v")
        assert isinstance(rows(app).selected, PartyWords)
        assert "[/x]" in screen_text(app)
        assert not FORBIDDEN.search(screen_text(app).replace("\n", ""))
        assert not FORBIDDEN.search(await written(app, pilot))


async def test_in_ascii_the_table_is_ascii() -> None:
    async with running(make_app(face=Face("ansi", ascii=True))) as (app, pilot):
        await press(pilot, "2", "home", "enter")
        assert "Norland" in table_of(app)
        assert table_of(app).isascii()


@pytest.mark.parametrize("size", [SMALL, WIDE, (200, 60)], ids=["80x24", "120x40", "200x60"])
def test_looks(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert shot(snap_compare, make_app(), ("2", "home", "enter", "v"), size)


async def test_a_mention_says_only_what_it_tells_otherwise_than_the_talk_above() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "j", "enter")
        assert "Sun 17 March 2024" in text_of(app, "#facts")
        newest, *_, oldest = [line for line in rows_text(app).split("•") if " Mar " in line][:3]
        assert "17 Mar" not in newest
        assert "planned" not in newest
        assert "Sat 16 Mar" in oldest
        assert text_of(app, "#evidence").split("\n")[0].strip().startswith("Thu 14 Mar")
        await press(pilot, "j", "j")
        assert text_of(app, "#evidence").split("\n")[0].strip() == "Sat 16 March 2024"
