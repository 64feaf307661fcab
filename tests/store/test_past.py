"""The past cannot be rewritten: a day's briefing is what a store held that stopped at its end."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.analysis.analyser import Analyser
from briefing.desk import Desk
from briefing.digest.briefing import Briefing
from briefing.digest.changes import OutletEdits
from briefing.digest.remarks import on_edits
from briefing.errors import StoreError
from briefing.intake.feeds.ingest import mark_recent_copies
from briefing.model import Article, Deadline, Findings, Quote, Span
from briefing.ports import Copy
from briefing.rows import Statement
from store.library import open_library
from store.upkeep.facade import prune
from tui.context.session import Session
from tui.exports.day_report import DayReport
from tui.exports.markdown import to_markdown
from tui.exports.objects import to_json
from tui.exports.plain_text import to_text
from tui.exports.tables import tables
from tui.exports.versions import versions_text

FIRST = date(2022, 1, 10)
DAYS = 6
SPAN = 5
_SAID = re.compile(r"(Ana|Bo) said (\w+)")
TOWNS = ("Moss", "Halden", "Skellvik", "Norrby")
_DUE = re.compile(r"due on (\d{4}-\d{2}-\d{2})")


class Act(NamedTuple):
    """Something that happens on a day, to an article; ``value`` makes it one of several."""

    day: int
    what: str
    number: int
    value: int


class Reader(Analyser):
    """Finds who said what and what is due, by pattern."""

    name = "patterns"

    def __init__(self) -> None:
        """Needs no process."""

    def analyse(self, articles: Iterable[Article], total: int | None = None) -> Iterator[Findings]:
        for article in articles:
            quotes = tuple(
                Quote(m[2], (Span(*m.span(2)),), "indirect", "named", m[1], Span(*m.span(1)))
                for m in _SAID.finditer(article.text)
            )
            dues = tuple(
                Deadline("the vote", Span(*m.span()), d := date.fromisoformat(m[1]), d, "due")
                for m in _DUE.finditer(article.text)
            )
            yield Findings(article.id, self.name, quotes, (), dues)

    def stop(self) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Nothing runs."""


WIRE = tuple(
    " ".join(f"{town} counts {each} boats at its {wall} wall before the tide." for town in TOWNS)
    for wall, each in (("north", "forty"), ("south", "fifty"))
)


acts = st.builds(
    Act,
    st.integers(0, DAYS - 1),
    st.sampled_from(
        [
            *("shown", "shown", "edited", "edited", "redated", "removed", "corrected", "undone"),
            *("copy", "wired", "compared"),
        ]
    ),
    st.integers(0, 2),
    st.integers(0, 3),
)


def words(value: int) -> str:
    due = (FIRST + timedelta(days=value * 2)).isoformat()
    return f"{'Ana' if value % 2 else 'Bo'} said ebb{value}. The vote is due on {due}."


def carry_out(desk: Desk, act: Act, now: datetime) -> None:
    """Let it happen, as far as the store is such that it can."""
    library, name = desk.library, f"a{act.number}"
    match act.what:
        case "shown":
            made = Article(
                id=name,
                title=f"Tide {act.number}",
                text=words(act.value),
                source=f"quay{act.number}.example",
                published=now - timedelta(days=act.value % 2),
                fetched=now,
                teaser=True,
            )
            library.take_in([made], now, lambda stored, _: None, again=False)
        case "edited":
            full = f"{words(act.value)} And more of it."
            library.revise(name, lambda a: replace(a, text=full, teaser=False), now)
        case "redated":
            back = timedelta(days=act.value)
            library.revise(name, lambda a: replace(a, published=now - back), now)
        case "wired":
            # The same wire text at several outlets, in one of two wordings.
            wired = Article(
                id=name,
                title=f"Wire {act.number}",
                text=f"{words(act.value)} {WIRE[act.value % 2]}",
                source=f"quay{act.number}.example",
                published=now - timedelta(hours=act.value),
                fetched=now,
            )
            library.take_in([wired], now, lambda stored, new: new, again=False)
        case "compared":
            fresh = library.article(name)
            mark_recent_copies(library, [fresh] if fresh else [], now)
        case "removed":
            library.remove([name], at=now)
        case "corrected" | "undone":
            desk.refresh()
            findings = desk.findings(name)
            if findings and findings.quotes and act.what == "corrected":
                desk.overlay.correct(name, findings.quotes[0], now, "speaker", f"Cleo {act.value}")
            elif findings and findings.quotes:
                desk.overlay.undo(name, findings.quotes[0])
        case _:
            one, other = library.article(name), library.article(f"a{(act.number + 1) % 3}")
            if one and other:
                copy = Copy(one.id, one.version, other.id, other.version)
                library.mark_copies([copy], now)


