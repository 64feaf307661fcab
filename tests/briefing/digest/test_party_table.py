"""The table of parties by rounds: which words stand in which cell, and which in none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from briefing.article_refs import ArticleRef
from briefing.digest.party_table import PartyTable, party_table
from briefing.digest.rounds import series
from briefing.merge.talks import merge_talks
from briefing.model import Entry, Findings, Quote, Span, Talk
from briefing.rows import SpeakerRow, Statement, newest_statement_first
from tests.briefing.support import article, quote, talk

LISBON, PORTO = date(2022, 1, 4), date(2022, 1, 18)
AS_OF = date(2022, 1, 20)
BOTH = ("Norland", "Sudria")


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def met(text: str, words: str, place: str, when: date | None, **fields: Any) -> Talk:
    at = span(text, words)
    given_ = {"parties": BOTH, "what": "water talks", "mentions": (at,), "span": at, **fields}
    return talk(place, when.isoformat() if when else None, **given_)


def said(text: str, speaker: str, words: str, how: str = "body", **fields: Any) -> Quote:
    return quote(speaker, how, content=words, spans=(span(text, words),), **fields)


def report(
    number: int, when: date, text: str, talks: list[Talk], quotes: list[Quote], **fields: Any
) -> Entry:
    made = article(f"a{number}", when, text=text, **fields)
    return Entry(made, Findings(made.id, "rules", tuple(quotes), tuple(talks)))


def table(*entries: Entry) -> PartyTable:
    """The table of the first series among the talks, or of the first talk."""
    mentions, rows = [], {}
    for entry in entries:
        assert entry.findings is not None
        ref = ArticleRef.of(entry.article)
        mentions += [(ref, each) for each in entry.findings.talks]
        for index, each in enumerate(entry.findings.quotes):
            rows.setdefault((each.speaker, each.attribution), []).append(
                Statement(ref, index, each)
            )
    speakers = [
        SpeakerRow(name, said[0].quote.role, how, tuple(sorted(said, key=newest_statement_first)))
        for (name, how), said in rows.items()
    ]
    talks = merge_talks(mentions, AS_OF)
    found = series(talks)
    return party_table(found[0].steps if found else talks[:1], speakers, entries)


def cells(of: PartyTable) -> list[tuple[str, str | None, str, str]]:
    return [
        (cell.party, of.rounds[cell.round].place, cell.setting, cell.utterance.newest.quote.content)
        for cell in of.cells
    ]


FIRST = "Norland and Sudria met in Lisbon. Norland said the gate stays shut."
SECOND = "Norland and Sudria met in Porto. Norland said the boats may sail. Sudria said thanks."
BEFORE = "Norland and Sudria will meet in Porto. Sudria said the boats are ready."


def lisbon() -> Entry:
    return report(
        1, LISBON, FIRST, [met(FIRST, "met in Lisbon", "Lisbon", LISBON)],
        [said(FIRST, "Norland", "the gate stays shut")],
    )  # fmt: skip


def porto() -> Entry:
    return report(
        2, PORTO, SECOND, [met(SECOND, "met in Porto", "Porto", PORTO)],
        [said(SECOND, "Norland", "the boats may sail"), said(SECOND, "Sudria", "thanks")],
    )  # fmt: skip


def test_words_said_at_a_round_stand_in_its_column() -> None:
    got = table(lisbon(), porto())
    assert [row.place for row in got.rounds] == ["Lisbon", "Porto"]
    assert cells(got) == [
        ("Norland", "Lisbon", "there", "the gate stays shut"),
        ("Norland", "Porto", "there", "the boats may sail"),
        ("Sudria", "Porto", "there", "thanks"),
    ]
    assert got.silent == ()


def test_words_ahead_of_a_round_and_after_it_say_so() -> None:
    ahead = report(
        3, PORTO - timedelta(2), BEFORE,
        [met(BEFORE, "will meet in Porto", "Porto", PORTO, status="planned")],
        [said(BEFORE, "Sudria", "the boats are ready")],
    )  # fmt: skip
    after = "The dam is old.\nNorland and Sudria met in Porto.\nIn the north Norland wants rain."
    late = report(
        4, PORTO + timedelta(1), after, [met(after, "met in Porto", "Porto", PORTO)],
        [said(after, "Norland", "rain", cue="wants", cue_span=span(after, "wants"))],
    )  # fmt: skip
    got = table(lisbon(), ahead, late)
    assert cells(got)[1:] == [
        ("Norland", "Porto", "since", "rain"),
        ("Sudria", "Porto", "before", "the boats are ready"),
    ]


def test_words_far_from_any_mention_are_of_no_round() -> None:
    far = f"{FIRST}\nIt rained.\nThe dam is old.\nNorland wants more cows."
    got = table(
        report(
            1, LISBON, far, [met(far, "met in Lisbon", "Lisbon", LISBON)],
            [said(far, "Norland", "more cows", cue="wants", cue_span=span(far, "wants"))],
        )
    )  # fmt: skip
    assert got.cells == ()
    assert got.silent == BOTH


def test_a_title_that_names_the_round_makes_all_words_below_it_of_it() -> None:
    far = f"{FIRST}\nIt rained.\nThe dam is old.\nNorland wants more cows."
    got = table(
        report(
            1, LISBON, far, [met(far, "met in Lisbon", "Lisbon", LISBON)],
            [said(far, "Norland", "more cows", cue="wants", cue_span=span(far, "wants"))],
            title="Talks in Lisbon",
        )
    )  # fmt: skip
    assert cells(got) == [("Norland", "Lisbon", "since", "more cows")]


def test_words_that_are_repeated_later_stand_where_they_were_said() -> None:
    again = (
        "Norland and Sudria met in Porto.\nThe first talks were in Lisbon.\n"
        "Norland holds that the gate stays shut for the summer and the autumn."
    )
    first = FIRST.replace("stays shut", "stays shut for the summer and the autumn")
    words = "the gate stays shut for the summer and the autumn"
    one = report(1, LISBON, first, [met(first, "met in Lisbon", "Lisbon", LISBON)],
                 [said(first, "Norland", words)])  # fmt: skip
    two = report(
        2, LISBON + timedelta(3), again,
        [met(again, "met in Porto", "Porto", LISBON + timedelta(2)),
         met(again, "first talks were in Lisbon", "Lisbon", LISBON)],
        [said(again, "Norland", words, cue="holds", cue_span=span(again, "holds"))],
    )  # fmt: skip
    assert cells(table(one, two)) == [("Norland", "Lisbon", "there", words)]


def test_a_reversal_between_rounds_is_marked_with_both_sentences() -> None:
    shut = "Norland and Sudria met in Lisbon. Norland said it would sign the river treaty."
    opened = "Norland and Sudria met in Porto. Norland said it would not sign the river treaty."
    one = report(1, LISBON, shut, [met(shut, "met in Lisbon", "Lisbon", LISBON)],
                 [said(shut, "Norland", "it would sign the river treaty")])  # fmt: skip
    two = report(2, PORTO, opened, [met(opened, "met in Porto", "Porto", PORTO)],
                 [said(opened, "Norland", "it would not sign the river treaty")])  # fmt: skip
    first, second = table(one, two).cells
    assert not first.changes
    (change,) = second.changes
    assert (change.earlier, change.later) == (
        first.utterance.newest,
        second.utterance.newest,
    )


def test_other_words_are_no_change() -> None:
    assert not any(cell.changes for cell in table(lisbon(), porto()).cells)


def test_who_sits_there_for_a_party_stands_in_its_line() -> None:
    text = "Norland and Ilse Marenko met in Lisbon. Marenko said it was late."
    role = "foreign minister of Norland"
    one = report(
        1, LISBON, text,
        [met(text, "met in Lisbon", "Lisbon", LISBON, parties=("Ilse Marenko", "Norland"))],
        [said(text, "Ilse Marenko", "it was late", "named", role=role)],
    )  # fmt: skip
    got = table(one)
    assert got.parties == ("Norland",)
    assert got.silent == ()


def test_words_of_those_who_are_no_party_stand_nowhere() -> None:
    text = "Norland and Sudria met in Lisbon. Germany said it was late."
    one = report(1, LISBON, text, [met(text, "met in Lisbon", "Lisbon", LISBON)],
                 [said(text, "Germany", "it was late")])  # fmt: skip
    assert table(one).cells == ()


def test_the_newest_words_are_shown_and_the_others_counted() -> None:
    text = "Norland and Sudria met in Lisbon. Norland said the dam was safe."
    later = report(
        2, LISBON + timedelta(1), text, [met(text, "met in Lisbon", "Lisbon", LISBON)],
        [said(text, "Norland", "the dam was safe")],
    )  # fmt: skip
    (cell,) = table(lisbon(), later).cells
    assert cell.utterance.newest.quote.content == "the dam was safe"
    assert cell.more == 1


@given(
    st.lists(
        st.tuples(st.sampled_from(BOTH), st.integers(-5, 25), st.sampled_from(("a", "b", "c"))),
        max_size=8,
    )
)
def test_every_cell_rests_on_words_of_its_party_in_an_article_that_tells_of_its_round(
    told: list[tuple[str, int, str]],
) -> None:
    entries = [lisbon(), porto()]
    for number, (party, later, words) in enumerate(told, 3):
        text = f"Norland and Sudria met in Porto. {party} wants {words}."
        entries.append(
            report(
                number, LISBON + timedelta(later), text,
                [met(text, "met in Porto", "Porto", PORTO)],
                [said(text, party, words, cue="wants", cue_span=span(text, "wants"))],
            )
        )  # fmt: skip
    got = table(*entries)
    assert len({(cell.party, cell.round) for cell in got.cells}) == len(got.cells)
    for cell in got.cells:
        row = got.rounds[cell.round]
        first = cell.utterance.statements[-1]
        assert first.quote.speaker == cell.party
        assert first.article.id in {m.article.id for m in row.mentions}
        assert first.article.day is not None
        assert row.start is not None
        if cell.setting == "before":
            assert first.article.day < row.start
        else:
            assert first.article.day >= row.start
