"""Which statements an article places at a talk, and which it does not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.article_refs import ArticleRef
from briefing.digest.talk_statements import statements_at, talks_of_quotes
from briefing.merge.talks import merge_talks
from briefing.model import Entry, Findings, Quote, Span, Talk, Timex
from briefing.rows import TalkRow
from tests.briefing.support import DAY, article, day, quote, talk


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def said(text: str, words: str, speaker: str | None = "Ana Lind", **fields: Any) -> Quote:
    """The quote with those words; its cue is the last "said" (or ``cue``) before or after them."""
    cue = fields.pop("cue", "said")
    at = span(text, words)
    start = text.find(cue, at.end) if f"{words}” {cue}" in text else text.rfind(cue, 0, at.start)
    start = start if start >= 0 else text.find(cue)
    where = {"cue": cue, "cue_span": Span(start, start + len(cue))} if start >= 0 else {}
    return quote(speaker, content=words, spans=(at,), **where, **fields)


def met(text: str, words: str, place: str = "Lisbon", when: str = "2022-01-12", **f: Any) -> Talk:
    given = {"parties": ("Norland", "Sudria"), "mentions": (span(text, words),), **f}
    return talk(place, when, span=span(text, words), **given)


def report(
    text: str, quotes: list[Quote], talks: list[Talk], article_id: str = "a", **of: Any
) -> Entry:
    dates = of.pop("dates", ())
    made = article(article_id, text=text, **of)
    return Entry(made, Findings(made.id, "rules", tuple(quotes), tuple(talks), (), dates))


def placed(entry: Entry) -> list[tuple[str, str | None]]:
    """What was said, and at which place's talk."""
    findings = entry.findings
    assert findings is not None
    talk_of_quote = talks_of_quotes(entry.article, findings)
    return [(findings.quotes[i].content, t.place) for i, t in talk_of_quote.items()]


def at_lisbon(text: str, mention: str, words: str, **fields: Any) -> bool:
    status = fields.pop("status", "held")
    talk_ = met(text, mention, status=status, what=fields.pop("what", "talks"))
    dates = fields.pop("dates", ())
    return bool(placed(report(text, [said(text, words, **fields)], [talk_], dates=dates)))


MET = "Norland and Sudria met in Lisbon."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{MET} “It is done,” said Ana Lind.", "It is done,"),
        (f"{MET} Ana Lind said it was done.", "it was done"),
        (
            f"{MET}\nIt rained.\nThe dam is old.\nAna Lind said after the talks it was done.",
            "it was",
        ),
        (
            f"{MET}\nThe dam is old.\nAna Lind said at the Lisbon session it was done.",
            "it was done",
        ),
        (f"{MET}\nThe dam is old.\nAna Lind said at the close of the meeting: never.", "never"),
        ("Ana Lind said after Norland and Sudria met in Lisbon. that it was done.", "it was done"),
    ],
)
def test_said_there(text: str, words: str) -> None:
    assert at_lisbon(text, MET, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{MET}\nThe dam is old.\nAna Lind said it was done.", "it was done"),
        (f"{MET}\nIn Oslo, Ana Lind said it was done.", "it was done"),
        (f"{MET} Ana Lind said in Oslo it was done.", "it was done"),
        (f"{MET} Ana Lind said before the talks it was done.", "it was done"),
        (f"{MET} Ana Lind said ahead of the meeting it was done.", "it was done"),
        (f"{MET} Ana Lind said at the Oslo summit it was done.", "it was done"),
        (f"{MET} Ana Lind said at a meeting of farmers it was done.", "it was done"),
        (f"{MET} Ana Lind had said it was done.", "it was done"),
        (f"{MET}\nAna Lind said it was done.", "it was done"),
        ("Ana Lind said Norland and Sudria met in Lisbon. Nobody knew.", "Norland and Sudria met"),
    ],
)
def test_not_said_there(text: str, words: str) -> None:
    assert not at_lisbon(text, MET if MET in text else "Norland and Sudria met", words)


@pytest.mark.parametrize("cue", ["demands", "insists", "says"])
def test_a_standing_position_was_said_nowhere(cue: str) -> None:
    text = f"{MET} Ana Lind {cue} that it be done."
    assert not at_lisbon(text, MET, "that it be done", cue=cue)


