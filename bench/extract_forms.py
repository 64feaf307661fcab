"""Documents of other forms than news against what a careful reader finds in them.

``python bench/extract_forms.py [FOLDER] [--errors]`` prints for ``tests/corpus/forms``:

- turns: half of a turn's letters or more stand in quotes given to its speaker; letters given to
  somebody else, of all letters given;
- entries: a talk or deadline has the day and holds the words (and the time, where there is one);
  of the rows shown in documents with entries, those that are one of them;
- statements: the content overlaps by half, and the speaker is the one expected.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.extract import pipeline
from briefing.intake.seeds import read_seed
from briefing.model import Article, Deadline, Findings, Quote, Span, Talk
from briefing.nlp_model import BUNDLED_MODEL

FORMS = Path(__file__).parents[1] / "tests" / "corpus" / "forms"
_HALF = 0.5
_TITLES = frozenset("mr mrs ms dr sir lord lady madam the a an president minister".split())

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """One document of the corpus with what is expected of it."""

    name: str
    article: Article
    labels: dict[str, Any]


def read_documents(folder: Path = FORMS) -> Iterator[LabelledDocument]:
    """The documents of a folder in the order of their names."""
    for path in sorted(folder.glob("*.txt")):
        labels = json.loads(path.with_suffix(".json").read_text("utf-8"))
        yield LabelledDocument(path.stem, read_seed(path), labels)


def score(
    document: LabelledDocument, findings: Findings, say: Say = lambda _: None
) -> Counter[str]:
    """What of one document is right: counts that add up over documents."""
    counts: Counter[str] = Counter()
    _score_turns(document, findings, counts, say)
    _score_entries(document, findings, counts, say)
    if not document.labels.get("turns"):
        _score_statements(document, findings, counts, say)
    return counts


def share(counts: Counter[str], part: str, whole: str) -> float:
    """One count as a share of another; 0 of nothing."""
    return counts[part] / counts[whole] if counts[whole] else 0.0


def f1(counts: Counter[str]) -> float:
    """F1 of the statements with their speakers."""
    right = counts["statements_right"]
    total = counts["statements_shown"] + counts["statements"]
    return 2 * right / total if total else 0.0


def _score_turns(
    document: LabelledDocument, findings: Findings, counts: Counter[str], say: Say
) -> None:
    text = document.article.text
    for turn in document.labels.get("turns", ()):
        at = text.find(turn["starts"])
        if turn["unnamed"] or at < 0:
            continue
        ends = [m.end() for m in re.finditer(r"\S+", text[at:])][: turn["words"]]
        where = _letters(text, (Span(at, at + ends[-1]),))
        names = [turn["speaker"], *turn.get("accept", ())]
        own: set[int] = set()
        others: set[int] = set()
        for quote in findings.quotes:
            both = _letters(text, quote.spans) & where
            if both and quote.speaker:
                (own if _is_one(quote.speaker, names) else others).update(both)
        counts["turns"] += 1
        counts["turns_right"] += len(own) >= _HALF * len(where)
        counts["given"] += len(own | others)
        counts["misgiven"] += len(others - own)
        if len(own) < _HALF * len(where):
            say(f"{document.name}: turn of {turn['speaker']}: {turn['starts']}")


def _score_entries(
    document: LabelledDocument, findings: Findings, counts: Counter[str], say: Say
) -> None:
    entries = document.labels.get("entries", ())
    rows = [(t.start, t) for t in findings.talks if t.start]
    rows += [(d.when, d) for d in findings.deadlines]  # type: ignore[misc]
    used: set[int] = set()
    for entry in entries:
        is_found = timed = False
        for number, (day, row) in enumerate(rows):
            if day.isoformat() != entry["when"] or not _is_about(document.article.text, row, entry):
                continue
            is_found = True
            used.add(number)
            timed = timed or entry["time"] in (None, row.time)
        counts["entries"] += 1
        counts["entries_found"] += is_found
        counts["entries_timed"] += timed
        if not timed:
            say(f"{document.name}: entry {entry['when']} {entry['time']} {entry['what']}")
    if entries:
        counts["rows"] += len(rows)
        counts["rows_right"] += len(used)


def _is_about(text: str, row: Talk | Deadline, entry: dict[str, Any]) -> bool:
    words = [_fold(w) for w in entry["words"]]
    said = f"{_fold(row.what)} {_fold(row.span.of(text))}"
    return any(word in said for word in words)


def _score_statements(
    document: LabelledDocument, findings: Findings, counts: Counter[str], say: Say
) -> None:
    text = document.article.text
    labels = [*document.labels.get("quotes", ()), *document.labels.get("statements", ())]
    used: set[int] = set()
    for label in labels:
        contents = label["content"] if isinstance(label["content"], list) else [label["content"]]
        where = _letters(text, tuple(filter(None, (_find(text, w) for w in contents))))
        names = [*label["speaker"].split("|"), *label.get("accept", ())]
        required = label.get("required", True)
        counts["statements"] += required
        match = _best(text, findings.quotes, where, used)
        if match is not None:
            used.add(match)
        right = match is not None and _is_one(findings.quotes[match].speaker or "", names)
        counts["statements_right"] += required and right
        counts["statements_shown"] += match is not None and required
        if required and not right:
            say(f"{document.name}: statement of {label['speaker']}: {contents[0][:70]}")
    if labels:
        extra = [q for n, q in enumerate(findings.quotes) if n not in used]
        counts["statements_shown"] += len(extra)
        for quote in extra:
            say(f"{document.name}: too much: {quote.speaker}: {quote.content[:70]}")


def _best(text: str, quotes: tuple[Quote, ...], where: set[int], used: set[int]) -> int | None:
    best, chosen = _HALF, None
    for number, quote in enumerate(quotes):
        letters = _letters(text, quote.spans)
        overlap = len(letters & where) / len(letters | where) if letters and where else 0.0
        if number not in used and overlap >= best:
            best, chosen = overlap, number
    return chosen


def _find(text: str, words: str) -> Span | None:
    match = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return Span(*match.span()) if match else None


def _letters(text: str, spans: tuple[Span, ...]) -> set[int]:
    return {i for s in spans for i in range(s.start, s.end) if text[i].isalnum()}


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return " ".join(re.sub(r"[^\w&]+", " ", bare.replace("'s ", " ").replace("’s ", " ")).split())


def _is_one(name: str, names: list[str]) -> bool:
    def bare(each: str) -> list[str]:
        words = _fold(each).split()
        while len(words) > 1 and words[0] in _TITLES:
            words = words[1:]
        return words

    return any(bare(name) == bare(each) for each in names)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, default=FORMS)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    documents = list(read_documents(options.folder))
    counts: Counter[str] = Counter()
    found = pipeline.analyse([document.article for document in documents], BUNDLED_MODEL)
    for document, findings in zip(documents, found, strict=True):
        counts += score(document, findings, print if options.errors else lambda _: None)
    print(f"{len(documents)} documents")
    turns, given_wrong = share(counts, "turns_right", "turns"), share(counts, "misgiven", "given")
    print(f"turns       right {turns:.3f} of {counts['turns']}; misgiven {given_wrong:.3f}")
    entries, timed = (share(counts, f"entries_{k}", "entries") for k in ("found", "timed"))
    rows = share(counts, "rows_right", "rows")
    print(
        f"entries     found {entries:.3f}, with their time {timed:.3f} of {counts['entries']}; "
        f"of rows shown right {rows:.3f}"
    )
    print(f"statements  F1 {f1(counts):.3f} of {counts['statements']}")


if __name__ == "__main__":
    main()
