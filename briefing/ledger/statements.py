"""What a statement says that somebody is to do: who must act, and the verb phrase.

"Promised to", "agreed that", "would", "demanded that", "called on X to". No parse is at hand: the
statement's parts are, as they were found, and the words of what was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from briefing.acts.act import (
    base_phrase,
    begins_with_base,
    begins_with_listed,
    begins_with_listed_participle,
    has_done,
    without_adverbs,
)
from briefing.acts.actors import is_agent, is_body, is_title
from briefing.acts.verbs import class_of_noun, class_of_state, forms_of, is_listed
from briefing.ledger.plans_said import agreed_by, deed_fixed, of_second_verb, with_will
from briefing.model import Quote
from briefing.names.common_nouns import is_common
from briefing.names.people import fold
from briefing.names.words import NEGATIONS, stems

_PROMISES = re.compile(
    r"(?i)\b(?:promis|pledg|vow|undert[ao]|commit|agree|assur|guarante|swor|swear|threaten|"
    r"decid|plan|offer|announc|warn)\w*"
)
_DEMANDS = re.compile(
    r"(?i)^(?:demand|urg|call|order|told|tell|ask|instruct|appeal|press|requir|direct|implor|"
    r"beg|plead|want|warn|request|command)\w*"
)
_MODAL = re.compile(
    r"\b(?P<modal>will|would|shall|must|should|has to|have to)\b|"
    r"(?:['’](?:ll|re going to|m going to)|\b(?:is|are|am|was|were) going to)\b"
)
_TO = re.compile(r"\bto (?=[a-z])")
_INTENDS = re.compile(
    r"(?i)(?:he|she|it|they|we|i) (?:(?:now|also|still) )?(?:had |has |have |['’]ve )?(?:"
    r"plan(?:s|ned)?|intend(?:s|ed)?|decided|agreed|chosen|opted|resolved|pledged|promised|vowed|"
    r"offered|undertaken|(?:is|are|was|were|am|['’]re|been)(?: (?:due|set|preparing|"
    r"planning|committed|about|scheduled|on track))?|aims?|aimed|means|meant)$"
)
"""What stands before "to" where who speaks says what they mean to do: "it planned to close it"."""
_OWN = frozenset("he she it they we i".split())
_OWN_OF: Mapping[str, frozenset[str]] = {
    "named": frozenset("he she we i".split()),
    "body": frozenset("it they we".split()),
}
"""Pronouns by which a speaker is meant in what that speaker is reported to say."""
_PREDICTS = re.compile(
    r"(?i)^(?:predict|forecast|expect|estimat|reckon|argu|think|believ|doubt|fear|hop|report|den[iy]|"
    r"reject|refus|dismiss|rul|disput|accus|alleg|claim|question|wonder)\w*"
)
_IF = re.compile(r"\b(?:if|unless|whether)\b")
_SUBJECT = 8  # words that the subject of a demand has at most
_OBLIGING = frozenset(("must", "should", "has to", "have to"))
_I = frozenset(("i", "we"))
_CALLED_BY_NAME = re.compile(
    r"(?:[Tt]he )?(?!(?:He|I|It|She|They|This|We|You)\b)"
    r"[A-Z][\w.&-]*(?: (?:(?:of|and|for) )?(?:the )?[A-Z][\w.&-]*)*(?: [a-z]+)?"
)
_SUGGESTS = ("let me ", "let us ", "let's ")
"""How words begin that are an order in form alone."""
_WARNS = re.compile(r"(?i)^warn\w*")
_PLEDGES = re.compile(r"(?i)^(?:promis|pledg|vow|assur|agree)\w*")
_WANTS = re.compile(r"(?i)^(?:that )?(?:he|she|it|they) want(?:s|ed)? ")
_THAT_DEMANDS = re.compile(r"(?i)^(?:demand|insist|urg|order|request|require|direct)\w*")
_ORDERS = re.compile(r"(?i)^(?:told|order|urg|warn|instruct|command|tell)\w*")
_THING = re.compile(
    r"(?:(?:[Tt]he|[Aa]ll|[Aa]n?|[Ii]ts|[Tt]heir)|[A-Z][a-z]+ (?:at|for|in|of|on)) \w"
)
"""How what is told of in the passive begins, where no pronoun and no clause stands there."""
_ADDRESSEE = 4  # words between "promised" and "to": "the people of Oslo"
_STATIVE = frozenset(
    """argue do enjoy expect face feel get have hope know like lose love make need oppose prefer
    remain risk see seem set suffer support think try want welcome wish""".split()
)
"""Verbs of no act that could be seen to be done, or of what is done to somebody."""
_FINITE = frozenset("are is was were".split())
_IS_THERE = re.compile(r"be (?:here|there)\b")
"""What promises no act: "we will be there for them"."""
_IS_PERSON = re.compile(r"(?:man|men|woman|women)$")
_HAS_CLAUSE = re.compile(r"\b(?:expected|predicted|that|which|who)\b")
_HAPPENS = frozenset(
    """arrive be begin close come commence depart end finish fly happen launch leave open reopen
    restart resume return run sail start stop take""".split()
)
"""Verbs of what a thing does by somebody's plan, and not of what comes of it: "help", "play"."""
_OF = re.compile(r"\bof\b")
_ITS = re.compile(r"(?i)(?:its|their|his|her|our|my) [a-z]")
"""How begins what is the speaker's own, even where a name follows: "its ferry Ambra"."""
_TALKING = frozenset(
    "address apologise apologize brief congratulate discuss express inform offer talk thank".split()
)
_BY_WHEN = re.compile(
    r"^(?i:by|from|on|in|after|until|as of)\s*,?\s+"
    r"(?:(?:\d{1,2} )?[A-Z][a-z]+(?: \d{1,2})?,? )?(?=[a-z])"
)
"""A time before a clause, or what is left of one once its date is taken out."""
_GOING_ON = re.compile(r"(?P<who>\w+) (?:am|are|is|was|were) (?P<act>[a-z]+ing\b.*)")
"""What somebody is doing, which with a day ahead is to be done: "it was pulling out by March"."""
_SUBJECT_OF_PLAN = re.compile(
    r"(?!(?:he|she|it|they|we|i|you|there|this|that|who|which)\b)\w.{1,70}", re.I
)
_COMES_ABOUT = re.compile(r"(?:take place|happen|be held|be made|begin|follow)\b")
"""What is said of a deed that is to be done: "the return of the paintings will take place"."""
_BY_CALENDAR = re.compile(
    r"(?P<who>(?:The|This|Our|Its|Their) [^,;“\"]{2,60}?) "
    r"(?P<act>(?:begins|closes|comes|ends|leaves|opens|reopens|restarts|resumes|returns|sails|starts)\b.*)"
)
_UNLESS = re.compile(r"^(?:Unless|Until) [^,“\"]{3,80}, ")
_DEMANDS_DEED = re.compile(
    r"(?i)^(?:appeal|ask|call|demand|insist|press|request|seek|sought|urge|want)\w*"
)
_DEED = re.compile(
    r"(?P<whole>(?:an?|the|his|her|its|their)? ?(?:\w+ )?(?P<deed>[a-z]\w+)"
    r"(?: of (?P<of>(?:(?! from\b| by\b)[^,;“\"]){2,80}?))?)"
    r"(?: (?:from|by) (?P<by>[^,;“\"]{2,60}?))?"
    r"(?: (?:over|after|for)\b[^“\"]*)?[.,;”\" ]*$"
)
"""What is demanded by a noun: "the release of the crew", "an apology from the bank"."""
_PARTICIPLE = re.compile(r"\w(?:ed|en|wn)$")
_OF_WHO_ACTS = frozenset("apology departure resignation retirement surrender testimony".split())
"""Nouns of acts before which "of" names who acts: "the resignation of the minister"."""
_CONDITION = re.compile(r"(?i)^\W*(?:if|whether|unless|should)\b|\?\s*$")


