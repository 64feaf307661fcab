"""How the words of a quote read in a row."""

from __future__ import annotations

import pytest

from briefing.article_refs import ArticleRef
from briefing.model import QuoteKind
from briefing.rows import Statement
from tests.tui.support.making import DAY, Report
from tui.text.findings import quoted_content


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
