"""The render gate and the wrapping of lines."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text.gate import clean, clip, fit, marks, without_selectors
from tui.text.wrap import wrap

ANYTHING = st.text(
    st.characters(codec=None, exclude_categories=())
    | st.sampled_from("\x1b\x9b\x07\u202e\u200b\u2066\ufeff\ud800\u2028\t\n界é́")
)


@given(ANYTHING)
def test_nothing_that_steers_passes_and_offsets_stay(text: str) -> None:
    shown = clean(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in shown)
    assert clean(shown) == shown


@given(ANYTHING)
def test_ascii_terminals_get_ascii(text: str) -> None:
    shown = clean(text, ascii_only=True)
    assert len(shown) == len(text)
    assert all(" " <= c <= "~" for c in shown)


def test_plain_words_pass_unchanged() -> None:
    text = "Zoë Łódź said: “Nein” – 東京 [red]x[/]"
    assert clean(text) == text
    assert clean(text, ascii_only=True) == 'Zoe ?odz said: "Nein" - ?? [red]x[/]'


@pytest.mark.parametrize(
    ("raw", "shown"),
    [("\x1b[31m", "␛[31m"), ("a\tb\nc", "a b c"), ("\x9b2J", "�2J"), ("a\u202eb", "a�b")],
)
def test_controls_are_shown_by_stand_ins(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@given(ANYTHING.map(clean), st.integers(1, 30))
def test_fitted_text_has_just_that_many_cells(text: str, width: int) -> None:
    shown = without_selectors(text)
    assert cell_len(fit(shown, width)) == width
    assert cell_len(clip(shown, width)) <= width


def test_a_cut_is_marked() -> None:
    assert clip("abcdef", 4) == "abc…"
    assert clip("abcdef", 6) == "abcdef"
    assert clip("東京東京", 4) == "東…"
    assert clip("abcdef", 0) == ""
    assert clip("abcdef", 5, marks(True).ellipsis) == "ab..."


@given(ANYTHING.map(clean).map(without_selectors), st.integers(2, 40))
def test_wrapped_lines_cover_the_text_and_fit(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert lines[0][0] == 0
    assert lines[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in pairwise(lines))
    assert all(cell_len(text[a:b].rstrip()) <= width for a, b in lines)


def test_lines_break_at_blanks() -> None:
    text = "one two three four"
    assert [text[a:b] for a, b in wrap(text, 9)] == ["one two ", "three ", "four"]