class SaidAct(Struct, frozen=True):
    """Who must act by a statement, the verb phrase, and what it is said of where that is another.

    ``asked``: the speaker asks for it, and does not undertake it. ``is_deed``: the phrase is no
    verb's but a noun's, "the release of the crew".
    """

    owed_by: str | None
    phrase: str
    subject: str = ""
    asked: bool = False
    is_deed: bool = False


def acts_said(quote: Quote, content: str, *, has_day: bool = False) -> Iterator[SaidAct]:
    """What somebody is to do by a statement whose words, without days, are ``content``.

    Nothing where they are a condition, a question or a forecast. ``has_day`` says whether they give
    a day ahead, by which what is to happen to a thing is somebody's plan.
    """
    content = _UNLESS.sub("", content.strip())
    if _CONDITION.search(content) or _PREDICTS.match(quote.cue or ""):
        return
    words = re.sub(r"^\W*that\s+", "", content.strip())
    words = of_second_verb(_BY_WHEN.sub("", words) if has_day else words)
    for act in _acts(quote, words, has_day=has_day):
        first, *more = act.phrase.split() or [""]
        is_misread = bool(more) and more[0] in _FINITE  # "all that it would allow was a look"
        is_stative = first in _STATIVE and not has_done(act.phrase)
        if first and not is_stative and not is_misread and not _IS_THERE.match(act.phrase):
            yield act


