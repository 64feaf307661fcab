"""Whole rows of talks: place, days, who meets and how it stands, one kind of sentence each.

Published on Wednesday 2024-01-24.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.briefing.extract.reading import Parse, brief_talk, read


class Row(NamedTuple):
    """A row as its reader takes it in; days as month-day."""

    place: str | None
    first: str | None
    last: str | None
    status: str
    parties: tuple[str, ...]


LIND_AND_VIK = ("Ana Lind", "Jonas Vik")


def rows_of(parse: Parse, text: str) -> list[Row]:
    return [Row(*brief_talk(talk), talk.parties) for talk in read(parse, text)[0]]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        pytest.param(
            "The Chilean president, Ana Lind, and her Norwegian counterpart, Jonas Vik, met in"
            " Oslo on Monday.",
            Row("Oslo", "01-22", "01-22", "held", LIND_AND_VIK),
            id="two officials, each with a name in apposition",
        ),
        pytest.param(
            "Norwegian Prime Minister Jonas Vik welcomed his Chilean counterpart, Ana Lind, to"
            " Oslo on Monday.",
            Row("Oslo", "01-22", "01-22", "held", ("Jonas Vik", "Ana Lind")),
            id="welcomed to a place: there",
        ),
        pytest.param(
            "The meeting, the first between Chile and Norway since 2019, took place in Lima on"
            " Monday.",
            Row("Lima", "01-22", "01-22", "held", ("Chile", "Norway")),
            id="an apposition says between whom",
        ),
        pytest.param(
            "Union leaders met with managers of Harbour Corp on Monday in a bid to end the strike.",
            Row(None, "01-22", "01-22", "held", ("Union leaders", "Harbour Corp")),
            id="managers of a firm stand for it",
        ),
        pytest.param(
            "Representatives of Harbour Corp and the dockers' union are to meet again on Friday.",
            Row(None, "01-26", "01-26", "planned", ("Harbour Corp", "dockers' union")),
            id="representatives that the model takes into the name",
        ),
        pytest.param(
            "A delegation led by Deputy Foreign Minister Ana Lind arrived in Oslo on Monday.",
            Row("Oslo", "01-22", "01-22", "held", ("Ana Lind",)),
            id="who leads a delegation is its name",
        ),
        pytest.param(
            "A delegation from Chad's main opposition group arrived in Oslo on Monday.",
            Row("Oslo", "01-22", "01-22", "held", ("Chad's main opposition group",)),
            id="an opposition is not its state",
        ),
        pytest.param(
            "A hearing in the case against Jonas Vik is set for 12 February in Bergen.",
            Row("Bergen", "02-12", "02-12", "planned", ("Jonas Vik",)),
            id="a hearing is of those whose case it is",
        ),
        pytest.param(
            "The Norwegian government and Harbour Corp will question each other's engineers at a"
            " court hearing in Bergen on Friday.",
            Row("Bergen", "01-26", "01-26", "planned", ("Norwegian government", "Harbour Corp")),
            id="who acts at a hearing sits in it",
        ),
        pytest.param(
            "President Bo Berg granted a private audience to Chilean Prime Minister Ana Lind on"
            " Monday.",
            Row(None, "01-22", "01-22", "held", ("Bo Berg", "Ana Lind")),
            id="an audience that is granted",
        ),
        pytest.param(
            "President Jonas Vik met the party's propaganda tsar Maria Gonzalez in Oslo on Monday.",
            Row("Oslo", "01-22", "01-22", "held", ("Jonas Vik", "Maria Gonzalez")),
            id="a title that the parser does not know",
        ),
        pytest.param(
            "On Friday, President Jonas Vik is expected to meet Ana Lind, the founder of a bank.",
            Row(None, "01-26", "01-26", "planned", ("Jonas Vik", "Ana Lind")),
            id="the day in front is that of what is expected",
        ),
        pytest.param(
            "A meeting on Friday between Ana Lind and Jonas Vik has been called off.",
            Row(None, "01-26", "01-26", "cancelled", LIND_AND_VIK),
            id="what is called off was to be on the nearer Friday",
        ),
        pytest.param(
            "Talks between Chile and Norway in Oslo were postponed on Tuesday.",
            Row("Oslo", None, None, "postponed", ("Chile", "Norway")),
            id="the day on which it was put off is not its own",
        ),
        pytest.param(
            "Harbour Corp said on Monday it was in talks with Nordic Lines about a merger.",
            Row(None, None, None, "under way", ("Harbour Corp", "Nordic Lines")),
            id="said to be in talks",
        ),
        pytest.param(
            "Harbour Corp has been in talks with Nordic Lines for months.",
            Row(None, None, None, "under way", ("Harbour Corp", "Nordic Lines")),
            id="has been in talks",
        ),
        pytest.param(
            "The director, Ana Lind, briefed the weekly meeting in Bergen on Monday.",
            Row("Bergen", "01-22", "01-22", "held", ("Ana Lind",)),
            id="who briefs a meeting sits in it",
        ),
        pytest.param(
            "Ambassador Jonas Vik's appearance at Friday's hearing worries the palace.",
            Row(None, "01-26", "01-26", "planned", ("Jonas Vik",)),
            id="whose appearance it is",
        ),
        pytest.param(
            "The ministry spoke on Monday, hours ahead of a visit by Foreign Minister Ana Lind to"
            " Norway this week.",
            Row("Norway", "01-22", "01-28", "planned", ("Ana Lind",)),
            id="ahead of a visit: it is to come",
        ),
        pytest.param(
            "Asked what would come up when Ana Lind is to meet Premier Jonas Vik on Friday,"
            " spokeswoman Maria Gonzalez said that all was open.",
            Row(None, "01-26", "01-26", "planned", LIND_AND_VIK),
            id="who speaks behind the names is in no row with them",
        ),
        pytest.param(
            "Before President Ana Lind flies home on Saturday, she and Prime Minister Jonas Vik"
            " will hold talks with Tongan Premier Bo Berg.",
            Row(None, None, None, "planned", ("Ana Lind", "Jonas Vik", "Bo Berg")),
            id="a pronoun of the one person named before it",
        ),
        pytest.param(
            "Premier Ana Lind and President Jonas Vik met on Monday at the Vatican guest house.",
            Row("Vatican", "01-22", "01-22", "held", LIND_AND_VIK),
            id="at a house that stands there",
        ),
        pytest.param(
            "The leaders of seven ruling and opposition parties met in Oslo on Monday.",
            Row(
                "Oslo",
                "01-22",
                "01-22",
                "held",
                ("leaders of seven ruling and opposition parties",),
            ),
            id="who meets, as far as the text says",
        ),
        pytest.param(
            "Presidential candidate Maria Gonzalez heads to Oslo on Friday, saying she would be"
            " happy to meet the king.",
            Row("Oslo", "01-26", "01-26", "planned", ("Maria Gonzalez",)),
            id="who runs for an office travels for it, and meets nobody yet",
        ),
        pytest.param(
            "The Chadian opposition has come under pressure from Norway to attend talks in Oslo on"
            " Friday.",
            Row("Oslo", "01-26", "01-26", "planned", ("Chadian opposition",)),
            id="who is under pressure to attend",
        ),
        pytest.param(
            "A judge rejected Jonas Vik's attempt to delay the hearing, which is scheduled to take"
            " place in Bergen on Friday.",
            Row("Bergen", "01-26", "01-26", "planned", ()),
            id="an attempt to delay is no delay",
        ),
        pytest.param(
            "Chadian rebels said they would boycott the talks in Muscat on Friday.",
            Row("Muscat", "01-26", "01-26", "planned", ()),
            id="who stays away is no party",
        ),
    ],
)
def test_one_row(parse: Parse, text: str, row: Row) -> None:
    assert rows_of(parse, text) == [row]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            "President Jonas Vik will meet union leaders this week. Twelve guests will join the"
            " meeting with Vik on Thursday. Bo Berg, a former host, said on Facebook that he is"
            " going to the meeting in Bergen.",
            [Row("Bergen", "01-25", "01-25", "planned", ("Jonas Vik", "union leaders", "Bo Berg"))],
            id="who goes to the meeting comes to it as well",
        ),
        pytest.param(
            "Envoys of Chile and Norway will meet in Oslo on Thursday. An envoy of Tonga, Bo Berg,"
            " met Norwegian officials in Oslo on Tuesday.",
            [
                Row("Oslo", "01-25", "01-25", "planned", ("Chile", "Norway")),
                Row("Oslo", "01-23", "01-23", "held", ("Bo Berg", "Norway")),
            ],
            id="one to come, and one before, at one place",
        ),
        pytest.param(
            "Chile accused Chad of trying to spoil new peace talks in Oslo set to begin on"
            " Thursday. The minister said his government would not discuss the vote at peace talks"
            " in Oslo this week or hold talks with other groups.",
            [Row("Oslo", "01-25", "01-25", "planned", ())],
            id="a day, and the week of that day",
        ),
        pytest.param(
            "Talks between Chile and Norway opened in Oslo on Tuesday. The Oslo talks must bring"
            " peace, Premier Ana Lind said.",
            [Row("Oslo", "01-23", "01-23", "under way", ("Chile", "Norway"))],
            id="what talks must bring says nothing of when they are",
        ),
        pytest.param(
            "On the sidelines of the Arctic summit in Bergen on Monday, President Ana Lind met"
            " Prime Minister Jonas Vik.",
            [
                Row("Bergen", "01-22", "01-22", "held", ()),
                Row("Bergen", "01-22", "01-22", "held", LIND_AND_VIK),
            ],
            id="a summit, and two who meet beside it",
        ),
        pytest.param(
            "The committee held a hearing on Monday. The July 10 meeting in Oslo was an affront,"
            " the witness told lawmakers.",
            [
                Row(None, "01-22", "01-22", "held", ("committee",)),
                Row("Oslo", "07-10", "07-10", "held", ()),
            ],
            id="a hearing, and a meeting told of in it",
        ),
        pytest.param(
            "President Ana Lind held talks with Prime Minister Jonas Vik in Bergen on Tuesday."
            " She came to Norway after three days in London. Lind and Vik will hold talks with"
            " Tongan Premier Bo Berg.",
            [
                Row("Bergen", "01-23", "01-23", "held", LIND_AND_VIK),
                Row(None, None, None, "planned", ("Ana Lind", "Jonas Vik", "Bo Berg")),
            ],
            id="where somebody came from is no place of what is to come",
        ),
        pytest.param(
            "Premier Ana Lind addressed a seminar in Lima on Monday. The meeting with President"
            " Jonas Vik took place in Quito on Tuesday.",
            [
                Row("Lima", "01-22", "01-22", "held", ("Ana Lind",)),
                Row("Quito", "01-23", "01-23", "held", ("Jonas Vik",)),
            ],
            id="a seminar, and the meeting beside it",
        ),
    ],
)
def test_rows_of_one_article(parse: Parse, text: str, rows: list[Row]) -> None:
    assert rows_of(parse, text) == rows


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Ana Lind became the first Chilean president to visit Hiroshima.",
            id="which president, not when",
        ),
        pytest.param(
            "Two sources briefed on the negotiations said on Monday that little had changed.",
            id="briefed on talks: on no day of theirs",
        ),
        pytest.param(
            "In 2019, Ana Lind gave a talk in Lima and met the institute's head, Jonas Vik.",
            id="of years ago, by the day of the verb beside it",
        ),
        pytest.param(
            "Six-party talks between Chile, Norway and Tonga collapsed after a round in 2008.",
            id="of years ago, by the last of its rounds",
        ),
        pytest.param(
            "Bo Berg, who consults with government officials, said little would change.",
            id="what somebody does for a living",
        ),
        pytest.param(
            "Premier Ana Lind often says so when she meets President Jonas Vik.",
            id="what happens often",
        ),
        pytest.param(
            "President Jonas Vik laughed as a guest hurried across the room to meet Ana Lind.",
            id="what somebody hurried for",
        ),
        pytest.param(
            "The ambassador, Jonas Vik, has spoken several times with President Ana Lind.",
            id="several times: on no day of one",
        ),
        pytest.param(
            "Harbour Corp raised the money in a $1 billion round in January.",
            id="a round of money",
        ),
        pytest.param(
            "The group called for supporters to assemble in the gardens on Monday in protest.",
            id="what somebody called for",
        ),
        pytest.param(
            "Unlike the talks of Ana Lind with Jonas Vik, this affair has no end.",
            id="what something is unlike",
        ),
        pytest.param(
            "Premier Ana Lind said she would be happy to meet President Jonas Vik.",
            id="whom somebody would be happy to meet",
        ),
    ],
)
def test_no_row(parse: Parse, text: str) -> None:
    assert rows_of(parse, text) == []
