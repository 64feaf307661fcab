"""What became of things, told by one process to another that has the same briefing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from briefing.acts.duties import Answer
from briefing.digest.assembly import assemble, part_of
from briefing.digest.briefing import AsOf, Briefing
from briefing.digest.outcome_codec import decoded, encoded
from briefing.digest.outcomes import Aftermath, Outcomes, Reading
from briefing.model import Entry, Span
from tests.briefing.support import DAY, article, day, deadline, entry, talk

VOTE = deadline("council to vote on the budget", "2022-01-10", kind="vote", who="Bergen council")
MEETING = talk("Oslo", "2022-01-09", parties=("Norland", "Sudria"), status="planned")
PLAN = entry(article("plan", day("2022-01-08")), talks=(MEETING,), deadlines=(VOTE,))
TOLD = Entry(article("told", day("2022-01-11")))
READ = Reading(3, 2, ("Feed",), day("2022-01-07"))


def briefing_of(*given: Entry, older: Sequence[Entry] = ()) -> Briefing:
    announcing = [part_of(each) for each in older]
    return assemble(map(part_of, given), AsOf(DAY, "asked for"), announcing=announcing)


def outcomes_of(briefing: Briefing) -> Outcomes:
    """The vote is told of by two articles, of the meeting there is no news."""
    (vote,), (meeting,) = briefing.deadlines, briefing.talks
    by_id = {ref.id: ref for ref in briefing.articles} | {
        m.article.id: m.article for m in vote.mentions
    }
    told = Answer("late", by_id["told"], Span(2, 5))
    own = Answer("moved", by_id["plan"], Span(0, 5))
    return Outcomes.of_all(
        (Aftermath(vote, told, READ, (own,)), Aftermath(meeting, None, Reading()))
    )


@pytest.mark.parametrize("older", [False, True])
def test_it_is_about_the_rows_of_whoever_reads_it(older: bool) -> None:
    def made() -> Briefing:
        if not older:
            return briefing_of(PLAN, TOLD)
        ahead = replace(VOTE, when=day("2022-01-20"), end=day("2022-01-20"))
        later = replace(MEETING, start=day("2022-01-20"), end=day("2022-01-20"))
        plan = entry(PLAN.article, talks=(later,), deadlines=(ahead,))
        return briefing_of(TOLD, older=(plan,))

    here, there = made(), made()
    outcomes = outcomes_of(there)
    found = decoded(encoded(outcomes, there), here)
    assert found is not None
    assert found.aftermaths == outcomes.aftermaths
    assert [each.row for each in found.aftermaths] == [*here.deadlines, *here.talks]
    assert found.aftermaths[0].row is here.deadlines[0]
    assert found.of(here.deadlines[0]) == outcomes.of(there.deadlines[0])


@pytest.mark.parametrize(
    "other",
    [
        briefing_of(TOLD),
        briefing_of(PLAN),
        briefing_of(entry(PLAN.article, deadlines=(VOTE,)), TOLD),
        briefing_of(
            entry(PLAN.article, deadlines=(replace(VOTE, span=Span(1, 5)),), talks=(MEETING,)), TOLD
        ),
    ],
    ids=["no rows", "no such article", "fewer rows", "another place"],
)
def test_nothing_is_told_of_another_briefing(other: Briefing) -> None:
    there = briefing_of(PLAN, TOLD)
    assert decoded(encoded(outcomes_of(there), there), other) is None


@pytest.mark.parametrize("damaged", [b"", b"{}", b"[[0]]", b'[[99,"",[],{}]]', b"\xff"])
def test_what_is_damaged_tells_nothing(damaged: bytes) -> None:
    assert decoded(damaged, briefing_of(PLAN, TOLD)) is None
