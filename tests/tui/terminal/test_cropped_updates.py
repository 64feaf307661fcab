"""Updates hold the cells that changed, whole, and no others."""

from __future__ import annotations

import re
from itertools import combinations

from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from tui.terminal.cropped_updates import CroppedUpdate

BORDER, CONTENT = "|", "some words that stand there"
LINE = f"{BORDER}{CONTENT}{BORDER}"


def test_an_update_is_that_part_of_the_line() -> None:
    ends = [1, 1 + len(CONTENT), len(LINE)]
    parts = (Strip([Segment(text)]) for text in (BORDER, CONTENT, BORDER))
    chops = [dict(zip([0, *ends], parts, strict=False))]
    for first, last in combinations(range(len(LINE) + 1), 2):
        update = CroppedUpdate(chops, [(0, first, last)], [ends])
        written = update.render_segments(Console())
        assert written.startswith(f"\x1b[1;{first + 1}H")
        assert re.sub(r"\x1b\[\d+;\d+H", "", written) == LINE[first:last]
