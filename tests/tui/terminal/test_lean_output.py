"""What is written to the terminal gives the same picture in fewer bytes."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.drivers.linux_driver import LinuxDriver
from textual.strip import Strip

from tui.terminal.lean_output import LeanText, lean, lean_driver, lean_segments

WIDTH, HEIGHT = 24, 6
MOVE = "\x1b[1;1H"
GREY, PALE, BLUE = "38;2;135;145;160", "38;2;211;215;222", "48;2;47;74;102"


def run(parameters: str, words: str) -> str:
    """A run of text as Textual writes it."""
    return f"\x1b[{parameters}m{words}\x1b[0m"


def picture(*written: str) -> object:
    """All cells of a terminal after that, with their colours, and where its cursor stands."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    screen.set_mode(20)  # LNM: a line feed begins the line, as a terminal in use has it
    stream = pyte.Stream(screen)
    for each in written:
        stream.feed(each)
    cells = [[_seen(screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]
    return cells, screen.cursor.y, screen.cursor.x, screen.cursor.attrs


def _seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    """A cell as it is seen: of a blank neither the colour of its letter, nor whether it is bold."""
    shows = cell.underscore or cell.reverse or cell.strikethrough or cell.blink
    return (
        cell
        if cell.data != " " or shows
        else cell._replace(fg="default", bold=False, italics=False)
    )


parameters = st.lists(
    st.sampled_from(
        ["1", "3", "4", "7", "9", "31", "92", "44", "105", "38;5;17", "48;5;3", GREY, PALE, BLUE]
    ),
    min_size=1,
    max_size=3,
).map(";".join)
words = st.text("ab \u2502\u2026", min_size=1, max_size=8)
places = st.tuples(st.integers(1, HEIGHT), st.integers(1, WIDTH)).map(
    lambda place: f"\x1b[{place[0]};{place[1]}H"
)
runs = st.builds(run, parameters, words)
# A line with one below it ends in a feed, and the next begins by its place, as Textual writes them.
lines = st.builds(
    lambda y, x, run, place: f"\x1b[{y};{x}H{run}\n{place}",
    st.integers(1, HEIGHT - 1),
    st.integers(1, WIDTH - 8),
    runs,
    places,
)
other = st.sampled_from(["\n\r", "\r", "\x1b[K", "\x1b[2J", "\x1b[?2026h", "\x1b[?25l", "\x1b[1A"])
# What has no reset of its own, or one that is not understood: it comes from nobody so far.
bare = st.sampled_from(
    ["\x1b[1m", "\x1b[m", "\x1b[22m", "\x1b[38;7m", "\x1b[38;2;1m", "\x1b[39;49m"]
)
frames = st.lists(st.one_of(places, runs, words, lines, other, bare), max_size=14).map("".join)


colours = st.sampled_from(
    [None, Color.parse("red"), Color.parse("color(17)"), Color.parse("#87919b")]
)
styles = st.none() | st.builds(
    Style,
    color=colours,
    bgcolor=colours,
    bold=st.booleans(),
    underline=st.booleans(),
    reverse=st.booleans(),
    link=st.sampled_from([None, None, "https://example.org"]),
)
strips = st.lists(st.builds(Segment, words, styles), max_size=4).map(Strip)


@given(st.lists(st.tuples(st.just("") | places, strips), max_size=5))
def test_segments_are_written_as_lean_as_their_text(pieces: list[tuple[str, Strip]]) -> None:
    system = ColorSystem.TRUECOLOR
    as_text = "".join(
        move + "".join(Strip.render_style(s.style or Style(), s.text, system) for s in strip)
        for move, strip in pieces
    )
    written = lean_segments(pieces, system)
    assert picture(written) == picture(as_text)
    assert len(written) <= len(lean(as_text)) + len("\x1b[m")


def test_what_is_lean_stays_so_with_a_move_behind_it() -> None:
    written = lean_segments([(MOVE, [Segment("a", Style(bold=True))])], ColorSystem.TRUECOLOR)
    assert written + MOVE == f"{MOVE}\x1b[1ma\x1b[m{MOVE}"
    assert isinstance(written + MOVE, LeanText)


@given(st.lists(frames, min_size=1, max_size=3))
def test_the_picture_is_the_same(written: list[str]) -> None:
    # Each frame ends as Textual's do: with the usual rendition.
    whole = [f"{frame}\x1b[0m" for frame in written]
    assert picture(*map(lean, whole)) == picture(*whole)


@given(frames)
def test_no_frame_becomes_longer_by_more_than_a_reset(frame: str) -> None:
    assert len(lean(frame)) <= len(frame) + len("\x1b[0;m")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (f"\x1b[31;44ma\x1b[0m {MOVE}", f"\x1b[31;44ma\x1b[m {MOVE}"),
        (run(GREY, "said ") + run(GREY, "no"), f"\x1b[{GREY}msaid no\x1b[m"),
        (run(f"1;{GREY}", "a") + run(f"1;{PALE}", "b"), f"\x1b[1;{GREY}ma\x1b[{PALE}mb\x1b[m"),
        (run(f"1;{GREY}", "a") + run(GREY, "b"), f"\x1b[1;{GREY}ma\x1b[0;{GREY}mb\x1b[m"),
        (run(f"{GREY};{BLUE}", "a") + run(GREY, "b"), f"\x1b[{GREY};{BLUE}ma\x1b[0;{GREY}mb\x1b[m"),
        (run(GREY, "a") + run(PALE, "   ") + run(GREY, "b"), f"\x1b[{GREY}ma   b\x1b[m"),
        (run(f"4;{GREY}", " ") + run(GREY, "b"), f"\x1b[4;{GREY}m \x1b[0;{GREY}mb\x1b[m"),
        (run(GREY, "a") + "\n\x1b[4;2H" + run(GREY, "b"), f"\x1b[{GREY}ma\x1b[4;2Hb\x1b[m"),
        ("plain", "plain"),
        ("", ""),
    ],
    ids=["blank after colour", "same", "one colour", "no longer bold", "no background", "blanks",
         "underlined blank", "another place", "no colours", "nothing"],
)  # fmt: skip
def test_only_what_is_new_is_said(written: str, expected: str) -> None:
    assert lean(written) == expected


def test_what_erases_does_so_in_the_colour_that_was_set() -> None:
    assert lean(f"\x1b[{BLUE}m\x1b[K\x1b[0m") == f"\x1b[{BLUE}m\x1b[K\x1b[m"


def test_a_link_is_passed_on() -> None:
    link = "\x1b]8;id=1;https://example.org\x1b\\" + run(GREY, "there") + "\x1b]8;;\x1b\\"
    assert lean(link) == (
        f"\x1b]8;id=1;https://example.org\x1b\\\x1b[{GREY}mthere\x1b[m\x1b]8;;\x1b\\"
    )


def test_what_is_not_understood_ends_the_saving() -> None:
    rest = "\x1b[58;5;3mb\x1b[0m" + run(GREY, "c") + run(GREY, "d")
    assert lean(run(GREY, "a") + rest) == f"\x1b[{GREY}ma\x1b[m{rest}"


def test_it_takes_the_place_of_the_usual_driver_alone() -> None:
    class Named(LinuxDriver):
        """A driver that somebody has named."""

    assert issubclass(lean_driver(LinuxDriver), LinuxDriver)
    assert lean_driver(LinuxDriver) is not LinuxDriver
    assert lean_driver(Named) is Named
