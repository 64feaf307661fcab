"""Verbs are known by all of their forms, and by the kind of act that they tell of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.acts.verbs import (
    VerbForm,
    class_of,
    class_of_noun,
    class_of_state,
    forms_of,
    inflected,
    listed_verbs,
    verb_at,
)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("withdrew", VerbForm("withdraw", "past")),
        ("withdrawn", VerbForm("withdraw", "past")),
        ("publishes", VerbForm("publish", "third")),
        ("replies", VerbForm("reply", "third")),
        ("stopping", VerbForm("stop", "ing")),
        ("stopped", VerbForm("stop", "past")),
        ("agreed", VerbForm("agree", "past")),
        ("delivered", VerbForm("deliver", "past")),
        ("repainted", VerbForm("repaint", "past")),  # listed nowhere
    ],
)
def test_a_word_is_known_as_a_form(word: str, form: VerbForm) -> None:
    assert form in forms_of(word)


def test_every_form_of_every_verb_listed_is_found_the_past_first() -> None:
    of_words: dict[str, list[VerbForm]] = {}
    for verb in sorted(listed_verbs()):
        for word, form in inflected(verb):
            of_words.setdefault(word, []).append(VerbForm(verb, form))
    for word, forms in of_words.items():
        assert forms_of(word) == tuple(sorted(forms, key=lambda form: form.form != "past"))


def test_a_word_that_is_no_verb_has_no_forms() -> None:
    assert forms_of("harbour") == ()


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("they handed their weapons over", "hand_over"),
        ("they took up the search", "take_up"),
        ("they handed the prize to her", None),
    ],
)
def test_a_phrasal_verb_needs_its_particle(sentence: str, verb: str | None) -> None:
    words = sentence.split()
    form = verb_at(words, 1, frozenset(("hand_over", "take_up")))
    assert (form.verb if form else None) == verb


def test_put_is_taken_for_the_past() -> None:
    assert verb_at(["put"], 0, frozenset(("put",))) == VerbForm("put", "past")


def test_classes_join_verbs_nouns_states_and_opposites() -> None:
    publishing = class_of("publish")
    assert {"release", "unveil", "put_online"} <= publishing.verbs
    assert "publication" in publishing.nouns
    assert "withhold" in publishing.opposites
    assert class_of("embroider").verbs == {"embroider"}
    reopening = class_of_state("open")
    assert reopening is not None
    assert "reopen" in reopening.verbs
    assert class_of_noun("umbrella") is None


@given(st.text(max_size=12))
def test_any_word_may_be_asked_for(word: str) -> None:
    for form in forms_of(word):
        assert form.verb
