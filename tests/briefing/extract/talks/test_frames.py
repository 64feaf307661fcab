"""One meeting is one row: what the sentences of an article say of it is gathered."""

from __future__ import annotations

from datetime import date

import pytest

from tests.briefing.extract.reading import Parse, brief_talk, read


def test_two_meetings_under_one_noun_are_two(parse: Parse) -> None:
    text = (
        "Carlos Mendez arrives for talks on Thursday with Erna Hansen in Oslo and Swedish "
        "President Karin Berg in Stockholm."
    )
    meetings = [(t.place, t.parties) for t in read(parse, text)[0]]
    assert meetings == [
        ("Oslo", ("Carlos Mendez", "Erna Hansen")),
        ("Stockholm", ("Carlos Mendez", "Karin Berg")),
    ]


def test_meetings_with_two_others_are_two(parse: Parse) -> None:
    text = (
        "Erna Hansen met Carlos Mendez in Lima on Monday. On Tuesday, Hansen met Marta Klein in "
        "Lima."
    )
    assert [t.parties[1] for t in read(parse, text)[0]] == ["Carlos Mendez", "Marta Klein"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            (
                "GENEVA (NWP) - Erna Hansen said on Monday after she met Carlos Mendez in Geneva "
                "that more work was needed."
            ),
            date(2024, 1, 22),
        ),
        (
            (
                "LIMA (NWP) - Peru's army left the capital on Tuesday. The crowd cheered.\n"
                "Erna Hansen and Carlos Mendez spoke by telephone, an aide said."
            ),
            date(2024, 1, 23),
        ),
        (
            (
                "LIMA (NWP) - Peru's army left the capital on Tuesday. The crowd cheered.\n"
                "Erna Hansen said she had spoken to Carlos Mendez."
            ),
            None,
        ),
        (
            (
                "LIMA (NWP) - Peru's army left the capital on Tuesday. The crowd cheered.\n"
                "Erna Hansen met Carlos Mendez in Geneva in 2014."
            ),
            date(2014, 1, 1),
        ),
    ],
)
def test_a_past_meeting_has_the_day_of_what_its_report_tells(
    text: str, start: date | None, parse: Parse
) -> None:
    assert [t.start for t in read(parse, text)[0]] == [start]


def test_talks_that_go_on_need_neither_place_nor_day(parse: Parse) -> None:
    text = "Norway and Chile are in talks on a fishing treaty, officials said."
    (talk,) = read(parse, text)[0]
    assert (talk.parties, talk.status, talk.start) == (("Norway", "Chile"), "under way", None)


@pytest.mark.parametrize(
    "text",
    [
        "Some talks happen.",
        "No meeting of importance was mentioned before any talks happen.",
        "Voters will gather for a rally and the party's convention.",
        "The pilots had a close encounter with a drone over Oslo.",
        "Neighbours met neighbours.",
    ],
)
def test_without_somebody_who_meets_there_is_no_row(text: str, parse: Parse) -> None:
    assert read(parse, text)[0] == []


def test_two_persons_who_meet_at_a_summit_meet_apart(parse: Parse) -> None:
    text = (
        "The summit of the bloc in Oslo ends on Thursday.\n"
        "President Erna Hansen met President Carlos Mendez in Oslo on Tuesday."
    )
    assert [t.parties for t in read(parse, text)[0]][1:] == [("Erna Hansen", "Carlos Mendez")]


def test_a_meeting_that_was_declined_has_the_day_that_was_offered(parse: Parse) -> None:
    text = (
        "Erna Hansen's cancellation of a meeting with Carlos Mendez strained ties.\n"
        "Hansen had been offered a February 8 meeting with Mendez, his office said."
    )
    assert [brief_talk(t) for t in read(parse, text)[0]] == [(None, "02-08", "02-08", "cancelled")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Jacob Moyo appeared in a Durban court on Monday, charged with fraud.",
            ("Durban", "01-22", "01-22", "held"),
        ),
        (
            "Jacob Moyo's next court appearance is on Feb. 5.",
            (None, "02-05", "02-05", "planned"),
        ),
    ],
)
def test_appearances_in_court_are_hearings(
    text: str, expected: tuple[str | None, ...], parse: Parse
) -> None:
    assert [brief_talk(t) for t in read(parse, text)[0]] == [expected]


