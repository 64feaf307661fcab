"""Characters that are not seen: they can steer a terminal, reorder a line or hide in it."""

from __future__ import annotations

import re

UNSEEN = "\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
"""They, for a class of characters in a pattern: the controls of C1, soft hyphens, marks of
direction, joiners, separators of lines, the mark of byte order, and halves of pairs, which cannot
be encoded. Those of C0 come beside them where tabs and line ends are not wanted either.

None is printable, so ``str.isprintable`` spares most text the pattern, whose compilation takes half
a millisecond of every command.
"""


def escaped(line: str) -> str:
    """A line of JSON or TOML with an escape in place of each; both escape C0 themselves."""
    if line.isprintable():
        return line
    return re.sub(f"[{UNSEEN}]", lambda match: f"\\u{ord(match[0]):04x}", line)
