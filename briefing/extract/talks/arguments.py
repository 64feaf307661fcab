"""Which words of a sentence stand for those who meet: the arguments of a meeting word."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from briefing.extract.events.inventory import Trigger, inventory, is_agent, is_official
from briefing.extract.grammar.syntax import VERBAL, children, climb, coordinated, objects
from briefing.extract.grammar.syntax import subjects as subjects_of
from briefing.extract.talks.attendance import (
    is_absent,
    is_bare_in,
    is_outside,
    is_somebody,
    told_there,
    walking_out,
)
from briefing.extract.talks.clusters import is_beside
from briefing.extract.talks.company import (
    company_of,
    named_object,
    subjects_with_beside,
    with_whom,
)
from briefing.extract.talks.name_lists import MOST_NAMES, NAMED, listed
from briefing.extract.talks.spoken_meetings import persons_discussed_with
from briefing.extract.word_lists import word_lists

_WORDS = word_lists("meeting_words")
_TAKES_PART = _WORDS["takes_part"]
# Of these, those whose subject is no party of what they only arrange, move or tell of.
_ARRANGES = frozenset({"expect", "invite", "set"})
# A meeting after these is the occasion on which its sentence's subject acted.
_OCCASIONS = frozenset({"after", "during", "in", "at", "following", "before", "for", "from", "by"})
# Whoever acts "at" a meeting, or "during" a hearing, sits in it.
_AT_ANY = frozenset({"at"})
_AT = {"hearing": frozenset({"at", "in", "during"})}
_AT_HEAD = frozenset({"in", "at", "during"})  # "In a meeting with Vik, she was silent on it"
_OCCASIONAL = _WORDS["occasional"]
_BRINGING = frozenset({"include", "involve", "bring", "gather", "attract", "join", "attend"})
_BUYING = frozenset({"buy", "acquire", "purchase"})
_HOSTING = _WORDS["hosting"]
_ABOUT = frozenset(
    "talk talks negotiation discussion consultation conference dialogue process".split()
)
_OF_OBJECTS = frozenset({"meeting", "briefing", "call", "conversation"})
_CASES = frozenset({"case", "trial", "lawsuit", "suit", "dispute", "appeal"})
_ADDRESSING = frozenset({"tell", "brief", "address"})
_SHARES = frozenset("appearance participation presence attendance testimony speech".split())
_DEMANDING = frozenset("push press seek demand offer ask raise propose insist urge reject".split())
_KNOWN = frozenset("the this that these those his her their its".split())
_OWNERS = frozenset({"PERSON", "GPE"})
_HOLDING = frozenset({"hold", "have", "attend"})
_RELATIVE = frozenset({"WDT", "WP"})
_GIVING = frozenset({"grant", "give"})


def arguments_of(word: Token, trigger: Trigger, grounds: Collection[int]) -> list[Token]:
    """The heads of the noun phrases that name who meets, in text order.

    ``grounds`` are the tokens of the places where they meet.
    """
    if trigger.verbal:
        found = _gapped(word, grounds) or _of_verb(word, trigger)
    else:
        found = _of_noun(word, trigger)
    own = {word.i, *grounds}
    return sorted({t for t in found if t.i not in own}, key=lambda t: t.i)[:MOST_NAMES]


def _gapped(verb: Token, grounds: Collection[int]) -> list[Token]:
    """ "A and B met in Oslo, and C and D in Rome": of Rome's meeting, C and D.

    The parser coordinates the subject of the clause without a verb to the verb that it lacks.
    """
    for other in children(verb, "conj"):
        if other.pos_ in {"NOUN", "PROPN"} and any(ground > other.i for ground in grounds):
            return coordinated(other)
    return []


def _of_verb(verb: Token, trigger: Trigger) -> list[Token]:
    found = subjects_with_beside(verb)
    found += company_of(verb) + with_whom(verb)
    found += persons_discussed_with(verb)
    if verb.lemma_ == "negotiate":  # "is negotiating a treaty with China"
        found += [t for o in children(verb, "dobj") for t in objects(o, "with")]
    if verb.lemma_ == "meet":  # "met A on Monday and B on Tuesday", B joined to Monday
        found += [t for t in objects(verb, "on", "in") if t.ent_type_ == "PERSON"]
    if trigger.noun in _OF_OBJECTS or verb.lemma_ in {"visit", "see"}:
        found += [t for o in children(verb, "dobj", "dative") for t in listed(o)]
    if trigger.noun == "interview":  # "a member of the Florida mosque" is nobody by name
        found += [t for t in children(verb, "dobj") if t.ent_type_ == "PERSON"]
    if verb.lemma_ in {"meet", "visit", "see"} and (person := named_object(verb)) is not None:
        found.append(person)
    if verb.lemma_ == "tell":
        found += children(verb, "dobj", "dative")
    if trigger.noun == "call" or verb.lemma_ in {"speak", "talk"}:
        found += [t for o in objects(verb, "to") for t in listed(o)]
    if verb.lemma_ in {"appear", "testify", "make", "argue", "plead"}:
        found += [t for w in (verb, *children(verb, "dobj")) for t in objects(w, "before")]
    found += objects(verb, "by") if children(verb, "nsubjpass") else []
    if trigger.sort == "visit":
        seen = {c.i for o in children(verb, "dobj") for c in coordinated(o)}
        sent = verb.lemma_ in {"send", "dispatch"}
        found = [t for t in found if t.i not in seen or sent or t.ent_type_ == "PERSON"]
        for purpose in children(verb, "xcomp", "advcl"):
            if purpose.lemma_ in {"meet", "see"}:
                found += [t for o in children(purpose, "dobj") for t in listed(o)]
                found += company_of(purpose)
    return found


def _of_noun(noun: Token, trigger: Trigger) -> list[Token]:
    found = _of_phrase(noun, trigger) + told_there(noun)
    verb, prep = _verb_over(noun)
    if verb is not None:
        found += _of_verb_over(noun, verb, prep, trigger)
    return found


def is_of_parties(noun: Token, trigger: Trigger) -> bool:
    """Whether the phrase of a meeting's noun itself says whose it is: "their talks with Chad"."""
    return bool(_of_phrase(noun, trigger))