def test_a_news_conference_is_no_talk() -> None:
    text = f"{MET}\nThe dam is old.\nAna Lind said at the news conference it was done."
    assert not at_lisbon(text, MET, "it was done")


@pytest.mark.parametrize(
    ("speaker", "role", "there"),
    [
        ("Norland", None, True),
        ("Ana Lind", "Norland's minister", True),
        ("Ana Lind", "Norlandic minister", True),
        ("Ana Lind", "chief negotiator", True),
        ("Ana Lind", "opposition leader", False),
        ("Ana Lind", None, False),
    ],
)
def test_in_the_next_paragraph_speak_those_who_took_part(
    speaker: str, role: str | None, there: bool
) -> None:
    text = f"{MET}\nThe speaker said it was done."
    assert at_lisbon(text, MET, "it was done", speaker=speaker, role=role) is there


def test_who_is_named_where_the_talk_is_told_of_took_part() -> None:
    text = "Ana Lind met her Sudrian colleague in Lisbon.\nLind said it was done."
    assert at_lisbon(text, "Ana Lind met her Sudrian colleague in Lisbon", "it was done")


@pytest.mark.parametrize(("attribution", "there"), [("unnamed", False), ("body", True)])
def test_people_without_a_name_speak_at_a_talk_only_if_the_sentence_says_so(
    attribution: str, there: bool
) -> None:
    text = f"{MET} Officials said it was done."
    assert at_lisbon(text, MET, "it was done", speaker="X", attribution=attribution) is there
    text = f"{MET} Officials said after the meeting it was done."
    assert at_lisbon(text, MET, "it was done", speaker="Officials", attribution="unnamed")


@pytest.mark.parametrize("addressee", ["the session", "delegates", "the Lisbon meeting"])
def test_what_the_session_is_told_is_said_there(addressee: str) -> None:
    text = f"{MET}\nThe dam is old.\nAna Lind told them it was done."
    assert at_lisbon(text, MET, "it was done", cue="told", addressee=addressee)
    assert not at_lisbon(text, MET, "it was done", cue="told", addressee="a news conference")


@pytest.mark.parametrize(
    ("status", "there"),
    [("held", True), ("under way", True), ("planned", False), ("cancelled", False)],
)
def test_only_what_took_place_has_been_spoken_at(status: str, there: bool) -> None:
    text = f"{MET} Ana Lind said it was done."
    assert at_lisbon(text, MET, "it was done", status=status) is there


def test_a_party_may_have_spoken_at_what_the_article_calls_planned() -> None:
    text = "Norland and Sudria will meet in Lisbon. Norland said at the meeting it was done."
    mention = "Norland and Sudria will meet in Lisbon"
    assert at_lisbon(text, mention, "it was done", speaker="Norland", status="planned")
    assert not at_lisbon(text, mention, "it was done", speaker="Ana Lind", status="planned")


@pytest.mark.parametrize(
    ("value", "there"),
    [("2022-01-11", False), ("2022-01-12", True), ("2022-01-13", True), ("2022-01-14", False)],
)
def test_what_is_dated_to_another_day_was_not_said_there(value: str, there: bool) -> None:
    text = f"{MET} Ana Lind said on Tuesday it was done."
    dates = (Timex("Tuesday", "DATE", value, span(text, "Tuesday")),)
    assert at_lisbon(text, MET, "it was done", dates=dates) is there


def test_a_visit_is_spoken_at_only_by_its_own_words() -> None:
    text = f"{MET} Ana Lind said it was done."
    assert not at_lisbon(text, MET, "it was done", what="visit of the king")
    text = f"{MET} Ana Lind said during the visit it was done."
    assert at_lisbon(text, MET, "it was done", what="visit of the king")


TWO = (
    "Norland and Sudria met in Lisbon. Ana Lind said one. They met again in Porto. "
    "Ana Lind said two.\nAfter the Lisbon talks Ana Lind said three."
)


def two() -> Entry:
    quotes = [said(TWO, words) for words in ("one", "two", "three")]
    return report(TWO, quotes, [met(TWO, "met in Lisbon"), met(TWO, "met again in Porto", "Porto")])


def test_the_talk_mentioned_last_is_meant_unless_the_sentence_names_another() -> None:
    assert placed(two()) == [("one", "Lisbon"), ("two", "Porto"), ("three", "Lisbon")]