def is_promise(quote: Quote) -> bool:
    """Whether the speaker promises, pledges, agrees, announces."""
    return bool(_PROMISES.match(quote.cue or ""))


def is_demand(quote: Quote) -> bool:
    """Whether the speaker may ask somebody to act by the verb of saying: "told", "urged"."""
    return bool(_DEMANDS.match(quote.cue or ""))


def asks(quote: Quote, who: str | None) -> bool:
    """Whether the speaker asks somebody of that name to act: "called on | the rebels to leave"."""
    if who is None or may_be_one(quote.speaker, who):
        return False
    if quote.kind != "direct" and (wish := _WANTS.match(quote.content)) is not None:
        return who in quote.content[wish.end() :].partition(" to ")[0]
    if not is_demand(quote):
        return False
    if may_be_one(quote.addressee, who):
        return True
    if quote.content.startswith("that ") and _THAT_DEMANDS.match(quote.cue or ""):
        return _MODAL.search(quote.content) is None  # "demanded | that he open the gate"
    before, to, _ = quote.content.partition(" to ")
    return bool(to) and quote.kind != "direct" and not _MODAL.search(before) and who in before


def _is_threat_of_unnamed(quote: Quote) -> bool:
    """Whether what threatens may be no speaker at all: "defeats threaten to give it"."""
    threatens = (quote.cue or "").casefold().startswith("threat")
    return threatens and quote.attribution not in ("named", "body")


def may_be_one(one: str | None, other: str | None) -> bool:
    """Whether two names in one article may be of one: one holds the other."""
    if one is None or other is None:
        return False
    mine, theirs = fold(one), fold(other)
    return mine in theirs or theirs in mine


def _acts(quote: Quote, words: str, *, has_day: bool) -> Iterator[SaidAct]:
    if _DEMANDS_DEED.match(quote.cue or "") and (deed := _deed(quote, words)) is not None:
        yield deed
        return
    if quote.kind == "direct" and quote.addressee and _ORDERS.match(quote.cue or ""):
        order = words.strip("“”\"' ")
        phrase = f"{order[:1].lower()}{order[1:]}"
        orders = begins_with_base(phrase) and not phrase.startswith(_SUGGESTS)
        if orders and is_agent(quote.addressee) and not is_agent(phrase.split()[0]):
            yield SaidAct(quote.addressee, phrase, asked=True)
            return
    if words.startswith("to "):
        phrase = words.removeprefix("to ")
        if is_promise(quote) and not _is_threat_of_unnamed(quote):
            yield SaidAct(quote.speaker, phrase)
        elif is_demand(quote) and quote.addressee:
            yield SaidAct(quote.addressee, phrase, asked=True)
        return
    if has_day and (fixed_deed := deed_fixed(words)) is not None:
        by_itself = quote.speaker if quote.attribution == "body" else None
        yield SaidAct(None if " of " in fixed_deed else by_itself, fixed_deed, is_deed=True)
        return
    words = with_will(words)
    if (agreed := agreed_by(words)) is not None and begins_with_listed(agreed[1]):
        yield SaidAct(*agreed)
        return
    if quote.content.startswith("that ") and quote.kind != "direct":
        demanded = _THAT_DEMANDS.match(quote.cue or "") is not None
        wish = _subjunctive(words) if demanded else None
        if wish is not None:
            yield wish
        if wish is not None or (demanded and _MODAL.search(words) is None):
            return  # "that a judge at once order the firm to pay" asks nothing of the firm
    modal, to = _MODAL.search(words), _TO.search(words)
    if to is not None and (modal is None or to.start() < modal.start()):
        before, phrase = words[: to.start()].strip(" ,"), words[to.end() :]
        if not begins_with_base(phrase) or _is_denied(before):
            return
        act = _intended(quote, before, phrase)
        if quote.kind != "direct":
            act = act or _addressed(quote, before, phrase)
        elif act is None:
            return
        if act is not None:
            yield act
            return
    if modal is not None:
        act = _with_modal(quote, words, modal, has_day=has_day)
    elif has_day and (fixed := _BY_CALENDAR.match(words)) is not None:
        act = SaidAct(None, fixed["act"], fixed["who"])
    elif has_day and (going := _GOING_ON.match(words)) is not None:
        phrase = base_phrase(going["act"])
        own = going["who"].casefold() in _OWN
        act = SaidAct(quote.speaker, phrase) if own and begins_with_listed(phrase) else None
    elif _THAT_DEMANDS.match(quote.cue or "") and quote.kind != "direct":
        act = _subjunctive(words)
    else:
        act = None
    if act is not None:
        yield act


