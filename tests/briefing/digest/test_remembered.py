"""A briefing is the same whatever those before it have left to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from types import ModuleType
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.digest import assembly
from briefing.digest.assembly import Part, announced, assemble, part_of
from briefing.digest.briefing import AsOf, window
from briefing.digest.remembered import Remembered
from briefing.links import Anchor, Link
from briefing.merge import deadline_rivals, namesakes
from briefing.merge import talks as talks_merged
from briefing.model import Article, Deadline, Entry, Findings, Quote, Span, Talk, Topic
from tests.briefing.support import DAY, article, entry, quote, talk

FIRST = date(2022, 1, 1)
DAYS = 12  # on which articles come out, and of which a briefing covers five
WINDOW = 5

NAMED = (
    ("Ana Lind", "named"),
    ("Ana Maria Lind", "named"),
    ("Bo Lind", "named"),
    ("Lind", "named"),
    ("Berg", "named"),
    ("Eva Berg", "named"),
    ("OSA", "named"),
    ("Ostran Ship Agency", "body"),
    ("Agency", "body"),
    ("OSA", "body"),
    ("police", "body"),
    ("Orva police", "body"),
    ("Oslo", "body"),
    ("Norway's foreign ministry", "body"),
    ("the Norlandic president", "unnamed"),
    ("officials", "unnamed"),
    ("city officials", "unnamed"),
    ("an OSA spokeswoman", "unnamed"),
)
ROLES = (None, "Norlandic president", "pilot", "harbour pilot")
SUBJECTS = ("ferry fares", "ferry strike", "harbour budget", "talks")
PLACES = (None, "Oslo", "Orva")
PARTIES = ((), ("Norland",), ("Norland", "Sudria"), ("Sudria", "Ostra"), ("OSA",))
TOPIC_WORDS = "ferry strike budget Orva harbour Lind fire bridge".split()

days = st.integers(0, DAYS - 1).map(lambda n: FIRST + timedelta(days=n))
near_days = st.integers(-2, DAYS + 4).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    speaker, attribution = draw(st.sampled_from(NAMED))
    start = draw(st.integers(0, 3))
    return Quote(
        draw(st.sampled_from(SUBJECTS)),
        (Span(start, start + 2),),
        "indirect",
        attribution,  # type: ignore[arg-type]
        speaker,
        role=draw(st.sampled_from(ROLES)) if attribution == "named" else None,
    )


@st.composite
def talks(draw: st.DrawFn) -> Talk:
    start = draw(st.one_of(st.none(), near_days))
    lasts = timedelta(days=draw(st.sampled_from((0, 0, 1))))
    return Talk(
        draw(st.sampled_from(SUBJECTS)),
        Span(0, draw(st.integers(1, 3))),
        draw(st.sampled_from(("planned", "held", "postponed", "cancelled"))),
        draw(st.sampled_from(PLACES)),
        start=start,
        end=start and start + lasts,
        parties=draw(st.sampled_from(PARTIES)),
        round=draw(st.sampled_from((None, None, 2))),
        moved_from=draw(st.sampled_from((None, None, FIRST + timedelta(days=4)))),
        time=draw(st.sampled_from((None, None, "10:00"))),
    )


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    when = draw(near_days)
    precision = draw(st.sampled_from(("day", "day", "week")))
    return Deadline(
        draw(st.sampled_from((*SUBJECTS, "vote", "vote on ferry fares", "election"))),
        Span(0, draw(st.integers(1, 3))),
        when,
        when + timedelta(days=6 if precision == "week" else 0),
        draw(st.sampled_from(("due", "event", "vote", "start", "expiry"))),
        precision,  # type: ignore[arg-type]
        who=draw(st.sampled_from((None, "Assembly", "the council"))),
        cancelled=draw(st.booleans()),
        moved_from=draw(st.sampled_from((None, None, FIRST + timedelta(days=3)))),
    )


@st.composite
def articles(draw: st.DrawFn, last: int = 8) -> Article:
    number, day = draw(st.integers(0, last)), draw(days)
    return article(
        f"a{number}",
        day,
        title=draw(st.sampled_from(("Ferries", "Harbour"))),
        text="Some words of a ferry that ran.",
        source=draw(st.sampled_from(("Gull", "Tide"))),
        copy_of=draw(st.sampled_from((None, None, "a1"))),
    )


@st.composite
def topics(draw: st.DrawFn, day: date | None) -> Topic:
    words = draw(st.lists(st.sampled_from(TOPIC_WORDS), min_size=1, max_size=4, unique=True))
    names = [word for word in words if word[0].isupper()]
    return Topic(
        day.toordinal() if day else None,
        {word.casefold(): 3_000 + 1_000 * len(words) for word in words},
        frozenset(name.casefold() for name in names),
        tuple((name.casefold(), name) for name in names),
    )


@st.composite
def parts(draw: st.DrawFn, last: int = 8) -> Part:
    """What an article brings; the same articles come up again and again, in other versions."""
    given_article = draw(articles(last))
    topic = draw(topics(given_article.day))
    findings = Findings(
        given_article.id,
        "rules",
        tuple(draw(st.lists(quotes(), max_size=3))),
        tuple(draw(st.lists(talks(), max_size=2))),
        tuple(draw(st.lists(deadlines(), max_size=2))),
        topic=topic,
    )
    return part_of(Entry(given_article, findings))


Shelf: TypeAlias = dict[str, Part]
Step: TypeAlias = Callable[[Shelf], object]

puts = parts().map(lambda part: lambda shelf: shelf.update({part.article.id: part}))


@st.composite
def about_another_event(draw: st.DrawFn) -> Step:
    """An article is read anew: the same is found in it, but it is about something else."""
    article_id, topic = f"a{draw(st.integers(0, 8))}", draw(topics(draw(days)))

    def change(shelf: Shelf) -> None:
        if part := shelf.get(article_id):
            shelf[article_id] = replace(part, topic=topic)

    return change


@st.composite
def read_again(draw: st.DrawFn) -> Step:
    """An article is read again from the store: what is there is the same, in other objects."""
    article_id = f"a{draw(st.integers(0, 8))}"

    def change(shelf: Shelf) -> None:
        if part := shelf.get(article_id):
            shelf[article_id] = deepcopy(part)

    return change


removals = st.integers(0, 8).map(lambda number: lambda shelf: shelf.pop(f"a{number}", None))
asked = st.tuples(near_days, st.booleans())


anchors = st.integers(0, 8).map(lambda number: Anchor(f"a{number}", (Span(0, 4),)))
links = st.builds(
    Link, st.sampled_from(("quote", "talk", "deadline")), anchors, anchors, st.booleans()
)


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(
            st.lists(
                st.one_of(puts, puts, removals, read_again(), about_another_event()), max_size=6
            ),
            asked,
        )
    ),
    st.lists(links, max_size=2),
)
def test_a_briefing_is_what_it_would_be_had_there_been_none_before(
    steps: list[tuple[list[Step], tuple[date, bool]]], joined: list[Link]
) -> None:
    remembered, shelf = Remembered(), Shelf()
    for changes, (day, later) in steps:
        for change in changes:
            change(shelf)
        for of in (day, day + timedelta(days=1 if later else -1)):
            since, until = window(of, WINDOW)
            inside = [
                p for p in shelf.values() if p.article.day and since <= p.article.day <= until
            ]
            older = [announced(p, of) for p in shelf.values() if p.article.age > -since.toordinal()]
            made = assemble(inside, AsOf(of, "asked for"), WINDOW, remembered, older, joined)
            anew = assemble(inside, AsOf(of, "asked for"), WINDOW, Remembered(), older, joined)
            assert made == anew


@settings(max_examples=100)
@given(
    st.lists(parts(last=40), min_size=8, max_size=30, unique_by=lambda part: part.article.id),
    st.lists(
        st.tuples(near_days, st.sampled_from((-1, 1)), st.integers(1, 6)), min_size=1, max_size=3
    ),
    st.data(),
)
def test_going_back_and_forth_by_days_shows_what_each_of_them_would_show_alone(
    held: list[Part], walks: list[tuple[date, int, int]], data: st.DataObject
) -> None:
    """Days on end, each of which lets go of the articles of one and takes in those of another."""
    remembered, shelf = Remembered(), {part.article.id: part for part in held}
    for start, step, length in walks:
        for of in (start + timedelta(days=step * n) for n in range(length)):
            since, until = window(of, WINDOW)
            inside = [
                p for p in shelf.values() if p.article.day and since <= p.article.day <= until
            ]
            older = [announced(p, of) for p in shelf.values() if p.article.age > -since.toordinal()]
            made = assemble(inside, AsOf(of, "asked for"), WINDOW, remembered, older)
            assert made == assemble(inside, AsOf(of, "asked for"), WINDOW, Remembered(), older)
        data.draw(st.one_of(puts, removals, about_another_event()))(shelf)


def test_a_surname_leaves_the_person_of_an_event_that_its_article_turns_out_not_to_be_of() -> None:
    ferry, fire = ({"ferri": 7_000, "hull": 7_000}, {"fire": 7_000, "roof": 7_000})
    parts_of_two = [
        part_of(
            entry(
                article(article_id),
                quotes=(quote(speaker),),
                topic=Topic(DAY.toordinal(), ferry, frozenset()),
            )
        )
        for article_id, speaker in (("a", "Ana Lind"), ("b", "Lind"))
    ]
    remembered, of = Remembered(), AsOf(DAY, "asked for")
    assert len(assemble(parts_of_two, of, before=remembered).speakers) == 1
    parts_of_two[1] = replace(parts_of_two[1], topic=Topic(DAY.toordinal(), fire, frozenset()))
    assert len(assemble(parts_of_two, of, before=remembered).speakers) == 2


def test_a_talk_that_is_to_come_is_known_when_its_article_is_read_again() -> None:
    when = DAY + timedelta(days=3)
    met = talk("Orva", f"{when}", status="planned", parties=("Norland", "Sudria"))
    due = Deadline("talks in Orva", met.span, when, when, "event", "day")
    of, remembered = AsOf(DAY, "asked for"), Remembered()
    held = part_of(entry(article(), talks=(met,), deadlines=(due,)))
    for number in range(3):
        parts_of_two = [deepcopy(held), part_of(entry(article("b", title=f"Of {number}")))]
        (row,) = assemble(parts_of_two, of, before=remembered).deadlines
        assert (row.place, row.parties) == ("Orva", ("Norland", "Sudria"))


def test_only_what_another_article_changes_is_found_out_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of what rests on other articles a briefing sorts, compares and chooses nothing again."""
    calls = Counter[str]()
    for module, name in (
        (assembly, "newest_first"),
        (deadline_rivals, "are_at_one_time"),
        (namesakes, "role_of"),
        (talks_merged, "party_keys"),
    ):
        _count(monkeypatch, module, name, calls)
    topic = Topic(DAY.toordinal(), {"ferri": 7_000, "orva": 7_000}, frozenset({"orva"}))

    def part(number: int, speaker: str, what: str, days_ago: int = 0) -> Part:
        when = DAY + timedelta(days=5 + number)
        due = Deadline(what, Span(0, 3), when, when, "due", "day")
        of = article(f"a{number}", DAY - timedelta(days=days_ago), source=f"Outlet {number}")
        met = talk(f"Orva {number}", f"{when}")
        return part_of(
            entry(of, quotes=(quote(speaker),), talks=(met,), deadlines=(due,), topic=topic)
        )

    held = [
        part(0, "Ana Lind", "Orva ferry fares report"),
        part(1, "Ana Lind", "Orva ferry fares report"),
        part(2, "Bo Lind", "harbour budget plan", days_ago=1),
        part(3, "Eva Berg", "harbour bridge tender", days_ago=1),
    ]
    remembered, of = Remembered(), AsOf(DAY, "asked for")
    first = assemble(held, of, before=remembered)
    assert [len(row.rivals) for row in first.deadlines] == [1, 1, 0, 0]
    assert calls == {"newest_first": 4, "are_at_one_time": 1, "role_of": 3, "party_keys": 4}
    for again in (AsOf(DAY, "asked for"), AsOf(DAY + timedelta(days=6), "asked for")):
        calls.clear()
        assert len(assemble(held, again, before=remembered).deadlines) == 4
        assert not calls
    held.append(part(4, "Bo Lind", "pilot exam papers"))
    assert len(assemble(held, of, before=remembered).deadlines) == 5
    # The day that it is of, its speaker, and its own talk.
    assert calls == {"newest_first": 3, "role_of": 1, "party_keys": 1}


def _count(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, calls: Counter[str]
) -> None:
    original = getattr(module, name)

    def counted(*arguments: object) -> object:
        calls[name] += 1
        return original(*arguments)

    monkeypatch.setattr(module, name, counted)
