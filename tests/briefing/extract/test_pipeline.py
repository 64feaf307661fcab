from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from briefing.errors import AnalysisError
from briefing.extract import pipeline
from briefing.model import Article, Findings
from briefing.nlp_model import BUNDLED_MODEL
from briefing.samples import sample_articles
from tests.briefing.support import article

ODD = ["", " ", "\n\n", "but\n\n  x", "“", "It's 'em, y'all. But he can't've!", "a" * 5000]


@pytest.mark.slow
@pytest.mark.xdist_group("models")
def test_tuning_changes_no_annotation() -> None:
    texts = [*(a.text for a in sample_articles()), *ODD]
    stock = spacy.load(BUNDLED_MODEL)
    tuned = pipeline.load(BUNDLED_MODEL)
    assert tuned.pipe_names == stock.pipe_names
    for quick in ("attribute_ruler", "lemmatizer", "parser", "ner"):
        assert type(tuned.get_pipe(quick)) is not type(stock.get_pipe(quick))
    for a, b in zip(pipeline.parse(stock, texts), pipeline.parse(tuned, texts), strict=True):
        for s, t in zip(a, b, strict=True):
            assert (s.text, s.tag_, s.pos_, str(s.morph), s.lemma_, s.dep_) == (
                t.text,
                t.tag_,
                t.pos_,
                str(t.morph),
                t.lemma_,
                t.dep_,
            )
            assert (s.head.i, s.ent_iob_, s.ent_type_) == (t.head.i, t.ent_iob_, t.ent_type_)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.text(max_size=80), max_size=4))
def test_docs_come_in_order_and_keep_every_offset(texts: list[str]) -> None:
    nlp = pipeline.load(BUNDLED_MODEL)
    docs = list(pipeline.parse(nlp, texts))
    assert [len(d.text) for d in docs] == [len(t) for t in texts]
    for doc, text in zip(docs, texts, strict=True):
        for token in doc:
            if token.text.isalnum():
                assert text[token.idx : token.idx + len(token)] == token.text


def test_sentences_never_cross_a_line_end() -> None:
    nlp = pipeline.load(BUNDLED_MODEL)
    (doc,) = pipeline.parse(nlp, ["The talks in\nOslo went on and\n\non until Friday"])
    assert all("\n" not in s.text.strip() for s in doc.sents)


def test_long_texts_are_parsed_in_chunks_with_true_offsets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipeline, "CHUNK", 60)
    nlp = pipeline.load(BUNDLED_MODEL)
    text = "The ferry will run, said Ana Lind.\n" * 5 + "word " * 40 + "x" * 130
    (doc,) = pipeline.parse(nlp, [text])
    assert doc.text == text
    assert [t.idx for t in doc if t.text == "ferry"] == [4 + 35 * i for i in range(5)]


def test_the_model_sees_few_tokens_at_once_however_long_the_articles_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nlp = pipeline.load(BUNDLED_MODEL)
    seen: list[list[int]] = []
    pipe = nlp.pipe

    def counting(docs: list[Doc]) -> Iterator[Doc]:
        seen.append([len(d) for d in docs])
        return pipe(docs)

    monkeypatch.setattr(nlp, "pipe", counting)
    texts = [*["word " * 30] * 40, "word " * 5000, *["word " * 900] * 9]
    assert [d.text for d in pipeline.parse(nlp, texts)] == texts
    assert [size for batch in seen for size in batch] == [30] * 40 + [5000] + [900] * 9
    assert all(len(b) <= 16 and (sum(b) <= 4_000 or len(b) == 1) for b in seen)
    assert len(seen) == 7


def test_every_span_of_every_finding_is_inside_its_text() -> None:
    samples = list(sample_articles())
    for of, findings in zip(samples, pipeline.analyse(samples), strict=True):
        assert findings.article_id == of.id
        assert findings.error is None
        spans = [s for q in findings.quotes for s in (*q.spans, q.cue_span, q.speaker_span) if s]
        spans += [s for t in findings.talks for s in (t.span, *t.mentions)]
        spans += [d.span for d in findings.deadlines]
        for timex in findings.dates:
            assert timex.span.of(of.text) == timex.text
        assert spans
        assert all(s.end <= len(of.text) for s in spans)


def test_analysis_is_the_same_every_time_and_in_any_company() -> None:
    samples = list(sample_articles())[:4]
    together = list(pipeline.analyse(samples))
    assert [next(pipeline.analyse([a])) for a in samples] == together


def test_one_article_that_an_extractor_fails_on_stops_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    findings_of = pipeline.findings_of

    def fail_on_b(doc: object, article_id: str, day: date | None, analyser: str) -> Findings:
        if article_id == "b":
            raise RuntimeError("no such rule")
        return findings_of(doc, article_id, day, analyser)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "findings_of", fail_on_b)
    analysed = list(pipeline.analyse([article("a"), article("b"), article("c")]))
    assert [f.error for f in analysed] == [None, "RuntimeError: no such rule", None]
    assert len({f.analyser for f in analysed}) == 1


def test_days_are_not_counted_from_a_day_that_is_but_a_guess() -> None:
    text = (
        "The ministers will meet in Oslo on Friday. The chair, Ana Lind, said on Monday that the "
        "port must file its plan by 3 May 2022."
    )
    sure = article("a", text=text)
    guessed = article("b", text=text, date_note="no date given; filed under the day of intake")
    one, other = pipeline.analyse([sure, guessed])
    assert {d.text: d.value for d in one.dates}["Friday"] == "2022-01-14"
    values = {d.text: d.value for d in other.dates}
    assert values["3 May 2022"] == "2022-05-03"
    assert not {"2022-01-14", "2022-01-10"} & set(values.values())
    assert [t.start for t in one.talks] == [date(2022, 1, 14)]
    assert [t.start for t in other.talks] == [None]


def test_odd_texts_give_findings_and_no_error() -> None:
    odd = [Article(id=str(i), title="", text=t) for i, t in enumerate([*ODD, "\ud800 said \x1b"])]
    assert [f.error for f in pipeline.analyse(odd)] == [None] * len(odd)


def test_a_model_that_cannot_be_loaded_is_an_error_with_a_remedy() -> None:
    for tuned in (True, False):
        with pytest.raises(AnalysisError, match="cannot be loaded"):
            pipeline.load("no_such_model", tuned)


@pytest.mark.slow
@pytest.mark.xdist_group("models")
def test_an_untuned_model_is_as_spacy_loads_it() -> None:
    stock = spacy.load(BUNDLED_MODEL)
    plain = pipeline.load(BUNDLED_MODEL, tuned=False)
    assert plain.config.to_str() == stock.config.to_str()
    assert [type(p) for _, p in plain.components] == [type(p) for _, p in stock.components]