def _intended(quote: Quote, before: str, phrase: str) -> SaidAct | None:
    """Of "said | it planned to close the pier" what who speaks means to do."""
    if not _INTENDS.fullmatch(before) or not begins_with_listed(phrase):
        return None
    own = before.split()[0].casefold() in _own_of(quote)
    return SaidAct(quote.speaker, phrase) if own else None


def _own_of(quote: Quote) -> frozenset[str]:
    """The pronouns by which who speaks may be meant."""
    if quote.kind == "direct":
        return _I
    own = _OWN_OF.get(quote.attribution, _OWN)
    first = next(iter((quote.speaker or "").split()), "")
    if quote.attribution == "named" and is_body(first) and not is_title(first):
        return _OWN_OF["body"]  # "Brewer Ardal"
    return own - {"it"} if _IS_PERSON.search(quote.speaker or "") else own


def _addressed(quote: Quote, before: str, phrase: str) -> SaidAct | None:
    """Of "urged | the museum to return it" and "promised | the voters to leave" who must act."""
    if quote.cue == "called" and not _TALKING.isdisjoint(phrase.split()[:1]):
        return None  # over the telephone
    if is_demand(quote) and is_agent(before):
        if quote.addressee is None or may_be_one(quote.addressee, before):
            return SaidAct(quote.addressee or before, phrase, asked=True)
    elif _PLEDGES.match(quote.cue or "") and len(before.split()) <= _ADDRESSEE:
        return SaidAct(quote.speaker, phrase)
    return None


def _deed(quote: Quote, words: str) -> SaidAct | None:
    """Of "demanded | the release of the crew" and "an apology from the bank" who must do what."""
    match = _DEED.match(words)
    if match is None or class_of_noun(match["deed"].casefold()) is None:
        return None
    if match["by"]:
        if _PARTICIPLE.search(match["of"] or ""):  # "a probe of the blast caused by the crew"
            return None
        owed_by = match["by"] if is_agent(match["by"]) else None
        return SaidAct(owed_by, match["whole"], asked=True, is_deed=True) if owed_by else None
    if match["deed"].casefold() in _OF_WHO_ACTS:
        owed_by = match["of"] if match["of"] and is_agent(match["of"]) else None
        return SaidAct(owed_by, match["whole"], asked=True, is_deed=True) if owed_by else None
    return (
        SaidAct(quote.addressee, match["whole"], asked=True, is_deed=True) if match["of"] else None
    )


