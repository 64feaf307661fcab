"""A later sentence is an answer only with the same actor and the same act on the same thing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.acts.duties import OUTCOMES
from briefing.acts.hearing import heard_in
from briefing.acts.lines import lines_of
from briefing.article_refs import ArticleRef
from briefing.ledger.reading import undertakings_of
from briefing.ledger.undertakings import Undertaking
from briefing.model import Span, Timex
from tests.briefing.ledger.support import LATER, due, passage, said
from tests.briefing.support import DAY, article

_FERRY = "Ardal Shipping promised to repair the Vik ferry by Friday."
FERRY = undertakings_of(
    passage(
        _FERRY,
        deadlines=(due(_FERRY, "Ardal Shipping to repair the Vik ferry", LATER, "Ardal Shipping"),),
    )
)[0]
_PATROLS = "Norland gave Sorland until Friday to withdraw its patrols from the Dal ridge."
PATROLS = undertakings_of(
    passage(
        _PATROLS,
        deadlines=(due(_PATROLS, "withdraw its patrols from the Dal ridge", LATER, "Sorland"),),
    )
)[0]
(BAN,) = undertakings_of(passage("Governor Ida Moen promised to lift the ban on herring exports."))
(PRISON,) = undertakings_of(passage("Ida Moen promised to inspect the prison at Grell."))
(BASIN,) = undertakings_of(passage("The port of Vik agreed to reopen its northern basin."))
(COURT,) = undertakings_of(passage("A judge ordered Ardal Shipping to comply."))
(LEAVING,) = undertakings_of(passage("Ida Moen promised to resign."))
(REPLY,) = undertakings_of(passage("A judge ordered Ardal Shipping to respond."))
(COURTROOM,) = undertakings_of(passage("Ida Moen promised to appear at the Vik court."))
(OSLO,) = undertakings_of(passage("Ida Moen promised to visit Osby."))
(VOTERS,) = undertakings_of(passage("Ida Moen urged voters to reject Ivo Grell."))
(CALLS,) = undertakings_of(passage("Ida Moen ordered the guards to stop the patrols."))
_TALK = "Ida Moen promised to meet Ivo Grell by Friday."
(TALK,) = undertakings_of(
    passage(_TALK, deadlines=(due(_TALK, "Ida Moen to meet Ivo Grell", LATER, "Ida Moen"),))
)
(SONDE,) = undertakings_of(passage("Ardal Space promised to launch the Pelican weather satellite."))
(BRIDGE,) = undertakings_of(
    passage("The bridge at Paso Real will be reopened, the Harbour Board decided.")
)
(LIBRARY,) = undertakings_of(passage("The library at Sarn will be reopened, the mayor decided."))
(CREW,) = undertakings_of(passage("The rebels of the Red Valley agreed to release the crew."))
(STRIKE,) = undertakings_of(passage("Dockers in Molde have called a two-day walkout."))


def outcome(
    of: Undertaking, text: str, on: date = LATER + timedelta(days=1), *, one_story: bool = True
) -> str | None:
    ref = ArticleRef.of(article("report", on))
    answer = heard_in(of.duty, ref, lines_of(text), one_story=one_story)
    return answer.outcome if answer else None


@pytest.mark.parametrize(
    ("of", "text", "wanted"),
    [
        (FERRY, "Ardal fixed the Vik ferry on Thursday.", "done"),
        (FERRY, "Crews cheered. Ardal Shipping repaired the Vik ferry, two weeks late.", "late"),
        (FERRY, "Ardal Shipping has failed to repair the Vik ferry.", "missed"),
        (FERRY, "Ardal Shipping put off the repair of the Vik ferry to May.", "moved"),
        (FERRY, "Ardal has dropped its plan to repair the Vik ferry.", "called off"),
        (FERRY, "Ardal Shipping had never promised to repair the Vik ferry, it said.", "denied"),
        (PATROLS, "Sorland withdrew all of its patrols from the Dal ridge, police said.", "done"),
        (PATROLS, "Sorland pulled its patrols back from the Dal ridge.", "done"),
        (PATROLS, "Sorland would not withdraw its patrols from the Dal ridge.", "refused"),
        (PATROLS, "Sorland will keep its patrols on the Dal ridge.", "refused"),
        (PATROLS, "Norland gave Sorland another week on the Dal ridge.", "extended"),
        (PATROLS, "Norland's ultimatum to Sorland has been prolonged by a week.", "extended"),
        (BRIDGE, "The bridge at Paso Real was opened again on Friday.", "done"),
        (BASIN, "Divers cheered. On Monday the port reopened its northern basin.", "done"),
        (PRISON, "Moen was at Grell. She inspected the prison at Grell for two hours.", "done"),
        (FERRY, "Ardal's team repaired the Vik ferry.", "done"),
        (FERRY, "The Vik ferry was repaired by Ardal Shipping.", "done"),
        (FERRY, "In answer to its critics, Ardal Shipping repaired the Vik ferry.", "done"),
        (
            PATROLS,
            "The guards of Sorland stayed put, refusing to withdraw from the ridge.",
            "refused",
        ),
        (BAN, "Moen put off the lifting of what herring fishers loathe.", "moved"),
        (COURT, "Ardal Shipping has decided at its meeting not to comply.", "refused"),
        (LEAVING, "Ida Moen, who resigned in tears, left by the back door.", "done"),
        (TALK, "Moen spoke in Vik after a meeting with Ivo Grell.", "done"),
        (SONDE, "The Pelican stood in its hangar. Ardal Space launched the satellite.", "done"),
        (FERRY, "Ardal Shipping kept its promise, and the Vik ferry sails.", "done"),
        (FERRY, "As promised, Ardal Shipping handed over the Vik ferry.", "done"),
        (FERRY, "The repair of the Vik ferry took Ardal Shipping nine days.", "done"),
        (FERRY, "On 11 January all 40 cabins of the Vik ferry were repaired.", "done"),
        (FERRY, "Ardal Shipping repaired the Vik ferry; half of its tugs lie idle.", "done"),
        (FERRY, "The Vik ferry was still without an engine.", "missed"),
        (FERRY, "There is no sign of the Vik ferry.", "missed"),
        (FERRY, "Ardal Shipping went back on its promise to repair the Vik ferry.", "called off"),
        (FERRY, "Ardal Shipping has decided against a repair of the Vik ferry.", "called off"),
        (FERRY, "The Vik ferry will not be ready before May, Ardal Shipping said.", "moved"),
        (FERRY, "Ardal Shipping moved the repair of the Vik ferry to 4 May.", "moved"),
        (PATROLS, "The soldiers of Sorland are not prepared to leave the Dal ridge.", "refused"),
        (PATROLS, "Sorland said no to withdrawing its patrols from the Dal ridge.", "refused"),
        (LIBRARY, "Readers queued as the library at Sarn opened its doors on Friday.", "done"),
        (CREW, "The crew held since January were freed by the rebels on Friday.", "done"),
        (STRIKE, "A walkout by dockers in Molde emptied the quays on Monday.", "done"),
        (STRIKE, "A walkout by dockers in Molde entered its first hours.", "done"),
        (FERRY, "Ardal Shipping repaired the Vik ferry, but several tugs lie idle.", "done"),
        (FERRY, "The repair of the Vik ferry by Ardal Shipping was carried out on Friday.", "done"),
        (FERRY, "Ardal Shipping repaired the Vik ferry, observers said.", "done"),
        (COURTROOM, "Ida Moen appeared at the Vik court on Monday.", "done"),
    ],
)
def test_an_answer(of: Undertaking, text: str, wanted: str) -> None:
    assert outcome(of, text) == wanted


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (FERRY, "Norland Lines repaired its ferry in Vik. Ardal watched."),
        (FERRY, "Ardal Shipping repaired the Molde tug."),
        (FERRY, "Ardal Shipping will repair the Vik ferry."),
        (FERRY, "Ardal Shipping promised once more to repair the Vik ferry."),
        (FERRY, "Passengers wonder whether Ardal Shipping repaired the Vik ferry."),
        (FERRY, "A blogger claims that Ardal Shipping repaired the Vik ferry."),
        (FERRY, "Has Ardal Shipping repaired the Vik ferry?"),
        (FERRY, "Ardal Shipping repaired part of the Vik ferry."),
        (FERRY, "Ardal Shipping repaired the Vik ferry's hull. The rest is still to come."),
        (BAN, "Moen lifted the ban on the import of maize."),
        (BAN, "Moen put off the lifting of her veil."),
        (BAN, "Moen kept to her plan, and the ban stays for now."),
        (PRISON, "Moen inspected the children's home at Sarn."),
        (PATROLS, "Sorland did not respond to requests for comment on the Dal ridge."),
        (PATROLS, "Sorland has until now been silent on its patrols on the Dal ridge."),
        (PATROLS, "Sorland withdrew two patrols from the Dal ridge."),
        (FERRY, "Ardal Shipping repaired the Vik ferry, a rival company said."),
        (BRIDGE, "The bridge at Porto Real was opened again."),
        (FERRY, "Ardal Shipping watched. Its rival Norland Lines repaired the Vik ferry."),
        (BASIN, "The port of Molde is busy. On Monday the port reopened its northern basin."),
        (FERRY, "Crews are waiting for the Vik ferry that Ardal Shipping repaired."),
        (FERRY, "***\n—\n"),
        (FERRY, "Ardal's cousin repaired the Vik ferry."),
        (FERRY, "Supporters of Ardal repaired the Vik ferry."),
        (FERRY, "Ardal Shipping repaired 40 cabins of the Vik ferry."),
        (FERRY, "The Vik ferry sailed past as Ardal Shipping repaired its tug."),
        (FERRY, "Norland Lines dropped its plan to repair the Vik ferry against Ardal Shipping."),
        (FERRY, "Ardal Shipping was denied a loan, and the Vik ferry stays where it is."),
        (PRISON, "Ida Moen moved to close the prison at Grell."),
        (PATROLS, "Norland refused to withdraw its guards, and Sorland's patrols watched."),
        (COURT, "Rivals portray Ardal Shipping as refusing to comply."),
        (COURT, "A court heard Ardal Shipping's request not to be made to comply."),
        (COURT, "Ardal Shipping rejected the plan of a judge, who was in Vik."),
        (LEAVING, "Ida Moen wants to replace Ivo Grell, who resigned."),
        (LEAVING, "Ida Moen came to Vik and went into a meeting."),
        (LEAVING, "Ida Moen told the press that Norland was getting out."),
        (FERRY, "Ardal Shipping denied that the Vik ferry was unsafe."),
        (FERRY, "Ardal Shipping moved to have the Vik ferry sold."),
        (FERRY, "Norland Lines pulled out of the repair of the Vik ferry."),
        (FERRY, "Crews have heard that Ardal Shipping has dropped the Vik ferry."),
        (STRIKE, "A planned walkout by dockers in Molde emptied no quay."),
        (STRIKE, "Votes on a walkout are held by dockers in Molde every year."),
        (LIBRARY, "Libraries are opened by mayors, and the one at Sarn is shut."),
        (LEAVING, "Ida Moen is left without a friend."),
        (FERRY, "The repair of the Vik ferry by Ardal Shipping was not carried out in full."),
        (COURTROOM, "Ida Moen appeared eager to mock the Vik court."),
        (OSLO, "Ida Moen toured the works of an agency from Osby."),
        (OSLO, "Ida Moen saw the fleet of Osby in her dreams."),
        (VOTERS, "Voters in Vik refused to reject Ivo Grell."),
        (PATROLS, "Rivals missed the deadline, and patrols went to the Dal ridge."),
        (REPLY, "Ardal Shipping responded in a call that its rival is wrong."),
        (REPLY, "Ardal Shipping refused to respond to the press."),
        (FERRY, "Ardal Shipping has pushed back against those who mock the Vik ferry."),
        (FERRY, "There is no hint that the owners of the Vik ferry want it mended."),
        (CALLS, "Ida Moen urged the guards to keep away from the patrols."),
        (CALLS, "Ida Moen told the guards to continue the patrols."),
        (PRISON, "Ida Moen dropped her bid, which guards at the prison at Grell regret."),
        (
            TALK,
            "Grell spoke in Vik after a meeting with the mayor, as some urged him to help Moen.",
        ),
    ],
)
def test_a_look_alike_is_no_answer(of: Undertaking, text: str) -> None:
    assert outcome(of, text) is None


def test_an_article_of_the_same_day_or_before_answers_nothing() -> None:
    text = "Ardal fixed the Vik ferry."
    assert outcome(FERRY, text, DAY) is None
    assert outcome(FERRY, text, DAY - timedelta(days=3)) is None


def test_outside_its_story_a_proper_name_of_the_thing_is_needed() -> None:
    (crews,) = undertakings_of(passage("Ardal Shipping promised to pay the dockers."))
    assert outcome(crews, "Ardal Shipping paid the dockers.") == "done"
    assert outcome(crews, "Ardal Shipping paid the dockers.", one_story=False) is None
    assert outcome(FERRY, "Ardal repaired the Vik ferry.", one_story=False) == "done"


def test_in_another_story_nothing_is_put_off_or_refused() -> None:
    text = "Ardal dropped its plan to repair the Vik ferry."
    assert outcome(FERRY, text) == "called off"
    assert outcome(FERRY, text, one_story=False) is None


def test_a_day_after_the_last_one_makes_it_late() -> None:
    text = "Ardal fixed the Vik ferry on Monday."
    after = LATER + timedelta(days=3)
    monday = Timex("Monday", "DATE", after.isoformat(), Span(text.index("Monday"), len(text) - 1))
    ref = ArticleRef.of(article("report", after))
    answer = heard_in(FERRY.duty, ref, lines_of(text), (monday,))
    assert answer is not None
    assert answer.outcome == "late"
    assert answer.span.of(text) == text


def test_what_was_done_or_refused_before_is_no_answer() -> None:
    text = "In a case of November Ardal Shipping refused to comply."
    when = Timex("November", "DATE", "2021-11", Span(text.index("Nov"), text.index(" Ardal")))
    ref = ArticleRef.of(article("report", LATER))
    assert heard_in(COURT.duty, ref, lines_of(text), (when,)) is None
    answer = heard_in(COURT.duty, ref, lines_of(text))
    assert answer is not None
    assert answer.outcome == "refused"


def test_a_plan_is_given_up_before_its_day_or_soon_after() -> None:
    text = "Ardal has dropped its plan to repair the Vik ferry."
    assert outcome(FERRY, text, LATER + timedelta(days=7)) == "called off"
    assert outcome(FERRY, text, LATER + timedelta(days=8)) is None


@given(st.text(alphabet=st.sampled_from('Ardal repaired the Vik ferry. \n?"“'), max_size=80))
def test_any_text_may_be_asked(text: str) -> None:
    assert outcome(FERRY, text) in (None, *OUTCOMES)


def test_what_reporters_were_not_told_and_what_is_no_vote_answer_nothing() -> None:
    text = "Ardal Shipping promised to respond to the Vik council by Friday."
    reply = due(text, "Ardal Shipping to respond to the Vik council", LATER, "Ardal Shipping")
    (owed,) = undertakings_of(passage(text, deadlines=(reply,)))
    text = "The towns of the Dal will vote on Friday."
    (vote,) = undertakings_of(
        passage(text, deadlines=(due(text, "vote", LATER, "towns of the Dal"),))
    )
    said = "Ardal Shipping did not respond to a request for comment on the Vik council."
    for undertaking, words in ((owed, said), (vote, "The towns of the Dal had no vote.")):
        after = article("b", LATER + timedelta(days=1), text=words)
        assert heard_in(undertaking.duty, ArticleRef.of(after), lines_of(words)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ardal Shipping backed away from the repair of the Vik ferry.",
        "The repair of the Vik ferry by Ardal Shipping has fallen through.",
        "Ardal Shipping will not repair the Vik ferry.",
        "The Vik ferry will not be repaired, Ardal Shipping said.",
        "Ardal Shipping opted against the repair of the Vik ferry.",
    ],
)
def test_what_somebody_will_not_do_is_called_off(text: str) -> None:
    assert outcome(FERRY, text) == "called off"


@pytest.mark.parametrize(
    "text",
    [
        "Ardal Shipping will not repair the Vik ferry unless it is paid.",
        "Ardal Shipping will not only repair the Vik ferry but paint it.",
        "Ivo Grell will not repair the Vik ferry.",
    ],
)
def test_who_leaves_an_act_open_has_not_called_it_off(text: str) -> None:
    assert outcome(FERRY, text, LATER - timedelta(days=2)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Sorland has no plans to withdraw its patrols from the Dal ridge.",
        "Sorland would fight on rather than withdraw its patrols from the Dal ridge.",
        "Sorland brushed aside the demand of Norland for a withdrawal of its patrols.",
        "Sorland will not withdraw its patrols from the Dal ridge.",
    ],
)
def test_who_means_to_do_something_else_refuses(text: str) -> None:
    assert outcome(PATROLS, text, LATER - timedelta(days=2)) == "refused"


def test_what_is_moved_may_leave_by_itself() -> None:
    assert outcome(PATROLS, "The patrols of Sorland left the Dal ridge.") == "done"
    assert outcome(PATROLS, "The general of the patrols of Sorland left the Dal ridge.") is None


def test_a_roof_of_something_else_is_another() -> None:
    (roof,) = undertakings_of(passage("Ida Moen promised to repair the school roof in Vik."))
    assert outcome(roof, "Ida Moen repaired the school roof in Vik.") == "done"
    assert outcome(roof, "Ida Moen repaired the roof of the fire station in Vik.") is None


def test_a_noun_of_an_act_with_a_light_verb() -> None:
    (leaving,) = undertakings_of(passage("Mirko Stanov promised to step down."))
    assert outcome(leaving, "Mirko Stanov tendered his resignation.") == "done"
    assert outcome(STRIKE, "Dockers in Molde went on strike for two days.") == "done"


@pytest.mark.parametrize(
    ("promise", "text", "wanted"),
    [
        # what was done with the main verb, or before it
        (
            "Ardal Space promised to put a satellite into orbit.",
            "Ardal Space fired a rocket on Monday, putting a satellite into orbit.",
            "done",
        ),
        (
            "Ardal Space promised to put a satellite into orbit.",
            "Ardal Space may fire a rocket, putting a satellite into orbit.",
            None,
        ),
        (
            "Norland agreed to release reporter Ivo Grell.",
            "Reporter Ivo Grell flew home on Friday, days after being freed from jail in Norland.",
            "done",
        ),
        # a participle right beside the thing
        (
            "Ardal Shipping promised to publish the audit of the Vik ferry.",
            "The audit of the Vik ferry, published on Monday, blames Ardal Shipping for the fire.",
            "done",
        ),
        # what is counted
        (
            "Ardal Shipping agreed to form a panel on the Vik fire.",
            "Ardal Shipping has formed a panel of two judges on the Vik fire.",
            "done",
        ),
        ("Ida Moen promised to meet editors in Vik.", "Moen met 12 editors in Vik.", "done"),
        (
            "Ardal Shipping agreed to withdraw its tugs from Vik.",
            "Ardal Shipping withdrew six tugs from Vik.",
            None,
        ),
        # words of the announcement itself
        (
            "Ardal Shipping promised to publish a partial list of the Vik ferries.",
            "Ardal Shipping has published a partial list of the Vik ferries.",
            "done",
        ),
        (
            "Ardal Shipping promised to publish a list of the Vik ferries.",
            "Ardal Shipping has published a partial list of the Vik ferries.",
            None,
        ),
        (
            "The council of Vik agreed to vote on whether to sell the pier.",
            "The council of Vik voted on Monday on whether to sell the pier.",
            "done",
        ),
        # nouns of acts
        (
            "Ida Moen promised to file a lawsuit against Ardal Shipping.",
            "Moen sued Ardal Shipping on Monday.",
            "done",
        ),
        (
            "Ardal Shipping agreed to lease the Vik tugs to Norland Lines.",
            "Norland Lines signed a lease for the Vik tugs with Ardal Shipping, the company said.",
            "done",
        ),
        # of another time, or asked for
        (
            "Ardal Shipping promised to hold talks with the Vik dockers.",
            "Ardal Shipping had called off an earlier attempt at talks with the Vik dockers.",
            None,
        ),
        (
            "Ardal Shipping promised to scrap the Vik ferry.",
            "Dockers forced Ardal Shipping to drop its plan for the Vik ferry.",
            None,
        ),
        (
            "Ardal Shipping promised to shut the pier at Vik.",
            "Ardal Shipping withdrew support and announced a new pier at Vik.",
            None,
        ),
        # who goes by "it"
        (
            "Ardal Shipping promised to shut the pier at Vik.",
            "Ardal Shipping has a new head. It closed the pier at Vik on Monday.",
            "done",
        ),
    ],
)
def test_how_news_tells_it(promise: str, text: str, wanted: str | None) -> None:
    (of,) = undertakings_of(passage(promise))
    assert outcome(of, text) == wanted


def test_a_day_that_is_still_to_come_is_not_when_it_was_done() -> None:
    text = "Ardal Shipping repaired the Vik ferry for its tour of 4 May."
    may = Timex("4 May", "DATE", "2022-05-04", Span(text.index("4 May"), len(text) - 1))
    ref = ArticleRef.of(article("report", LATER))
    answer = heard_in(FERRY.duty, ref, lines_of(text), (may,))
    assert answer is not None
    assert answer.outcome == "done"


def test_who_announced_an_act_may_tell_of_it() -> None:
    words = "Ardal Shipping will repair the Vik ferry"
    text = f"{words}, Ida Moen said on Monday."
    quote = said(text, "Ida Moen", "said", words, role="Ardal chairwoman")
    (of,) = undertakings_of(passage(text, quotes=(quote,)))
    assert outcome(of, 'The Vik ferry was repaired by Ardal. "We did it," said Moen.') == "done"


def test_what_somebody_never_made_is_no_denial_of_a_promise() -> None:
    assert (
        outcome(REPLY, "Ardal Shipping has never made a hull of wood in response to fire.") is None
    )
    said_so = "Ardal Shipping had never made any promise about the Vik ferry, it said."
    assert outcome(FERRY, said_so) == "denied"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("Ardal Shipping repaired the Vik ferry on 4 March, weeks after it had promised.", "late"),
        ("The Vik ferry sailed on 4 March, weeks after being repaired by Ardal Shipping.", "done"),
    ],
)
def test_a_day_of_something_else_makes_nothing_late(told: str, wanted: str) -> None:
    at = told.index("4 March")
    day = Timex("4 March", "DATE", "2022-03-04", Span(at, at + len("4 March")))
    ref = ArticleRef.of(article("report", date(2022, 3, 5)))
    answer = heard_in(FERRY.duty, ref, lines_of(told), (day,))
    assert answer is not None
    assert answer.outcome == wanted
