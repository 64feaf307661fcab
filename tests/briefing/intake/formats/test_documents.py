"""Mail, PDF, calendars and plain text: what becomes of them, and what hostile ones cost."""

from __future__ import annotations

import base64
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import FeedError
from briefing.extract.forms.detect import lay_out
from briefing.intake.articles import make_article
from briefing.intake.formats.documents import FORMATS, NAMES, format_of, read_document
from briefing.intake.formats.pdf import read_pdf
from briefing.intake.formats.registry import parse_feed
from briefing.intake.items import Item
from briefing.intake.sandbox.client import Parser
from tests.briefing.intake.formats.documents import (
    CALENDAR,
    LETTER,
    NOTE,
    pdf_of,
    pdf_of_streams,
)


def only(raw: bytes, name: str = "") -> Item:
    (item,) = read_document(raw, name)
    return item


# --- which format ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "filename", "wanted"),
    [
        (pdf_of([[(50, 700, "Ferries")]]), "report", "pdf"),
        (CALENDAR, "week", "calendar"),
        (b"\xef\xbb\xbf" + CALENDAR, "week.txt", "calendar"),
        (LETTER, "1741065120.M1P2.host", "mail"),
        (b"From news@lake.example Tue Mar  4 08:12:00 2025\n" + LETTER, "inbox", "mbox"),
        (b"<!DOCTYPE html><html><body>x", "page", "page"),
        (b"# Title", "notes.md", "text"),
    ],
)
def test_bytes_tell_the_format(raw: bytes, filename: str, wanted: str) -> None:
    form_name = format_of(raw, filename)
    assert form_name is not None
    assert form_name.name == wanted


@pytest.mark.parametrize(
    "raw",
    [b"Ministers meet\n20240304\n\nThey met.\n", b"From our reporter: a walk by the lake\n", b""],
)
def test_a_seed_is_no_document(raw: bytes) -> None:
    assert format_of(raw, "article.txt") is None


def test_every_format_has_a_reader_and_a_name() -> None:
    assert len(set(NAMES)) == len(FORMATS) + 1
    for each in FORMATS:
        with pytest.raises(FeedError):
            each.read(b"", "")


def test_an_unknown_document_is_an_error() -> None:
    with pytest.raises(FeedError, match="no format"):
        read_document(b"\x00\x01\x02")


# --- mail ------------------------------------------------------------------------------------


def test_a_newsletter_is_an_item_a_piece() -> None:
    items = read_document(LETTER)
    assert [(i.title, i.url) for i in items] == [
        ("Boats to be counted", "https://lake.example/a"),
        ("Fares cut", "https://lake.example/b"),
        ("Pier shut", "https://lake.example/c"),
    ]
    assert {i.source for i in items} == {"The Lake Letter"}
    assert {i.published and i.published.date() for i in items} == {date(2025, 3, 4)}
    assert len({i.guid for i in items}) == 3
    text = "\n".join(p for i in items for p in i.paragraphs)
    assert "Unsubscribe" not in text
    assert "Read more" not in text


def test_a_message_is_one_item_whose_lines_run_on() -> None:
    item = only(NOTE)
    assert item.title == "Dredging starts on Monday"
    assert item.source == "port.example"
    assert item.paragraphs == (
        (
            "Dredging in the north basin will start on Monday, the harbour office said, and it "
            "will take six weeks. Ferries are to use the south pier until then, and cafés on the "
            "quay stay open."
        ),
        "Questions may be sent to this address.",
    )


def test_a_mailbox_holds_its_messages() -> None:
    separator = b"From news@lake.example Tue Mar  4 08:12:00 2025\n"
    box = separator + LETTER + b"\n" + separator + NOTE
    assert [i.title for i in read_document(box)] == [
        "Boats to be counted",
        "Fares cut",
        "Pier shut",
        "Dredging starts on Monday",
    ]


def test_an_attachment_is_not_the_letter() -> None:
    raw = (
        b"From: a@b.example\nSubject: Minutes\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\n'
        b"The minutes are attached, and the pier stays shut.\n--x\nContent-Type: text/plain\n"
        b'Content-Disposition: attachment; filename="m.txt"\n\n'
        + b"secret words " * 50
        + b"\n--x--\n"
    )
    assert only(raw).paragraphs == ("The minutes are attached, and the pier stays shut.",)


# --- PDF -------------------------------------------------------------------------------------

