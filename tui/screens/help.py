"""The keys of the screen that help was asked for, by what they are for, and what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import BindingType

from briefing.digest.importance import WEIGHTS
from tui.keys import APP, HELP
from tui.screens.base import Filtered
from tui.screens.text_screen import ScrolledText, TextScreen
from tui.text.look import Look
from tui.text.signs import MEANINGS, sign
from tui.widgets.columns import GAP, beside_each_other
from tui.widgets.text_view import MAX_MEASURE, Block, Mark

_KEYS = 24  # cells of the column of keys
_TWO = 160  # cells from which two columns have room for lines of 78
_SCREENS = tuple(
    binding.id
    for binding in APP
    if binding.id and (binding.action.startswith("show(") or binding.action == "search")
)
_GROUPS = (
    ("Rows", ("list.", "rows.", "evidence.", "prompt.")),
    ("Text", ("text.",)),
    ("What is selected", ("take.",)),
    ("Articles of your own", ("first.",)),
    ("Other screens", _SCREENS),
    ("Days", ("app.day_", "app.today", "app.known")),
    ("brief", ("app.", "count.")),
)
"""Headings over bindings whose ids begin so; what is of no other group is of this screen."""

_SIGNS = (
    (
        "Q T D S",
        "in an article's margin: a quote, talk, deadline or silence begins here",
    ),
    ("*", "beside the cursor: marked; • (or +): the article has not been read"),
    ("corrected", "you have set something in this finding right; X lists all corrections"),
    ("?", "before a deadline: expected, likely or possible, not certain"),
    ("unnamed", "a source without a name: officials, a diplomat"),
    ("no news", "it has passed, and no later article that was read says what became of it"),
    ("moved", "the articles say that the day was changed"),
    ("w W", "before a row: you watch for it (its facts say why); W: something about it is new"),
    ("!", "after talks: the articles disagree on the day or the place"),
    ("~", "before a row: the outlet has changed the words that it rests on"),
    ("≠ (or #)", "in the table of a talk: the words may reverse earlier ones of that party"),
)


class Entry(NamedTuple):
    """A line of the help: a key or a sign, what it does or means, the id to remap it by."""

    keys: str
    what: str
    key_id: str = ""

    def has(self, needle: str) -> bool:
        """Whether every one of those words occurs in it."""
        line = " ".join(self).casefold()
        return all(word in line for word in needle.casefold().split())


class HelpText(ScrolledText):
    """Entries under headings; a filter leaves those with all of its words."""

    MEASURE: ClassVar[int] = 2 * MAX_MEASURE

    def __init__(self, sections: Sequence[tuple[str, Sequence[Entry]]]) -> None:
        super().__init__("help")
        self._sections = sections
        self.needle = ""

    def prepare_filter(self) -> None:
        """The help is short."""

    def filter_by(self, needle: str) -> None:
        """Show only entries with every word of ``needle``."""
        self.needle = needle
        self.show(self.blocks_for(self.app.size.width))

    def on_resize(self) -> None:
        self.blocks = self.blocks_for(self.app.size.width)  # the base class wraps them after that

    def blocks_for(self, width: int) -> list[Block]:
        """The help on a terminal of so many columns; in two where they have room."""
        look = self.screen.look  # type: ignore[attr-defined]
        blocks: list[Block] = []
        for heading, entries in self._sections:
            shown = [entry for entry in entries if entry.has(self.needle)]
            if shown:
                blocks += [*([Block()] if blocks else ()), Block(heading, role="strong")]
                blocks += [_entry_block(look, entry, width >= 80) for entry in shown]
        if not blocks:
            blocks = [Block("No key has these words; Esc shows all again.", role="dim")]
        named = ", by the name in brackets" if width >= 80 else ""
        end = f"Every key can be given another one, or none, in the settings (,){named}."
        blocks += [Block(), Block(end, role="dim")]
        room = min(self.MEASURE, width - self.MARGIN)
        return beside_each_other(blocks, (room - GAP) // 2) if room >= _TWO else blocks


class HelpScreen(TextScreen):
    """``keys`` are triples of keys, what they do, and the id by which they are remapped."""

    ONLY_READ = True
    BINDINGS: ClassVar[list[BindingType]] = [*HELP]

    def __init__(
        self, keys: Sequence[tuple[str, str, str]], title: str, *, with_weights: bool = False
    ) -> None:
        self._heading = f"Keys of {title}"
        drawn = [
            (f"{sign(name, False)} (or {sign(name, True)})", MEANINGS[name]) for name in MEANINGS
        ]
        signs = [Entry(given, meaning) for given, meaning in (*_SIGNS, *drawn)]
        weights = [("What comes first", list(_weights()))] if with_weights else []
        sections = [*_grouped(keys, title), *weights, ("Signs and words", signs)]
        self._text = HelpText(sections)
        super().__init__(self._text)

    @property
    def crumb(self) -> str:
        return self._heading

    def filtered(self) -> Filtered | None:
        return self._text

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("export", "copy", "link", "watch", "mark", "read", "correct"):
            return False
        return action == "filter" or super().check_action(action, parameters)

    def blocks(self) -> Sequence[Block]:
        return self._text.blocks_for(self.app.size.width)


def _grouped(
    keys: Sequence[tuple[str, str, str]], title: str
) -> Iterator[tuple[str, Sequence[Entry]]]:
    """Those of the screen itself first, then the others by what they are for."""
    sections: dict[str, list[Entry]] = {title: [], **{heading: [] for heading, _ in _GROUPS}}
    for entry in (Entry(*key) for key in keys):
        headings = (
            heading
            for heading, starts in _GROUPS
            if any(entry.key_id.startswith(start) for start in starts)
        )
        sections[next(headings, title)].append(entry)
    return ((heading, entries) for heading, entries in sections.items() if entries)


def _weights() -> Iterator[Entry]:
    """What makes a story or a row important, and how much."""
    for name, (weight, words) in WEIGHTS.items():
        yield Entry(f"{weight:+g} {name}", words)


def _entry_block(look: Look, entry: Entry, with_id: bool) -> Block:
    end = f"  [{entry.key_id}]" if with_id and entry.key_id else ""
    text = f"{look.fit(entry.keys, _KEYS)}{entry.what}{end}"
    tail = len(text) - len(end)
    marks = (Mark(0, len(entry.keys), "accent"), Mark(tail, len(text), "dim"))
    return Block(text, marks, hang=_KEYS)
