"""The faces of brief: dark, light, the terminal's own sixteen colours, and high contrast."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="dark",
    primary="#7aa2c8",
    secondary="#8f9aa8",
    accent="#e0af68",
    warning="#e08f68",
    error="#e0707c",
    success="#93b978",
    foreground="#d3d7de",
    background="#15181d",
    surface="#15181d",
    panel="#1d2229",
    dark=True,
    variables={
        "rule": "#39424f",
        "faint": "#8791a0",
        "cursor-back": "#2f4a66",
        "cursor-fore": "#f4f6f9",
        "here-back": "#232a33",
        "hit-back": "#4a3c1c",
        "hit-fore": "#ffe2ae",
        "bar-back": "#1d2229",
        "quote-fore": "#e5d3ae",
        "talk-fore": "#8fc1e8",
        "date-fore": "#a9cf90",
    },
)

LIGHT = Theme(
    name="light",
    primary="#1f5c8f",
    secondary="#5b6672",
    accent="#8a4b00",
    warning="#a8400f",
    error="#a3172a",
    success="#2f6b1f",
    foreground="#1d2329",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#efede6",
    dark=False,
    variables={
        "rule": "#c4c0b4",
        "faint": "#5f6670",
        "cursor-back": "#cfe0f0",
        "cursor-fore": "#0b1a28",
        "here-back": "#ecebe4",
        "hit-back": "#ffe9a8",
        "hit-fore": "#2b2100",
        "bar-back": "#efede6",
        "quote-fore": "#6b3d00",
        "talk-fore": "#0f5088",
        "date-fore": "#2b6319",
    },
)

CONTRAST = Theme(
    name="contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffb000",
    error="#ff8080",
    success="#80ff80",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "rule": "#8c8c8c",
        "faint": "#e6e6e6",
        "cursor-back": "#ffff00",
        "cursor-fore": "#000000",
        "here-back": "#333333",
        "hit-back": "#ffffff",
        "hit-fore": "#000000",
        "bar-back": "#000000",
        "quote-fore": "#ffff00",
        "talk-fore": "#80d8ff",
        "date-fore": "#80ff80",
    },
)

# Of the sixteen colours only red and magenta can be read on black and on white alike: of xterm's,
# yellow, green and cyan have less than 2.3 on white, blue has 2.2 on black.
ANSI = Theme(
    name="ansi",
    primary="ansi_magenta",
    secondary="ansi_default",
    accent="ansi_magenta",
    warning="ansi_red",
    error="ansi_red",
    success="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    ansi=True,
    dark=True,
    variables={
        **BUILTIN_THEMES["ansi-dark"].variables,
        "rule": "ansi_default",
        "faint": "ansi_default",
        "cursor-back": "ansi_default",
        "cursor-fore": "ansi_default",
        "here-back": "ansi_default",
        "hit-back": "ansi_default",
        "hit-fore": "ansi_default",
        "bar-back": "ansi_default",
        "quote-fore": "ansi_default",
        "talk-fore": "ansi_default",
        "date-fore": "ansi_default",
    },
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT, ANSI, CONTRAST)}