def moment(day: int, hour: int = 9) -> datetime:
    return datetime.combine(FIRST + timedelta(days=day), datetime.min.time(), UTC).replace(
        hour=hour
    )


class Past:
    """A store in which the acts up to a day have happened, and the desk over it on that day."""

    def __init__(self, folder: Path, acts: Iterable[Act], last: int) -> None:
        self.now = moment(0)
        self.library = open_library(folder)
        self.desk = Desk(self.library, Reader, clock=lambda: self.now)
        done = sorted((a for a in acts if a.day <= last), key=lambda a: a.day)
        for count, act in enumerate(done):
            self.now = moment(act.day) + timedelta(minutes=count)
            carry_out(self.desk, act, self.now)
        self.now = moment(last, 23)
        self.desk.refresh()

    def shown(self, day: date, known: bool) -> tuple[object, ...]:
        """The briefing of that day for print, JSON and panes, with its articles and stories."""
        briefing = self.desk.briefing(day, SPAN, known)
        stories = self.desk.stories(day, SPAN, known)
        session = Session(self.desk, day, SPAN, known=known)
        panes, _ = session.load_briefing()
        session.accept(panes, self.desk.counts(), session.kept)
        articles = [
            (session.load_article(ref.id), session.load_findings(ref.id)) for ref in panes.articles
        ]
        report = DayReport(briefing, self.desk.texts(briefing), stories=stories)
        return briefing, to_text(report), to_json(report), panes, articles


@settings(max_examples=120, deadline=None)
@given(st.lists(acts, max_size=14), st.integers(0, DAYS - 1))
@example([Act(0, "shown", 0, 0), Act(0, "shown", 1, 1), Act(3, "copy", 0, 0)], 1)
@example([Act(0, "wired", 0, 0), Act(1, "wired", 1, 0), Act(1, "compared", 1, 0)], 0)
@example([Act(0, "wired", 0, 0), Act(0, "wired", 1, 0), Act(2, "compared", 1, 0)], 1)
@example(
    [
        *(Act(0, "wired", 0, 0), Act(0, "wired", 1, 0), Act(0, "compared", 1, 0)),
        *(Act(3, "removed", 0, 0), Act(4, "edited", 1, 1), Act(4, "compared", 1, 0)),
    ],
    2,
)
def test_known_on_a_day_is_what_a_store_held_that_stopped_at_its_end(
    history: list[Act], day: int
) -> None:
    with TemporaryDirectory() as place, ExitStack() as stack:
        for name in ("fsync", "fdatasync"):
            stack.enter_context(patch.object(os, name))
        whole = Past(Path(place) / "whole", history, DAYS - 1)
        stopped = Past(Path(place) / "stopped", history, day)
        on = FIRST + timedelta(days=day)
        then = whole.shown(on, known=True)
        assert then == stopped.shown(on, known=True)
        # What stands in the stopped store is all that it knows.
        assert then == _known(stopped.shown(on, known=False))
        whole.library.close()
        stopped.library.close()


def _known(shown: tuple[object, ...]) -> tuple[object, ...]:
    briefing, text, json, panes, articles = shown
    assert isinstance(briefing, Briefing)
    assert isinstance(panes, Briefing)
    return replace(briefing, known=True), text, json, replace(panes, known=True), articles


def test_wire_texts_of_one_wording_are_copies_from_the_day_they_are_compared(
    tmp_path: Path,
) -> None:
    history = [Act(0, "wired", 0, 0), Act(1, "wired", 1, 0), Act(2, "compared", 1, 0)]
    past = Past(tmp_path, history, DAYS - 1)

    def copies(day: int) -> list[str | None]:
        briefing = past.desk.briefing(FIRST + timedelta(days=day), SPAN, known=True)
        return [ref.copy_of for ref in briefing.articles]

    assert (copies(1), sorted(map(str, copies(2)))) == ([None, None], ["None", "a0"])


@pytest.fixture
def past(tmp_path: Path) -> Past:
    history = [
        Act(0, "shown", 0, 0),
        Act(2, "edited", 0, 1),
        Act(3, "shown", 1, 2),
        Act(4, "removed", 1, 0),
    ]
    return Past(tmp_path, history, DAYS - 1)


def heard(past: Past, day: int, known: bool) -> list[str]:
    briefing = past.desk.briefing(FIRST + timedelta(days=day), SPAN, known)
    return [s.quote.content for row in briefing.speakers for s in row.statements]


def test_words_that_came_later_do_not_show_on_the_day_before(past: Past) -> None:
    assert heard(past, 1, known=False) == heard(past, 1, known=True) == ["ebb0"]
    assert heard(past, 2, known=False) == heard(past, 2, known=True) == ["ebb1"]


