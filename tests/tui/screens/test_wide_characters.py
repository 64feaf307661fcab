"""Wide and combining characters keep the columns straight on every screen."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.tui.support.drive import SMALL, WIDE, make_app, press, running, screen_text
from tests.tui.support.making import DAY, Report
from tui.app.app import BriefApp

WORDS = "東京会議 Zoë́ Łódź ☎️ हिन्दी 한국어 👩‍🚒 ﷺ"


def _app() -> BriefApp:
    report = Report(
        "wide", DAY, WORDS, f"{WORDS} 一", f"“{WORDS}” said {WORDS} on Friday in {WORDS}."
    )
    report.says(f"{WORDS} 二", f"“{WORDS}”", role=WORDS, cue=WORDS)
    report.talk(f"in {WORDS}", WORDS, "planned", place=WORDS, start=DAY, parties=(WORDS, WORDS))
    report.due("on Friday", f"{WORDS} {WORDS}", DAY, who=WORDS)
    return make_app([report.entry])


@pytest.mark.parametrize("size", [WIDE, SMALL, (47, 15)])
@pytest.mark.parametrize(
    "keys",
    [(), ("2",), ("3",), ("enter",), ("enter", "enter"), ("2", "enter"), ("a",), ("c",), ("N",)],
)
async def test_every_line_is_as_wide_as_the_screen(
    keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    async with running(_app(), size) as (app, pilot):
        await press(pilot, *keys)
        assert {cell_len(line) for line in screen_text(app).splitlines()} == {size[0]}
        assert "東京" in screen_text(app) or keys == ("N",)
