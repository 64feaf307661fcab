"""Whatever a document holds: layouts keep offsets, and hostile text costs little time."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.extract.forms.detect import FORMS, lay_out
from briefing.model import Article, Span

PIECES = [
    "MR. HOLT: ",
    "Q ",
    "Q: ",
    "A: ",
    "Anna Lind: (00:12)\n",
    "Mr Penrose (Saltmouth) (Lab): ",
    "(Laughter.)",
    "Monday 3 June\n",
    "10:00 ",
    "8.30 a.m. - ",
    "TUESDAY, MAY 7, 2024\n",
    " | ",
    "\n",
    "\n",
    " - ",
    "OSLO (Norway) - ",
    "We, the ministers of Chile and Peru, met on 3 June 2024. ",
    "1. Agreed to meet in Lima; ",
    "reaffirmed that ",
    "11.34am BST ",
    "Tue 4 Jun 2024 11.34 BST ",
    "OSLO, June 2 (Corvus) -- ",
    "Court 4\n",
    "3 June 2024 10:00\n",
    "said in a statement:\n",
    "The Council calls on all members to pay. ",
    "(To 18)",
    "\ufffd",
    "“",
    "”",
    "The minister will speak in Oslo on Friday. ",
    "ports and ferries ",
    "- Name: words that follow it here\n",
]
TITLES = [
    "Press Briefing – June 3, 2024",
    "Programme of Work",
    "Joint Statement by the Ministers of Chile",
    "Strike live",
    "News in brief",
    "Interview with Anna Lind",
    "Ministers meet in Oslo",
]


def article(title: str, text: str, form: str | None = None) -> Article:
    moment = datetime(2024, 6, 3, tzinfo=UTC)
    return Article(id="a", title=title, text=text, published=moment, form=form)


def spans_of(text: str, form: str | None, title: str) -> list[Span]:
    layout = lay_out(article(title, text, form))
    if layout is None:
        return []
    assert len(layout.text) == len(text)
    turns = [s for t in layout.turns for p in t.passages for s in p]
    labels = [t.label for t in layout.turns]
    statements = [s for q in layout.statements for s in (q.content, q.cue)]
    bounds = [(item.start, item.end) for item in layout.items]
    # Items make up the text, none over another.
    assert not bounds or (bounds[0][0], bounds[-1][1]) == (0, len(text))
    assert all(one[1] == other[0] for one, other in pairwise(bounds))
    return [*turns, *labels, *statements, *(e.span for e in layout.entries)]


@settings(deadline=None)  # the inventories are read with the first document
@given(
    st.sampled_from(TITLES),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.none() | st.sampled_from(FORMS),
)
def test_every_span_lies_in_the_text(title: str, text: str, form: str | None) -> None:
    for span in spans_of(text, form, title):
        assert span.end <= len(text)


@settings(deadline=None)  # the inventories are read with the first document
@given(st.sampled_from(TITLES), st.text(max_size=300), st.none() | st.sampled_from(FORMS))
def test_any_text_can_be_laid_out(title: str, text: str, form: str | None) -> None:
    spans_of(text, form, title)


HOSTILE = {
    "one endless line": "A" * 100_000,
    "endless capitals": "Aa " * 32_500,
    "joined capitals": "A-" * 50_000,
    "no end of labels": "MR. HOLT: yes\n" * 5_000,
    "no end of stamps": "10:00 meets\n" * 5_000,
    "no end of days": "Monday 3 June\n" * 5_000,
    "no end of datelines": "OSLO (Norway) - " * 5_000,
    "brackets that never close": "MR. HOLT: " + "(" * 50_000,
    "brackets in a row": "MR. HOLT: " + "(a) " * 20_000,
    "clauses without end": "We agreed to " + "and reaffirmed that the, " * 3_750,
    "commas": "In the, " * 10_000,
    "numbers": "1. " * 25_000,
    "bars": "a | 10:00 | " * 7_500,
    "dashes": "- " * 37_500,
    "stamps of two days": "3 June 10:00 yes\n2 June 10:00 no\n" * 2_000,
    "datelines of two days": "OSLO, June 2 (A) -- Yes.\nRUSE, June 1 (A) -- No.\n" * 2_000,
    "days with times": "3 June 2024 10:00\nfigures\n" * 2_500,
}


@pytest.mark.no_cover  # what follows each line would take most of the time
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_no_time(name: str) -> None:
    text = HOSTILE[name]
    for title in TITLES:
        start = time.process_time()
        lay_out(article(title, text))
        # Ten times what it takes on a slow machine, and a tenth of what the square would.
        assert time.process_time() - start < 7.5, title
