"""A picture of the first screen, as the terminal was told to draw it, kept for the next start.

It is there before the interface has loaded, which takes several times as long as reading a file.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from tui.cache.code_states import CodeStates, is_unchanged, loaded_code

NAME = "picture.ansi"
LOOK = ("TERM", "COLORTERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG")
"""Variables of the environment that decide about colours and letters."""
_GIVEN_SIZE = ("COLUMNS", "LINES")  # by which Textual goes rather than by the terminal


class Surface(Struct, frozen=True):
    """What a picture is drawn on: a terminal's size in cells, and what its environment says of it.

    ``variables`` are those of ``LOOK`` that are set.
    """

    columns: int
    lines: int
    variables: dict[str, str]


def surface_at_hand(environment: Mapping[str, str] = os.environ) -> Surface | None:
    """The terminal that this process draws on; None if its size is not to be known, or not used."""
    if any(environment.get(name) for name in _GIVEN_SIZE):
        return None
    try:
        columns, lines = os.get_terminal_size()
    except OSError:
        return None
    set_ones = {name: environment[name] for name in LOOK if name in environment}
    return Surface(columns, lines, set_ones)


class Scene(Struct, frozen=True):
    """All that is seen on a picture: checksums of the first screen's file and of the settings."""

    surface: Surface
    today: date
    first_screen: int
    settings: int


class _Head(Struct, frozen=True):
    """The first line of the file; ``code`` is what drew the picture."""

    scene: Scene
    code: CodeStates


class PictureCache:
    """The picture in ``folder`` of what is in the file ``first_screen`` under those ``settings``.

    It is a convenience: whatever goes wrong with it, the interface draws its first screen itself.
    """

    def __init__(self, folder: Path, first_screen: Path, settings: Path) -> None:
        self._path = folder / NAME
        self._first_screen = first_screen
        self._settings = settings

    def read(self, surface: Surface, today: date) -> bytes | None:
        """The picture, if it shows what the interface would show first there and then."""
        kept = self._kept()
        if kept is None or kept[0].scene != self.scene(surface, today):
            return None
        head, drawn = kept
        return drawn if is_unchanged(head.code) else None

    def surface(self) -> Surface | None:
        """What the last picture was drawn on, whatever it shows; None if there is none."""
        kept = self._kept()
        return kept[0].scene.surface if kept is not None else None

    def _kept(self) -> tuple[_Head, bytes] | None:
        try:
            line, _, drawn = self._path.read_bytes().partition(b"\n")
            return msgspec.json.decode(line, type=_Head), drawn
        except (OSError, ValueError):
            return None

    def scene(self, surface: Surface, today: date) -> Scene:
        """What is to be seen there and then."""
        return Scene(surface, today, _checksum(self._first_screen), _checksum(self._settings))

    def keep(self, drawn: bytes, scene: Scene) -> None:
        """Keep the picture of that scene, which this process has drawn."""
        from briefing.files import write_private

        with contextlib.suppress(OSError, ValueError):
            head = msgspec.json.encode(_Head(scene, loaded_code()))
            write_private(self._path, b"%s\n%s" % (head, drawn))


def _checksum(file: Path) -> int:
    """That of what is in a file; -1 if there is none."""
    try:
        return zlib.crc32(file.read_bytes())
    except OSError:
        return -1
