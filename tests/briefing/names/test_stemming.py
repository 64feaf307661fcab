"""Which forms of words share a stem, and which words do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.names.stemming import inflectionless
from briefing.names.words import stem


@pytest.mark.parametrize(
    "forms",
    [
        "vote votes voted voting",
        "plan plans planned planning",
        "rate rates rated rating",
        "policy policies",
        "address addresses addressed",
        "control controls controlled controlling",
        "decide decides decided deciding",
        "agree agrees agreed",
        "tie ties tied tying",
        "veto vetoed",
        "Minister Minister's MINISTERS minister’s",
        "stay stays stayed",
        "add adds added adding",
    ],
)
def test_forms_of_one_word_share_its_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "herring here her",
        "police policy",
        "plane plan",
        "news new",
        "organ organization",
        "bus busy",
        "proceed proc",
        "sky ski",
    ],
)
def test_words_that_only_look_alike_have_stems_of_their_own(words: str) -> None:
    each = words.split()
    assert len({stem(word) for word in each}) == len(each)


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("skies", "sky"),
        ("gently", "gentl"),
        ("atlas", "atlas"),
        ("exceed", "exceed"),
        ("succeeded", "succeed"),
        ("dying", "die"),
        ("yes", "yes"),
        ("gas", "gas"),
        ("gaps", "gap"),
        ("kiwis", "kiwi"),
        ("hoped", "hope"),
        ("hopped", "hop"),
        ("generals", "general"),
        ("cried", "cri"),
        ("by", "by"),
        ("as", "as"),
    ],
)
def test_stems_are_those_of_the_published_method(word: str, bare: str) -> None:
    assert inflectionless(word) == bare


@given(st.text(alphabet="abcdeghilnorstuy'", max_size=14))
def test_a_stem_is_hardly_longer_than_its_word_and_stands_in_lower_case(word: str) -> None:
    bare = inflectionless(word)
    assert len(bare) <= len(word) + 1
    assert bare == bare.lower()