def test_where_one_sentence_tells_of_several_talks_none_is_meant() -> None:
    text = "They met in Lisbon on Monday and in Porto on Friday. Ana Lind said it was done."
    talks = [met(text, "met in Lisbon on Monday"), met(text, "in Porto on Friday", "Porto")]
    assert placed(report(text, [said(text, "it was done")], talks)) == []


def rows(*entries: Entry) -> list[TalkRow]:
    accounts = [
        (ArticleRef.of(e.article), t) for e in entries if e.findings for t in e.findings.talks
    ]
    return list(merge_talks(accounts, DAY))


def test_a_row_has_what_was_said_there_newest_first() -> None:
    text = f"{MET} Ana Lind said it was done."
    older = report(
        text, [said(text, "it was done")], [met(text, MET)], "old", published=day("2022-01-12")
    )
    newer = report(text, [said(text, "it was done")], [met(text, MET)], "new")
    (row,) = rows(older, newer)
    statements = statements_at(row, [older, newer])
    assert [s.article.id for s in statements] == ["new", "old"]
    assert {s.quote.content for s in statements} == {"it was done"}


def test_a_copy_adds_nothing_and_other_articles_are_not_read() -> None:
    text = f"{MET} Ana Lind said it was done."
    one = report(text, [said(text, "it was done")], [met(text, MET)], "one")
    copy = report(text, [said(text, "it was done")], [met(text, MET)], "two", copy_of="one")
    (row,) = rows(one, copy)
    assert [s.article.id for s in statements_at(row, [one, copy])] == ["one"]
    assert [s.article.id for s in statements_at(row, [copy])] == ["two"]
    elsewhere = report(text, [said(text, "it was done")], [met(text, MET)], "three")
    assert statements_at(row, [elsewhere]) == ()
    assert statements_at(row, [Entry(one.article)]) == ()


@st.composite
def made_up(draw: st.DrawFn) -> Entry:
    """An article of sentences that tell of talks, or of what was said, in any order."""
    pieces = draw(
        st.lists(
            st.sampled_from(
                ["They met in Lisbon.", "They met in Porto.", "Ana Lind said it.", "\n"]
            ),
            max_size=12,
        )
    )
    text = ""
    quotes: list[Quote] = []
    mentions: dict[str, list[Span]] = {"Lisbon": [], "Porto": []}
    for piece in pieces:
        start = len(text)
        text += piece if piece == "\n" else f"{piece} "
        if "said" in piece:
            cue = Span(start + 9, start + 13)
            quotes.append(
                quote("Ana Lind", spans=(Span(start + 14, start + 16),), cue="said", cue_span=cue)
            )
        for place, findings in mentions.items():
            if place in piece:
                findings.append(Span(start, start + len(piece) - 1))
    talks = [
        talk(place, "2022-01-12", span=findings[0], mentions=tuple(findings))
        for place, findings in mentions.items()
        if findings
    ]
    made = article("a", text=text or "Nothing.")
    return Entry(made, Findings("a", "rules", tuple(quotes), tuple(talks)))


@given(made_up())
def test_a_statement_is_said_at_one_talk_at_most(entry: Entry) -> None:
    statements = [s.index for row in rows(entry) for s in statements_at(row, [entry])]
    assert len(statements) == len(set(statements))
    assert entry.findings is not None
    assert sorted(statements) == sorted(talks_of_quotes(entry.article, entry.findings))


@given(made_up(), st.integers(1, 30))
def test_spans_beyond_the_text_are_no_evidence(entry: Entry, cut: int) -> None:
    shorter = replace(entry.article, text="x")
    assert entry.findings is not None
    assert talks_of_quotes(shorter, entry.findings) == {}
    clipped = replace(entry.article, text=entry.article.text[:-cut] or "x")
    for index in talks_of_quotes(clipped, entry.findings):
        assert entry.findings.quotes[index].spans[-1].end <= len(clipped.text)


def test_an_article_of_the_day_after_may_still_date_it_to_the_talk() -> None:
    text = f"{MET} Ana Lind said on Thursday it was done."
    dates = (
        Timex("Thursday", "DATE", (DAY - timedelta(days=1)).isoformat(), span(text, "Thursday")),
    )
    assert at_lisbon(text, MET, "it was done", dates=dates)
