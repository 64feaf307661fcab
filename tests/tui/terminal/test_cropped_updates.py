"""Updates hold the cells that changed, whole, each from the widget in front, and no others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import StringIO
from itertools import combinations
from typing import Any

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from tui.terminal.cropped_updates import CroppedUpdate, in_sight, painted

WIDTH, HEIGHT = 12, 6
SCREEN = Region(0, 0, WIDTH, HEIGHT)


class Letter:
    """In place of a widget: all of it is one letter; ``asked`` are the lines it had to paint."""

    def __init__(self, letter: str) -> None:
        self.letter = letter
        self.asked: list[Region] = []

    def render_lines(self, crop: Region) -> list[Strip]:
        self.asked.append(crop)
        return [Strip([Segment(self.letter * crop.width)])] * crop.height


def pieces(
    spans: Sequence[tuple[int, int, int]], widgets: Mapping[Letter, tuple[Region, Region]]
) -> list[tuple[int, int, str]]:
    given: Any = widgets
    return [(y, x, strip.text) for y, x, strip in painted(in_sight(spans, given))]


def test_pieces_are_written_at_their_places_in_order() -> None:
    update = CroppedUpdate(
        [(4, 2, Strip([Segment("below")])), (0, 9, Strip([Segment("above")]))], {}, WIDTH
    )
    assert update.render_segments(Console()) == "\x1b[1;10Habove\x1b[5;3Hbelow"


def test_a_piece_right_behind_another_needs_no_place() -> None:
    update = CroppedUpdate(
        [(0, 5, Strip([Segment("words")])), (0, 0, Strip([Segment("some ")]))], {}, WIDTH
    )
    assert update.render_segments(Console()) == "\x1b[1;1Hsome words"


def test_of_each_widget_there_is_what_is_dirty() -> None:
    line = "|some words that stand there|"
    border, content = Letter("|"), Letter("w")
    width = len(line)
    content_region = Region(1, 0, width - 2, 1)
    clip = Region(0, 0, width, 1)
    widgets = {content: (content_region, clip), border: (clip, clip)}
    shape = re.sub(r"[^|]", "w", line)
    for first, last in combinations(range(width + 1), 2):
        written = sorted(pieces([(0, first, last)], widgets))
        assert "".join(text for _, _, text in written) == shape[first:last]


regions = st.builds(
    Region, st.integers(0, 8), st.integers(0, 4), st.integers(1, 9), st.integers(1, 5)
)


@given(st.lists(regions, max_size=4), st.lists(regions, min_size=1, max_size=3))
def test_every_dirty_cell_is_painted_once_by_the_widget_in_front(
    stacked: list[Region], dirty: list[Region]
) -> None:
    widgets = {Letter(chr(ord("a") + n)): (each, SCREEN) for n, each in enumerate(stacked)}
    widgets[Letter("z")] = (SCREEN, SCREEN)
    wanted = {
        (x, y): next(w.letter for w, (region, _) in widgets.items() if region.contains(x, y))
        for each in dirty
        for x in range(each.x, min(each.right, WIDTH))
        for y in range(each.y, min(each.bottom, HEIGHT))
    }
    spans = [(y, x, x + 1) for x, y in sorted(wanted)]
    cells = [(x + n, y, letter) for y, x, s in pieces(spans, widgets) for n, letter in enumerate(s)]
    assert sorted(cells) == sorted((x, y, letter) for (x, y), letter in wanted.items())


def test_a_widget_behind_another_is_not_painted() -> None:
    front, back = Letter("f"), Letter("b")
    pieces([(2, 3, 6), (3, 3, 6), (5, 3, 6)], {front: (SCREEN, SCREEN), back: (SCREEN, SCREEN)})
    assert front.asked == [Region(3, 2, 3, 2), Region(3, 5, 3, 1)]
    assert back.asked == []


def written(shown: dict[int, Strip], *pieces: tuple[int, int, str]) -> str:
    made = ((y, x, Strip([Segment(words)])) for y, x, words in pieces)
    return CroppedUpdate(made, shown, WIDTH).render_segments(Console())


def test_a_line_that_the_terminal_shows_is_not_written_again() -> None:
    shown: dict[int, Strip] = {}
    line = (2, 0, "x" * WIDTH)
    assert written(shown, line) == "\x1b[3;1H" + "x" * WIDTH
    assert written(shown, line) == ""
    assert written(shown, (3, 0, "x" * WIDTH)) != ""
    assert written(shown, (2, 4, "y")) == "\x1b[3;5Hy"
    assert written(shown, line) != ""
    assert written(shown, (2, 0, "y" * WIDTH)) != ""


def test_the_same_words_in_another_style_are_another_line() -> None:
    shown: dict[int, Strip] = {}
    for style in (Style(bold=True), Style(color="red"), Style(link="https://example.org")):
        update = CroppedUpdate([(0, 0, Strip([Segment("x" * WIDTH, style)]))], shown, WIDTH)
        assert update.render_segments(Console()) != ""


lines = st.tuples(st.integers(0, HEIGHT - 1), st.text("abc", min_size=WIDTH, max_size=WIDTH))
parts = st.tuples(
    st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 2), st.text("abc", min_size=1, max_size=1)
)


@given(st.lists(st.one_of(st.lists(lines, max_size=HEIGHT), parts), max_size=12))
def test_the_terminal_shows_what_was_painted_last(
    updates: list[list[tuple[int, str]] | tuple[int, int, str]],
) -> None:
    """Whole lines and parts of lines in any order, on a terminal and on a page of our own."""
    terminal, page = pyte.Screen(WIDTH, HEIGHT), [" " * WIDTH] * HEIGHT
    stream = pyte.Stream(terminal)
    shown: dict[int, Strip] = {}
    for update in updates:
        if isinstance(update, tuple):
            y, x, letter = update
            page[y] = page[y][:x] + letter + page[y][x + 1 :]
            stream.feed(written(shown, update))
        else:
            page = [dict(update).get(y, line) for y, line in enumerate(page)]
            stream.feed(written(shown, *((y, 0, words) for y, words in dict(update).items())))
        assert list(terminal.display) == page


def test_a_whole_screen_can_be_printed() -> None:
    lines = [(1, 0, Strip([Segment("bc")])), (0, 0, Strip([Segment("a "), Segment("d")]))]
    written = StringIO()
    Console(file=written, width=3).print(CroppedUpdate(lines, {}, 3), end="")
    assert written.getvalue().splitlines() == ["a d", "bc"]
