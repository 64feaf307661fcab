from __future__ import annotations

import json
import re
import textwrap
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from briefing.digest.stories import Story
from briefing.model import Entry, Span
from tests.briefing.support import DAY, article, day, deadline, entry, quote, talk
from tui.exports.day_report import DayReport
from tui.exports.html import to_html
from tui.exports.lines import WIDTH, wrapped
from tui.exports.markdown import to_markdown
from tui.exports.objects import to_json
from tui.exports.plain_text import to_text
from tui.exports.tables import tables

OF = AsOf(DAY, "today")
TEXT = "Ana Lind said the ferry will run. Talks resume in Oslo on Friday [now]."


def sample() -> Briefing:
    uttered = quote(
        "Ana Lind",
        role="harbour master",
        content="the ferry will run",
        spans=(Span(14, 32),),
        cue="said",
        via="The Gull",
    )
    meeting = talk(
        "Oslo",
        "2022-01-14",
        status="planned",
        parties=("Norway", "Iceland"),
        round=2,
        span=Span(34, len(TEXT)),
    )
    due = deadline(
        "talks resume", "2022-01-14", kind="event", span=Span(34, len(TEXT)), tentative=True
    )
    of = article("a", title="Ferry [x](y) \x1b[31mnews", text=TEXT, url="https://example.org/a")
    return make_briefing(
        [entry(of, quotes=(uttered,), talks=(meeting,), deadlines=(due,))],
        AsOf(DAY, "newest article"),
    )


def text_of(article_id: str) -> str:
    assert article_id == "a"
    return TEXT


def report_of(briefing: Briefing, **beside: Any) -> DayReport:
    return DayReport(briefing, lambda _: TEXT, **beside)


def test_a_guessed_day_is_said_in_every_form() -> None:
    note = "no date given; filed under the day of intake"
    uttered = quote("Ana Lind", content="the ferry will run", spans=(Span(14, 32),), cue="said")
    of = article("a", title="Ferry news", text=TEXT, date_note=note)
    guessed = make_briefing([entry(of, quotes=(uttered,))], OF)
    assert f"({note})" in " ".join(to_text(DayReport(guessed, text_of)).split())
    assert f"2022-01-13 ({note})" in to_markdown(DayReport(guessed, text_of))
    (head,) = json.loads(to_json(DayReport(guessed, text_of)))["articles"]
    assert (head["published"], head["date_note"]) == ("2022-01-13", note)
    made = tables(guessed, text_of)["articles.csv"].decode("utf-8-sig")
    assert made.splitlines()[1].endswith(f"{note},")


def test_the_text_answers_the_three_questions_with_their_sentences() -> None:
    text = to_text(report_of(sample()))
    assert "Briefing for Thu 13 January 2022 (day of the newest article)" in text
    assert "Fri 14 Jan  tomorrow  Oslo: talks resume (Norway, Iceland) (event," in text
    assert "Oslo: Norway, Iceland (planned, round 2) [1]" in text
    assert "“Talks resume in Oslo on Friday [now].”" in text
    assert "Ana Lind, harbour master" in text
    assert "Thu 13 Jan  the ferry will run (said, via The Gull) [1]" in text
    assert "https://example.org/a" in text
    assert all(len(line) <= WIDTH for line in text.splitlines() if "https" not in line)


def test_no_report_lets_a_control_character_out() -> None:
    for text in (
        to_text(report_of(sample())),
        to_markdown(report_of(sample())),
        to_json(report_of(sample())),
    ):
        assert "\x1b" not in text


def test_an_empty_briefing_says_so_in_each_part() -> None:
    nothing = make_briefing([], AsOf(DAY, "today"))
    text = to_text(report_of(nothing))
    assert text.count("Nothing.") == 4
    assert "brief add PATH|URL adds articles" in text
    assert "No article is of these days" not in to_text(report_of(sample()))
    assert to_markdown(report_of(nothing)).count("Nothing.") == 3
    assert "0 articles" in text


def test_markdown_numbers_every_sentence_and_escapes_titles() -> None:
    text = to_markdown(report_of(sample()))
    assert "[1](#s1)" in text
    assert '<a id="s2"></a>' in text
    assert text.count("Talks resume in Oslo") == 1
    assert r"Ferry \[x\](y)" in text
    assert "(<https://example.org/a>)" in text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://example.org/a b", "https://example.org/a>(c)"]
)
def test_what_is_no_web_address_is_a_link_in_no_form(url: str) -> None:
    of = article("a", title="Ferry news", text=TEXT, url=url)
    briefing = make_briefing([entry(of, quotes=(quote("Ana Lind", spans=(Span(14, 32),)),))], OF)
    assert "](<" not in to_markdown(DayReport(briefing, text_of))
    assert '<a href="#' in to_html(DayReport(briefing, text_of))
    assert "noreferrer" not in to_html(DayReport(briefing, text_of))


