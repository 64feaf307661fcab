"""A pattern that is compiled when it is first looked for finds what one compiled at once finds."""

from __future__ import annotations

import re
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from briefing.patterns import LazyPattern

WORDS = r"(?i)\b(?:put off|moved)\b"


@given(st.lists(st.sampled_from(["put off", "Moved", "a day", ", "])).map(" ".join))
def test_it_finds_what_the_pattern_finds(text: str) -> None:
    lazy, at_once = LazyPattern(WORDS), re.compile(WORDS)
    for name in ("search", "match", "fullmatch"):
        found, wanted = getattr(lazy, name)(text), getattr(at_once, name)(text)
        assert (found and found.span()) == (wanted and wanted.span())
    places = [match.span() for match in at_once.finditer(text)]
    assert [match.span() for match in lazy.finditer(text)] == places


def test_it_is_compiled_once_looked_for() -> None:
    pattern = LazyPattern(WORDS)
    assert not pattern.is_compiled
    match = pattern.search("it was moved")
    assert match is not None
    assert pattern.is_compiled
    assert pattern.made(match)
    assert not LazyPattern("other").made(match)


def test_no_word_for_a_turn_is_compiled_until_it_is_looked_for() -> None:
    code = (
        "from briefing.acts import turns\n"
        "from briefing.patterns import LazyPattern\n"
        "made = [each for each in vars(turns).values() if isinstance(each, LazyPattern)]\n"
        "print(len(made) > 20, any(each.is_compiled for each in made))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]
