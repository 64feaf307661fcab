"""Quotes whose cue is a verb of the inventory."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from briefing.extract.people.lists import lists
from briefing.extract.quotes.after_cue import (
    clause_after,
    relative_before,
    rest,
    right_content,
    snapped,
)
from briefing.extract.quotes.before_cue import as_said, interrupted, left_content, without_aside
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.clauses import (
    SUBJECTS,
    can_speak,
    chunk,
    mention,
    own_subject,
    subject_of,
)
from briefing.extract.quotes.complements import complement
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.cues import Cue, evidence, nouns, verbs
from briefing.extract.quotes.factuality import factuality
from briefing.extract.quotes.limits import right_limit
from briefing.extract.quotes.subjects import after_adjunct, unlinked
from briefing.extract.quotes.tails import tail

_NOT_REPORTED = frozenset("i you we it that this which everyone nobody people".split())
_PLAIN = frozenset("say claim argue insist warn predict note".split())
_ORDERING = frozenset("order tell ask urge instruct advise warn direct command".split())
_KNOWN_FOR = frozenset(["known", "famous", "noted", "renowned"])
_CROWD = 40  # cues in one sentence; what has more is no prose


def by_verbs(s: Context) -> list[Candidate]:
    """All quotes whose cue is a verb of the inventory."""
    t, inventory = s.t, verbs()
    found = []
    cues = [
        i for i, lemma in enumerate(t.lemma) if lemma in inventory and t.pos[i] in ("VERB", "AUX")
    ]
    crowd = Counter(s.outer_sentence(i) for i in cues)
    for i in cues:
        cue = inventory[t.lemma[i]]
        if crowd[s.outer_sentence(i)] > _CROWD and s.inside[i] < 0:
            continue
        wanted = cue.particles | cue.adjectives
        if wanted and not any(t.lower[k] in wanted for k in t.kids[i]):
            cue = Cue(prepositions=cue.prepositions)
        one = _by_verb(s, i, cue)
        if one is not None:
            found.append(replace(one, factuality=factuality(s, i)))
    return found


def _by_verb(s: Context, verb: int, cue: Cue) -> Candidate | None:
    t = s.t
    named: Rows | None = None
    subject = subject_of(s, verb)
    if verb and t.lower[verb - 1] in ("without", "that") and t.dep[verb - 1] != "mark":
        return None
    if s.inside[verb] >= 0 and not _reported_inside(s, verb, cue, subject):
        return None
    if any(t.dep[k] == "auxpass" for k in t.kids[verb]):
        return _passive(s, verb, cue)
    if t.tag[verb] in ("VBN", "VBD") and _bare_participle(s, verb):
        return None
    if _is_told_to(s, verb) or _concludes(s, verb) or _moves_on(s, verb):
        return None
    if subject is None:
        named = after_adjunct(s, verb)
        subject = named[1] - 1 if named is not None else unlinked(s, verb)
    if subject is not None and _is_circumstance(s, subject):
        if t.pos[verb - 1] != "PROPN":  # "Asked about the port, Ana Lind, the mayor, said"
            return None
        named, subject = (verb - 1, verb), verb - 1  # "Speaking to the Post Lind claimed"
    if t.lemma[verb] in evidence().written and not _is_written(s, verb, subject):
        return None
    if subject is not None and t.lemma[verb] in evidence().verbs and not can_speak(s, subject):
        return None
    if subject is None and _is_attribute(s, verb):
        return None
    own = own_subject(s, verb)
    shared = own is None and t.tag[verb] == "VBG" and t.dep[verb] in ("advcl", "conj")
    around = chunk(s, verb, subject)
    pieces: list[Rows] = []
    if cue.frames & {"quote", "clause", "aside"}:
        pieces = _adding(s, verb, cue, around) if shared else _said(s, verb, cue, around)
    if not pieces:
        pieces = complement(s, verb, cue)
    if not pieces:
        return _by_tail(s, verb) if "aside" in cue.frames else None
    speaker = named or (mention(s, subject) if subject is not None else None)
    return Candidate(tuple(pieces), (verb, verb + 1), speaker, subject, verb)


def _by_tail(s: Context, verb: int) -> Candidate | None:
    """A statement whose speaker the parser has taken for the end of what is said."""
    read = tail(s, verb)
    if read is None:
        return None
    content, speaker, noun = read
    return Candidate((content,), (verb, verb + 1), speaker, noun, verb)


def _adding(s: Context, verb: int, cue: Cue, around: Rows) -> list[Rows]:
    """A participle reports what follows it, never what the main cue before it reports."""
    right = right_content(s, verb, cue, around)
    return [right] if right else []


def _said(s: Context, verb: int, cue: Cue, around: Rows) -> list[Rows]:
    pieces = as_said(s, verb, cue, around) or interrupted(s, verb, cue, around)
    if pieces:
        return pieces
    right = right_content(s, verb, cue, around)
    left = left_content(s, verb, cue, around)
    if right is None and left is None and s.t.lemma[verb] in _PLAIN:
        right = rest(s, verb, around)
    if right and left is None:
        which = relative_before(s, verb, around)
        return [which, right] if which else [right]
    inverted = verb > 0 and s.inside[verb - 1] >= 0 > s.inside[verb]
    if left and right and inverted and s.inside[right[0]] < 0:
        right = None
    if left and right:
        t, lead = s.t, right[0] - 1
        while lead > verb and s.is_mark(lead):
            lead -= 1
        paused = s.is_pause(lead) or s.is_mark(lead)
        if (
            t.word[lead] == ":"
            and t.pos[left[0]] != "SCONJ"
            and t.tag[left[0]] != "WRB"
            and t.tag[left[0]] not in ("VBN", "VBG")
            and any(t.pos[i] in ("VERB", "AUX") for i in range(*left))
        ):
            return [left, right]
        quoted_left = s.inside[left[1] - 1] >= 0 > s.inside[verb]
        quoted_right = s.inside[right[0]] >= 0 > s.inside[verb]
        if quoted_left and (quoted_right or paused):
            return [left, right]
        return [right] if quoted_right or not paused else [left, right]
    return [*(without_aside(s, left) if left else []), *([right] if right else [])]


def _passive(s: Context, verb: int, cue: Cue) -> Candidate | None:
    """ "She was told by Smith that ...", "he was accused by Smith of ...": by whom.

    What somebody is called or accused of is said of the passive's subject, so that is content.
    """
    t = s.t
    agent = next((k for k in t.kids[verb] if t.dep[k] == "agent"), None)
    by = next((k for k in t.kids[agent] if t.dep[k] == "pobj"), None) if agent is not None else None
    hearer = next((k for k in t.kids[verb] if t.dep[k] == "nsubjpass"), None)
    around = chunk(s, verb, hearer)
    if by is None:
        begin = clause_after(s, verb, around) if "clause" in cue.frames else None
        if begin is None:
            return None
        rows = snapped(s, verb, *s.trimmed(begin, right_limit(s, verb, begin)))
        return Candidate((rows,), (verb, verb + 1), verb=verb) if rows else None
    right = right_content(s, verb, cue, around) if cue.frames & {"quote", "clause"} else None
    if right is not None and not right[0] <= by < right[1]:
        return Candidate((right,), (verb, verb + 1), mention(s, by), by, verb)
    charge = complement(s, verb, cue) or _charge(s, verb, cue, by)
    if not charge or hearer is None or charge[0][0] <= by < charge[0][1]:
        return None
    pieces = tuple(sorted([mention(s, hearer), *charge]))
    return Candidate(pieces, (verb, verb + 1), mention(s, by), by, verb)


def _charge(s: Context, verb: int, cue: Cue, by: int) -> list[Rows]:
    """ "of lying" in "accused by Smith of lying", "a liar" in "called a liar by Smith"."""
    t = s.t
    for kid in t.kids[verb]:
        of = "of" in cue.frames and t.lower[kid] in ("of", "for")
        if kid < verb or not (of or ("as" in cue.frames and t.dep[kid] in ("oprd", "attr"))):
            continue
        stop = right_limit(s, verb, s.left[kid])
        if kid < by < stop:
            stop = by
            while stop > kid + 1 and t.lower[stop - 1] != "by":
                stop -= 1
            stop -= 1
        rows = snapped(s, verb, *s.trimmed(s.left[kid], stop))
        if rows is not None:
            return [rows]
    return []


def _bare_participle(s: Context, verb: int) -> bool:
    """ "A plan called EB-5", "when asked about it": nobody says anything."""
    t = s.t
    if verb + 1 < len(t) and s.inside[verb + 1] >= 0 > s.inside[verb]:
        return t.tag[verb] == "VBN" and t.dep[verb] == "acl"
    if t.tag[verb] == "VBD":  # the parser's tag for "a plan, called EB-5, ..."
        before = verb - 2 if t.word[verb - 1] == "," else verb - 1
        noun = t.head[verb]
        return t.dep[verb] == "acl" and noun == before and t.dep[noun] != "ROOT"
    if t.dep[verb] == "acl":
        noun = t.head[verb]
        relative = any(t.dep[k] == "relcl" for k in t.kids[noun])
        # "The board - which is new - called for help", taken for a noun with a participle
        return not (t.dep[noun] == "ROOT" and relative and s.is_pause(verb - 1))
    helped = any(t.dep[k] in ("aux", *SUBJECTS) for k in t.kids[verb])
    return t.dep[verb] == "advcl" and not helped


def _is_attribute(s: Context, verb: int) -> bool:
    """ "In the contest, pledged delegates are bound": a participle that the parser has misread."""
    t = s.t
    after = verb + 1
    if t.tag[verb] not in ("VBD", "VBN") or after >= len(t) or t.pos[after] != "NOUN":
        return False
    clause = t.head[after]
    opens = verb == 0 or s.is_pause(verb - 1) or s.outer_sentence(verb)[0] == verb
    return opens and t.dep[after] in ("nsubj", "nsubjpass") and t.head[clause] == verb


def _is_told_to(s: Context, verb: int) -> bool:
    """ "Was found liable and ordered to pay", "two men said to be brothers": nobody says it."""
    t = s.t
    if verb + 2 >= len(t) or t.lower[verb + 1] != "to" or t.tag[verb + 2] != "VB":
        return False
    if t.lemma[verb] == "say" and t.tag[verb] in ("VBD", "VBN"):
        return True
    passive = any(t.dep[k] == "auxpass" for k in t.kids[t.head[verb]])
    shared = t.dep[verb] == "conj" and own_subject(s, verb) is None
    return shared and passive and t.lemma[verb] in _ORDERING


def _is_circumstance(s: Context, subject: int) -> bool:
    """ "Speaking to the Post", "Asked about it": a sentence's beginning, taken for who speaks."""
    t = s.t
    verbal = t.tag[subject] in ("VBG", "VBN") and t.pos[subject] in ("VERB", "AUX")
    return verbal and subject == s.outer_sentence(subject)[0]


