"""A pipeline component that sets what spaCy's ``attribute_ruler`` sets, several times as fast.

Most rules of the English models look at one token, and at nothing of it but its tag, form,
relation and whether it is space. What they set is therefore a function of these four, worked out
once for each combination and remembered. Only the few rules over several tokens go to a matcher.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab

FACTORY = "brief_attribute_ruler"

_SEEN = (TAG, LOWER, DEP, IS_SPACE)
_SEEN_NAMES = {"TAG": 0, "LOWER": 1, "DEP": 2, "IS_SPACE": 3}
_SET = (TAG, POS, MORPH, LEMMA, DEP)
_SET_AT = {"TAG": 0, "POS": 1, "MORPH": 2, "LEMMA": 3, "DEP": 4}

Token: TypeAlias = tuple[int, ...]
Rule: TypeAlias = tuple[int, dict[int, int]]
Test: TypeAlias = Callable[[Token], bool]


class TokenAttributes:
    """The component. It does nothing until ``adopt`` gives it the rules of an attribute ruler."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._single: list[tuple[Test, Rule]] = []
        self._several = Matcher(vocab)
        self._several_rules: dict[int, tuple[int, Rule]] = {}
        self._forms: set[int] = set()
        self._rules_of: dict[Token, list[Rule]] = {}

    def adopt(self, ruler: AttributeRuler) -> bool:
        """Take over the rules of ``ruler``; False if one of them is of a kind unknown here."""
        rules: list[dict[str, Any]] = ruler.patterns
        for number, rule in enumerate(rules):
            values = self._values(rule["attrs"])
            if values is None:
                return False
            for pattern in rule["patterns"]:
                test = self._test(pattern)
                if test is not None and rule["index"] in (0, -1):
                    self._single.append((test, (number, values)))
                else:
                    key = f"{FACTORY} {len(self._several_rules)}"
                    self._several.add(key, [pattern])
                    at = self._vocab.strings.add(key)
                    self._several_rules[at] = (rule["index"], (number, values))
        return True

    def _values(self, attrs: Mapping[str, str]) -> dict[int, int] | None:
        values: dict[int, int] = {}
        for name, value in attrs.items():
            if name not in _SET_AT:
                return None
            text = str(value)
            if name == "MORPH":
                values[_SET_AT[name]] = self._vocab.morphology.add(text)
            else:
                values[_SET_AT[name]] = self._vocab.strings.add(text)
        return values

    def _test(self, pattern: list[dict[str, Any]]) -> Test | None:
        if len(pattern) != 1:
            return None
        tests: list[tuple[int, frozenset[int]]] = []
        for name, value in pattern[0].items():
            allowed = value.get("IN") if isinstance(value, dict) and len(value) == 1 else [value]
            if name not in _SEEN_NAMES or not isinstance(allowed, list):
                return None
            if not all(isinstance(v, str | bool) for v in allowed):
                return None
            strings = self._vocab.strings
            hashes = (int(v) if isinstance(v, bool) else strings.add(v) for v in allowed)
            tests.append((_SEEN_NAMES[name], frozenset(hashes)))
            if name == "LOWER":
                self._forms |= tests[-1][1]
        return lambda token: all(token[at] in allowed for at, allowed in tests)

    def __call__(self, doc: Doc) -> Doc:
        """Set tag, part of speech, morphology, lemma and relation where a rule says so."""
        # Forms that no rule asks for count as one, so that few combinations are to be remembered.
        matching = [
            (tag, form if form in self._forms else 0, dep, space)
            for tag, form, dep, space in doc.to_array(list(_SEEN)).tolist()
        ]
        extra = self._over_several_tokens(doc)
        values = doc.to_array(list(_SET))
        rows = values.tolist()
        for index, token in enumerate(matching):
            rules = self._rules_of.get(token)
            if rules is None:
                rules = [rule for test, rule in self._single if test(token)]
                rules.sort(key=lambda rule: rule[0])
                self._rules_of[token] = rules
            if index in extra:
                rules = sorted([*rules, *extra[index]], key=lambda rule: rule[0])
            row = rows[index]
            for _, changes in rules:
                for at, value in changes.items():
                    row[at] = value
        if rows:
            doc.from_array(list(_SET), numpy.asarray(rows, dtype="uint64"))  # type: ignore[arg-type]  # ids
        return doc

    def _over_several_tokens(self, doc: Doc) -> dict[int, list[Rule]]:
        by_first_token: dict[int, list[Rule]] = defaultdict(list)
        for key, start, end in self._several(doc, allow_missing=True):
            index, rule = self._several_rules[key]
            by_first_token[start + index if index >= 0 else end + index].append(rule)
        return by_first_token


@Language.factory(FACTORY)
def _make(nlp: Language, name: str) -> TokenAttributes:  # noqa: ARG001  (what a factory is given)
    return TokenAttributes(nlp.vocab)


def use_fast_attributes(nlp: Language) -> None:
    """Replace the pipeline's attribute ruler, unless it has rules that only it understands."""
    if not nlp.has_pipe("attribute_ruler"):
        return
    ruler = nlp.get_pipe("attribute_ruler")
    fast = TokenAttributes(nlp.vocab)
    if isinstance(ruler, AttributeRuler) and fast.adopt(ruler):
        replacement = nlp.replace_pipe("attribute_ruler", FACTORY)
        replacement.adopt(ruler)  # type: ignore[attr-defined]  # it is of our class