def test_what_was_taken_out_stays_known_on_the_days_before(past: Past) -> None:
    assert sorted(heard(past, 3, known=True)) == ["ebb1", "ebb2"]
    assert heard(past, 3, known=False) == ["ebb1"]
    assert heard(past, 4, known=True) == ["ebb1"]


def test_what_had_not_come_in_is_there_as_it_was_at_first(past: Past, tmp_path: Path) -> None:
    late = Article("late", "Late", words(0), published=moment(1), fetched=moment(5))
    past.library.take_in([late], moment(5))
    past.library.revise("late", lambda a: replace(a, text=words(3)), moment(5, 10))
    past.desk.refresh()
    assert heard(past, 1, known=False) == ["ebb0", "ebb0"]
    assert heard(past, 1, known=True) == ["ebb0"]


def test_what_came_in_later_is_marked_wherever_it_is_cited(past: Past) -> None:
    late = Article("late", "Late", words(3), published=moment(1), fetched=moment(5))
    past.library.take_in([late], moment(5))
    past.desk.refresh()
    then = past.desk.briefing(FIRST + timedelta(days=1), SPAN)
    assert [ref.id for ref in then.articles if then.came_later(ref)] == ["late"]
    report = DayReport(then, past.desk.texts(then))
    text = to_text(report)
    assert "; 1 came in later" in text
    assert re.search(r"\[\d\] Late, Tue 11 January 2022 \(came in Sat 15 Jan\)", text)
    assert text.count("came in Sat 15 Jan") == 1
    markdown = to_markdown(report)
    assert "Late, 2022-01-11 (came in Sat 15 Jan)" in markdown
    marks = {a["id"]: a["came_in_later"] for a in json.loads(to_json(report))["articles"]}
    assert marks == {"a0": None, "late": moment(5).isoformat()}
    table = tables(then, past.desk.texts(then))["articles.csv"].decode("utf-8-sig")
    assert sum("2022-01-15" in line for line in table.splitlines()) == 1
    known = past.desk.briefing(FIRST + timedelta(days=1), SPAN, known=True)
    assert [ref.id for ref in known.articles] == ["a0"]
    after = past.desk.briefing(FIRST + timedelta(days=5), SPAN)
    assert not any(map(after.came_later, after.articles))


def test_versions_are_analysed_again_when_the_rules_change(past: Past) -> None:
    name = Reader.name
    try:
        Reader.name = "other patterns"
        assert past.library.outdated_versions(Reader.name)
        past.desk.refresh()
        assert past.library.outdated_versions(Reader.name) == ()
        assert heard(past, 1, known=True) == ["ebb0"]
    finally:
        Reader.name = name


def test_pruning_takes_all_versions_and_what_was_taken_out(past: Past) -> None:
    past.library.remove(past.library.before(FIRST + timedelta(days=9)))
    assert past.library.versions("a0") == past.library.versions("a1") == ()
    assert heard(past, 3, known=True) == []


def test_a_correction_counts_from_the_day_on_which_it_was_made(past: Past) -> None:
    findings = past.desk.findings("a0")
    assert findings is not None
    past.now = moment(3)
    past.desk.overlay.correct("a0", findings.quotes[0], past.now, "speaker", "Cleo Dahl")
    past.now = moment(5)

    def speakers(day: int) -> list[str | None]:
        then = past.desk.briefing(FIRST + timedelta(days=day), SPAN, known=True)
        return [row.name for row in then.speakers if row.statements[0].article.id == "a0"]

    assert (speakers(2), speakers(3)) == (["Ana"], ["Cleo Dahl"])


def test_what_changed_since_it_was_shown_is_not_corrected(past: Past) -> None:
    findings = past.desk.findings("a0")
    assert findings is not None
    past.library.revise("a0", lambda a: replace(a, text=words(2)), moment(5))
    past.desk.refresh()
    with pytest.raises(StoreError, match="has changed since it was shown"):
        past.desk.overlay.correct("a0", findings.quotes[0], moment(5), "speaker", "Cleo")


def due(past: Past, day: int) -> list[tuple[str, bool]]:
    briefing = past.desk.briefing(FIRST + timedelta(days=day), SPAN)
    return [(row.when.isoformat(), row.timing == "passed") for row in briefing.deadlines]


def test_what_lies_ahead_stays_until_its_day_has_passed(tmp_path: Path) -> None:
    past = Past(tmp_path, [Act(0, "shown", 0, 3)], 0)
    assert due(past, 6) == due(past, 5) == [("2022-01-16", False)]
    past.now = moment(6)
    today = past.desk.briefing(None, SPAN)
    assert [row.when.isoformat() for row in today.deadlines] == ["2022-01-16"]
    assert (today.articles, len(today.announcing), today.older) == ((), 1, 0)
    assert today.speakers == ()
    assert past.desk.briefing(None, SPAN) is today
    past.now = moment(7)
    later = past.desk.briefing(None, SPAN)
    assert (later.deadlines, later.announcing, later.older) == ((), (), 1)
    assert "; 1 older article is not shown" in to_text(DayReport(later, past.desk.texts(later)))


