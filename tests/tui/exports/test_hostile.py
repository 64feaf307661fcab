"""Hostile text in every form that is printed: nothing of it steers, and nothing of it is markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.policy import default
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from briefing.acts.act import Act
from briefing.acts.duties import Answer
from briefing.acts.verbs import VerbClass
from briefing.article_refs import ArticleRef
from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from briefing.ledger.rows import Ledger, LedgerRow, Since
from briefing.ledger.undertakings import Undertaking
from briefing.model import Silence, Span
from briefing.rows import FindingMention
from tests.briefing.support import article
from tests.tui.support.hostile import EVIL, FORBIDDEN, hostile_entries
from tests.tui.support.making import DAY, Report
from tui.exports.charts import to_map, to_time_line
from tui.exports.day_report import DayReport
from tui.exports.html import ledger_to_html, to_html
from tui.exports.mail import to_mail
from tui.exports.markdown import ledger_to_markdown, to_markdown
from tui.exports.plain_text import ledger_to_text
from tui.text.look import Look

TITLE = "[@click=app.quit]x[/]\x1b[31m<script>alert(1)</script> \"'&"


def briefing() -> Briefing:
    """Hostile words in every field, and talks at a place that the map knows."""
    report = Report("title", DAY, f"The {TITLE}", TITLE, f"First {TITLE} said.")
    report.says(TITLE, f"First {TITLE}", role=TITLE)
    report.talk(f"First {TITLE}", TITLE, "planned", place="Lisbon",
                start=DAY + timedelta(days=1), parties=(TITLE, EVIL))  # fmt: skip
    report.due(f"First {TITLE}", TITLE, DAY + timedelta(days=2), who=TITLE)

    return make_briefing([report.entry, *hostile_entries()], AsOf(DAY, "asked for"), 30)


def text_of(article_id: str) -> str:
    del article_id
    return f"{TITLE} {EVIL}" * 20


@pytest.mark.parametrize("ascii_only", [False, True])
def test_drawings_and_their_lists_show_it_as_text(ascii_only: bool) -> None:
    look = Look(ascii_only)
    for text in (to_map(briefing(), 72, look), to_time_line(briefing(), (), 72, look)):
        assert not FORBIDDEN.search(text.replace("\n", ""))
        assert "[@click=app.quit]x[/]" in text
        assert "Lisbon" in text


class Elements(HTMLParser):
    """The names of elements, and the attributes that they have."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


def ledger() -> Ledger:
    """Hostile words in every field of an undertaking, of its answer and of a silence."""
    ref, later = (replace(ArticleRef.of(article(name, DAY)), title=TITLE) for name in "ab")
    does = Act(VerbClass(frozenset(("pay",))))
    owed = Undertaking("demand", ref, Span(0, 9), TITLE, does, EVIL, DAY, TITLE, EVIL)
    answered = LedgerRow((owed,), (Answer("refused", later, Span(0, 9)),), "passed")
    since = Since(DAY, 3, 2)
    silent = LedgerRow((owed,), (), "passed", since, since)
    silence = FindingMention(ref, "silence", Silence(TITLE, Span(0, 9), Span(0, 4)), (Span(0, 9),))
    return Ledger(DAY, (answered, silent), (silence,))


@pytest.mark.parametrize("write", [ledger_to_text, ledger_to_markdown, ledger_to_html])
def test_a_ledger_shows_it_as_text(write: Callable[[DayReport, Ledger], str]) -> None:
    written = write(DayReport(briefing(), text_of), ledger())
    assert "refused" in written
    assert not FORBIDDEN.search(written.replace("\n", ""))
    if write is ledger_to_html:
        elements = Elements()
        elements.feed(written)
        assert "script" not in elements.names
    elif write is ledger_to_markdown:
        assert not re.search(r"(?<!\\)<(?!a id=|/a>|https?:)", written)


def test_a_page_shows_it_as_text() -> None:
    page = to_html(DayReport(briefing(), text_of))
    assert not FORBIDDEN.search(page.replace("\n", ""))
    elements = Elements()
    elements.feed(page)
    assert "script" not in elements.names
    assert not {name for name in elements.attributes if name.startswith("on")}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_mail_has_no_header_and_no_markup_of_it() -> None:
    subject = f"{TITLE}\r\nBcc: all@example.org"
    html = to_html(DayReport(briefing(), text_of))
    written = to_mail(subject, "text", html, datetime.now(UTC), subject)
    mail = message_from_string(written, policy=default)
    assert "Bcc" not in mail
    assert not FORBIDDEN.search(f"{mail['Subject']} {mail['To']}")
    _, page = mail.iter_parts()
    assert "<script" not in page.get_content()


def test_markdown_has_no_element_of_it() -> None:
    text = to_markdown(DayReport(briefing(), text_of))
    assert not re.search(r"(?<!\\)<(?!a id=|/a>|https?:)", text)
    assert not FORBIDDEN.search(text.replace("\n", ""))
