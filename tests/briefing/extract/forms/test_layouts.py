"""Transcripts, agendas and communiqués in forms that the corpus has not, by their structure."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bench.extract_forms import FORMS
from briefing.extract.forms.detect import ARTICLE, lay_out
from briefing.extract.forms.document import Layout
from briefing.intake.seeds import read_seed
from briefing.model import Article
from tests.briefing.extract.forms.form import form_of

SEED_BANKS = (
    "Consultations on the draft resolution on seed banks (closed) (convened by the delegation of "
    "Malta)"
)
SIGNATORIES = (
    "G9 foreign ministers of Chile, Ghana, Norway and Viet Nam, and the High Commissioner of the "
    "Coastal Union"
)


def layout_named(name: str) -> tuple[Layout, str]:
    """The layout of a document of the corpus, with its text."""
    article = read_seed(FORMS / f"more-{name}.txt")
    layout = lay_out(article)
    assert layout is not None
    return layout, article.text


def layout_of(document: tuple[str, str, str], form: str | None = None) -> Layout:
    title, day, text = document
    moment = datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC)
    layout = lay_out(Article(id="a", title=title, text=text, published=moment, form=form))
    assert layout is not None
    return layout


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            "oral-questions",
            [
                ("Beatrix Fontaine-Lowell", "Leader of the Opposition"),
                ("Emmett Sauvageau", "Prime Minister"),
                ("the Speaker", None),
                ("Angus MacTavish", None),
            ],
        ),
        (
            "studio",
            [
                ("Greta Blissfeld", "anchor"),
                (None, None),
                ("Greta Blissfeld", "anchor"),
                ("Owen Tadlock", "Sen."),
                ("Greta Blissfeld", "anchor"),
                ("Owen Tadlock", "Sen."),
                ("Greta Blissfeld", "anchor"),
            ],
        ),
        ("own-lines", [("Judith Wrenfield", None), ("Paulo Ferraz-Lima", None)] * 2),
        (
            "dashes",
            [
                ("the President", None),
                ("Concetta Farrugia", "Member of the Commission"),
                ("Zofia Kaminska-Roth", "on behalf of the Forest Group"),
                ("Lauri Ketonen", None),
            ],
        ),
        (
            "offices",
            [
                ("Timur Aldabergenov", "President of the Steppe Republic"),
                ("Arkady Velichkin", "Minister of Railways"),
            ]
            * 2,
        ),
        # A journalist that nobody introduces ends the minister's turn, and is nobody.
        (
            "journalists",
            [("Haruka Minazuki", "Foreign Minister"), (None, None)] * 2
            + [("Haruka Minazuki", "Foreign Minister")],
        ),
    ],
)
def test_labels_say_who_speaks(name: str, wanted: list[tuple[str | None, str | None]]) -> None:
    layout, _ = layout_named(name)
    assert layout.form == "transcript"
    assert [(t.speaker, t.role) for t in layout.turns] == wanted


def test_whoever_asks_is_whom_the_answer_is_for() -> None:
    layout, text = layout_named("oral-questions")
    turns = layout.turns
    assert turns[1].addressee == "Beatrix Fontaine-Lowell"
    assert turns[1].addressee_span is not None
    assert turns[1].addressee_span.of(text) == "Hon. Beatrix Fontaine-Lowell"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            "journal",
            [
                ("32nd plenary meeting", "10:00", "Assembly Hall"),
                ("Third Committee, 11th meeting", "15:00", "Conference Room 1"),
                (
                    SEED_BANKS,
                    "11:30",
                    "Conference Room 7",
                ),
            ],
        ),
        (
            "session",
            [
                ("Resumption of session and order of business", "17:00", None),
                ("Council and Commission statements - Energy poverty", "09:00", None),
                ("VOTES", "12:00", None),
                ("Question Time (Commission) - Freight corridors", "15:00", None),
            ],
        ),
        (
            "diary",
            [
                ("Weekly officials meeting", "09:30", "Wellington"),
                ("Speech to the Dockers' Union conference, Te Papa", "14:00", "Wellington"),
                ("Cabinet committee", None, None),
                ("Meeting with Australian High Commissioner Fleur Addington", "16:15", None),
                ("Visit to Port of Tauranga", None, "Port of Tauranga"),
            ],
        ),
    ],
)
def test_headings_and_times_say_what_is_when(
    name: str, wanted: list[tuple[str, str | None, str | None]]
) -> None:
    layout, _ = layout_named(name)
    assert layout.form == "agenda"
    assert [(e.what, e.time, e.place) for e in layout.entries] == wanted


@pytest.mark.parametrize(
    ("name", "speaker", "cues"),
    [
        ("quartet", "Quartet", ["reiterates", "calls upon", "welcomes"]),
        ("board-decision", "Governing Board", ["decided", "expects", "is determined to"]),
        (
            "we-present",
            SIGNATORIES,
            ["condemn", "express", "call on", "urge", "remain committed to", "reiterate"],
        ),
    ],
)
def test_the_body_speaks_in_its_statement(name: str, speaker: str, cues: list[str]) -> None:
    layout, text = layout_named(name)
    assert layout.form == "communique"
    assert {s.speaker for s in layout.statements} == {speaker}
    assert [s.cue.of(text) for s in layout.statements] == cues


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "What leaders said about the treaty",
            (
                "Anna Lind: The treaty is a start.\nOlav Berg: It is an end.\nThe hall was "
                "calm, and the delegates left one by one while the rain went on.\n"
            ),
        ),
        (
            "How the strike went: a timeline",
            (
                "Monday, 3 June 2019: The strike begins.\nTuesday, 4 June 2019: Talks fail.\n"
                "Friday, 7 June 2019: The strike ends."
            ),
        ),
        (
            "Ministers issue joint statement after talks",
            (
                "The ministers met on Friday. Anna Lind said that the talks had been hard. “Not "
                "yet,” she said. Olav Berg told reporters that he agreed."
            ),
        ),
        (
            "The Harbour Letter: who pays for the new quay?",
            (
                "Somebody always does.\nAND SO IT GOES ON: The council met for the ninth time, "
                "and for the ninth time it parted.\nThe ferry, meanwhile, was late.\n"
                "PLAIN SAILING: Today the fleet came home. Nobody was there to see it, since "
                "everybody had been told that it would be late.\nTHE VIEW FROM THE PIER: Wet.\n"
                "It has been so since the debate on the budget began.\n"
                "ODDS AND ENDS: A lamp is out at the light house; the keeper has been told."
            ),
        ),
        (
            "Five questions about the ferry",
            (
                "Q. Who pays?\nThe city, according to the mayor, who spoke on Monday.\nThe company "
                "said nothing. It has yet to publish its figures, which were due in May."
            ),
        ),
    ],
)
def test_news_that_only_looks_like_a_form_is_an_article(title: str, text: str) -> None:
    moment = datetime(2024, 6, 10, tzinfo=UTC)
    assert form_of(Article(id="a", title=title, text=text, published=moment)) == ARTICLE


def test_a_forced_form_is_taken_at_its_word() -> None:
    document = ("Notes", "20240610", "LIND: We meet on Friday.")
    assert [t.speaker for t in layout_of(document, "transcript").turns] == ["Lind"]


def test_lines_that_a_margin_broke_run_on_where_they_were() -> None:
    text = (
        "The ministers of the five lake states met in Entebbe on Tuesday and agreed\n"
        "on a common register of fishing boats, which is to be kept by the\n"
        "secretariat in Kisumu from 1 July. Nobody had expected an agreement at\n"
        "the first meeting, and two delegations had said so before they set out.\n"
        "A second meeting is planned for 12 June in Mwanza.\n"
    )
    layout = layout_of(("Boats counted", "20240610", text))
    assert layout.form == ARTICLE
    assert len(layout.text) == len(text)
    assert (
        "agreed on a common register of fishing boats, which is to be kept by the secretariat"
        in (layout.text)
    )


def test_marks_that_a_wrong_encoding_lost_are_put_back() -> None:
    text = "The firm\ufffds chief called it \ufffda start\ufffd on Friday."
    layout = layout_of(("A start", "20240610", text))
    assert layout.text == "The firm’s chief called it “a start” on Friday."


def test_a_paragraph_that_begins_with_a_is_no_answer() -> None:
    text = (
        "The fish board is weighing new rules, officials said.\n"
        'The danger is clear, Elin Holm of the board said in an interview. "We see it," she said.\n'
        "A Bergen study of forty boats found that nets were torn on half of them.\n"
        "The board lacks a tool that its peers have: a law on nets.\n"
    )
    article = Article(id="a", title="Board weighs rules", text=text)
    assert form_of(article) == ARTICLE


def test_rooms_above_their_lists_are_where_these_are_heard() -> None:
    layout = lay_out(read_seed(FORMS / "own-court-rooms.txt"))
    assert layout is not None
    assert [(e.time, e.place) for e in layout.entries] == [
        ("10:30", "Court 4"),
        ("14:00", "Court 4"),
        ("11:00", "Court 9"),
    ]


def test_a_room_below_an_entry_is_its_place() -> None:
    layout = lay_out(read_seed(FORMS / "own-court-list.txt"))
    assert layout is not None
    assert [e.place for e in layout.entries] == ["Court 12", "Court 12", "Court 17"]


def test_a_line_with_an_office_and_a_name_says_whose_entries_follow() -> None:
    layout = lay_out(read_seed(FORMS / "own-commissioners.txt"))
    assert layout is not None
    assert [e.parties[0] for e in layout.entries if e.parties] == [
        "Adela Varnhagen",
        "Adela Varnhagen",
        "Marko Petrovski",
        "Lena Hollander",
        "Paulo Freitas",
    ]


def test_the_head_of_a_column_gives_the_zone_of_its_times() -> None:
    layout = lay_out(read_seed(FORMS / "own-bank-week.txt"))
    assert layout is not None
    assert {e.zone for e in layout.entries if e.time} == {"CET"}


def test_what_is_to_be_confirmed_is_uncertain_and_called_by_its_own_words() -> None:
    layout = lay_out(read_seed(FORMS / "own-minister-days.txt"))
    assert layout is not None
    last = layout.entries[-1]
    assert (last.what, last.tentative) == (
        "Meeting with the Director-General of the Canal Office",
        True,
    )
    assert [e.parties for e in layout.entries[:2]] == [
        ("ambassadors of the Baltic states",),
        ("Ambassador of Chile",),
    ]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("10:00 No. 23-1187, Harbor Commission v. Tidewater Growers", None),
        ("10:00 No. 23-1039, Ames v. Department of Canals", None),
        ("10:00 Committee on Silt, Conference Room 3", "Committee on Silt"),
    ],
)
def test_a_case_has_no_room_in_its_name(line: str, what: str | None) -> None:
    title = "Court calendar of the week"
    text = f"Monday 4 March 2024\n{line}\nTuesday 5 March 2024\n10:00 A sitting\n11:00 Another one"
    entry = layout_of((title, "20240304", text)).entries[0]
    assert entry.what == (what or line.removeprefix("10:00 "))
