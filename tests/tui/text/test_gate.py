"""The render gate and the wrapping of lines."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text.gate import clean, clip, fit, halves_a_flag, marks, without_selectors
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


FLAGGED = st.text(st.sampled_from("ab \u00e9e\u0301\u754c\U0001f1eb\U0001f1f7\U0001f1e9\U0001f1ea"))


@given(FLAGGED, st.integers(1, 30))
def test_no_cut_halves_a_flag(text: str, width: int) -> None:
    shown = clip(text, width)
    if shown != text:
        kept = shown.removesuffix("…")
        assert text.startswith(kept)
        assert not halves_a_flag(text, len(kept))
        assert not unicodedata.combining((text[len(kept) :] + "x")[0]) or not kept
    for start, _ in wrap(text, max(width, 4)):
        assert not halves_a_flag(text, start)


def test_what_is_seen_as_one_character_is_cut_as_one() -> None:
    flags = "\U0001f1eb\U0001f1f7\U0001f1e9\U0001f1ea"
    assert clip(f"{flags} met", 4) == f"{flags[:2]}…"
    assert clip("e\u0301te\u0301s", 3) == "e\u0301t…"
    thumb = "\U0001f44d\U0001f3fd"
    assert clip(f"{thumb} said", 3) == f"{thumb}…"


def test_joined_pictures_stand_beside_each_other_and_other_joiners_are_shown() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert without_selectors(clean(family)) == "\U0001f468\U0001f469\U0001f467"
    heart = "\u2764\ufe0f\u200d\U0001f525"
    assert without_selectors(clean(heart)) == "\u2764\U0001f525"
    assert len(clean(heart)) == len(heart)
    assert clean("pay\u200dpal") == "pay\ufffdpal"
    assert clean("\U0001f468\u200d") == "\U0001f468\ufffd"
