"""Write beside the sample articles what is found in them, and the first screen of them.

For first launches, which wait neither for a model nor for a library.

    python -m bench.samples

To be run whenever an extractor changes what it finds; ``tests/briefing/test_samples.py`` tells.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec.structs import replace

from briefing.desk import Desk
from briefing.digest.briefing import DEFAULT_DAYS
from briefing.digest.first_screen import FirstScreen, encode, first_screen_of
from briefing.extract import pipeline
from briefing.nlp_model import BUNDLED_MODEL
from briefing.samples import FINDINGS, FIRST_SCREEN, sample_articles
from store.library import open_library

SEEDS = Path(__file__).parent.parent / "seeds"


def main() -> None:
    articles = list(sample_articles())
    found = [
        replace(findings, version=article.version)
        for article, findings in zip(
            articles, pipeline.analyse(articles, BUNDLED_MODEL), strict=True
        )
    ]
    plain = msgspec.to_builtins(found)
    for each in plain:
        each["topic"]["names"].sort()  # a set, whose order is another in every process
    _write(FINDINGS, msgspec.json.encode(plain))
    _write(FIRST_SCREEN, encode(first_screen()))


def first_screen() -> FirstScreen:
    """The first screen of a library that holds the samples, with what is kept of them, alone."""
    with tempfile.TemporaryDirectory() as folder, closing(open_library(Path(folder))) as library:
        desk = Desk(lambda: library)
        desk.samples.load()
        briefing = desk.briefing()
        return first_screen_of(
            briefing, desk.counts(), briefing.as_of.day, None, DEFAULT_DAYS, desk.stories()
        )


def _write(name: str, data: bytes) -> None:
    (SEEDS / name).write_bytes(msgspec.json.format(data, indent=1) + b"\n")


if __name__ == "__main__":
    main()
