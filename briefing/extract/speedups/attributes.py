"""A pipeline component that sets what spaCy's ``attribute_ruler`` sets, several times as fast.

Rules of the English models look at nothing of a token but its tag, form, relation and whether it is
space. What those for one token set is therefore a function of these four, worked out once for each
combination and remembered, and so is which rules over several tokens can begin with it. Only rules
of another kind go to a matcher.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.strings import StringStore
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
Sequence: TypeAlias = tuple[tuple[Test, ...], int, Rule]  # with the place of the token that it sets

_FORM = _SEEN_NAMES["LOWER"]
MOST_FORMS = 10_000
"""Of words, that are remembered: a megabyte."""


class TokenAttributes:
    """The component. It does nothing until ``adopt`` gives it the rules of an attribute ruler.

    ``forms`` are those of words met lately, each with what it is to the rules.
    """

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._single: list[tuple[Test, Rule]] = []
        self._sequences: list[Sequence] = []
        self._others = Matcher(vocab)
        self._other_rules: dict[int, tuple[int, Rule]] = {}
        self.forms = _Forms(vocab.strings)
        self._setting: dict[Token, tuple[list[Rule], dict[int, int], list[Sequence]]] = {}

    def adopt(self, ruler: AttributeRuler) -> bool:
        """Take over the rules of ``ruler``; False if one of them is of a kind unknown here."""
        rules: list[dict[str, Any]] = ruler.patterns
        for number, rule in enumerate(rules):
            values = self._values(rule["attrs"])
            if values is None:
                return False
            for pattern in rule["patterns"]:
                self._add(pattern, rule["index"], (number, values))
        return True

    def _add(self, pattern: list[dict[str, Any]], index: int, rule: Rule) -> None:
        tests = tuple([test for each in pattern if (test := self._test(each)) is not None])
        if not tests or len(tests) < len(pattern):
            key = f"{FACTORY} {len(self._other_rules)}"
            self._others.add(key, [pattern])
            self._other_rules[self._vocab.strings.add(key)] = (index, rule)
        elif len(tests) == 1 and index in (0, -1):
            self._single.append((tests[0], rule))
        else:
            self._sequences.append((tests, index if index >= 0 else len(tests) + index, rule))

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

    def _test(self, pattern: dict[str, Any]) -> Test | None:
        """Whether a token is as a pattern has it; None for a pattern of a kind unknown here."""
        tests = [self._test_of(name, value) for name, value in pattern.items()]
        known = [test for test in tests if test is not None]
        if len(known) < len(tests):
            return None
        return known[0] if len(known) == 1 else lambda token: all(test(token) for test in known)

    def _test_of(self, name: str, value: Any) -> Test | None:
        at = _SEEN_NAMES.get(name)
        kind: str = "IN"
        wanted: Any = [value]
        if isinstance(value, dict):
            ((kind, wanted),) = value.items() if len(value) == 1 else [("", [])]
        if at is None:
            return None
        if kind == "REGEX" and at == _FORM and isinstance(wanted, str):
            strings, regex = self._vocab.strings, re.compile(wanted)
            self.forms.add_like(regex)
            return lambda token: regex.search(strings[token[at]] if token[at] else "") is not None
        listed = isinstance(wanted, list) and all(isinstance(v, str | bool) for v in wanted)
        if not listed or kind not in ("IN", "NOT_IN"):
            return None
        strings = self._vocab.strings
        hashes = frozenset(int(v) if isinstance(v, bool) else strings.add(v) for v in wanted)
        if at == _FORM:
            self.forms.add(hashes)
        if kind == "IN":
            return lambda token: token[at] in hashes
        return lambda token: token[at] not in hashes

    def __call__(self, doc: Doc) -> Doc:
        """Set tag, part of speech, morphology, lemma and relation where a rule says so."""
        # Forms that no rule asks for count as one, so that few combinations are to be remembered.
        forms = self.forms
        seen: list[Token] = [
            (tag, forms[form], dep, space)
            for tag, form, dep, space in doc.to_array(list(_SEEN)).tolist()
        ]
        setting = list(map(self._setting_for, seen))
        rows = doc.to_array(list(_SET)).tolist()
        for row, (_, changes, _) in zip(rows, setting, strict=True):
            for at, value in changes.items():
                row[at] = value
        for index, extra in self._over_several_tokens(doc, seen).items():
            for _, changes in sorted([*setting[index][0], *extra], key=_number):
                for at, value in changes.items():
                    rows[index][at] = value
        if rows:
            doc.from_array(list(_SET), numpy.asarray(rows, dtype="uint64"))  # type: ignore[arg-type]  # ids
        return doc

    def _setting_for(self, token: Token) -> tuple[list[Rule], dict[int, int], list[Sequence]]:
        """The rules for such a token, all that they set, and the sequences that it can begin."""
        setting = self._setting.get(token)
        if setting is None:
            rules = sorted([rule for test, rule in self._single if test(token)], key=_number)
            changes = {at: value for _, each in rules for at, value in each.items()}
            begun = [sequence for sequence in self._sequences if sequence[0][0](token)]
            setting = self._setting[token] = (rules, changes, begun)
        return setting

    def _over_several_tokens(self, doc: Doc, seen: list[Token]) -> dict[int, list[Rule]]:
        """The rules of sequences for each token that they set something of."""
        by_token: dict[int, list[Rule]] = defaultdict(list)
        for start, token in enumerate(seen):
            for tests, place, rule in self._setting[token][2]:
                stretch = seen[start : start + len(tests)]
                if len(stretch) == len(tests) and all(
                    test(each) for test, each in zip(tests, stretch, strict=True)
                ):
                    by_token[start + place].append(rule)
        for key, start, end in self._others(doc, allow_missing=True) if self._other_rules else ():
            index, rule = self._other_rules[key]
            by_token[start + index if index >= 0 else end + index].append(rule)
        return by_token


def _number(rule: Rule) -> int:
    """The place of a rule among all: the later one has the last word."""
    return rule[0]


class _Forms(dict[int, int]):
    """Forms as rules see them: one that none asks for is 0."""

    def __init__(self, strings: StringStore) -> None:
        self._strings = strings
        self._named: set[int] = set()
        self._like: list[re.Pattern[str]] = []

    def add(self, forms: frozenset[int]) -> None:
        """A rule asks for these."""
        self._named |= forms

    def add_like(self, regex: re.Pattern[str]) -> None:
        """A rule asks for those in which that expression is found."""
        self._like.append(regex)

    def __missing__(self, form: int) -> int:
        if len(self) > MOST_FORMS:
            self.clear()
        text = self._strings[form] if form else ""
        asked = form in self._named or any(regex.search(text) for regex in self._like)
        self[form] = form if asked else 0
        return self[form]


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
