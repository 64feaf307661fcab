"""The article's own paragraphs, whole, and nothing of what stands between them."""
# ruff: noqa: E501  a case is read best on a line of its own

from __future__ import annotations

import pytest

from briefing.errors import FeedError
from briefing.intake.formats.page_lines import is_furniture, opens_teasers
from briefing.intake.formats.pages import read_page

FIRST = (
    "The river board met in Tromsø on Monday to settle how long the old lock may stay open, "
    "after two winters of floods."
)
SECOND = (
    "“We have waited long enough for the repairs,” its chair, Nora Vik, said after the vote, "
    "which went through by nine to four."
)
LAST = (
    "Barge crews said they feared for their moorings, while the port promised that nobody would "
    "have to move before the spring."
)


def paragraphs(middle: str, around: str = "{}") -> list[str]:
    inner = f"<h1>Lock vote</h1><p>{FIRST}</p><p>{SECOND}</p>{middle}<p>{LAST}</p>"
    article = around.format(f"<article>{inner}</article>")
    html = f"<html lang=en><head><title>Lock vote</title></head><body>{article}</body></html>"
    return list(read_page(html.encode()).paragraphs)


@pytest.mark.parametrize(
    ("middle", "kept"),
    [
        # mostly links, but sentences
        (
            "<p><a href=/e>“The board never agreed to any closure,” Per Dahl said on Friday.</a></p>",
            "“The board never agreed to any closure,” Per Dahl said on Friday.",
        ),
        (
            "<p><a href=/e>On Friday crews and port denied that a closure was agreed</a>, he said.</p>",
            "On Friday crews and port denied that a closure was agreed, he said.",
        ),
        (
            "<p>Crews <a href=/a>denied on Friday</a> that <a href=/b>a closure</a> was agreed.</p>",
            "Crews denied on Friday that a closure was agreed.",
        ),
        # in other elements
        (
            "<div>The crews denied on Friday that a closure had been agreed.</div>",
            "The crews denied on Friday that a closure had been agreed.",
        ),
        (
            "<blockquote><p>No closure was ever agreed by anybody here.</p></blockquote>",
            "No closure was ever agreed by anybody here.",
        ),
        (
            "<section><p>The crews denied on Friday that a closure had been agreed.</p></section>",
            "The crews denied on Friday that a closure had been agreed.",
        ),
        # markup that changes what is read
        (
            "<p>Crews must answer by <del>20 December</del> <ins>22 December</ins>, it said.</p>",
            "Crews must answer by 22 December, it said.",
        ),
        (
            "<p>The crews denied it. <q>No closure was agreed</q>, said Per Dahl.</p>",
            "The crews denied it. “No closure was agreed”, said Per Dahl.",
        ),
        (
            "<table><tr><th>Day<th>What</tr><tr><td>15 December<td>Plan due</tr></table>",
            "15 December, Plan due",
        ),
    ],
)
def test_paragraphs_in_odd_clothes_are_kept_in_their_place(middle: str, kept: str) -> None:
    lines = paragraphs(middle)
    assert lines[:2] == [FIRST, SECOND]
    assert kept in lines[2:-1]
    assert lines[-1] == LAST


@pytest.mark.parametrize(
    ("middle", "kept"),
    [
        (
            "<p>The timetable:</p><ul><li><a href=/1>7 December: hearing in Bergen</a><li><a href=/2>15 December: plan due</a></ul>",
            ["The timetable:", "7 December: hearing in Bergen", "15 December: plan due"],
        ),
        (
            "<ul><li>Crews must answer by 22 December.</li><li>The lock stays open.</li></ul>",
            ["Crews must answer by 22 December.", "The lock stays open."],
        ),
        (
            "<p>The crews denied it on Friday. Read more: <a href=/1>“He lied,” said Per Dahl</a></p>",
            ["The crews denied it on Friday."],
        ),
        (
            "<p>The crews denied on Friday that they had agreed. <a href=/1>Read more</a></p>",
            ["The crews denied on Friday that they had agreed."],
        ),
    ],
)
def test_lists_and_pointers_within_the_text(middle: str, kept: list[str]) -> None:
    assert paragraphs(middle) == [FIRST, SECOND, *kept, LAST]


