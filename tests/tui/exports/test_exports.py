from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from briefing.article_refs import ArticleRef
from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from briefing.digest.changes import ArticleEdit
from briefing.digest.edits import EDIT_TURNS, Edit, EditTurn
from briefing.errors import ExportError
from briefing.files import write_whole
from briefing.intake.seeds import parse_seed
from briefing.model import Deadline, Entry, Span, Talk
from tests.briefing.support import DAY, article, day, deadline, entry, quote, talk
from tui.exports.bundle import to_bundle
from tui.exports.calendar import to_ical
from tui.exports.calendar_memory import Memory
from tui.exports.day_report import DayReport
from tui.exports.tables import tables

TEXT = "Norway and Iceland meet in Oslo on Friday.\nThe council votes on Monday, Ana Lind said."
MEET, VOTE = Span(0, 42), Span(43, len(TEXT))
OF = AsOf(DAY, "asked for")
STAMP = datetime(2022, 1, 13, 9, tzinfo=UTC)
PARTIES = ("Norway", "Iceland")


def text_of(article_id: str) -> str:
    return TEXT


def meeting(when: str = "2022-01-14", **fields: object) -> Talk:
    given = {"status": "planned", "parties": PARTIES, "span": MEET, **fields}
    return talk("Oslo", when, **given)


def vote(when: str = "2022-01-17", **fields: object) -> Deadline:
    return deadline("vote on the budget", when, kind="vote", **{"span": VOTE, **fields})


def report(
    name: str, *findings: Talk | Deadline, days_ago: int = 0, url: str = "https://example.org/a"
) -> Entry:
    of = article(name, DAY - timedelta(days=days_ago), text=TEXT, source="The Gull", url=url)
    return entry(
        of,
        quotes=(quote("Ana Lind", content="The council votes on Monday", spans=(Span(43, 70),)),),
        talks=tuple(f for f in findings if isinstance(f, Talk)),
        deadlines=tuple(f for f in findings if isinstance(f, Deadline)),
    )


def edited(entry_id: str = "a", turn: EditTurn = "reworded") -> ArticleEdit:
    """What stood in place of the council's vote."""
    until = datetime(2022, 1, 12, 10, tzinfo=UTC)
    before = "=The council may vote on Monday."
    edit = Edit(turn, before, "The council votes on Monday", STAMP, until, VOTE)
    return ArticleEdit(ArticleRef.of(report(entry_id, vote()).article), edit)


def briefing(*entries: Entry) -> Briefing:
    return make_briefing(entries, OF)


def events(content: bytes) -> list[Event]:
    return [e for e in Calendar.from_ical(content).walk("VEVENT") if isinstance(e, Event)]


def exported(memory: Memory, *entries: Entry) -> tuple[list[Event], Memory]:
    content, memory = to_ical(briefing(*entries), text_of, STAMP, memory)
    # What is remembered has to outlive a store that keeps JSON.
    return events(content), json.loads(json.dumps(memory))


def days_of(event: Event) -> tuple[date, date]:
    return event.decoded("dtstart"), event.decoded("dtend")


def test_a_calendar_read_back_holds_every_dated_row_with_sentence_and_link() -> None:
    (meet, voting), _ = exported([], report("a", meeting(), vote()))
    assert days_of(meet) == (date(2022, 1, 14), date(2022, 1, 15))
    assert days_of(voting) == (date(2022, 1, 17), date(2022, 1, 18))
    assert str(meet["summary"]) == "Oslo: Norway, Iceland (planned)"
    assert str(meet["location"]) == "Oslo"
    assert "“Norway and Iceland meet in Oslo on Friday.”" in str(meet["description"])
    assert "The Gull, Thu 13 January 2022\nhttps://example.org/a" in str(meet["description"])
    assert str(meet["url"]) == "https://example.org/a"
    assert {str(e["status"]) for e in (meet, voting)} == {"CONFIRMED"}
    assert {e.decoded("sequence") for e in (meet, voting)} == {0}
    assert meet.decoded("dtstamp") == STAMP
    assert meet["uid"] != voting["uid"]


