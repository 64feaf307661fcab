"""Undertakings in sentences in which no statement was found: "Hadrian committed itself to deliver".

Each form gives who acts or announces, the act, and what it is done to where the words are passive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.acts.act import (
    Act,
    act_of_deed,
    act_of_noun,
    act_of_phrase,
    base_phrase,
    begins_with_listed,
)
from briefing.acts.actors import is_agent
from briefing.acts.verbs import forms_of, is_listed
from briefing.ledger.plans_said import EXPECTED_ONLY

_GIVER = re.compile(
    r"^(?P<giver>[^,;]{2,60}?) (?:gave|has given|had given|gives) "
    r"(?P<given>[^,;]{2,60}?)(?=,| until\b| (?:an?|another|the|\d+|one|two|three|four|five|six|"
    r"ten) "
    r"(?:\w+ )?(?:hours?|days?|weeks?|months?)\b)"
)
_PROMISER = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? (?:has |have |had )?"
    r"(?:promised|pledged|vowed|undertook|undertaken|agreed|committed|sworn|swore|threatened|"
    r"resolved|voted|given (?:it|him|her|them)sel(?:f|ves)|gave (?:it|him|her|them)sel(?:f|ves))\b"
    r"(?:(?!\b(?:never|not)\b)[^,;“\"]){0,40}? to (?P<act>[a-z][^,;“\"]*)"
)
"""Who promised what in a sentence that is no statement: "Hadrian committed itself to deliver"."""
_COMMITTED = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? (?:has |have |had |is |are )?"
    r"(?:committed|pledged|promised|bound) "
    r"(?:(?:itself|himself|herself|themselves) )?to (?P<act>[a-z]+ing\b[^,;“\"]*)"
)
_PROMISED_THING = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?) (?:has |have |had )?(?:promised|announced|pledged|offered) "
    r"(?:(?:(?!\b(?:it|to|that|they|had|its|free)\b)[^,;“\"]){2,40}? )??(?P<act>(?:an?|its|his|"
    r"her|their) [a-z][^,;“\"]*)"
)
_WORD_THAT = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?) (?:gave|has given|had given) [^,;“\"]{2,40}? "
    r"(?:word|assurances?|guarantees?|promise) that (?P<what>[^,;“\"]{2,60}?) (?:will|would) "
    r"(?P<act>[a-z][^,;“\"]*)"
)
_PASSIVE = re.compile(
    r"^(?P<what>[^,;“\"]{2,60}?) will (?P<act>be [a-z]+\b[^,;“\"]*?), (?P<who>[^,;]{2,60}?) "
    r"(?:announced|decided|confirmed|promised|pledged|agreed)\b"
)
_AGREED_THAT = re.compile(
    r"(?P<who>(?<=^)[^,;“\"]{2,80}?|(?<=, )[^,;“\"]{2,80}?) "
    r"(?:agreed|decided|pledged|promised|vowed)(?: on [A-Z]\w+day)? that "
    r"(?P<what>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? (?:will|would) (?P<act>be [a-z]+\b[^,;“\"]*)"
)
_CALLED = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? (?:has |have |had )?(?:called|plans?|planned|"
    r"scheduled|threatens?|threatened|decided on|(?:threatened|threatens) [^,;“\"]{2,40}? with) "
    r"(?P<act>an? (?:[\w-]+ ){0,3}?(?:boycott|march|protest|rally|strike|"
    r"stoppage|walkout)\b[^,;“\"]*)"
)
"""What is called by a noun: "has called a strike"."""
_PLANS_DEED = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? (?:plans|plan|planned|is planning|"
    r"are planning|is preparing|are preparing|announced plans for) (?P<act>an? [a-z][^,;“\"]*)"
)
"""What is planned by a noun: "plans a return to Vik"."""
_SET_SELF = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?) (?:has |have |had )?(?:set|given|gave) "
    r"(?:it|him|her|them)sel(?:f|ves) (?:an?|the|until) (?:[^,;“\"]{1,40}? )?to "
    r"(?P<act>[a-z][^,;“\"]*)"
)
"""Who has set a term to themselves."""
GIVEN = re.compile(
    r"^(?P<by>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? (?:has |have |had )?(?:given|gives?|gave) "
    r"(?P<who>(?!(?:it|him|her|them)sel)[^,;“\"]{2,60}?) "
    r"(?:an?|another|\d+|one|two|three|four|five|six|ten) (?:more )?"
    r"(?:hours?|days?|weeks?|fortnight|months?|years?) to (?P<act>[a-z][^,;“\"]*)"
)
UNTIL = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?) (?:has|have) (?:(?:only|just|now) )?until [^,;“\"]{3,50}? to "
    r"(?P<act>[a-z][^,;“\"]*)"
)
"""Who has until when to do what: "the union has until spring to answer"."""
SET_FOR = re.compile(
    r"^(?P<by>[^,;“\"]{2,60}?) (?:has |have |had )?set (?:[^,;“\"]{3,50}? as (?:the|an?) deadline|"
    r"(?:the|an?) (?:\w+ )?deadline of [^,;“\"]{3,50}?) for (?P<who>[^,;“\"]{2,60}?) to "
    r"(?P<act>[a-z][^,;“\"]*)"
)
"""Who set whom a day: "the party set Monday as the deadline for its members to vote"."""
"""Who is given how much time to do what: "gave the bank a month to replace its chairman"."""
_AGREED_ON = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? (?:has |have |had )?agreed "
    r"(?:with [^,;“\"]{2,40}? )?(?:on|to) (?P<act>(?:an?|the|its|their) [a-z]+ of [^,;“\"]*)"
)
"""What is agreed by a noun: "agreed to the release of the crew"."""
WANTED = re.compile(
    r"^(?P<by>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? (?:wants?|wanted) (?P<what>[^,;“\"]{2,50}?) "
    r"(?P<act>[a-z]+(?:ed|en|wn|lt|ld)\b[^,;“\"]*)"
)
"""What somebody wants to see done: "wants the wreck removed"."""
_ANNOUNCED = re.compile(
    r"^(?P<who>[^,;“\"]{2,70}?) will (?P<act>[a-z][^“\"]*?),(?: [^,]{2,50},){0,2} "
    r"(?:[^,]{2,60} )?(?:said|told|announced|assured|decided|confirmed|promised|pledged)\b"
)
"""What somebody is announced to do where the words are no statement that was found."""
PLANS = re.compile(
    r"^(?:[A-Z][^,;“\"]{2,40}, )?(?P<who>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? "
    r"(?:plans|planned|plan|intends|intended|intend|is planning|are planning|is preparing|"
    r"are preparing|is scheduled|are scheduled|is|are|"
    r"is due|are due|is set|are set|is committed|are committed|is on track|are on track|"
    r"has decided|have decided|decided|has offered|offered|aims|aim|means|expects|expect) "
    r"to (?P<act>[a-z][^,;“\"]*)"
)
EXPECTS_ONLY = re.compile(rf"\bexpects? to (?:{'|'.join(sorted(EXPECTED_ONLY))})\b")
DEMANDED = re.compile(
    r"^(?P<by>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? (?:has |have |had )?(?:ordered|told|urged|asked|"
    r"urges|asks|"
    r"orders|wants|want|calls on|called for|calls for|begged|implored|obliges|obliged|commits|"
    r"called on|called upon|instructed|warned|directed|required|pressed|appealed to) "
    r"(?P<who>(?!by |to )[^,;“\"]{2,60}?) "
    r"to (?P<act>[a-z][^,;“\"]*)"
)
MUST = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?) (?:must|has to|have to|is required to|are required to|had better|"
    r"(?:is|are) obliged to|(?:is|are) under orders to|"
    r"(?:has been|have been|was|were) (?:asked|instructed|ordered|told|urged|warned)"
    r"(?: by (?P<by>[^,;“\"]{2,60}?))? to|"
    r"(?:has been|have been|was|were) given (?:\w+ ){1,4}?(?:by (?P<giver>[^,;“\"]{2,60}?) )?to) "
    r"(?P<act>[a-z][^,;“\"]*)"
)
"""What somebody is asked to do by another, who may go unnamed."""
PRESENT = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? (?P<act>(?:begins|decides|holds|launches|leaves|"
    r"meets|opens|publishes|releases|reopens|rules|sails|starts|strikes|votes|withdraws)\b[^,;“\"]*)"
)
"""What somebody does by the calendar, if a day ahead is given: "the synod votes on 12 May"."""
WILL = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? (?:will|is going to|are going to) "
    r"(?P<act>(?!be\b)[a-z][^,;“\"]*)"
)
"""What somebody will do, if a day ahead is given: "the high court will rule on it on 12 May"."""
_SENTENCES = (
    _PROMISER,
    _ANNOUNCED,
    _COMMITTED,
    _WORD_THAT,
    _PASSIVE,
    _AGREED_THAT,
    _PROMISED_THING,
    _CALLED,
    _AGREED_ON,
    _PLANS_DEED,
    _SET_SELF,
    PLANS,
    GIVEN,
    UNTIL,
    SET_FOR,
    DEMANDED,
    WANTED,
    MUST,
    PRESENT,
    WILL,
)


_BINDING = (_PROMISER, _SET_SELF, GIVEN, UNTIL, SET_FOR, DEMANDED)
"""Forms after which a verb follows, be it one of no list."""
_OPEN = frozenset("a an the its his her their our not never no free".split())
_CLAUSAL = frozenset(
    """where when while after before as since because although though expect expects expected
    predicted predicts proposed dropped announced asked urged told believes believe thinks hopes
    wants plans says jumped rose fell year week month today monday tuesday wednesday
    thursday friday saturday sunday""".split()
)
"""Words that show that what stands before a verb is more than a name."""


_BEFORE_CLAUSE = frozenset(
    "after although as because before if since though until when while".split()
)
"""Words by which a clause that says more of another one begins: "Since Lind ordered his men"."""
_BEFORE_OCCASION = frozenset(
    "after amid at before despite during following in on since under upon with".split()
)
_ASKING_NOTHING = frozenset("i we what who you".split())
_LEAD = re.compile(
    r"(?:(?:But|And|Yet|Still|Meanwhile|Separately|Also|Earlier|Later|However|Instead|Finally),? "
    r"(?=[A-Z])|(?:On|At|After|Following|During|Under|Amid|With|Despite|In (?!(?:January|February|"
    r"March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d)\b))\b"
    r"[^,;:“\"]{1,80}, |[A-Z][a-z]+ing (?:in|at|to|on|with|before|the|a|[a-z]+s) [^,;:“\"]{1,60}, "
    r"(?=[A-Z]))"
)
"""What leads a sentence and is no part of who acts; a month or year tells of what is long past."""
_IN_NUMBER = re.compile(r"(?<=\d),(?=\d)")
_SCARE_QUOTES = re.compile(r"(?<=[a-z] )[“\"]([^“”\",.;]{1,40})[”\"]")
"""Words set apart in the middle of what a sentence itself says."""


def forms_in(sentence: str) -> Iterator[tuple[int, re.Match[str]]]:
    """The forms that a sentence has, with the groups ``who``, ``act`` and perhaps ``what``.

    Before each stands how many characters of the sentence come before what it was found in: those
    of a time, place or occasion that leads it ("After talks in Vik, …").

    The comma of a number, which ends no clause, is a point in what matches, and scare quotes are
    apostrophes.
    """
    sentence = _SCARE_QUOTES.sub(r"'\1'", _IN_NUMBER.sub(".", sentence))
    lead = _LEAD.match(sentence)
    before = lead.end() if lead else 0
    for form in _SENTENCES:
        if before and form is _PROMISED_THING:  # "in its answer, the agency offered a map"
            continue
        match = form.search(sentence[before:])
        if match is None or not _may_act(match["by" if form is WANTED else "who"]):
            continue
        by = (match.groupdict().get("by") or "").casefold().split()
        if not by or (by[0] not in _BEFORE_CLAUSE and by[0] not in _ASKING_NOTHING):
            yield before, match


def _may_act(who: str) -> bool:
    """Whether those words before a verb are a name, and not half a clause."""
    words = who.casefold().split()
    if words[-1].endswith(("'s", "’s", "'d", "’d", "'ll", "’ll")):  # "Corvin's plan to close it"
        return False
    if words[0] in _BEFORE_OCCASION:
        return False
    return is_agent(who) and words[-1] not in _OPEN and _CLAUSAL.isdisjoint(words)


def is_listed_past(phrase: str) -> bool:
    """Whether a phrase begins with the participle of a listed verb: "removed by Friday"."""
    first = next(iter(phrase.split()), "").casefold().strip(".,;")
    return any(form.form == "past" and is_listed(form.verb) for form in forms_of(first))


def act_of_form(match: re.Match[str], phrase: str) -> Act | None:
    """The act of a form, the days taken out of its ``phrase``."""
    what = match.groupdict().get("what") or ""
    if match.re in (_CALLED, _AGREED_ON, _PLANS_DEED):
        return act_of_deed(phrase)
    if match.re is PRESENT:
        return act_of_phrase(phrase)
    if match.re is WANTED:
        return act_of_phrase(f"be {phrase}", what) if is_listed_past(phrase) else None
    if match.re is _PROMISED_THING:
        return act_of_noun(phrase)
    if match.re is _COMMITTED:
        return act_of_phrase(base_phrase(phrase))
    if what or begins_with_listed(phrase):
        return act_of_phrase(phrase, what)
    return act_of_phrase(phrase, of_any_verb=True) if match.re in _BINDING else None


def giver_of(sentence: str) -> tuple[str, str] | None:
    """Who gave whom until when: "The league gave the club two weeks, until"; None for neither."""
    match = _GIVER.match(sentence)
    return (match["giver"], match["given"]) if match else None


def promiser_of(sentence: str) -> str | None:
    """Who promised, agreed or undertook to act; None where the sentence does not begin so."""
    match = _PROMISER.match(sentence)
    return match["who"] if match else None