@pytest.mark.parametrize(
    "middle",
    [
        "<p><strong>Read more: <a href=/z>“The mayor lied,” said Per Dahl</a></strong></p>",
        "<p><em>See also: <a href=/y>Ministers will meet Ida Moe in Paris on 3 December</a></em></p>",
        "<p>Watch: <a href=/y>Per Dahl says “he lied”</a></p>",
        "<p>More: <a href=/y>“He lied,” said Per Dahl</a></p>",
        "<div><h3>Newsletter</h3><p>Get our best stories every morning in your inbox.</p></div>",
        "<p>ADVERTISEMENT</p>",
        "<p>RELATED: <a href=/y>Board to meet in Oslo on 9 December, chair says</a></p>",
        "<p><a href=/y>Board to meet in Oslo on 9 December</a></p>",
        "<h3>Don’t miss</h3><ul><li><a href=/1>Flood toll rises to nine</a><li><a href=/2>Keeper goes</a></ul>",
        "<p>Sign up to our newsletter for the best of the coast, delivered to your inbox.</p>",
        "<p>Follow us on Twitter and Facebook.</p>",
        "<aside><p>The mayor will resign on Friday, people close to her said.</p></aside>",
        "<div class=related-stories><p>The mayor will resign on Friday, she said.</p></div>",
        "<figure><img src=x><figcaption>Nora Vik, who chairs it. Photo: A. Moe</figcaption></figure>",
        "<p>Image: A. Moe</p>",
        "<p hidden>The mayor will resign on Friday, she said.</p>",
        "<p>Published 20 November 2026</p>",
    ],
)
def test_what_is_no_part_of_the_text_is_cut(middle: str) -> None:
    assert paragraphs(middle) == [FIRST, SECOND, LAST]


def test_other_stories_of_the_page_stay_outside() -> None:
    other = "<div class=more><h2><a href=/o>Harbour closed</a></h2><p>It was closed.</p></div>"
    lines = paragraphs("", f"<nav><a href=/>Home</a></nav>{{}}{other}")
    assert lines == [FIRST, SECOND, LAST]


def test_text_in_two_containers_is_one_article() -> None:
    middle = "</div><p>Advertisement</p><div class=body>"
    inner = f"<div class=body><p>{FIRST}</p><p>{SECOND}</p>{middle}<p>{LAST}</p></div>"
    html = (
        f"<html lang=en><title>Lock vote</title><body><div><h1>Lock vote</h1>{inner}</div></body>"
    )
    assert read_page(html.encode()).paragraphs == (FIRST, SECOND, LAST)


def test_the_standfirst_is_read_when_the_page_describes_itself_by_it() -> None:
    standfirst = "Nine of thirteen members want the lock shut before the next spring flood"
    html = (
        f"<html lang=en><head><title>Lock vote</title><meta name=description content='{standfirst}'>"
        f"</head><body><h1>Lock vote</h1><p class=lead>{standfirst}</p><article><p>{FIRST}</p>"
        f"<p>{SECOND}</p><p>{LAST}</p></article></body></html>"
    )
    assert read_page(html.encode()).paragraphs == (standfirst, FIRST, SECOND, LAST)


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("Read more: Floods feared in spring", True),
        ("Copyright 2026 The Lock Post. All rights reserved.", True),
        ("© The Lock Post", True),
        ("Click here to join our WhatsApp channel", True),
        ("Read the treaty before you sign it, she told the crews.", False),
        ("Related costs will rise by a tenth, the board said.", False),
        ("More on that will be known in May, he said.", False),
        ("Sources: three people who were in the room said so.", False),
        ("Copyright law protects the map, the judge said in a ruling of 40 pages " * 4, False),
    ],
)
def test_furniture_is_told_by_its_words(line: str, cut: bool) -> None:
    assert is_furniture(line) is cut


def test_only_a_bare_heading_opens_a_list_of_other_stories() -> None:
    assert opens_teasers("Related stories")
    assert opens_teasers("READ MORE:")
    assert not opens_teasers("Related: Floods feared in spring")
    assert not opens_teasers("Related costs will rise")


def test_a_short_page_that_calls_itself_an_article_is_one() -> None:
    words = "The board voted to keep the lock open, said Nora Vik. Crews must answer by Friday."
    html = "<html lang=en><title>Lock vote</title><body><{0}><p>{1}</p></{0}></body></html>"
    assert read_page(html.format("article", words).encode()).paragraphs == (words,)
    with pytest.raises(FeedError):
        read_page(html.format("div", words).encode())


def test_a_page_in_a_script_without_spaces_is_not_too_short() -> None:
    line = "市議会は月曜日に会合を開き、古い閘門をいつまで使うかを決めた。" * 4
    html = f"<html lang=ja><title>閘門</title><article><p>{line}</p><p>{line}以上。</p></article>"
    assert read_page(html.encode()).paragraphs[0] == line
