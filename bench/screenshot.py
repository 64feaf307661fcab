"""Draws the desk with the sample articles as an SVG file: the picture in the README.

python -m bench.screenshot FILE.svg [WIDTH HEIGHT]
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from datetime import date
from pathlib import Path

from tui.terminal import capabilities

capabilities.prepare()

from briefing.desk import Desk  # noqa: E402
from briefing.samples import sample_articles  # noqa: E402
from store.library import open_library  # noqa: E402
from tui.app.app import BriefApp  # noqa: E402

# Any monospace font of the reader's will do: the picture asks nobody's server for one.
_FONT_FACE = re.compile(r"\s*@font-face\s*\{.*?\}", re.DOTALL)


DAY = date(2022, 1, 12)  # one round of talks is held, one is under way, one is to come


async def draw(folder: Path, size: tuple[int, int]) -> str:
    """The desk as SVG, after all samples have been analysed."""
    desk = Desk(open_library(folder))
    desk.add_articles(sample_articles())
    app = BriefApp(desk, as_of=DAY)
    async with app.run_test(size=size) as pilot:
        while app.session.briefing is None:
            await pilot.pause(0.1)
        await pilot.press("2", "j")
        await pilot.pause(0.5)
        picture = app.export_screenshot(title="brief")
    desk.close()
    return _FONT_FACE.sub("", picture)


def main() -> None:
    target, *numbers = sys.argv[1:]
    width, height = map(int, numbers or ("120", "40"))
    with tempfile.TemporaryDirectory() as folder:
        picture = asyncio.run(draw(Path(folder), (width, height)))
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    Path(target).write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
