from __future__ import annotations

from datetime import date

from briefing.extract.places.coordinates import coordinates
from briefing.rows import TalkRow
from briefing.timing import timing
from tui.text.signs import legend
from tui.text.talk_places import marks_of, statuses, talk_places

DAY = date(2024, 3, 14)


def talk(place: str | None, day: date | None, status: str = "planned") -> TalkRow:
    return TalkRow(
        "talks", status, place, None, day, day, ("Norland", "Sudria"), None, None, None,
        timing(day, day, DAY), (), (),
    )  # type: ignore[arg-type]  # fmt: skip


def test_places_are_found_by_name_and_country() -> None:
    lisbon = coordinates("Lisbon", "PT")
    assert lisbon is not None
    assert abs(lisbon[0] - 38.7) < 0.2
    assert abs(lisbon[1] + 9.1) < 0.2
    assert coordinates("Lisbon", "NO") is None
    assert coordinates("Qrxvale") is None


def test_a_country_lies_where_its_capital_does() -> None:
    assert coordinates("Austria") == coordinates("Vienna", "AT")


def test_talks_at_one_place_are_one_mark_with_what_comes_next_first() -> None:
    held = talk("Vienna", date(2024, 3, 1), "held")
    next_round, later = talk("Vienna", date(2024, 3, 20)), talk("Vienna", date(2024, 3, 28))
    places, elsewhere = talk_places([held, later, next_round], coordinates)
    assert [place.talks for place in places] == [(next_round, later, held)]
    assert elsewhere == []
    (mark,) = marks_of(places, str, ascii_only=False)
    assert (mark.name, mark.sign) == ("Vienna (3)", "○")


def test_talks_without_a_place_that_is_known_are_told_apart() -> None:
    call, nowhere = talk(None, DAY), talk("Qrxvale", DAY)
    places, elsewhere = talk_places([call, nowhere, talk("Porto", DAY)], coordinates)
    assert [place.name for place in places] == ["Porto"]
    assert elsewhere == [call, nowhere]


def test_what_was_called_off_differs_by_its_sign_not_by_colour_alone() -> None:
    places, _ = talk_places([talk("Porto", DAY, "cancelled"), talk("Bonn", DAY)], coordinates)
    for ascii_only in (False, True):
        signs = [mark.sign for mark in marks_of(places, str, ascii_only)]
        assert len(set(signs)) == 2
        assert all(sign in legend(statuses(places), ascii_only) for sign in signs)
    assert legend(statuses(places), True).isascii()
