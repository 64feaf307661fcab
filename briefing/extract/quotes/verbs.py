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
from briefing.extract.quotes.clauses import SUBJECTS, can_speak, own_subject, subject_of
from briefing.extract.quotes.complements import complement
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.cues import Cue, evidence, nouns, verbs
from briefing.extract.quotes.factuality import factuality
from briefing.extract.quotes.limits import right_limit
from briefing.extract.quotes.mentions import RELATIVES, antecedent, chunk, mention
from briefing.extract.quotes.subjects import after_adjunct, unlinked
from briefing.extract.quotes.tails import tail

_NOT_REPORTED = frozenset("i you we it that this which everyone nobody people".split())
_PLAIN = frozenset("say claim argue insist warn predict note".split())
_ORDERING = frozenset("order tell ask urge instruct advise warn direct command".split())
_ACTS = frozenset(
    [
        *(("press", "ahead"), ("press", "on"), ("add", "to"), ("report", "to")),
        *(("deny", whom) for whom in ("them", "him", "us", "me", "you")),
    ]
)
_PERCEIVING = frozenset("hear see watch let make have help".split())
_KNOWN_FOR = frozenset(["known", "famous", "noted", "renowned"])
_CROWD = 40  # cues in one sentence; what has more is no prose


def by_verbs(context: Context) -> list[Candidate]:
    """All quotes whose cue is a verb of the inventory."""
    tokens, inventory = context.tokens, verbs()
    found = []
    cues = [
        i
        for i, lemma in enumerate(tokens.lemma)
        if lemma in inventory and tokens.pos[i] in ("VERB", "AUX")
    ]
    crowd = Counter(context.outer_sentence(i) for i in cues)
    for row in cues:
        cue = inventory[tokens.lemma[row]]
        if crowd[context.outer_sentence(row)] > _CROWD and context.inside[row] < 0:
            continue
        wanted = cue.particles | cue.adjectives
        if wanted and not any(tokens.lower[k] in wanted for k in tokens.kids[row]):
            cue = Cue(prepositions=cue.prepositions)
        one = _by_verb(context, row, cue)
        if one is not None:
            found.append(replace(one, factuality=factuality(context, row)))
    return found


def _by_verb(context: Context, verb: int, cue: Cue) -> Candidate | None:
    tokens = context.tokens
    named: Rows | None = None
    subject = subject_of(context, verb)
    if verb and tokens.lower[verb - 1] in ("without", "that") and tokens.dep[verb - 1] != "mark":
        paper = subject == verb - 1 and _is_paper(context, subject)
        if not paper:  # "sent a letter that called it late"
            return None
    if context.inside[verb] >= 0 and not _reported_inside(context, verb, cue, subject):
        return None
    if any(tokens.dep[k] == "auxpass" for k in tokens.kids[verb]):
        return _passive(context, verb, cue)
    if tokens.tag[verb] in ("VBN", "VBD") and _bare_participle(context, verb):
        return None
    if (
        _is_perceived(context, verb)
        or _is_told_to(context, verb)
        or _concludes(context, verb)
        or _moves_on(context, verb)
    ):
        return None
    if subject is None:
        named = after_adjunct(context, verb)
        subject = named[1] - 1 if named is not None else unlinked(context, verb)
    if subject is not None and _opens_by_act(context, subject):
        if tokens.entity[verb - 1] != "PERSON":
            return None
        named, subject = mention(context, verb - 1), verb - 1
    if subject is not None and _is_circumstance(context, subject):
        if tokens.pos[verb - 1] != "PROPN":  # "Asked about the port, Ana Lind, the mayor, said"
            return None
        named, subject = (verb - 1, verb), verb - 1  # "Speaking to the Post Lind claimed"
    if tokens.lemma[verb] in evidence().written and not _is_written(context, verb, subject):
        return None
    if (
        subject is not None
        and tokens.lemma[verb] in evidence().verbs
        and not can_speak(context, subject)
    ):
        return None
    if subject is None and _is_attribute(context, verb):
        return None
    own = own_subject(context, verb)
    beside = tokens.dep[verb] in ("advcl", "conj") or (
        tokens.dep[verb] == "pcomp" and tokens.lower[tokens.head[verb]] != "as"
    )
    shared = own is None and tokens.tag[verb] == "VBG" and beside
    ahead = subject is not None and subject > verb  # "Saying it was late, Ana Lind left"
    around = chunk(context, verb, own if shared and ahead else subject)
    pieces: list[Rows] = []
    if cue.frames & {"quote", "clause", "aside"}:
        pieces = (
            _adding(context, verb, cue, around) if shared else _said(context, verb, cue, around)
        )
    if not pieces:
        pieces = complement(context, verb, cue)
    if not pieces:
        return _by_tail(context, verb) if "aside" in cue.frames else None
    speaker = named or (mention(context, subject) if subject is not None else None)
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


