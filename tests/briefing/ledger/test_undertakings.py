"""Who is to do what, by when, said by whom to whom, from what was found in an article."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from briefing.ledger.reading import undertakings_of
from briefing.ledger.undertakings import Undertaking
from briefing.model import Entry, Span, Timex
from tests.briefing.ledger.support import LATER, due, passage, said
from tests.briefing.support import DAY, article


def only(of: Entry) -> Undertaking:
    (made,) = undertakings_of(of)
    return made


def test_a_deadline_in_a_statement() -> None:
    text = "Ardal Shipping will repair the Vik ferry by 2 February, Ida Moen told reporters."
    act = "Ardal Shipping to repair the Vik ferry"
    content = "Ardal Shipping will repair the Vik ferry by 2 February"
    made = only(
        passage(
            text,
            deadlines=(due(text, act, LATER, "Ardal Shipping"),),
            quotes=(said(text, "Ida Moen", "told", content, addressee="reporters"),),
        )
    )
    assert (made.kind, made.owed_by, made.act) == (
        "undertaking",
        "Ardal Shipping",
        "repair the Vik ferry",
    )
    assert (made.due, made.said_by, made.said_to) == (LATER, "Ida Moen", "reporters")
    assert made.span.of(text) == text


def test_an_ultimatum_says_who_gave_it() -> None:
    text = "Norland gave Ardal Shipping until Friday to repair the Vik ferry."
    made = only(passage(text, deadlines=(due(text, "repair the Vik ferry", LATER),)))
    assert (made.kind, made.owed_by, made.said_by) == ("ultimatum", "Ardal Shipping", "Norland")


@pytest.mark.parametrize(
    ("text", "cue", "content", "addressee", "kind", "owed_by", "act"),
    [
        (
            "Ida Moen promised to reopen the Vik bridge.",
            "promised",
            "to reopen the Vik bridge",
            None,
            "undertaking",
            "Ida Moen",
            "reopen the Vik bridge",
        ),
        (
            "Ida Moen urged Norland to publish the harbour accounts.",
            "urged",
            "Norland to publish the harbour accounts",
            "Norland",
            "demand",
            "Norland",
            "publish the harbour accounts",
        ),
        (
            "Ida Moen said the Vik bridge will be reopened.",
            "said",
            "the Vik bridge will be reopened",
            None,
            "undertaking",
            None,
            "the Vik bridge to be reopened",
        ),
        (
            "Ida Moen demanded that the bank replace its chairman.",
            "demanded",
            "that the bank replace its chairman",
            None,
            "demand",
            "the bank",
            "replace its chairman",
        ),
        (
            "Ida Moen said she would visit the flooded farms.",
            "said",
            "she would visit the flooded farms",
            None,
            "undertaking",
            "Ida Moen",
            "visit the flooded farms",
        ),
    ],
)
def test_a_statement(
    text: str,
    cue: str,
    content: str,
    addressee: str | None,
    kind: str,
    owed_by: str | None,
    act: str,
) -> None:
    quote = said(text, "Ida Moen", cue, content, addressee=addressee, role="Transport Minister")
    made = only(passage(text, quotes=(quote,)))
    assert (made.kind, made.owed_by, made.act) == (kind, owed_by, act)


@pytest.mark.parametrize(
    ("text", "cue", "content", "kind"),
    [
        ("Ida Moen said prices would rise.", "said", "prices would rise", "indirect"),
        ("Ida Moen said the sale would help.", "said", "the sale would help", "indirect"),
        ("If he asks, Ida Moen said he will pay.", "said", "he will pay", "direct"),
        ("Ida Moen predicted Norland will pay.", "predicted", "Norland will pay", "indirect"),
        ("Ida Moen said Norland would pay.", "said", "Norland would pay", "indirect"),
        ("Ida Moen denied she would pay it.", "denied", "she would pay it", "indirect"),
        ("Ida Moen asked Norland never to pay.", "asked", "Norland never to pay", "indirect"),
        ("Ida Moen insisted Norland never pay it.", "insisted", "Norland never pay it", "indirect"),
        ("Ida Moen said they should close it.", "said", "they should close it", "indirect"),
        ("Ida Moen said she would have paid it.", "said", "she would have paid it", "indirect"),
        (
            "Ida Moen told reporters how to pay a fine.",
            "told",
            "reporters how to pay a fine",
            "direct",
        ),
    ],
)
def test_forecasts_opinions_and_conditions_are_none(
    text: str, cue: str, content: str, kind: str
) -> None:
    quote = said(text, "Ida Moen", cue, content, kind=kind)
    assert undertakings_of(passage(text, quotes=(quote,))) == ()


@pytest.mark.parametrize(
    ("text", "owed_by", "act"),
    [
        (
            "Ardal Shipping has committed itself to building two ferries.",
            "Ardal Shipping",
            "building two ferries",
        ),
        (
            "Ardal Shipping agreed with the union to pay the crews.",
            "Ardal Shipping",
            "pay the crews",
        ),
        (
            "The Harbour League will sue the ministry over a pier, its chairman, Olav Ness, said.",
            "The Harbour League",
            "sue the ministry over a pier",
        ),
        (
            "The old pier will be rebuilt, the Harbour Board decided.",
            None,
            "The old pier to be rebuilt",
        ),
        (
            "The Harbour Board announced a march on the ministry.",
            "The Harbour Board",
            "a march on the ministry",
        ),
    ],
)
def test_sentences_without_a_statement(text: str, owed_by: str | None, act: str) -> None:
    made = only(passage(text))
    assert (made.owed_by, made.act) == (owed_by, act)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ardal Shipping plans to sell its ferries.", "undertaking"),
        ("Norland has ordered Ardal Shipping to sell its ferries.", "demand"),
        ("Ardal Shipping was ordered to sell its ferries.", "demand"),
    ],
)
def test_plans_and_orders(text: str, kind: str) -> None:
    made = only(passage(text))
    assert (made.kind, made.owed_by, made.act) == (kind, "Ardal Shipping", "sell its ferries")


@pytest.mark.parametrize(
    "text",
    [
        "Ardal Shipping never promised to pay the crews.",
        "Ardal Shipping dropped its plan to pay the crews.",
        "Economists expect Norland plans to pay the crews.",
        "Where crews plan to meet is not said.",
    ],
)
def test_sentences_that_only_look_like_one(text: str) -> None:
    assert undertakings_of(passage(text)) == ()


def test_what_a_sentence_denies_is_owed_by_nobody() -> None:
    text = "Nor will Ardal Shipping repair the Vik ferry by Friday."
    act = "Ardal Shipping to repair the Vik ferry"
    day = Span(text.index("Friday"), len(text) - 1)
    for span in Span(0, len(text)), day:
        given = replace(due(text, act, LATER, "Ardal Shipping"), span=span)
        assert undertakings_of(passage(text, deadlines=(given,))) == ()


def test_what_was_promised_years_ago_is_none() -> None:
    assert undertakings_of(passage("Ardal Shipping agreed in 2009 to pay the crews.")) == ()


@pytest.mark.parametrize("fields", [{"cancelled": True}, {"tentative": True}, {"kind": "expiry"}])
def test_what_is_off_tentative_or_runs_out_is_owed_by_nobody(fields: dict[str, object]) -> None:
    text = "Ardal Shipping is to repair the Vik ferry by Friday."
    act = "Ardal Shipping to repair the Vik ferry"
    given = due(text, act, LATER, "Ardal Shipping", **fields)
    assert undertakings_of(passage(text, deadlines=(given,))) == ()


def test_an_article_that_was_not_analysed_has_none() -> None:
    assert undertakings_of(Entry(article("a", DAY))) == ()


@pytest.mark.parametrize(
    ("words", "addressee", "orders"),
    [
        ("Publish the accounts of the harbour", "the ministry", True),
        ("Publish the accounts of the harbour", "a news conference", False),
        ("Let me publish the accounts of the harbour", "the ministry", False),
    ],
)
def test_an_order_is_given_to_somebody(words: str, addressee: str, orders: bool) -> None:
    text = f"“{words},” Ida Moen told {addressee}."
    quote = said(text, "Ida Moen", "told", words, kind="direct", addressee=addressee)
    assert bool(undertakings_of(passage(text, quotes=(quote,)))) is orders


def test_the_agency_of_a_dateline_owes_nothing() -> None:
    text = "(Reuters) - Ardal Shipping has committed itself to building two ferries."
    assert only(passage(text)).owed_by == "Ardal Shipping"


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        (
            "Rust warned that the Vik bridge would be closed.",
            "Rust",
            "warned",
            "that the Vik bridge would be closed",
        ),
        (
            "Norland said it would welcome a truce.",
            "Norland",
            "said",
            "it would welcome a truce",
        ),
        (
            "Local media said the Vik bridge will be reopened.",
            "Local media",
            "said",
            "the Vik bridge will be reopened",
        ),
        (
            "Ida Moen called for all strangers to be expelled.",
            "Ida Moen",
            "called",
            "for all strangers to be expelled",
        ),
        (
            "Norland would face a blockade, the head of the fleet warned on Friday.",
            "the head of the fleet",
            "warned",
            "Norland would face a blockade",
        ),
    ],
)
def test_nobody_is_bound(text: str, speaker: str, cue: str, content: str) -> None:
    assert undertakings_of(passage(text, quotes=(said(text, speaker, cue, content),))) == ()


def test_a_surname_is_completed_by_the_speaker_of_that_name() -> None:
    text = "Moen promised to reopen the pier. It was old, Ida Moen said of the pier."
    of = passage(text, quotes=(said(text, "Ida Moen", "said", "It was old"),))
    assert [each.owed_by for each in undertakings_of(of)] == ["Ida Moen"]


def test_what_a_rule_has_somebody_do_is_asked_of_nobody() -> None:
    assert undertakings_of(passage("The Senate must confirm any nominee.")) == ()


def test_the_comma_of_a_number_ends_no_act() -> None:
    made = only(passage("Corvin Lines plans to sell the Amber pier at a price of 2,800 crowns."))
    assert made.act == "sell the Amber pier at a price of 2,800 crowns"


@pytest.mark.parametrize("what", ["the hard task agrees", "the next contest is in Vik"])
def test_half_a_clause_with_a_day_binds_nobody(what: str) -> None:
    text = f"Ida Moen said {what} by Friday."
    content = f"{what} by Friday"
    made = passage(
        text,
        deadlines=(due(text, what, LATER),),
        quotes=(said(text, "Ida Moen", "said", content),),
    )
    assert undertakings_of(made) == ()


@pytest.mark.parametrize(
    ("text", "kind", "owed_by", "act"),
    [
        (
            "Ardal Shipping has called a two-day stoppage.",
            "undertaking",
            "Ardal Shipping",
            "strike",
        ),
        (
            "Dockers have threatened Ardal Shipping with a strike.",
            "undertaking",
            "Dockers",
            "strike",
        ),
        ("Ardal Shipping is to sell the Vik ferry.", "undertaking", "Ardal Shipping", "sell"),
        (
            "Ardal Shipping has committed to paying its crews.",
            "undertaking",
            "Ardal Shipping",
            "pay",
        ),
        ("Dockers have voted to strike.", "undertaking", "Dockers", "strike"),
        ("Sorland agreed to the release of the crew.", "undertaking", "Sorland", "release"),
        (
            "Ardal Shipping was urged by Ida Moen to pay its crews.",
            "demand",
            "Ardal Shipping",
            "pay",
        ),
        ("The port wants the wreck removed.", "demand", None, "remove"),
    ],
)
def test_a_sentence_without_a_statement(
    text: str, kind: str, owed_by: str | None, act: str
) -> None:
    made = only(passage(text))
    assert (made.kind, made.owed_by) == (kind, owed_by)
    assert act in made.does.kind.verbs | made.does.kind.nouns


@pytest.mark.parametrize(
    ("content", "cue", "kind", "owed_by", "done_to"),
    [
        ("the release of the crew", "demanded", "demand", None, "crew"),
        ("an apology from the bank", "demanded", "demand", "the bank", ""),
        ("the resignation of the mayor", "urged", "demand", "the mayor", ""),
    ],
)
def test_what_is_demanded_by_a_noun(
    content: str, cue: str, kind: str, owed_by: str | None, done_to: str
) -> None:
    text = f"Ida Moen {cue} {content}."
    made = only(passage(text, quotes=(said(text, "Ida Moen", cue, content),)))
    assert (made.kind, made.owed_by, made.does.done_to) == (kind, owed_by, done_to)


@pytest.mark.parametrize(
    ("content", "act"),
    [
        ("the camp will close on 2 May", "the camp to close"),
        ("the library, shut since the fire, will reopen on 2 May", "the library to reopen"),
        ("from 2 May night trains will run to Vik", "night trains to run to Vik"),
    ],
)
def test_what_a_thing_does_by_a_day_is_a_plan(content: str, act: str) -> None:
    text = f"Ida Moen said {content}."
    at = text.index("2 May")
    when = Timex("2 May", "DATE", f"{DAY.year}-05-02", Span(at, at + len("2 May")))
    plain = passage(text, quotes=(said(text, "Ida Moen", "said", content),))
    assert undertakings_of(plain) == ()
    made = only(passage(text, quotes=(said(text, "Ida Moen", "said", content),), dates=(when,)))
    assert (made.owed_by, made.act, made.said_by) == (None, act, "Ida Moen")
    assert made.due is not None
    assert made.due.isoformat() == when.value


def test_whom_a_statement_calls_on_is_asked() -> None:
    text = "Ida Moen called on the rebels to free the crew by Friday."
    content = "the rebels to free the crew by Friday"
    made = only(
        passage(
            text,
            deadlines=(due(text, "free the crew", LATER, "rebels"),),
            quotes=(said(text, "Ida Moen", "called", content),),
        )
    )
    assert (made.kind, made.owed_by, made.said_by) == ("demand", "rebels", "Ida Moen")


def test_a_name_that_follows_a_body_is_its_own() -> None:
    text = "The water company Ardal will repair the Vik ferry by Friday."
    given = due(text, "repair the Vik ferry", LATER, "The water company")
    made = only(passage(text, deadlines=(given,)))
    assert made.owed_by == "The water company Ardal"


@pytest.mark.parametrize(
    "text",
    [
        "Ida Moen agreed to do it over lunch.",
        "Ardal Shipping promised to restore it.",
        "Ida Moen is to blame.",
        "Ida Moen is set to win in Vik.",
        "Ardal's plan to close the Vik pier is on track.",
        "Ardal promised in March 2001 to close the Vik pier.",
    ],
)
def test_what_cannot_be_read_alone_is_no_row(text: str) -> None:
    assert undertakings_of(passage(text)) == ()


@pytest.mark.parametrize(
    ("text", "act", "who", "when"),
    [
        (
            "The new Vik lamp will cost 40 crowns by 2 February.",
            "cost 40 crowns",
            "Vik lamp",
            LATER,
        ),
        ("Ida Moen turns 41 on 2 February.", "Ida Moen turns 41", None, LATER),
        (
            "The question is what part of the crews will be paid by 2 February.",
            "The question is what part of the crews to be paid",
            None,
            LATER,
        ),
        (
            "Norland gave Ardal Shipping until the next century to repair the Vik ferry.",
            "repair the Vik ferry",
            "Ardal Shipping",
            date(LATER.year + 77, 12, 31),
        ),
    ],
)
def test_what_is_in_nobodys_power_binds_nobody(
    text: str, act: str, who: str | None, when: date
) -> None:
    of = passage(
        text,
        deadlines=(due(text, act, when, who),),
        quotes=(said(text, "Ida Moen", "will", text),) if who is None and "will" in text else (),
    )
    assert undertakings_of(of) == ()


def test_a_bracket_that_opened_before_an_act_is_none_of_it() -> None:
    made = only(passage("(Corvin Lines plans to sell the Amber pier.)"))
    assert (made.owed_by, made.act) == ("Corvin Lines", "sell the Amber pier")


@pytest.mark.parametrize(
    ("speaker", "cue", "content"),
    [
        ("Ida Moen", "said", "I would close the basin"),
        ("Ida Moen", "told", "we have to close the basin"),
        ("Ida Moen", "said", "We will be there for the crews"),
        ("The chairwoman", "argued", "it would close the basin"),
        ("Ida Moen", "announced", "a pier that some predicted would open the basin"),
        ("Ida Moen", "said", "the most that she would allow was a look at the basin"),
    ],
)
def test_opinions_duties_and_comfort_bind_nobody(speaker: str, cue: str, content: str) -> None:
    kind = "direct" if content.startswith(("I ", "we ", "We ")) else "indirect"
    text = f"{speaker} {cue} | {content}."
    assert not undertakings_of(
        passage(text, quotes=(said(text, speaker, cue, content, kind=kind),))
    )


def test_a_thing_is_bound_to_nothing_that_comes_of_it() -> None:
    text = "Ida Moen said that the new pier on 2 February will help the crews."
    at = text.index("2 February")
    dates = (Timex("2 February", "DATE", LATER.isoformat(), Span(at, at + 10)),)
    content = "the new pier on 2 February will help the crews"
    quotes = (said(text, "Ida Moen", "said", content),)
    assert not undertakings_of(passage(text, quotes=quotes, dates=dates))


def test_what_is_given_is_no_time_at_which_it_is_given() -> None:
    text = "Ida Moen promised to give the crews two weeks of rest."
    at = text.index("two weeks")
    dates = (Timex("two weeks", "DURATION", "P2W", Span(at, at + 9)),)
    assert only(passage(text, dates=dates)).act == "give the crews two weeks of rest"


def test_an_act_goes_on_after_scare_quotes_and_ends_with_a_whole_word() -> None:
    text = "Ardal Shipping promised to repair the 'old' ferry."
    quoted = text.replace("'old'", "“old”")
    assert only(passage(quoted)).act == "repair the old ferry"
    assert not undertakings_of(passage("Ardal Shipping promised to repair its, as it said, ferry."))


def test_the_sentence_of_a_long_quotation_that_says_it_is_the_evidence() -> None:
    content = "The basin is old. We will close the basin"
    text = f"Ida Moen promised | {content}."
    made = only(passage(text, quotes=(said(text, "Ida Moen", "promised", content, kind="direct"),)))
    assert made.span.of(text) == "We will close the basin."


def test_a_pronoun_names_nobody() -> None:
    assert not undertakings_of(passage("So it promised to repair the Vik ferry."))


def test_a_present_of_the_very_day_is_the_words_under_a_picture() -> None:
    text = "Ida Moen opens the Vik bridge, 5 January."
    what = "Ida Moen opens the Vik bridge"
    assert not undertakings_of(passage(text, deadlines=(due(text, what, DAY, "Ida Moen"),)))
    ahead = undertakings_of(passage(text, deadlines=(due(text, what, LATER, "Ida Moen"),)))
    assert [each.owed_by for each in ahead] == ["Ida Moen"]


def test_a_service_may_act_and_may_be_a_thing() -> None:
    act = "promised to plant 40 oaks."
    assert only(passage(f"The forestry service {act}")).owed_by == "The forestry service"
    assert not undertakings_of(passage(f"The streaming service {act}"))


def test_who_is_given_a_term_is_called_by_name() -> None:
    text = "The court gave the builder Capstan until Friday to repair the Vik ferry."
    dues = (due(text, "repair the Vik ferry", LATER, "builder"),)
    assert only(passage(text, deadlines=dues)).owed_by == "the builder Capstan"


def test_what_caused_a_thing_is_not_asked_for_a_deed() -> None:
    content = "for an inspection of the pier damaged by the crew of Ardal"
    text = f"Ida Moen called {content}."
    assert not undertakings_of(passage(text, quotes=(said(text, "Ida Moen", "called", content),)))


def test_an_act_ends_where_another_begins() -> None:
    text = "Ardal Shipping plans to repair the Vik ferry and has been hiring welders."
    assert only(passage(text)).act == "repair the Vik ferry"


def test_a_vote_is_on_what_is_voted_on() -> None:
    text = "Ardal council plans to vote on whether to accept the Vik accord."
    assert only(passage(text)).does.done_to == "accord"


def test_what_somebody_said_they_planned() -> None:
    text = "The Harbour Board said it planned to close the northern pier."
    content = "it planned to close the northern pier"
    quote = said(text, "The Harbour Board", "said", content, attribution="body")
    made = only(passage(text, quotes=(quote,)))
    assert (made.owed_by, made.act) == ("The Harbour Board", "close the northern pier")


def test_what_is_shut_by_somebody_does_not_run_out() -> None:
    text = "Ardal Steel is to close its mill in Vik next year."
    act = "Ardal Steel to close its mill in Vik"
    made = only(passage(text, deadlines=(due(text, act, LATER, "Ardal Steel", kind="expiry"),)))
    assert (made.owed_by, made.act) == ("Ardal Steel", "close its mill in Vik")


def test_who_was_told_to_act_undertook_nothing() -> None:
    text = "Villagers in Sorn were told to leave the valley by Friday."
    act = "Villagers in Sorn to leave the valley"
    made = only(passage(text, deadlines=(due(text, act, LATER, "Villagers in Sorn"),)))
    assert (made.kind, made.owed_by) == ("demand", "Villagers in Sorn")


def test_a_plan_of_a_day_in_an_outlets_own_words() -> None:
    text = "The high court will rule on the appeal of Mirko Stanov on 2 February."
    at = text.index("2 February")
    day = Timex("2 February", "DATE", LATER.isoformat(), Span(at, at + len("2 February")))
    made = only(passage(text, dates=(day,)))
    assert (made.owed_by, made.due) == ("The high court", LATER)
    assert undertakings_of(passage(text)) == ()
