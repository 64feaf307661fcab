"""Talks and deadlines of whole articles against what a careful reader finds in them.

``python bench/extract_briefs.py [FOLDER] [--errors tune]`` prints precision, recall and F1 by part
of ``tests/corpus/briefs``. A talk is right when place, days and status are; a deadline when its
days are and the thing is the same (they share a word that says something). One answer matches
one expectation at most.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from briefing.extract import pipeline
from briefing.model import Article, Deadline, Findings, Talk
from briefing.nlp_model import BUNDLED_MODEL

BRIEFS = Path(__file__).parents[1] / "tests" / "corpus" / "briefs"
PARTS = ("tune", "test", "blind")
_SEASON = 80  # days; wording this vague ("in spring", "early next year") has no exact days
_WORD = re.compile(r"[^\W\d_]{3,}")
_STOP = frozenset(
    "the and for with from that this its his her their will would have has had are was were been "
    "not who whom which after before until over into about between other another next new first "
    "last second third meeting day week month year says said".split()
)


@dataclass(frozen=True, slots=True)
class Brief:
    """One article of the corpus with what is expected of it."""

    name: str
    part: str
    article: Article
    talks: list[dict[str, Any]]
    deadlines: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Score:
    """How many answers were right, given and expected."""

    right: int = 0
    given: int = 0
    expected: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right, self.given + other.given, self.expected + other.expected
        )

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing is expected or given."""
        total = self.given + self.expected
        return 2 * self.right / total if total else 1.0

    def __str__(self) -> str:
        precision = self.right / self.given if self.given else 1.0
        recall = self.right / self.expected if self.expected else 1.0
        counts = f"{self.right} right of {self.given} given, {self.expected} expected"
        return f"P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}  ({counts})"


def read_briefs(folder: Path = BRIEFS) -> list[Brief]:
    """The articles of a folder with their expectations, by name."""
    return [_read(path) for path in sorted(folder.glob("*.json"))]


def _read(path: Path) -> Brief:
    expected = json.loads(path.read_text(encoding="utf-8"))
    title, day, url, *lines = path.with_suffix(".txt").read_text(encoding="utf-8").split("\n")
    article = Article(
        id=path.stem,
        title=title,
        text="\n".join(lines).strip(),
        url=url,
        published=datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC),
    )
    return Brief(path.stem, expected["part"], article, expected["talks"], expected["deadlines"])


def same_talk(talk: Talk, expected: dict[str, Any]) -> bool:
    """Whether place, days and status are those expected."""
    return (
        _fold(talk.place) == _fold(expected["place"])
        and _same_days(talk.start, talk.end, expected["start"], expected["end"])
        and talk.status == expected["status"]
    )


def same_deadline(deadline: Deadline, expected: dict[str, Any], text: str) -> bool:
    """Whether the days are those expected, and the thing is the same."""
    if not _same_days(deadline.when, deadline.end, expected["when"], expected["end"]):
        return False
    if deadline.cancelled != expected["cancelled"]:
        return False
    expected_words = _words(f"{expected['what']} {expected['who'] or ''}")
    return bool(expected_words & _words(f"{deadline.what} {deadline.who or ''}")) or bool(
        _words(expected["what"]) & _words(deadline.span.of(text))
    )


def matched(
    answers: list[Any], expected: list[dict[str, Any]], same: Callable[[Any, dict[str, Any]], bool]
) -> list[tuple[int, int]]:
    """The largest one-to-one matching of answers to expectations, as pairs of indices."""
    partner: dict[int, int] = {}

    def place(answer: int, visited: set[int]) -> bool:
        for index, label in enumerate(expected):
            if index in visited or not same(answers[answer], label):
                continue
            visited.add(index)
            if index not in partner or place(partner[index], visited):
                partner[index] = answer
                return True
        return False

    for answer in range(len(answers)):
        place(answer, set())
    return [(answer, index) for index, answer in partner.items()]


def score_talks(brief: Brief, findings: Findings) -> Score:
    """The talks of one article."""
    pairs = matched(list(findings.talks), brief.talks, same_talk)
    return Score(len(pairs), len(findings.talks), len(brief.talks))


def score_deadlines(brief: Brief, findings: Findings) -> Score:
    """The deadlines of one article."""
    text = brief.article.text
    pairs = matched(
        list(findings.deadlines), brief.deadlines, lambda f, e: same_deadline(f, e, text)
    )
    return Score(len(pairs), len(findings.deadlines), len(brief.deadlines))


def _same_days(
    first: date | None, last: date | None, expected: str | None, expected_last: str | None
) -> bool:
    """Whether two stretches are the same, or overlap where a season's length is expected."""
    if first is None or last is None or expected is None or expected_last is None:
        return (first is None) == (expected is None)
    start, end = date.fromisoformat(expected), date.fromisoformat(expected_last)
    if (end - start).days >= _SEASON:
        return first <= end and start <= last and (last - first).days > 31
    return (first, last) == (start, end)


def _fold(name: str | None) -> str:
    plain = unicodedata.normalize("NFKD", (name or "").replace("ø", "o").replace("Ø", "O"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _words(text: str) -> set[str]:
    return {_stem(w) for w in _WORD.findall(text.casefold()) if w not in _STOP}


def _stem(word: str) -> str:
    return word[:5]


def _errors(brief: Brief, findings: Findings) -> Iterator[str]:
    talks: list[Any] = list(findings.talks)
    deadlines: list[Any] = list(findings.deadlines)
    text = brief.article.text
    for kind, answers, expected, same in (
        ("talk", talks, brief.talks, same_talk),
        ("deadline", deadlines, brief.deadlines, lambda f, e: same_deadline(f, e, text)),
    ):
        pairs = matched(answers, expected, same)
        hit, met = {a for a, _ in pairs}, {i for _, i in pairs}
        for index, answer in enumerate(answers):
            if index not in hit:
                yield f"  + {kind} {_show(answer)}   <- {answer.span.of(text)!r}"
        for index, label in enumerate(expected):
            if index not in met:
                yield f"  - {kind} {' | '.join(str(v) for v in label.values())}"


def _show(finding: Talk | Deadline) -> str:
    if isinstance(finding, Talk):
        days = f"{finding.start} {finding.end}"
        return f"{finding.what} | {finding.place} | {days} | {finding.parties} | {finding.status}"
    flags = f"{finding.kind}{' tentative' * finding.tentative}{' cancelled' * finding.cancelled}"
    return f"{finding.what} | {finding.who} | {finding.when} {finding.end} | {flags}"


def main() -> None:
    """Score a folder of briefs and print the figures by part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=BRIEFS)
    parser.add_argument("--errors", choices=("tune",), help="print what went wrong in that part")
    parser.add_argument("--model", default=BUNDLED_MODEL)
    options = parser.parse_args()
    briefs = read_briefs(options.folder)
    findings = list(pipeline.analyse([b.article for b in briefs], options.model))
    for brief, each in zip(briefs, findings, strict=True):
        if "!" in each.analyser:
            print(f"{brief.name}: {each.analyser}")
        if brief.part == options.errors and (lines := list(_errors(brief, each))):
            print(brief.name, brief.article.day)
            print("\n".join(lines))
    for part in PARTS:
        pairs = [(b, f) for b, f in zip(briefs, findings, strict=True) if b.part == part]
        for name, score in (("talks", score_talks), ("deadlines", score_deadlines)):
            total = sum((score(b, f) for b, f in pairs), Score())
            print(f"{part:5} {name:9} {len(pairs):3} articles  {total}")


if __name__ == "__main__":
    main()
