"""Undertakings in sentences in which no statement was found: "Hadrian committed itself to deliver".

Each form gives who acts or announces, the act, and what it is done to where the words are passive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.acts.act import Act, act_of_noun, act_of_phrase, begins_with_listed
from briefing.acts.actors import is_agent
from briefing.acts.verbs import forms_of

_GIVER = re.compile(
    r"^(?P<giver>[^,;]{2,60}?) (?:gave|has given|had given|gives) "
    r"(?P<given>[^,;]{2,60}?)(?=,| until\b| (?:an?|another|the|\d+|one|two|three|four|five|six|"
    r"ten) "
    r"(?:\w+ )?(?:hours?|days?|weeks?|months?)\b)"
)
_PROMISER = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? (?:has |have |had )?"
    r"(?:promised|pledged|vowed|undertook|undertaken|agreed|committed|sworn|swore|threatened)\b"
    r"[^,;“\"]{0,40}? to (?P<act>[a-z][^,;“\"]*)"
)
"""Who promised what in a sentence that is no statement: "Hadrian committed itself to deliver"."""
_COMMITTED = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?) (?:has |have |had )?(?:committed|pledged|promised|bound) "
    r"(?:itself|himself|herself|themselves) to (?P<act>[a-z]+ing\b[^,;“\"]*)"
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
    r"(?P<who>(?<=^)[^,;“\"]{2,80}?|(?<=, )[^,;“\"]{2,80}?) (?:agreed|decided|promised) that "
    r"(?P<what>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? (?:will|would) (?P<act>be [a-z]+\b[^,;“\"]*)"
)
_ANNOUNCED = re.compile(
    r"^(?P<who>[^,;“\"]{2,70}?) will (?P<act>[a-z][^“\"]*?),(?: [^,]{2,50},){0,2} "
    r"(?:[^,]{2,60} )?(?:said|told|announced|assured|decided|confirmed|promised|pledged)\b"
)
"""What somebody is announced to do where the words are no statement that was found."""
_PLANS = re.compile(
    r"^(?:[A-Z][^,;“\"]{2,40}, )?(?P<who>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? (?:plans|plan|intends|"
    r"intend|"
    r"is due|are due|is set|are set|has decided|have decided|decided|has offered|offered|aims|aim) "
    r"to (?P<act>[a-z][^,;“\"]*)"
)
DEMANDED = re.compile(
    r"^(?P<by>[^,;“\"]{2,60}?)(?:, [^,]{2,60},)? (?:has |have |had )?(?:ordered|told|urged|asked|"
    r"urges|asks|"
    r"orders|wants|calls on|called for|calls for|begged|implored|"
    r"called on|instructed|warned|directed|required|pressed|appealed to) (?P<who>[^,;“\"]{2,60}?) "
    r"to (?P<act>[a-z][^,;“\"]*)"
)
MUST = re.compile(
    r"^(?P<who>[^,;“\"]{2,60}?) (?:must|has to|have to|is required to|are required to|"
    r"(?:has|have) been (?:ordered|told|asked) to|(?:was|were) (?:ordered|told|asked) to) "
    r"(?P<act>[a-z][^,;“\"]*)"
)
"""What somebody is asked to do by another, who may go unnamed."""
_SENTENCES = (
    _PROMISER,
    _ANNOUNCED,
    _COMMITTED,
    _WORD_THAT,
    _PASSIVE,
    _AGREED_THAT,
    _PROMISED_THING,
    _PLANS,
    DEMANDED,
    MUST,
)


_OPEN = frozenset("a an the its his her their our not never no free".split())
_CLAUSAL = frozenset(
    """where when while after before as since because although though expect expects expected
    predicted predicts proposed dropped announced asked urged told believes believe thinks hopes
    wants plans says jumped rose fell year week month today monday tuesday wednesday
    thursday friday saturday sunday""".split()
)
"""Words that show that what stands before a verb is more than a name."""


_IN_NUMBER = re.compile(r"(?<=\d),(?=\d)")


def forms_in(sentence: str) -> Iterator[re.Match[str]]:
    """The forms that a sentence has, with the groups ``who``, ``act`` and perhaps ``what``.

    The comma of a number, which ends no clause, is a point in what matches.
    """
    sentence = _IN_NUMBER.sub(".", sentence)
    for form in _SENTENCES:
        match = form.search(sentence)
        if match is not None and _may_act(match["who"]):
            yield match


def _may_act(who: str) -> bool:
    """Whether those words before a verb are a name, and not half a clause."""
    words = who.casefold().split()
    return is_agent(who) and words[-1] not in _OPEN and _CLAUSAL.isdisjoint(words)


def act_of_form(match: re.Match[str], phrase: str) -> Act | None:
    """The act of a form, the days taken out of its ``phrase``."""
    what = match.groupdict().get("what") or ""
    if match.re is _PROMISED_THING:
        return act_of_noun(phrase)
    if match.re is _COMMITTED:
        return act_of_phrase(_base_of(phrase))
    return act_of_phrase(phrase, what) if what or begins_with_listed(phrase) else None


def giver_of(sentence: str) -> tuple[str, str] | None:
    """Who gave whom until when: "The league gave the club two weeks, until"; None for neither."""
    match = _GIVER.match(sentence)
    return (match["giver"], match["given"]) if match else None


def promiser_of(sentence: str) -> str | None:
    """Who promised, agreed or undertook to act; None where the sentence does not begin so."""
    match = _PROMISER.match(sentence)
    return match["who"] if match else None


def _base_of(phrase: str) -> str:
    """A phrase in "-ing" as one that begins with its verb: "building 100 masts"."""
    first, _, rest = phrase.partition(" ")
    verb = next((form.verb for form in forms_of(first) if form.form == "ing"), first)
    return f"{verb} {rest}"
