"""The sample articles that come with the program."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from msgspec.structs import replace

from briefing.intake.seeds import SUFFIX, parse_seed
from briefing.model import Article


def sample_articles() -> Iterator[Article]:
    """The articles in ``seeds/``, marked as samples, in name order."""
    for file in sorted(files("seeds").iterdir(), key=lambda f: f.name):
        if file.name.endswith(SUFFIX):
            yield replace(parse_seed(file.read_bytes(), file.name), sample=True)