def test_two_meetings_that_the_same_words_tell_of_keep_their_own_uids() -> None:
    oslo, bergen = meeting(), talk("Bergen", "2022-01-20", parties=PARTIES, span=MEET)
    first, memory = exported([], report("a", oslo, bergen))
    again, memory = exported(memory, report("a", oslo, bergen))
    swapped, memory = exported(memory, report("a", bergen, oslo))
    uids = [[str(e["uid"]) for e in events] for events in (first, again, swapped)]
    assert uids[0] == uids[1] == uids[2]
    assert len(set(uids[0])) == 2
    assert [e.decoded("sequence") for e in (*again, *swapped)] == [0, 0, 0, 0]


def test_a_day_that_moves_keeps_the_uid_and_raises_the_sequence() -> None:
    (first,), memory = exported([], report("a", vote(), days_ago=2))
    (again,), memory = exported(memory, report("a", vote(), days_ago=2), report("b", vote()))
    moved = vote("2022-01-24", moved_from=day("2022-01-17"))
    (second,), memory = exported(memory, report("a", vote(), days_ago=2), report("b", moved))
    assert first["uid"] == again["uid"] == second["uid"]
    assert [e.decoded("sequence") for e in (first, again, second)] == [0, 0, 1]
    assert days_of(second)[0] == date(2022, 1, 24)
    # The first article has left the window: the second is known by now.
    (third,), memory = exported(memory, report("b", moved))
    assert third["uid"] == first["uid"]
    assert third.decoded("sequence") == 1


def test_what_is_tentative_or_cancelled_says_so() -> None:
    planned = report("a", vote(), days_ago=2)
    (first,), memory = exported([], planned)
    (off,), _ = exported(memory, planned, report("b", vote(cancelled=True)))
    assert str(off["status"]) == "CANCELLED"
    assert off["uid"] == first["uid"]
    assert off.decoded("sequence") == 1
    (maybe,), _ = exported([], report("a", vote(tentative=True)))
    (vague,), _ = exported([], report("a", vote(precision="week")))
    (cancelled,), _ = exported([], report("a", meeting(status="cancelled")))
    assert [str(e["status"]) for e in (maybe, vague, cancelled)] == [
        "TENTATIVE",
        "TENTATIVE",
        "CANCELLED",
    ]


def test_one_meeting_that_is_both_talk_and_deadline_is_one_event() -> None:
    event = deadline("Norway and Iceland meet", "2022-01-14", kind="event", span=MEET)
    calendar_events, _ = exported([], report("a", meeting(), event, vote()))
    assert len(calendar_events) == 2


def test_an_event_that_no_row_tells_of_any_more_is_remembered() -> None:
    (first,), memory = exported([], report("a", vote()))
    none, memory = exported(memory, report("b"))
    (again,), memory = exported(memory, report("a", vote()))
    assert none == []
    assert again["uid"] == first["uid"]


def test_two_rows_never_share_a_uid() -> None:
    (one,), memory = exported([], report("a", vote()), report("b", vote()))
    other = deadline("harbour strike", "2022-01-18", span=VOTE)
    split, _ = exported(memory, report("a", vote()), report("b", other))
    assert len({e["uid"] for e in split}) == 2
    assert one["uid"] in {e["uid"] for e in split}


def test_hostile_words_stay_words_in_a_calendar() -> None:
    evil = deadline("vote\r\nEND:VEVENT\x1b[31m\ud800\u202e", "2022-01-17", span=VOTE)
    (event,), _ = exported([], report("a", evil, url="javascript:alert(1)\r\nX:y"))
    assert not set("\x1b\ud800\u202e") & set(str(event["summary"]))
    assert "END:VEVENT" in str(event["summary"])
    assert "url" not in event


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_tables_hold_a_row_each_with_its_sources() -> None:
    made = tables(briefing(report("a", meeting(), vote()), report("b", meeting())), text_of)
    names = {"quotes.csv", "talks.csv", "deadlines.csv", "silences.csv"}
    assert set(made) == {"articles.csv", *names, "edits.csv"}
    assert rows_of(made["edits.csv"]) == []
    assert [r["article"] for r in rows_of(made["articles.csv"])] == ["a", "b"]
    quote_row = rows_of(made["quotes.csv"])[0]
    assert TEXT[int(quote_row["start"]) : int(quote_row["end"])] == quote_row["content"]
    (met,) = rows_of(made["talks.csv"])
    assert (met["parties"], met["articles"], met["outlets"]) == ("Norway; Iceland", "a; b", "1")
    assert met["sentence"] == TEXT[MEET.start : MEET.end]
    (due,) = rows_of(made["deadlines.csv"])
    assert (due["when"], due["tentative"]) == ("2022-01-17", "no")