def test_the_time_of_day_and_its_zone_are_kept(parse: Parse) -> None:
    text = "Norway and Chile will hold talks in Oslo at 4 p.m. local time on Friday."
    (talk,) = read(parse, text)[0]
    assert (talk.time, talk.zone, talk.start) == ("16:00", "local", date(2024, 1, 26))


@pytest.mark.parametrize(
    "text",
    [
        "Erna Hansen flew to Oslo on Monday, where she met Carlos Mendez for talks on fishing.",
        "Erna Hansen met Carlos Mendez in Oslo on Monday. Hansen had arrived in Oslo on Monday.",
    ],
)
def test_the_way_to_a_meeting_is_part_of_it(text: str, parse: Parse) -> None:
    (talk,) = read(parse, text)[0]
    assert (talk.place, talk.parties) == ("Oslo", ("Erna Hansen", "Carlos Mendez"))


def test_a_later_hearing_is_of_those_who_came_to_the_first(parse: Parse) -> None:
    text = (
        "Jacob Moyo appeared in a Durban court on Monday. The judge set February 5 for the next "
        "hearing."
    )
    assert [(t.start, t.parties) for t in read(parse, text)[0]] == [
        (date(2024, 1, 22), ("Jacob Moyo",)),
        (date(2024, 2, 5), ("Jacob Moyo",)),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SEOUL (NWP) - Tutors denied fraud at a court hearing on Tuesday.", "Seoul"),
        ("LONDON (NWP) - Erna Hansen met Carlos Mendez on Tuesday, an aide said.", None),
        ("Erna Hansen met Carlos Mendez on Tuesday in Ankara's bid to end the row.", None),
        ("Erna Hansen attended a briefing on the Orlando massacre on Tuesday.", None),
    ],
)
def test_a_place_needs_words_that_put_the_meeting_there(
    text: str, place: str | None, parse: Parse
) -> None:
    assert [t.place for t in read(parse, text)[0]] == [place]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "Norway and Chile are in talks on a fishing treaty.",
            "talks of Norway and Chile on a fishing treaty",
        ),
        (
            "Erna Hansen and Carlos Mendez will meet in Oslo on Friday to discuss fishing rights.",
            "meeting of Erna Hansen and Carlos Mendez to discuss fishing rights",
        ),
        (
            "President Erna Hansen will visit Chile on Friday.",
            "visit of Erna Hansen to Chile",
        ),
        (
            "An envoy said that peace talks in Oslo on Friday had failed.",
            "peace talks in Oslo",
        ),
        (
            "Erna Hansen's talks with President Carlos Mendez in Oslo ended on Monday.",
            "Erna Hansen's talks with President Carlos Mendez",
        ),
        (
            "Oslo Cables said on Monday that it was in talks with Fjord Networks.",
            "talks of Oslo Cables with Fjord Networks",
        ),
    ],
)
def test_a_label_can_be_read_alone(text: str, what: str, parse: Parse) -> None:
    assert [t.what for t in read(parse, text)[0]] == [what]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Carlos Mendez, who met Erna Hansen ahead of the talks in Oslo, said little.",
            ("Carlos Mendez", "Erna Hansen"),
        ),
        (
            "The European Union held a summit on Monday. Erna Hansen met Carlos Mendez on Monday.",
            ("Erna Hansen", "Carlos Mendez"),
        ),
    ],
)
def test_two_who_meet_beside_the_talks_meet_apart(
    text: str, parties: tuple[str, ...], parse: Parse
) -> None:
    assert [t.parties for t in read(parse, text)[0] if len(t.parties) > 1] == [parties]


def test_a_meeting_that_was_meant_to_help_took_place(parse: Parse) -> None:
    helped = "Tuesday's meeting of the powers in Oslo was meant to help the poor."
    begun = "Tuesday's meeting of the powers in Oslo was meant to begin at noon."
    assert [t.status for t in read(parse, helped)[0]] == ["held"]
    assert read(parse, begun)[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "Fishing is the first item on the negotiating table.",
        "Ministers want to bounce London to the negotiating table.",
    ],
)
def test_a_table_needs_somebody_at_it(text: str, parse: Parse) -> None:
    assert read(parse, text)[0] == []