def _with_modal(quote: Quote, words: str, modal: re.Match[str], *, has_day: bool) -> SaidAct | None:
    """What a statement says that somebody will do, or is told that they must."""
    before = words[: modal.start()]
    # "The library, closed since the fire, will": what stands between commas says more of it.
    first, _, more = before.strip().partition(", ")
    subject = first if more.endswith(",") else before.strip(" ,").rpartition(", ")[2]
    if subject.casefold().endswith((" that", " which", " who")):
        return None
    phrase = without_adverbs(words[modal.end() :].strip())
    obliged = modal[0] in _OBLIGING
    came_not_about = modal[0] == "would" and phrase.startswith("have ")
    if came_not_about or _IF.search(before):
        return None
    if modal[0] in {"was going to", "were going to"} and quote.kind == "direct":
        return None  # and did not
    if obliged and not is_demand(quote) and not _is_told(quote, modal[0], subject):
        return None
    if subject.casefold() in _own_of(quote):
        if obliged or (modal[0] == "would" and quote.kind == "direct"):
            return None  # "we have to explain", "I would say"
        done_to = phrase.startswith("be ") and class_of_state(phrase.split()[1]) is None
        if done_to and not is_promise(quote):
            return None  # "it would be postponed": another may be meant, and who acts is not told
        listed = is_promise(quote) or begins_with_listed(phrase)
        return SaidAct(quote.speaker, phrase) if listed else None
    passive = phrase.startswith(("be ", "have been "))
    if _WARNS.match(quote.cue or "") and (passive or not is_agent(subject)):
        return None  # what is warned of comes of itself
    if passive and not is_promise(quote):
        office = quote.role or (quote.speaker if quote.attribution == "body" else "") or ""
        is_plan = has_day or any(is_body(word) for word in office.split())
        told = is_plan and begins_with_listed_participle(phrase, of_states=has_day)
        is_thing = _THING.match(subject) or (has_day and _SUBJECT_OF_PLAN.fullmatch(subject))
        return SaidAct(None, phrase, subject) if told and is_thing else None
    if has_day and _ITS.match(subject) and not passive and begins_with_listed(phrase):
        happens = not _HAPPENS.isdisjoint(phrase.split()[:1])
        return SaidAct(quote.speaker, phrase, subject) if happens else None
    if not is_agent(subject) and not passive and _COMES_ABOUT.match(phrase):
        noun = subject.casefold().removeprefix("the ").split()
        if noun and class_of_noun(noun[0]) is not None and _OF.search(subject):
            return SaidAct(None, subject, is_deed=True)
    if has_day and _SUBJECT_OF_PLAN.fullmatch(subject) and not is_agent(subject):
        happens = not _HAPPENS.isdisjoint(phrase.split()[:1])
        if happens and begins_with_listed(phrase):
            return SaidAct(None, phrase, subject)
        if not (passive and is_promise(quote)):
            return None
    if is_agent(subject) and not passive and begins_with_listed(phrase):
        if obliged or _speaks_for(quote, subject):
            return SaidAct(subject, phrase, asked=obliged)
        return None
    named = subject and subject.casefold() not in _OWN and not begins_with_base(subject)
    named = named and _HAS_CLAUSE.search(subject) is None
    return SaidAct(quote.speaker, phrase, subject) if named and is_promise(quote) else None


def _is_told(quote: Quote, modal: str, subject: str) -> bool:
    """Whether who speaks for a body says that somebody of a name must act: "Norland must pay"."""
    if modal != "must" or _CALLED_BY_NAME.fullmatch(subject) is None:
        return False
    return any(is_body(word) for word in f"{quote.role or ''} {quote.speaker or ''}".split())


def _speaks_for(quote: Quote, subject: str) -> bool:
    """Whether a speaker may announce what another will do: "Norland will pay, its minister said".

    What somebody says that others will do is no undertaking of theirs: "he said Norland would pay".
    """
    role = quote.role or ""
    if is_common(subject) or not stems(subject).isdisjoint(stems(role)):
        return True
    announced = quote.cue_span is None or quote.cue_span.start > quote.spans[-1].end
    office = any(is_body(word) for word in role.split())
    unnamed = quote.attribution != "named" or is_common(quote.speaker or "")
    return announced and (office or unnamed)


def _is_denied(before: str) -> bool:
    """Whether the word before a verb denies it: "never", "not"."""
    return not NEGATIONS.isdisjoint(before.casefold().split()[-1:])


def _subjunctive(words: str) -> SaidAct | None:
    """Of "that the bank replace its chairman" who must act, and what to do."""
    parts = re.sub(r", [^,]{2,60},(?= )", "", words).split()
    for at, word in enumerate(parts[1:_SUBJECT], 1):
        subject = " ".join(parts[:at])
        base = is_listed(word) and any(form.form == "base" for form in forms_of(word))
        if base and is_agent(subject) and not _is_denied(subject):
            return SaidAct(subject, " ".join(parts[at:]), asked=True)
    return None
