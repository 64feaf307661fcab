"""Verbs of the inventory that report nothing where they stand: acts, attributes, conclusions."""

from __future__ import annotations

from briefing.extract.people.lists import is_role, lists
from briefing.extract.quotes.clauses import SUBJECTS, own_subject
from briefing.extract.quotes.context import Context
from briefing.extract.quotes.cues import Cue, evidence, nouns, verbs
from briefing.extract.quotes.joined_clauses import cut_clause

_NOT_REPORTED = frozenset("i you we it that this which everyone nobody people".split())
_ORDERING = frozenset("order tell ask urge instruct advise warn direct command".split())
_HEARD = frozenset("order tell urge instruct warn".split())
_ACTS = frozenset(
    [
        *(("press", "ahead"), ("press", "on"), ("add", "to"), ("report", "to")),
        *(("deny", whom) for whom in ("them", "him", "us", "me", "you")),
    ]
)
_PERCEIVING = frozenset("hear see watch let make have help".split())
_NAMES = frozenset("word term phrase name label expression".split())
_AGAIN = frozenset("re pre co over counter".split())
_KNOWN_FOR = frozenset(["known", "famous", "noted", "renowned"])


def is_bare_participle(context: Context, verb: int) -> bool:
    """ "A plan called EB-5", "when asked about it": nobody says anything."""
    tokens = context.tokens
    if verb + 1 < len(tokens) and context.inside[verb + 1] >= 0 > context.inside[verb]:
        named = tokens.tag[verb] == "VBD" and tokens.word[verb - 1] == ","
        noun = tokens.head[verb]  # the Lind of 'which Ana Lind, the chief, called "a gift"'
        spoken = tokens.entity[noun] == "PERSON" or is_role(tokens.lower[noun])
        named = named and own_subject(context, verb) is None and noun < verb and not spoken
        return (tokens.tag[verb] == "VBN" or named) and tokens.dep[verb] == "acl"
    if tokens.tag[verb] == "VBD":  # the parser's tag for "a plan, called EB-5, ..."
        before = verb - 2 if tokens.word[verb - 1] == "," else verb - 1
        noun = tokens.head[verb]
        return tokens.dep[verb] == "acl" and noun == before and tokens.dep[noun] != "ROOT"
    if tokens.dep[verb] == "acl":
        noun = tokens.head[verb]
        if cut_clause(context, noun) == verb:
            return False
        relative = any(tokens.dep[k] == "relcl" for k in tokens.kids[noun])
        # "The board - which is new - called for help", taken for a noun with a participle
        return not (tokens.dep[noun] == "ROOT" and relative and context.is_pause(verb - 1))
    helped = any(tokens.dep[k] in ("aux", *SUBJECTS) for k in tokens.kids[verb])
    return tokens.dep[verb] == "advcl" and not helped


def is_attribute(context: Context, verb: int) -> bool:
    """ "In the contest, pledged delegates are bound": a participle that the parser has misread."""
    tokens = context.tokens
    after = verb + 1
    if (
        tokens.tag[verb] not in ("VBD", "VBN")
        or after >= len(tokens)
        or tokens.pos[after] != "NOUN"
    ):
        return False
    clause = tokens.head[after]
    opens = verb == 0 or context.is_pause(verb - 1) or context.outer_sentence(verb)[0] == verb
    return opens and tokens.dep[after] in ("nsubj", "nsubjpass") and tokens.head[clause] == verb


def is_told_to(context: Context, verb: int) -> bool:
    """ "Was found liable and ordered to pay", "two men said to be brothers": nobody says it."""
    tokens = context.tokens
    if verb + 2 >= len(tokens) or tokens.lower[verb + 1] != "to" or tokens.tag[verb + 2] != "VB":
        return False
    if tokens.lemma[verb] == "say" and tokens.tag[verb] in ("VBD", "VBN"):
        return True
    if tokens.tag[verb] in ("VBD", "VBN") and tokens.lemma[verb] in _HEARD:
        return True  # "Staff urged to stay at home", as headings put it
    passive = any(tokens.dep[k] == "auxpass" for k in tokens.kids[tokens.head[verb]])
    shared = tokens.dep[verb] == "conj" and own_subject(context, verb) is None
    return shared and passive and tokens.lemma[verb] in _ORDERING


