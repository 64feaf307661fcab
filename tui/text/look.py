"""How text is written on this terminal: the gate and the signs."""

from __future__ import annotations

from msgspec import Struct

from tui.text.gate import Marks, clean, clip, fit, marks


class Look(Struct, frozen=True):
    """Writes outside text for the screen; ``ascii`` when the terminal shows nothing else."""

    ascii: bool = False

    @property
    def marks(self) -> Marks:
        """The program's own signs."""
        return marks(self.ascii)

    def clean(self, text: str) -> str:
        """Outside text, one visible character for each of its characters."""
        if text.isascii() and text.isprintable():
            return text
        return clean(text, self.ascii)

    def fit(self, text: str, width: int) -> str:
        """Outside text in exactly ``width`` cells."""
        return fit(self.clean(text), width, self.marks.ellipsis)

    def clip(self, text: str, width: int) -> str:
        """Outside text in at most ``width`` cells."""
        return clip(self.clean(text), width, self.marks.ellipsis)


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 article``, ``3 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
