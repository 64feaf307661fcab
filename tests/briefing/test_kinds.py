"""A kind of finding that nobody thought of: entered once, it is found, kept, searched, answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import Struct

from bench.filling import put_in
from briefing import codec
from briefing.annotations.apply import corrected
from briefing.annotations.bookmarks import bookmarks_of
from briefing.corrections import correction_from_json, correction_of, correction_to_json
from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf
from briefing.kinds import (
    FindingKind,
    all_kinds,
    findings_of_kind,
    kind_named,
    kind_of,
    register,
    registered,
)
from briefing.model import Entry, Findings, Span
from briefing.search.engine import search
from briefing.search.index import Index
from briefing.search.query import parse
from store.library import open_library
from tests.briefing.support import DAY, article

if TYPE_CHECKING:
    from spacy.tokens import Doc

TEXT = "The assembly voted 31 to 12 for the harbour toll.\nA committee voted 4 to 3 against it."


class Vote(Struct, frozen=True):
    """A count of votes, for and against."""

    ayes: int
    noes: int
    about: str
    span: Span
    corrected: bool = False


VOTES = FindingKind(
    name="ballot",
    plural="ballots",
    value=Vote,
    fields=("ayes", "noes", "about", "span"),
    spans=lambda vote: (vote.span,),
    words=lambda vote: (f"{vote.ayes} to {vote.noes} {vote.about}", "", "", ""),
    correctable=("about",),
    finder=f"{__name__}:find_votes",
)


def find_votes(doc: Doc, day: date | None) -> Iterator[Vote]:
    for match in re.finditer(r"voted (\d+) to (\d+) (.*?)\.", doc.text):
        yield Vote(int(match[1]), int(match[2]), match[3], Span(*match.span()))


@pytest.fixture
def votes() -> Iterator[FindingKind]:
    with registered(VOTES) as kind:
        yield kind


def entry() -> Entry:
    findings = (
        Vote(31, 12, "for the harbour toll", Span(13, 48)),
        Vote(4, 3, "against it", Span(62, 85)),
    )
    return Entry(article("a", text=TEXT), Findings("a", "rules", others=(("ballots", findings),)))


def test_a_kind_is_known_by_name_and_by_what_it_finds(votes: FindingKind) -> None:
    vote = entry().findings.others[0][1][0]  # type: ignore[union-attr]
    assert kind_named("ballot") is votes is kind_of(vote)
    assert all_kinds()[-1] is votes
    for taken in (votes, all_kinds()[0]):
        with pytest.raises(ValueError, match="already"):
            register(taken)
    with pytest.raises(KeyError):
        kind_named("sentence")


def test_a_kind_leaves_with_its_registration() -> None:
    with registered(VOTES):
        pass
    assert VOTES not in all_kinds()


def test_the_pipeline_finds_what_a_registered_kind_names(votes: FindingKind) -> None:
    from briefing.extract import pipeline

    (analysed,) = pipeline.analyse([article("a", text=TEXT)], "auto")
    assert [(v.ayes, v.noes) for v in findings_of_kind(analysed, votes)] == [(31, 12), (4, 3)]
    printed = codec.extract_object(article("a", text=TEXT), analysed)
    assert printed["ballots"][1]["about"] == "against it"


def test_a_kind_goes_through_the_store_and_comes_back(votes: FindingKind, tmp_path: Path) -> None:
    library = open_library(tmp_path)
    try:
        put_in(library, [entry()])
        stored, given = library.findings("a"), entry().findings
        assert stored is not None
        assert given is not None
        assert stored.others == given.others
    finally:
        library.close()


def test_findings_of_a_kind_that_is_gone_are_left_out() -> None:
    with registered(VOTES):
        record = codec.findings_to_json(entry().findings)  # type: ignore[arg-type]
    assert codec.findings_from_json("a", "rules", record).others == ()


def test_a_kind_is_searched_by_its_words_and_its_name(votes: FindingKind) -> None:
    index = Index([entry()])
    for asked in ("harbour toll", "kind:ballot harbour"):
        hits = search(parse(asked), index)
        assert [(hit.kind, hit.item.finding.ayes) for hit in hits[:1]] == [("ballot", 31)]  # type: ignore[union-attr]
    lost = search(parse("kind:ballot 4"), index)[0]
    assert lost.evidence.spans == (Span(62, 85),)


def test_a_kind_is_in_the_briefing_and_can_be_marked(votes: FindingKind) -> None:
    briefing = make_briefing([entry()], AsOf(DAY, "asked for"))
    first, second = briefing.of_kind(votes.name)
    assert (first.finding.ayes, second.finding.ayes) == (31, 4)
    assert first.evidence.spans == (Span(13, 48),)
    (mark,) = bookmarks_of(first)
    assert (mark.kind, mark.spans) == ("ballot", first.spans)


def test_a_kind_can_be_set_right_and_taken_for_none(votes: FindingKind) -> None:
    given = entry()
    assert given.findings is not None
    first, second = findings_of_kind(given.findings, votes)
    now = datetime(2022, 1, 12, tzinfo=UTC)
    right = correction_of(first, given.article, now, "about", "for the toll")
    wrong = correction_of(second, given.article, now, None)
    assert correction_from_json(correction_to_json(right)) == right
    after = corrected(given.findings, TEXT, [right, wrong])
    (vote,) = findings_of_kind(after, votes)
    assert (vote.about, vote.corrected) == ("for the toll", True)