def _of_phrase(noun: Token, trigger: Trigger) -> list[Token]:
    found = company_of(noun)
    if noun.dep_ in {"appos", "acl"} and not any(c.dep_ == "det" for c in noun.lefts):
        found.append(noun.head)  # "The regents, meeting in San Francisco, adopted ..."
    if trigger.sort not in {"visit", "call"}:
        found += [
            t for o in objects(noun, "of", "by", "from", "for") for t in listed(o) if is_somebody(t)
        ]
    elif trigger.sort == "visit":
        found += objects(noun, "by", "of")
        visitor = found or _before(noun)
        base = _day_of(noun)
        if base.dep_ == "pobj" and base.head.lower_ in {"during", "on", "in"} and not visitor:
            found += [t for t in subjects_of(base.head.head) if t.ent_type_ == "PERSON"]
    found += _without_topic(noun, _before(noun)) + _joint_owner(noun) + _holders(noun)
    found += [t for same in children(noun, "appos") for t in company_of(same)]
    if trigger.sort == "hearing":  # "a hearing in the case against the mayor"
        cases = [t for t in objects(noun, "in", "for", "of") if t.lemma_.lower() in _CASES]
        sides = [o for c in cases for o in objects(c, "of", "against", "between")]
        found += [t for side in sides for t in listed(side)]
    for clause in children(noun, "acl", "relcl"):
        found += _of_clause(clause) + walking_out(clause)
    if noun.dep_ == "pobj" and noun.head.lower_ in {"at", "in"}:  # "her appearance at the hearing"
        share = noun.head.head
        found += children(share, "poss") if share.lemma_.lower() in _SHARES else []
    head = noun.head
    if noun.dep_ == "pobj" and head.dep_ == "prep" and head.head.pos_ == "NOUN":
        upper = head.head  # "a round of talks with ...", "a day of talks in Oslo with ..."
        if head.lower_ == "of":
            found += [upper] if upper.ent_type_ == "ORG" else []  # "the Group of 20 meeting"
            found += company_of(upper) + _before(upper)  # "Netanyahu's cancellation of a meeting"
    return found


def _joint_owner(noun: Token) -> list[Token]:
    """ "Lind and Vik's meeting": the parser coordinates the meeting itself to the first owner."""
    first, owners = noun.head, children(noun, "poss")
    if noun.dep_ != "conj" or first.ent_type_ not in _OWNERS or len(owners) != 1:
        return []
    owner = owners[0]
    between = noun.doc[first.i + 1 : owner.left_edge.i].text
    return [first] if owner.ent_type_ in _OWNERS and between == "and" else []


def _holders(noun: Token) -> list[Token]:
    """ "a meeting the two men held": who did, whom the parser takes for another name of it."""
    found: list[Token] = []
    for who in children(noun, "appos"):
        held = any(c.lemma_ in _HOLDING for c in children(who, "acl", "relcl"))
        if held and who.left_edge.i == noun.i + 1 and is_somebody(who):
            found += coordinated(who)
    for clause in children(noun, "relcl"):  # "talks they held on Monday"
        bare = not any(t.tag_ in _RELATIVE for t in clause.lefts)
        if bare and clause.lemma_ in _HOLDING and clause.tag_ in {"VBD", "VBN"}:
            found += subjects_of(clause)
    return found


