"""What must hold of the dates of any text, on any day; and the calendar under them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from briefing.extract.dates import calendar as calendar
from briefing.extract.dates import vocabulary as words
from briefing.extract.dates.find import DateMention, find_dates
from briefing.extract.dates.holidays import NAMES, holiday

Parse = Callable[[str], Doc]
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
PIECES = st.sampled_from(
    "Monday Friday, Feb. 30 Feb. 29 31 May may March on in the end of next last this week month "
    "year 2024 1900 9999 0 12-10 30 days ago within two a of first second quarter 15:00 GMT noon "
    "said will vote met until from to and - – , . Easter Q3 fiscal '99 1990s century every "
    "weeks after that Jan. 5 talks tomorrow the 31st in mid-August \n \u00a0 9999999 decades".split(
        " "
    )
)
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=60)
NAMED_DAYS = sorted(n.title() for n in words.WEEKDAYS if n.endswith("day"))
FREELY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def sound(mention: DateMention, doc: Doc) -> None:
    """What holds of every mention by itself."""
    span = mention.timex.span
    first_token, end_token = mention.tokens
    assert span.of(doc.text) == mention.timex.text
    assert mention.timex.text == mention.timex.text.strip()
    assert "\n" not in mention.timex.text
    assert 0 <= first_token < end_token <= len(doc)
    assert doc[first_token].idx <= span.start
    assert span.end <= doc[end_token - 1].idx + len(doc[end_token - 1])
    assert (mention.first is None) == (mention.last is None)
    if mention.first and mention.last:
        assert mention.first <= mention.last
    if mention.run:
        assert mention.run[0] <= mention.run[1]
    if mention.timex.type in {"DURATION", "SET"}:
        assert mention.first is None


@FREELY
@given(text=TEXTS, day=DAYS | st.none())
def test_any_text_on_any_day(text: str, day: date | None, parse: Parse) -> None:
    doc = parse(text)
    dates = find_dates(doc, day)
    for mention in dates:
        sound(mention, doc)
    ends = [0, *(m.timex.span.end for m in dates)]
    assert all(m.timex.span.start >= end for m, end in zip(dates, ends, strict=False))
    assert find_dates(doc, day) == dates


@FREELY
@given(day=DAYS, ahead=st.booleans(), name=st.sampled_from(NAMED_DAYS))
def test_a_weekday_is_within_a_week_and_right(
    day: date, ahead: bool, name: str, parse: Parse
) -> None:
    verb = "will meet" if ahead else "met"
    [mention] = find_dates(parse(f"The envoys {verb} on {name}."), day)
    assert mention.first == mention.last
    assert mention.first is not None
    assert mention.first.weekday() == words.WEEKDAYS[name.lower()]
    distance = (mention.first - day).days
    assert 0 <= distance < 7 if ahead else -7 < distance <= 0


@FREELY
@given(day=DAYS, other=DAYS)
def test_a_full_date_is_itself_on_any_day(day: date, other: date, parse: Parse) -> None:
    text = f"The bridge opened on {other:%B} {other.day}, {other.year}."
    [mention] = find_dates(parse(text), day)
    assert mention.first == mention.last == other
    assert mention.timex.value == other.isoformat()


@FREELY
@given(day=DAYS, ahead=st.booleans(), other=DAYS)
def test_a_date_without_year_is_the_nearest_in_its_direction(
    day: date, ahead: bool, other: date, parse: Parse
) -> None:
    verb = "will vote" if ahead else "voted"
    [mention] = find_dates(parse(f"The delegates {verb} on {other.day} {other:%B}."), day)
    assert mention.first is not None
    assert (mention.first.month, mention.first.day) == (other.month, other.day)
    leap = (other.month, other.day) == (2, 29)
    reach = timedelta(days=366 * (8 if leap else 1))
    if ahead and mention.first < day:  # in this month: of the next year's it would name the year
        assert (mention.first.year, mention.first.month) == (day.year, day.month)
    elif ahead:
        assert day <= mention.first <= day + reach
    elif mention.first > day:  # so far back that a writer would have named the year
        assert mention.first - day <= timedelta(days=120)
        assert mention.first - reach <= day - timedelta(days=240)
    else:
        assert day - reach <= mention.first


def test_without_a_day_of_publication_relative_dates_have_no_value(parse: Parse) -> None:
    dates = find_dates(parse("They met on Monday and will meet again on May 5, 2031."), None)
    assert [m.timex.value for m in dates] == [None, "2031-05-05"]
    assert [m.first for m in dates] == [None, date(2031, 5, 5)]


@pytest.mark.parametrize("words_", ["Feb. 30", "April 31", "31 June 2024", "2023-02-29"])
def test_impossible_days_are_none(words_: str, parse: Parse) -> None:
    dates = find_dates(parse(f"The hearing will be held on {words_} in the old hall."), None)
    assert [m for m in dates if m.precision == "day"] == []


def test_the_edges_of_the_calendar_raise_nothing(parse: Parse) -> None:
    doc = parse(
        "Last year, next century, 900 years ago, in 9000 years, the previous decade, Friday."
    )
    for day in (date.min, date(1, 12, 31), date(9999, 1, 1), date.max):
        for mention in find_dates(doc, day):
            sound(mention, doc)


def test_a_long_line_of_numbers_is_read_in_linear_time(parse: Parse) -> None:
    doc = parse("1, " * 6000)
    assert find_dates(doc, date(2024, 1, 24)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The ferry would be complete in June, 13 months ahead of its launch.", "2024-06"),
        ("They will all be battlegrounds in October's town election.", "2024-10"),
        ("The ferry would be complete on June, 13.", "2024-06-13"),
    ],
)
def test_a_month_is_that_of_its_own_words(text: str, value: str, parse: Parse) -> None:
    mentions = find_dates(parse(text), date(2024, 1, 24))

    assert mentions[0].timex.value == value


def test_directions_are_told(parse: Parse) -> None:
    doc = parse("They met on Monday. They will meet on Friday. The ban starts on Sunday.")
    dates = find_dates(doc, date(2024, 1, 24))
    assert [m.direction for m in dates] == ["past", "future", "present"]


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1961, date(1961, 4, 2)),
        (2000, date(2000, 4, 23)),
        (2024, date(2024, 3, 31)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(year: int, day: date) -> None:
    assert holiday("easter", year) == day


@given(year=st.integers(1900, 2100))
def test_holidays_fall_on_their_days(year: int) -> None:
    for name in NAMES:
        assert holiday(name, year).year == year
    assert holiday("election day", year).weekday() == 1
    assert 2 <= holiday("election day", year).day <= 8
    assert holiday("good friday", year).weekday() == 4
    assert holiday("thanksgiving", year).weekday() == 3
    assert holiday("easter", year).weekday() == 6


@given(
    day=DAYS, unit=st.sampled_from(["day", "week", "weekend", "month", "quarter", "year", "decade"])
)
def test_a_period_holds_its_day(day: date, unit: str) -> None:
    period = calendar.containing(day, unit)
    if unit != "weekend":
        assert period.first <= day <= period.last
    following = calendar.containing(period.last + timedelta(days=1), unit)
    assert following.first > period.last


@given(day=DAYS, count=st.integers(-400, 400), unit=st.sampled_from(["day", "week", "fortnight"]))
def test_moving_there_and_back(day: date, count: int, unit: str) -> None:
    assert calendar.shift(calendar.shift(day, count, unit), -count, unit) == day


def test_a_month_on_the_31st_ends_on_the_last_day() -> None:
    assert calendar.shift(date(2024, 1, 31), 1, "month") == date(2024, 2, 29)
    assert calendar.shift(date(2024, 2, 29), 1, "year") == date(2025, 2, 28)
    assert calendar.shift_business_days(date(2024, 1, 26), 1) == date(2024, 1, 29)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("three", 3),
        ("twenty-one", 21),
        ("1,500", 1500),
        ("2.5", 2.5),
        ("several", None),
        ("a couple of", 2),
    ],
)
def test_counts(text: str, number: float | None) -> None:
    assert words.cardinal(text) == number


@pytest.mark.parametrize(
    ("text", "number"), [("3rd", 3), ("third", 3), ("twenty-third", 23), ("31st", 31)]
)
def test_ordinals(text: str, number: int) -> None:
    assert words.ordinal(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "A December trial date has been set.",
        "The Lomar court has set a hearing on the case in December.",
        "The judge set a trial date in December.",
    ],
)
def test_a_month_that_is_set_lies_ahead(text: str, parse: Parse) -> None:
    [mention] = find_dates(parse(text), date(2024, 1, 24))
    assert mention.first == date(2024, 12, 1)


def test_a_month_in_which_something_else_was_set_lies_behind(parse: Parse) -> None:
    [mention] = find_dates(parse("The runner set a record in December."), date(2024, 1, 24))
    assert mention.first == date(2023, 12, 1)


def test_this_weekend_is_the_last_one_where_it_is_over(parse: Parse) -> None:
    monday = date(2024, 1, 22)
    [mention] = find_dates(parse("The deals were signed this weekend."), monday)
    assert (mention.first, mention.last) == (date(2024, 1, 20), date(2024, 1, 21))
    [mention] = find_dates(parse("They will meet this weekend."), monday)
    assert mention.first == date(2024, 1, 27)
