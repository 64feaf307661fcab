"""What a label says and who it names, where the clause around the day hides it (2024-01-24)."""

from __future__ import annotations

import pytest

from tests.briefing.extract.reading import Parse, read


@pytest.mark.parametrize(
    ("text", "what", "who"),
    [
        # what a relative clause leaves out
        (
            "A bill Harbour Democrats plan to introduce on Friday would raise the fish tax.",
            "Harbour Democrats to introduce bill",
            "Harbour Democrats",
        ),
        (
            "Lind waits for a pay panel he named last year to make proposals by the end of March.",
            "make proposals",
            "pay panel",
        ),
        # how much of it there is
        (
            "Norway and Chile begin two days of talks in Molde on Friday.",
            "Norway and Chile begin two days of talks in Molde",
            "Norway and Chile",
        ),
        # a title that begins with a state
        (
            "Mayor Helen Brand and U.S. Senator Bernard Holt will compete in Molde on Friday.",
            "Helen Brand and Bernard Holt to compete in Molde",
            "Helen Brand and Bernard Holt",
        ),
        # bodies
        ("The legislature is back in session on Friday.", "legislature is back", "legislature"),
        (
            "Both the Senate and the Assembly were adjourned until Friday.",
            "Senate and Assembly to reconvene",
            "Senate and Assembly",
        ),
        ("The guild has given the Molde lab 21 days to appeal.", "appeal", "Molde lab"),
        ("A Molde man is due to be sentenced on Friday.", "man to be sentenced", "Molde man"),
        # what begins or stops is said with its verb
        (
            "Holm Energy will stop drilling new wells by the end of March.",
            "Holm Energy to stop drilling new wells",
            "Holm Energy",
        ),
        # the part that somebody has in an occasion
        ("Elin Holm's testimony at Friday's hearing is awaited.", "Holm's testimony", "Elin Holm"),
        # plans due at the edge of a period
        (
            "The spending plan is due at the start of the town's business year on April 1.",
            "spending plan is due",
            None,
        ),
        # whose it is that starts or is released
        (
            "Lawmakers gather ahead of their 2024 session that starts in early March.",
            "session starts",
            "Lawmakers",
        ),
        ("Orkla's new lamp will be released on Friday.", "lamp to be released", "Orkla"),
        ("Fjord Stadia launches tomorrow and reviews are mixed.", "Fjord Stadia launches", None),
        (
            "Judge Per Lind ordered the accused remain in custody until his hearing on Friday.",
            "hearing",
            None,
        ),
        # nobody is named
        ("Lind and Holm met. The two hope to strike a deal by the end of March.", "deal", None),
        # what is unlikely is not said to come
        (
            "Tonga is unlikely to agree to cut its output at a meeting with Fiji next month.",
            "meeting",
            "Tonga",
        ),
    ],
)
def test_labels_name_the_act_and_the_actor(
    text: str, what: str, who: str | None, parse: Parse
) -> None:
    shown = [(d.what, d.who) for d in read(parse, text)[1]]
    assert len(shown) == 1, shown
    assert what in shown[0][0]
    assert shown[0][1] is None if who is None else who in (shown[0][1] or ""), shown


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "The votes will be cast on Friday to decide which of them will lead.",
            "votes to be cast",
        ),
        (
            "Those left homeless by the fire are expected to be moved to flats over the weekend.",
            "Those left homeless by the fire to be moved to flats",
        ),
        (
            "The clerks are heading back to work tomorrow after a six-and-half-week strike.",
            "clerks to head back to work after a six-and-half-week strike",
        ),
        (
            "Lind Shipping plans to issue on Friday an open letter on the fish tax.",
            "Lind Shipping to issue an open letter on the fish tax",
        ),
        (
            "Prosecutors plan a call Friday during which the case will be discussed.",
            "Prosecutors plan a call",
        ),
        (
            "The mill spoke of its plans. It will start making money in March.",
            "mill starts making money",
        ),
        ("The museum will be free the week of March 11-15.", "museum is free"),
        (
            "The judge can review the pact in an February trial.",
            "judge to review the pact in a trial",
        ),
    ],
)
def test_labels_end_where_a_phrase_does(text: str, label: str, parse: Parse) -> None:
    assert label in [d.what for d in read(parse, text)[1]]


def test_what_nobody_could_tell_alone_is_no_row(parse: Parse) -> None:
    assert read(parse, ", to be released on March 12 for consoles, is a hard game.")[1] == []
