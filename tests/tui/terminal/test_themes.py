"""Every kind of row can be read, and the selected one told from the others, in every theme.

Contrast is that of WCAG 2.2: 4.5 for text (1.4.3), 3 for signs and for what marks a row (1.4.11).
Method: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
"""

from __future__ import annotations

from itertools import product

import pytest
from rich.color import Color
from rich.style import Style
from rich.terminal_theme import TerminalTheme

from tests.tui.support.drive import make_app, press, running
from tui.app.app import BriefApp
from tui.terminal.capabilities import Face
from tui.widgets.paint import ROLES, Painted
from tui.widgets.row_list import RowList

TEXT, SIGN = 4.5, 3.0
_XTERM = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
    (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
]  # fmt: skip
_DIM = 2 / 3  # of the colour of text that is dim is left, in xterm
ON_BLACK = TerminalTheme((0, 0, 0), (229, 229, 229), _XTERM)
ON_WHITE = TerminalTheme((255, 255, 255), (0, 0, 0), _XTERM)
"""The sixteen colours as xterm has them by default."""

Rgb = tuple[int, int, int]
OVER = {"": "a row", "cursor": "focused row", "here": "selected row without focus"}
OF_TEXTS = {"hit", "quote", "talk", "date"}
"""Roles of words in articles, which are in no row."""
ORNAMENTS = {"rule"}
"""Roles of lines between rows: they say nothing, and are to be seen less than any word."""
OF_ROWS = {*ROLES, "", "strong accent", "accent strong"} - OF_TEXTS - ORNAMENTS - {"cursor", "here"}


def luminance(colour: Rgb) -> float:
    shares = (value / 255 for value in colour)
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen(style: Style, terminal: TerminalTheme) -> tuple[Rgb, Rgb]:
    """The colours of text and of what is behind it, as they come out on that terminal."""

    def rgb(colour: Color | None, is_text: bool) -> Rgb:
        colour = colour or Color.default()
        return tuple(colour.get_truecolor(terminal, foreground=is_text))  # type: ignore[return-value]

    text, behind = rgb(style.color, is_text=True), rgb(style.bgcolor, is_text=False)
    if style.reverse:
        text, behind = behind, text
    if style.dim:
        mixed = (a * _DIM + b * (1 - _DIM) for a, b in zip(text, behind, strict=True))
        text = tuple(map(round, mixed))  # type: ignore[assignment]
    return text, behind


def terminals(theme: str) -> list[TerminalTheme]:
    """Only the theme of sixteen colours depends on the terminal."""
    return [ON_BLACK, ON_WHITE] if theme == "ansi" else [ON_BLACK]


def poor(app: BriefApp, widget: Painted, least: float) -> list[str]:
    """The pairs of a role and a kind of row whose contrast is less, with what it is."""
    bad = []
    kinds = [*product(OVER, sorted(OF_ROWS)), *(("", role) for role in sorted(OF_TEXTS))]
    for (over, role), terminal in product(kinds, terminals(app.theme)):
        ratio = contrast(*seen(widget.style_of(f"{role} {over}".strip()), terminal))
        if ratio < least:
            where = " on white" if terminal is ON_WHITE else ""
            bad.append(f"{role or 'text'} on {OVER[over]}{where}: {ratio:.2f}")
    return bad


THEMES = ["dark", "light", "ansi", "contrast"]


@pytest.mark.parametrize("theme", THEMES)
async def test_every_role_can_be_read_on_every_kind_of_row(theme: str) -> None:
    async with running(make_app(face=Face(theme))) as (app, _):
        least = SIGN if theme == "ansi" else TEXT  # whose colours the terminal chooses
        for widget in app.screen.query(Painted):
            assert poor(app, widget, least) == []


@pytest.mark.parametrize("theme", THEMES)
async def test_the_selected_row_is_told_from_the_others_with_and_without_focus(
    theme: str,
) -> None:
    """By a sign of that contrast, which stands in every pane."""
    async with running(make_app(face=Face(theme))) as (app, pilot):
        await press(pilot, "2")
        shown = [rows for rows in app.screen.query(RowList) if rows.display]
        assert [rows.has_focus for rows in shown].count(True) == 1 < len(shown)
        for rows in shown:
            lines = map(rows.render_line, range(rows.size.height))
            mark = next(segment for line in lines for segment in line if "▌" in segment.text)
            assert mark.style is not None
            for terminal in terminals(theme):
                assert contrast(*seen(mark.style, terminal)) >= SIGN, rows.id


@pytest.mark.parametrize("theme", THEMES)
async def test_the_borders_of_the_pane_in_focus_can_be_seen(theme: str) -> None:
    async with running(make_app(face=Face(theme))) as (app, _):
        focused = app.screen.focused
        assert focused is not None
        line = focused.styles.border_top[1].rich_color
        for terminal in terminals(theme):
            pair = seen(Style(color=line, bgcolor=focused.rich_style.bgcolor), terminal)
            assert contrast(*pair) >= SIGN


def test_contrast_is_that_of_the_recommendation() -> None:
    assert contrast((255, 255, 255), (0, 0, 0)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
