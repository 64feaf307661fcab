"""Word lists of ``data/``: the strings of a TOML file as sets of words, read once a process."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

REMEMBERED_WORDS = (
    20_000  # of a language as a paper uses it, names among them: some 2 MB a question
)


@lru_cache(maxsize=32)  # more than there are files of lists
def word_lists(name: str) -> Mapping[str, frozenset[str]]:
    """The lists of ``data/NAME.toml`` by their names; words stand between blanks there."""
    text = (files("briefing.extract") / "data" / f"{name}.toml").read_text("utf-8")
    return {key: frozenset(words.split()) for key, words in tomllib.loads(text).items()}
