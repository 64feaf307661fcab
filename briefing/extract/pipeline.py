"""The only module that loads a spaCy model, and the order in which the extractors run.

It is imported in worker processes only; the interface never imports spaCy.
"""

from __future__ import annotations

import gc
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from importlib import import_module
from itertools import chain, islice, tee
from typing import Any
from weakref import WeakKeyDictionary

import spacy
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Config, Model, NumpyOps

from briefing.errors import AnalysisError
from briefing.extract.dates.find import find_dates
from briefing.extract.deadlines.find import find_deadlines
from briefing.extract.forms.detect import lay_out
from briefing.extract.forms.document import Layout
from briefing.extract.forms.find import findings_in
from briefing.extract.places.bare_datelines import bare_datelines
from briefing.extract.places.find import find_places
from briefing.extract.quotes.find import find_statements
from briefing.extract.speedups import loading, transitions
from briefing.extract.speedups.attributes import use_fast_attributes
from briefing.extract.speedups.embeddings import use_kept_vectors
from briefing.extract.speedups.layers import use_quick_layers
from briefing.extract.speedups.lemmas import use_fast_lemmas
from briefing.extract.speedups.vectors import portions, use_portions
from briefing.extract.talks.find import find_talks
from briefing.extract.topics import topic_of
from briefing.kinds import registered_kinds
from briefing.model import Article, Findings
from briefing.nlp_model import BUNDLED_MODEL, analyser_name, choose_model, model_folder

_NEEDED = ("tagger", "parser", "ner", "lemmatizer")  # parts whose words the extractors read
CHUNK = 50_000  # characters; bounds the parser's memory on texts of any length
_PIPE_BATCH = 16  # articles that the model sees at once
_PIPE_TOKENS = 4_000  # and their tokens, of which each takes some 5 KB meanwhile
_UNPARSED = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
_MASK = re.compile(f"{_UNPARSED}|[\ud800-\udfff]")
MOST_NEW_STRINGS = 40_000  # from articles; the next model is loaded in a fifth of a second
_own_strings: WeakKeyDictionary[Language, int] = WeakKeyDictionary()
# The tokenizer takes a run of marks apart one by one, in time that grows with its square.
_RUN_OF_MARKS = re.compile(r"[^\w\s]{100,}")
_LINE_WITH_END = re.compile(r"[^\n]*\n+|[^\n]+$")


def load(name: str, tuned: bool = True) -> Language:
    """The spaCy pipeline of that package, loaded once a process, and anew when it has grown.

    A tuned one gives the same annotations faster and with less memory: matrix products go to
    numpy's OpenBLAS, and what ``attributes``, ``transitions`` and ``vectors`` do more quickly or
    in smaller portions is left to them. Documents that an earlier one has parsed stay valid.
    Raises ``AnalysisError``.
    """
    if _has_grown(_loaded(name, tuned)):
        unload()
    return _loaded(name, tuned)


def unload() -> None:
    """Let go of the pipeline that is kept: the next one is loaded anew."""
    _loaded.cache_clear()
    gc.collect()  # its parts know each other: several models would linger otherwise


def new_strings(nlp: Language) -> int:
    """How many words articles have brought into the vocabulary of a loaded pipeline."""
    return len(nlp.vocab.strings) - _own_strings[nlp]


def _has_grown(nlp: Language) -> bool:
    """Whether words of articles have filled the vocabulary, which forgets none by itself.

    Memory zones of spaCy would not bound it: places that they free in its hash tables still count
    as filled, so that the tables double again and again (measured: bench/NOTES.md).
    """
    return new_strings(nlp) > MOST_NEW_STRINGS


@lru_cache(maxsize=1)
def _loaded(name: str, tuned: bool) -> Language:
    try:
        if tuned:
            with loading.entry_points_by_group():
                nlp = spacy.load(name, **_tuning(name))
        else:
            nlp = spacy.load(name)
    except Exception as error:  # whatever a model's own parts raise
        problem = f"cannot be loaded ({' '.join(str(error).split()) or type(error).__name__})"
        remedy = "Reinstall brief" if name == BUNDLED_MODEL else 'Set nlp.model = "auto"'
        raise AnalysisError(f"model {name!r}", problem, remedy) from error
    lacking = [part for part in _NEEDED if part not in nlp.pipe_names]
    if nlp.lang != "en" or lacking:
        problem = f"has no {', '.join(lacking)}" if lacking else f"reads {nlp.lang!r}, not English"
        raise AnalysisError(f"model {name!r}", problem, 'Set nlp.model = "auto"')
    if tuned:
        _use_openblas(nlp)
        use_fast_attributes(nlp)
        use_fast_lemmas(nlp)
        use_quick_layers(nlp)
        use_kept_vectors(nlp)
        use_portions(nlp)
    _own_strings[nlp] = len(nlp.vocab.strings)
    return nlp


def _tuning(name: str) -> dict[str, Any]:
    """How to load the model of that package: with quick parts, without those it leaves unused."""
    folder = model_folder(name)
    config = Config()
    # A package holds the folder of its model, a folder is one itself.
    for path in (*folder.glob("config.cfg"), *folder.glob("*/config.cfg")) if folder else ():
        config.from_disk(path, interpolate=False)
    parts = config.get("components", {})
    quick = {
        part: {"factory": transitions.FACTORIES[settings["factory"]]}
        for part, settings in parts.items()
        if settings.get("factory") in transitions.FACTORIES
    }
    own = config.get("nlp", {})
    tokenizer = own.get("tokenizer", {}).get("@tokenizers")
    quick_config: dict[str, Any] = {"components": quick}
    if tokenizer in loading.FACTORIES:
        quick_config["nlp"] = {"tokenizer": {"@tokenizers": loading.FACTORIES[tokenizer]}}
    return {"config": quick_config, "exclude": own.get("disabled", [])}


