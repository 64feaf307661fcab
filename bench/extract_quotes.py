"""Quotations against a gold file: ``python -m bench.extract_quotes GOLD.jsonl [--rounds N]``.

A gold file has one article a line: ``text`` and ``quotes``, each with ``content_spans`` (character
offsets), ``speaker_start``/``speaker_end`` and ``speaker_text``, ``cue_text`` and, where a corpus
annotates thoughts as well, ``speech`` (PolNeAR, converted, is such a file). Printed are

- the extractor's own time as a share of the bare spaCy pipeline's, both timed in this run, and
  words per second of the two together;
- precision, recall, F and the share of right speakers, by kind and by phenomenon. A quote counts
  in pieces, cut at gaps and line ends; a piece is right if its words and those of the gold piece
  have at least half in common (intersection over union). Gold quotes that are no speech neither
  hit nor miss, and predictions on them are dropped.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from bench.measure import machine
from briefing.extract import pipeline
from briefing.extract.quotes.find import find_quotes
from briefing.extract.quotes.marks import find_quotations
from briefing.nlp_model import BUNDLED_MODEL

_WORD = re.compile(r"\w+(?:[’']\w+)?")
_LINE = re.compile(r"[^\n]+")
_PRONOUN = re.compile(r"(?i)he|she|they|it|we|i|who|that|which")
_PLURAL = re.compile(r"(?i)\w+s|people|some|many|others|.* and .*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of content in one line: the words it has (their offsets), and its quote's facts."""

    words: frozenset[int]
    kind: str
    speaker: str | None
    mention: tuple[int, int] | None
    speech: bool
    phenomena: frozenset[str]


