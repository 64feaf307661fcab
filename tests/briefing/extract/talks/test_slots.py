"""Who meets, where and when, as fresh reports tell it: one kind a test, of 2024-01-24."""

from __future__ import annotations

import pytest

from tests.briefing.extract.reading import Parse, brief_talk, read


def _case(text: str, *talks: tuple[tuple[str | None, ...], tuple[str, ...]], name: str) -> object:
    return pytest.param(text, list(talks), id=name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        _case(
            "President Ana Lind and Premier Jonas Vik spoke by phone on Monday. They last met in"
            " December in Davos, Switzerland.",
            ((None, "01-22", "01-22", "held"), ("Ana Lind", "Jonas Vik")),
            (("Davos", "12-01", "12-31", "held"), ("Ana Lind", "Jonas Vik")),
            name="they are the two of whom was told last",
        ),
        _case(
            "Minister Ana Lind is expected to meet Premier Jonas Vik next week. The 28 European"
            " ministers will meet again Friday in Riga.",
            ((None, "01-29", "02-04", "planned"), ("Ana Lind", "Jonas Vik")),
            (("Riga", "01-26", "01-26", "planned"), ("European ministers",)),
            name="a crowd is not the pair before it",
        ),
        _case(
            "Minister Ana Lind was at the Jan. 3 foreign ministers' meeting in Paris.",
            (("Paris", "01-03", "01-03", "held"), ("Ana Lind", "foreign ministers")),
            name="a day before the owners is that of the meeting, and no part of their name",
        ),
        _case(
            "Harbour Value LP will push for control of the company's board in talks scheduled for"
            " next week.",
            ((None, "01-29", "02-04", "planned"), ("Harbour Value LP",)),
            name="who pushes for something in talks sits there",
        ),
        _case(
            "The envoy wants to prevent the collapse of peace talks, which broke up on Monday in"
            " Geneva after the opposition walked out.",
            (("Geneva", "01-22", "01-22", "held"), ("opposition",)),
            name="talks that broke up were held, and who walked out had come",
        ),
        _case(
            "Striking Foxmere Energy Corp workers marched on the company's annual shareholder"
            " meeting in Bergen on Monday.",
            (("Bergen", "01-22", "01-22", "held"), ("Foxmere Energy Corp",)),
            name="the company's meeting is that of the one named, and of no single shareholder",
        ),
        _case(
            "The first six delegate slots were filled at district meetings on Saturday.",
            ((None, "01-20", "01-20", "held"), ()),
            name="what is filled at a meeting is no party",
        ),
        _case(
            "More than 250 protesters took part in a rally at the council meeting in Riga on"
            " Monday.",
            (("Riga", "01-22", "01-22", "held"), ("council",)),
            name="who rallies outside does not meet",
        ),
        _case(
            "Carla Berg was charged with fraud. Her next court hearing in Lisbon is set for April"
            " 7.",
            (("Lisbon", "04-07", "04-07", "planned"), ("Carla Berg",)),
            name="the subject is whose it says, not who she is",
        ),
        _case(
            "Premier Theresa Lind spoke on Sunday. Lind's spokeswoman said she had met President"
            " Jonas Vik in Rome on Monday.",
            (("Rome", "01-22", "01-22", "held"), ("Theresa Lind", "Jonas Vik")),
            name="she is for whom the spokeswoman speaks",
        ),
        _case(
            "President Jonas Lind was ill. The two men said they were briefed by Lind's medical"
            " team in Bergen on Monday.",
            (("Bergen", "01-22", "01-22", "held"), ("Lind's medical team",)),
            name="the team around somebody is not he",
        ),
        _case(
            "The crisis will occupy EU leaders at their next summit in Riga on Feb. 18-19.",
            (("Riga", "02-18", "02-19", "planned"), ("European Union",)),
            name="their summit is that of those whom the verb is done to",
        ),
        _case(
            "The Harbour Council said its leaders are meeting with data regulators in Riga.",
            (("Riga", None, None, "under way"), ("Harbour Council", "data regulators")),
            name="its leaders are those of the body that says so",
        ),
        _case(
            "Premier Jonas Vik is hosting a summit on fraud on Wednesday. The presidents of Chad"
            " and Niger will be attending the summit.",
            ((None, "01-24", "01-24", "under way"), ("Jonas Vik", "Chad", "Niger")),
            name="who will attend the summit of the day attends that one",
        ),
        _case(
            "Ana Lind told the panel of a key December conversation in Warsaw between Jonas Vik and"
            " a top aide to the king.",
            (("Warsaw", "12-01", "12-31", "held"), ("Jonas Vik", "top aide to the king")),
            name="a conversation in a city is face to face, an aide known by whom he serves",
        ),
        _case(
            "She spoke of a Jan. 3 meeting in Oslo when Jonas Vik told visiting Chadian officials"
            " they would need to pay.",
            (("Oslo", "01-03", "01-03", "held"), ("Jonas Vik", "Chad")),
            name="who was told something at a meeting was there",
        ),
        _case(
            "The envoy is likely to face tough questions about Jonas Vik's Jan. 3 call when he"
            " asked President Omar Haddad for help.",
            ((None, "01-03", "01-03", "held"), ("Jonas Vik", "Omar Haddad")),
            name="what is likely is the questions, not the call",
        ),
        _case(
            "Jonas Vik told reporters on Tuesday, after huddling with President Omar Haddad on the"
            " sidelines of an Organization of Amber States (OAS) meeting in the Dominican"
            " Republic.",
            (("Dominican Republic", "01-23", "01-23", "held"), ()),
            (("Dominican Republic", "01-23", "01-23", "held"), ("Jonas Vik", "Omar Haddad")),
            name="beside a meeting with a long name there are two",
        ),
        _case(
            "President Jonas Vik will attend the annual G7 leaders summit in another Japanese city"
            " next month.",
            (("Japan", "02-01", "02-29", "planned"), ("Jonas Vik", "G7")),
            name="a Japanese city lies in Japan",
        ),
        _case(
            "Premier Jonas Vik spoke of money at a debate in the press club in Lima. The leaders of"
            " seven ruling and opposition parties met for the debate on Saturday.",
            (
                ("Lima", "01-20", "01-20", "held"),
                ("leaders of seven ruling and opposition parties",),
            ),
            name="the debate for which they met was said to be somewhere",
        ),
        _case(
            "Lawmaker Ana Lind is to appear in federal court in Riverside, California, on March 22."
            " She told a congressional hearing on Monday that she was innocent.",
            (("Riverside", "03-22", "03-22", "planned"), ("Ana Lind",)),
            ((None, "01-22", "01-22", "held"), ("Ana Lind",)),
            name="congress does not hear in the town of a court",
        ),
        _case(
            "Jonas Vik pleaded guilty in Maricopa County Superior Court on Monday, where he"
            " appeared before Judge Ana Lind.",
            ((None, "01-22", "01-22", "held"), ("Jonas Vik", "Ana Lind")),
            name="a county is no town of its name",
        ),
        _case(
            "Jonas Vik, in Bergen for a long-planned summit with Nordic leaders, will return to"
            " Riga on Tuesday.",
            (("Bergen", None, None, "planned"), ("Jonas Vik", "Nordic leaders")),
            name="where and when he goes afterwards is not of the summit",
        ),
        _case(
            "The bank held rates on Tuesday following a two-day meeting in Riga.",
            (("Riga", "01-22", "01-23", "held"), ()),
            name="what a decision followed is held, on as many days as it took",
        ),
        _case(
            "President Jonas Vik held separate talks with President Omar Haddad on Monday."
            " Six-party talks among Chad, Niger, Mali, Togo, Benin and Ghana collapsed after the"
            " last round in 2008.",
            ((None, "01-22", "01-22", "held"), ("Jonas Vik", "Omar Haddad")),
            name="talks of six are not those of two, and those of years ago no news",
        ),
        _case(
            "Ministers urged parties to peace talks in Geneva, which are at risk of collapse, to"
            " stay.",
            (("Geneva", None, None, "under way"), ()),
            name="talks at risk are held still",
        ),
        _case(
            "In Georgia, Governor Ana Lind is expected on Tuesday to sign the bill.",
            name="no visit",
        ),
        _case(
            "Judge Ana Lind in November ordered a hearing about the records.",
            name="the day of the order is not that of the hearing",
        ),
        _case(
            "Lawmakers ended their spring session on Monday without a budget.",
            name="a season of sittings is no meeting",
        ),
        _case(
            "Last week, a day before a scheduled court hearing on the case, the ministry gave in."
            " The hearing in Riverside was called off.",
            (("Riverside", None, None, "cancelled"), ()),
            name="the eve of a hearing does not say that it was held",
        ),
        _case(
            "On the eve of the talks that started on Monday in Geneva, the rebels gave in.",
            (("Geneva", "01-22", "01-22", "held"), ()),
            name="talks that started were held, whatever happened on their eve",
        ),
        _case(
            "She is throwing obstacles in the path of talks that were originally due to begin in"
            " Geneva on January 22.",
            (("Geneva", "01-22", "01-22", "postponed"), ()),
            name="what was originally due did not begin then",
        ),
        _case(
            "Traders fear for their firms if Norway and Chad fail to wrap up talks on fish by May.",
            ((None, None, None, "under way"), ("Norway", "Chad")),
            name="talks that may not be wrapped up are held, and the day is that of their end",
        ),
        _case(
            "Minister Ana Lind said on Monday she had discussed ways to get aid into the towns with"
            " Iranian Foreign Minister Omid Rahimi.",
            ((None, None, None, "held"), ("Ana Lind", "Omid Rahimi")),
            name="with whom somebody has discussed a thing, at some length",
        ),
        _case(
            "The Obama administration is negotiating a trade treaty with China.",
            ((None, None, None, "under way"), ("Obama administration", "China")),
            name="a treaty is negotiated with whom its noun names",
        ),
        _case(
            "Norway will join EU leaders in Riga at a crisis summit on Friday.",
            (("Riga", "01-26", "01-26", "planned"), ("Norway", "European Union")),
            name="who is joined at a summit is there, too",
        ),
        _case(
            "In Berlin on Monday, Jonas Vik met Chancellor Ana Lind's chief of staff, Bo Berg.",
            (("Berlin", "01-22", "01-22", "held"), ("Jonas Vik", "Bo Berg")),
            name="the chief of somebody's staff is not she",
        ),
        _case(
            "Two years later, Foxmere is in talks with Harbour Corp about a merger.",
            ((None, None, None, "under way"), ("Foxmere", "Harbour Corp")),
            name="the years that have passed are not those of the talks",
        ),
        _case(
            "Ana Lind said the pact was signed in Oslo on Jan. 3. She called the ongoing hearings"
            " in the Senate a farce.",
            name="what goes on was not held where and when a pact was signed",
        ),
        _case("Princess Ana Lind of Norway visited Chile in September 1933.", name="history"),
        _case("Foxmere's founders, Jonas Vik and Bo Berg, first met at a bank.", name="first met"),
        _case("Ana Lind negotiated a deal that got a man out of his lease.", name="a deal"),
        _case("The climbers want to reach the summit of Shisha this month.", name="a mountain"),
        _case(
            "The government could talk to the rebels if credible envoys came.", name="on condition"
        ),
        _case(
            "Jonas Vik said he was willing to talk to President Omar Haddad.",
            name="willing to talk",
        ),
        _case(
            "The potential for a meeting of OPEC faded on Monday as oil rose.", name="a potential"
        ),
        _case("On Monday the panel heard the last phone call of the captain.", name="a recording"),
    ],
)
def test_slots(
    parse: Parse, text: str, expected: list[tuple[tuple[str | None, ...], tuple[str, ...]]]
) -> None:
    talks, _ = read(parse, text)
    assert [(brief_talk(talk), talk.parties) for talk in talks] == expected