def _moves_on(s: Context, verb: int) -> bool:
    """ "Pressed ahead with it", "pushed on to close it": an act."""
    t = s.t
    return t.lemma[verb] == "press" and t.lower[verb + 1 : verb + 2] in (["ahead"], ["on"])


def _concludes(s: Context, verb: int) -> bool:
    """Whether a participle draws the reporter's conclusion, or says what somebody is known for.

    "The firm earned more, suggesting its prices rose", "best known for portraying a sailor".
    """
    t = s.t
    if t.tag[verb] != "VBG" or own_subject(s, verb) is not None:
        return False
    head = t.head[verb]
    if t.dep[verb] == "pcomp":
        return t.lower[t.head[head]] in _KNOWN_FOR
    reporting = t.lemma[head] in verbs() or t.lemma[head] in nouns()
    return t.dep[verb] == "advcl" and t.lemma[verb] in evidence().verbs and not reporting


def _is_written(s: Context, verb: int, subject: int | None) -> bool:
    """ "The study found that ...", "..., documents showed": a paper or a body, and a clause."""
    t = s.t
    clauses = [k for k in t.kids[verb] if t.dep[k] == "ccomp"]
    after = any(k > verb and t.lower[s.left[k]] == "that" for k in clauses)
    aside = t.tag[verb] in ("VBD", "VBZ", "VBP") and not any(k > verb for k in clauses)
    if subject is None or not (after or aside):
        return False
    words = {t.lower[subject], t.lemma[subject]}
    if words & evidence().wordless:
        return False
    return t.entity[subject] == "ORG" or bool(words & (lists().documents | lists().bodies))


def _reported_inside(s: Context, verb: int, cue: Cue, subject: int | None) -> bool:
    """Whether a cue within quoted words reports somebody: "Smith told me that ..." does.

    "I say", "you might ask", "don't tell me" do not.
    """
    t = s.t
    if subject is None or t.lower[subject] in _NOT_REPORTED or "clause" not in cue.frames:
        return False
    return t.tag[verb] in ("VBD", "VBZ", "VBP") or (
        t.tag[verb] in ("VBN", "VBG") and any(t.lemma[k] in ("have", "be") for k in t.kids[verb])
    )
