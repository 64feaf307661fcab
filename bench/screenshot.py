"""Draws screens with the sample articles as SVG files: the pictures in the README.

python -m bench.screenshot FOLDER [NAME...]
"""

from __future__ import annotations

import argparse
import asyncio
import re
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tui.terminal import capabilities

capabilities.prepare()

from briefing.desk import Desk  # noqa: E402
from briefing.samples import sample_articles  # noqa: E402
from store.library import open_library  # noqa: E402
from tui.app.app import BriefApp  # noqa: E402
from tui.settings.config import Config, TuiConfig  # noqa: E402

# Any monospace font of the reader's will do: the picture asks nobody's server for one.
_FONT_FACE = re.compile(r"\s*@font-face\s*\{.*?\}", re.DOTALL)

DAY = date(2022, 1, 12)  # one round of talks is held, one is under way, one is to come

WIDTH = 120
PICTURES: dict[str, tuple[Sequence[str], int]] = {
    "desk": (("2", "j"), 40),
    "story": (("b", "enter", "2", "j"), 44),
    "talk": (("2", "j", "enter", "v"), 48),
    "map": (("P", "tab"), 36),
    "timeline": (("T", "v"), 32),
    "article": (("2", "j", "enter", "enter"), 24),
}
"""The keys that lead from the panes to what is shown, and how many lines the picture has."""


async def draw(desk: Desk, keys: Sequence[str], height: int) -> str:
    """The screen to which those keys lead, as SVG."""
    app = BriefApp(desk, as_of=DAY, config=Config(tui=TuiConfig(start="desk")))
    async with app.run_test(size=(WIDTH, height)) as pilot:
        while app.session.briefing is None:
            await pilot.pause(0.1)
        for key in keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause(0.5)
        return _FONT_FACE.sub("", app.export_screenshot(title="brief"))


def main() -> None:
    """Draw all pictures, or those named, into the folder."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("names", nargs="*", choices=[[], *PICTURES])
    given = asked.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(open_library(Path(folder)))
        desk.add_articles(sample_articles())
        desk.refresh()
        for name in given.names or PICTURES:
            picture = asyncio.run(draw(desk, *PICTURES[name]))
            (given.folder / f"{name}.svg").write_text(picture, encoding="utf-8")
        desk.close()


if __name__ == "__main__":
    main()
