"""How the words of a quote read in a row."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.article_refs import ArticleRef
from briefing.model import QuoteKind
from briefing.rows import Statement
from tests.tui.support.making import DAY, Report
from tui.text.findings import quoted_content, spoken


def statement(words: str, kind: QuoteKind) -> Statement:
    made = Report("a", DAY, "The Weir", "Gates", f"Ana Lind spoke: {words}")
    made.says("Ana Lind", words, kind)
    return Statement(ArticleRef.of(made.article), 0, made.quotes[0])


@pytest.mark.parametrize(
    ("words", "kind", "shown"),
    [
        ("The gates stay shut.", "direct", "“The gates stay shut.”"),
        ("the gates would stay shut", "indirect", "the gates would stay shut"),
        ("“The gates stay shut.”", "direct", "“The gates stay shut.”"),
        # Marks around words that have some of their own would say that all of it is hers.
        ('it was "a good day" for the gates', "direct", 'it was "a good day" for the gates'),
        ("We shall «never» open", "direct", "We shall «never» open"),
        ("We don't open today", "direct", "“We don't open today”"),
    ],
)
def test_words_stand_in_marks_only_if_all_of_them_were_quoted(
    words: str, kind: QuoteKind, shown: str
) -> None:
    assert quoted_content(statement(words, kind)) == shown


@pytest.mark.parametrize(
    ("sentence", "cue", "words", "shown"),
    [
        ("demands that the gates open", "demands", "that the gates open", "="),
        ("denied any leak", "denied", "any leak", "="),
        ("is demanding a guarantee", "demanding", "a guarantee", "demanding a guarantee"),
        ("called on Norland to pay", "called on", "Norland to pay", "="),
        # That somebody said it is what the row says anyway.
        ("said it was late", "said", "it was late", "it was late"),
        ("said that it was late", "said", "that it was late", "="),
        ("said: : oh no", "said", ": oh no", "oh no"),
        # Other words stand between: the sentence would not be the article's.
        (
            "warned on Monday the gates may fail",
            "warned",
            "the gates may fail",
            "the gates may fail",
        ),
    ],
)
def test_a_row_says_what_kind_of_words_they_are(
    sentence: str, cue: str, words: str, shown: str
) -> None:
    made = Report("a", DAY, "The Weir", "Gates", f"Ana Lind {sentence}.")
    made.says("Ana Lind", words, "indirect", cue=cue)
    quote = replace(made.quotes[0], cue_span=made.span(cue))
    said = Statement(ArticleRef.of(made.article), 0, quote)
    assert spoken(said) == (sentence if shown == "=" else shown)


def test_words_in_marks_stand_without_their_cue() -> None:
    made = Report("a", DAY, "The Weir", "Gates", "Ana Lind warned “The gates may fail”.")
    made.says("Ana Lind", "“The gates may fail”", "direct", cue="warned")
    quote = replace(made.quotes[0], cue_span=made.span("warned"))
    assert spoken(Statement(ArticleRef.of(made.article), 0, quote)) == "“The gates may fail”"