def _said(context: Context, verb: int, cue: Cue, around: Rows) -> list[Rows]:
    pieces = as_said(context, verb, cue, around) or interrupted(context, verb, cue, around)
    if pieces:
        return pieces
    right = right_content(context, verb, cue, around)
    left = left_content(context, verb, cue, around)
    if right is None and left is None and context.tokens.lemma[verb] in _PLAIN:
        right = rest(context, verb, around)
    if right and left is None:
        which = relative_before(context, verb, around)
        return [which, right] if which else [right]
    inverted = verb > 0 and context.inside[verb - 1] >= 0 > context.inside[verb]
    if left and right and inverted and context.inside[right[0]] < 0:
        right = None
    if left and right:
        tokens, lead = context.tokens, right[0] - 1
        while lead > verb and context.is_mark(lead):
            lead -= 1
        paused = context.is_pause(lead) or context.is_mark(lead)
        if (
            tokens.word[lead] == ":"
            and tokens.pos[left[0]] != "SCONJ"
            and tokens.tag[left[0]] != "WRB"
            and tokens.tag[left[0]] not in ("VBN", "VBG")
            and any(tokens.pos[i] in ("VERB", "AUX") for i in range(*left))
        ):
            return [left, right]
        quoted_left = context.inside[left[1] - 1] >= 0 > context.inside[verb]
        quoted_right = context.inside[right[0]] >= 0 > context.inside[verb]
        if quoted_left and quoted_right and _is_occasion(context, left):
            return [right]  # 'Asked about the "war," he said, "It is over"'
        if quoted_left and (quoted_right or paused):
            return [left, right]
        told = tokens.lower[right[0]] == "that"
        if quoted_left and not (quoted_right or told) and _is_paused(context, left):
            return [left]  # '"It is late," she said at the Harbour PUSH rally'
        return [right] if quoted_right or not paused else [left, right]
    return [*(without_aside(context, left) if left else []), *([right] if right else [])]


def _is_paper(s: Context, relative: int) -> bool:
    """Whether a "that" stands for a paper, which says what its verb says."""
    who = antecedent(s, relative)
    return who is not None and s.tokens.lower[who] in lists().documents


def _is_occasion(s: Context, rows: Rows) -> bool:
    """Whether words before a cue only say what it answered: "Asked about it", "When given it"."""
    t, first = s.tokens, rows[0]
    asked = first + (t.tag[first] == "WRB")
    return s.inside[first] < 0 and t.tag[asked] == "VBN"


def _is_paused(s: Context, rows: Rows) -> bool:
    """Whether words between marks stop for their cue: with a comma, dash or the like."""
    last = s.quotations[s.inside[rows[1] - 1]].inner.of(s.tokens.text)
    stopped = last.endswith((",", "?", "!", "—", "–", "-")) or s.is_pause(rows[1])
    return stopped and s.inside[rows[0]] >= 0


def _passive(context: Context, verb: int, cue: Cue) -> Candidate | None:
    """ "She was told by Smith that ...", "he was accused by Smith of ...": by whom.

    What somebody is called or accused of is said of the passive's subject, so that is content.
    """
    t = context.tokens
    agent = next((k for k in t.kids[verb] if t.dep[k] == "agent"), None)
    by = next((k for k in t.kids[agent] if t.dep[k] == "pobj"), None) if agent is not None else None
    hearer = next((k for k in t.kids[verb] if t.dep[k] == "nsubjpass"), None)
    around = chunk(context, verb, hearer)
    if by is None:
        begin = clause_after(context, verb, around) if "clause" in cue.frames else None
        if begin is None or t.lemma[verb] in ("ask", "question"):
            return None  # "was asked what it was like"
        rows = snapped(context, verb, *context.trimmed(begin, right_limit(context, verb, begin)))
        return Candidate((rows,), (verb, verb + 1), verb=verb) if rows else None
    right = right_content(context, verb, cue, around) if cue.frames & {"quote", "clause"} else None
    if right is not None and not right[0] <= by < right[1]:
        return Candidate((right,), (verb, verb + 1), mention(context, by), by, verb)
    charge = complement(context, verb, cue) or _charge(context, verb, cue, by)
    if charge and t.lower[charge[0][0]] in RELATIVES:
        return None  # "called by the union that represents them"
    if not charge or hearer is None or charge[0][0] <= by < charge[0][1]:
        return None
    pieces = tuple(sorted([mention(context, hearer), *charge]))
    return Candidate(pieces, (verb, verb + 1), mention(context, by), by, verb)


