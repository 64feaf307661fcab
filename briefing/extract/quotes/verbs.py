"""Quotes whose cue is a verb of the inventory."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from briefing.extract.people.lists import lists
from briefing.extract.quotes.after_cue import relative_before, rest, right_content
from briefing.extract.quotes.before_cue import left_content, without_aside
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.clauses import can_speak, own_subject, subject_of
from briefing.extract.quotes.complements import complement
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.cues import Cue, evidence, verbs
from briefing.extract.quotes.factuality import factuality
from briefing.extract.quotes.interrupting_cues import as_said, interrupted
from briefing.extract.quotes.mentions import antecedent, chunk, is_relative, mention
from briefing.extract.quotes.misread_cues import (
    concludes,
    is_attribute,
    is_bare_participle,
    is_circumstance,
    is_half_of_word,
    is_named_so,
    is_perceived,
    is_reported_inside,
    is_told_to,
    is_written,
    moves_on,
    opens_by_act,
)
from briefing.extract.quotes.passives import by_passive
from briefing.extract.quotes.subjects import after_adjunct, unlinked
from briefing.extract.quotes.tails import tail

_PLAIN = frozenset("say claim argue insist warn predict note".split())
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
    if context.inside[verb] >= 0 and not is_reported_inside(context, verb, cue, subject):
        return None
    if any(tokens.dep[k] == "auxpass" for k in tokens.kids[verb]):
        return by_passive(context, verb, cue)
    if _is_reduced_passive(context, verb):
        return None
    if tokens.tag[verb] in ("VBN", "VBD") and is_bare_participle(context, verb):
        return None
    if (
        is_half_of_word(context, verb)
        or is_perceived(context, verb)
        or is_told_to(context, verb)
        or is_named_so(context, verb)
        or concludes(context, verb)
        or moves_on(context, verb)
    ):
        return None
    if subject is None:
        named = after_adjunct(context, verb)
        subject = named[1] - 1 if named is not None else unlinked(context, verb)
    if subject is not None and opens_by_act(context, subject):
        if tokens.entity[verb - 1] != "PERSON":
            return None
        named, subject = mention(context, verb - 1), verb - 1
    if subject is not None and is_circumstance(context, subject):
        if tokens.pos[verb - 1] != "PROPN":  # "Asked about the port, Ana Lind, the mayor, said"
            return None
        named, subject = (verb - 1, verb), verb - 1  # "Speaking to the Post Lind claimed"
    if tokens.lemma[verb] in evidence().written and not is_written(context, verb, subject):
        return None
    if subject is not None and (
        _shows(context, verb, subject) or _disagrees(context, verb, subject)
    ):
        return None
    if subject is None and is_attribute(context, verb):
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


def _shows(s: Context, verb: int, subject: int) -> bool:
    """ "The loss suggests that ...": a verb that things do as well, and a thing."""
    if s.tokens.lemma[verb] not in evidence().verbs:
        return False
    if is_relative(s, subject):
        who = antecedent(s, subject)  # none: "Sales fell, which suggests that ..."
        return who is None or not can_speak(s, who)
    return not can_speak(s, subject)


def _disagrees(s: Context, verb: int, subject: int) -> bool:
    """ "In Oslo, states that are small ..., the caucuses give": a noun, taken for a verb."""
    t = s.tokens
    plural = t.tag[subject] == "NNS" and t.lower[subject].endswith("s")
    return plural and t.tag[verb] == "VBZ" and t.lemma[subject] != t.lower[subject]


def _is_reduced_passive(s: Context, verb: int) -> bool:
    """'Visited the prison, dubbed "the Inn" by its guards': of what stands before the comma."""
    t = s.tokens
    by = any(t.dep[k] in ("agent", "prep") and t.lower[k] == "by" for k in t.kids[verb])
    object_by = any(t.lower[k] == "by" for n in t.kids[verb] if n > verb for k in t.kids[n])
    behind = verb > 0 and t.word[verb - 1] == "," and own_subject(s, verb) is None
    named = "as" in verbs()[t.lemma[verb]].frames and t.tag[verb] in ("VBN", "VBD")
    below = t.dep[verb] == "advcl" and not any(t.dep[k] in ("aux", "mark") for k in t.kids[verb])
    comma = next((i for i in range(verb + 1, s.sentence(verb)[1]) if t.word[i] == ","), len(t))
    single = sum(t.dep[k] in ("dobj", "oprd") for k in t.kids[verb] if verb < k < comma) == 1
    return behind and named and (by or object_by or (below and single))


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
        if _answers_question(context, left, right):
            return [right]
        opening = left[0]
        while opening + 2 < left[1] and tokens.word[opening + 1] == ",":
            opening += 2  # "However, when ..."
        if (
            tokens.word[lead] == ":"
            and tokens.pos[opening] != "SCONJ"
            and tokens.tag[opening] not in ("WRB", "VBN", "VBG")
            and any(tokens.pos[i] in ("VERB", "AUX") for i in range(*left))
        ):
            return [left, right]
        quoted_left = context.inside[left[1] - 1] >= 0 > context.inside[verb]
        quoted_right = context.inside[right[0]] >= 0 > context.inside[verb]
        if quoted_left and quoted_right and _is_occasion(context, left):
            return [right]  # 'Asked about the "war," he said, "It is over"'
        if quoted_left and not quoted_right and _is_second_clause(context, right):
            return [left]
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


def _answers_question(s: Context, left: Rows, right: Rows) -> bool:
    """'When he was asked, "Is it late?" he said: "Yes."': the first words are another's."""
    t, last = s.tokens, s.inside[left[1] - 1]
    if last < 0:
        return False
    low, _ = s.outer_sentence(left[0])
    asked = any(t.lemma[i] == "ask" and s.inside[i] < 0 for i in range(low, left[0]))
    question = s.quotations[last].inner.of(t.text).endswith("?")
    return asked and question and s.inside[right[0]] >= 0


def _is_second_clause(s: Context, right: Rows) -> bool:
    """'"We won," she told the Post, and that was so': the reporter's own words."""
    t, first = s.tokens, right[0]
    joined = first > 1 and t.pos[first - 1] == "CCONJ" and t.word[first - 2] == ","
    return joined and t.lower[first] == "that" and t.dep[first] != "mark"


def _is_paused(s: Context, rows: Rows) -> bool:
    """Whether words between marks stop for their cue: with a comma, dash or the like."""
    last = s.quotations[s.inside[rows[1] - 1]].inner.of(s.tokens.text)
    stopped = last.endswith((",", "?", "!", "—", "–", "-")) or s.is_pause(rows[1])
    return stopped and s.inside[rows[0]] >= 0