def _use_openblas(nlp: Language) -> None:
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for node in model.walk():
                if type(node.ops) is NumpyOps:
                    node.ops = NumpyOps(use_blis=False)


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """Parse texts, in order. ``doc.text`` has the length of its text, so offsets are the same.

    Characters that no parser should meet (controls, lone surrogates, marks by the hundred) are
    masked one for one.
    Sentences never cross a line end, nor the end of a dateline without a dash. Long texts are
    parsed in chunks of whole lines.
    """
    chunks_of_text: deque[int] = deque()

    def unparsed() -> Iterator[Doc]:
        for text in texts:
            chunks = _chunks(_masked(text))
            chunks_of_text.append(len(chunks))
            for chunk in chunks:
                yield _sentence_bounds(nlp, chunk)

    batches = portions(unparsed(), _PIPE_TOKENS, _PIPE_BATCH)
    parsed = (doc for batch in batches for doc in nlp.pipe(batch))
    for first in parsed:
        rest = list(islice(parsed, chunks_of_text.popleft() - 1))
        yield Doc.from_docs([first, *rest], ensure_whitespace=False) if rest else first


def _masked(text: str) -> str:
    return _RUN_OF_MARKS.sub(lambda run: " " * len(run[0]), _MASK.sub(" ", text))


def _chunks(text: str) -> list[str]:
    if len(text) <= CHUNK:
        return [text]
    chunks: list[str] = []
    current = ""
    for match in _LINE_WITH_END.finditer(text):
        line = match[0]
        while len(line) > CHUNK:
            cut = line.rfind(" ", 1, CHUNK) + 1 or CHUNK
            chunks.extend(c for c in (current, line[:cut]) if c)
            current, line = "", line[cut:]
        if len(current) + len(line) > CHUNK:
            chunks.append(current)
            current = ""
        current += line
    return [*chunks, current] if current else chunks


def _sentence_bounds(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text)
    opening = {end for _, end in bare_datelines(text)}
    for token in islice(doc, 1, None):
        if opening and token.idx - 1 in opening:
            token.is_sent_start = True
            if token.i + 1 < len(doc):
                doc[token.i + 1].is_sent_start = False  # one word is no sentence
        if doc[token.i - 1].is_space and "\n" in doc[token.i - 1].text:
            token.is_sent_start = True
    return doc


def findings_of(doc: Doc, article_id: str, day: date | None, analyser: str) -> Findings:
    """Run every extractor over one parsed article; ``day`` is that of its publication, if known."""
    dates = find_dates(doc, day)
    places = find_places(doc)
    talks = find_talks(doc, dates, places, day)
    deadlines = find_deadlines(doc, dates, talks, day)
    quotes, silences = find_statements(doc)
    return Findings(
        article_id=article_id,
        analyser=analyser,
        quotes=tuple(quotes),
        silences=tuple(silences),
        talks=tuple(talks),
        deadlines=tuple(deadlines),
        dates=tuple(d.timex for d in dates),
        others=_of_registered_kinds(doc, day),
    )


def _of_registered_kinds(doc: Doc, day: date | None) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    return tuple(
        (kind.plural, tuple(_finder(kind.finder)(doc, day)))
        for kind in registered_kinds()
        if kind.finder is not None
    )


def _finder(path: str) -> Callable[[Doc, date | None], Iterable[Any]]:
    """The function that finds a registered kind, from ``module:function``."""
    module, _, function = path.partition(":")
    finder: Callable[[Doc, date | None], Iterable[Any]] = getattr(import_module(module), function)
    return finder


def analyse(
    articles: Iterable[Article], model: str = "auto", tuned: bool = True
) -> Iterator[Findings]:
    """Findings of each article, in order; streams, with at most a few dozen articles in memory.

    Raises ``AnalysisError`` if the model is missing. An article that an extractor fails on does
    not stop the others: it gets empty findings with ``error`` set.
    """
    package = choose_model(model)
    name = analyser_name(package)
    stream = iter(articles)
    for first in stream:
        yield from _analyse_some(chain([first], stream), load(package, tuned), name)


def _analyse_some(articles: Iterable[Article], nlp: Language, name: str) -> Iterator[Findings]:
    """Findings of the articles up to the one whose words fill the vocabulary."""
    for_findings, for_text = tee(_laid_out(_until_grown(nlp, articles)))
    texts = (layout.text if layout else article.text for article, layout in for_text)
    for (article, layout), doc in zip(for_findings, parse(nlp, texts), strict=True):
        try:
            if layout is None:
                findings = findings_of(doc, article.id, article.reference_day, name)
            else:
                findings = findings_in(doc, layout, article.id, name)
                findings = replace(findings, others=_of_registered_kinds(doc, layout.day))
            yield replace(findings, topic=topic_of(article))
        except Exception as error:  # noqa: BLE001  one bad article never stops the others
            yield Findings(article.id, name, error=f"{type(error).__name__}: {error}")


def _laid_out(articles: Iterable[Article]) -> Iterator[tuple[Article, Layout | None]]:
    """Articles with what their structure gives; one that no form can read is an ordinary one."""
    for article in articles:
        try:
            yield article, lay_out(article)
        except Exception:  # noqa: BLE001  a form never costs the article
            yield article, None


def _until_grown(nlp: Language, articles: Iterable[Article]) -> Iterator[Article]:
    for article in articles:
        yield article
        if _has_grown(nlp):
            return