def is_half_of_word(s: Context, verb: int) -> bool:
    """ "Choke-slammed him", "court-ordered": the second half of another verb than the cue."""
    t = s.tokens
    glued = verb > 1 and t.word[verb - 1] == "-" and t.end[verb - 1] == t.start[verb]
    return glued and t.end[verb - 2] == t.start[verb - 1] and t.lower[verb - 2] not in _AGAIN


def is_named_so(s: Context, verb: int) -> bool:
    """ "Used the word to describe a supper": what the word is, the verb's object does not say."""
    t = s.tokens
    head = t.head[verb]
    used = t.dep[verb] in ("xcomp", "advcl", "acl") and t.tag[verb] == "VB"
    used = used and "use" in (t.lemma[head], t.lemma[t.head[head]])
    between = range(min(head, verb), verb)
    return used and any(t.lemma[i] in _NAMES and s.inside[i] < 0 for i in between)


def is_perceived(s: Context, verb: int) -> bool:
    """ "Heard workers describe their lives": a bare form below a verb of hearing is another's."""
    t = s.tokens
    bare = t.tag[verb] in ("VB", "VBP") and not any(t.dep[k] == "aux" for k in t.kids[verb])
    below = t.dep[verb] in ("xcomp", "ccomp") and t.lemma[t.head[verb]] in _PERCEIVING
    return bare and below and own_subject(s, verb) is None


def opens_by_act(s: Context, subject: int) -> bool:
    """Whether what seems a name is what the sentence opens with: "Meeting in Oslo"."""
    t = s.tokens
    opening = subject == s.outer_sentence(subject)[0] and t.lower[subject].endswith("ing")
    bare = t.pos[subject] in ("NOUN", "PROPN") and t.entity[subject] == ""
    return opening and bare and t.pos[subject + 1 : subject + 2] == ["ADP"]


def is_circumstance(s: Context, subject: int) -> bool:
    """ "Speaking to the Post", "Asked about it": a sentence's beginning, taken for who speaks."""
    t = s.tokens
    verbal = t.tag[subject] in ("VBG", "VBN") and t.pos[subject] in ("VERB", "AUX")
    return verbal and subject == s.outer_sentence(subject)[0]


def moves_on(s: Context, verb: int) -> bool:
    """ "Pressed ahead with it", "adds to doubts", "denies them a say": an act."""
    t = s.tokens
    return t.lower[verb + 1 : verb + 2] != [] and (t.lemma[verb], t.lower[verb + 1]) in _ACTS


def concludes(context: Context, verb: int) -> bool:
    """Whether a participle draws the reporter's conclusion, or says what somebody is known for.

    "The firm earned more, suggesting its prices rose", "best known for portraying a sailor".
    """
    tokens = context.tokens
    if tokens.tag[verb] != "VBG" or own_subject(context, verb) is not None:
        return False
    head = tokens.head[verb]
    if tokens.dep[verb] == "pcomp":
        return tokens.lower[tokens.head[head]] in _KNOWN_FOR
    reporting = tokens.lemma[head] in verbs() or tokens.lemma[head] in nouns()
    return tokens.dep[verb] == "advcl" and tokens.lemma[verb] in evidence().verbs and not reporting


def is_written(s: Context, verb: int, subject: int | None) -> bool:
    """ "The study found that ...", "..., documents showed": a paper or a body, and a clause."""
    tokens = s.tokens
    clauses = [k for k in tokens.kids[verb] if tokens.dep[k] == "ccomp"]
    after = any(k > verb and tokens.lower[s.left[k]] == "that" for k in clauses)
    aside = tokens.tag[verb] in ("VBD", "VBZ", "VBP") and not any(k > verb for k in clauses)
    if subject is None or not (after or aside):
        return False
    words = {tokens.lower[subject], tokens.lemma[subject]}
    if words & evidence().wordless:
        return False
    return tokens.entity[subject] == "ORG" or bool(words & (lists().documents | lists().bodies))


def is_reported_inside(context: Context, verb: int, cue: Cue, subject: int | None) -> bool:
    """Whether a cue within quoted words reports somebody: "Smith told me that ..." does.

    "I say", "you might ask", "don't tell me" do not.
    """
    t = context.tokens
    if subject is None or t.lower[subject] in _NOT_REPORTED or "clause" not in cue.frames:
        return False
    return t.tag[verb] in ("VBD", "VBZ", "VBP") or (
        t.tag[verb] in ("VBN", "VBG") and any(t.lemma[k] in ("have", "be") for k in t.kids[verb])
    )