def test_brackets_in_a_link_end_no_link_of_markdown() -> None:
    of = article("a", text=TEXT, url="https://example.org/a(b)")
    uttered = quote("Ana Lind", spans=(Span(14, 32),))
    text = to_markdown(DayReport(make_briefing([entry(of, quotes=(uttered,))], OF), text_of))
    assert "(<https://example.org/a%28b%29>)" in text


PARTIES = ("Norway", "Iceland")


def contested() -> Briefing:
    """Two outlets that agree on little, and one that copies the first."""
    span = Span(0, len(TEXT))

    def reporting(name: str, day: str, words: str, copy_of: str | None = None) -> Entry:
        return entry(
            article(name, text=TEXT, source=f"The {name.title()}", copy_of=copy_of),
            quotes=(quote("Ana Lind", content=words, kind="direct", spans=(span,)),),
            talks=(talk("Oslo", day, parties=PARTIES, status="planned", span=span),),
            deadlines=(deadline("vote on the ferry budget", day, kind="vote", span=span),),
        )

    gull = reporting("gull", "2022-01-14", "We shall run the ferry in early May")
    tide = reporting("tide", "2022-01-15", "We shall run the ferry in late May")
    wire = reporting("wire", "2022-01-14", "We shall run the ferry in early May", "gull")
    return make_briefing([gull, tide, wire], OF)


def test_sources_are_counted_and_differences_stand_side_by_side() -> None:
    text = to_text(report_of(contested()))
    quoted = " ".join(text.split())
    assert "3 outlets, 2 independent" in text
    # Each side with the sentence that says so.
    differ = "Sources differ on day: Fri 14 Jan [1][2]: “Ana Lind said"
    assert differ in quoted
    assert "Sat 15 Jan [3]: “Ana Lind said the ferry will run." in quoted.split(differ)[1]
    assert "Others give another day: Sat 15 Jan [3]: “Ana Lind said" in quoted
    assert "Others give another day: Fri 14 Jan [1][2]: “Ana Lind said" in quoted
    assert "Quoted differently: “We shall run the ferry in early May” [1][2]; “We shall" in quoted
    assert all(len(line) <= WIDTH for line in text.splitlines())


def test_rounds_and_possible_changes_are_told() -> None:
    first = entry(
        article("a", DAY - timedelta(days=5), text=TEXT),
        quotes=(quote("Ana Lind", content="we accept the herring quota"),),
        talks=(talk("Genf", "2022-01-09", parties=PARTIES, outcome="no deal"),),
    )
    second = entry(
        article("b", text=TEXT),
        quotes=(quote("Ana Lind", content="we reject the herring quota"),),
        talks=(talk("Wien", "2022-01-20", parties=PARTIES, status="planned"),),
    )
    briefing = make_briefing([first, second], OF)
    text = " ".join(to_text(report_of(briefing)).split())
    rounds = (
        "Norway, Iceland: Genf (held Sun 9 Jan: no deal) -> Wien (planned Thu 20 Jan); next: Wien"
    )
    change = "Possible change on herring quota: “we accept the herring quota” [1], then"
    assert rounds in text
    assert change in text
    markdown = to_markdown(report_of(briefing))
    assert "Genf (held Sun 9 Jan: no deal) -\\> Wien" in markdown
    assert "Outcome: no deal [1]" in text
    assert "  - Outcome: no deal (1)" in markdown
    assert "- Possible change on herring quota" in markdown
    record = json.loads(to_json(report_of(briefing)))
    assert record["series"] == [{"parties": list(PARTIES), "talks": [0, 1], "upcoming": 1}]
    (position,) = record["speakers"][0]["positions"]
    assert position["possible_changes"] == [[1, 0]]


def test_words_given_to_different_speakers_are_listed() -> None:
    words = "The old ferry shall never leave this harbour again"
    entries = [
        entry(article(name, text=TEXT), quotes=(quote(who, content=words, kind="direct"),))
        for name, who in (("a", "Ana Lind"), ("b", "Bo Berg"), ("c", "Ana Lind"))
    ]
    briefing = make_briefing(entries, OF)
    text = " ".join(to_text(report_of(briefing)).split())
    assert f"“{words}”: Ana Lind [1][2]; Bo Berg [3]" in text
    assert "## Ascribed to different speakers" in to_markdown(report_of(briefing))
    (disputed,) = json.loads(to_json(report_of(briefing)))["ascribed_differently"]
    assert [t["speaker"] for t in disputed] == ["Ana Lind", "Bo Berg", "Ana Lind"]


