"""Whole documents of other forms: how much of them is read right, and what is none of them."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.corpora.stories import ASIDE, read_stories
from bench.corpora.stories import CORPUS as STORIES
from bench.extract_forms import FORMS, f1, read_documents, score, share
from briefing.extract import pipeline
from briefing.extract.forms.detect import ARTICLE
from briefing.intake.seeds import read_seed
from briefing.model import Article
from briefing.nlp_model import BUNDLED_MODEL
from tests.briefing.extract.forms.form import form_of

CORPUS = FORMS.parent
SEEDS = CORPUS.parents[1] / "seeds"
NEWS = [read_seed(p) for p in sorted([*CORPUS.glob("briefs/*.txt"), *SEEDS.glob("*.txt")])]
NEWS += [each.article for folder in (STORIES, ASIDE) for each in read_stories(folder)]
BY_STRUCTURE = {"agenda", "transcript", "communique", "liveblog", "digest"}


@pytest.fixture(scope="module")
def counts() -> Counter[str]:
    documents = list(read_documents())
    analysed = pipeline.analyse([document.article for document in documents], BUNDLED_MODEL)
    total: Counter[str] = Counter()
    for document, findings in zip(documents, analysed, strict=True):
        total += score(document, findings)
    return total


def test_turns_are_their_speakers(counts: Counter[str]) -> None:
    assert share(counts, "turns_right", "turns") >= 0.98
    assert share(counts, "misgiven", "given") <= 0.01


def test_entries_have_their_day_and_time(counts: Counter[str]) -> None:
    # Posts of live blogs and what has passed are no rows, so that the share stays below one.
    assert share(counts, "entries_found", "entries") >= 0.80
    assert share(counts, "entries_timed", "entries") >= 0.76
    assert share(counts, "rows_right", "rows") >= 0.93


def test_statements_have_their_speakers(counts: Counter[str]) -> None:
    assert f1(counts) >= 0.90


@pytest.mark.parametrize("document", list(read_documents()), ids=lambda document: document.name)
def test_a_document_has_its_form(document) -> None:  # type: ignore[no-untyped-def]
    wanted = document.labels["form"]
    assert form_of(document.article) == (wanted if wanted in BY_STRUCTURE else ARTICLE)


def test_there_is_news_to_tell_from_forms() -> None:
    assert len(NEWS) > 60


@pytest.mark.parametrize("article", NEWS, ids=lambda article: article.title)
def test_an_article_is_an_article(article: Article) -> None:
    assert form_of(article) == ARTICLE
