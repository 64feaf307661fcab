"""Text that tries to steer a terminal, in every field that is shown."""

from __future__ import annotations

import re
from datetime import timedelta

from textual.pilot import Pilot

from briefing.model import Entry
from tests.tui.support.drive import make_app
from tests.tui.support.making import DAY, Report
from tui.app.app import BriefApp
from tui.screens.base import BriefScreen

MARKUP = "[/x] [@click=app.quit]x[/] [red]r[/red] [link=file:///etc]l[/link] {a} $b \\["


STEERING = (
    "\x1b[2Jesc \x1b]52;c;aGk=\x07clip \x9b31mc1 \x90dcs\x9c \x07bel \x08back \x7fdel "
    "\u202erlo\u202c \u2066iso\u2069 \u200bzero \u061calm \ufeffbom \u2028sep \U000e0041tag"
)


EVIL = f"{MARKUP} {STEERING}"


FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)


def hostile_entries() -> list[Entry]:
    text = [f"First {EVIL} said.", f"Second {EVIL} end.", f"Third {EVIL} end."]
    report = Report("evil", DAY, EVIL, f"Title {EVIL}", *text)
    via = f"by {EVIL}"
    report.says(f"Speaker {EVIL}", f"First {EVIL}", cue=EVIL, role=EVIL, via=via, to=EVIL)
    report.says(f"Speaker {EVIL}", f"Third {EVIL}", role=f"B {EVIL}", to=EVIL)
    report.talk(f"Second {EVIL}", EVIL, "held", place=f"Place {EVIL}", start=DAY,
                parties=(EVIL, "B"), outcome=EVIL)  # fmt: skip
    report.due(f"Second {EVIL}", f"due {EVIL}", DAY, who=EVIL)
    other = Report("evil2", DAY, EVIL, f"Other {EVIL}", f"Second {EVIL} end.",
                 f"Fourth {EVIL} end.")  # fmt: skip
    other.says(f"Speaker {EVIL}", f"Fourth {EVIL}", role=f"B {EVIL}", to=EVIL)
    other.talk(f"Second {EVIL}", EVIL, "held", place=f"Later {EVIL}", start=DAY + timedelta(days=2),
               parties=(EVIL, "B"), outcome=EVIL)  # fmt: skip
    other.due(f"Second {EVIL}", f"due {EVIL}", DAY, who=EVIL)
    return [report.entry, other.entry]


def hostile_parties() -> list[Entry]:
    """A talk of two parties whose names steer, and what each of them said there."""
    text = f"Party {EVIL} and B met. Party {EVIL} said {EVIL} first. B said no {EVIL} ever."
    parties = (f"Party {EVIL}", "B")
    report = Report("evil", DAY, EVIL, f"Title {EVIL}", text)
    report.says(parties[0], f"{EVIL} first", "indirect", how="body")
    report.says("B", f"no {EVIL} ever", "indirect", how="body")
    report.talk(f"Party {EVIL} and B met", EVIL, "held", place=f"Place {EVIL}", start=DAY,
                parties=parties, outcome=EVIL)  # fmt: skip
    return [report.entry]


def hostile_app() -> BriefApp:
    return make_app(hostile_entries())


ROUTES = {
    "desk": (),
    "talks": ("2",),
    "deadlines": ("3",),
    "speaker": ("enter",),
    "reports": ("enter", "enter"),
    "quote in article": ("enter", "enter", "enter"),
    "talk": ("2", "enter"),
    "to whom": ("enter", "g", "w"),
    "topics": ("enter", "g", "t"),
    "said there": ("2", "enter", "G"),
    "said there in article": ("2", "enter", "G", "enter", "enter"),
    "talk in article": ("2", "enter", "enter"),
    "deadline": ("3", "enter"),
    "articles": ("a",),
    "article": ("a", "enter"),
    "next finding": ("a", "G", "enter", "n", "n", "n"),
    "help in article": ("a", "enter", "question_mark"),
    "messages": ("exclamation_mark",),
    "stories": ("b",),
    "story": ("b", "enter"),
    "map": ("P",),
    "time line": ("T",),
    "time line by party": ("T", "v"),
    "search": ("S", "s", "e", "c"),
    "calendar": ("c",),
    "month": ("c", "v"),
    "groups": ("3", "g", "w"),
    "filter": ("slash", "f", "i"),
    "watches": ("w", "W"),
    "watch": ("w", "W", "enter"),
    "watch menu": ("2", "w"),
    "new": ("N",),
    "marked": ("enter", "enter", "m", "M"),
    "correcting": ("enter", "enter", "x", "s"),
    "corrections": ("enter", "enter", "x", "n", "X"),
}


async def written(app: BriefApp, pilot: Pilot[None]) -> str:
    """What a terminal would be sent for the whole screen, less the sequences that paint it."""
    if isinstance(app.screen, BriefScreen):
        app.screen.forget_terminal()
    update = app.screen._compositor.render_update(full=True)
    assert update is not None
    raw = update.render_segments(app.console)
    painting = re.compile(r"\x1b\[[0-9;]*[mH]|\x1b\]8;[^\x1b]*\x1b\\\\")
    rest = painting.sub("", raw)
    assert "\x1b" not in rest
    assert "\x1b]8;" not in raw
    return rest.replace("\n", "").replace("\r", "")
