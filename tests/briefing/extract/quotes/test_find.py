"""What holds of the quotes of any text, and of one whole article."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from briefing.extract.quotes.cues import nouns, verbs
from briefing.extract.quotes.find import find_quotes, find_statements
from briefing.model import Quote, Silence
from briefing.names.people import fold

_FRAMES = {"quote", "clause", "aside", "to", "object", "as", "of", "marked", "gerund"}
_PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "'",
        "’",
        ", ",
        ". ",
        ": ",
        "\n",
        " said ",
        " told ",
        "She ",
        "he ",
        "Anna Berg",
        " who ",
        " that ",
        " told Peter Kohl ",
        " told him ",
        " did not say ",
        " declined to comment on ",
        "Neither ",
        " had no comment. ",
        " to the council ",
        " in a letter to Anna Berg ",
        " urged reporters to ",
        "the ferry sails",
        " according to ",
        "as ",
        " called for ",
        "saying ",
        "it is \U0001f600 late",
        "\u00a0",
        "\u200b",
        "—",
        "(OCS)",
        "Reuters",
    ]
)

ARTICLE = """\
Harbour Minister Clara Voss, who took office in May, is demanding that the owners clear the quay.
Lisbon is also seeking "a clean break with the old lease," The Harbour Post reports.
"Two other officials said the owners had asked for more time," the Evening Herald reports.
Voss said after Monday's meeting in Porto that the owners "cannot hide behind a lease" any more.
She said the first ship would be moved in June.
"There is a real danger to the town," Voss said. "We have waited long enough."
The so-called "herring war" began in 1971.
"""


def _valid(text: str, quotes: list[Quote]) -> None:
    for quote in quotes:
        assert quote.content.strip()
        assert all(0 <= span.start < span.end <= len(text) for span in quote.spans)
        assert list(quote.spans) == sorted(quote.spans)
        pieces = " ".join(span.of(text) for span in quote.spans).split()
        assert [w.rstrip(".") for w in quote.content.split()] == [w.rstrip(".") for w in pieces]
        for place, words in ((quote.cue_span, quote.cue), (quote.speaker_span, None)):
            assert place is None or place.end <= len(text)
            assert place is None or words is None or place.of(text) == words
        _valid_addressee(text, quote)


def _valid_silences(text: str, silences: list[Silence], quotes: list[Quote]) -> None:
    """Every part lies within the whole; no cue of a silence is one of a quote."""
    cue_spans = {quote.cue_span for quote in quotes}
    for silence in silences:
        assert 0 <= silence.span.start < silence.span.end <= len(text)
        assert silence.span.contains(silence.cue_span)
        assert silence.speaker_span is not None
        assert silence.span.contains(silence.speaker_span)
        assert silence.about is None or silence.about in silence.span.of(text)
        assert silence.cue_span not in cue_spans


def _valid_addressee(text: str, quote: Quote) -> None:
    """The span has a word of the name, or is a pronoun; nobody hears themselves."""
    name, span = quote.addressee, quote.addressee_span
    assert (name is None) == (span is None)
    if name is None or span is None:
        return
    assert 0 <= span.start < span.end <= len(text)
    assert quote.cue is not None
    assert quote.speaker is None or fold(quote.speaker) != fold(name)
    shown = span.of(text)
    hearers = {*_words_of(name), "him", "her"}
    assert any(word in hearers for word in _words_of(shown))


def _words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_text_gives_valid_quotes_and_the_same_ones_again(
    parse: Callable[[str], Doc], text: str
) -> None:
    doc = parse(text)
    quotes, silences = find_statements(doc)
    _valid(doc.text, quotes)
    _valid_silences(doc.text, silences, quotes)
    assert find_statements(doc) == (quotes, silences)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.text(max_size=120))
def test_any_characters_give_valid_quotes(parse: Callable[[str], Doc], text: str) -> None:
    doc = parse(text)
    _valid(doc.text, find_quotes(doc))


def test_an_empty_text_has_no_quotes(parse: Callable[[str], Doc]) -> None:
    assert find_quotes(parse("")) == []
    assert find_quotes(parse("\n\n")) == []


@pytest.mark.parametrize(
    "text",
    [
        "he said " * 400,
        "that he said " * 700,
        'he said "yes" and ' * 500,
        '"He said “she said ‘no’” ' * 500,
        '"We go," said Ann Roe. ' * 500,
        "according to " * 700,
        "he told her " * 700,
        "he did not say " * 500,
        "she declined to comment on the request for comment on " * 200,
        "if he may plan to refuse to go on to say " * 200,
        "Ann Roe told Bea Roe of Cy Roe of " * 300,
        "She said in a letter to a letter to " * 300,
        "Ann Roe, Bea Roe and Cy Roe " * 400,
        "He said he said.\n" * 500,
        '"a ' * 1_500,
        '"' * 10_000,
        "“" * 10_000,
        # As long as an article may be; the parser alone takes half a minute over each.
        pytest.param('"' * 100_000, marks=pytest.mark.slow, id="100,000 straight"),
        pytest.param("“" * 100_000, marks=pytest.mark.slow, id="100,000 curly"),
    ],
)
def test_texts_that_are_all_cues_or_marks_are_read(parse: Callable[[str], Doc], text: str) -> None:
    _valid(text, find_quotes(parse(text)))


def test_when_proposals_come_out_is_not_what_they_say(parse: Callable[[str], Doc]) -> None:
    text = "Lind drafted the port committee's proposals for ferries to be published next week."
    assert find_quotes(parse(text)) == []


def test_when_an_interview_came_out_is_not_what_was_said_in_it(parse: Callable[[str], Doc]) -> None:
    text = (
        "Norway will complete the withdrawal of its ships in two days, Commander Bo Vik said in an "
        "interview with the Harbour Herald daily published on Thursday."
    )
    said = [span.of(text) for quote in find_quotes(parse(text)) for span in quote.spans]
    assert said == ["Norway will complete the withdrawal of its ships in two days"]


def test_what_few_would_dare_to_promise_is_no_promise(parse: Callable[[str], Doc]) -> None:
    text = "Ana Lind made a promise that few mayors would dare to make."
    assert find_quotes(parse(text)) == []


def test_an_article_reads_as_a_careful_reader_reads_it(parse: Callable[[str], Doc]) -> None:
    quotes = find_quotes(parse(ARTICLE))
    assert [(q.speaker, q.attribution, q.via, q.kind) for q in quotes] == [
        ("Clara Voss", "named", None, "indirect"),
        ("Lisbon", "body", "The Harbour Post", "direct"),
        ("Two other officials", "unnamed", "the Evening Herald", "direct"),
        ("Clara Voss", "named", None, "mixed"),
        ("Clara Voss", "named", None, "indirect"),
        ("Clara Voss", "named", None, "direct"),
    ]
    assert {q.role for q in quotes if q.speaker == "Clara Voss"} == {"Harbour Minister"}
    assert quotes[-1].content == "There is a real danger to the town. We have waited long enough."
    assert [span.of(ARTICLE) for span in quotes[-1].spans] == [
        "There is a real danger to the town",
        "We have waited long enough.",
    ]


def test_the_cue_inventory_knows_only_the_frames_that_the_rules_read() -> None:
    for cues in (verbs(), nouns()):
        assert all(cue.frames <= _FRAMES for cue in cues.values())
    assert {"say", "tell", "warn", "demand", "call"} <= verbs().keys()
    assert {"claim", "warning", "demand"} <= nouns().keys()
