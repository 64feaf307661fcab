"""Words are found in many texts as they would be in each."""

from __future__ import annotations

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from briefing.search import text_index
from briefing.search.text_index import TextIndex, needle

texts = st.lists(st.text("ab é🐟", max_size=6), max_size=8)
words = st.text("ab é🐟", min_size=1, max_size=3)
bounds = st.integers(0, 8)


@given(texts, st.lists(st.tuples(words, bounds, bounds, st.integers(0, 9)), max_size=12))
def test_words_are_found_where_they_stand_whatever_was_looked_for_before(
    given_texts: list[str], asked: list[tuple[str, int, int, int]]
) -> None:
    hay = TextIndex(given_texts)
    assert len(hay) == len(given_texts)
    for word, first, end, wanted in asked:
        first, end = min(first, len(hay)), min(end, len(hay))
        expected = [n for n in range(first, end) if word in given_texts[n]]
        numbers = hay.holding(needle(word), first, end)
        assert list(islice(numbers, wanted)) == expected[:wanted]
        assert [*hay.holding(needle(word))] == [n for n, t in enumerate(given_texts) if word in t]


def test_the_rarest_word_is_the_one_found_in_the_fewest_texts_or_else_the_longest() -> None:
    hay = TextIndex(["ab", "abc", "abcd"])
    assert hay.rarest([b"ab", b"bcd"]) == b"bcd"
    assert [*hay.holding(b"c")] == [1, 2]
    assert [*hay.holding(b"zz")] == []
    assert hay.rarest([b"abc", b"zzz"]) == b"zzz"
    assert hay.rarest([b"ab", b"c"]) == b"c"


def test_what_stands_between_texts_is_found_in_none() -> None:
    hay = TextIndex(["a\0b", "", "\ud800"])
    assert [*hay.holding(b"\0")] == []
    assert [*hay.holding(b"a b")] == [0]
    assert [*hay.holding(needle("\ud800"))] == [2]
    assert hay.text(1) == b""


def test_no_more_words_are_remembered_than_fit() -> None:
    hay = TextIndex(["abcdefghijklmnopqrstuvwxyz" * 3])
    for first in "abcdefgh":
        for second in "ijklmnop":
            assert [*hay.holding(needle(second + first))] == []
            assert hay.remembered <= text_index.REMEMBERED
