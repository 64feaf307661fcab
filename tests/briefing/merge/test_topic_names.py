"""Rows in which nothing is a name say which name their articles are about."""

from __future__ import annotations

import pytest

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf
from briefing.model import Deadline, Talk
from briefing.rows import meeting_name, subject
from tests.briefing.support import DAY, article, deadline, entry, talk

TITLE = "Brenmoor Freight asks the court for more time"
TEXT = (
    "Lawyers of Brenmoor Freight asked the court on Monday for more time. The rivals of Brenmoor "
    "Freight say that the firm has had enough of it. A ruling is due on 20 January."
)


def called(*findings: Deadline | Talk, title: str = TITLE, text: str = TEXT) -> list[str]:
    """What the rows of one article with those findings are called."""
    given = entry(
        article("a", title=title, text=text),
        talks=[each for each in findings if isinstance(each, Talk)],
        deadlines=[each for each in findings if isinstance(each, Deadline)],
    )
    briefing = make_briefing([given], AsOf(DAY, "newest article"))
    return [*map(meeting_name, briefing.talks), *map(subject, briefing.deadlines)]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (deadline("ruling is due", "2022-01-20"), "ruling is due (news of Brenmoor Freight)"),
        (
            deadline("answer the claim", "2022-01-20", who="the firm"),
            "the firm: answer the claim (news of Brenmoor Freight)",
        ),
        # A capital that stands first is none of a name.
        (deadline("Deliveries start", "2022-01-20"), "Deliveries start (news of Brenmoor Freight)"),
        (deadline("Oslo ruling is due", "2022-01-20"), "Oslo ruling is due"),
        (deadline("ruling on the Amber Line", "2022-01-20"), "ruling on the Amber Line"),
        (deadline("rule", "2022-01-20", who="Court of Appeal"), "Court of Appeal: rule"),
        (deadline("Brenmoor to answer", "2022-01-20"), "Brenmoor to answer"),
    ],
)
def test_a_deadline_without_a_name_has_that_of_its_articles(due: Deadline, expected: str) -> None:
    assert called(due) == [expected]


def test_talks_of_nobody_nowhere_have_it_too() -> None:
    hearing = talk(what="hearing", place=None, parties=(), start="2022-01-20")
    assert called(hearing) == ["hearing (news of Brenmoor Freight)"]
    named = talk(what="hearing", place=None, parties=("Norland",), start="2022-01-20")
    assert called(named) == ["hearing"]


def test_articles_about_no_name_add_none() -> None:
    due = deadline("ruling is due", "2022-01-20")
    assert called(due, title="the court is late", text="the court is late again.") == [
        "ruling is due"
    ]


def test_a_title_of_a_person_is_no_name() -> None:
    text = "On Monday Attorney Brenna asked for time. The court let Attorney Brenna wait."
    due = deadline("ruling is due", "2022-01-20")
    assert called(due, title="Court lets Attorney Brenna wait", text=text) == ["ruling is due"]