def test_stories_are_listed_with_their_days_and_sources() -> None:
    briefing = contested()
    story = Story("Ferry vote looms", day("2022-01-11"), DAY, briefing.articles)
    text = to_text(report_of(briefing, stories=(story,)))
    assert "Ferry vote looms (3 articles, Tue 11 Jan - Thu 13 Jan; 3 outlets" in text
    markdown = to_markdown(report_of(briefing, stories=(story,)))
    assert "- Ferry vote looms (3 articles" in markdown
    (listed,) = json.loads(to_json(report_of(briefing, stories=(story,))))["stories"]
    assert (listed["first"], listed["articles"]) == ("2022-01-11", ["gull", "tide", "wire"])
    assert "STORIES" not in to_text(report_of(briefing))


def test_an_article_that_cancels_what_another_expects_is_named() -> None:
    one = entry(article("a", text=TEXT), deadlines=(deadline("ferry vote", "2022-01-14"),))
    other = entry(
        article("b", text=TEXT), deadlines=(deadline("ferry vote", "2022-01-14", cancelled=True),)
    )
    text = to_text(report_of(make_briefing([one, other], OF)))
    joined = " ".join(text.split())
    assert "Sources differ on status: cancelled [2]: “" in joined
    assert "goes ahead [1]: “" in joined


def test_markdown_and_json_carry_sources_and_differences() -> None:
    text = to_markdown(report_of(contested()))
    assert "  - 3 outlets, 2 independent" in text
    # The numbers are those of the sentences that tell of the talks, not of others there.
    line = next(line for line in text.splitlines() if "Oslo: Norway, Iceland" in line)
    gull, tide, wire = re.findall(r"\[(\d+)\]", line)
    assert f"  - Sources differ on day: Fri 14 Jan ({gull})({wire}); Sat 15 Jan ({tide})" in text
    assert "  - Quoted differently:" in text
    record = json.loads(to_json(report_of(contested())))
    (row,) = record["talks"]
    assert row["disagreements"] == ["day"]
    assert row["sources"]["independent"] == 2
    assert [len(d["rivals"]) for d in record["deadlines"]] == [1, 2]
    (utterance,) = record["speakers"][0]["sayings"]
    assert utterance["statements"] == [0, 1, 2]
    assert [w["statements"] for w in utterance["wordings"]] == [[0, 2], [1]]


def test_json_carries_the_rows_with_their_spans() -> None:
    record = json.loads(to_json(report_of(sample())))
    assert record["as_of"] == "2022-01-13"
    assert record["reason"] == "newest article"
    (speaker,) = record["speakers"]
    (statement,) = speaker["statements"]
    start, end = statement["spans"][0]
    assert TEXT[start:end] == statement["content"]
    assert record["talks"][0]["mentions"][0]["article"] == "a"
    assert record["deadlines"][0]["countdown"] == "tomorrow"


def test_more_statements_than_shown_are_counted() -> None:
    many = tuple(quote("Ana Lind", content=f"words {i}") for i in range(7))
    briefing = make_briefing([entry(article("a"), quotes=many)], AsOf(DAY, "today"))
    assert "and 2 more" in to_text(DayReport(briefing, lambda _: "Some words."))


def test_days_of_another_year_say_so() -> None:
    reported = entry(
        article("a", text=TEXT),
        talks=(talk("Oslo", "2021-12-30", parties=PARTIES),),
        deadlines=(
            deadline("budget", "2022-03-01", "2022-03-31", precision="month"),
            deadline("hearing", "2022-01-17", "2022-01-23", precision="week"),
        ),
    )
    text = to_text(report_of(make_briefing([reported], OF)))
    assert "Thu 30 Dec 2021  Oslo: Norway, Iceland (held) [1]" in text
    # What is known of the month alone is not counted down to its first day.
    assert "  March  budget (news of Ana Lind) (due, month only) [1]" in text
    assert "  week of Mon 17 Jan  hearing (news of Ana Lind) (due, week only) [1]" in text


def test_what_lies_more_than_a_quarter_ahead_is_one_line() -> None:
    reported = entry(
        article("a", text=TEXT),
        deadlines=(
            deadline("ferry vote", "2022-04-13"),
            deadline("budget", "2022-04-14"),
            deadline("election", "2024-01-01", "2024-12-31", precision="year"),
        ),
    )
    text = to_text(report_of(make_briefing([reported], OF)))
    coming = text.split("COMING UP\n")[1].split("\n\n")[0]
    assert "Wed 13 Apr  in 90 days  ferry vote (news of Ana Lind) (due) [1]" in coming
    folded = "2 more lie more than 90 days ahead, the first by Thu 14 April 2022"
    assert " ".join(coming.split()).endswith(folded)
    assert "election" not in coming


