"""Words in several roles over several lines."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text.look import Look
from tui.widgets.flow import INDENT, beside, flow, hang

LOOK = Look()
WORDS = st.lists(
    st.tuples(
        st.text("ab 水", max_size=30).map(LOOK.clean), st.sampled_from(("", "dim", "strong"))
    ),
    max_size=6,
)


@given(words=WORDS, width=st.integers(12, 60), most=st.integers(1, 6), lead=st.integers(0, 8))
@example(words=[("aa水", ""), ("aaaa水 ", ""), (" ", "")], width=12, most=1, lead=2)
def test_no_line_is_wider_or_more_than_there_is_room_for(
    words: list[tuple[str, str]], width: int, most: int, lead: int
) -> None:
    lines = flow(LOOK, ((" " * lead, ""),) if lead else (), words, width, most)
    assert 1 <= len(lines) <= most
    assert all(sum(cell_len(text) for text, _ in line) <= width for line in lines)


@given(words=WORDS, width=st.integers(12, 60), lead=st.integers(0, 8))
def test_with_lines_enough_every_word_is_there_in_its_role(
    words: list[tuple[str, str]], width: int, lead: int
) -> None:
    lines = flow(LOOK, (), words, width, 1000)
    for role in ("", "dim", "strong"):
        given = "".join(text for text, own in words if own == role)
        shown = "".join(text for line in lines for text, own in line if own == role)
        assert shown.replace(" ", "") == given.replace(" ", "")


@given(words=WORDS, width=st.integers(12, 60), most=st.integers(1, 6))
def test_what_hangs_stands_in_from_its_second_line_on(
    words: list[tuple[str, str]], width: int, most: int
) -> None:
    lines = hang(LOOK, words, width, most)
    assert 1 <= len(lines) <= most
    assert all(sum(cell_len(text) for text, _ in line) <= width for line in lines)
    assert all(line[0] == (" " * INDENT, "") for line in lines[1:])
    every = hang(LOOK, words, width, 1000)
    shown = "".join(text for line in every for text, _ in line)
    assert shown.replace(" ", "") == "".join(text for text, _ in words).replace(" ", "")


@given(words=st.text("ab 水", max_size=60).map(LOOK.clean), width=st.integers(30, 60))
def test_words_beside_a_tail_keep_to_their_column(words: str, width: int) -> None:
    lead, tail = (("Sun 17 ", "dim"),), ("  held", "dim")
    first, *others = beside(LOOK, lead, (words, ""), tail, width, 9)
    assert sum(cell_len(text) for text, _ in first) == width
    assert (first[0], first[-1]) == (lead[0], tail)
    room = width - cell_len(tail[0])
    assert all(sum(cell_len(text) for text, _ in line) <= room for line in others)


def test_lines_begin_under_the_first_word_and_the_last_is_cut() -> None:
    words = (("Porto: ", "strong"), ("Norland and Sudria on the river", ""), (" (planned)", "dim"))
    lines = flow(LOOK, (("Sun 17 ", ""),), words, 24, 2)
    assert lines == [
        (("Sun 17 ", ""), ("Porto: ", "strong"), ("Norland", "")),
        (("       ", ""), ("and Sudria on th", ""), ("…", "")),
    ]