def main() -> None:
    """Parse, time, score and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--rounds", type=int, default=3, help="timed runs of the extractor")
    options = arguments.parse_args()
    lines = options.gold.read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    nlp = pipeline.load(BUNDLED_MODEL)
    began = time.process_time()
    docs = list(pipeline.parse(nlp, (a["text"] for a in articles)))
    parsing = time.process_time() - began
    extracting = min(_timed(docs) for _ in range(options.rounds))
    words = sum(len(a["text"].split()) for a in articles)
    print(machine())
    print(f"{len(articles)} articles, {words} words")
    print(f"pipeline {parsing:.2f} s, quotes {extracting:.2f} s: {extracting / parsing:.1%} on top")
    print(f"{words / (parsing + extracting):.0f} words/s with both")
    _print_figures(articles, docs)


def _timed(docs: list[Doc]) -> float:
    began = time.process_time()
    for doc in docs:
        find_quotes(doc)
    return time.process_time() - began


def _print_figures(articles: list[dict[str, Any]], docs: list[Doc]) -> None:
    count: Counter[tuple[str, str]] = Counter()
    for article, doc in zip(articles, docs, strict=True):
        _count(count, list(_gold(article)), list(_answers(article["text"], doc)))
    print(f"{'':24}{'P':>6}{'R':>7}{'F':>7}{'speaker':>9}{'e2e F':>7}{'gold':>7}")
    names = sorted({name for name, _ in count}, key=lambda n: ("(" in n, -count[n, "gold"]))
    for name in names:
        _print_row(name, {figure: n for (row, figure), n in count.items() if row == name})


def _print_row(name: str, counts: dict[str, int]) -> None:
    gold, answers, hits = counts.get("gold", 0), counts.get("found", 0), counts.get("hit", 0)
    recall = hits / gold if gold else 0.0
    speaker = counts.get("right", 0) / counts["asked"] if counts.get("asked") else 0.0
    if "(" in name:
        print(f"{name:24}{'':6}{recall:7.3f}{'':7}{speaker:9.3f}{'':7}{gold:7}")
        return
    precision = counts.get("hit by", 0) / answers if answers else 0.0
    sum_ = precision + recall
    score = 2 * precision * recall / sum_ if sum_ else 0.0
    fit = counts.get("fit", 0)
    whole = 2 * fit / (gold + answers) if gold + answers else 0.0
    print(f"{name:24}{precision:6.3f}{recall:7.3f}{score:7.3f}{speaker:9.3f}{whole:7.3f}{gold:7}")


def _count(count: Counter[tuple[str, str]], every: list[Piece], answers: list[Piece]) -> None:
    gold = [p for p in every if p.speech]
    thoughts = frozenset[int]().union(*(p.words for p in every if not p.speech))
    pairs = _matched(gold, answers)
    hit = set(pairs.values())
    for j, piece in enumerate(answers):
        if j in hit or 2 * len(piece.words & thoughts) <= len(piece.words):
            for row in ("all", piece.kind):
                count[row, "found"] += 1
    for i, piece in enumerate(gold):
        rows = ["all", piece.kind, *(f"({p})" for p in piece.phenomena)]
        other = answers[pairs[i]] if i in pairs else None
        for row in rows:
            count[row, "gold"] += 1
            if other is None:
                continue
            has_speaker = piece.speaker is not None
            right = has_speaker and _same_speaker(piece, other)
            count[row, "hit"] += 1
            count[row, "asked"] += has_speaker
            count[row, "right"] += right
            count[row, "fit"] += right or not has_speaker
        if other is not None:
            for row in ("all", other.kind):
                count[row, "hit by"] += 1


def _matched(gold: list[Piece], answers: list[Piece]) -> dict[int, int]:
    """Gold piece -> found piece, one to one, best overlap first."""
    scored = sorted(
        (
            (len(g.words & f.words) / len(g.words | f.words), -i, -j)
            for i, g in enumerate(gold)
            for j, f in enumerate(answers)
            if not g.words.isdisjoint(f.words)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    used = set()
    for overlap, i, j in scored:
        if overlap >= 0.5 and -i not in pairs and -j not in used:
            pairs[-i] = -j
            used.add(-j)
    return pairs


def _same_speaker(gold: Piece, answer: Piece) -> bool:
    """The mentions overlap, or the last word of one is among the words of the other."""
    if (
        gold.mention
        and answer.mention
        and (max(gold.mention[0], answer.mention[0]) < min(gold.mention[1], answer.mention[1]))
    ):
        return True
    one, other = _last_words(gold.speaker), _last_words(answer.speaker)
    return bool(one and other) and (one[-1] in other or other[-1] in one)


def _last_words(name: str | None) -> list[str]:
    words = re.findall(r"[\w’'-]+", re.split(r",|\(| (?:who|of|for|in) ", name or "")[0])
    return [w.lower().removesuffix("’s").removesuffix("'s") for w in words]


def _gold(article: dict[str, Any]) -> Iterator[Piece]:
    text = article["text"]
    inside = _inside(text)
    for quote in article["quotes"]:
        start = quote.get("speaker_start")
        mention = (start, quote["speaker_end"]) if start is not None else None
        yield from _pieces(
            text,
            inside,
            quote["content_spans"],
            quote.get("speaker_text"),
            mention,
            quote.get("speech", True),
            _phenomena(text, quote),
        )


def _answers(text: str, doc: Doc) -> Iterator[Piece]:
    inside = _inside(text)
    for quote in find_quotes(doc):
        spans = [[span.start, span.end] for span in quote.spans]
        mention = quote.speaker_span
        place = (mention.start, mention.end) if mention else None
        said_by = mention.of(text) if mention else None
        yield from _pieces(text, inside, spans, said_by, place, True, frozenset())


def _inside(text: str) -> bytearray:
    inside = bytearray(len(text))
    for quotation in find_quotations(text):
        span = quotation.outer
        inside[span.start : span.end] = b"\1" * (span.end - span.start)
    return inside


def _pieces(
    text: str,
    inside: bytearray,
    spans: list[list[int]],
    speaker: str | None,
    mention: tuple[int, int] | None,
    speech: bool,
    phenomena: frozenset[str],
) -> Iterator[Piece]:
    runs: list[list[int]] = []
    for start, end in sorted(spans):
        for line in _LINE.finditer(text, start, end):
            gap = text[runs[-1][1] : line.start()] if runs else "x"
            if any(c.isalnum() or c == "\n" for c in gap):
                runs.append([line.start(), line.end()])
            else:
                runs[-1][1] = line.end()
    for start, end in runs:
        words = frozenset(m.start() for m in _WORD.finditer(text, start, end))
        if words:
            kind = _kind(text, inside, start, end)
            yield Piece(words, kind, speaker, mention, speech, phenomena)


def _kind(text: str, inside: bytearray, start: int, end: int) -> str:
    letters = [i for i in range(start, end) if text[i].isalnum()]
    share = sum(inside[i] for i in letters) / len(letters)
    return "direct" if share >= 0.9 else "mixed" if share else "indirect"


def _phenomena(text: str, quote: dict[str, Any]) -> frozenset[str]:
    """The hard cases that a gold quote is one of."""
    spans, cue = quote["content_spans"], (quote.get("cue_text") or "").strip().lower()
    start, end = spans[0][0], spans[-1][1]
    words = text[start:end].split()
    speaker = quote.get("speaker_text") or ""
    marked = any(c in text[start:end] for c in '"“”')
    named = {
        "indirect without that": not marked and len(spans) == 1 and words[0].lower() != "that",
        "split around the cue": len(spans) > 1,
        "colon": cue in (":", "-", "--"),
        "relative clause": speaker.lower() in ("who", "which", "that"),
        "by somebody": cue.endswith(" by"),
        "no speaker": not speaker,
        "up to three words": marked and len(words) <= 3,
        "plural speaker": bool(speaker) and bool(_PLURAL.fullmatch(speaker)),
        "several paragraphs": "\n" in text[start:end].strip(),
        "pronoun speaker": bool(_PRONOUN.fullmatch(speaker)),
        "according to": cue.startswith("according"),
    }
    return frozenset(name for name, true in named.items() if true)


if __name__ == "__main__":
    main()
