"""The gate for hostile text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.intake.markup import from_html, looks_like_html
from briefing.intake.text import clean, paragraphs, safe_link

anything = st.text(st.characters(), max_size=200)
NASTY = (
    *("\x1b", "\x1b[", "\x1b]", "\x9b", "31m", "0;title", "\x07", "\x1b\\", "\u202e", "\u200b"),
    *("\ud800", "\u2028", "\u00a0", "\ufeff", "\u00ad", "\x1f", "\t", "a", "<p>", "&#27;", "\r"),
)
SOUP = (
    *("<p>", "</p>", "<div hidden>", "</div>", "<script>", "</script>", "<!--", "-->", "<b", "'"),
    *("&#27;[2J", "&#x202e;", "&nbsp;", "word", " ", "<br/>", "<pre>", "\n", "\x9b", '"'),
)
nasty = st.lists(st.sampled_from(NASTY), max_size=30).map("".join)
html_soup = st.lists(st.sampled_from(SOUP), max_size=40).map("".join)


def is_safe(line: str) -> bool:
    return line.isprintable() and line == line.strip() and "  " not in line


@given(anything | nasty)
def test_clean_lets_only_printable_characters_out(text: str) -> None:
    assert is_safe(clean(text))
    assert not {unicodedata.category(c) for c in clean(text)} & {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}


@given(anything | nasty)
def test_clean_twice_is_clean_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(anything | nasty)
def test_paragraphs_are_clean_and_not_empty(text: str) -> None:
    assert all(line and is_safe(line) for line in paragraphs(text))


@given(anything | nasty | html_soup)
def test_html_of_any_kind_gives_clean_paragraphs(html: str) -> None:
    assert all(line and is_safe(line) for line in from_html(html))


@given(anything | nasty)
def test_a_safe_link_is_printable_http(url: str) -> None:
    for candidate in (url, f"https://example.org/{url}", f"http://{url}"):
        link = safe_link(candidate)
        assert link is None or (is_safe(link) and link.lower().startswith(("http://", "https://")))


@given(st.text(st.characters(categories=("L", "N", "P", "Sm", "Sc")), max_size=80))
def test_visible_characters_are_kept_as_they_are(text: str) -> None:
    from briefing.intake.text import UNSEEN

    assert clean(text) == "".join(c for c in text if c not in UNSEEN)


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("\x1b[31mred\x1b[0m alert", "red alert"),
        ("\x9b31mred", "red"),
        ("\x1b]0;owned\x07title", "title"),
        ("\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bP1$r0m\x1b\\after", "after"),
        ("\x1b]0;never closed", "0;never closed"),
        ("\x1bcreset", "reset"),
        ("\x1b\x1b[31m[32mx", "[32mx"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("zero\u200bwidth\ufeff\u00adjoin", "zerowidthjoin"),
        ("a\u00a0\u2003b\u3000c\td\n e", "a b c d e"),
        ("\ud800lone\udfff", "lone"),
        ("line\u2028sep\u2029para\x85nel", "line sep para nel"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("hangul\u3164filler", "hangulfiller"),
        ("noncharacter\ufffe\U0010ffff", "noncharacter"),
        ("“Curly” — dash… é e\u0301 ñ 漢字 🙂", "“Curly” — dash… é e\u0301 ñ 漢字 🙂"),
        ("a\x00b\x08c\x1fd", "abcd"),
        ("", ""),
        (" \t\n ", ""),
    ],
)
def test_clean(dirty: str, expected: str) -> None:
    assert clean(dirty) == expected


def test_paragraphs_split_at_every_kind_of_line_end() -> None:
    assert paragraphs("a\nb\r\nc\rd\u2028e\u2029f\x0bg\x0ch\x85i\n\n \n") == list("abcdefghi")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("plain text", ["plain text"]),
        ("<p>One.</p><p>Two <b>bo</b>ld.</p>", ["One.", "Two bold."]),
        ("One.<br>Two.<br/><br/>Three.", ["One.", "Two.", "Three."]),
        ("<p>hard\nwrapped\r\nline</p>", ["hard wrapped line"]),
        ("<pre>kept\nlines</pre>after\nwards", ["kept", "lines", "after wards"]),
        ("a<script>alert('x')</script>b<style>p{}</style>c", ["abc"]),
        ("<p hidden>no</p><p style='color:red; Display : NONE'>no</p>yes", ["yes"]),
        ("<p style='font-size:0'>no</p><p style='opacity:0.0;'>no</p>yes", ["yes"]),
        ("<p style='font-size:0.9em'>small</p><p style='opacity:.5'>faint</p>", ["small", "faint"]),
        ("<span style='visibility:hidden'>no</span>tail", ["tail"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
        ("<!-- no -->yes<?php no ?>", ["yes"]),
        ("&#27;[31mred&#x202e;&#155;31m &amp;lt; &nbsp; end", ["red›31m &lt; end"]),
        ("<iframe>no</iframe><noscript>no</noscript><textarea>no</textarea>yes", ["yes"]),
        ("<template><p>no</p></template><svg><text>no</text></svg>yes", ["yes"]),
        ("<b>unclosed <i>tags", ["unclosed tags"]),
        ("5 < 6 & 7 > 3", ["5 < 6 & 7 > 3"]),
        ("<?xml version='1.0' encoding='utf-16'?><p>x</p>", ["x"]),
        ("", []),
        ("\x00\x00", []),
    ],
)
def test_from_html(html: str, expected: list[str]) -> None:
    assert from_html(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<!--" * 100_000,
        "<div>" * 100_000 + "deep",
        "<" * 400_000,
        "<a " * 130_000,
        "<![CDATA[" * 45_000,
        "<p><font>" * 45_000,
        "&" * 400_000,
        "<a href='" + "x" * 400_000,
        "</p>" * 100_000,
    ],
    ids=lambda h: h[:9],
)
def test_html_made_to_be_slow_or_deep_is_read_to_the_end(html: str) -> None:
    assert all(is_safe(line) for line in from_html(html))


def test_html_nested_deeper_than_any_page_keeps_its_text() -> None:
    assert from_html("<div>" * 1500 + "deep" + "</div>" * 1500 + "tail") == ["deep", "tail"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <b>bold</b> word", True),
        ("AT&amp;T", True),
        ("5 < 6 & 7 > 3", False),
        ("plain", False),
        ("<!-- c", True),
    ],
)
def test_looks_like_html(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (" HTTP://Example.org/ ", "http://example.org/"),
        ("https://example.org/\x1b[31m", "https://example.org/"),
        ("https://bücher.example/ü", "https://bücher.example/ü"),
        ("https://[2001:db8::1]:8080/x", "https://[2001:db8::1]:8080/x"),
        ("ftp://example.org/", None),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org/x", None),
        ("example.org", None),
        ("https://", None),
        ("https://user:secret@example.org/", None),
        ("https://example.org:port/", None),
        ("https://example.org/a b", None),
        ("https://[::1/", None),
        ("https://example.org/" + "x" * 5000, None),
        ("", None),
        (None, None),
    ],
)
def test_safe_link(url: str | None, expected: str | None) -> None:
    assert safe_link(url) == expected