def was_held(noun: Token) -> bool:
    """ "It is the second meeting the council has held this week": over, whatever it "is"."""
    clauses = [c for c in children(noun, "relcl") if c.lemma_ in _HOLDING]
    past = [c for c in clauses if c.tag_ in {"VBD", "VBN"} and not children(c, "auxpass")]
    return any(all(a.lemma_ == "have" for a in children(c, "aux")) for c in past)


def _day_of(visit: Token) -> Token:
    """ "day" of "on the second day of a visit to Oslo", else the visit."""
    upper = visit.head.head if visit.dep_ == "pobj" and visit.head.lower_ == "of" else visit
    return upper if upper.lemma_ in {"day", "leg", "stop", "start", "end"} else visit


def _of_clause(clause: Token) -> list[Token]:
    """ "a meeting hosted by Oman", "talks that included Chad and Sudan"."""
    tokens: list[Token] = []
    if clause.lemma_ in _BUYING:  # "in talks to buy DreamWorks"
        tokens += [t for t in children(clause, "dobj") if t.ent_type_ in NAMED]
    if clause.lemma_ in _HOSTING:
        tokens += objects(clause, "by")
    if clause.lemma_ in _BRINGING:
        tokens += [t for o in children(clause, "dobj") for t in listed(o)]
    tokens += [t for t in company_of(clause) if clause.lemma_ != "deal"]
    return tokens


def _before(noun: Token) -> list[Token]:
    """ "the U.S.-China talks", "an OPEC meeting", "Trump's meeting"."""
    tokens: list[Token] = []
    for each in children(noun, "compound", "amod", "nmod", "poss"):
        if each.lemma_.lower() == "court":
            continue  # "a court hearing": where it is heard
        if (_names_party(each) and not _is_kind_of(each)) or each.dep_ == "poss":
            tokens.append(each)
        tokens += [c for c in children(each, "compound", "amod", "nmod") if _names_party(c)]
        tokens += [c for c in each.conjuncts if _names_party(c) and c.i < noun.i]
    return tokens


def _is_kind_of(noun: Token) -> bool:
    """ "a shareholder meeting": one of that kind, and no single shareholder's."""
    return noun.dep_ == "compound" and noun.tag_ == "NN" and not noun.ent_type_ and is_agent(noun)


def _without_topic(noun: Token, before: list[Token]) -> list[Token]:
    """ "the Syrian peace talks" are about Syria; "U.S.-China talks" are between the two."""
    nations = [t for t in before if t.ent_type_ in {"GPE", "NORP"} and t.dep_ != "poss"]
    if noun.lemma_.lower() not in _ABOUT or len(nations) != 1 or "-" in nations[0].text:
        return before
    inside = noun.doc[nations[0].i + 1 : noun.i]
    if any(t.text in {"-", "–", "/"} for t in inside[:1]):
        return before
    return [t for t in before if t.i != nations[0].i]


def _names_party(token: Token) -> bool:
    sides = token.text.split("-")
    if len(sides) == 2 and all(side[:1].isupper() for side in sides):
        return True  # "U.S.-China", which the model may not know as a name
    return token.ent_type_ in NAMED or (token.pos_ in {"NOUN", "PROPN"} and is_official(token))


