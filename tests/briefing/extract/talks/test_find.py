"""Talks: one phenomenon a test, in short texts of an article published on Wednesday 2024-01-24."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bench.extract_briefs import read_briefs
from briefing.extract.dates.find import find_dates
from briefing.extract.places.find import find_places
from briefing.extract.talks.find import find_talks
from tests.briefing.extract.reading import Parse, brief_talk, read

BRIEFS = Path(__file__).parents[3] / "corpus" / "briefs"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway and Iceland held talks on quotas in Bergen on Monday.",
            ("Bergen", "01-22", "01-22", "held"),
        ),
        (
            "The two ministers will meet in Vienna on Friday.",
            ("Vienna", "01-26", "01-26", "planned"),
        ),
        (
            "Envoys from Chad and Sudan are to sit down in Doha on Feb. 3.",
            ("Doha", "02-03", "02-03", "planned"),
        ),
        (
            "Chile and Peru will hold negotiations in Lima from Feb. 5 to 7.",
            ("Lima", "02-05", "02-07", "planned"),
        ),
        (
            "Negotiators met in Oslo on Sunday and Monday.",
            ("Oslo", "01-21", "01-22", "held"),
        ),
        (
            "The council will convene in Geneva on Thursday.",
            ("Geneva", "01-25", "01-25", "planned"),
        ),
        (
            "The committee will hold a hearing in Sydney on Feb. 2.",
            ("Sydney", "02-02", "02-02", "planned"),
        ),
        (
            "The foreign minister travelled to Ankara on Tuesday.",
            ("Ankara", "01-23", "01-23", "held"),
        ),
        (
            "The president is due in Paris on Friday.",
            ("Paris", "01-26", "01-26", "planned"),
        ),
        (
            "A summit of the bloc takes place in Tirana on Jan. 30.",
            ("Tirana", "01-30", "01-30", "planned"),
        ),
    ],
)
def test_noun_or_verb_with_place_and_day(
    text: str, expected: tuple[str | None, ...], parse: Parse
) -> None:
    talks, _ = read(parse, text)
    assert [brief_talk(t) for t in talks] == [expected]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Talks between the two sides in Geneva on Monday ended in stalemate.", "held"),
        ("The two sides opened talks in Geneva on Wednesday and were continuing.", "under way"),
        ("Iran and Brazil will hold talks in Geneva on Thursday.", "planned"),
        ("The premier has cancelled a visit to Geneva planned for Friday.", "cancelled"),
        ("The ministers called off a meeting planned for Friday in Geneva.", "cancelled"),
        ("The conference in Geneva on Friday has been postponed.", "postponed"),
    ],
)
def test_status_follows_tense_and_the_verb_over_the_meeting(
    text: str, status: str, parse: Parse
) -> None:
    talks, _ = read(parse, text)
    assert [(t.place, t.status) for t in talks] == [("Geneva", status)]


@pytest.mark.parametrize(
    "text",
    [
        "No further meeting has been scheduled.",
        "The minister refused to meet his counterpart in Geneva.",
        "The airline has no plans to meet its pilots in Lisbon.",
        "She called for talks in Geneva.",
        "The rebels denied that they were holding talks in Geneva.",
        "He ruled out a summit in Geneva on Friday.",
    ],
)
def test_what_is_denied_refused_or_wished_for_is_no_talk(text: str, parse: Parse) -> None:
    assert read(parse, text)[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "The bank met its inflation target in March.",
        "Midfielder Luca Brandt limped off during Thursday's training session in Leeds.",
        "She worked as a session musician in Vienna last year.",
        "The minister told a news conference in Bern on Tuesday that he would resign.",
        "The second round of applause lasted until Tuesday in Milan.",
        "He lost his hearing aid in Graz on Monday.",
        "The police met resistance in Lyon on Monday.",
        "The ministry called for calm in Nairobi on Monday.",
        "Congress will vote in Bogota on Friday.",
    ],
)
def test_look_alikes_are_none(text: str, parse: Parse) -> None:
    assert read(parse, text)[0] == []


def test_an_article_about_sport_has_no_talks(parse: Parse) -> None:
    text = (
        "The Kestrels beat Harbour Town in Leeds on Friday. The coach praised his striker, who "
        "scored twice. The sides meet again in the cup on Sunday.\nThe goalkeeper missed a "
        "penalty in the first round of the tournament in Norwich."
    )
    assert read(parse, text)[0] == []


def test_a_call_has_no_place(parse: Parse) -> None:
    text = "The two ministers spoke by phone from Paris and Rome on Tuesday."
    assert [brief_talk(t) for t in read(parse, text)[0]] == [(None, "01-23", "01-23", "held")]


@pytest.mark.parametrize(
    "text",
    [
        "The wounded began arriving, Dr Holm told Reuters by phone.",
        "Anchor Ann Roe spoke with Berg by phone on Monday.",
        "Berg, meanwhile, made the rounds on several television shows Tuesday morning.",
        "On Monday, former minister Ole Berg recorded a phone call paid for by the campaign.",
        "The fee would make it dearer for Norwegians to visit the United States.",
        "Justice Ruth Holm doubled down when she met late Monday for an interview.",
    ],
)
def test_interviews_rounds_on_television_and_tourists_are_no_meetings(
    text: str, parse: Parse
) -> None:
    assert read(parse, text)[0] == []


def test_a_capital_that_speaks_is_no_place(parse: Parse) -> None:
    text = "Brussels said talks with Bern would resume on Friday."
    assert [brief_talk(t) for t in read(parse, text)[0]] == [(None, "01-26", "01-26", "planned")]


def test_a_dateline_is_no_place(parse: Parse) -> None:
    text = "GENEVA (NWP) - The two sides will hold talks on Friday, a diplomat said."
    assert [brief_talk(t) for t in read(parse, text)[0]] == [(None, "01-26", "01-26", "planned")]


def test_the_place_before_the_noun(parse: Parse) -> None:
    assert read(parse, "The Vienna talks ended on Monday.")[0][0].place == "Vienna"


def test_mentions_of_the_same_talks_merge(parse: Parse) -> None:
    text = (
        "Norway and Iceland ended talks on quotas in Bergen on Monday.\n"
        "The talks lasted seven hours and ended without agreement.\n"
        "Monday's meeting was the third this year."
    )
    (talk,) = read(parse, text)[0]
    assert len(talk.mentions) == 3
    assert talk.minutes == 420
    assert talk.outcome == "without agreement"
    assert talk.parties == ("Norway", "Iceland")


def test_talks_at_two_places_are_two(parse: Parse) -> None:
    text = "The envoys met in Oslo on Monday. They will meet again in Cairo on Friday."
    assert [brief_talk(t)[0] for t in read(parse, text)[0]] == ["Oslo", "Cairo"]


def test_it_resumes_at_the_same_place(parse: Parse) -> None:
    text = "A meeting in Wellington broke up on Tuesday. It resumes on Monday."
    assert [brief_talk(t) for t in read(parse, text)[0]] == [
        ("Wellington", "01-23", "01-23", "held"),
        ("Wellington", "01-29", "01-29", "planned"),
    ]


def test_rounds_are_numbered(parse: Parse) -> None:
    text = "A second round of talks was held in Oslo on Monday. A third is to take place in Riga."
    assert [(t.round, t.place) for t in read(parse, text)[0]] == [(2, "Oslo"), (3, "Riga")]


def test_the_third_day_is_no_round(parse: Parse) -> None:
    (talk,) = read(parse, "The envoys held a third day of talks in Baku on Tuesday.")[0]
    assert (talk.round, talk.start, talk.end) == (None, date(2024, 1, 21), date(2024, 1, 23))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("The ministers met for three hours in Oslo on Monday.", 180),
        ("The two-hour meeting in Oslo on Monday changed nothing.", 120),
        ("They held four and a half hours of talks in Oslo on Monday.", 270),
        ("They held talks in Oslo on Monday and must answer within 48 hours.", None),
    ],
)
def test_how_long_it_lasted(text: str, minutes: int | None, parse: Parse) -> None:
    assert [t.minutes for t in read(parse, text)[0]] == [minutes]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Russian diplomats sat down with Norwegian officials in Oslo on Monday.",
            ("Russia", "Norway"),
        ),
        ("Envoys from Chad and Sudan met in Doha on Monday.", ("Chad", "Sudan")),
        ("The U.S. and Japan held talks in Tokyo on Monday.", ("United States", "Japan")),
        ("Talks between Turkey and Greece resumed in Athens on Monday.", ("Turkey", "Greece")),
        ("JAKARTA (NWP) - Peru and Chile opened talks in Lima on Monday.", ("Peru", "Chile")),
    ],
)
def test_parties_are_named_as_countries(text: str, parties: tuple[str, ...], parse: Parse) -> None:
    (talk,) = read(parse, text)[0]
    assert talk.parties == parties


def test_a_body_and_its_long_name_are_one_party(parse: Parse) -> None:
    text = (
        "Diplomats will sit down in Vienna on Thursday with the Organization for Security and "
        "Cooperation in Europe. Norway is a member of the OSCE."
    )
    assert "OSCE" in read(parse, text)[0][0].parties


def test_two_days_of_talks_that_ended(parse: Parse) -> None:
    (talk,) = read(parse, "The ministers ended two days of talks in Bergen on Tuesday.")[0]
    assert (talk.start, talk.end) == (date(2024, 1, 22), date(2024, 1, 23))


def test_a_round_that_runs_on_is_under_way(parse: Parse) -> None:
    text = "Peru and Chile opened talks in Lima on Tuesday. The talks run until Friday."
    (talk,) = read(parse, text)[0]
    assert (talk.start, talk.end, talk.status) == (
        date(2024, 1, 23),
        date(2024, 1, 26),
        "under way",
    )


def test_a_meeting_where_a_relative_clause_says_so(parse: Parse) -> None:
    text = (
        "She leaves for a summit in Lima on Tuesday, where she will meet her Chinese counterpart."
    )
    assert {t.place for t in read(parse, text)[0]} == {"Lima"}


def test_there_is_the_city_named_last(parse: Parse) -> None:
    text = "Attention now turns to Lima. The council will meet there on Friday."
    assert [brief_talk(t) for t in read(parse, text)[0]] == [("Lima", "01-26", "01-26", "planned")]


def test_three_stops_in_one_sentence_are_three_talks(parse: Parse) -> None:
    text = "Diplomats met in Oslo on Sunday and Monday, in Rome on Tuesday and will rest now."
    assert [brief_talk(t) for t in read(parse, text)[0]] == [
        ("Oslo", "01-21", "01-22", "held"),
        ("Rome", "01-23", "01-23", "held"),
    ]


def test_a_meeting_that_somebody_missed_took_place(parse: Parse) -> None:
    text = "The minister did not attend Tuesday's meeting in Oslo."
    assert [brief_talk(t) for t in read(parse, text)[0]] == [("Oslo", "01-23", "01-23", "held")]


def test_talks_that_are_discussed_are_not_the_call(parse: Parse) -> None:
    text = (
        "The president discussed the talks in Oslo with his French counterpart in a phone call "
        "on Tuesday."
    )
    assert (None, "01-23", "01-23", "held") in [brief_talk(t) for t in read(parse, text)[0]]


def test_every_wednesday_is_no_talk(parse: Parse) -> None:
    assert read(parse, "Commanders will meet at the crossing every Wednesday.")[0] == []


def test_talks_where_the_story_was_filed(parse: Parse) -> None:
    text = "RIYADH (NWP) - Talks ended here on Tuesday without a deal."
    assert read(parse, text)[0][0].place == "Riyadh"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The NATO-Russia Council met in Oslo on Monday.", ("NATO", "Russia")),
        ("Russia and the 30 members of NATO met in Oslo on Monday.", ("Russia", "NATO")),
        ("Diplomats met in Oslo on Monday.", ()),
        ("Diplomats of Chad and Sudan met in Oslo on Monday.", ("Chad", "Sudan")),
    ],
)
def test_parties_are_those_who_sent_the_people(
    text: str, parties: tuple[str, ...], parse: Parse
) -> None:
    assert read(parse, text)[0][0].parties == parties


def test_days_apart_are_two_meetings_and_days_in_a_row_are_one(parse: Parse) -> None:
    apart = "Norway and Iceland met in Oslo on Saturday and on Tuesday."
    assert [brief_talk(t)[1] for t in read(parse, apart)[0]] == ["01-20", "01-23"]
    row = "Norway and Iceland met in Oslo on Monday. The two sides met again on Tuesday in Oslo."
    assert [brief_talk(t)[1:3] for t in read(parse, row)[0]] == [("01-22", "01-23")]


def test_the_length_is_told_in_another_sentence(parse: Parse) -> None:
    text = "Norway and Iceland will meet in Oslo on Friday. The two-day meeting will be closed."
    assert [brief_talk(t)[1:3] for t in read(parse, text)[0]] == [("01-26", "01-27")]


def test_moved_to_another_city(parse: Parse) -> None:
    text = "A summit planned for Riga has been postponed until Feb. 5 and moved to Tallinn."
    assert [brief_talk(t) for t in read(parse, text)[0]] == [
        ("Tallinn", "02-05", "02-05", "planned")
    ]


@pytest.mark.parametrize(
    ("text", "start", "moved_from"),
    [
        (
            "The conference in Geneva has been postponed from Feb. 1 to Feb. 9.",
            date(2024, 2, 9),
            date(2024, 2, 1),
        ),
        (
            (
                "Norway and Chile will meet in Oslo on Thursday, the ministry had said. The "
                "meeting has been pushed back to Friday."
            ),
            date(2024, 1, 26),
            date(2024, 1, 25),
        ),
    ],
)
def test_talks_put_off_to_another_day_are_planned_for_that(
    text: str, start: date, moved_from: date, parse: Parse
) -> None:
    (talk,) = read(parse, text)[0]
    assert (talk.status, talk.start, talk.moved_from) == ("planned", start, moved_from)


@pytest.mark.parametrize("city", ["La Paz", "Frankfurt", "Tromso", "Basra"])
def test_cities_as_the_news_spells_them(city: str, parse: Parse) -> None:
    (talk,) = read(parse, f"Norway and Iceland held talks in {city} on Monday.")[0]
    assert (talk.place or "").replace("ø", "o").startswith(city)


@pytest.mark.xfail(reason="villages that the gazetteer lacks have no coordinates", strict=True)
def test_a_meeting_in_a_village(parse: Parse) -> None:
    text = "The developer told a meeting in Nantgarw on Monday that lorries would not pass."
    assert read(parse, text)[0][0].place == "Nantgarw"


@pytest.mark.xfail(reason="'the city' is not traced back to its name", strict=True)
def test_a_city_that_is_only_pointed_to(parse: Parse) -> None:
    text = (
        "The militants hold two engineers, an official in Niamey said. A Turkish delegation "
        "flew home from the city on Monday after meeting the president."
    )
    assert read(parse, text)[0][0].place == "Niamey"


def test_offsets_are_the_evidence(parse: Parse) -> None:
    for brief in read_briefs(BRIEFS)[:12]:
        text, day = brief.article.text, brief.article.day
        doc = parse(text)
        for talk in find_talks(doc, find_dates(doc, day), find_places(doc), day):
            assert talk.span in talk.mentions
            assert list(talk.mentions) == sorted(set(talk.mentions))
            for span in talk.mentions:
                assert span.of(text) == span.of(text).strip()
                assert "\n" not in span.of(text)


def test_without_a_day_only_absolute_dates_resolve(parse: Parse) -> None:
    text = "The envoys met in Oslo on Monday. They met in Cairo on March 3, 2022."
    talks, deadlines = read(parse, text, None)
    assert [(t.place, t.start) for t in talks] == [("Oslo", None), ("Cairo", date(2022, 3, 3))]
    assert deadlines == []


def test_a_clause_without_its_verb_has_parties_of_its_own(parse: Parse) -> None:
    doc = parse("Norway and Iceland met in Oslo on Monday, and Sudan and Chad in Cairo on Tuesday.")
    day = date(2024, 1, 24)
    dates = find_dates(doc, day)
    places = {t.place: t.parties for t in find_talks(doc, dates, find_places(doc), day)}
    assert places == {"Oslo": ("Norway", "Iceland"), "Cairo": ("Sudan", "Chad")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The minister will visit Riga on Thursday and Vilnius on Friday.",
            {"Riga": "2024-01-25", "Vilnius": "2024-01-26"},
        ),
        (
            "Talks in Oslo on Monday were followed by a session in Bergen on Tuesday.",
            {"Oslo": "2024-01-22", "Bergen": "2024-01-23"},
        ),
        ("A second round of talks is set for Rome on 4 February.", {"Rome": "2024-02-04"}),
        ("The talks were followed by protests in Rome on Tuesday.", {}),
    ],
)
def test_meetings_in_a_row_each_have_a_place_and_a_day(
    text: str, expected: dict[str, str], parse: Parse
) -> None:
    doc, day = parse(text), date(2024, 1, 24)
    meetings = find_talks(doc, find_dates(doc, day), find_places(doc), day)
    assert {t.place: str(t.start) for t in meetings if t.place} == expected


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Spy chief Carlos Mendez told the Senate Intelligence Committee so on Tuesday.",
            ("Carlos Mendez", "Senate Intelligence Committee"),
        ),
        (
            "On Tuesday, Prime Minister Erna Hansen told President Carlos Mendez that it rained.",
            ("Erna Hansen", "Carlos Mendez"),
        ),
        ("FBI agents on Tuesday questioned a member of the mosque.", ("FBI",)),
        ("Nurses await a hearing on the matter on Tuesday.", ("Nurses",)),
    ],
)
def test_who_testifies_tells_a_colleague_or_is_questioned(
    text: str, parties: tuple[str, ...], parse: Parse
) -> None:
    assert [t.parties for t in read(parse, text)[0]] == [parties]


@pytest.mark.parametrize(
    "text",
    [
        "Erna Hansen told the newspaper on Tuesday that it rained.",
        "Erna Hansen told her husband on Tuesday that it rained.",
        "The magazine questioned a member of the club on Tuesday.",
        "Oil rose on Tuesday ahead of an OPEC meeting.",
        "Envoys made efforts to revive peace talks in Geneva.",
        "President Erna Hansen could visit Chile this year.",
    ],
)
def test_words_to_others_hopes_and_what_lies_ahead_are_none(text: str, parse: Parse) -> None:
    assert read(parse, text)[0] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Investors saw no chance of a rise at the February 26-27 meeting of the bank.",
            ("02-26", "02-27", "planned"),
        ),
        (
            "Minutes of the bank's December 15-16 policy meeting suggest a rise.",
            ("12-15", "12-16", "held"),
        ),
        ("Judges heard her during January 15 oral arguments.", ("01-15", "01-15", "held")),
    ],
)
def test_a_day_before_its_noun_is_of_the_nearest_year(
    text: str, expected: tuple[str, str, str], parse: Parse
) -> None:
    (talk,) = read(parse, text)[0]
    assert brief_talk(talk)[1:] == expected
    assert talk.start is not None
    assert abs((talk.start - date(2024, 1, 24)).days) < 60


def test_met_one_here_and_another_there(parse: Parse) -> None:
    text = (
        "Erna Hansen met Carlos Mendez in Geneva on Monday and Foreign Minister Jan Holm in "
        "Madrid on Tuesday."
    )
    assert [(t.place, t.start, t.parties) for t in read(parse, text)[0]] == [
        ("Geneva", date(2024, 1, 22), ("Erna Hansen", "Carlos Mendez")),
        ("Madrid", date(2024, 1, 23), ("Erna Hansen", "Jan Holm")),
    ]


def test_the_city_is_the_place_of_what_is_also_said_to_be_in_its_country(parse: Parse) -> None:
    text = (
        "Envoys of Chad and Sudan will meet in Germany on Friday. The meeting in Munich on Friday "
        "is their first."
    )
    assert [t.place for t in read(parse, text)[0]] == ["Munich"]


def test_where_partners_are_from_is_no_place(parse: Parse) -> None:
    text = "Talks between the belligerents in Sudan collapsed on Monday."
    assert [t.place for t in read(parse, text)[0]] == [None]


def test_a_court_before_which_somebody_appears_says_where(parse: Parse) -> None:
    text = "Jacob Moyo appeared before Durban high court judge Thabo Nkosi on Monday."
    assert [t.place for t in read(parse, text)[0]] == ["Durban"]


def test_what_was_originally_slated_was_put_off(parse: Parse) -> None:
    text = "Originally slated for a hearing on Friday, the case has been pushed back."
    assert [t.status for t in read(parse, text)[0]] == ["postponed"]


@pytest.mark.parametrize(
    "text",
    [
        "Jacob Moyo was charged with fraud. A court hearing is scheduled for Friday.",
        "The case against Jacob Moyo is weak. A court hearing is scheduled for Friday.",
    ],
)
def test_a_hearing_is_of_the_accused(text: str, parse: Parse) -> None:
    assert [t.parties for t in read(parse, text)[0]] == [("Jacob Moyo",)]


def test_of_two_accused_nobody_is_guessed(parse: Parse) -> None:
    text = (
        "Jacob Moyo and Carlos Mendez fell out. Jacob Moyo was charged with fraud, and Carlos "
        "Mendez was accused of theft. A court hearing is scheduled for Friday."
    )
    assert [t.parties for t in read(parse, text)[0]] == [()]
