"""Attributes and lemmas of words are those that spaCy's own parts set."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from briefing.extract import pipeline
from briefing.extract.speedups import attributes, lemmas
from briefing.extract.speedups.attributes import TokenAttributes
from briefing.extract.speedups.lemmas import QuickLemmatizer, use_fast_lemmas
from briefing.nlp_model import BUNDLED_MODEL
from briefing.samples import sample_articles

SAID = [
    "It ain't so. We're gonna sail and they gotta wait; let's go, c'm on, y'all.",
    "There's nuthin' left. NOTHIN' is. There were ferries, and there are more.",
    "The mayors had been swimming, flew home and were worst off. Geese bit the Lunds.",
    "all 's let gon na",
    "gon",
    "",
    " \n ",
]
TEXTS = [*SAID, *(article.text for article in sample_articles())]
FACTS = ("tag_", "pos_", "lemma_", "dep_")

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("models")]


@pytest.fixture(scope="module")
def stock() -> Language:
    return spacy.load(BUNDLED_MODEL)


def facts(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, str(t.morph), *(getattr(t, fact) for fact in FACTS)) for t in doc]


def pipe(nlp: Language, name: str) -> Any:
    return nlp.get_pipe(name)


def before(nlp: Language, name: str) -> list[Doc]:
    """The texts as the parts of a pipeline before the named one leave them."""
    later = nlp.pipe_names[nlp.pipe_names.index(name) :]
    with nlp.select_pipes(disable=later):
        return list(nlp.pipe(TEXTS))


def test_each_part_sets_what_that_of_spacy_sets(stock: Language) -> None:
    tuned = pipeline.load(BUNDLED_MODEL)
    for name in ("attribute_ruler", "lemmatizer"):
        assert type(pipe(tuned, name)) is not type(pipe(stock, name))
        theirs = [pipe(stock, name)(doc) for doc in before(stock, name)]
        ours = [pipe(tuned, name)(doc) for doc in before(tuned, name)]
        assert list(map(facts, ours)) == list(map(facts, theirs))


def test_rules_of_other_kinds_go_to_a_matcher_and_the_later_has_the_last_word() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger")
    ruler: Any = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "quay"}]], {"LEMMA": "first", "TAG": "NN"})
    ruler.add([[{"LOWER": "the"}, {"LENGTH": {">=": 4}}]], {"LEMMA": "second"}, index=1)
    ruler.add([[{"LOWER": "the"}, {"LOWER": {"REGEX": "^qu"}}]], {"LEMMA": "third"}, index=-1)
    ruler.add([[{"LOWER": {"NOT_IN": ["the", "quay"]}}]], {"LEMMA": "other"})
    ours = TokenAttributes(nlp.vocab)
    assert ours.adopt(ruler)
    for text, expected in (
        ("the quay", ["", "third"]),
        ("The port", ["", "other"]),
        ("a quay", ["other", "first"]),
    ):
        theirs = [t.lemma_ for t in ruler(nlp.make_doc(text))]
        assert [t.lemma_ for t in ours(nlp.make_doc(text))] == theirs == expected


def test_what_is_remembered_of_words_is_bounded(
    stock: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lemmas, "MOST_LEMMAS", 3)
    monkeypatch.setattr(attributes, "MOST_FORMS", 3)
    ours = QuickLemmatizer()
    ours.adopt(pipe(stock, "lemmatizer"))
    ruler = TokenAttributes(stock.vocab)
    assert ruler.adopt(pipe(stock, "attribute_ruler"))
    theirs = [pipe(stock, "lemmatizer")(doc) for doc in before(stock, "lemmatizer")]
    assert [[t.lemma_ for t in ours(doc)] for doc in before(stock, "lemmatizer")] == [
        [t.lemma_ for t in doc] for doc in theirs
    ]
    for doc in before(stock, "attribute_ruler"):
        ruler(doc)
    assert len(ours.lemmas) <= 4
    assert len(ruler.forms) <= 4


def test_a_lemmatizer_of_another_kind_stays(stock: Language) -> None:
    nlp = spacy.blank("en")
    lookup = nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    use_fast_lemmas(nlp)
    assert nlp.get_pipe("lemmatizer") is lookup
    assert QuickLemmatizer()(stock.make_doc("geese")).text == "geese"