def _of_verb_over(noun: Token, verb: Token, prep: str, trigger: Trigger) -> list[Token]:
    lemma = verb.lemma_
    tokens: list[Token] = []
    if noun.dep_ in {"nsubjpass", "nsubj"}:
        passive = noun.dep_ == "nsubjpass"
        tokens += objects(verb, "by") if passive and lemma in _HOSTING else []
        if lemma in _BRINGING and not passive:
            tokens += [t for o in children(verb, "dobj") for t in listed(o)]
        if lemma == "hear" and not passive:  # "The session heard from envoys, including ..."
            tokens += objects(verb, "from")
            tokens += [m for o in objects(verb, "from") for m in objects(o, "including")]
        tokens += objects(verb, "with", "between", "among") + walking_out(verb)
        if (
            trigger.sort == "hearing" and lemma in inventory().governors["opened"]
        ):  # "A hearing has begun for Ana Lind"
            tokens += [t for o in objects(verb, "for") for t in listed(o) if is_somebody(t)]
        return tokens
    if is_absent(verb, noun) or is_beside(noun, verb) or is_outside(noun, verb):
        return tokens
    who = [t for t in subjects_with_beside(verb) if t.i != noun.i]
    if not prep or prep == "of":
        if lemma in {"square", "face"}:
            tokens += objects(verb, "against")
        told = children(verb, "dobj", "dative")
        if lemma in _ADDRESSING and [t.i for t in told] == [noun.i]:
            tokens += who
        if lemma in {"offer", "promise", "grant"} and children(verb, "nsubjpass"):
            tokens += who
        if lemma in _GIVING and noun.dep_ == "dobj":  # "granted an audience to the premier"
            tokens += who + objects(verb, "to") + objects(noun, "to")
            tokens += [t for c in children(verb, "dative") for t in (c, *children(c, "pobj"))]
        if lemma in _TAKES_PART - _ARRANGES and not _is_judged(noun, verb):
            tokens += who + company_of(verb) + with_whom(verb)
    elif lemma == "be":
        tokens += who if prep in {"in", "at", "for"} else []
    elif lemma == "square":
        tokens += who + objects(verb, "against")
    elif lemma in _TAKES_PART and not _is_aside(lemma, prep):
        tokens += who + company_of(verb)
        if lemma == "join" and prep:  # "will join EU leaders at a summit"
            tokens += [t for o in children(verb, "dobj") for t in coordinated(o) if is_somebody(t)]
    elif prep in _AT_HEAD and noun.i < verb.i and _hascompany_of(noun) and who:
        tokens += [] if children(verb, "nsubjpass") else who
    elif prep in _OCCASIONS and lemma in _OCCASIONAL:
        hearers = [t for o in children(verb, "dobj") for t in coordinated(o) if is_somebody(t)]
        if _is_quoted(verb):
            return tokens
        if prep in {"at", "in"} and trigger.sort in {"talks", "meeting"}:
            tokens += [t for t in who if not children(verb, "nsubjpass")]
        if prep == "during" and trigger.sort in {"talks", "meeting"}:
            hearers = [t for t in hearers if t.lemma_.lower() not in inventory().audiences]
            tokens += who + hearers if who and hearers else []  # "pressed him during a meeting"
        if trigger.sort == "call" or trigger.sort == "hearing":
            tokens += who + (hearers if trigger.sort == "call" else [])
            tokens += objects(verb, "with") if trigger.sort == "call" else []
        elif prep in {"after", "following", "during"} and _hascompany_of(noun):
            tokens += who  # "Kerry, after talks in Moscow with his counterpart, said ..."
        elif prep == "after" and _is_their_own(noun):
            tokens += [t for t in who if is_official(t) or t.ent_type_ == "PERSON"]
    elif prep in _AT.get(trigger.sort, _AT_ANY) and not children(verb, "nsubjpass"):
        tokens += who
    elif lemma in _DEMANDING and trigger.sort == "talks" and is_bare_in(noun):
        tokens += [t for t in who if t.ent_type_ in NAMED]
    return tokens


def _is_their_own(noun: Token) -> bool:
    """ "The ministers announced a freeze after a meeting in Oslo": one at a place, new to all."""
    upper = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    new = not any(c.dep_ == "poss" or c.lower_ in _KNOWN for c in upper.lefts)
    beside = upper.head.lower_ == "after" and upper.head.i == upper.left_edge.i - 1
    return new and beside and any(t.ent_type_ == "GPE" for t in objects(noun, "in"))


def _is_judged(noun: Token, verb: Token) -> bool:
    """ "called the talks a success": whoever says so did not call anybody together."""
    return verb.lemma_ == "call" and any(c.lower_ in _KNOWN for c in noun.lefts)


def _is_aside(verb: str, prep: str) -> bool:
    """ "will take the plan forward before the summit", "called for talks": not at the table."""
    if prep == "before":
        return verb == "take"
    return prep == "for" and verb in {"call", "set", "expect"}


def _is_quoted(verb: Token) -> bool:
    """ "Papers quoted her as saying in the call": those who quote were not on the line."""
    return verb.dep_ == "pcomp" and verb.head.lower_ == "as"


def _hascompany_of(noun: Token) -> bool:
    """Whether a meeting is said to be with somebody, so that who then speaks was the other one."""
    upper = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return bool(company_of(noun) or company_of(upper))


def _verb_over(noun: Token) -> tuple[Token | None, str]:
    """The verb over a noun with the preposition in between, through nouns of measure."""
    prep = ""
    for node in climb(noun):
        if node.pos_ in VERBAL:
            return node, prep
        if node.dep_ in {"prep", "agent"} and node.lower_ != "of":
            prep = prep or node.lower_
        if node.dep_ not in {
            "dobj",
            "pobj",
            "prep",
            "nsubjpass",
            "nsubj",
            "attr",
            "pcomp",
            "agent",
        }:
            return None, prep
    return None, prep
