"""The desk: panes, evidence, moving about, sizes, notices."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual import events

from briefing.rows import DeadlineRow, SpeakerRow, TalkRow
from tests.tui.support.drive import (
    SMALL,
    WIDE,
    app_over,
    bar,
    make_app,
    press,
    resize,
    rows,
    rows_text,
    running,
    screen_text,
    settle,
    text_of,
)
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import DAY, Report
from tests.tui.support.world import entries
from tui.screens.desk import DeskScreen, pane_lines


async def test_the_header_tells_day_reason_and_counts() -> None:
    async with running() as (app, _):
        assert bar(app, "header").split() == (
            "brief Thu 14 March 2024 · today 4 articles · 11 quotes · 4 talks · 7 ahead".split()
        )


async def test_the_header_says_when_the_newest_article_sets_the_day() -> None:
    later = datetime(2024, 9, 1, tzinfo=UTC)
    desk = HandDesk(MemoryLibrary(entries()), now=later)
    async with running(make_app(desk=desk)) as (app, _):
        assert "Thu 14 March 2024 · day of the newest article" in bar(app, "header")


@pytest.mark.parametrize("pane", ["1", "2", "3"])
async def test_the_cursor_stays_on_a_row_that_goes_by_another_name(pane: str) -> None:
    named: dict[type, str] = {SpeakerRow: "name", TalkRow: "place", DeadlineRow: "what"}
    async with running() as (app, pilot):
        await press(pilot, pane, "home", "j", "j")
        pane_rows, row = rows(app), rows(app).selected
        other = replace(row, **{named[type(row)]: "told otherwise"})
        pane_rows.replace([other if r is row else r for r in reversed(pane_rows.rows)])
        await settle(pilot)
        assert pane_rows.selected == other
        gone = [r for r in pane_rows.rows if r is not other]
        pane_rows.replace(gone)
        await settle(pilot)
        assert pane_rows.selected in gone


async def test_the_header_says_that_articles_are_samples() -> None:
    async with running(make_app(entries(sample=True))) as (app, _):
        assert "sample articles" in bar(app, "header")


async def test_the_header_says_that_the_day_was_asked_for() -> None:
    async with running(make_app(as_of=DAY)) as (app, _):
        assert "the day asked for" in bar(app, "header")


@pytest.mark.parametrize(
    ("keys", "pane"),
    [
        ((), "speakers"),
        (("2",), "talks"),
        (("3",), "deadlines"),
        (("3", "1"), "speakers"),
        (("tab",), "talks"),
        (("tab", "tab"), "deadlines"),
        (("tab", "tab", "tab"), "speakers"),
        (("shift+tab",), "deadlines"),
    ],
)
@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_keys_move_between_panes(
    keys: tuple[str, ...], pane: str, size: tuple[int, int]
) -> None:
    async with running(size=size) as (app, pilot):
        await press(pilot, *keys)
        assert rows(app).id == pane
        assert rows(app).region.height > 2


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        (("j",), 1),
        (("down", "down"), 2),
        (("j", "j", "k"), 1),
        (("j", "up"), 0),
        (("G",), 7),
        (("end",), 7),
        (("G", "home"), 0),
        (("G", "less_than_sign"), 0),
        (("k",), 0),
        (("G", "j"), 7),
        (("ctrl+d",), 3),
        (("ctrl+d", "ctrl+u"), 0),
        (("pagedown",), 5),
        (("pagedown", "space"), 7),
        (("G", "pageup"), 2),
        (("space",), 5),
    ],
)
async def test_keys_move_within_a_pane(keys: tuple[str, ...], cursor: int) -> None:
    async with running() as (app, pilot):
        await press(pilot, *keys)
        assert rows(app).cursor == cursor
        assert bar(app, "status").split() == [f"{cursor + 1}/8"]


async def test_speakers_are_listed_with_role_words_and_day() -> None:
    async with running(size=(200, 60)) as (app, _):
        text = " ".join(screen_text(app).split())
        assert "Ilse Marenko, foreign minister of Norland 3 statements Wed 13 Mar" in text
        assert "Renske Dallow, chairwoman of the crews' union Thu 14 Mar" in text
        assert "“We have waited long enough”" in text
        assert "is demanding that the dam at Kelm stay shut until the autumn" in text
        assert "one diplomat, unnamed Thu 14 Mar" in text
        assert "Speaker not given Thu 14 Mar" in text
        merged = next(r for r in rows(app).rows if r.name == "Tomas Okonjo")
        assert len(merged.statements) == 2


async def test_talks_stand_in_the_week_ahead_form() -> None:
    async with running(size=SMALL) as (app, pilot):
        await press(pilot, "2")
        text = screen_text(app)
        lisbon = "Lisbon: Norland, Sudria, Vestmark (held); brought nothing"
        assert f"  Mon 11 Mar  {lisbon}" in text
        assert "  Sun 17 Mar  Porto: Norland, Sudria (planned)" in text
        assert "Thu 14 Mar  Bergen: union of ferry crews, Amber Line (cancelled)" in text
        assert "no day      Call: Sudria, Vestmark (held)" in text
        assert "From Thu 14 March 2024 ─" in text


async def test_the_talks_pane_begins_at_what_is_to_come() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2")
        assert rows(app).selected.place == "Bergen"


async def test_with_nothing_to_come_the_talks_pane_begins_at_the_latest() -> None:
    held = Report("a", DAY, "The Gull", "Ferry talks", "They met in Bergen.", "They met in Vik.")
    held.talk("They met in Bergen", "ferry talks", "held", place="Bergen", start=date(2024, 3, 4))
    held.talk("They met in Vik", "ferry talks", "held", place="Vik", start=date(2024, 3, 12))
    async with running(app_over([held])) as (app, pilot):
        await press(pilot, "2")
        assert rows(app).selected.place == "Vik"


async def test_the_number_of_rows_is_one_in_title_and_status_line_with_what_is_folded() -> None:
    async with running() as (app, pilot):
        await press(pilot, "3")
        pane = rows(app)
        assert pane.border_title == "3 Coming up (9, 1 passed)"
        assert pane.position == (1, 9)
        await press(pilot, "j", "9", "G")
        assert pane.position == (9, 9)
        while pane.selected is not None:
            await press(pilot, "k")
        assert pane.position == (8, 9)  # the fold, which hides the eighth
        await press(pilot, "enter")
        assert pane.position == (7, 9)  # the line that folds is no row
        await press(pilot, "j")
        assert pane.position == (8, 9)


async def test_deadlines_tell_their_state_in_words() -> None:
    async with running(size=SMALL) as (app, pilot):
        await press(pilot, "3")
        text = screen_text(app)
        assert "Thu 14 Mar  today         cancelled: Bergen: meeting of both sides (union" in text
        assert "Fri 15 Mar  tomorrow      Amber Line: answer the demands of the crews" in text
        assert "moved: Porto: second round of talks" in text
        assert "? Vestmark: parliament votes on the water law" in text
        assert "a new ship is launched" not in text
        assert "1 more than 90 days ahead, the first by Sat 31 May 2025; Enter shows it" in text
        await press(pilot, "G")
        text = screen_text(app)
        assert "Passed ─" in text
        assert "Tue 12 Mar  2 days ago    no news: answer to the hosts" in text


async def test_evidence_shows_the_paragraph_and_marks_the_very_words() -> None:
    async with running() as (app, pilot):
        evidence = text_of(app, "#evidence")
        assert "Tomas Okonjo, leader of Sudria's delegation" in evidence
        assert "Thu 14 Mar · The Weir · What the river states want from" in evidence
        assert "https://example.org/porto-preview" in evidence
        view = app.screen.query_one("#evidence")
        words = [text for line in view.lines for text, role in line if "hit" in role]  # type: ignore[attr-defined]
        assert words[0] == "We will sign when the water flows,"
        assert "▎ “We will sign when the water flows,” said Okonjo" in evidence
        await press(pilot, "j")
        assert "and 1 more" not in text_of(app, "#evidence")
        assert text_of(app, "#evidence").count("https://") == 3


async def test_evidence_scrolls_from_the_pane() -> None:
    async with running(size=SMALL) as (app, pilot):
        view = app.screen.query_one("#evidence")
        await press(pilot, "J", "J", "K")
        assert view.top == 1  # type: ignore[attr-defined]


async def test_enter_leads_from_speaker_to_quotes_to_the_sentence_and_escape_back() -> None:
    async with running() as (app, pilot):
        await press(pilot, "j")
        assert isinstance(rows(app).selected, SpeakerRow)
        await press(pilot, "enter")
        assert bar(app, "header").split() == ["Desk", "›", "Ilse", "Marenko"]
        await press(pilot, "j", "enter")
        assert bar(app, "status").split()[:5] == "Q quote: Ilse Marenko, foreign".split()
        assert "Desk › Ilse Marenko › Envoys of three states meet" in bar(app, "header")
        await press(pilot, "escape")
        assert rows(app).cursor == 1
        await press(pilot, "h")
        assert isinstance(app.screen, DeskScreen)
        assert rows(app).cursor == 1


async def test_enter_leads_from_talk_to_mentions_to_the_article() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "j")
        assert isinstance(rows(app).selected, TalkRow)
        await press(pilot, "enter")
        facts = text_of(app, "#facts")
        assert "Porto" in facts
        assert "Parties  Norland, Sudria" in facts
        assert "Sources  3 outlets" in facts
        await press(pilot, "enter")
        assert "T talk: water talks, Porto" in bar(app, "status")
        await press(pilot, "escape", "escape")
        assert rows(app).id == "talks"
        assert rows(app).selected.place == "Porto"


async def test_enter_leads_from_a_deadline_to_its_sentence() -> None:
    async with running() as (app, pilot):
        await press(pilot, "3", "j")
        assert isinstance(rows(app).selected, DeadlineRow)
        await press(pilot, "enter")
        assert "D deadline: answer the demands of the crews" in bar(app, "status")
        await press(pilot, "backspace")
        assert rows(app).id == "deadlines"
        assert rows(app).cursor == 1


async def test_enter_leads_from_a_deadline_told_twice_to_its_mentions() -> None:
    async with running() as (app, pilot):
        await press(pilot, "3", "j", "j", "j", "enter")
        assert "moved from Sat 16 March 2024" in text_of(app, "#facts")
        assert len(rows(app).rows) == 2
        await press(pilot, "enter")
        assert "D deadline: second round of talks" in bar(app, "status")


async def test_a_new_desk_says_what_to_do() -> None:
    async with running(make_app([])) as (app, pilot):
        for pane in ("1", "2", "3"):
            await press(pilot, pane)
            assert "brief add PATH" in screen_text(app)
        await press(pilot, "enter", "j", "G", "J")
        assert isinstance(app.screen, DeskScreen)


async def test_the_first_launch_explains_itself_until_escape() -> None:
    app = make_app(entries(sample=True), first_launch=True)
    async with running(app, SMALL) as (app, pilot):
        assert "brief shows who said what, where talks happen" in screen_text(app)
        assert "Your own: L a dozen feeds, O an OPML file, A a folder." in screen_text(app)
        await press(pilot, "escape")
        assert "brief shows who said what" not in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)


@pytest.mark.parametrize("size", [(40, 12), (20, 5), (80, 24), (99, 50), (100, 24), (160, 60)])
async def test_no_size_breaks_it(size: tuple[int, int]) -> None:
    async with running(size=WIDE) as (app, pilot):
        for keys in (
            ("2",),
            ("3", "enter"),
            ("escape", "1", "enter"),
            ("enter",),
            ("question_mark",),
        ):
            await press(pilot, *keys)
            await resize(pilot, *size)
            screen_text(app)
            await resize(pilot, *WIDE)


async def test_small_terminals_show_one_pane_at_a_time() -> None:
    async with running(size=SMALL) as (app, pilot):
        shown = [p.id for p in app.screen.query("RowList") if p.region.area]
        assert shown == ["speakers"]
        tabs = " ".join(bar(app, "tabs").split())
        assert tabs == "1 Who said what (8) 2 Talks (4) 3 Coming up (9, 1 passed)"
        await resize(pilot, *WIDE)
        assert sum(bool(p.region.area) for p in app.screen.query("RowList")) == 3


async def test_a_pane_takes_the_keys_typed_right_after_its_number() -> None:
    async with running() as (app, pilot):
        for key in ("3", "j", "j"):
            app.post_message(events.Key(key, key))
        await press(pilot, "enter")
        assert "comments on a draft of the envoys" in bar(app, "status")


@given(st.lists(st.integers(1, 60), min_size=1, max_size=6), st.integers(6, 80), st.data())
def test_panes_use_every_line_and_none_has_more_while_another_lacks(
    needs: list[int], lines: int, data: st.DataObject
) -> None:
    first = data.draw(st.none() | st.integers(0, len(needs) - 1))
    given = pane_lines(needs, lines, first)
    assert sum(given) == lines
    assert min(given) >= 0
    lacking = [n for n, own in enumerate(given) if own < needs[n]]
    if lacking:
        assert all(own <= needs[n] for n, own in enumerate(given))
    if first in lacking:
        assert all(given[n] <= lines // (len(needs) + 1) for n in lacking if n != first)


@pytest.mark.parametrize("height", [24, 28, 33])
async def test_nothing_said_is_cut_while_other_panes_have_lines_to_spare(height: int) -> None:
    long = "“The weir at Kelm stays shut until every one of the five towns below it has agreed.”"
    made = [
        Report(f"weir-{n}", DAY, "Gull", "The weir", long).says(name, long[1:-1])
        for n, name in enumerate(("Ilse Marenko", "Tomas Okonjo", "Renske Dallow"))
    ]
    async with running(app_over(made), (100, height)) as (app, pilot):
        assert rows_text(app).count("towns below it has agreed") == 3
        await press(pilot, "2", "1")
        assert rows_text(app).count("towns below it has agreed") == 3


async def test_a_pane_that_is_late_to_tell_of_its_focus_does_not_take_it_back() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "1")
        late = app.screen.query_one("#talks")
        app.screen.post_message(events.DescendantFocus(late))
        await settle(pilot)
        assert rows(app).id == "speakers"
        assert bar(app, "status").split() == ["1/8"]
        await press(pilot, "tab")
        assert rows(app).id == "talks"


async def test_the_header_counts_what_is_older_where_the_newest_article_is_old() -> None:
    old = [
        Report(f"r{days}", DAY - timedelta(days=days), "The Weir", "Ice", "The Ambra froze over.")
        for days in (100, 400, 500)
    ]
    async with running(app_over(old)) as (app, _):
        assert "day of the newest article · 2 older" in bar(app, "header")
    async with running() as (app, _):
        assert "older" not in bar(app, "header")


async def test_talks_that_go_on_do_not_part_the_past_in_two() -> None:
    report = Report("a", DAY, "The Quay", "Talks", "They met, meet and will meet.")
    for what, days in (
        ("early talks", (-6, -5)),
        ("long talks", (-4, 3)),
        ("late talks", (-2, -1)),
    ):
        first, last = (DAY + timedelta(days=number) for number in days)
        report.talk("met", what, "held", start=first, end=last, parties=("Norland", what))
    async with running(app_over([report]), SMALL) as (app, pilot):
        await press(pilot, "2")
        shown = [getattr(item, "label", "") or item.what for item in rows(app).items]
        assert shown == ["early talks", "late talks", "From Thu 14 March 2024", "long talks"]