def test_a_label_leaves_out_a_pronoun(parse: Parse) -> None:
    text = "Major powers cancelled a meeting with him on Tuesday."
    assert [t.what for t in read(parse, text)[0]] == ["meeting of Major powers"]


def test_another_case_may_be_heard_elsewhere(parse: Parse) -> None:
    text = (
        "A court in Lyon held a hearing on fraud on Monday. In a separate case, a hearing is "
        "scheduled for Friday."
    )
    assert [t.place for t in read(parse, text)[0]] == ["Lyon", None]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Appearing before the tribunal, Norway said that it had kept the treaty. "
            "The public hearings, held at The Hague, began on Monday. "
            "Norway told the tribunal on Monday that it had done no wrong."
        ),
        (
            "Peace talks were called off in Geneva after two days. "
            "The United Nations envoy halted the peace talks on Monday after an attack."
        ),
        (
            "OSLO (NWP) - Tutors denied fraud at a court hearing on Monday. Nine defendants "
            "appeared in an Oslo court, charged with selling papers. The trial began after the "
            "board gave the letters to prosecutors in March."
        ),
        (
            "Carlos Mendez plans to visit Lima next month to meet officials. During his Peru "
            "visit, Mendez plans to meet bankers."
        ),
    ],
    ids=["hearing", "called-off", "court", "journey"],
)
def test_one_meeting_told_of_twice_is_one(text: str, parse: Parse) -> None:
    assert len(read(parse, text)[0]) == 1


def test_a_visit_leads_to_talks_in_a_city_of_the_country(parse: Parse) -> None:
    text = (
        "Erna Hansen arrived on a visit to Peru on Tuesday. Hansen will hold talks with Carlos "
        "Mendez in Lima on Wednesday."
    )
    assert [(t.place, t.parties) for t in read(parse, text)[0]] == [
        ("Lima", ("Erna Hansen", "Carlos Mendez"))
    ]


def test_visits_to_two_countries_stay_two(parse: Parse) -> None:
    text = (
        "Norwegian Prime Minister Erna Hansen will visit Peru next week. Hansen will visit Chile "
        "in March."
    )
    assert [t.place for t in read(parse, text)[0]] == ["Peru", "Chile"]


def test_calling_off_one_of_two_tables_leaves_the_other(parse: Parse) -> None:
    text = (
        "Norway and Peru called off talks on fishing on Monday. Chile and Sweden called off "
        "talks on steel on Tuesday."
    )
    assert [len(t.parties) for t in read(parse, text)[0]] == [2, 2]


@pytest.mark.parametrize(
    "text",
    [
        "Villagers will gather with their neighbours to watch the votes being counted.",
        "Erna Hansen, a professor, will receive the Association for Chemistry's Berg Award.",
    ],
)
def test_company_and_honours_are_no_meetings(text: str, parse: Parse) -> None:
    assert read(parse, text)[0] == []


def test_a_case_is_made_before_a_panel(parse: Parse) -> None:
    text = "Norsk Bank and the regulator will make their cases before a Senate panel on Friday."
    (talk,) = read(parse, text)[0]
    assert brief_talk(talk) == (None, "01-26", "01-26", "planned")


def test_a_first_appearance_in_court_has_the_day_of_its_report(parse: Parse) -> None:
    text = (
        "OSLO (NWP) - A driver admitted the fire, a detective testified on Tuesday. Carlos "
        "Mendez, 45, was denied bail as he made his first court appearance on two charges."
    )
    (talk,) = read(parse, text)[0]
    assert (brief_talk(talk), talk.parties) == (
        ("Oslo", "01-23", "01-23", "held"),
        ("Carlos Mendez",),
    )


def test_who_owns_a_nominee_is_not_at_the_table(parse: Parse) -> None:
    text = "Erna Hansen met Carlos Mendez and Marta Klein, Berg's nominee for trade, on Monday."
    (talk,) = read(parse, text)[0]
    assert talk.parties == ("Erna Hansen", "Carlos Mendez", "Marta Klein")


def test_papers_that_quote_a_call_were_not_on_the_line(parse: Parse) -> None:
    text = (
        "Oslo Radio and Norsk Press reported on Monday. They quoted her as saying so in the call."
    )
    assert read(parse, text)[0] == []