def test_what_has_passed_stands_apart_and_meetings_among_the_talks_only() -> None:
    span = Span(0, len(TEXT))
    reported = entry(
        article("a", DAY - timedelta(days=9), text=TEXT),
        talks=(talk("Oslo", "2022-01-10", parties=PARTIES, status="planned", span=span),),
        deadlines=(
            deadline("talks in Oslo", "2022-01-10", kind="event", span=span),
            deadline("ferry vote", "2022-01-11", span=Span(1, 5)),
            deadline("budget", "2022-01-20", span=Span(2, 5)),
        ),
    )
    briefing = make_briefing([reported], OF)
    for text in (
        to_text(report_of(briefing)),
        to_markdown(report_of(briefing)),
    ):
        assert text.count("talks in Oslo") == 0
        assert text.lower().index("coming up") < text.index("budget") < text.lower().index("passed")
        assert text.lower().index("passed") < text.index("ferry vote") < text.index("Norway")


def test_of_each_section_no_more_rows_than_asked_for_and_the_rest_counted() -> None:
    days = ("2022-01-03", "2022-01-09", "2022-01-14", "2022-01-20")
    meetings = tuple(
        talk(f"Town{n}", day, parties=(f"Party{n}",), span=Span(n, n + 1))
        for n, day in enumerate(days)
    )
    quotes = tuple(
        quote(f"Speaker{n}", content=f"words {n} of the ferry", spans=(Span(n, n + 2),))
        for n in range(5)
    )
    briefing = make_briefing([entry(article("a", text=TEXT), quotes=quotes, talks=meetings)], OF)
    for write in (to_text, to_markdown):
        text = write(report_of(briefing, top=2))
        talks = re.split("(?im)^(?:## )?(?:talks|who said what)$", text)[1]
        assert "Town2" in talks
        assert "Town3" in talks  # what is still to come stays
        assert "Town1" not in talks
        assert "and 2 more" in talks
        assert len(set(re.findall("Speaker[0-9]", text))) == 2
        assert "and 3 more" in text
        whole = write(report_of(briefing))
        assert len(set(re.findall("Speaker[0-9]|Town[0-9]", whole))) == 9
        assert " more" not in whole


def test_a_quotation_keeps_its_own_marks() -> None:
    words = 'the removal of "all" troops" since'
    reported = entry(
        article("a", text=TEXT),
        quotes=(
            quote("Ana Lind", content=f'"{words}', kind="mixed", cue="demands"),
            quote("Bo Berg", content="“No.”", kind="direct", cue="said"),
        ),
    )
    text = to_text(report_of(make_briefing([reported], OF)))
    assert f'Thu 13 Jan  "{words} (demands) [1]' in text
    assert "Thu 13 Jan  “No.” (said) [1]" in text


def test_talks_without_a_place_are_called_by_what_they_are() -> None:
    reported = entry(article("a", text=TEXT), talks=(talk(None, "2022-01-10", what="gas talks"),))
    text = to_text(report_of(make_briefing([reported], OF)))
    assert "Mon 10 Jan  Gas talks (news of Ana Lind) (held, place not given) [1]" in text


def test_the_sentence_shown_of_talks_is_the_one_that_tells_how_they_ended() -> None:
    sentence = "The talks in Oslo ended without a deal."
    ended = talk(
        "Oslo", "2022-01-10", parties=PARTIES, outcome="no deal", span=Span(0, len(sentence))
    )
    later = talk("Oslo", "2022-01-10", parties=PARTIES, span=Span(0, 5))
    briefing = make_briefing(
        [
            entry(article("old", DAY - timedelta(days=2), text=sentence), talks=(ended,)),
            entry(article("new", text=TEXT), talks=(later,)),
        ],
        OF,
    )
    texts = {"old": sentence, "new": TEXT}
    text = to_text(DayReport(briefing, texts.__getitem__))
    assert "Outcome: no deal [2]" in text
    assert f"“{sentence}” [2]" in text


@given(
    st.text(st.sampled_from("ab -\t\n\x0b é漢\u201c"), max_size=120),
    st.integers(12, 40),
    st.sampled_from([("", ""), ("  ", "      "), ("      ", "       ")]),
)
def test_lines_are_broken_as_textwrap_breaks_them(
    text: str, width: int, indents: tuple[str, str]
) -> None:
    text = text.lstrip()
    made = wrapped(text, width, indents)
    assert all(len(line) <= width for line in made)
    if any(len(word) > width - 8 for word in text.split()):
        assert "".join("".join(made).split()) == "".join(text.split())
        return
    first, rest = indents
    stock = textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
    # Blanks at the ends of lines, and lines of nothing else, are not seen.
    assert _seen(made) == _seen(stock)


def test_no_line_is_broken_at_a_blank_that_binds() -> None:
    assert wrapped("a short\u00a0line of it", 11, ("", " ")) == ["a", " short\u00a0line", " of it"]


def _seen(lines: list[str]) -> list[str]:
    return [line.rstrip() for line in lines if not line.isspace() and line]