def _charge(context: Context, verb: int, cue: Cue, by: int) -> list[Rows]:
    """ "of lying" in "accused by Smith of lying", "a liar" in "called a liar by Smith"."""
    tokens = context.tokens
    for kid in tokens.kids[verb]:
        of = "of" in cue.frames and tokens.lower[kid] in ("of", "for")
        if kid < verb or not (of or ("as" in cue.frames and tokens.dep[kid] in ("oprd", "attr"))):
            continue
        stop = right_limit(context, verb, context.left[kid])
        if kid < by < stop:
            stop = by
            while stop > kid + 1 and tokens.lower[stop - 1] != "by":
                stop -= 1
            stop -= 1
        rows = snapped(context, verb, *context.trimmed(context.left[kid], stop))
        if rows is not None:
            return [rows]
    return []


def _bare_participle(context: Context, verb: int) -> bool:
    """ "A plan called EB-5", "when asked about it": nobody says anything."""
    tokens = context.tokens
    if verb + 1 < len(tokens) and context.inside[verb + 1] >= 0 > context.inside[verb]:
        return tokens.tag[verb] == "VBN" and tokens.dep[verb] == "acl"
    if tokens.tag[verb] == "VBD":  # the parser's tag for "a plan, called EB-5, ..."
        before = verb - 2 if tokens.word[verb - 1] == "," else verb - 1
        noun = tokens.head[verb]
        return tokens.dep[verb] == "acl" and noun == before and tokens.dep[noun] != "ROOT"
    if tokens.dep[verb] == "acl":
        noun = tokens.head[verb]
        relative = any(tokens.dep[k] == "relcl" for k in tokens.kids[noun])
        # "The board - which is new - called for help", taken for a noun with a participle
        return not (tokens.dep[noun] == "ROOT" and relative and context.is_pause(verb - 1))
    helped = any(tokens.dep[k] in ("aux", *SUBJECTS) for k in tokens.kids[verb])
    return tokens.dep[verb] == "advcl" and not helped


def _is_attribute(context: Context, verb: int) -> bool:
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


def _is_told_to(context: Context, verb: int) -> bool:
    """ "Was found liable and ordered to pay", "two men said to be brothers": nobody says it."""
    tokens = context.tokens
    if verb + 2 >= len(tokens) or tokens.lower[verb + 1] != "to" or tokens.tag[verb + 2] != "VB":
        return False
    if tokens.lemma[verb] == "say" and tokens.tag[verb] in ("VBD", "VBN"):
        return True
    passive = any(tokens.dep[k] == "auxpass" for k in tokens.kids[tokens.head[verb]])
    shared = tokens.dep[verb] == "conj" and own_subject(context, verb) is None
    return shared and passive and tokens.lemma[verb] in _ORDERING


def _is_perceived(s: Context, verb: int) -> bool:
    """ "Heard workers describe their lives": a bare form below a verb of hearing is another's."""
    t = s.tokens
    bare = t.tag[verb] in ("VB", "VBP") and not any(t.dep[k] == "aux" for k in t.kids[verb])
    below = t.dep[verb] in ("xcomp", "ccomp") and t.lemma[t.head[verb]] in _PERCEIVING
    return bare and below and own_subject(s, verb) is None


def _opens_by_act(s: Context, subject: int) -> bool:
    """Whether what seems a name is what the sentence opens with: "Meeting in Oslo"."""
    t = s.tokens
    opening = subject == s.outer_sentence(subject)[0] and t.lower[subject].endswith("ing")
    bare = t.pos[subject] in ("NOUN", "PROPN") and t.entity[subject] == ""
    return opening and bare and t.pos[subject + 1 : subject + 2] == ["ADP"]


def _is_circumstance(s: Context, subject: int) -> bool:
    """ "Speaking to the Post", "Asked about it": a sentence's beginning, taken for who speaks."""
    t = s.tokens
    verbal = t.tag[subject] in ("VBG", "VBN") and t.pos[subject] in ("VERB", "AUX")
    return verbal and subject == s.outer_sentence(subject)[0]


def _moves_on(s: Context, verb: int) -> bool:
    """ "Pressed ahead with it", "adds to doubts", "denies them a say": an act."""
    t = s.tokens
    return t.lower[verb + 1 : verb + 2] != [] and (t.lemma[verb], t.lower[verb + 1]) in _ACTS


def _concludes(context: Context, verb: int) -> bool:
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


def _is_written(s: Context, verb: int, subject: int | None) -> bool:
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


def _reported_inside(context: Context, verb: int, cue: Cue, subject: int | None) -> bool:
    """Whether a cue within quoted words reports somebody: "Smith told me that ..." does.

    "I say", "you might ask", "don't tell me" do not.
    """
    t = context.tokens
    if subject is None or t.lower[subject] in _NOT_REPORTED or "clause" not in cue.frames:
        return False
    return t.tag[verb] in ("VBD", "VBZ", "VBP") or (
        t.tag[verb] in ("VBN", "VBG") and any(t.lemma[k] in ("have", "be") for k in t.kids[verb])
    )
