"""Analysis that goes on and on keeps no more than a bounded number of words and values."""

from __future__ import annotations

import gc
import inspect
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from typing import Any

import msgspec
import pytest
import spacy
from spacy.language import Language
from spacy.vocab import Vocab

from briefing.analysis.workers import analyse_batch
from briefing.extract import pipeline
from briefing.model import Article, Findings
from briefing.nlp_model import BUNDLED_MODEL
from briefing.samples import sample_articles
from tests.briefing.support import article

_PARTS = "ba be di do fa go ha hi ka ke la lo ma mi na no pa ro sa ti".split()
_MOST = 500
_WORDS = 40  # a made-up article, each of them its own


pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("models")]


@dataclass
class Loads:
    """How many pipelines were loaded, and the latest: all of them would fill the memory."""

    count: int = 0
    latest: Language | None = None


def made_up(first: int, count: int) -> Iterator[Article]:
    """Articles of words that stand in no other."""
    for number in range(first, first + count):
        words = (_word(_WORDS * number + i) for i in range(_WORDS))
        yield article(f"made {number}", text=f"Ana Lind said {' '.join(words)} on Friday.")


def _word(number: int) -> str:
    word = ""
    for _ in range(6):
        number, which = divmod(number, len(_PARTS))
        word += _PARTS[which]
    return word.capitalize()


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loads]:
    """Every pipeline that is loaded, of those whose vocabulary takes up few new words."""
    loaded = Loads()
    load = spacy.load

    def recording(*given: Any, **named: Any) -> Language:
        loaded.latest = None
        loaded.latest = made = load(*given, **named)
        loaded.count += 1
        return made

    monkeypatch.setattr(spacy, "load", recording)
    monkeypatch.setattr(pipeline, "MOST_NEW_STRINGS", _MOST)
    pipeline.unload()
    with only_new_objects():
        yield loaded
    pipeline.unload()


