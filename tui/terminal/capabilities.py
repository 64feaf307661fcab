"""Fits Textual to the terminal at hand; has to run before Textual is imported for the first time.

Textual reads its environment variables once, at import. ``prepare`` sets those that make it calm
(no animation, no smooth scrolling, few frames over a slow line) and quick, and says which face to
put on.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping, MutableMapping

from msgspec import Struct

# Textual draws the first frame after a rest at once, the next one to two periods later: a low rate
# is felt wherever one key follows another, and keeps bursts of bytes off a slow line.
REMOTE_FPS = "30"
LOCAL_FPS = "120"
LOCAL_ESCAPE = "25"  # ms until a lone Esc counts as the key: near by, no sequence takes longer
_FEW_COLOURS = ("linux", "vt100", "vt220", "xterm", "screen", "rxvt", "ansi", "cons25")
_SET_BY_PYTHON = ("C.UTF-8", "C.utf8", "UTF-8")  # LC_CTYPE, in place of C: PEP 538


class Face(Struct, frozen=True):
    """How the interface is to look: a theme's name, and whether in ASCII only."""

    theme: str = "dark"
    ascii: bool = False


def prepare(
    environment: MutableMapping[str, str] = os.environ,
    *,
    theme: str = "auto",
    ascii_only: bool = False,
    encoding: str | None = None,
) -> Face:
    """Set Textual's variables in ``environment`` (those the user has set stay); the face to use.

    ``theme`` "auto" takes the terminal's own palette where colours are few or unwanted.
    ``encoding`` is that of the locale, None for the one that ``environment`` sets; anything but
    UTF-8 means ASCII marks.
    """
    environment.setdefault("TEXTUAL_ANIMATIONS", "none")
    environment.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    if remote(environment):
        environment.setdefault("TEXTUAL_FPS", REMOTE_FPS)
    else:
        environment.setdefault("TEXTUAL_FPS", LOCAL_FPS)
        environment.setdefault("ESCDELAY", LOCAL_ESCAPE)
    encoding = encoding or _encoding(environment)
    return Face(theme=theme_for(theme, environment), ascii=ascii_for(ascii_only, encoding))


def ascii_for(ascii_only: bool, encoding: str | None = None) -> bool:
    """Whether to write ASCII only: because it is wished for, or the locale has nothing else."""
    spoken = (encoding or _encoding(os.environ)).lower().replace("-", "")
    return ascii_only or spoken != "utf8"


def _encoding(environment: Mapping[str, str]) -> str:
    """That of the locale which the user has set: in the locale C, Python itself speaks UTF-8.

    It does so by a mode of its own, or sets LC_CTYPE for itself (PEP 540 and PEP 538).
    """
    name, language = environment.get("LC_ALL"), environment.get("LANG")
    if not name:
        kind = environment.get("LC_CTYPE")
        name = language if kind in _SET_BY_PYTHON and language else kind or language
    return "ascii" if name in ("C", "POSIX") else locale.getpreferredencoding(False)


def remote(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal is at the other end of an SSH connection."""
    return bool(environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))


def theme_for(theme: str, environment: Mapping[str, str] = os.environ) -> str:
    """The theme to put on: that one, or for "auto" the one that suits the terminal."""
    if theme != "auto":
        return theme
    if environment.get("NO_COLOR"):  # an empty one says nothing: no-color.org
        return "ansi"
    term = environment.get("TERM", "")
    rich_colours = "256color" in term or "direct" in term or environment.get("COLORTERM")
    return "ansi" if term in _FEW_COLOURS and not rich_colours else "dark"
