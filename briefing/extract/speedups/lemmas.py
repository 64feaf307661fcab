"""A pipeline component that sets what spaCy's English lemmatizer sets, several times as fast.

By its rules the lemma of most words is the word itself, or that in small letters: which of the two
is a question of part of speech and morphology alone, answered once for each combination of them.
Only inflected words are looked up, and each is once.
"""

from __future__ import annotations

from typing import Any

import numpy
from spacy.attrs import LEMMA, LOWER, MORPH, ORTH, POS
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.tokens import Doc, Token

FACTORY = "brief_lemmatizer"

_READ = [ORTH, LOWER, POS, MORPH, LEMMA]
MOST_LEMMAS = 20_000
"""Inflected words that are remembered, some four megabytes."""

_TABLES = ("lemma_index", "lemma_exc", "lemma_rules")
_AS_IT_IS, _IN_SMALL_LETTERS, _BY_RULES = range(3)


class QuickLemmatizer:
    """The component. It does nothing until ``adopt`` gives it the rules of a lemmatizer.

    ``lemmas`` are those that were looked up, by form, part of speech and morphology.
    """

    def __init__(self) -> None:
        self._lemmatizer: EnglishLemmatizer | None = None
        self._ways: dict[tuple[int, int], int] = {}
        self.lemmas: dict[tuple[int, int, int], int] = {}

    def adopt(self, lemmatizer: EnglishLemmatizer) -> None:
        """Take over the rules and tables of ``lemmatizer``."""
        self._lemmatizer = lemmatizer

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token that has none."""
        lemmatizer = self._lemmatizer
        if lemmatizer is None or not len(doc):
            return doc
        lemmas: list[int] = []
        for row, (orth, lower, part, morph, lemma) in enumerate(doc.to_array(_READ).tolist()):
            if lemma:
                lemmas.append(lemma)
                continue
            way = self._ways.get((part, morph))
            if way is None:
                way = self._ways[part, morph] = _way_of(lemmatizer, doc[row])
            if way == _BY_RULES:
                word = (orth, part, morph)
                lemmas.append(self.lemmas.get(word) or self._look_up(lemmatizer, doc[row], word))
            else:
                lemmas.append(orth if way == _AS_IT_IS else lower)
        doc.from_array([LEMMA], numpy.asarray(lemmas, dtype="uint64"))  # type: ignore[arg-type]  # ids
        return doc

    def _look_up(
        self, lemmatizer: EnglishLemmatizer, token: Token, word: tuple[int, int, int]
    ) -> int:
        if len(self.lemmas) > MOST_LEMMAS:
            self.lemmas.clear()
        lemma = token.vocab.strings.add(lemmatizer.lemmatize(token)[0])
        lemmatizer.cache.clear()  # or every word would be kept twice, and for good
        self.lemmas[word] = lemma
        return lemma


def _way_of(lemmatizer: EnglishLemmatizer, token: Token) -> int:
    """How words of a token's part of speech and morphology are lemmatized."""
    part = token.pos_.lower()
    if not part:
        return _BY_RULES
    if part in ("eol", "space") or lemmatizer.is_base_form(token):
        return _IN_SMALL_LETTERS
    tables: list[Any] = [lemmatizer.lookups.get_table(name, {}) for name in _TABLES]
    if any(table.get(part) for table in tables):
        return _BY_RULES
    return _AS_IT_IS if part == "propn" else _IN_SMALL_LETTERS


@Language.factory(FACTORY)
def _make(nlp: Language, name: str) -> QuickLemmatizer:  # noqa: ARG001  (what a factory is given)
    return QuickLemmatizer()


def use_fast_lemmas(nlp: Language) -> None:
    """Replace the pipeline's lemmatizer where it is spaCy's for English, going by rules."""
    lemmatizer = nlp.get_pipe("lemmatizer")
    if type(lemmatizer) is not EnglishLemmatizer or lemmatizer.mode != "rule":
        return
    if not lemmatizer.overwrite:
        replacement: Any = nlp.replace_pipe("lemmatizer", FACTORY)
        replacement.adopt(lemmatizer)