@contextmanager
def only_new_objects() -> Iterator[None]:
    """Meanwhile collections pass over what is there: they look at every object of all tests."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def in_one_stream(articles: list[Article]) -> Iterator[Findings]:
    return pipeline.analyse(articles, BUNDLED_MODEL)


def in_batches(articles: list[Article]) -> Iterator[Findings]:
    for i in range(0, len(articles), 8):
        yield from analyse_batch(articles[i : i + 8], BUNDLED_MODEL, True)


@pytest.mark.no_cover  # what follows each line would take most of the time
@pytest.mark.parametrize("analyse", [in_one_stream, in_batches])
def test_the_vocabulary_and_what_is_kept_by_word_are_bounded(
    analyse: Callable[[list[Article]], Iterator[Findings]], loads: Loads
) -> None:
    articles = list(made_up(0, 96))
    strings: list[int] = []
    lexemes: list[int] = []
    lemmas: list[int] = []
    for _ in analyse(articles):
        nlp = loads.latest
        assert nlp is not None
        strings.append(pipeline.new_strings(nlp))
        lexemes.append(len(nlp.vocab))
        lemmas.append(len(nlp.get_pipe("lemmatizer").lemmas))  # type: ignore[attr-defined]
    assert len(strings) == len(articles)
    # A word brings itself, its lower case and now and then an ending; a batch is read as a whole.
    most = _MOST + 16 * _WORDS * 3
    assert 3 * most < len(articles) * _WORDS * 2
    assert 0 < max(strings) <= most
    assert 0 < max(lexemes) <= 2_000 + most
    assert 0 < max(lemmas) <= most
    assert loads.count >= 5


@pytest.mark.no_cover
def test_without_new_words_the_model_is_loaded_once(loads: Loads) -> None:
    same = [*made_up(0, 4)] * 30
    assert len(list(pipeline.analyse(same, BUNDLED_MODEL))) == 120
    assert loads.count == 1


@pytest.mark.no_cover
def test_a_model_that_has_grown_is_gone_before_the_next_is_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before: list[int] = []
    after: list[int] = []
    load = spacy.load

    def vocabularies() -> int:
        return sum(isinstance(each, Vocab) for each in gc.get_objects())

    def counting(*given: Any, **named: Any) -> Language:
        before.append(vocabularies())
        made = load(*given, **named)
        after.append(vocabularies())
        return made

    monkeypatch.setattr(spacy, "load", counting)
    monkeypatch.setattr(pipeline, "MOST_NEW_STRINGS", _MOST)
    pipeline.unload()
    with only_new_objects():
        gc.disable()  # as if none came along by chance
        try:
            assert len(list(pipeline.analyse(made_up(0, 48), BUNDLED_MODEL))) == 48
        finally:
            gc.enable()
    assert len(before) >= 3
    assert set(before) == {before[0]}
    assert set(after) == {before[0] + 1}


_FRESH = """
import sys, msgspec
from briefing.extract import pipeline
from briefing.samples import sample_articles
found = list(pipeline.analyse(sample_articles(), sys.argv[1]))
sys.stdout.buffer.write(msgspec.json.encode(found))
"""


def as_json(findings: Findings) -> bytes:
    """In one order of sets, which differs from process to process."""
    return msgspec.json.encode(findings, order="deterministic")


@pytest.mark.slow
def test_findings_after_hundreds_of_articles_are_those_of_a_fresh_process(loads: Loads) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FRESH, BUNDLED_MODEL], stdout=subprocess.PIPE, check=True
    )
    fresh = {f.article_id: f for f in msgspec.json.decode(done.stdout, type=list[Findings])}
    samples = list(sample_articles())
    assert set(fresh) == {a.id for a in samples}
    assert any(f.quotes and f.dates for f in fresh.values())
    for seed in (1, 2):
        mixed = [*samples, *made_up(1_000 * seed, 150), *samples]
        random.Random(seed).shuffle(mixed)
        analysed = [f for f in pipeline.analyse(mixed, BUNDLED_MODEL) if f.article_id in fresh]
        assert len(analysed) == 2 * len(fresh)
        assert all(as_json(f) == as_json(fresh[f.article_id]) for f in analysed)
    assert loads.count >= 10


@pytest.mark.no_cover
def test_what_was_found_before_a_model_is_given_up_stays_as_it_was(loads: Loads) -> None:
    first = list(made_up(0, 3))
    kept = list(pipeline.analyse(first, BUNDLED_MODEL))
    assert loads.latest is not None
    (doc,) = pipeline.parse(loads.latest, [first[0].text])
    before = msgspec.json.encode(kept)
    read = [(t.text, t.lemma_, t.tag_, t.ent_type_, t.norm_) for t in doc]
    assert len(list(pipeline.analyse(made_up(3, 32), BUNDLED_MODEL))) == 32
    assert loads.count >= 2
    assert any(f.quotes for f in kept)
    assert msgspec.json.encode(kept) == before
    assert [(t.text, t.lemma_, t.tag_, t.ent_type_, t.norm_) for t in doc] == read


def test_a_long_article_is_never_parted_between_two_models(
    loads: Loads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "MOST_NEW_STRINGS", 0)
    monkeypatch.setattr(pipeline, "CHUNK", 60)
    articles = list(made_up(0, 4))
    assert min(len(a.text) for a in articles) > 5 * 60
    analysed = list(pipeline.analyse(articles, BUNDLED_MODEL))
    assert [f.article_id for f in analysed] == [a.id for a in articles]
    assert {f.error for f in analysed} == {None}
    assert loads.count == len(articles)


def test_no_function_remembers_any_number_of_values() -> None:
    list(pipeline.analyse(sample_articles(), BUNDLED_MODEL))
    remembering = {
        f"{name}.{key}": value
        for name, module in list(sys.modules.items())
        if name.startswith("briefing.")
        for key, value in vars(module).items()
        if isinstance(value, _lru_cache_wrapper) and value.__module__ == name
    }
    assert {
        "briefing.extract.places.gazetteer.fold",
        "briefing.extract.dates.hints.hints_of",
    } <= set(remembering)
    for name, function in remembering.items():
        if inspect.signature(function).parameters:
            assert (function.cache_info().maxsize or 0) > 0, name
