"""HTML as a reader sees it: marks of quotations, struck-out words, rows of tables."""
# ruff: noqa: E501  a case is read best on a line of its own

from __future__ import annotations

import pytest

from briefing.intake.markup import blocks, from_html

ROWS = "<tr><th>Day</th><th>Event</th></tr><tr><td>7 December</td><td>Council meets</td></tr>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # marks that a browser would show
        ("<p>He said: <q>Never.</q></p>", ["He said: “Never.”"]),
        ("<q>She told me <q>no</q> twice</q>", ["“She told me ‘no’ twice”"]),
        ("<q>“Marked already”</q>, he said", ["“Marked already”, he said"]),
        ("<p><q><b>Bold</b> words</q></p>", ["“Bold words”"]),
        # struck-out words
        ("by <del>20 December</del> <ins>22 December</ins>", ["by 22 December"]),
        ("by <s>noon</s> <strike>one</strike> two", ["by two"]),
        ("by <span style='text-decoration: line-through'>noon</span> two", ["by two"]),
        ("<del><p>Gone.</p></del><p>Here.</p>", ["Here."]),
        # rows
        (f"<table>{ROWS}</table>", ["Day, Event", "7 December, Council meets"]),
        (
            f"<p>Dates:</p><table><tbody>{ROWS}</tbody></table><p>End.</p>",
            ["Dates:", "Day, Event", "7 December, Council meets", "End."],
        ),
        (
            "<table><tr><td><p>At noon:</p></td><td>vote<br>count</td></tr><tr><td>a<td>b</table>",
            ["At noon: vote count", "a, b"],
        ),
        (
            f"<table>{ROWS}<tr><td></td><td>Late</td></tr></table>",
            ["Day, Event", "7 December, Council meets", "Late"],
        ),
        # columns of a page are no rows
        (
            f"<table><tr><td>{'Long text. ' * 50}</td><td>Menu</td></tr><tr><td>a</td><td>b</td></tr></table>",
            [("Long text. " * 50).strip(), "Menu", "a", "b"],
        ),
        (
            f"<table><tr><td>Left</td><td><table>{ROWS}</table></td></tr></table>",
            ["Left", "Day, Event", "7 December, Council meets"],
        ),
        ("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", ["a", "b", "c", "d"]),
    ],
)
def test_what_a_reader_sees(html: str, expected: list[str]) -> None:
    assert from_html(html) == expected


def test_a_block_knows_its_element_and_how_much_of_it_is_a_link() -> None:
    from lxml import html

    tree = html.fromstring("<div><p>Half <a href='/x'>this</a></p><ul><li>an item</ul>tail</div>")
    read_blocks = blocks(tree)
    assert [(b.text, b.element.tag) for b in read_blocks] == [
        ("Half this", "p"),
        ("an item", "li"),
        ("tail", "div"),
    ]
    assert read_blocks[0].link_share == pytest.approx(4 / 9)
    assert read_blocks[1].link_share == 0.0
