"""The keys of the screen that help was asked for, and what the signs mean."""

from __future__ import annotations

from collections.abc import Sequence

from tui.screens.text_screen import ScrolledText, TextScreen
from tui.widgets.text_view import Block, Mark

_KEYS = 24  # cells of the column of keys
_SIGNS = (
    ("Q T D", "in an article's margin: a quote, a talk, a deadline begins on this line"),
    ("*", "beside the cursor: marked; • (or +): the article has not been read"),
    ("corrected", "you have set something in this finding right; X lists all corrections"),
    ("?", "before a deadline: expected, likely or possible, not certain"),
    ("unnamed", "a source without a name: officials, a diplomat"),
    ("no news", "it has passed, and no later article that was read says what became of it"),
    ("moved", "the articles say that the day was changed"),
    ("w W", "before a row: you watch for it (its facts say why); W: something about it is new"),
    ("!", "after talks: the articles disagree on the day or the place"),
)


class HelpScreen(TextScreen):
    """``keys`` are triples of keys, what they do, and the id by which they are remapped."""

    def __init__(self, keys: Sequence[tuple[str, str, str]], title: str) -> None:
        super().__init__(ScrolledText("help"))
        self._keys = keys
        self._heading = title

    @property
    def crumb(self) -> str:
        return f"Keys of {self._heading}"

    def blocks(self) -> Sequence[Block]:
        wide = self.app.size.width >= 80
        blocks = [Block(self.look.clean(self.crumb), role="strong"), Block()]
        for keys, what, key_id in self._keys:
            end = f"  [{key_id}]" if wide else ""
            text = f"{self.look.fit(keys, _KEYS)}{what}{end}"
            tail = len(text) - len(end)
            blocks.append(Block(text, (Mark(0, len(keys), "accent"), Mark(tail, len(text), "dim"))))
        blocks += [Block(), Block("Signs and words", role="strong"), Block()]
        for sign, meaning in _SIGNS:
            text = f"{sign:<{_KEYS}}{meaning}"
            blocks.append(Block(text, (Mark(0, len(sign), "accent"),)))
        blocks += [
            Block(),
            Block("Every key can be given another one, or none, in the settings (,)."),
        ]
        return blocks