LEFT = [
    "The ministers of the five lake states",
    "met in Entebbe on 4 March 2025 and",
    "agreed on a common register of fish-",
    "ing boats, which is to be kept by the",
    "secretariat in Kisumu from 1 July, and",
    "which every harbour master will sign.",
]
RIGHT = [
    "A second meeting is planned for June",
    "in Mwanza, where the five will settle",
    "who pays for the register and for the",
    "patrols on the lake, which have cost",
    "more than anybody had foreseen when",
    "the last treaty of the states was made.",
]


def test_columns_come_one_after_the_other() -> None:
    # Row by row, as many programs write two columns.
    rows = [
        line
        for n, (one, other) in enumerate(zip(LEFT, RIGHT, strict=True))
        for line in ((50, 700 - 14 * n, one), (310, 700 - 14 * n, other))
    ]
    item = only(pdf_of([rows], title="Boats counted"))
    assert item.title == "Boats counted"
    text = " ".join(item.paragraphs)
    assert "common register of fishing boats, which is to be kept by the secretariat" in text
    assert text.index("harbour master will sign") < text.index("A second meeting")
    assert "settle who pays for the register and for the patrols" in text


def test_what_every_page_repeats_is_dropped() -> None:
    pages = [
        [
            (50, 800, "Lake Basin Secretariat, Bulletin 14"),
            *((50, 700 - 14 * n, line) for n, line in enumerate(LEFT)),
            (280, 30, f"Page {number} of 3"),
        ]
        for number in (1, 2, 3)
    ]
    item = only(pdf_of(pages, title="Untitled"))
    text = " ".join([item.title, *item.paragraphs])
    assert "Bulletin" not in text
    assert "Page" not in text
    assert text.count("Entebbe") == 3
    assert item.published == datetime(2025, 3, 4, 8, 12, tzinfo=UTC)
    assert item.date_note


def test_a_gap_parts_paragraphs() -> None:
    lines = [(50, 700 - 14 * n, line) for n, line in enumerate(LEFT)]
    lines += [(50, 580 - 14 * n, line) for n, line in enumerate(RIGHT)]
    assert len(only(pdf_of([lines], title="Boats")).paragraphs) == 2


def test_a_pdf_without_text_says_so() -> None:
    with pytest.raises(FeedError, match="no text"):
        read_document(pdf_of([[]]))


# --- calendars -------------------------------------------------------------------------------


def test_a_calendar_is_an_agenda() -> None:
    item = only(CALENDAR)
    assert item.form == "agenda"
    assert item.paragraphs == (
        "Tuesday, 12 March 2024",
        "10:00–12:30 CET Energy Council - Europa building",
        "Wednesday, 13 March 2024",
        "09:00 UTC Eurogroup call (cancelled)",
        "Thursday, 14 March 2024",
        "Informal meeting of fisheries ministers - Vigo (To 15 March)",
    )
    layout = lay_out(make_article(item, "c", datetime(2024, 3, 2, tzinfo=UTC)))
    assert layout is not None
    assert [
        (e.what, e.first.day, e.last.day, e.time, e.zone, e.place, e.status) for e in layout.entries
    ] == [
        ("Energy Council", 12, 12, "10:00", "CET", "Europa building", "planned"),
        ("Eurogroup call (cancelled)", 13, 13, "09:00", "UTC", None, "cancelled"),
        ("Informal meeting of fisheries ministers", 14, 15, None, None, "Vigo", "planned"),
    ]


def test_a_calendar_can_be_subscribed_to() -> None:
    feed = parse_feed(CALENDAR, "text/calendar")
    assert (feed.format, feed.title) == ("icalendar", "Council week: agenda")
    (item,) = feed.items
    assert item.form == "agenda"
    assert item.guid


# --- plain text ------------------------------------------------------------------------------


def test_markdown_is_read_without_its_marks() -> None:
    item = only(
        b"# Ferry fares to fall\n\n4 March 2025\n\nThe **ferry company** said that it would cut\n"
        b"[its fares](https://x.example/f) by a tenth from Monday.\n\n- one pier\n- two boats\n\n"
        b"> We have waited, said the mayor.\n",
        "text",
    )
    assert item.title == "Ferry fares to fall"
    assert item.published is not None
    assert item.published.date() == date(2025, 3, 4)
    assert item.paragraphs == (
        "The ferry company said that it would cut its fares by a tenth from Monday.",
        "- one pier",
        "- two boats",
        "We have waited, said the mayor.",
    )


