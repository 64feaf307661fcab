"""Labelled pairs of the ledger: ``python -m bench.ledger [NAMES] [--half HALF]``.

NAMES are ``promises`` and ``contradictions``. The pairs stand in ``tests/corpus/ledger``; what
their labels mean, its README says. Both passages of a pair are analysed as articles of their own
day, and what the program links is compared with the label. HALF is one of ``even``, for tuning;
``odd``, held out; and two files for tuning as well, ``varied`` of other topics and ``more``, which
were written by somebody who had not seen the program. Printed are precision and recall with
the counts they rest on, how many were named as the label has them, by kind what was found, and by
kind of look-alike what was wrongly linked; ``--misses`` prints each pair that is wrong.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from briefing.acts.hearing import heard_in
from briefing.acts.lines import lines_of
from briefing.article_refs import ArticleRef
from briefing.contradictions.claims import claims_of
from briefing.contradictions.pairs import contradictions as contradictions_among
from briefing.extract import pipeline
from briefing.ledger.reading import undertakings_of
from briefing.model import Article, Entry
from briefing.nlp_model import BUNDLED_MODEL

CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "ledger"
HALVES = {"even": 0, "odd": 1}
FILES = ("varied", "more", "fresh")
"""Pairs in files of their own, which are not divided."""

Pair = dict[str, Any]
Entries = Mapping[tuple[int, str], Entry]
"""The analysed passages, by the number of their pair and their name in it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the label of a pair says, and what the program said; None for no link.

    ``kind`` is the kind of answer or contradiction, or that of the look-alike.
    """

    number: int
    is_link: bool
    kind: str
    said: str | None


def pairs_of(name: str, half: str) -> list[Pair]:
    """The labelled pairs of the even or the odd half of the main file, or all of another one."""
    file = f"{half}_{name}.toml" if half in FILES else f"{name}.toml"
    labelled: list[Pair] = tomllib.loads((CORPUS / file).read_text("utf-8"))["pair"]
    if half in FILES:
        return labelled
    return [pair for pair in labelled if pair["number"] % 2 == HALVES[half]]


def analysed(pairs: Sequence[Pair], passages: Sequence[str]) -> Entries:
    """Each passage as an article of its own, with what is found in it."""
    places = [(pair["number"], name) for pair in pairs for name in passages]
    by_number = {pair["number"]: pair for pair in pairs}
    articles = [_article(f"{n}-{name}", by_number[n][name]) for n, name in places]
    findings = pipeline.analyse(articles, BUNDLED_MODEL)
    return {
        place: Entry(article, each)
        for place, article, each in zip(places, articles, findings, strict=True)
    }


def _article(article_id: str, passage: Mapping[str, Any]) -> Article:
    day: date = passage["date"]
    return Article(
        article_id,
        title=passage["outlet"],
        text=passage["text"],
        source=passage["outlet"],
        published=datetime.combine(day, time(12), UTC),
    )


def promises(half: str) -> list[Verdict]:
    """Whether the candidate is linked to the promise as its answer, pair by pair."""
    pairs = pairs_of("promises", half)
    entries = analysed(pairs, ("promise", "candidate"))
    return [
        Verdict(
            pair["number"],
            pair["label"] == "answers",
            pair.get("outcome") or pair["look_alike"],
            _outcome(
                entries[pair["number"], "promise"],
                entries[pair["number"], "candidate"],
                one_story=pair.get("look_alike") != "other story",
            ),
        )
        for pair in pairs
    ]


def _outcome(promise: Entry, candidate: Entry, *, one_story: bool) -> str | None:
    """The first answer that the candidate gives to anything undertaken in the other passage."""
    ref, lines = ArticleRef.of(candidate.article), lines_of(candidate.article.text)
    dates = candidate.findings.dates if candidate.findings else ()
    for undertaking in undertakings_of(promise):
        if answer := heard_in(undertaking.duty, ref, lines, dates, one_story=one_story):
            return answer.outcome
    return None


def contradictions(half: str) -> list[Verdict]:
    """Whether the two statements are taken for such as cannot both hold, pair by pair."""
    pairs = pairs_of("contradictions", half)
    entries = analysed(pairs, ("first", "second"))
    return [
        Verdict(
            pair["number"],
            pair["label"] == "contradict",
            pair.get("kind") or pair["look_alike"],
            _clash([entries[pair["number"], name] for name in ("first", "second")]),
        )
        for pair in pairs
    ]


def _clash(entries: Sequence[Entry]) -> str | None:
    claims = (
        claim
        for entry in entries
        for claim in claims_of(ArticleRef.of(entry.article), entry.article.text, entry.findings)
    )
    return next((each.kind for each in contradictions_among(claims)), None)


SCORED: Mapping[str, Callable[[str], list[Verdict]]] = {
    "promises": promises,
    "contradictions": contradictions,
}


def print_figures(name: str, half: str, verdicts: Sequence[Verdict]) -> None:
    """Precision and recall, and what they are made of."""
    linked = [v for v in verdicts if v.said is not None]
    right = [v for v in linked if v.is_link]
    wanted = [v for v in verdicts if v.is_link]
    named = sum(v.said == v.kind for v in right)
    print(f"{name}, {half} pairs: {len(verdicts)}, of which {len(wanted)} are to be linked")
    print(f"precision {_share(len(right), len(linked))}, recall {_share(len(right), len(wanted))}")
    print(f"of those linked rightly {named} of {len(right)} are called as the label calls them")
    found = Counter(v.kind for v in right)
    for kind, count in Counter(v.kind for v in wanted).most_common():
        print(f"  {kind:24} found {found[kind]:3} of {count}")
    taken = Counter(v.kind for v in linked if not v.is_link)
    for kind, count in Counter(v.kind for v in verdicts if not v.is_link).most_common():
        print(f"  {kind:24} wrongly linked {taken[kind]} of {count}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part} of {whole})" if whole else f"none ({part} of {whole})"


def main() -> None:
    """Analyse, link, score and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("names", nargs="*", default=[], help=f"of {', '.join(SCORED)}")
    arguments.add_argument("--half", choices=(*HALVES, *FILES), default="even")
    arguments.add_argument("--misses", action="store_true", help="name each pair that is wrong")
    options = arguments.parse_args()
    for name in options.names or SCORED:
        verdicts = SCORED[name](options.half)
        print_figures(name, options.half, verdicts)
        for verdict in verdicts if options.misses else ():
            if (verdict.said is not None) != verdict.is_link:
                print(f"  {verdict.number}: {verdict.kind}, said {verdict.said}")


if __name__ == "__main__":
    main()