TURNS: tuple[EditTurn, ...] = ("reworded", "retitled", "removed", "day changed", "put back")


@pytest.mark.parametrize("turn", TURNS)
def test_every_export_tells_what_outlets_have_changed(turn: EditTurn) -> None:
    edit, whole = edited(turn=turn), briefing(report("a", meeting(), vote()))
    (row,) = rows_of(tables(whole, text_of, [edit])["edits.csv"])
    assert (row["turn"], row["article"]) == (turn, "a")
    assert (row["before"], row["after"]) == (f"'{edit.edit.before}", edit.edit.after)
    assert (row["since"], row["until"]) == (str(STAMP), "2022-01-12 10:00:00+00:00")
    assert TEXT[int(row["start"]) : int(row["end"])] == TEXT[VOTE.start : VOTE.end]

    calendar, _ = to_ical(whole, text_of, STAMP, [], [edit])
    words = {e["summary"]: str(e["description"]) for e in events(calendar)}
    (voted,) = (text for summary, text in words.items() if "vote" in summary)
    (met,) = (text for summary, text in words.items() if "vote" not in summary)
    assert "may vote on Monday" in voted
    assert EDIT_TURNS[turn] in voted
    assert "may vote" not in met

    entries = {"a": report("a", meeting(), vote())}
    content = to_bundle(DayReport(whole, text_of, edits=[edit]), entries.get)
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        (told_in_json,) = json.loads(bundle.read("briefing.json"))["edits"]
        assert (told_in_json["turn"], told_in_json["before"]) == (turn, edit.edit.before)
        assert EDIT_TURNS[turn] in bundle.read("briefing.md").decode()
        assert turn in bundle.read("tables/edits.csv").decode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_no_cell_starts_a_formula(start: str) -> None:
    evil = deadline(f"{start}HYPERLINK(1)", "2022-01-17", span=VOTE)
    (row,) = rows_of(tables(briefing(report("a", evil)), text_of)["deadlines.csv"])
    assert not row["what"].startswith(("=", "+", "-", "@", "\t"))
    assert "HYPERLINK(1)" in row["what"]


def test_a_bundle_holds_the_evidence_and_reads_back() -> None:
    entries = {e.article.id: e for e in (report("a", meeting()), report("b", vote()))}
    no_progress = Entry(article("silent"))
    whole = briefing(*entries.values(), no_progress)
    content = to_bundle(DayReport(whole, text_of), entries.get)
    assert content == to_bundle(DayReport(whole, text_of), entries.get)
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        assert bundle.testzip() is None
        names = bundle.namelist()
        assert [n for n in names if n.startswith("articles/")] == [
            "articles/001-title-a.txt",
            "articles/002-title-b.txt",
        ]
        assert {"briefing.md", "briefing.json", "findings.jsonl", "tables/talks.csv"} <= set(names)
        again = parse_seed(bundle.read("articles/001-title-a.txt"), "a")
        assert (again.title, again.day, again.url) == ("Title a", DAY, "https://example.org/a")
        assert again.text == TEXT
        lines = [json.loads(line) for line in bundle.read("findings.jsonl").splitlines()]
        start, end = lines[0]["talks"][0]["span"]
        assert lines[0]["text"][start:end] == TEXT[MEET.start : MEET.end]


def test_a_file_is_replaced_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "new" / "out.md"
    path.parent.mkdir()
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["out.md"]
    with pytest.raises(ExportError, match="cannot be written"):
        write_whole(path / "below a file", b"three")
    folder = tmp_path / "folder"
    (folder / "kept").mkdir(parents=True)
    with pytest.raises(ExportError, match="cannot be written"):
        write_whole(folder, b"four")
    assert [p.name for p in folder.parent.iterdir() if p.name.startswith(".")] == []
