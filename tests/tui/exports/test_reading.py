"""An article as linear text: what stands after which paragraph, and what never gets through."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf
from briefing.model import Article, Entry, Findings, Quote, Span, Timex
from tests.strategies import findings as any_findings
from tests.tui.support.hostile import FORBIDDEN, hostile_entries
from tests.tui.support.making import DAY, Report
from tests.tui.support.world import entries, moved, opening, strike
from tui.exports.reading import WIDTH, article_text, choice_text, list_text


def read(made: Report) -> list[str]:
    """The paragraphs of an article as it is read out, each with its notes, on one line each."""
    parts = article_text(made.article, made.findings).split("\n\n")
    return [" ".join(part.split()) for part in parts]


def test_title_source_link_and_what_was_found_come_first() -> None:
    assert article_text(opening().article, opening().findings).splitlines()[:4] == [
        "Envoys of three states meet in Lisbon over the river Ambra",
        "Harbour Courier, Monday 11 March 2024.",
        "https://example.org/lisbon-opens",
        "Found in it: 4 quotes, 2 talks, 2 dates coming up.",
    ]


def test_each_finding_is_told_after_its_paragraph() -> None:
    _, talks, quotes, demand, again = read(opening())
    assert talks.startswith("Envoys of Norland, Sudria and Vestmark met in Lisbon on Monday")
    assert (
        "Talk: water talks in Lisbon, Monday 11 March 2024, held; parties: Norland, Sudria, "
        "Vestmark; round 1; lasted 5 h; outcome: ended without a text" in talks
    )
    assert "Days meant: “on Monday” is Monday 11 March 2024" in talks
    assert (
        "Quote, word for word: Ilse Marenko, foreign minister of Norland (said): “Nobody here "
        "wants a dry summer,”" in quotes
    )
    assert "Coming up: Monday 1 April 2024: Norland: open the upper sluices (due)" in quotes
    assert "Quote, in the article's words: Sudria (is demanding): “that the dam" in demand
    assert "officials (unnamed, said): “that the envoys would meet again in Porto" in again
    assert "Quote" not in talks


def test_what_moved_or_was_called_off_is_said() -> None:
    assert "moved from Sat 16 Mar" in " ".join(read(moved()))
    assert "(event, cancelled)" in " ".join(read(strike()))


def test_long_quotes_are_told_by_their_first_words() -> None:
    made = moved().says(None, "The second round of talks about the Ambra, planned for Saturday in "
                        "Porto, will be held on Sunday")  # fmt: skip
    expected = (
        "Speaker not given (said): “The second round of talks about the Ambra, planned for …”"
    )
    assert expected.replace("planned for …", "planned for Saturday in …") in " ".join(read(made))


def test_days_that_are_written_out_and_spans_that_are_no_day_are_not_told_again() -> None:
    rain = "On 14 March 2024, a week before Easter, it rains."
    report = Report("a", DAY, "The Gull", "Title", rain)
    report.dated("14 March 2024", "2024-03-14").dated("a week", "2024-W12")
    report.dates.append(Timex("it", "DATE", None, report.span("it")))
    assert "Days meant" not in " ".join(read(report))
    report.dated("Easter", "2024-03-31T09:00")
    assert "“Easter” is Sunday 31 March 2024" in " ".join(read(report))


def test_what_was_not_analysed_says_so() -> None:
    article = opening().article
    assert "Not analysed yet." in article_text(article, None)
    failed = Findings(article.id, "hand", error="the text is in French")
    assert "Not analysed: the text is in French." in article_text(article, failed)
    assert "Nothing was found in it." in article_text(article, Findings(article.id, "hand"))


def test_undated_samples_teasers_and_authors_are_told() -> None:
    article = replace(
        opening().article, published=None, source=None, sample=True, teaser=True, author="Bo Berg"
    )
    expected = "Outlet not given, by Bo Berg, undated. A sample article. The beginning only."
    assert expected in " ".join(article_text(article, None).split())


def test_a_guessed_day_is_said_to_be_one() -> None:
    article = replace(opening().article, date_note="no date given; filed under the day of intake")
    words = " ".join(article_text(article, None).split())
    assert "Monday 11 March 2024. No date given; filed under the day of intake." in words


def test_the_list_numbers_the_articles_newest_first_and_counts_what_is_in_them() -> None:
    briefing = make_briefing(entries(), AsOf(DAY, "today"))
    text = list_text(briefing)
    assert text.startswith("4 articles, Friday 1 March 2024 to Thursday 14 March 2024.\n")
    lines = " ".join(text.split())
    for number, ref in enumerate(briefing.articles, 1):
        assert f"{number}. {ref.title}. {ref.source}, " in lines
    assert "2 quotes, 1 talk, 4 dates coming up." in lines
    empty = make_briefing([], AsOf(DAY, "today"))
    assert list_text(empty) == "0 articles, Friday 1 March 2024 to Thursday 14 March 2024."


def test_nothing_hostile_gets_through() -> None:
    briefing = make_briefing(hostile_entries(), AsOf(DAY, "today"))
    texts = [article_text(e.article, e.findings) for e in hostile_entries()]
    refs = [("1", ref) for ref in briefing.articles]
    for text in (*texts, list_text(briefing), choice_text(refs)):
        assert not FORBIDDEN.search(text.replace("\n", ""))


wild = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)


@given(wild, st.lists(wild, min_size=1, max_size=3), wild, any_findings("a"))
def test_lines_are_narrow_whatever_is_read_and_no_word_is_lost(
    title: str, paragraphs: list[str], speaker: str, own_findings: Findings
) -> None:
    text = "\n".join(paragraphs)
    quote = Quote(text, (Span(0, len(text)),), "mixed", "named", speaker)
    article = Article("a", title, text)
    for findings in (Findings("a", "hand", (quote,)), own_findings, None):
        lines = article_text(article, findings).split("\n")
        assert all(cell_len(line) <= WIDTH for line in lines)
        assert not FORBIDDEN.search("".join(lines))
    shown = "".join(article_text(article, None).split())
    for paragraph in article.paragraphs:
        words = [w for w in paragraph.of(text).split() if w.isalnum()]
        assert all(word in shown for word in words)


def test_a_day_is_read_out_in_full() -> None:
    for day, name in zip(range(11, 18), "Mon Tues Wednes Thurs Fri Satur Sun".split(), strict=True):
        report = Report("a", date(2024, 3, day), "The Gull", "Title", "Text.")
        assert f"The Gull, {name}day {day} March 2024." in article_text(report.article, None)


def test_every_entry_of_the_world_is_read_in_full() -> None:
    for entry in entries():
        assert isinstance(entry, Entry)
        text = " ".join(article_text(entry.article, entry.findings).split())
        for paragraph in entry.article.paragraphs:
            assert " ".join(paragraph.of(entry.article.text).split()) in text