def test_front_matter_is_the_head() -> None:
    raw = b"---\ntitle: Fares fall\ndate: 2025-03-04\nurl: https://x.example/f\n---\nThey fall.\n"
    item = only(raw, "text")
    assert (item.title, item.url, item.paragraphs) == (
        "Fares fall",
        "https://x.example/f",
        ("They fall.",),
    )
    assert item.published is not None
    assert item.published.date() == date(2025, 3, 4)


def test_plain_text_has_its_first_line_for_a_title() -> None:
    item = only(b"Fares fall\n\nThey fall on Monday.\n", "text")
    assert (item.title, item.paragraphs, item.published) == (
        "Fares fall",
        ("They fall on Monday.",),
        None,
    )


@given(st.binary(max_size=400), st.sampled_from([f.name for f in FORMATS if f.name != "page"]))
def test_any_bytes_are_items_or_an_error(raw: bytes, name: str) -> None:
    try:
        items = read_document(raw, name)
    except FeedError:
        return
    for item in items:
        assert item.title or item.paragraphs
        assert all("\n" not in p for p in item.paragraphs)


# --- hostile ---------------------------------------------------------------------------------

_MAIL = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"


def _nested(depth: int) -> bytes:
    head = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth)
    )
    return _MAIL + head + b"Content-Type: text/plain\n\nthe pier stays shut\n"


def _event(number: int) -> bytes:
    return (
        b"BEGIN:VEVENT\nUID:%d\nDTSTAMP:20240301T080000Z\nDTSTART:20240312T100000Z\n"
        b"RRULE:FREQ=SECONDLY\nSUMMARY:Meeting %d\nEND:VEVENT\n" % (number, number)
    )


HOSTILE = {
    "PDF: a stream that unpacks to a thousand times its size": pdf_of_streams(
        [b"% " * (1 << 25)], packed=True
    ),
    "PDF: pages that hold each other": pdf_of([[(50, 700, "x")]]).replace(
        b"/Kids [4 0 R]", b"/Kids [2 0 R]"
    ),
    "PDF: operators without end": pdf_of_streams([b"BT " + b"q " * 200_000 + b"ET"], packed=True),
    "PDF: letters without end": pdf_of_streams(
        [b"BT /F1 1 Tf " + b"(a) Tj " * 20_000 + b"ET"], packed=True
    ),
    "PDF: cut off": pdf_of([[(50, 700, "The pier is shut")]])[:300],
    "mail: parts in parts": _nested(3_000),
    "mail: parts without end": _MAIL
    + b'Content-Type: multipart/mixed; boundary="b"\n\n'
    + b"--b\nContent-Type: text/plain\n\nx\n" * 1_000,
    "mail: a header without end": b"From: a@b.example\nSubject: "
    + b"=?utf-8?q?a?= " * 200_000
    + b"\n\nx",
    "mail: headings without end": _MAIL + b"Content-Type: text/html\n\n" + b"<h2>a" * 100_000,
    "mail: base64 without end": _MAIL
    + b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    + base64.b64encode(b"(" * 3_000_000),
    "mbox: separators alone": b"From a@b 10:00\n" * 100_000,
    "mbox: a long one": (b"From a@b.example\n" + NOTE + b"\n") * 1_000,
    "calendar: events without end": b"BEGIN:VCALENDAR\n"
    + b"".join(_event(n) for n in range(6_000))
    + b"END:VCALENDAR\n",
    "calendar: parts in parts": b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 50_000,
    "calendar: a line without end": b"BEGIN:VCALENDAR\nSUMMARY:" + b"x" * 3_000_000,
    "text: marks without end": b"# a\n" + b"**a_" * 400_000,
    "text: links without end": b"# a\n" + b"[a](" * 400_000,
    "text: one endless line": b"# a\n" + b"a" * 4_000_000,
    "text: quotes in quotes": b"# a\n" + b"> " * 1_000_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_costs_itself_alone(name: str) -> None:
    kind = name.partition(":")[0].lower()
    with Parser() as parser:
        with suppress(FeedError):
            assert len(parser.document(HOSTILE[name], kind)) <= 500
        assert parser.document(CALENDAR)[0].form == "agenda"


@pytest.mark.parametrize(
    ("raw", "problem", "remedy"),
    [
        (b"<html><body>Log in to read on</body></html>", "is no PDF", "Look at its beginning"),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Cat", "is damaged", "Fetch it again"),
    ],
)
def test_a_pdf_that_is_none_or_damaged_says_so_and_what_to_do(
    raw: bytes, problem: str, remedy: str
) -> None:
    with pytest.raises(FeedError, match=f"PDF: {problem}") as caught:
        read_pdf(raw)
    assert str(caught.value.remedy).startswith(remedy)
