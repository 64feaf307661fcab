"""The calendar: times and zones, alarms, what is gone, and what other readers make of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import vobject
from icalendar import Calendar, Event
from msgspec.structs import replace

from briefing.digest.briefing import Briefing
from briefing.listings import Listing
from briefing.rows import DeadlineRow, TalkRow
from tests.briefing.support import DAY
from tests.tui.exports.test_exports import STAMP, briefing, meeting, report, text_of, vote
from tui.exports.calendar import EVERYTHING, Choice, to_ical
from tui.exports.calendar_memory import Memory
from tui.exports.event_times import moment_of

WHOLE = Choice(whole=True)


def exported(
    memory: Memory, of: Briefing, choice: Choice = WHOLE
) -> tuple[dict[str, Event], Memory, bytes]:
    """The events by their summaries, and the rest, as a store that keeps JSON has it."""
    content, memory = to_ical(of, text_of, STAMP, memory, choice=choice)
    for component in vobject.readComponents(content.decode()):  # a second reader of the format
        component.validate()
    events = [e for e in Calendar.from_ical(content).walk("VEVENT") if isinstance(e, Event)]
    return {str(e["summary"]): e for e in events}, json.loads(json.dumps(memory)), content


@pytest.mark.parametrize(
    ("day", "clock", "zone", "moment"),
    [
        ("2022-01-14", "15:00", "CET", "2022-01-14T14:00"),
        ("2022-01-14", "09:30", "ET", "2022-01-14T14:30"),
        ("2022-07-14", "09:30", "ET", "2022-07-14T13:30"),
        ("2022-01-14", "24:00", "GMT", "2022-01-15T00:00"),
        ("2022-01-14", "01:00", "JST", "2022-01-13T16:00"),
        ("2022-01-14", "18:00", "UTC+3", "2022-01-14T15:00"),
        ("2022-07-14", "15:00", "CEST", "2022-07-14T13:00"),
        ("2022-07-14", "15:00", "CET", None),
        ("2022-01-14", "15:00", "EDT", None),
        ("2022-01-14", "15:00", "IST", None),
        ("2022-01-14", "15:00", "CST", None),
        ("2022-01-14", "15:00", "local", None),
        ("2022-01-14", "15:00", None, None),
        ("2022-01-14", None, "CET", None),
        ("9999-12-31", "24:00", "UTC", None),
    ],
)
def test_a_time_is_a_moment_only_in_a_zone_that_is_sure(
    day: str, clock: str | None, zone: str | None, moment: str | None
) -> None:
    expected = datetime.fromisoformat(f"{moment}+00:00") if moment else None
    assert moment_of(date.fromisoformat(day), clock, zone) == expected


def test_events_have_their_times_and_unsure_ones_say_theirs_in_words() -> None:
    met = meeting(time="15:00", zone="CET", minutes=90)
    voting = vote(time="10:00", zone="local")
    events, _, content = exported([], briefing(report("a", met, voting)))
    meet = events["Oslo: Norway, Iceland (planned)"]
    assert meet.decoded("dtstart") == datetime(2022, 1, 14, 14, tzinfo=UTC)
    assert meet.decoded("dtend") == datetime(2022, 1, 14, 15, 30, tzinfo=UTC)
    assert b"DTSTART:20220114T140000Z" in content
    voted = events["10:00 local time: vote on the budget (news of Ana Lind) (vote)"]
    assert voted.decoded("dtstart") == date(2022, 1, 17)
    no_zone = exported([], briefing(report("a", vote(time="10:00"))))[0]
    assert list(no_zone) == ["10:00 (zone not given): vote on the budget (news of Ana Lind) (vote)"]


def test_a_time_that_changes_raises_the_sequence() -> None:
    first, memory, _ = exported([], briefing(report("a", meeting(time="15:00", zone="CET"))))
    again, memory, _ = exported(memory, briefing(report("a", meeting(time="15:00", zone="CET"))))
    later, memory, _ = exported(memory, briefing(report("a", meeting(time="16:00", zone="CET"))))
    sequences = [e.decoded("sequence") for made in (first, again, later) for e in made.values()]
    assert sequences == [0, 0, 1]


def test_alarms_are_there_when_they_are_wanted() -> None:
    of = briefing(report("a", meeting(), vote(cancelled=True)))
    alarms = (timedelta(days=1), timedelta(hours=2))
    events, _, content = exported([], of, Choice(alarms=alarms))
    meet = events["Oslo: Norway, Iceland (planned)"]
    assert [a.decoded("trigger") for a in meet.walk("VALARM")] == [-alarms[0], -alarms[1]]
    assert b"TRIGGER:-P1D" in content
    off = next(e for e in events.values() if e is not meet)
    assert off.walk("VALARM") == []
    assert not any(e.walk("VALARM") for e in exported([], of)[0].values())


def test_what_its_agenda_has_no_more_is_cancelled() -> None:
    of = briefing(report("a", meeting(), vote()))
    (met,) = of.talks
    for outlets, status in (((), "CANCELLED"), (("The Gull",), "CONFIRMED")):
        listing = Listing(met.mentions[0].article, "gone", outlets)
        listed = replace(of, talks=(replace(met, listing=listing),))
        events, _, _ = exported([], listed)
        assert str(events["Oslo: Norway, Iceland (planned)"]["status"]) == status


def test_what_is_gone_is_cancelled_once_and_comes_back() -> None:
    first, memory, _ = exported([], briefing(report("a", meeting(), vote())))
    gone, memory, _ = exported(memory, briefing(report("a", meeting())))
    still, memory, _ = exported(memory, briefing(report("a", meeting())))
    back, memory, _ = exported(memory, briefing(report("a", meeting(), vote())))
    name = "vote on the budget (news of Ana Lind) (vote)"
    made = [each[name] for each in (first, gone, still, back)]
    assert len({str(e["uid"]) for e in made}) == 1
    assert [str(e["status"]) for e in made] == ["CONFIRMED", "CANCELLED", "CANCELLED", "CONFIRMED"]
    assert [e.decoded("sequence") for e in made] == [0, 1, 1, 2]
    assert gone[name].decoded("dtstart") == date(2022, 1, 17)
    assert "tells of this any more" in str(gone[name]["description"])


def test_what_is_over_is_not_gone_nor_what_a_part_leaves_out() -> None:
    of = briefing(report("a", meeting("2022-01-11", status="held"), vote()))
    _, memory, _ = exported([], of)
    assert list(exported(memory, briefing(report("b", vote())))[0]) == [
        "vote on the budget (news of Ana Lind) (vote)"
    ]
    assert exported(memory, briefing(report("b")), EVERYTHING)[0] == {}


def rows(of: Briefing) -> Collection[TalkRow | DeadlineRow]:
    return frozenset(of.talks)


def test_files_of_parts_keep_to_their_parts_and_share_the_uids() -> None:
    of = briefing(report("a", meeting(), vote()))
    both, memory, _ = exported([], of)
    talks, memory, content = exported(memory, of, Choice("talks", rows(of), whole=True))
    assert b"X-WR-CALNAME:brief: talks" in content
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in content
    (name,) = talks
    assert talks[name]["uid"] == both[name]["uid"]
    left = briefing(report("b"))
    assert list(exported(memory, left, Choice("talks", rows(left), whole=True))[0]) == [name]
    assert len(exported(memory, left)[0]) == 2


def test_an_event_that_a_watch_no_longer_finds_is_kept_up_to_date() -> None:
    of = briefing(report("a", meeting()))
    _, memory, _ = exported([], of, Choice("fish", rows(of), whole=True))
    moved = briefing(report("a", meeting("2022-01-15")))
    (event,) = exported(memory, moved, Choice("fish", frozenset(), whole=True))[0].values()
    assert event.decoded("dtstart") == date(2022, 1, 15)


def test_what_was_remembered_before_there_were_times_is_understood() -> None:
    _, memory, _ = exported([], briefing(report("a", vote())))
    old = [{k: v for k, v in r.items() if k not in ("at", "summary", "scopes")} for r in memory]
    (same,) = exported(old, briefing(report("a", vote())))[0].values()
    assert same.decoded("sequence") == 0
    (gone,) = exported(old, briefing(report("b")))[0].values()
    assert (str(gone["status"]), str(gone["summary"])) == ("CANCELLED", "Cancelled")


@pytest.mark.slow
def test_khal_takes_it_in_twice(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "khal>=0.11"], check=True)
    config = tmp_path / "config"
    config.write_text(
        f"[calendars]\n[[news]]\npath = {tmp_path}/news\n[locale]\ntimeformat = %H:%M\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\nlocal_timezone = UTC\ndefault_timezone = UTC\n"
        f"[sqlite]\npath = {tmp_path}/khal.db\n[default]\ndefault_calendar = news\n"
    )

    def khal(*arguments: str) -> str:
        command = [tmp_path / "venv" / "bin" / "khal", "-c", config, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def taken_in(content: bytes) -> str:
        (tmp_path / "brief.ics").write_bytes(content)
        khal("import", "--batch", "-a", "news", str(tmp_path / "brief.ics"))
        return khal("list", "2022-01-01", "40d", "--format", "{start} {title}{cancelled}")

    _, memory, first = exported(
        [], briefing(report("a", meeting(time="15:00", zone="CET"), vote()))
    )
    listed = taken_in(first)
    assert "2022-01-14 14:00 Oslo: Norway, Iceland (planned)" in listed
    assert "2022-01-17 vote on the budget (news of Ana Lind) (vote)" in listed
    _, _, second = exported(memory, briefing(report("a", meeting("2022-01-15"))))
    listed = taken_in(second)
    assert "2022-01-15 Oslo: Norway, Iceland (planned)" in listed
    assert "2022-01-14" not in listed
    assert listed.count("Oslo:") == 1
    assert "vote on the budget (news of Ana Lind) (vote)CANCELLED" in listed.replace(
        " CANCELLED", "CANCELLED"
    )


def test_days_of_other_zones_are_days_all_the_same() -> None:
    assert date(2022, 1, 13) == DAY
    assert moment_of(DAY, "00:30", "UTC-11") == datetime(2022, 1, 13, 11, 30, tzinfo=UTC)