def test_what_the_outlet_has_changed_is_told_with_what_stood_before(past: Past) -> None:
    lines = "Bo said ebb0. The vote is due on 2022-01-10.\nThe keepers may leave."
    past.library.take_in(
        [Article("b", "Keepers", lines, "quay.example", published=moment(3), fetched=moment(3))],
        moment(3),
    )
    past.library.revise("b", lambda a: replace(a, text=lines.replace("may", "must")), moment(4))
    past.desk.refresh()
    on = {day: past.desk.briefing(FIRST + timedelta(days=day), SPAN) for day in (3, 4)}
    assert past.desk.edits(on[3]) == ()
    (edit,) = past.desk.edits(on[4])
    assert (edit.article.id, edit.edit.turn) == ("b", "reworded")
    assert (edit.edit.since, edit.edit.until) == (moment(3), moment(4))
    assert past.desk.edits(on[4], lambda at: at > moment(4)) == ()
    report = DayReport(on[4], past.desk.texts(on[4]), edits=past.desk.edits(on[4]))
    text = to_text(report)
    section = " ".join(text.split("CHANGED BY OUTLETS")[1].split("SOURCES")[0].split())
    assert section == (
        "Keepers - quay.example: reworded by the outlet (Thu 13 Jan to Fri 14 Jan: "
        "The keepers may leave.; now: The keepers must leave.)"
    )
    assert '"turn": "reworded"' in to_json(report)


def test_a_row_on_changed_words_says_what_stood_before(past: Past) -> None:
    before = "Ana said ebb2."
    made = Article("b", "Tide", before, published=moment(3), fetched=moment(3))
    past.library.take_in([made], moment(3))
    past.library.revise("b", lambda a: replace(a, text="Ana said flood7."), moment(4))
    past.desk.refresh()
    briefing = past.desk.briefing(FIRST + timedelta(days=4), SPAN)
    edits = past.desk.edits(briefing)
    remarks = on_edits(briefing, edits)
    ((statement, words),) = remarks.items()
    assert isinstance(statement, Statement)
    assert statement.quote.content == "flood7"
    assert words == ("reworded by the outlet 2022-01-14; before: Ana said ebb2.",)
    assert OutletEdits.of(edits).under([statement.evidence]) == edits
    every = [each.evidence for row in briefing.speakers for each in row.statements]
    others = [piece for piece in every if piece != statement.evidence]
    assert others
    assert OutletEdits.of(edits).under(others) == ()


def test_a_page_that_was_gone_for_a_while_stands_among_the_versions(past: Past) -> None:
    for day, gone in ((3, moment(3)), (4, None)):
        at = moment(day)
        assert past.library.revise("a0", lambda a, gone=gone: replace(a, gone=gone), at)  # type: ignore[misc]
    past.desk.refresh()
    shown = versions_text(past.library.versions("a0"))
    assert (
        "Version 3, from Thu 13 January 2022, 09:00:\n  Its page was gone at the outlet." in shown
    )
    assert "Version 4, from Fri 14 January 2022, 09:00:\n  Its page was there again." in shown
    turns = {
        day: [e.edit.turn for e in past.desk.edits(past.desk.briefing(FIRST + timedelta(days=day)))]
        for day in (2, 3, 4)
    }
    assert turns == {2: [], 3: ["removed"], 4: ["put back", "removed"]}


def test_versions_are_read_with_their_differences(past: Past) -> None:
    shown = versions_text(past.library.versions("a0"))
    assert shown.startswith("Tide 0\n2 versions, the first from Mon 10 January 2022, 09:00.")
    changed = " ".join(shown.split("Version 2, from Wed 12 January 2022")[1].split())
    assert "[-Bo-]{+Ana+} said [-ebb0-]{+ebb1+}." in changed
    assert versions_text(past.library.versions("a0")[:1]).endswith(
        "One version, as it came in Mon 10 January 2022, 09:00."
    )
    assert versions_text(()) == ""


def test_what_was_pruned_since_is_counted(past: Past) -> None:
    day = FIRST + timedelta(days=3)
    assert past.desk.briefing(day, SPAN, known=True).pruned == 0
    assert prune(past.library, FIRST + timedelta(days=9)).articles == 2
    then = past.desk.briefing(day, SPAN, known=True)
    assert (then.articles, then.pruned) == ((), 2)
    assert "; 2 articles were pruned since" in to_text(DayReport(then, past.desk.texts(then)))
    before = past.desk.briefing(FIRST + timedelta(days=1), SPAN, known=True)
    assert before.pruned == 1
    assert past.desk.briefing(day, SPAN).pruned == 0
